/**
 * May this pass be issued? One pure function, called by the form as one types and by the main process before the call, so
 * the two cannot disagree. Every check becomes a line: passed, blocked, asking, or not checked. Not checked is not
 * passed, and not blocked either: the desk policy says whether such a line refuses or may be acknowledged.
 */
import type { LimitProblem } from '../errors';
import { isWithinHours } from './allowed-hours';
import { contractEndOf, contractorRule } from './contract';
import type { Feature } from './features';
import type { GrantFacts } from './grant-facts';
import type { Known, Unread } from './known';
import { lifetimeBounds, type LifetimeBounds } from './lifetime-bounds';
import { type Limits, REASON_MAXIMUM, TICKET_MAXIMUM } from './limits';
import { reachOf } from './operator-reach';
import { canStillOpen, expiryOf, type PassPolicy, targetOf } from './pass';
import type { PassFacts } from './pass-facts';
import type { PersonKind } from './person';
import { type DeskRules, limitsFor, type NotCheckedRule, operatorGroupOf, PREFLIGHT_LINES, type PreflightLineId, type UncertainLine } from './rules';
import { type TierVerdict, tierOf } from './tier';
import { type Verification, verificationProblem } from './verification';

/** A start this close to the desk's clock, in either direction, counts as "now": clocks differ. Minutes. */
const START_SLACK_MINUTES = 2;

/** A clock that is further off than this is mended before a pass is issued. Milliseconds. */
const CLOCK_MAXIMUM_MS = 5 * 60_000;

/** Either of them lets a token create and delete passes. Source: Microsoft's permissions.json. */
export const WRITE_SCOPES = ['UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'] as const;

export type IssueRequest = {
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  /** Null: usable at once. */
  readonly startDateTime: string | null;
  readonly reason: string;
  readonly ticket: string;
  /** The live pass the operator agreed to replace; null when they saw none. */
  readonly replacesPassId: string | null;
  /** Lines the operator goes on without, or in spite of. */
  readonly acknowledged: readonly PreflightLineId[];
};

export type IssueCircumstances = {
  readonly facts: PassFacts;
  readonly rules: DeskRules;
  readonly verification: Pick<Verification, 'kind' | 'against' | 'againstId' | 'at'> | null;
  readonly now: Date;
};

/** `no-contract-end`: it was read, and there is none. */
export type NotCheckedBecause = Unread['because'] | 'no-role-seen' | 'no-contract-end';

export type PreflightLine =
  | { readonly id: PreflightLineId; readonly state: 'passed' }
  | { readonly id: PreflightLineId; readonly state: 'blocked'; readonly problem: LimitProblem }
  /** Allowed, if the operator says so. */
  | { readonly id: PreflightLineId; readonly state: 'asks'; readonly problem: LimitProblem; readonly isAnswered: boolean }
  | {
      readonly id: PreflightLineId;
      readonly state: 'not-checked';
      readonly because: NotCheckedBecause;
      /** Whose role and permission would settle it. */
      readonly needs: Feature | null;
      readonly rule: NotCheckedRule;
      readonly isAcknowledged: boolean;
    };

export type Evaluation = {
  readonly tier: TierVerdict;
  readonly limits: Limits;
  readonly bounds: LifetimeBounds;
  /** In the order of {@link PREFLIGHT_LINES}. */
  readonly lines: readonly PreflightLine[];
  /** Why the request may not be sent; empty when it may. */
  readonly problems: readonly LimitProblem[];
};

type Verdict = LimitProblem | Uncertain | Asking | null;
export type Uncertain = { readonly unread: Pick<Unread, 'needs'> & { readonly because: NotCheckedBecause } };
type Asking = { readonly asks: LimitProblem; readonly isAnswered: boolean };

/** Never throws, whatever the request. */
export function evaluateIssue(request: IssueRequest, circumstances: IssueCircumstances): Evaluation {
  const { facts, rules, verification, now } = circumstances;
  const { tier, limits } = limitsOf(facts, rules);
  const policy = facts.policy.known ? facts.policy.value : null;
  const bounds = lifetimeBounds(policy, limits);

  // Entra counts a lifetime by its own clock.
  const endsAt = expiresAt(request, new Date(now.getTime() + Math.max(0, facts.clockSkewMs ?? 0)));

  const verdicts: Readonly<Record<PreflightLineId, Verdict>> = {
    clock: clockVerdict(facts.clockSkewMs),
    self: facts.person.id.toLowerCase() === facts.operator.id.toLowerCase() ? { rule: 'self-issue' } : null,
    account: accountVerdict(facts),
    guest: isExternal(facts.person.kind) ? { rule: 'external-guest' } : null,
    tier: limits.mayIssue ? null : { rule: 'tier-refused', tier: tier.tier },
    roles: firstUnread(facts.roles, facts.roleAssignableGroups, facts.ownedRoleAssignableGroups),
    'eligible-roles': firstUnread(facts.eligibleRoles),
    'operator-role': operatorVerdict(facts),
    'operator-group': rules.operatorGroups.length === 0 ? null : firstUnread(facts.operator.groupIds),
    scopes: scopeVerdict(facts.operator.scopes),
    'tenant-policy': policyVerdict(facts),
    lifetime: lifetimeVerdict(request.lifetimeInMinutes, bounds),
    'contract-end': contractVerdict(endsAt, facts, rules),
    task: taskVerdict(endsAt, facts.taskEndsAt),
    'one-time': oneTimeVerdict(request.isUsableOnce, policy, limits),
    hours: isWithinHours(limits.hours, now) || limits.hours === 'any' ? null : { rule: 'outside-hours', hours: limits.hours },
    'existing-pass': existingVerdict(request, facts, now),
    'second-pass': secondPassVerdict(request, facts, limits, now),
    quota: quotaProblem(facts.use, limits),
    'recent-changes': limits.verification.quarantineDays === 0 ? null : firstUnread(facts.recentChanges),
    verification: verificationProblem(verification, facts, limits, now),
  };
  const lines = PREFLIGHT_LINES.map((id) => lineOf(id, verdicts[id], request.acknowledged, rules));
  return { tier, limits, bounds, lines, problems: [...lines.flatMap(problemOf), ...fieldProblems(request, limits, now)] };
}

/** The person's tier, and the limits that hold for it and for this operator. */
export function limitsOf(facts: PassFacts | Omit<PassFacts, 'use' | 'clockSkewMs'>, rules: DeskRules): { readonly tier: TierVerdict; readonly limits: Limits } {
  const tier = tierOf({ ...facts, kind: facts.person.kind, employeeType: facts.person.employeeType }, rules.contractors);
  const group = facts.operator.groupIds.known ? operatorGroupOf(rules, facts.operator.groupIds.value) : null;
  return { tier, limits: limitsFor(rules, tier.tier, group) };
}

/** Why nobody at this desk can give the person a pass, whatever is filled in; empty when nothing says so. */
export function personProblems(person: { readonly id: string; readonly kind: PersonKind; readonly accountEnabled: boolean | null }, operatorId: string): readonly LimitProblem[] {
  return [
    ...(person.id.toLowerCase() === operatorId.toLowerCase() ? [{ rule: 'self-issue' as const }] : []),
    ...(isExternal(person.kind) ? [{ rule: 'external-guest' as const }] : []),
    ...(person.accountEnabled === false ? [{ rule: 'account-disabled' as const }] : []),
  ];
}

function lineOf(id: PreflightLineId, verdict: Verdict, acknowledged: readonly PreflightLineId[], { notChecked }: DeskRules): PreflightLine {
  if (verdict === null) return { id, state: 'passed' };
  if ('rule' in verdict) return { id, state: 'blocked', problem: verdict };
  if ('asks' in verdict) return { id, state: 'asks', problem: verdict.asks, isAnswered: verdict.isAnswered };
  // A line the policy does not name cannot be acknowledged.
  const rule = Object.hasOwn(notChecked, id) ? notChecked[id as UncertainLine] : 'refuse';
  return { id, state: 'not-checked', ...verdict.unread, rule, isAcknowledged: rule === 'acknowledge' && acknowledged.includes(id) };
}

function problemOf(line: PreflightLine): readonly LimitProblem[] {
  switch (line.state) {
    case 'passed':
      return [];
    case 'blocked':
      return [line.problem];
    case 'asks':
      return line.isAnswered ? [] : [line.problem];
    case 'not-checked':
      return line.isAcknowledged ? [] : [{ rule: line.rule === 'refuse' ? 'not-checked' : 'not-acknowledged', line: line.id }];
  }
}

export function isExternal(kind: PersonKind): boolean {
  return kind === 'external-guest' || kind === 'external-member';
}

export function firstUnread(...facts: readonly Known<unknown>[]): Uncertain | null {
  const unread = facts.find((fact): fact is Unread => !fact.known);
  return unread ? { unread: { because: unread.because, needs: unread.needs } } : null;
}

/** @param skewMs - Null: no answer has told yet, which the very reading of these facts ends. */
export function clockVerdict(skewMs: number | null): LimitProblem | null {
  return skewMs !== null && Math.abs(skewMs) > CLOCK_MAXIMUM_MS ? { rule: 'clock-wrong', byMinutes: Math.round(skewMs / 60_000) } : null;
}

function accountVerdict({ person }: PassFacts): Verdict {
  if (person.accountEnabled === false) return { rule: 'account-disabled' };
  return person.accountEnabled === null ? { unread: { because: 'not-permitted', needs: 'people' } } : null;
}

function operatorVerdict(facts: PassFacts): Verdict {
  const { roles } = facts.operator;
  if (!roles.known) return firstUnread(roles);
  const reach = reachOf(roles.value, facts);
  if (reach.state === 'no') return { rule: 'operator-role', needs: 'Privileged Authentication Administrator', because: reach.because };
  return reach.state === 'yes' ? null : { unread: { because: 'no-role-seen', needs: 'passes' } };
}

function scopeVerdict(scopes: readonly string[] | null): Verdict {
  if (scopes === null) return { unread: { because: 'failed', needs: 'passes' } };
  const plain = scopes.map((held) => held.slice(held.lastIndexOf('/') + 1).toLowerCase());
  return WRITE_SCOPES.some((wanted) => plain.includes(wanted.toLowerCase())) ? null : { rule: 'scope-missing', scopes: [WRITE_SCOPES[0]] };
}

function policyVerdict({ policy, person, groupIds }: PassFacts): Verdict {
  if (!policy.known) return firstUnread(policy);
  if (policy.value.state === 'disabled') return { rule: 'method-disabled' };
  const target = targetOf(policy.value, person.id, groupIds.known ? groupIds.value : []);
  if (target === 'excluded') return { rule: 'not-in-target', because: 'excluded' };
  // Without the person's groups neither an inclusion by one nor the lack of an exclusion can be told.
  const { excludeTargets, includeTargets } = policy.value;
  const undecided = target === 'included' ? excludeTargets : [...excludeTargets, ...includeTargets];
  if (!groupIds.known && undecided.some(({ targetType }) => targetType === 'group')) return firstUnread(groupIds);
  return target === 'included' ? null : { rule: 'not-in-target', because: 'not-included' };
}

function lifetimeVerdict(minutes: number, { minimumMinutes, maximumMinutes, minimumFrom, maximumFrom }: LifetimeBounds): Verdict {
  if (Number.isInteger(minutes) && minutes >= minimumMinutes && minutes <= maximumMinutes) return null;
  return { rule: 'lifetime-out-of-range', minimumMinutes, maximumMinutes, enforcedBy: minutes < minimumMinutes ? minimumFrom : maximumFrom };
}

function expiresAt({ startDateTime, lifetimeInMinutes }: IssueRequest, now: Date): number {
  return (startDateTime === null ? now.getTime() : Math.max(now.getTime(), Date.parse(startDateTime))) + lifetimeInMinutes * 60_000;
}

/** Applies to passes and to grants. @param endsAt - Epoch milliseconds. */
export function contractVerdict(endsAt: number, facts: Pick<PassFacts, 'person' | 'contract'> | Pick<GrantFacts, 'person' | 'contract'>, { contractors }: Pick<DeskRules, 'contractors'>): ContractVerdict {
  const rule = contractorRule({ ...facts.person, contract: facts.contract }, contractors);
  const mayBeContractor = rule.because !== null || rule.unread.length > 0;
  // An end in a group's name counts for contractors alone: whoever may name a group could stop every pass of an employee.
  const rules = mayBeContractor ? contractors : { ...contractors, end: { ...contractors.end, groupPrefix: null } };
  const end = contractEndOf(facts.person.userPrincipalName, facts.contract, rules);
  if (end.known && end.value !== null) {
    // What ends at no instant fails the comparison, as it must.
    return endsAt <= Date.parse(end.value.at) ? null : { rule: 'past-contract-end', endsAt: new Date(end.value.at).toISOString() };
  }
  // Somebody who may be a contractor by what could not be read is not cleared by it.
  if (rule.because === null) return firstUnread(...rule.unread);
  return { unread: end.known ? { because: 'no-contract-end', needs: null } : { because: end.because, needs: end.needs } };
}

export type ContractVerdict = Extract<LimitProblem, { rule: 'past-contract-end' }> | Uncertain | null;

/** A pass made for a task does not outlive the grants of the task. */
function taskVerdict(endsAt: number, taskEndsAt: string | null): Verdict {
  return taskEndsAt === null || endsAt <= Date.parse(taskEndsAt) ? null : { rule: 'past-task-end', endsAt: taskEndsAt };
}

function oneTimeVerdict(isUsableOnce: boolean, policy: PassPolicy | null, { oneTimeRequired }: Limits): Verdict {
  if (isUsableOnce) return null;
  if (policy?.isUsableOnce === true) return { rule: 'one-time-required', enforcedBy: 'Entra' };
  return oneTimeRequired ? { rule: 'one-time-required', enforcedBy: 'Tapdesk' } : null;
}

function existingVerdict({ replacesPassId }: IssueRequest, { pass }: PassFacts, now: Date): Verdict {
  if (pass === null || !canStillOpen(pass, now)) return null;
  return { asks: { rule: 'pass-exists', passId: pass.id, expiresAt: expiryOf(pass).toISOString() }, isAnswered: pass.id === replacesPassId };
}

function secondPassVerdict({ acknowledged }: IssueRequest, { use }: PassFacts, { secondPassWithin24Hours }: Limits, now: Date): Verdict {
  if (use.lastForPerson === null || secondPassWithin24Hours === 'allow') return null;
  if (Date.parse(use.lastForPerson) <= now.getTime() - 86_400_000) return null;
  const problem: LimitProblem = { rule: 'second-pass', lastAt: use.lastForPerson };
  return secondPassWithin24Hours === 'refuse' ? problem : { asks: problem, isAnswered: acknowledged.includes('second-pass') };
}

export type Quota = Pick<Limits, 'passesPerOperatorHour' | 'passesPerOperatorDay'>;

/** Counted once more just before the intent is written, so it stands alone. */
export function quotaProblem(use: PassFacts['use'], { passesPerOperatorHour, passesPerOperatorDay }: Quota): LimitProblem | null {
  if (use.operatorHour >= passesPerOperatorHour) return { rule: 'quota', per: 'hour', maximum: passesPerOperatorHour, used: use.operatorHour };
  return use.operatorDay >= passesPerOperatorDay ? { rule: 'quota', per: 'day', maximum: passesPerOperatorDay, used: use.operatorDay } : null;
}

function fieldProblems(request: IssueRequest, { startWithinDays, reason, ticket }: Limits, now: Date): readonly LimitProblem[] {
  const problems: LimitProblem[] = [];
  if (request.startDateTime !== null) {
    const startsInMinutes = (Date.parse(request.startDateTime) - now.getTime()) / 60_000;
    // A start that is no instant fails this comparison as well, as it must.
    if (!(startsInMinutes >= -START_SLACK_MINUTES)) problems.push({ rule: 'start-in-past' });
    if (startsInMinutes > startWithinDays * 1440 + START_SLACK_MINUTES) problems.push({ rule: 'start-too-far', maximumDays: startWithinDays });
  }
  const minimum = reason.minimumLength;
  const maximum = Math.min(reason.maximumLength, REASON_MAXIMUM);
  const { length } = request.reason.trim();
  if (length < minimum || length > maximum) problems.push({ rule: 'reason-length', minimum, maximum });
  const given = request.ticket.trim();
  if (given.length > TICKET_MAXIMUM || !new RegExp(`^(?:${ticket.pattern})$`, 'u').test(given)) problems.push({ rule: 'ticket-pattern', pattern: ticket.pattern, example: ticket.example });
  return problems;
}
