/**
 * The passcode between issue and Done: each reveal is a line in the journal before it is shown, and a pass whose
 * passcode nobody has seen does not outlive its hand-over.
 */
import type { HandOverEnd, Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import type { Kept } from '../ports/vault';
import type { Desk } from './desk';
import { note, type Act } from './record';
import { revokePass } from './revoke-pass';

/** How often, and after what pause, a pass nobody has seen is tried again when it could not be revoked. */
const END_TRIES = 30;
const END_PAUSE_MS = 60_000;

const actOf = (action: 'passcode.show' | 'passcode.close', kept: Kept): Act => ({
  action,
  person: kept.person,
  ticket: kept.ticket,
  reason: '',
  detail: { passId: kept.passId },
});

export function revealPasscode(desk: Desk, handle: string): Promise<Reply<'passcode.reveal'>> {
  return desk.inTurn(handle, async () => {
    const kept = desk.vault.about(handle);
    // Marked as shown before the line is written: a time-out meanwhile must not revoke what is about to be read out.
    const passcode = desk.vault.reveal(handle);
    if (!kept || passcode === null) return err({ kind: 'passcode-gone' });
    const noted = await note(desk, actOf('passcode.show', kept), kept.intentId);
    if (noted.ok) return ok({ passcode });
    if (!kept.wasShown && !desk.vault.unreveal(handle)) await endHandOver(desk, kept);
    return noted;
  });
}

/** Done, or closed. When an unseen pass cannot be revoked the passcode is kept, so that it can still be shown. */
export function closePasscode(desk: Desk, handle: string): Promise<Reply<'passcode.close'>> {
  return desk.inTurn(handle, async () => {
    const kept = desk.vault.about(handle);
    if (!kept) return ok({ outcome: 'seen' });
    if (!kept.wasShown) {
      const revoked = await revokeUnseen(desk, kept);
      if (!revoked.ok) return revoked;
      desk.vault.forget(handle);
      return ok({ outcome: 'revoked' });
    }
    desk.vault.forget(handle);
    await noteClose(desk, kept);
    return ok({ outcome: 'seen' });
  });
}

/**
 * Ends a hand-over whose passcode the vault has dropped: time-out, lock, quit, sign-out. Never rejects. A pass that
 * nobody has seen and that could not be revoked is tried again while this desk is open.
 */
export async function endHandOver(desk: Desk, kept: Kept): Promise<HandOverEnd> {
  if (kept.wasShown) {
    await noteClose(desk, kept);
    return 'seen';
  }
  const revoked = await revokeUnseen(desk, kept);
  if (revoked.ok) return 'revoked';
  void tryAgain(desk, kept);
  return 'still-live';
}

async function tryAgain(desk: Desk, kept: Kept): Promise<void> {
  for (let attempt = 1; attempt <= END_TRIES; attempt += 1) {
    await desk.wait(END_PAUSE_MS);
    if (!desk.isOpen() || (await revokeUnseen(desk, kept)).ok) return;
  }
}

function revokeUnseen(desk: Desk, { person, passId, ticket }: Kept) {
  return desk.inTurn(person.id, () =>
    revokePass(desk, { person, personId: person.id, passId, ticket, reason: 'Nobody had seen the passcode', evenWithoutJournal: true }),
  );
}

async function noteClose(desk: Desk, kept: Kept): Promise<void> {
  const noted = await note(desk, actOf('passcode.close', kept), kept.intentId);
  if (!noted.ok) desk.log.warn('journal.close-not-written', { kind: noted.error.reason });
}
