/**
 * After a create whose answer was lost: reads the person's passes before anything is said. A pass that appeared and
 * looks like ours has a passcode nobody knows, so it is deleted and proven gone. One that does not look like ours is a
 * colleague's and is left alone. If none appeared, nothing happened and sending again is safe.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { expiryOf, type Pass } from '../../shared/domain/pass';
import type { AppErrorOf } from '../../shared/errors';
import { err, type Result } from '../../shared/result';
import type { NewPass } from '../ports/passes';
import type { Desk } from './desk';
import { conclude, failureDetail, type Act } from './record';
import { revokePass } from './revoke-pass';

/** How far the desk's clock may be from Graph's for a pass still to count as made by this request, milliseconds. */
const CLOCK_SLACK_MS = 30_000;

/** Pauses before reading back, milliseconds: a new pass takes a moment until every replica shows it. */
const READ_BACK_PAUSES_MS = [500, 1500, 3000];

type Lost = { readonly requested: NewPass; readonly before: Pass | null; readonly error: AppErrorOf<'outcome-unknown'> };
type Settled = Result<never, AppErrorOf<'outcome-unknown'> | AppErrorOf<'answer-lost'> | AppErrorOf<'pass-exists'>>;

export async function settleIssue(desk: Desk, act: Act, intent: JournalEntry, { requested, before, error }: Lost): Promise<Settled> {
  const appeared = await readBack(desk, requested.personId, before);
  if (!appeared.ok) {
    await conclude(desk, act, intent.id, { result: 'unknown', detail: failureDetail(error) });
    return err(error);
  }
  const pass = appeared.value;
  if (pass === null) {
    await conclude(desk, act, intent.id, { result: 'failed', detail: { ...failureDetail(error), readBack: 'no new pass' } });
    return err({ kind: 'answer-lost', outcome: 'none-made' });
  }
  if (!looksLikeOurs(pass, requested, intent.at)) {
    await conclude(desk, act, intent.id, { result: 'unknown', detail: { ...failureDetail(error), readBack: 'another pass', passId: pass.id } });
    return err({ kind: 'pass-exists', passId: pass.id, expiresAt: expiryOf(pass).toISOString() });
  }

  const removed = await revokePass(desk, {
    person: act.person,
    personId: requested.personId,
    passId: pass.id,
    ticket: act.ticket,
    reason: 'The answer to the create was lost, so nobody knows this passcode',
  });
  await conclude(desk, act, intent.id, {
    result: removed.ok ? 'failed' : 'unknown',
    detail: { ...failureDetail(error), readBack: 'passcode lost', passId: pass.id, lostPassRemoved: removed.ok },
  });
  return removed.ok ? err({ kind: 'answer-lost', outcome: 'removed' }) : err(error);
}

/** @returns the pass that was not there before, or null when none shows up in any of the readings. */
async function readBack(desk: Desk, personId: string, before: Pass | null): Promise<Result<Pass | null, unknown>> {
  let lastFailure: Result<never, unknown> | null = null;
  for (const pause of READ_BACK_PAUSES_MS) {
    await desk.wait(pause);
    const current = await desk.passes.current(personId);
    lastFailure = current.ok ? null : current;
    if (current.ok && current.value !== null && current.value.id !== before?.id) return { ok: true, value: current.value };
  }
  return lastFailure ?? { ok: true, value: null };
}

/**
 * Whether the pass can only be the one this request made. When in doubt it is somebody else's: deleting a pass that a
 * colleague has handed over is worse than asking the operator.
 */
function looksLikeOurs(pass: Pass, requested: NewPass, sentAt: string): boolean {
  const made = pass.createdDateTime === null ? Number.NaN : Date.parse(pass.createdDateTime);
  if (!(made >= Date.parse(sentAt) - CLOCK_SLACK_MS)) return false;
  const { startDateTime } = requested;
  if (startDateTime !== null && Math.abs(Date.parse(pass.startDateTime) - Date.parse(startDateTime)) > 60_000) return false;
  // The tenant may turn a requested multi-use pass into a one-time one, never the other way round.
  return pass.lifetimeInMinutes === requested.lifetimeInMinutes && (pass.isUsableOnce || !requested.isUsableOnce);
}
