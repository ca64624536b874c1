/** What must hold for any desk policy that the schema accepts, any facts and any request. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinHours } from '../../../shared/domain/allowed-hours';
import { DEFAULT_LIMITS, type Limits } from '../../../shared/domain/limits';
import { reachOf } from '../../../shared/domain/operator-reach';
import { canStillOpen, targetOf } from '../../../shared/domain/pass';
import { evaluateIssue, type Evaluation, type IssueCircumstances, type IssueRequest, WRITE_SCOPES } from '../../../shared/domain/preflight';
import { type DeskRules, PREFLIGHT_LINES, type UncertainLine } from '../../../shared/domain/rules';
import { tierOf } from '../../../shared/domain/tier';
import { AppError } from '../../../shared/errors';
import { contract } from '../../../shared/ipc/contract';
import { anyAcknowledged, anyFacts, anyRequest, anyVerification } from './support/any-facts';
import { anyRules } from './support/any-policy';
import { keepsToContract } from './support/contract-restated';
import { now } from './support/given';

const anyCircumstances: fc.Arbitrary<IssueCircumstances> = fc.record({ facts: anyFacts, rules: anyRules, verification: anyVerification, now: fc.constant(now) });
const minutesFromNow = (instant: string) => (Date.parse(instant) - now.getTime()) / 60_000;

/** One setting as the policy has it for the tier and the operator's group: the last that says something counts. Written apart from `limitsFor`. */
function setting<K extends keyof Limits>(rules: DeskRules, { tier }: Evaluation['tier'], operatorGroups: readonly string[], key: K): Limits[K] {
  const group = rules.operatorGroups.find(({ groupId }) => operatorGroups.some((held) => held.toLowerCase() === groupId.toLowerCase()))?.limits;
  if (tier === 'privileged' && key === 'hours') {
    const desk = rules.limits.privileged?.hours ?? rules.limits.everyone?.hours ?? 'any';
    return (group?.privileged?.hours ?? (desk === 'any' ? (group?.everyone?.hours ?? 'any') : desk)) as Limits[K];
  }
  // What is said of everyone only tightens for privileged people, so leaving it out asks for no more than what holds.
  const ofEveryone = tier !== 'privileged' || key === 'ticket';
  const given = [ofEveryone ? rules.limits.everyone : undefined, rules.limits[tier], ofEveryone ? group?.everyone : undefined, group?.[tier]].map((changes) => changes?.[key]).filter((value) => value !== undefined);
  const last = given.at(-1);
  if (typeof last !== 'object' || key === 'hours') return (last ?? DEFAULT_LIMITS[tier][key]) as Limits[K];
  return Object.assign({}, DEFAULT_LIMITS[tier][key], ...given) as Limits[K];
}

/** Every limit, spelt out once more and apart from the code, that a request without problems keeps to. @returns the names of those it breaks. */
function broken(request: IssueRequest, { facts, rules, verification }: IssueCircumstances, evaluation: Evaluation): readonly string[] {
  const operatorGroups = facts.operator.groupIds.known ? facts.operator.groupIds.value : [];
  const limit = <K extends keyof Limits>(key: K) => setting(rules, evaluation.tier, operatorGroups, key);
  const policy = facts.policy.known ? facts.policy.value : null;
  const minutes = request.lifetimeInMinutes;
  const start = request.startDateTime === null ? 0 : minutesFromNow(request.startDateTime);
  const endsAt = now.getTime() + (Math.max(0, start) + minutes) * 60_000;
  const age = verification ? -minutesFromNow(verification.at) : Number.NaN;
  const acknowledged = (line: Evaluation['lines'][number]['id']) => request.acknowledged.includes(line);
  const mayGoUnread = (isKnown: boolean, line: UncertainLine) => isKnown || (rules.notChecked[line] === 'acknowledge' && acknowledged(line));
  const has = (scope: string) => (facts.operator.scopes ?? []).some((held) => held.toLowerCase().split('/').at(-1) === scope.toLowerCase());
  const { kinds, maximumAgeMinutes, quarantineDays } = limit('verification');
  const changed = (kind: string) => facts.recentChanges.known && facts.recentChanges.value.some((change) => change.kind === kind && minutesFromNow(change.at) >= -quarantineDays * 1440);
  const rulesKept: Readonly<Record<string, boolean>> = {
    'whole minutes': Number.isInteger(minutes),
    'within Graph’s bounds': minutes >= 10 && minutes <= 43_200,
    'within the tenant’s bounds': policy === null || (minutes >= policy.minimumLifetimeInMinutes && minutes <= policy.maximumLifetimeInMinutes),
    'within the desk’s bounds': minutes >= limit('lifetime').minimumMinutes && minutes <= limit('lifetime').maximumMinutes,
    'not beyond the contract': keepsToContract(endsAt, facts, rules.contractors, mayGoUnread(false, 'contract-end')),
    'not beyond the task’s grants': facts.taskEndsAt === null || endsAt <= Date.parse(facts.taskEndsAt),
    'one-time where the tenant says so': request.isUsableOnce || policy?.isUsableOnce !== true,
    'one-time where the desk says so': request.isUsableOnce || !limit('oneTimeRequired'),
    'no external account': !facts.person.kind.startsWith('external'),
    'not oneself': facts.person.id.toLowerCase() !== facts.operator.id.toLowerCase(),
    'an enabled account': facts.person.accountEnabled !== false && mayGoUnread(facts.person.accountEnabled !== null, 'account'),
    'a tier that may have passes': limit('mayIssue'),
    'method switched on': policy?.state !== 'disabled',
    'in the policy’s targets': policy === null || !facts.groupIds.known || targetOf(policy, facts.person.id, facts.groupIds.value) === 'included',
    'never against a certain exclusion': !policy?.excludeTargets.some(({ id }) => id === 'all_users' || id === facts.person.id),
    'a policy that was read, or acknowledged': mayGoUnread(policy !== null, 'tenant-policy'),
    'roles that were read, or acknowledged': mayGoUnread(facts.roles.known && facts.roleAssignableGroups.known && facts.ownedRoleAssignableGroups.known, 'roles'),
    'eligible roles that were read, or acknowledged': mayGoUnread(facts.eligibleRoles.known, 'eligible-roles'),
    'operator groups that were read, or acknowledged': mayGoUnread(facts.operator.groupIds.known || rules.operatorGroups.length === 0, 'operator-group'),
    'changes that were read, or acknowledged': mayGoUnread(facts.recentChanges.known || quarantineDays === 0, 'recent-changes'),
    'scopes that were seen, or acknowledged': WRITE_SCOPES.some(has) || (facts.operator.scopes === null && mayGoUnread(false, 'scopes')),
    'within the operator’s reach': !facts.operator.roles.known || reachOf(facts.operator.roles.value, facts).state !== 'no',
    'an operator’s role that was seen, or acknowledged': mayGoUnread(facts.operator.roles.known && reachOf(facts.operator.roles.value, facts).state === 'yes', 'operator-role'),
    'a start from now on': start >= -2,
    'a start not too far ahead': start <= limit('startWithinDays') * 1440 + 2,
    'reason neither short nor long': request.reason.trim().length >= limit('reason').minimumLength && request.reason.trim().length <= Math.min(500, limit('reason').maximumLength),
    'the whole ticket matches': request.ticket.trim().length <= 64 && new RegExp(limit('ticket').pattern, 'u').exec(request.ticket.trim()) !== null && matchesWhole(limit('ticket').pattern, request.ticket.trim()),
    'quota of the hour': facts.use.operatorHour < limit('passesPerOperatorHour'),
    'quota of the day': facts.use.operatorDay < limit('passesPerOperatorDay'),
    'within the hours': isWithinHours(limit('hours'), now),
    'no live pass displaced unasked': facts.pass === null || !canStillOpen(facts.pass, now) || request.replacesPassId === facts.pass.id,
    'no second pass unasked':
      facts.use.lastForPerson === null || minutesFromNow(facts.use.lastForPerson) <= -1440 || limit('secondPassWithin24Hours') === 'allow' || (limit('secondPassWithin24Hours') === 'acknowledge' && acknowledged('second-pass')),
    'a verification of a kind that counts': verification !== null && kinds.includes(verification.kind),
    'a fresh verification': age >= 0 && age <= maximumAgeMinutes,
    'no number that changed': verification?.kind !== 'call-back' || !changed('phone'),
    'no manager who changed': verification?.kind !== 'manager-attested' || !changed('manager'),
    'no methods that changed': verification?.kind !== 'existing-method' || !changed('method'),
    'the tier of these facts': evaluation.tier.tier === tierOf({ ...facts, kind: facts.person.kind, employeeType: facts.person.employeeType }, rules.contractors).tier,
  };
  return Object.keys(rulesKept).filter((rule) => rulesKept[rule] !== true);
}

/** Without trusting anchors put around the pattern: the longest of all matches is the whole text. */
function matchesWhole(pattern: string, text: string): boolean {
  const sticky = new RegExp(`(?:${pattern})(?![^])`, 'uy');
  return sticky.exec(text)?.[0] === text;
}

describe('evaluateIssue, whatever comes in', () => {
  it('lets nothing past the tightest of Graph, tenant and desk', () => {
    let withoutProblems = 0;
    fc.assert(
      fc.property(anyRequest, anyCircumstances, (request, circumstances) => {
        const evaluation = evaluateIssue(request, circumstances);
        if (evaluation.problems.length > 0) return;
        withoutProblems += 1;
        expect(broken(request, circumstances, evaluation)).toEqual([]);
      }),
      { numRuns: 12_000 },
    );
    // Otherwise the property would have said nothing.
    expect(withoutProblems).toBeGreaterThan(200);
  });

  it('answers with lines in their order, bounds, and problems that the window understands', () => {
    fc.assert(
      fc.property(anyRequest, anyCircumstances, (request, circumstances) => {
        const { lines, problems, bounds, limits } = evaluateIssue(request, circumstances);
        expect(lines.map(({ id }) => id)).toEqual([...PREFLIGHT_LINES]);
        expect(AppError.parse({ kind: 'limits', problems })).toEqual({ kind: 'limits', problems });
        expect(bounds.minimumMinutes).toBeGreaterThanOrEqual(limits.lifetime.minimumMinutes);
        expect(bounds.maximumMinutes).toBeLessThanOrEqual(limits.lifetime.maximumMinutes);
      }),
      { numRuns: 1500 },
    );
  });

  it('says the same in the form and in the main process, for what crosses between them', () => {
    const { output } = contract['passes.preflight'];
    fc.assert(
      fc.property(anyRequest, anyCircumstances, (request, circumstances) => {
        const { facts, rules } = output.parse(JSON.parse(JSON.stringify({ facts: circumstances.facts, rules: circumstances.rules })));
        expect(evaluateIssue(request, { ...circumstances, facts, rules })).toEqual(evaluateIssue(request, circumstances));
      }),
      { numRuns: 1500 },
    );
  });

  it('never finds more wrong because more was acknowledged', () => {
    fc.assert(
      fc.property(anyRequest, anyCircumstances, anyAcknowledged, (request, circumstances, more) => {
        const before = evaluateIssue(request, circumstances).problems;
        const after = evaluateIssue({ ...request, acknowledged: [...request.acknowledged, ...more] }, circumstances).problems;
        expect(before).toEqual(expect.arrayContaining([...after]));
      }),
      { numRuns: 1500 },
    );
  });

  it('is not moved by acknowledging a line that refuses, passed or is blocked', () => {
    fc.assert(
      fc.property(anyRequest, anyCircumstances, (request, circumstances) => {
        const evaluation = evaluateIssue({ ...request, acknowledged: [] }, circumstances);
        const deaf = evaluation.lines.filter((line) => line.state === 'passed' || line.state === 'blocked' || (line.state === 'not-checked' && line.rule === 'refuse'));
        expect(evaluateIssue({ ...request, acknowledged: deaf.map(({ id }) => id) }, circumstances)).toEqual(evaluation);
      }),
      { numRuns: 1500 },
    );
  });
});
