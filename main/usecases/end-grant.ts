/**
 * Ends one grant and proves it: PIM's instances are read again, and only a schedule that is not there any more counts as
 * ended. Another path to the same access is left alone and named. PIM takes no removal of what is younger than five
 * minutes: such a one is put off, as an open intent in the journal, and sent when PIM takes it.
 */
import { type Grant, type GrantHow, type GrantTarget, isTimeBound, PIM_FLOOR_MINUTES, removableFrom, targetKey } from '../../shared/domain/grant';
import type { AppError } from '../../shared/errors';
import type { GrantEnded } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { Desk } from './desk';
import { findGrant, otherPaths, readHeld } from './held-grants';
import { actsOf, lineageOf } from './journal-grants';
import { grantIn, type PlannedEnd, planEnd } from './planned-ends';
import { conclude, endingOf, failureDetail, intend, type Act, type Ending } from './record';
import { endTaskPassIfLast } from './tasks';

/** Pauses before each reading, milliseconds: PIM was seen to take tens of seconds (facts 5.4). */
const PROOF_PAUSES_MS = [0, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000];
/** A new grant may take so long until PIM shows it, milliseconds: until then its absence proves nothing. */
const SHOWS_WITHIN_MS = 10 * 60_000;
/** After PIM says that the grant is younger than our clock has it. Milliseconds. */
const ASK_AGAIN_MS = 60_000;

export type GrantEnding = {
  readonly personId: string;
  /** Null when the caller knows the id only; it is then read. */
  readonly person: Act['person'];
  readonly scheduleId: string;
  readonly target: GrantTarget;
  readonly how: GrantHow;
  readonly scope: string;
  readonly reason: string;
  readonly ticket: string;
  /** The act of ending access this is a step of; null when it stands alone. */
  readonly actId: string | null;
};

type Ended = Extract<GrantEnded, { state: 'ended' }>;

export async function endGrant(desk: Desk, ending: GrantEnding): Promise<Result<GrantEnded, AppError>> {
  const planned = desk.memory.plannedEnds.get(ending.scheduleId);
  if (planned) return ok({ state: 'planned', at: new Date(planned.at).toISOString() });
  const about = ending.person ? ok(ending.person) : await desk.directory.readForIssue(ending.personId);
  if (!about.ok) return about;
  const [held, lines] = [await readHeld(desk, ending.personId, ending), await actsOf(desk, ending.personId)];
  if (!held.ok) return held;
  if (!lines.ok) return lines;
  const lineage = lineageOf(lines.value);
  const shown = findGrant(held.value.grants, ending.scheduleId, null);
  const made = lineage.madeIn(shown ?? { scheduleId: ending.scheduleId, requestId: null });
  // What this desk has just made and PIM does not show yet is known from the journal.
  const isJustMade = made !== undefined && !lineage.isEnded({ scheduleId: ending.scheduleId, requestId: null }) && desk.clock.now().getTime() - Date.parse(made.at) < SHOWS_WITHIN_MS;
  const grant = shown ?? (isJustMade ? grantIn(made) : null);
  if (grant && !isTimeBound(grant)) return err({ kind: 'grant-not-ours', because: grant.path === 'group' ? 'through-group' : 'permanent' });
  if (grant && targetKey(grant.target) !== targetKey(ending.target)) return err({ kind: 'grant-changed' });
  if (!grant && !held.value.isWhole) return err({ kind: 'grant-changed' });

  // PIM's instants, by this desk's clock.
  const skew = desk.clockSkewMs() ?? 0;
  const now = desk.clock.now().getTime();
  const floor = shown ? (shown.state === 'future' ? null : removableFrom(shown)) : isJustMade ? Date.parse(made.at) + skew + PIM_FLOOR_MINUTES * 60_000 : null;
  const notBefore = floor === null ? null : floor - skew;
  const act: Act = {
    action: 'grant.end',
    person: about.value,
    ticket: ending.ticket.trim(),
    reason: ending.reason.trim(),
    detail: {
      scheduleId: ending.scheduleId,
      targetKind: ending.target.kind,
      targetId: ending.target.id,
      targetName: grant?.targetName ?? '',
      how: grant?.how ?? ending.how,
      scope: grant?.scope ?? ending.scope,
      wouldEndAt: grant?.endDateTime ?? null,
      actId: ending.actId,
      taskId: made?.detail.taskId ?? null,
      notBefore: notBefore !== null && notBefore > now ? new Date(notBefore).toISOString() : null,
    },
  };
  const intent = await intend(desk, act);
  if (!intent.ok) return intent;
  const whole: PlannedEnd = { at: now, act, intentId: intent.value.id, personId: ending.personId, grant: grant ?? asNamed(ending, about.value) };
  if (!grant) return concludeGone(desk, whole);
  if (notBefore !== null && notBefore > now) return ok(planEnd(desk, { ...whole, at: notBefore }));
  return carryOut(desk, whole, false);
}

/**
 * Sends the removal and proves it; also what a removal that was put off does when its time has come.
 *
 * @param isPutOff - Nobody is looking: a failure leaves the intent open, and the removal is planned again.
 */
export async function carryOut(desk: Desk, planned: PlannedEnd, isPutOff: boolean): Promise<Result<GrantEnded, AppError>> {
  const { act, intentId, personId } = planned;
  const held = await readHeld(desk, personId, planned.grant);
  if (!held.ok && isPutOff) return held;
  const shown = held.ok ? findGrant(held.value.grants, planned.grant.scheduleId, planned.grant.requestId) : null;
  if (held.ok && !shown && isPutOff) return concludeGone(desk, planned);
  const grant = shown ?? planned.grant;

  const sent = await send(desk, personId, grant, act.reason);
  if (!sent.ok && sent.error.kind === 'pim-refused' && sent.error.reason === 'too-short') {
    // By PIM's clock it is younger than by ours.
    return ok(planEnd(desk, { ...planned, grant, at: desk.clock.now().getTime() + ASK_AGAIN_MS }));
  }
  const isDoubtful = !sent.ok && (sent.error.kind === 'outcome-unknown' || isGone(sent.error));
  if (!sent.ok && !isDoubtful) {
    if (!isPutOff) await conclude(desk, act, intentId, endingOf(sent, () => ({})));
    return sent;
  }
  const trace: Ending['detail'] = sent.ok ? { pimRequestId: sent.value } : failureDetail(sent.error);
  const proof = await prove(desk, personId, grant, { mayBeLost: !sent.ok && sent.error.kind === 'outcome-unknown', readings: sent.ok ? 1 : 2 });
  return written(desk, planned, proof, trace);
}

/** Nothing is there to be removed: said only after two readings, and written like any other end. */
async function concludeGone(desk: Desk, planned: PlannedEnd): Promise<Result<GrantEnded, AppError>> {
  const proof = await prove(desk, planned.personId, planned.grant, { mayBeLost: false, readings: 2 });
  return written(desk, planned, proof, { readBack: 'was not there' });
}

async function written(desk: Desk, { act, intentId, personId, grant }: PlannedEnd, proof: Result<Ended, AppError>, trace: Ending['detail']): Promise<Result<GrantEnded, AppError>> {
  const stillHeld = proof.ok ? proof.value.stillHeld.map(({ path, assignment, how, scopeName }) => [how, assignment, path, scopeName].join(' ')).join('; ') : null;
  const isWritten = await conclude(desk, act, intentId, { result: proof.ok ? 'succeeded' : 'unknown', detail: { ...trace, proven: proof.ok, stillHeld } });
  if (!isWritten || !proof.ok) desk.memory.unsettled.add(personId.toLowerCase());
  desk.tell.grantsChanged(personId);
  if (!proof.ok) return proof;
  desk.memory.failedEnds.delete(grant.scheduleId);
  await endTaskPassIfLast(desk, act);
  return proof;
}

/** @returns PIM's request id; empty for a cancelled one. */
async function send(desk: Desk, personId: string, { target, how, scope, scheduleId, requestId, state }: Grant, reason: string): Promise<Result<string, AppError>> {
  if (state === 'future' && requestId !== null && requestId !== '') {
    const cancelled = await desk.grants.cancel({ target, how }, requestId);
    // It may have begun meanwhile; then it takes a removal.
    if (cancelled.ok || cancelled.error.kind !== 'pim-refused') return cancelled.ok ? ok('') : cancelled;
  }
  const removed = await desk.grants.remove({ personId, target, how, scope }, scheduleId, reason);
  return removed.ok ? ok(removed.value.requestId) : removed;
}

/** PIM does not know it any more: ended by itself or by somebody else. Proven like any other. */
function isGone(error: AppError): boolean {
  return (error.kind === 'pim-refused' && (error.reason === 'does-not-exist' || error.reason === 'not-found')) || error.kind === 'not-found';
}

type Doubt = {
  /** Nobody knows whether PIM got the removal: it is sent once more when the grant stays. */
  readonly mayBeLost: boolean;
  /** How many empty readings in a row are the proof: one after PIM took a removal, two where it says it never knew it. */
  readonly readings: 1 | 2;
};

async function prove(desk: Desk, personId: string, grant: Grant, { mayBeLost, readings }: Doubt): Promise<Result<Ended, AppError>> {
  let mayResend = mayBeLost;
  let empty = 0;
  let last: AppError = { kind: 'grant-not-proven', scheduleId: grant.scheduleId };
  for (const [index, pause] of PROOF_PAUSES_MS.entries()) {
    if (pause > 0) await desk.wait(pause);
    if (!desk.isOpen()) break;
    const held = await readHeld(desk, personId, grant);
    last = held.ok ? { kind: 'grant-not-proven', scheduleId: grant.scheduleId } : held.error;
    if (!held.ok) continue;
    empty = findGrant(held.value.grants, grant.scheduleId, null) ? 0 : empty + 1;
    if (empty >= readings) {
      return ok({ state: 'ended', provenAt: desk.clock.now().toISOString(), stillHeld: otherPaths(held.value.grants, grant), ...(held.value.isWhole ? {} : { isUnsure: true }) });
    }
    if (mayResend && empty === 0 && index >= 2) {
      mayResend = false;
      await desk.grants.remove({ personId, target: grant.target, how: grant.how, scope: grant.scope }, grant.scheduleId, 'Sent again: the answer to the first removal was lost');
    }
  }
  return err(last);
}

function asNamed({ scheduleId, target, how, scope }: GrantEnding, person: Grant['person']): Grant {
  return { scheduleId, requestId: null, target, targetName: '', how, scope, scopeName: '', person, startDateTime: null, endDateTime: null, createdDateTime: null, state: 'live', path: 'direct', assignment: 'assigned' };
}
