/** Moves the end of a grant, later or earlier, within the limits that hold for making it, and reads back what PIM has. */
import { evaluateChange, grantLimitsOf } from '../../shared/domain/evaluate-grant';
import { type Grant, isTimeBound } from '../../shared/domain/grant';
import type { Input, Reply } from '../../shared/ipc/contract';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Desk } from './desk';
import { readHeld } from './held-grants';
import { actsOf, lineageOf } from './journal-grants';
import { readGrantFacts } from './read-grant-facts';
import { conclude, endingOf, failureDetail, intend, refuse, type Act } from './record';
import { taskPassExpiry } from './tasks';

/** Pauses before reading the new end, milliseconds. */
const READ_PAUSES_MS = [0, 1000, 3000, 8000, 15_000];
/** An end that differs by less is the one that was asked for. Milliseconds. */
const SAME_END_MS = 60_000;

export async function changeGrant(desk: Desk, input: Input<'grants.change'>): Promise<Reply<'grants.change'>> {
  const { personId, scheduleId, until, reason, acknowledged } = input;
  const [judged, held] = await Promise.all([readGrantFacts(desk, personId), readHeld(desk, personId, input)]);
  if (!judged.ok) return judged;
  if (!held.ok) return held;
  const grant = held.value.grants.find((each) => each.scheduleId === scheduleId);
  if (!grant) return err({ kind: 'grant-changed' });
  if (!isTimeBound(grant) || grant.endDateTime === null) return err({ kind: 'grant-not-ours', because: grant.path === 'group' ? 'through-group' : 'permanent' });
  const made = await madeHere(desk, grant);
  if (!made.ok) return made;
  const { facts, rules } = judged.value;
  const judgedGrant = { ...grant, startDateTime: firstStart(grant, made.value.begunAt) };
  const problems = evaluateChange({ grant: judgedGrant, until, reason, acknowledged, template: made.value.template }, { facts, rules, now: desk.clock.now() });
  const isLater = Date.parse(until) > Date.parse(grant.endDateTime);
  const action = isLater ? 'adminExtend' : 'adminUpdate';
  const act: Act = {
    action: 'grant.extend',
    person: facts.person,
    ticket: made.value.ticket,
    reason: reason.trim(),
    detail: { scheduleId, targetKind: grant.target.kind, targetId: grant.target.id, targetName: grant.targetName, how: grant.how, scope: grant.scope, endsAt: grant.endDateTime, until, pimAction: action, taskId: made.value.taskId, template: made.value.template, tier: grantLimitsOf(facts, rules).tier.tier, acknowledged: acknowledged.join(' ') },
  };
  if (problems.length > 0) return refuse(desk, act, { kind: 'limits', problems });
  if (!isLater && made.value.taskId !== '') {
    const expiry = await taskPassExpiry(desk, made.value.taskId, personId);
    if (!expiry.ok) return expiry;
    if (expiry.value !== null && Date.parse(until) < Date.parse(expiry.value)) return err({ kind: 'task-pass-lives', expiresAt: expiry.value });
  }

  const intent = await intend(desk, act);
  if (!intent.ok) return intent;
  const { target, how, scope, startDateTime } = grant;
  const sent = await desk.grants.change({ personId, target, how, scope }, scheduleId, action, { startDateTime, until }, { justification: reason.trim(), ticketNumber: made.value.ticket, ticketSystem: made.value.ticket === '' ? '' : rules.grants.ticketSystem });
  if (!sent.ok && sent.error.kind !== 'outcome-unknown') {
    await conclude(desk, act, intent.value.id, endingOf(sent, () => ({})));
    return sent;
  }
  const now = await readChanged(desk, personId, grant, until);
  const trace = sent.ok ? { pimRequestId: sent.value.requestId } : failureDetail(sent.error);
  await conclude(desk, act, intent.value.id, { result: now.ok ? 'succeeded' : 'unknown', detail: { ...trace, proven: now.ok, newScheduleId: now.ok ? now.value.scheduleId : null } });
  if (!now.ok) desk.memory.unsettled.add(personId.toLowerCase());
  desk.tell.grantsChanged(personId);
  return now.ok ? ok({ grant: now.value }) : now;
}

/** The schedule may have another id after an update: PIM replaces it. */
export async function readChanged(desk: Desk, personId: string, grant: Grant, until: string, pausesMs: readonly number[] = READ_PAUSES_MS): Promise<Result<Grant, AppError>> {
  let last: AppError = { kind: 'grant-not-proven', scheduleId: grant.scheduleId };
  for (const pause of pausesMs) {
    if (pause > 0) await desk.wait(pause);
    const held = await readHeld(desk, personId, grant);
    if (!held.ok) last = held.error;
    const found = held.ok ? held.value.grants.find((each) => hasEnd(each, grant, until)) : undefined;
    if (found) return ok(found);
  }
  return err(last);
}

function hasEnd(each: Grant, grant: Grant, until: string): boolean {
  const isSame = each.scheduleId === grant.scheduleId || (each.path === 'direct' && each.how === grant.how && each.target.id === grant.target.id && each.target.kind === grant.target.kind && each.scope === grant.scope);
  return isSame && each.endDateTime !== null && Math.abs(Date.parse(each.endDateTime) - Date.parse(until)) < SAME_END_MS;
}

type MadeHere = { readonly template: string; readonly taskId: string; readonly ticket: string; /** When the grant first began; null when it was not made here. */ readonly begunAt: string | null };

async function madeHere(desk: Desk, grant: Grant): Promise<Result<MadeHere, AppError>> {
  const lines = await actsOf(desk, grant.person.id);
  if (!lines.ok) return lines;
  const line = lineageOf(lines.value).madeIn(grant);
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const begunAt = text(line?.detail.startsAt);
  return ok({ template: text(line?.detail.template), taskId: text(line?.detail.taskId), ticket: line?.ticket ?? '', begunAt: begunAt === '' ? null : begunAt });
}

/** PIM may give a schedule whose end is moved a new start; the limits count from the first one. */
function firstStart({ startDateTime }: Grant, begunAt: string | null): string | null {
  if (begunAt === null || startDateTime === null) return startDateTime ?? begunAt;
  return Date.parse(begunAt) < Date.parse(startDateTime) ? begunAt : startDateTime;
}
