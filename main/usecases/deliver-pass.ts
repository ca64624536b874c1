/**
 * Ways a passcode leaves the desk other than by voice: the clipboard, a printed slip, mail to the manager. Each is named
 * by the handle, allowed by the desk policy, and stands in the journal before and after. The passcode itself goes from
 * the vault to the one that delivers it and nowhere else.
 */
import { lastChange } from '../../shared/domain/verification';
import type { AppError } from '../../shared/errors';
import type { Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { Kept } from '../ports/vault';
import type { Desk } from './desk';
import { concludeIfNothingHeld } from './finish-run';
import { actAbout, firstHalf } from './hand-over';
import { managerLetter, slipOf } from './letters';
import { readPassFacts } from './read-pass-facts';
import { conclude, endingOf, intend, note, noteSurely } from './record';
import { noteDelivery } from './run';

const refused = (reason: Extract<AppError, { kind: 'delivery-refused' }>['reason']) => err({ kind: 'delivery-refused', reason } as const);

export function copyPasscode(desk: Desk, handle: string): Promise<Reply<'passcode.copy'>> {
  return desk.inTurn(handle, async () => {
    const kept = desk.vault.about(handle);
    if (!kept) return err({ kind: 'passcode-gone' });
    // On the clipboard it is as good as read out, so both must be allowed.
    if (!kept.delivery.copy || !kept.delivery.channels.includes('call') || kept.isSplit) return refused(kept.isSplit ? 'already-split' : 'not-allowed');
    const noted = await note(desk, actAbout('passcode.reveal', kept, { channel: 'clipboard' }), kept.intentId);
    if (!noted.ok) return noted;
    const clearsAt = await desk.vault.use(handle, (passcode) => desk.clipboard.copy(passcode));
    if (clearsAt === null) return err({ kind: 'passcode-gone' });
    // Forgotten meanwhile: the pass is being revoked, so it was not handed over.
    if (!desk.vault.mark(handle, 'isDelivered')) return err({ kind: 'passcode-gone' });
    noteDelivery(desk, kept, 'shown');
    await noteSurely(desk, actAbout('pass.copy', kept), kept.intentId);
    await concludeIfNothingHeld(desk);
    return ok({ clearsAt: new Date(clearsAt).toISOString() });
  });
}

export function printPasscode(desk: Desk, handle: string): Promise<Reply<'passcode.print'>> {
  return desk.inTurn(handle, async () => {
    const kept = desk.vault.about(handle);
    if (!kept) return err({ kind: 'passcode-gone' });
    if (!kept.delivery.channels.includes('slip') || kept.isSplit) return refused(kept.isSplit ? 'already-split' : 'not-allowed');
    const act = actAbout('pass.print', kept, { issueIntentId: kept.intentId });
    const intent = await intend(desk, act);
    if (!intent.ok) return intent;
    const printed = await (desk.vault.use(handle, (passcode) => desk.printer.print([slipOf(kept, passcode)], 'page-per-person')) ?? Promise.resolve(err({ kind: 'passcode-gone' } as const)));
    const isHandedOver = printed.ok && desk.vault.mark(handle, 'isDelivered');
    if (isHandedOver) noteDelivery(desk, kept, 'printed');
    const outcome = printed.ok && !isHandedOver ? err({ kind: 'passcode-gone' } as const) : printed;
    await conclude(desk, act, intent.value.id, endingOf(outcome, () => ({})));
    await concludeIfNothingHeld(desk);
    return outcome.ok ? ok({}) : outcome;
  });
}

/** @param part - `second-half`: split delivery; from then on the window gets the first half only. */
export function mailPasscode(desk: Desk, handle: string, part: 'all' | 'second-half'): Promise<Reply<'passcode.mail'>> {
  return desk.inTurn(handle, async () => {
    const kept = desk.vault.about(handle);
    if (!kept) return err({ kind: 'passcode-gone' });
    if (!kept.delivery.channels.includes(part === 'all' ? 'manager-mail' : 'split')) return refused('not-allowed');
    if (kept.isSplit) return refused('already-split');
    if (kept.isMailed) return refused('already-mailed');
    const to = await managerOf(desk, kept);
    if (!to.ok) return to;

    const act = actAbout('pass.mail', kept, { to: to.value, part, issueIntentId: kept.intentId });
    const intent = await intend(desk, act);
    if (!intent.ok) return intent;
    const isSplit = part === 'second-half';
    const letter = desk.vault.use(handle, (passcode) => managerLetter(kept, to.value, isSplit ? passcode.slice(firstHalf(passcode).length) : passcode, part));
    const sent = letter === null ? err({ kind: 'passcode-gone' } as const) : await desk.mailer.send(letter);
    // Perhaps sent is sent: the other half must not be shown as well.
    if (isSplit && (sent.ok || sent.error.kind === 'outcome-unknown')) desk.vault.mark(handle, 'isSplit');
    // One half alone opens nothing: the pass counts as handed over when the first half has been shown.
    if (sent.ok) desk.vault.mark(handle, 'isMailed');
    if (sent.ok && !isSplit) noteDelivery(desk, kept, 'mailed');
    const isStillHeld = sent.ok && desk.vault.mark(handle, isSplit ? 'isSplit' : 'isDelivered');
    await conclude(desk, act, intent.value.id, endingOf(sent, ({ requestId }) => ({ requestId })));
    await concludeIfNothingHeld(desk);
    if (sent.ok && !isStillHeld) return err({ kind: 'passcode-gone' });
    return sent.ok ? ok({ to: to.value }) : sent;
  });
}

/** The address of the manager the operator saw, if that is still who it is and nothing about it changed within the quarantine window. */
export async function managerOf(desk: Desk, { person, manager: seen, quarantineDays, changesAcknowledged }: Kept): Promise<Result<string, AppError>> {
  if (seen === null) return refused('no-manager');
  if (seen.mail === null || seen.mail.trim() === '') return refused('no-manager-mail');
  const judged = await readPassFacts(desk, person.id, null);
  if (!judged.ok) return judged;
  const { facts, rules } = judged.value;
  // Audits are minutes late: a manager who is another one by now has changed, whatever they say.
  if (!facts.manager.known || facts.manager.value?.id !== seen.id || facts.manager.value.mail !== seen.mail) return refused('manager-changed');
  if (quarantineDays === 0) return ok(seen.mail);
  if (!facts.recentChanges.known) return changesAcknowledged && rules.notChecked['recent-changes'] === 'acknowledge' ? ok(seen.mail) : refused('changes-not-checked');
  const since = desk.clock.now().getTime() - quarantineDays * 86_400_000;
  return lastChange(facts, 'manager', since) === null ? ok(seen.mail) : refused('manager-changed');
}
