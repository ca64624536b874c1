/**
 * The passcode between issue and Done: each reveal is a line in the journal before it is shown, and a pass whose
 * passcode nobody has seen does not outlive its hand-over.
 */
import type { AppError } from '../../shared/errors';
import type { Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { Kept } from '../ports/vault';
import type { Desk } from './desk';
import { note, type Act } from './record';
import { revokePass } from './revoke-pass';

const actOf = (action: 'passcode.show' | 'passcode.close', kept: Kept): Act => ({
  action,
  person: kept.person,
  ticket: kept.ticket,
  reason: '',
  detail: { passId: kept.passId },
});

export async function revealPasscode(desk: Desk, handle: string): Promise<Reply<'passcode.reveal'>> {
  const kept = desk.vault.about(handle);
  if (!kept) return err({ kind: 'passcode-gone' });
  const noted = await note(desk, actOf('passcode.show', kept), kept.intentId);
  if (!noted.ok) return noted;
  const passcode = desk.vault.reveal(handle);
  return passcode === null ? err({ kind: 'passcode-gone' }) : ok({ passcode });
}

/** Done, or closed. When an unseen pass cannot be revoked the passcode is kept, so that it can still be shown. */
export async function closePasscode(desk: Desk, handle: string): Promise<Reply<'passcode.close'>> {
  const kept = desk.vault.about(handle);
  if (!kept) return ok({ revoked: false });
  const ended = await endHandOver(desk, kept);
  if (!ended.ok) return ended;
  desk.vault.forget(handle);
  return ended;
}

/** Ends a hand-over whose passcode the vault has already dropped or is about to: time-out, lock, quit, sign-out. */
export async function endHandOver(desk: Desk, kept: Kept): Promise<Result<{ readonly revoked: boolean }, AppError>> {
  if (kept.wasShown) {
    const noted = await note(desk, actOf('passcode.close', kept), kept.intentId);
    if (!noted.ok) desk.log.warn('journal.close-not-written', { kind: noted.error.reason });
    return ok({ revoked: false });
  }
  const { person, passId, ticket } = kept;
  const revoked = await revokePass(desk, { person, personId: person.id, passId, ticket, reason: 'Nobody had seen the passcode' });
  return revoked.ok ? ok({ revoked: true }) : revoked;
}
