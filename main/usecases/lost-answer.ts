/**
 * After a create whose answer was lost: reads the person's passes before anything is said. A pass that appeared and
 * looks like ours has a passcode nobody knows, so it is deleted and proven gone. One that does not look like ours is a
 * colleague's and is left alone. If none appeared, sending again is safe: whatever might still come is displaced by it.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { expiryOf, type Pass } from '../../shared/domain/pass';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { NewPass } from '../ports/passes';
import type { Desk } from './desk';
import { conclude, type Act, type Ending } from './record';
import { revokePass } from './revoke-pass';

/** How far the desk's clock may be from Graph's for a pass still to count as made by this request, milliseconds. */
const CLOCK_SLACK_MS = 30_000;
/** With Graph's clock known from its answers, which name whole seconds. */
const KNOWN_CLOCK_SLACK_MS = 5_000;

/** How long after it was sent a create may still be carried out and count as this request's, milliseconds. A pass made later is somebody else's. */
const CARRIED_OUT_WITHIN_MS = 60_000;

/** Pauses before reading back, milliseconds: a new pass takes a moment until every replica shows it. */
export const READ_BACK_PAUSES_MS: readonly number[] = [500, 1500, 3000];

export type Lost = {
  readonly act: Act;
  readonly intent: Pick<JournalEntry, 'id' | 'at'>;
  readonly requested: NewPass;
  /** Id of the pass that was there before; null when there was none. */
  readonly beforeId: string | null;
  /** What is known about the failure, for the journal. */
  readonly trace: Ending['detail'];
  /** Settled at a later time: when reading fails again, nothing is written and the act stays as open as it was. */
  readonly isLater?: boolean;
};

/** `none-made`, `removed`: one may send again. `left-alone`: a pass is there that is not ours to touch. */
export type Found = { readonly outcome: 'none-made' | 'removed' } | { readonly outcome: 'left-alone'; readonly pass: Pass };

/** Settles and concludes the intent. An error means that it stays unknown: reading or deleting did not work. */
export async function settleLost(desk: Desk, lost: Lost): Promise<Result<Found, AppError>> {
  const { act, intent, requested, beforeId, trace } = lost;
  const appeared = await readBack(desk, requested.personId, beforeId);
  if (!appeared.ok && appeared.error.kind === 'not-found') {
    await conclude(desk, act, intent.id, { result: 'failed', detail: { ...trace, readBack: 'person is gone' } });
    return ok({ outcome: 'none-made' });
  }
  if (!appeared.ok) {
    if (!lost.isLater) await remember(desk, lost, { result: 'unknown', detail: { ...trace, readBack: 'failed' } });
    return appeared;
  }
  const pass = appeared.value;
  if (pass === null) {
    await remember(desk, lost, { result: 'failed', detail: { ...trace, readBack: 'no new pass' } });
    return ok({ outcome: 'none-made' });
  }
  const isLost = await isLostPass(desk, pass, requested, intent.at);
  if (!isLost.ok) {
    desk.memory.unsettled.add(requested.personId.toLowerCase());
    return isLost;
  }
  if (!isLost.value) {
    // A person has one pass at most: with another one there, none of ours is left.
    await remember(desk, lost, { result: 'failed', detail: { ...trace, readBack: 'another pass' } });
    return ok({ outcome: 'left-alone', pass });
  }
  const removed = await revokePass(desk, {
    person: act.person,
    personId: requested.personId,
    passId: pass.id,
    ticket: act.ticket,
    reason: 'The answer to the create was lost, so nobody knows this passcode',
    evenWithoutJournal: true,
  });
  await remember(desk, lost, {
    result: removed.ok ? 'failed' : 'unknown',
    detail: { ...trace, readBack: 'passcode lost', passId: pass.id, expiresAt: expiryOf(pass).toISOString(), lostPassRemoved: removed.ok },
  });
  return removed.ok ? ok({ outcome: 'removed' }) : err(removed.error);
}

async function remember(desk: Desk, { act, intent, requested }: Lost, ending: Ending): Promise<void> {
  await conclude(desk, act, intent.id, ending);
  if (ending.result === 'unknown') desk.memory.unsettled.add(requested.personId.toLowerCase());
}

/** @returns the pass that was not there before, or null when none shows up in any of the readings. */
async function readBack(desk: Desk, personId: string, beforeId: string | null): Promise<Result<Pass | null, AppError>> {
  let lastFailure: Result<never, AppError> | null = null;
  for (const pause of READ_BACK_PAUSES_MS) {
    await desk.wait(pause);
    const current = await desk.passes.current(personId);
    lastFailure = current.ok ? null : current;
    if (current.ok && current.value !== null && current.value.id !== beforeId) return ok(current.value);
  }
  return lastFailure ?? ok(null);
}

/** Lines that name the passes this desk knows: made, or handed over. A reveal alone proves neither. */
const KNOWN_BY = ['pass.issue', 'passcode.show', 'passcode.close', 'pass.copy', 'pass.print', 'pass.mail'] as const;

/**
 * Whether nobody can have this pass's passcode, so that it may be deleted: it looks like what was asked for, and neither the
 * journal nor the vault knows it. Whatever the clock says, a pass that this desk issued or showed is never taken for lost.
 */
export async function isLostPass(desk: Desk, pass: Pass, requested: NewPass, sentAt: string): Promise<Result<boolean, AppError>> {
  if (!looksLikeOurs(desk, pass, requested, sentAt)) return ok(false);
  if (desk.vault.all().some(({ passId }) => passId === pass.id)) return ok(false);
  const lines = await desk.journal.recent({ actions: KNOWN_BY, since: new Date(0).toISOString(), personId: requested.personId });
  if (!lines.ok) return lines;
  return ok(!lines.value.some(({ phase, result, detail }) => detail.passId === pass.id && phase !== 'intent' && result === 'succeeded' && detail.part !== 'second-half'));
}

/**
 * Whether the pass can only be the one this request made. When in doubt it is somebody else's: deleting a pass that a
 * colleague has handed over is worse than asking the operator.
 */
function looksLikeOurs(desk: Desk, pass: Pass, requested: NewPass, sentAt: string): boolean {
  const skew = desk.clockSkewMs();
  const sent = Date.parse(sentAt) + (skew ?? 0) - (skew === null ? CLOCK_SLACK_MS : KNOWN_CLOCK_SLACK_MS);
  const made = pass.createdDateTime === null ? Number.NaN : Date.parse(pass.createdDateTime);
  if (!(made >= sent) || made > sent + 2 * (skew === null ? CLOCK_SLACK_MS : KNOWN_CLOCK_SLACK_MS) + CARRIED_OUT_WITHIN_MS) return false;
  const { startDateTime } = requested;
  if (startDateTime !== null && Math.abs(Date.parse(pass.startDateTime) - Date.parse(startDateTime)) > 60_000) return false;
  // The tenant may turn a requested multi-use pass into a one-time one, never the other way round.
  return pass.lifetimeInMinutes === requested.lifetimeInMinutes && (pass.isUsableOnce || !requested.isUsableOnce);
}
