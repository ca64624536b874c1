/**
 * The dry run: the preflight for everybody on the list, with the same function as for one. Nothing is sent. What only the
 * decision needs is dropped again; what the run needs of each person is kept in {@link Draft}, which the start turns into
 * the run.
 */
import { isTimeZone } from '../../shared/domain/limits';
import { expiryOf, canStillOpen } from '../../shared/domain/pass';
import type { PassFacts, PassUse } from '../../shared/domain/pass-facts';
import { passUse } from '../../shared/domain/pass-use';
import { evaluateIssue, type Evaluation, type Quota } from '../../shared/domain/preflight';
import { longestQuarantineDays, PREFLIGHT_LINES, type DeskRules, type PreflightLineId } from '../../shared/domain/rules';
import { isTaken, type PlanRow, type RunMember, type RunPlan, type RunRequest } from '../../shared/domain/run';
import type { Scenario } from '../../shared/domain/scenario';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { AppError, LimitProblem } from '../../shared/errors';
import type { Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import { LAST_LOOK_MAXIMUM, type ManyFacts } from '../ports/bulk';
import type { FactsFromGraph } from '../ports/directory';
import type { Found } from '../ports/onboarding';
import type { Desk } from './desk';
import { readIssues } from './read-pass-facts';
import { sideBySide } from './side-by-side';
import { zoneOf } from './start-of-work';
import type { Planned } from '../../shared/domain/run-plan';

/** A dry run can be started for so long, minutes; a verification that ages sooner shortens it. */
const PLAN_MINUTES = 15;
/** Batches of facts side by side. */
const LANES = 4;
/** The window is told how far the dry run is after so many more people. */
const TELL_EVERY = 5;

type Line = { readonly row: PlanRow; readonly planned: Omit<Planned, 'leftOut' | 'acknowledged'>; readonly maximumAgeMinutes: number | null };
export type Draft = { readonly planId: string; readonly request: RunRequest; readonly lines: readonly Line[]; readonly quota: Quota | null; readonly at: number; readonly validUntil: number };

/** What a judgement of one person needs beside the facts. */
export type Circumstances = {
  readonly request: Omit<RunRequest, 'people'>;
  readonly rules: DeskRules;
  readonly scenario: Scenario | null;
  readonly useOf: (personId: string) => PassUse;
  readonly acknowledged: readonly PreflightLineId[];
  /** The pass the operator agreed to replace. */
  readonly replacesPassId: string | null;
  readonly startDateTime: string | null;
};

export type Judgement = { readonly blocked: readonly LimitProblem[]; readonly asks: readonly PreflightLineId[]; readonly evaluation: Evaluation; readonly verification: Planned['verification'] };

/** @returns the plan; `cancelled` when a newer dry run or the operator ended it. */
export async function planRun(desk: Desk, request: RunRequest): Promise<Reply<'runs.plan'>> {
  if (desk.policy.state === 'broken') return err(desk.policy.error);
  if (request.kind === 'issue' && !desk.tenant.passesAvailable) return err({ kind: 'passes-not-in-cloud' });
  const { rules } = desk.policy;
  const members = unique(request.people);
  if (members.length > rules.runs.maximumPeople) return err({ kind: 'run-refused', reason: 'too-large', maximum: rules.runs.maximumPeople });
  if (members.some(({ timeZone }) => timeZone !== null && !isTimeZone(timeZone))) return err({ kind: 'invalid-input', paths: ['people'] });
  const field = request.kind === 'issue' ? null : fieldProblem(request);
  if (field) return err({ kind: 'limits', problems: [field] });

  cancelPlan(desk);
  const controller = new AbortController();
  desk.memory.planning = controller;
  const planned = await linesOf(desk, request, members, rules, controller.signal);
  if (controller.signal.aborted) return err({ kind: 'cancelled' });
  desk.memory.planning = null;
  if (!planned.ok) return planned;

  const now = desk.clock.now().getTime();
  const { room } = planned.value;
  const lines = withinQuota(planned.value.lines, room);
  const minutes = Math.min(PLAN_MINUTES, ...lines.map(({ maximumAgeMinutes }) => maximumAgeMinutes ?? PLAN_MINUTES));
  const draft: Draft = { planId: desk.newId(), request, lines, quota: room && { passesPerOperatorHour: room.hour.maximum, passesPerOperatorDay: room.day.maximum }, at: now, validUntil: now + minutes * 60_000 };
  desk.memory.draft = draft;
  const rows = lines.map(({ row }) => row);
  return ok({ planId: draft.planId, kind: request.kind, rows, questions: questionsOf(rows), validUntil: new Date(draft.validUntil).toISOString() });
}

export function cancelPlan(desk: Desk): void {
  desk.memory.planning?.abort();
  desk.memory.planning = null;
}

/** Ids in lower case already, by the contract. */
function unique(people: readonly RunMember[]): readonly RunMember[] {
  return [...new Map([...people].reverse().map((member) => [member.personId, member])).values()].reverse();
}

/** A revoke and an end of access need to say why; their own limits are no narrower. */
function fieldProblem({ reason }: RunRequest): LimitProblem | null {
  const { length } = reason.trim();
  return length >= 3 && length <= 500 ? null : { rule: 'reason-length', minimum: 3, maximum: 500 };
}

/** What a quota leaves. */
type Room = { readonly maximum: number; readonly used: number };
type Rooms = { readonly hour: Room; readonly day: Room };
type Planning = { readonly lines: readonly Line[]; readonly room: Rooms | null };

async function linesOf(desk: Desk, request: RunRequest, members: readonly RunMember[], rules: DeskRules, signal: AbortSignal): Promise<Result<Planning, AppError>> {
  const found = await desk.onboarding.find(members.map(({ personId }) => ({ by: 'id', value: personId })), signal);
  if (!found.ok) return found;
  const people = members.map((member, index) => ({ member, found: found.value[index]?.[0] ?? null }));
  const known = people.filter((each): each is { readonly member: RunMember; readonly found: Found } => each.found !== null);
  const judged = request.kind === 'issue' ? await issueLines(desk, request, known, rules, signal) : await otherLines(desk, request, known, signal);
  if (!judged.ok) return judged;
  const lines = people.map(({ member, found: person }): Line => (person && judged.value.lines.get(member.personId)) ?? unreadLine(member, person, { kind: 'not-found', what: 'person', requestId: '' }));
  return ok({ lines, room: judged.value.room });
}

type Known = readonly { readonly member: RunMember; readonly found: Found }[];
type Judged = { readonly lines: ReadonlyMap<string, Line>; readonly room: Rooms | null };

async function issueLines(desk: Desk, request: RunRequest, people: Known, rules: DeskRules, signal: AbortSignal): Promise<Result<Judged, AppError>> {
  const issues = await readIssues(desk);
  if (!issues.ok) return issues;
  const useOf = usesIn(issues.value, desk.operator.id, desk.clock.now());
  const facts = await desk.bulk.manyFacts(desk.operator.id, longestQuarantineDays(rules), signal);
  if (!facts.ok) return facts;
  const { dayOf, startAt } = await desk.calendar();
  const scenario = rules.scenarios.find(({ id }) => id === request.scenario) ?? null;
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const lines = new Map<string, Line>();
  let room: Rooms | null = null;
  const ended = await inBatches(desk, people, facts.value, signal, ({ member, found }, read) => {
    if (!read.ok) return void lines.set(member.personId, unreadLine(member, found, read.error));
    const zone = zoneOf(member, found, rules.runs, machineZone);
    const day = member.startDate ?? (found.employeeHireDate === null ? null : dayOf(found.employeeHireDate, zone.timeZone));
    const wanted = request.start === 'hire-day' && day !== null ? startAt(day, request.startTime, zone.timeZone) : null;
    const now = desk.clock.now();
    // A day that has begun already means at once.
    const startDateTime = wanted !== null && Date.parse(wanted) > now.getTime() ? wanted : null;
    const judgement = judge(desk, read.value, { request, rules, scenario, useOf, acknowledged: [], replacesPassId: null, startDateTime });
    const blocked = request.start === 'hire-day' && day === null ? [{ rule: 'no-hire-day' as const }, ...judgement.blocked] : judgement.blocked;
    const { limits } = judgement.evaluation;
    const use = useOf('');
    // Of somebody who gets no pass no quota counts: one administrator on a list must not hold back two hundred others.
    if (blocked.length === 0) {
      room = {
        hour: tighter(room?.hour, { maximum: limits.passesPerOperatorHour, used: use.operatorHour }),
        day: tighter(room?.day, { maximum: limits.passesPerOperatorDay, used: use.operatorDay }),
      };
    }
    lines.set(member.personId, issueLine(member, read.value, { ...judgement, blocked }, { ...zone, startDateTime }, scenario, now));
  });
  return ended.ok ? ok({ lines, room }) : ended;
}

/** Reads everybody's facts, a few batches side by side, and hands each person's over. */
async function inBatches(desk: Desk, people: Known, facts: ManyFacts, signal: AbortSignal, take: (person: Known[number], read: Result<FactsFromGraph, AppError>) => void): Promise<Result<null, AppError>> {
  const batches = Array.from({ length: Math.ceil(people.length / facts.perBatch) }, (_, n) => people.slice(n * facts.perBatch, (n + 1) * facts.perBatch));
  let done = 0;
  const ended: { failure: AppError | null } = { failure: null };
  await sideBySide(batches, LANES, async (some) => {
    if (ended.failure !== null || signal.aborted) return;
    const read = await facts.of(some.map(({ member }) => member.personId));
    if (!read.ok) {
      ended.failure = read.error;
      return;
    }
    for (const person of some) take(person, read.value[person.member.personId] ?? err({ kind: 'not-found', what: 'person', requestId: '' }));
    done += some.length;
    if (done % TELL_EVERY < some.length || done === people.length) desk.tell.planning({ done, people: people.length });
  });
  return ended.failure === null ? ok(null) : err(ended.failure);
}

/** The same judgement in the dry run and when facts have aged. */
export function judge(desk: Desk, read: FactsFromGraph, { request, rules, scenario, useOf, acknowledged, replacesPassId, startDateTime }: Circumstances): Judgement {
  const now = desk.clock.now();
  const facts: PassFacts = { ...read, taskEndsAt: null, use: useOf(read.person.id), clockSkewMs: desk.clockSkewMs() };
  // The run's verification is made with it: its age is that of the dry run, which the start checks.
  const verification = verificationFor(request, facts, now);
  const evaluation = evaluateIssue(
    { lifetimeInMinutes: scenario?.lifetimeInMinutes ?? 0, isUsableOnce: scenario?.isUsableOnce ?? true, startDateTime, reason: request.reason, ticket: request.ticket, replacesPassId, acknowledged },
    { facts, rules, verification, now },
  );
  const questions = evaluation.lines.filter((line) => (line.state === 'asks' && !line.isAnswered) || (line.state === 'not-checked' && line.rule === 'acknowledge' && !line.isAcknowledged));
  const asked = new Set<unknown>(questions.flatMap((line) => (line.state === 'asks' ? [line.problem] : [])));
  // The quota is for the list as a whole: see `withinQuota`.
  const blocked = evaluation.problems.filter((problem) => problem.rule !== 'not-acknowledged' && problem.rule !== 'quota' && !asked.has(problem));
  return { blocked, asks: questions.map(({ id }) => id), evaluation, verification };
}

function verificationFor({ verification }: Circumstances['request'], { manager }: PassFacts, now: Date): Planned['verification'] {
  if (verification === null) return null;
  const at = now.toISOString();
  if (verification.kind !== 'manager-attested') return { kind: verification.kind, against: verification.against.trim(), againstId: '', at };
  return manager.known && manager.value ? { kind: 'manager-attested', against: manager.value.displayName, againstId: manager.value.id, at } : { kind: 'manager-attested', against: '', againstId: '', at };
}

type StartInZone = { readonly startDateTime: string | null; readonly timeZone: string; readonly zoneFrom: PlanRow['zoneFrom'] };

function issueLine(member: RunMember, { person, manager, pass }: FactsFromGraph, { blocked, asks, evaluation, verification }: Judgement, start: StartInZone, scenario: Scenario | null, now: Date): Line {
  const of = manager.known ? manager.value : null;
  const isLive = pass !== null && canStillOpen(pass, now);
  const { personId, line } = member;
  const { displayName, userPrincipalName } = person;
  const { limits, tier } = evaluation;
  const lifetimeInMinutes = scenario?.lifetimeInMinutes ?? null;
  const isUsableOnce = scenario?.isUsableOnce ?? null;
  return {
    row: {
      personId, displayName, userPrincipalName, line, managerName: of?.displayName ?? null, ...start, lifetimeInMinutes, isUsableOnce,
      passId: isLive ? pass.id : null, passExpiresAt: isLive ? expiryOf(pass).toISOString() : null, blocked, asks, error: null,
    },
    planned: {
      personId, displayName, userPrincipalName, managerId: of?.id ?? null, managerName: of?.displayName ?? null, managerMail: of?.mail ?? null,
      startDateTime: start.startDateTime, timeZone: start.timeZone, lifetimeInMinutes, isUsableOnce, passId: pass?.id ?? null, tier: tier.tier, tierIsCertain: tier.unread.length === 0,
      verification, delivery: limits.delivery, quarantineDays: limits.verification.quarantineDays,
    },
    maximumAgeMinutes: limits.verification.maximumAgeMinutes,
  };
}

/** Revoke and end access: who it is, and the pass that is there. */
async function otherLines(desk: Desk, request: RunRequest, people: Known, signal: AbortSignal): Promise<Result<Judged, AppError>> {
  const lines = new Map<string, Line>();
  for (let at = 0; at < people.length; at += LAST_LOOK_MAXIMUM) {
    if (signal.aborted) return err({ kind: 'cancelled' });
    const some = people.slice(at, at + LAST_LOOK_MAXIMUM);
    const looked = await desk.bulk.lastLook(some.map(({ member }) => member.personId));
    if (!looked.ok) return looked;
    for (const { member, found } of some) {
      const look = looked.value[member.personId];
      if (look?.ok !== true) {
        lines.set(member.personId, unreadLine(member, found, look?.error ?? { kind: 'not-found', what: 'person', requestId: '' }));
        continue;
      }
      const { pass } = look.value;
      const isSelf = member.personId === desk.operator.id.toLowerCase();
      const blocked: readonly LimitProblem[] = [
        ...(isSelf && request.kind === 'end-access' ? [{ rule: 'self-grant' as const }] : []),
        // One that is used up or expired still sits there and may be deleted.
        ...(request.kind === 'revoke' && pass === null ? [{ rule: 'no-pass' as const }] : []),
      ];
      const unread = unreadLine(member, found, null);
      lines.set(member.personId, { ...unread, row: { ...unread.row, passId: pass?.id ?? null, passExpiresAt: pass && expiryOf(pass).toISOString(), blocked }, planned: { ...unread.planned, passId: pass?.id ?? null } });
    }
    desk.tell.planning({ done: at + some.length, people: people.length });
  }
  return ok({ lines, room: null });
}

function unreadLine(member: RunMember, found: Found | null, error: AppError | null): Line {
  const { personId, line } = member;
  const displayName = found?.displayName ?? '';
  const userPrincipalName = found?.userPrincipalName ?? '';
  return {
    row: { personId, displayName, userPrincipalName, line, managerName: null, startDateTime: null, timeZone: null, zoneFrom: null, lifetimeInMinutes: null, isUsableOnce: null, passId: null, passExpiresAt: null, blocked: [], asks: [], error },
    planned: {
      personId, displayName, userPrincipalName, managerId: null, managerName: null, managerMail: null, startDateTime: null, timeZone: null, lifetimeInMinutes: null, isUsableOnce: null, passId: null,
      tier: null, tierIsCertain: false, verification: null, delivery: null, quarantineDays: 0,
    },
    maximumAgeMinutes: null,
  };
}

function leftOf({ maximum, used }: Room): number {
  return Math.max(0, maximum - used);
}

/** People of a list may be of several tiers; the tightest of their quotas counts for all. */
function tighter(one: Room | undefined, other: Room): Room {
  return one && leftOf(one) <= leftOf(other) ? one : other;
}

/** In the order of the list, those beyond the quota are blocked, as they would be one by one. */
function withinQuota(lines: readonly Line[], room: Rooms | null): readonly Line[] {
  if (room === null) return lines;
  let taken = 0;
  return lines.map((line) => {
    // Counted as if every question were answered: answering one must not take more than the quota.
    if (!isTaken(line.row, PREFLIGHT_LINES)) return line;
    taken += 1;
    const per = taken > leftOf(room.hour) ? 'hour' : taken > leftOf(room.day) ? 'day' : null;
    if (per === null) return line;
    const problem: LimitProblem = { rule: 'quota', per, maximum: room[per].maximum, used: room[per].used + taken - 1 };
    return { ...line, row: { ...line.row, blocked: [problem] } };
  });
}

function questionsOf(rows: readonly PlanRow[]): RunPlan['questions'] {
  const counts = new Map<PreflightLineId, number>();
  for (const { asks, blocked, error } of rows) {
    if (blocked.length > 0 || error !== null) continue;
    for (const line of asks) counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return PREFLIGHT_LINES.filter((line) => counts.has(line)).map((line) => ({ line, people: counts.get(line) ?? 0 }));
}

/** One walk through the journal's lines for the operator, and each person's own lines for theirs. */
export function usesIn(entries: readonly JournalEntry[], operatorId: string, now: Date): (personId: string) => PassUse {
  const overall = passUse(entries, operatorId, '', now);
  const ofPerson = new Map<string, JournalEntry[]>();
  for (const entry of entries) {
    const id = entry.person?.id.toLowerCase() ?? '';
    ofPerson.set(id, [...(ofPerson.get(id) ?? []), entry]);
  }
  return (personId) => ({ ...overall, lastForPerson: passUse(ofPerson.get(personId.toLowerCase()) ?? [], operatorId, personId, now).lastForPerson });
}
