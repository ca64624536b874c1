/**
 * Hands over the passcodes of a run: one by one as a single pass, on paper, by mail to each manager. No file of secrets:
 * what is printed or mailed goes from the vault to the printer or the mailbox, and every passcode has its own lines in the
 * journal before and after. Into an encrypted PDF: `seal-run.ts`.
 */
import type { RunRow } from '../../shared/domain/run';
import type { Channel } from '../../shared/domain/limits';
import type { AppError } from '../../shared/errors';
import type { Input, Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { Kept } from '../ports/vault';
import { managerOf } from './deliver-pass';
import type { Desk } from './desk';
import { concludeIfNothingHeld } from './finish-run';
import { actAbout, handOverOf, revokeUnseen, tryAgain } from './hand-over';
import { holdTurns } from './hold-turns';
import { managersLetter, slipOf, type SlipContext } from './letters';
import { concludeTogether, endingOf, intendAll, noteSurely, type Act } from './record';
import { bulkDesk, noteDelivery, update, type Run, type RunPerson } from './run';
import { sideBySide } from './side-by-side';

/** Mails tried again after Entra asked to wait, and the longest such wait, seconds. */
const MAIL_TRIES = 4;
const MAIL_PATIENCE_SECONDS = 60;
/** Deletes of a pass nobody received, while Entra asks to wait, and the longest such wait, seconds. */
const SOON_TRIES = 5;
const SOON_SECONDS = 30;
/** Passes given up side by side. */
const GIVE_UP_LANES = 6;

export type Held = { readonly person: RunPerson; readonly kept: Kept };

export const contextOf = ({ planned: { timeZone, managerName, managerId } }: RunPerson): SlipContext => ({ timeZone, managerName, managerId });

/** The chosen people whose passcode is in the vault, in the order of the run. Printed once more is allowed, mailed is not. */
export function heldIn(desk: Desk, runId: string, personIds: readonly string[]): Result<{ readonly run: Run; readonly held: readonly Held[] }, AppError> {
  const { run } = desk.memory;
  if (run?.id !== runId) return err({ kind: 'run-refused', reason: 'gone' });
  const wanted = new Set(personIds);
  const held = run.people.flatMap((person): readonly Held[] => {
    if (!wanted.has(person.planned.personId.toLowerCase()) || person.handle === null) return [];
    const kept = desk.vault.about(person.handle);
    return kept ? [{ person, kept }] : [];
  });
  return held.length === 0 ? err({ kind: 'passcode-gone' }) : ok({ run, held });
}

/** What is printed, mailed or shown of one passcode goes one after another, whichever way it was asked for. */
export async function inTheirTurns<T>(desk: Desk, runId: string, personIds: readonly string[], task: (found: { readonly run: Run; readonly held: readonly Held[] }) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
  const before = heldIn(desk, runId, personIds);
  if (!before.ok) return before;
  const release = await holdTurns(desk, before.value.held.map(({ kept }) => kept.handle));
  try {
    // Looked at again: while waiting, somebody else may have mailed it, or its time may have come.
    const found = heldIn(desk, runId, personIds);
    return found.ok ? await task(found.value) : found;
  } finally {
    release.forEach((end) => end());
  }
}

/** Keeps those whose passcode may leave by this channel; the others' rows say why not. */
export function allowed(desk: Desk, run: Run, held: readonly Held[], channel: Channel): readonly Held[] {
  return held.filter(({ person, kept }) => {
    if (kept.delivery.channels.includes(channel) && !kept.isSplit) return true;
    update(desk, run, person, { deliveryError: { kind: 'delivery-refused', reason: kept.isSplit ? 'already-split' : 'not-allowed' } });
    return false;
  });
}

/** As after a single issue. */
export async function handOverOne(desk: Desk, { runId, personId }: Input<'runs.hand-over'>): Promise<Reply<'runs.hand-over'>> {
  const found = heldIn(desk, runId, [personId]);
  if (!found.ok) return found;
  const [one] = found.value.held;
  return one ? ok(handOverOf(one.kept)) : err({ kind: 'passcode-gone' });
}

export function printRun(desk: Desk, { runId, personIds, layout }: Input<'runs.print'>): Promise<Reply<'runs.print'>> {
  return desk.inTurn(`deliver:${runId}`, () => inTheirTurns(desk, runId, personIds, async ({ run, held: chosen }) => {
    const held = allowed(desk, run, chosen, 'slip');
    if (held.length === 0) return err({ kind: 'delivery-refused', reason: 'not-allowed' });
    const acts = await intendFor(desk, held, (kept) => actAbout('pass.print', kept, { issueIntentId: kept.intentId, layout }));
    if (!acts.ok) return acts;
    const slips = held.flatMap(({ person, kept }) => desk.vault.use(kept.handle, (passcode) => [slipOf(kept, passcode, contextOf(person))]) ?? []);
    // Their time came while the journal was written: an empty page would be taken for a slip.
    const printed: Result<null, AppError> = slips.length === 0 ? err({ kind: 'passcode-gone' }) : await desk.printer.print(slips, layout);
    await concludeAll(desk, run, held, acts.value, printed, 'printed');
    return printed.ok ? ok({ printed: slips.length }) : printed;
  }));
}

export type Intended = { readonly act: Act; readonly intentId: string };

/** All intents before anything leaves, or none. */
export async function intendFor(desk: Desk, held: readonly Held[], actOf: (kept: Kept) => Act): Promise<Result<readonly Intended[], AppError>> {
  const acts = held.map(({ kept }) => actOf(kept));
  const intents = await intendAll(desk, acts);
  return intents.ok ? ok(acts.map((act, index) => ({ act, intentId: intents.value[index]?.id ?? '' }))) : intents;
}

export async function concludeAll<T>(desk: Desk, run: Run, held: readonly Held[], acts: readonly Intended[], answer: Result<T, AppError>, how: Exclude<RunRow['delivery'], null>): Promise<void> {
  // First what the vault knows, at once for all: a time-out in between must not revoke what has left.
  const answers = held.map(({ person, kept }): Result<unknown, AppError> => {
    const own = answer.ok && !desk.vault.mark(kept.handle, 'isDelivered') ? err({ kind: 'passcode-gone' } as const) : answer;
    if (own.ok) noteDelivery(desk, kept, how);
    else update(desk, run, person, { deliveryError: own.error });
    return own;
  });
  await concludeTogether(desk, acts.map(({ act, intentId }, index) => ({ act, intentId, ending: endingOf(answers[index] ?? answer, () => ({})) })));
  await concludeIfNothingHeld(desk);
}

/** One mail a manager. A manager who is another one by now gets none. */
export function mailRun(desk: Desk, { runId, personIds }: Input<'runs.mail'>): Promise<Reply<'runs.mail'>> {
  return desk.inTurn(`deliver:${runId}`, () => inTheirTurns(desk, runId, personIds, async ({ run, held: chosen }) => {
    const groups = new Map<string, Held[]>();
    let failed = 0;
    for (const one of allowed(desk, run, chosen, 'manager-mail')) {
      const to: Result<string, AppError> = one.kept.isMailed ? err({ kind: 'delivery-refused', reason: 'already-mailed' }) : await managerOf(bulkDesk(desk), one.kept);
      if (to.ok) groups.set(to.value, [...(groups.get(to.value) ?? []), one]);
      else {
        failed += 1;
        update(desk, run, one.person, { deliveryError: to.error });
      }
    }
    if (groups.size === 0 && failed === 0) return err({ kind: 'delivery-refused', reason: 'not-allowed' });
    let mails = 0;
    let people = 0;
    for (const [to, held] of groups) {
      const sent = await mailOne(desk, run, to, held);
      if (!sent.ok && sent.error.kind === 'journal-unavailable') return sent;
      mails += sent.ok ? 1 : 0;
      people += sent.ok ? held.length : 0;
      failed += sent.ok ? 0 : held.length;
    }
    return ok({ mails, people, failed });
  }));
}

async function mailOne(desk: Desk, run: Run, to: string, held: readonly Held[]): Promise<Result<null, AppError>> {
  const acts = await intendFor(desk, held, (kept) => actAbout('pass.mail', kept, { to, part: 'all', people: held.length, issueIntentId: kept.intentId }));
  if (!acts.ok) return acts;
  const letter = () => managersLetter(held.flatMap(({ person, kept }) => desk.vault.use(kept.handle, (passcode) => [{ kept, passcode, timeZone: person.planned.timeZone }]) ?? []), to);
  let sent = await desk.mailer.send(letter());
  // Asked to wait, Exchange has sent nothing: once more is no second mail.
  for (let attempt = 2; attempt <= MAIL_TRIES && !sent.ok && sent.error.kind === 'throttled' && sent.error.retryAfterSeconds <= MAIL_PATIENCE_SECONDS; attempt += 1) {
    await desk.wait(sent.error.retryAfterSeconds * 1000);
    sent = await desk.mailer.send(letter());
  }
  if (sent.ok) for (const { kept } of held) desk.vault.mark(kept.handle, 'isMailed');
  await concludeAll(desk, run, held, acts.value, sent, 'mailed');
  return sent.ok ? ok(null) : sent;
}

/** Nobody has received these, and nobody will. */
export async function giveUp(desk: Desk, { runId, personIds }: Input<'runs.give-up'>): Promise<Reply<'runs.give-up'>> {
  const found = heldIn(desk, runId, personIds);
  if (!found.ok) return found;
  const held = found.value.held.filter(({ kept }) => !kept.isDelivered);
  const revoked = await revokeAll(desk, held.map(({ kept }) => kept));
  return ok({ revoked, stillLive: held.length - revoked });
}

/**
 * Forgets passcodes of runs at once, and then revokes their passes, a few at a time.
 *
 * @param through - How: with the low priority of runs, unless somebody waits for it.
 * @returns how many are proven gone.
 */
export async function revokeAll(desk: Desk, kepts: readonly Kept[], through: Desk = bulkDesk(desk)): Promise<number> {
  // Before anything is waited for: what is still in the vault could be printed while its pass is being revoked.
  const forgotten = kepts.map(({ handle }) => desk.vault.forget(handle)).filter((kept) => kept !== null);
  for (const kept of forgotten) noteDelivery(desk, kept, 'gone');
  let revoked = 0;
  await sideBySide(forgotten, GIVE_UP_LANES, async (kept) => {
    if (!desk.isOpen()) return;
    if (kept.isDelivered) await noteSurely(desk, actAbout('passcode.close', kept), kept.intentId);
    else if (await revokeSoon(desk, through, kept)) revoked += 1;
    else void tryAgain(bulkDesk(desk), kept);
  });
  await concludeIfNothingHeld(desk);
  return revoked;
}

/** Asked to wait, Entra has deleted nothing: after that wait once more, a few times. */
async function revokeSoon(desk: Desk, through: Desk, kept: Kept): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const revoked = await revokeUnseen(through, kept);
    if (revoked.ok) return true;
    if (revoked.error.kind !== 'throttled' || attempt >= SOON_TRIES || revoked.error.retryAfterSeconds > SOON_SECONDS || !desk.isOpen()) return false;
    await desk.wait(revoked.error.retryAfterSeconds * 1000);
  }
}
