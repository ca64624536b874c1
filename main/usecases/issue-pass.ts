/**
 * Issues a pass to a person. The intent is on disk before Graph is called; whatever happens after it, the next start
 * can settle it. The passcode goes into the vault first: nothing that fails later can lose it.
 */
import type { JournalEntry } from '../../shared/domain/journal-entry';
import { evaluateIssue, type Evaluation, type IssueRequest, quotaProblem } from '../../shared/domain/preflight';
import { expiryOf } from '../../shared/domain/pass';
import type { PassFacts } from '../../shared/domain/pass-facts';
import type { DeskRules } from '../../shared/domain/rules';
import type { Verification } from '../../shared/domain/verification';
import type { AppError } from '../../shared/errors';
import type { HandOver, Input, Reply } from '../../shared/ipc/contract';
import { err, ok, type Result } from '../../shared/result';
import type { NewPass } from '../ports/passes';
import { createUntilKnown, type Made } from './create-pass';
import type { Desk } from './desk';
import { handOverOf } from './hand-over';
import { readPassFacts, readUse } from './read-pass-facts';
import { conclude, intend, refuse, type Act } from './record';
import { settlePerson } from './settle';
import { verificationDetail } from './verify-person';

type Allowed = { readonly facts: PassFacts; readonly rules: DeskRules; readonly evaluation: Evaluation; readonly verification: Verification | null };

export async function issuePass(desk: Desk, input: Input<'passes.issue'>): Promise<Reply<'passes.issue'>> {
  const settled = await settlePerson(desk, input.personId, 'pass');
  if (!settled.ok) return settled;
  const allowed = await checkIssue(desk, input);
  if (!allowed.ok) return allowed;

  const { personId, lifetimeInMinutes, isUsableOnce, startDateTime } = input;
  const requested: NewPass = { personId, lifetimeInMinutes, isUsableOnce, startDateTime };
  const act = actOf(desk, input, allowed.value);
  const made = await createUntilKnown(desk, act, requested, allowed.value.facts.pass, () => intendWithinQuota(desk, act, personId, allowed.value.evaluation));
  if (!made.ok) return made;
  // Bound to this pass: the next one needs a verification of its own.
  desk.memory.verifications.delete(personId.toLowerCase());
  return ok(await handOver(desk, input, allowed.value, made.value));
}

/** Reads what decides, fresh from Graph, and applies the function that the form applied as well. */
async function checkIssue(desk: Desk, input: Input<'passes.issue'>): Promise<Result<Allowed, AppError>> {
  const judged = await readPassFacts(desk, input.personId, input.taskId);
  if (!judged.ok) return judged;
  const { facts, rules } = judged.value;
  const noted = desk.memory.verifications.get(input.personId.toLowerCase());
  const verification = noted?.id === input.verificationId ? noted : null;
  const request: IssueRequest = input;
  const evaluation = evaluateIssue(request, { facts, rules, verification, now: desk.clock.now() });
  const [first, second] = evaluation.problems;
  if (first?.rule === 'pass-exists' && second === undefined) return err({ kind: 'pass-exists', passId: first.passId, expiresAt: first.expiresAt });
  if (first) return refuse(desk, actOf(desk, input, { facts, rules, evaluation, verification }), { kind: 'limits', problems: evaluation.problems });
  return ok({ facts, rules, evaluation, verification });
}

/** Counted again and written in one turn of the whole desk: calls side by side cannot each take the last pass of a quota. */
function intendWithinQuota(desk: Desk, act: Act, personId: string, { limits }: Evaluation): Promise<Result<JournalEntry, AppError>> {
  return desk.inTurn('quota', async () => {
    const use = await readUse(desk, personId);
    if (!use.ok) return use;
    const problem = quotaProblem(use.value, limits);
    if (problem) return refuse(desk, act, { kind: 'limits', problems: [problem] });
    const intent = await intend(desk, act);
    // A run under way counts on what is left.
    const { run } = desk.memory;
    if (intent.ok && run !== null && run.allowance !== null) run.allowance -= 1;
    return intent;
  });
}

/** What the journal says about the act: never a passcode, but everything that allowed it. */
function actOf(desk: Desk, input: Input<'passes.issue'>, { facts, evaluation, verification }: Allowed): Act {
  const { lifetimeInMinutes, isUsableOnce, startDateTime, scenario, acknowledged, taskId } = input;
  return {
    action: 'pass.issue',
    person: facts.person,
    ticket: input.ticket.trim(),
    reason: input.reason.trim(),
    detail: {
      lifetimeInMinutes,
      isUsableOnce,
      startDateTime,
      replacesPassId: facts.pass?.id ?? null,
      scenario,
      taskId,
      tier: evaluation.tier.tier,
      tierIsCertain: evaluation.tier.unread.length === 0,
      acknowledged: evaluation.lines.filter((line) => line.state !== 'passed' && acknowledged.includes(line.id)).map(({ id }) => id).join(' '),
      ...verificationDetail(desk, verification),
    },
  };
}

async function handOver(desk: Desk, input: Input<'passes.issue'>, { facts, rules, evaluation }: Allowed, { issued, intentId, act }: Made): Promise<HandOver> {
  const { pass, passcode, requestId } = issued;
  const { delivery } = evaluation.limits;
  const card = rules.scenarios.find(({ id }) => id === input.scenario)?.card ?? [];
  const manager = facts.manager.known ? facts.manager.value : null;
  const kept = desk.vault.keep(passcode, {
    person: facts.person,
    passId: pass.id,
    pass,
    intentId,
    runId: null,
    ticket: act.ticket,
    card,
    delivery,
    manager: manager && { id: manager.id, mail: manager.mail },
    quarantineDays: evaluation.limits.verification.quarantineDays,
    changesAcknowledged: evaluation.lines.some((line) => line.id === 'recent-changes' && line.state === 'not-checked' && line.isAcknowledged),
  });
  await conclude(desk, act, intentId, { result: 'succeeded', detail: { passId: pass.id, expiresAt: expiryOf(pass).toISOString(), requestId } });
  return handOverOf(kept);
}
