/**
 * Grants roles and group memberships for a time. Every item is judged here by the function that the form applied, then by
 * PIM with a request that makes nothing; only when all are accepted is the first one made. Each is an act of its own in the
 * journal, so that a crash between two leaves nothing unsaid.
 */
import { contractEndOf } from '../../shared/domain/contract';
import { endOf, type Grant } from '../../shared/domain/grant';
import { evaluateGrant, type GrantEvaluation, type GrantItem, optionOf } from '../../shared/domain/evaluate-grant';
import type { GrantFacts } from '../../shared/domain/grant-facts';
import type { AppError } from '../../shared/errors';
import type { GrantMade, GrantVerdict, Input, Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { GrantReceipt, NewGrant } from '../ports/grants';
import type { Desk } from './desk';
import { findGrant, readHeld } from './held-grants';
import { settleLostGrant } from './lost-grant';
import { readGrantFacts } from './read-grant-facts';
import { conclude, failureDetail, intend, refuse, type Act } from './record';
import { settlePerson } from './settle';
import { taskPassExpiry } from './tasks';

type GrantInput = Input<'grants.make'>;
type Allowed = { readonly facts: GrantFacts; readonly evaluation: GrantEvaluation; readonly ticketSystem: string; /** ISO instant that was judged. */ readonly endsAt: string; /** Somebody's contract ends soon after, so that instant and no duration is sent. */ readonly isEndJudged: boolean };

/** What an act says of itself, also where it is refused. */
type Judged = Pick<Allowed, 'facts' | 'evaluation'>;

const PIM_REFUSALS: ReadonlySet<AppError['kind']> = new Set<AppError['kind']>(['pim-refused', 'not-permitted', 'refused']);
/** PIM reckons a duration from when it gets the request, later than what was judged by less than this. An instant would make five minutes fewer, which PIM refuses. */
const NEAR_THE_END_MS = 10 * 60_000;
/** Pauses before each look for a grant that PIM has just taken, milliseconds. */
const APPEARS_PAUSES_MS = [0, 700, 1500];

export async function tryGrants(desk: Desk, input: GrantInput): Promise<Reply<'grants.try'>> {
  const allowed = await checkGrants(desk, input);
  return allowed.ok ? ok({ verdicts: await verdictsOf(desk, input, allowed.value) }) : allowed;
}

export async function makeGrants(desk: Desk, input: GrantInput): Promise<Reply<'grants.make'>> {
  // What stayed open before is looked for once more; it stands in nobody's way, for PIM takes no second one of the same.
  await settlePerson(desk, input.personId, 'grant');
  const allowed = await checkGrants(desk, input, (item, judged, error) => refuse(desk, actOf(desk, input, item, judged), error));
  if (!allowed.ok) return allowed;
  const verdicts = await verdictsOf(desk, input, allowed.value);
  if (verdicts.some(({ state }) => state === 'refused')) {
    await notePimRefusals(desk, input, allowed.value, verdicts);
    return ok({ made: verdicts.map(asUnmade) });
  }
  const made: GrantMade[] = [];
  for (const item of input.items) made.push(await makeOne(desk, input, item, allowed.value));
  desk.tell.grantsChanged(input.personId);
  return ok({ made });
}

/** @param onRefused - Told of each item where the limits allow not all; left out where only a form is drawn. */
async function checkGrants(desk: Desk, input: GrantInput, onRefused?: (item: GrantItem, judged: Judged, error: AppError) => Promise<unknown>): Promise<Result<Allowed, AppError>> {
  const judged = await readGrantFacts(desk, input.personId);
  if (!judged.ok) return judged;
  const { facts, rules } = judged.value;
  const evaluation = evaluateGrant(input, { facts, rules, now: desk.clock.now() });
  if (evaluation.problems.length > 0) {
    const error: AppError = { kind: 'limits', problems: evaluation.problems };
    for (const item of input.items) await onRefused?.(item, { facts, evaluation }, error);
    return err(error);
  }
  const endsAt = endOf(input, desk.clock.now());
  if (input.taskId !== null) {
    const expiry = await taskPassExpiry(desk, input.taskId, input.personId);
    if (!expiry.ok) return expiry;
    if (expiry.value !== null && endsAt < Date.parse(expiry.value)) return err({ kind: 'task-pass-lives', expiresAt: expiry.value });
  }
  const end = contractEndOf(facts.person.userPrincipalName, facts.contract, rules.contractors);
  return ok({ facts, evaluation, ticketSystem: rules.grants.ticketSystem, endsAt: new Date(endsAt).toISOString(), isEndJudged: end.known && end.value !== null && endsAt > Date.parse(end.value.at) - NEAR_THE_END_MS });
}

async function verdictsOf(desk: Desk, input: GrantInput, allowed: Allowed): Promise<readonly GrantVerdict[]> {
  const verdicts: GrantVerdict[] = [];
  for (const item of input.items) {
    const judged = await desk.grants.validate(requestOf(input, item, allowed));
    verdicts.push(judged.ok ? { state: 'accepted' } : { state: 'refused', error: judged.error });
  }
  return verdicts;
}

/** PIM said no to a request that makes nothing. What it could not be asked is no refusal. */
async function notePimRefusals(desk: Desk, input: GrantInput, allowed: Allowed, verdicts: readonly GrantVerdict[]): Promise<void> {
  for (const [index, item] of input.items.entries()) {
    const verdict = verdicts[index];
    if (verdict?.state === 'refused' && PIM_REFUSALS.has(verdict.error.kind)) await refuse(desk, actOf(desk, input, item, allowed), verdict.error);
  }
}

/** One refused, none made: half of what an incident needs helps nobody, and PIM takes nothing back for five minutes. */
function asUnmade(verdict: GrantVerdict): GrantMade {
  return { state: 'failed', error: verdict.state === 'refused' ? verdict.error : { kind: 'cancelled' } };
}

function requestOf(input: GrantInput, { target, how, scope }: GrantItem, { ticketSystem, endsAt, isEndJudged }: Allowed): NewGrant {
  const { personId, startDateTime, reason, ticket } = input;
  // What ends with a contract ends at that instant, however long PIM takes to begin.
  const { minutes, until } = isEndJudged ? { minutes: null, until: endsAt } : input;
  return { personId, target, how, scope, startDateTime, minutes, until, justification: reason.trim(), ticketNumber: ticket.trim(), ticketSystem: ticket.trim() === '' ? '' : ticketSystem };
}

async function makeOne(desk: Desk, input: GrantInput, item: GrantItem, allowed: Allowed): Promise<GrantMade> {
  const requested = requestOf(input, item, allowed);
  const act = actOf(desk, input, item, allowed);
  const intent = await intend(desk, act);
  if (!intent.ok) return { state: 'failed', error: intent.error };
  const sent = await desk.grants.make(requested);
  if (!sent.ok && sent.error.kind === 'outcome-unknown') {
    const found = await settleLostGrant(desk, { act, intent: intent.value, requested, trace: failureDetail(sent.error) });
    return found.ok ? { state: 'made', grant: found.value } : { state: 'failed', error: found.error };
  }
  if (!sent.ok) {
    await conclude(desk, act, intent.value.id, { result: 'failed', detail: failureDetail(sent.error) });
    return { state: 'failed', error: sent.error };
  }
  const { requestId, status, scheduleId } = sent.value;
  const grant = (await readBack(desk, requested, sent.value)) ?? expected(desk, requested, allowed, sent.value);
  await conclude(desk, act, intent.value.id, {
    result: 'succeeded',
    detail: { scheduleId: grant.scheduleId === requestId ? scheduleId : grant.scheduleId, pimRequestId: requestId, status, startsAt: grant.startDateTime, endsAt: grant.endDateTime, scheduleKnown: scheduleId !== null },
  });
  return { state: 'made', grant };
}

/** What the journal says about the act. */
function actOf(desk: Desk, input: GrantInput, { target, how, scope }: GrantItem, { facts, evaluation }: Judged): Act {
  return {
    action: 'grant.make',
    person: facts.person,
    ticket: input.ticket.trim(),
    reason: input.reason.trim(),
    detail: {
      targetKind: target.kind,
      targetId: target.id,
      targetName: optionOf(facts, target)?.displayName ?? '',
      how,
      scope,
      startDateTime: input.startDateTime,
      minutes: input.minutes,
      until: input.until,
      plannedEnd: new Date(endOf(input, desk.clock.now())).toISOString(),
      template: input.template,
      taskId: input.taskId,
      tier: evaluation.tier.tier,
      acknowledged: evaluation.lines.filter((line) => line.state === 'not-checked' && line.isAcknowledged).map(({ id }) => id).join(' '),
    },
  };
}

async function readBack(desk: Desk, requested: NewGrant, { requestId, scheduleId }: GrantReceipt): Promise<Grant | null> {
  for (const pause of APPEARS_PAUSES_MS) {
    if (pause > 0) await desk.wait(pause);
    const held = await readHeld(desk, requested.personId, requested);
    const grant = held.ok ? findGrant(held.value.grants, scheduleId, requestId) : null;
    if (grant) return grant;
  }
  return null;
}

/** PIM took it and does not show it yet. */
function expected(desk: Desk, requested: NewGrant, { facts }: Allowed, { requestId, scheduleId }: GrantReceipt): Grant {
  const { target, how, scope, startDateTime } = requested;
  const now = desk.clock.now();
  const units = facts.units.known ? facts.units.value : [];
  return {
    scheduleId: scheduleId ?? requestId,
    requestId,
    target,
    targetName: optionOf(facts, target)?.displayName ?? '',
    how,
    scope,
    scopeName: units.find(({ id }) => scope.toLowerCase().endsWith(id.toLowerCase()))?.displayName ?? '',
    person: facts.person,
    startDateTime: startDateTime ?? now.toISOString(),
    endDateTime: new Date(endOf(requested, now)).toISOString(),
    createdDateTime: now.toISOString(),
    state: startDateTime !== null && Date.parse(startDateTime) > now.getTime() ? 'future' : 'provisioning',
    path: 'direct',
    assignment: 'assigned',
  };
}
