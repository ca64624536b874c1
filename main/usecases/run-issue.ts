/**
 * One chunk of an issue run. Looks once more at everybody, writes all intents in one go, and then creates, each person on
 * their own. The person's turn at this desk is held from the look until the pass is made or not: nobody here can slip in
 * between. A pass that was not there in the dry run is never displaced.
 */
import { canStillOpen, expiryOf, type Pass } from '../../shared/domain/pass';
import { type Evaluation, isExternal, type Quota } from '../../shared/domain/preflight';
import { longestQuarantineDays } from '../../shared/domain/rules';
import type { Planned } from '../../shared/domain/run-plan';
import type { Scenario } from '../../shared/domain/scenario';
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { ManyFacts } from '../ports/bulk';
import type { NewPass } from '../ports/passes';
import { createUntilKnown, type Made } from './create-pass';
import type { Desk } from './desk';
import { type Outcome, outcomeOf } from './run-outcome';
import { holdTurns } from './hold-turns';
import { intendInRun } from './intend-in-run';
import { judge, usesIn } from './plan-run';
import { readIssues } from './read-pass-facts';
import { conclude, type Act } from './record';
import { bulkDesk, update, type Run, type RunPerson } from './run';
import { settlePerson } from './settle';
import { tellAbout } from './tell-person';
import { verificationDetail } from './verify-person';

/** What was judged longer ago is judged anew before a pass is made, milliseconds. */
const FACTS_MS = 15 * 60_000;

type Ready = { readonly person: RunPerson; readonly before: Pass | null; readonly requested: NewPass; readonly act: Act };
type Judged = { readonly ready: Ready } | { readonly outcome: Outcome };

export async function issueTo(desk: Desk, run: Run, people: readonly RunPerson[]): Promise<readonly Promise<Outcome>[]> {
  const bulk = bulkDesk(desk);
  const release = await holdTurns(desk, people.map(({ planned }) => planned.personId));
  const judged = await judgeAll(desk, bulk, run, people).catch((cause: unknown) => {
    release.forEach((end) => end());
    throw cause;
  });
  const lookedAt = desk.clock.now().getTime();
  return judged.map(async (one, index) => {
    try {
      return 'outcome' in one ? one.outcome : await make(desk, bulk, run, one.ready, lookedAt);
    } finally {
      release[index]?.();
    }
  });
}

async function judgeAll(desk: Desk, bulk: Desk, run: Run, people: readonly RunPerson[]): Promise<readonly Judged[]> {
  const ofAll = (outcome: Outcome) => people.map(() => ({ outcome }));
  // An act on the person that was cut off is settled first, and what stands of it is no longer open.
  const settled = await Promise.all(people.map(({ planned }) => settlePerson(bulk, planned.personId, 'pass')));
  const aged = people.filter((person) => person.judgedAt === null || Math.abs(desk.clock.now().getTime() - person.judgedAt) > FACTS_MS);
  const again = await judgeAnew(desk, run, aged);
  if (!again.ok) return ofAll(outcomeOf(again.error));
  const looked = await desk.bulk.lastLook(people.map(({ planned }) => planned.personId));
  if (!looked.ok) return ofAll(outcomeOf(looked.error));
  return people.map((person, index): Judged => {
    const open = settled[index];
    if (open && !open.ok) return { outcome: outcomeOf(open.error) };
    const problem = again.value.get(person);
    if (problem) return { outcome: problem };
    const look = looked.value[person.planned.personId];
    if (look?.ok !== true) return { outcome: outcomeOf(look?.error ?? { kind: 'not-found', what: 'person', requestId: '' }) };
    return readyFor(desk, run, person, look.value.person, look.value.pass);
  });
}

function readyFor(desk: Desk, run: Run, person: RunPerson, fresh: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string; readonly kind: Parameters<typeof isExternal>[0]; readonly accountEnabled: boolean | null }, pass: Pass | null): Judged {
  const { planned } = person;
  const { lifetimeInMinutes, isUsableOnce } = planned;
  const refuse = (error: AppError): Judged => ({ outcome: { state: 'failed', error } });
  if (fresh.accountEnabled === false) return refuse({ kind: 'limits', problems: [{ rule: 'account-disabled' }] });
  if (isExternal(fresh.kind)) return refuse({ kind: 'limits', problems: [{ rule: 'external-guest' }] });
  if (lifetimeInMinutes === null || isUsableOnce === null) return refuse({ kind: 'invalid-input', paths: ['scenario'] });
  const mayReplace = pass !== null && pass.id === planned.passId && planned.acknowledged.includes('existing-pass');
  if (pass !== null && canStillOpen(pass, desk.clock.now()) && !mayReplace) return refuse({ kind: 'pass-exists', passId: pass.id, expiresAt: expiryOf(pass).toISOString() });
  const startDateTime = startOf(planned.startDateTime, desk.clock.now());
  const requested: NewPass = { personId: planned.personId, lifetimeInMinutes, isUsableOnce, startDateTime };
  return { ready: { person, before: pass, requested, act: actOf(desk, run, person, fresh, requested, pass) } };
}

/** The day has begun while the run waited: at once. */
function startOf(startDateTime: string | null, now: Date): string | null {
  return startDateTime !== null && Date.parse(startDateTime) > now.getTime() ? startDateTime : null;
}

/** As for one pass, and which run. */
function actOf(desk: Desk, run: Run, { planned }: RunPerson, { displayName, userPrincipalName }: { readonly displayName: string; readonly userPrincipalName: string }, requested: NewPass, before: Pass | null): Act {
  const { lifetimeInMinutes, isUsableOnce, startDateTime } = requested;
  return {
    action: 'pass.issue',
    person: { id: planned.personId, displayName, userPrincipalName },
    ticket: run.intent.ticket,
    reason: run.intent.reason,
    detail: {
      runId: run.id,
      lifetimeInMinutes,
      isUsableOnce,
      startDateTime,
      replacesPassId: before?.id ?? null,
      scenario: run.request.scenario,
      taskId: null,
      tier: planned.tier,
      tierIsCertain: planned.tierIsCertain,
      acknowledged: planned.acknowledged.join(' '),
      ...verificationDetail(desk, planned.verification),
    },
  };
}

async function make(desk: Desk, bulk: Desk, run: Run, { person, before, requested, act }: Ready, lookedAt: number): Promise<Outcome> {
  // Paused meanwhile: nothing has been noted, so nothing is sent.
  if (run.state !== 'running') return { state: 'again', error: { kind: 'cancelled' } };
  const made = await createUntilKnown(bulk, act, requested, before, () => intendInRun(desk, run, act), { lookedAt, patienceSeconds: 0 });
  if (!made.ok) return outcomeOf(made.error);
  await keep(desk, run, person, made.value);
  return { state: 'done' };
}

/** Into the vault before anything else, as for one pass. */
async function keep(desk: Desk, run: Run, person: RunPerson, { issued, intentId, act }: Made): Promise<void> {
  const { planned } = person;
  const { pass, passcode, requestId } = issued;
  const rules = desk.policy.state === 'in-force' ? desk.policy.rules : null;
  const kept = desk.vault.keep(
    passcode,
    {
      person: { id: planned.personId, displayName: act.person?.displayName ?? '', userPrincipalName: act.person?.userPrincipalName ?? '' },
      passId: pass.id,
      pass,
      intentId,
      runId: run.id,
      ticket: act.ticket,
      card: rules?.scenarios.find(({ id }) => id === run.request.scenario)?.card ?? [],
      delivery: planned.delivery ?? { channels: ['call'], copy: false, tellPerson: false },
      manager: planned.managerId === null ? null : { id: planned.managerId, mail: planned.managerMail },
      quarantineDays: planned.quarantineDays,
      changesAcknowledged: planned.acknowledged.includes('recent-changes'),
    },
    rules?.runs.handOverWithinMinutes,
  );
  person.handle = kept.handle;
  run.byHandle.set(kept.handle, person);
  await conclude(desk, act, intentId, { result: 'succeeded', detail: { passId: pass.id, expiresAt: expiryOf(pass).toISOString(), requestId } });
  update(desk, run, person, { passId: pass.id, startDateTime: requestedStart(pass), expiresAt: expiryOf(pass).toISOString(), delivery: 'held', deliveryError: null });
  // Mails are few a minute: one after another, and nobody waits for them.
  run.telling = run.telling.then(() => tellAbout(bulkDesk(desk), kept)).then(() => undefined, () => undefined);
}

function requestedStart({ startDateTime }: Pass): string {
  return new Date(startDateTime).toISOString();
}

/** The whole preflight once more, for those whose facts have aged. @returns what is wrong, by person. */
async function judgeAnew(desk: Desk, run: Run, people: readonly RunPerson[]): Promise<Result<ReadonlyMap<RunPerson, Outcome>, AppError>> {
  const problems = new Map<RunPerson, Outcome>();
  if (people.length === 0) return ok(problems);
  if (desk.policy.state === 'broken') return err(desk.policy.error);
  const { rules } = desk.policy;
  const [facts, issues] = await Promise.all([factsFor(desk, run, longestQuarantineDays(rules)), readIssues(desk)]);
  if (!facts.ok) return facts;
  if (!issues.ok) return issues;
  const { request } = run;
  const scenario = rules.scenarios.find(({ id }) => id === request.scenario) ?? null;
  const useOf = usesIn(issues.value.filter(({ detail }) => detail.runId !== run.id), desk.operator.id, desk.clock.now());
  for (let at = 0; at < people.length; at += facts.value.perBatch) {
    const some = people.slice(at, at + facts.value.perBatch);
    const read = await facts.value.of(some.map(({ planned }) => planned.personId));
    if (!read.ok) return read;
    for (const person of some) {
      const { planned } = person;
      const found = read.value[planned.personId];
      if (found?.ok !== true) {
        problems.set(person, outcomeOf(found?.error ?? { kind: 'not-found', what: 'person', requestId: '' }));
        continue;
      }
      const startDateTime = startOf(planned.startDateTime, desk.clock.now());
      // What was answered for everybody was answered; whether the pass may be replaced is seen in the last look.
      const judgement = judge(desk, found.value, { request, rules, scenario: asPlanned(scenario, planned), useOf, acknowledged: run.acknowledged, replacesPassId: found.value.pass?.id ?? null, startDateTime });
      const { asks, evaluation } = judgement;
      // Said of one manager, it does not hold of another.
      const isOther = judgement.verification?.againstId !== planned.verification?.againstId;
      const blocked = isOther && judgement.blocked.length === 0 ? [...judgement.blocked, { rule: 'verification-against' as const }] : judgement.blocked;
      const open = asks.map((line) => ({ rule: 'not-acknowledged' as const, line }));
      if (blocked.length > 0 || open.length > 0) problems.set(person, { state: 'failed', error: { kind: 'limits', problems: [...blocked, ...open] } });
      else {
        person.judgedAt = desk.clock.now().getTime();
        person.planned = judgedNow(planned, evaluation);
        run.quota = tightest(run.quota, evaluation.limits);
      }
    }
  }
  return ok(problems);
}

/** What will be sent is what was planned, whatever the preset says by now. */
function asPlanned(scenario: Scenario | null, { lifetimeInMinutes, isUsableOnce }: Planned): Scenario | null {
  return scenario && lifetimeInMinutes !== null && isUsableOnce !== null ? { ...scenario, lifetimeInMinutes, isUsableOnce } : scenario;
}

/** The person, or the desk policy, may have changed: what holds is what was judged last. The answer about the pass stays with the pass. */
function judgedNow(planned: Planned, { lines, limits, tier }: Evaluation): Planned {
  const answered = lines.filter((line) => line.id !== 'existing-pass' && ((line.state === 'asks' && line.isAnswered) || (line.state === 'not-checked' && line.isAcknowledged))).map(({ id }) => id);
  const acknowledged = [...planned.acknowledged.filter((line) => line === 'existing-pass'), ...answered];
  return { ...planned, acknowledged, tier: tier.tier, tierIsCertain: tier.unread.length === 0, delivery: limits.delivery, quarantineDays: limits.verification.quarantineDays };
}

function tightest(one: Quota | null, other: Quota): Quota {
  if (one === null) return other;
  return {
    passesPerOperatorHour: Math.min(one.passesPerOperatorHour, other.passesPerOperatorHour),
    passesPerOperatorDay: Math.min(one.passesPerOperatorDay, other.passesPerOperatorDay),
  };
}

/** Shared by the people of a run until it ages. */
async function factsFor(desk: Desk, run: Run, days: number): Promise<Result<ManyFacts, AppError>> {
  const now = desk.clock.now().getTime();
  if (run.facts && Math.abs(now - run.facts.at) < FACTS_MS) return ok(run.facts.many);
  const many = await desk.bulk.manyFacts(desk.operator.id, days, new AbortController().signal);
  if (many.ok) run.facts = { at: now, many: many.value };
  return many;
}
