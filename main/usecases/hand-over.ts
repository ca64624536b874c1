/**
 * The passcode between issue and Done. What leaves the vault is a line in the journal before it leaves; somebody has it
 * only once the window says that it stood there, or it was copied, printed or mailed. A pass whose passcode nobody has
 * does not outlive its hand-over.
 */
import type { HandOver, HandOverEnd, Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import type { JournalAction } from '../../shared/domain/journal-entry';
import type { Kept } from '../ports/vault';
import type { Desk } from './desk';
import { concludeIfNothingHeld } from './finish-run';
import { note, noteSurely, type Act } from './record';
import { revokePass } from './revoke-pass';
import { bulkDesk, noteDelivery } from './run';

/** How often, and after what pause, a pass nobody has seen is tried again when it could not be revoked. */
const END_TRIES = 30;
const END_PAUSE_MS = 60_000;
const TIMED_OUT_LANES = 6;

export function actAbout(action: JournalAction, kept: Kept, detail: Act['detail'] = {}): Act {
  return { action, person: kept.person, ticket: kept.ticket, reason: '', detail: { passId: kept.passId, ...(kept.runId !== null && { runId: kept.runId }), ...detail } };
}

/** What the window is told of a passcode in hand, without it. */
export function handOverOf({ handle, keptUntil, pass, card, delivery, manager }: Kept): HandOver {
  return { handle, keptUntil: new Date(keptUntil).toISOString(), pass, card, delivery, managerMail: manager?.mail ?? null };
}

/** After a split the window gets no more than the first half. */
export function firstHalf(passcode: string): string {
  return passcode.slice(0, Math.ceil(passcode.length / 2));
}

export function revealPasscode(desk: Desk, handle: string): Promise<Reply<'passcode.reveal'>> {
  return desk.inTurn(handle, async () => {
    const kept = desk.vault.about(handle);
    if (!kept) return err({ kind: 'passcode-gone' });
    if (!kept.isSplit && !kept.delivery.channels.includes('call')) return err({ kind: 'delivery-refused', reason: 'not-allowed' });
    const noted = await note(desk, actAbout('passcode.reveal', kept, { channel: 'call' }), kept.intentId);
    if (!noted.ok) return noted;
    const part = kept.isSplit ? 'first-half' : 'all';
    const passcode = desk.vault.use(handle, (whole) => (part === 'all' ? whole : firstHalf(whole)));
    desk.vault.mark(handle, 'isRevealed');
    return passcode === null ? err({ kind: 'passcode-gone' }) : ok({ passcode, part });
  });
}

/** What the window did with a reveal. A passcode that it dropped counts as seen by nobody. */
export function confirmSeen(desk: Desk, handle: string, isShown: boolean): Promise<Reply<'passcode.seen'>> {
  return desk.inTurn(handle, async () => {
    const kept = desk.vault.about(handle);
    if (!kept) return err({ kind: 'passcode-gone' });
    if (!kept.isRevealed) return err({ kind: 'invalid-input', paths: ['handle'] });
    if (!isShown) return ok({});
    // One half opens nothing: while nobody can tell whether the other half left, nobody has the passcode.
    if (kept.isSplit && !kept.isMailed) return ok({});
    desk.vault.mark(handle, 'isDelivered');
    noteDelivery(desk, kept, 'shown');
    await noteSurely(desk, actAbout('passcode.show', kept), kept.intentId);
    await concludeIfNothingHeld(desk);
    return ok({});
  });
}

/** Done, or closed. When an unseen pass cannot be revoked the passcode is kept, so that it can still be shown. */
export function closePasscode(desk: Desk, handle: string): Promise<Reply<'passcode.close'>> {
  return desk.inTurn(handle, async () => {
    const kept = desk.vault.about(handle);
    if (!kept) return ok({ outcome: 'seen' });
    // Closed without being shown: it waits with the others of its run, to be handed over some other way.
    if (!kept.isDelivered && kept.runId !== null && desk.memory.run?.id === kept.runId) return ok({ outcome: 'kept' });
    if (!kept.isDelivered) {
      const revoked = await revokeUnseen(desk, kept);
      if (!revoked.ok) return revoked;
      desk.vault.forget(handle);
      return ok({ outcome: 'revoked' });
    }
    // Of a run it may still be printed or read out again, until its time is over.
    if (kept.runId === null) desk.vault.forget(handle);
    await noteSurely(desk, actAbout('passcode.close', kept), kept.intentId);
    return ok({ outcome: 'seen' });
  });
}

/**
 * Ends a hand-over whose passcode the vault has dropped: time-out, lock, quit, sign-out. Never rejects. A pass that
 * nobody has seen and that could not be revoked is tried again while this desk is open.
 */
export async function endHandOver(desk: Desk, kept: Kept): Promise<HandOverEnd> {
  // The operator has left, and with them the right to act: the next start settles it.
  if (!desk.isOpen()) return 'still-live';
  if (kept.isDelivered) {
    await noteSurely(desk, actAbout('passcode.close', kept), kept.intentId);
    return 'seen';
  }
  noteDelivery(desk, kept, 'gone');
  const revoked = await revokeUnseen(desk, kept);
  await concludeIfNothingHeld(desk);
  if (revoked.ok) return 'revoked';
  void tryAgain(desk, kept);
  return 'still-live';
}

/** Passcodes of a run come of age together: a few passes are revoked at a time, with the low priority of work nobody waits for. */
export function endTimedOut(desk: Desk, kept: Kept): Promise<HandOverEnd> {
  if (kept.runId === null) return endHandOver(desk, kept);
  const lane = Number.parseInt(kept.handle.slice(0, 2), 16) % TIMED_OUT_LANES;
  return desk.inTurn(`timed-out:${lane}`, () => endHandOver(bulkDesk(desk), kept));
}

/** For as long as the desk is open, and half an hour. */
export async function tryAgain(desk: Desk, kept: Kept): Promise<void> {
  for (let attempt = 1; attempt <= END_TRIES; attempt += 1) {
    await desk.wait(END_PAUSE_MS);
    if (!desk.isOpen() || (await revokeUnseen(desk, kept)).ok) return;
  }
}

export function revokeUnseen(desk: Desk, { person, passId, ticket, runId, isRevealed }: Kept) {
  // The journal has the reveal; what the window did with it, nobody said.
  const reason = isRevealed ? 'The window was handed the passcode and never said that it was shown' : 'Nobody had seen the passcode';
  return desk.inTurn(person.id, () => revokePass(desk, { person, personId: person.id, passId, ticket, reason, runId, evenWithoutJournal: true }));
}
