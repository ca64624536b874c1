/**
 * May this be granted? One pure function, called by the form as one types and by the main process before the call, so the
 * two cannot disagree. It knows the desk policy's limits and PIM's own rules; the tightest of them counts, and each problem
 * says who enforces it. PIM has the last word: a validation-only request is sent before anything is made.
 */
import type { LimitProblem } from '../errors';
import { isWithinHours } from './allowed-hours';
import { endOf, type Grant, type GrantHow, type GrantTarget, type GrantTime, isSameAccess, PIM_FLOOR_MINUTES, targetKey, TENANT_SCOPE, unitOfScope } from './grant';
import type { GrantFacts, GrantOption } from './grant-facts';
import { GRANT_LINES, type GrantLineId } from './grant-lines';
import type { GrantRules, GrantTemplate } from './grant-rules';
import { type Limits, REASON_MAXIMUM, TICKET_MAXIMUM } from './limits';
import { clockVerdict, contractVerdict, firstUnread, isExternal, type NotCheckedBecause, type Uncertain } from './preflight';
import { type DeskRules, limitsFor, type NotCheckedRule, operatorGroupOf, type RuledLine } from './rules';
import { type TierVerdict, tierOf } from './tier';
import type { Feature } from './features';

/** A start this close to the desk's clock counts as "now". Minutes. */
const START_SLACK_MINUTES = 2;

/** Template ids. Source: Graph, least roles for PIM of roles and of groups; facts 5.7 and 6. */
const MAKES_ROLE_GRANTS = ['e8611ab8-c189-46e8-94e1-60213ab1f814', '62e90394-69f5-4237-9190-012177145e10'];
const MAKES_GROUP_GRANTS = [
  ...MAKES_ROLE_GRANTS,
  'fdd7a751-b60b-444a-984c-02652fe8fa1c', // Groups Administrator
  'fe930be7-5e62-47db-91af-98c3a49a38b1', // User Administrator
  '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e', // Identity Governance Administrator
  '9360feb5-f418-4baa-8175-e2a00bac4301', // Directory Writers
];

export type GrantItem = { readonly target: GrantTarget; readonly how: GrantHow; /** `/` or `/administrativeUnits/{id}`. */ readonly scope: string };

export type GrantRequest = GrantTime & {
  readonly template: string;
  readonly items: readonly GrantItem[];
  readonly reason: string;
  readonly ticket: string;
  /** Lines the operator goes on without. */
  readonly acknowledged: readonly GrantLineId[];
};

export type GrantCircumstances = { readonly facts: GrantFacts; readonly rules: DeskRules; readonly now: Date };

export type GrantLine =
  | { readonly id: GrantLineId; readonly state: 'passed' }
  | { readonly id: GrantLineId; readonly state: 'blocked'; readonly problem: LimitProblem }
  | { readonly id: GrantLineId; readonly state: 'not-checked'; readonly because: NotCheckedBecause; readonly needs: Feature | null; readonly rule: NotCheckedRule; readonly isAcknowledged: boolean };

/** The longest time for one thing, and who says so. */
export type Longest = { readonly minutes: number; readonly enforcedBy: 'Entra' | 'Tapdesk'; readonly because: 'pim' | 'role' | 'template' };

export type GrantEvaluation = {
  readonly tier: TierVerdict;
  readonly limits: Limits;
  readonly template: GrantTemplate | null;
  readonly lines: readonly GrantLine[];
  /** By item, in the order asked. */
  readonly items: readonly { readonly item: GrantItem; readonly problems: readonly LimitProblem[]; readonly longest: Longest | null }[];
  /** Everything that stands in the way; empty when it may be sent. */
  readonly problems: readonly LimitProblem[];
};

type Verdict = LimitProblem | Uncertain | null;

/** Never throws, whatever the request. */
export function evaluateGrant(request: GrantRequest, circumstances: GrantCircumstances): GrantEvaluation {
  const { facts, rules, now } = circumstances;
  const { tier, limits } = grantLimitsOf(facts, rules);
  const template = rules.grants.templates.find(({ id }) => id === request.template) ?? null;
  const endsAt = endOf(request, now);
  // PIM counts a duration by its own clock.
  const endsByPim = request.minutes === null ? endsAt : endsAt + Math.max(0, facts.clockSkewMs ?? 0);
  const verdicts: Readonly<Record<GrantLineId, Verdict>> = {
    clock: clockVerdict(facts.clockSkewMs),
    self: isSame(facts.person.id, facts.operator.id) ? { rule: 'self-grant' } : null,
    account: facts.person.accountEnabled === false ? { rule: 'account-disabled' } : facts.person.accountEnabled === null ? { unread: { because: 'not-permitted', needs: 'people' } } : null,
    guest: isExternal(facts.person.kind) && !rules.grants.externalGuests ? { rule: 'guest-grant' } : null,
    roles: firstUnread(facts.roles, facts.roleAssignableGroups, facts.ownedRoleAssignableGroups),
    'operator-role': operatorVerdict(request.items, facts),
    'operator-group': rules.operatorGroups.length === 0 ? null : firstUnread(facts.operator.groupIds),
    scopes: scopeVerdict(request.items, facts.operator.scopes),
    'contract-end': contractVerdict(endsByPim, facts, rules),
    units: request.items.some(({ scope }) => unitOfScope(scope) !== null) ? firstUnread(facts.units) : null,
    'pim-rules': firstUnread(...request.items.flatMap(({ target }) => optionOf(facts, target)?.rules ?? [])),
    grants: heldVerdict(request.items, facts),
    hours: limits.hours === 'any' || isWithinHours(limits.hours, now) ? null : { rule: 'outside-hours', hours: limits.hours },
  };
  const lines = GRANT_LINES.map((id) => lineOf(id, verdicts[id], request.acknowledged, rules));
  const items = request.items.map((item) => ({ item, ...judgeItem(item, request, endsAt, template, circumstances) }));
  const problems = [...lines.flatMap(problemOf), ...items.flatMap((item) => item.problems), ...fieldProblems(request, { limits, template, now })];
  return { tier, limits, template, lines, items, problems: distinct(problems) };
}

/** The person's tier and the limits on hours, reason and ticket that hold for it and for this operator. */
export function grantLimitsOf(facts: GrantFacts, rules: DeskRules): { readonly tier: TierVerdict; readonly limits: Limits } {
  const tier = tierOf({ ...facts, kind: facts.person.kind, employeeType: facts.person.employeeType }, rules.contractors);
  const group = facts.operator.groupIds.known ? operatorGroupOf(rules, facts.operator.groupIds.value) : null;
  return { tier, limits: limitsFor(rules, tier.tier, group) };
}

export function optionOf(facts: Pick<GrantFacts, 'catalogue'>, target: GrantTarget): GrantOption | null {
  return facts.catalogue.find((option) => targetKey(option.target) === targetKey(target)) ?? null;
}

/** The tightest of PIM's rule, the role's limit and the template's. Where they are equal, Entra's is named. */
export function longestOf(option: GrantOption, how: GrantHow, template: Pick<GrantTemplate, 'longestMinutes'> | null): Longest {
  const pim = option.rules.known ? (how === 'active' ? option.rules.value.active : option.rules.value.eligible).longestMinutes : null;
  const bounds: Longest[] = [
    ...(pim === null ? [] : [{ minutes: pim, enforcedBy: 'Entra' as const, because: 'pim' as const }]),
    { minutes: option.longestMinutes, enforcedBy: 'Tapdesk', because: 'role' },
    ...(template ? [{ minutes: template.longestMinutes, enforcedBy: 'Tapdesk' as const, because: 'template' as const }] : []),
  ];
  return bounds.reduce((least, each) => (each.minutes < least.minutes ? each : least));
}

/** How the desk policy and PIM want it: `eligible` also where activating it asks for approval and the operator may choose. */
export function suggestedHow(option: GrantOption): GrantHow {
  if (option.as !== 'choose') return option.as;
  return option.rules.known && option.rules.value.activation.needsApproval ? 'eligible' : 'active';
}

function judgeItem({ target, how, scope }: GrantItem, request: GrantRequest, endsAt: number, template: GrantTemplate | null, { facts, rules, now }: GrantCircumstances) {
  const option = optionOf(facts, target);
  const name = option?.displayName ?? target.id.toLowerCase();
  if (target.kind === 'role' && isNever(rules.grants, target.id)) return { problems: [{ rule: 'never-granted' as const, name }], longest: null };
  if (option === null) return { problems: [{ rule: 'not-in-catalogue' as const, name }], longest: null };
  const longest = longestOf(option, how, template);
  const problems: LimitProblem[] = [];
  if (option.refusedBecause !== null) problems.push({ rule: 'not-manageable', name, because: option.refusedBecause });
  if (option.as !== 'choose' && option.as !== how) problems.push({ rule: 'granted-otherwise', name, as: option.as });
  problems.push(...scopeProblems(scope, option, facts));
  const start = request.startDateTime === null ? now.getTime() : Math.max(now.getTime(), Date.parse(request.startDateTime));
  const minutes = (endsAt - start) / 60_000;
  if (longest.minutes === 0) problems.push({ rule: 'pim-rule-broken', name });
  // A length that is no number fails both comparisons; `end-missing` says it.
  else if (minutes > longest.minutes) problems.push({ rule: 'grant-too-long', name, maximumMinutes: longest.minutes, enforcedBy: longest.enforcedBy, because: longest.because });
  if (minutes < PIM_FLOOR_MINUTES) problems.push({ rule: 'grant-too-short', minimumMinutes: PIM_FLOOR_MINUTES });
  const held = facts.grants.known ? facts.grants.value.find((grant) => grant.path === 'direct' && grant.how === how && isSameAccess(grant, { target, scope }) && overlaps(grant, start, endsAt)) : undefined;
  if (held) problems.push({ rule: 'already-granted', name, until: held.endDateTime });
  const twice = request.items.filter((other) => targetKey(other.target) === targetKey(target) && isSame(other.scope, scope)).length > 1;
  if (twice) problems.push({ rule: 'already-granted', name, until: null });
  const needs = option.rules.known ? (how === 'active' ? option.rules.value.active : option.rules.value.eligible).needs : [];
  if (needs.includes('ticket') && request.ticket.trim() === '') problems.push({ rule: 'ticket-required', enforcedBy: 'Entra', name });
  if (needs.includes('justification') && request.reason.trim() === '') problems.push({ rule: 'reason-length', minimum: 1, maximum: REASON_MAXIMUM });
  return { problems, longest };
}

function scopeProblems(scope: string, option: GrantOption, { units }: GrantFacts): readonly LimitProblem[] {
  const name = option.displayName;
  const unitId = unitOfScope(scope);
  if (unitId === null) {
    if (scope !== TENANT_SCOPE) return [{ rule: 'scope-unknown' }];
    return option.where === 'units' ? [{ rule: 'scope-refused', name, where: 'units' }] : [];
  }
  if (option.where === 'tenant' || option.target.kind !== 'role') return [{ rule: 'scope-refused', name, where: 'tenant' }];
  if (!units.known) return [];
  const unit = units.value.find(({ id }) => isSame(id, unitId));
  if (!unit) return [{ rule: 'scope-unknown' }];
  return unit.isRestricted ? [{ rule: 'restricted-unit', name: unit.displayName }] : [];
}

function overlaps(grant: { readonly startDateTime: string | null; readonly endDateTime: string | null }, start: number, end: number): boolean {
  const from = grant.startDateTime === null ? Number.NEGATIVE_INFINITY : Date.parse(grant.startDateTime);
  const to = grant.endDateTime === null ? Number.POSITIVE_INFINITY : Date.parse(grant.endDateTime);
  return from < end && start < to;
}

export function isNever(rules: Pick<GrantRules, 'never'>, roleId: string): boolean {
  return rules.never.some((id) => isSame(id, roleId));
}

/** Which role or ownership granting takes. What was not read about the operator is not held against them. */
export function operatorVerdict(items: readonly Pick<GrantItem, 'target'>[], { operator }: Pick<GrantFacts, 'operator'>): Verdict {
  const held = operator.roles.known ? operator.roles.value.map(({ templateId }) => templateId.toLowerCase()) : null;
  let uncertain: Uncertain | null = null;
  for (const { target } of items) {
    const isRole = target.kind === 'role';
    if (!isRole && operator.ownedGroupIds.known && operator.ownedGroupIds.value.some((id) => isSame(id, target.id))) continue;
    if (held?.some((id) => (isRole ? MAKES_ROLE_GRANTS : MAKES_GROUP_GRANTS).includes(id))) continue;
    if (held !== null && (isRole || operator.ownedGroupIds.known)) {
      return { rule: 'grant-role-needed', kind: target.kind, needs: isRole ? 'Privileged Role Administrator' : 'owner of the group, or Groups Administrator' };
    }
    uncertain ??= firstUnread(operator.roles, operator.ownedGroupIds);
  }
  return uncertain;
}

/** Either of each pair lets a token write. Source: Microsoft's permissions.json. */
export const GRANT_SCOPES: Readonly<Record<'role' | 'group', Readonly<Record<GrantHow, readonly string[]>>>> = {
  role: {
    active: ['RoleAssignmentSchedule.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory'],
    eligible: ['RoleEligibilitySchedule.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory'],
  },
  group: { active: ['PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup'], eligible: ['PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'] },
};

const sideOf = ({ target }: Pick<GrantItem, 'target'>) => (target.kind === 'role' ? 'role' : 'group');

function scopeVerdict(items: readonly GrantItem[], scopes: readonly string[] | null): Verdict {
  if (scopes === null) return { unread: { because: 'failed', needs: 'grants' } };
  const held = scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase());
  const missing = items.map((item) => GRANT_SCOPES[sideOf(item)][item.how]).filter((either) => !either.some((scope) => held.includes(scope.toLowerCase())));
  return missing.length === 0 ? null : { rule: 'scope-missing', scopes: [...new Set(missing.flatMap(([least]) => least ?? []))] };
}

function heldVerdict(items: readonly GrantItem[], { grants, unreadGrants = [] }: GrantFacts): Verdict {
  if (!grants.known) return firstUnread(grants);
  return items.some((item) => unreadGrants.includes(sideOf(item))) ? { unread: { because: 'not-permitted', needs: 'grantsRead' } } : null;
}

function fieldProblems(request: GrantRequest, { limits, template, now }: { readonly limits: Limits; readonly template: GrantTemplate | null; readonly now: Date }): readonly LimitProblem[] {
  const problems: LimitProblem[] = [];
  if (request.items.length === 0) problems.push({ rule: 'nothing-chosen' });
  if (template === null) problems.push({ rule: 'template-unknown' });
  if (Number.isNaN(endOf(request, now))) problems.push({ rule: 'end-missing' });
  if (request.startDateTime !== null && template !== null) {
    const startsInMinutes = (Date.parse(request.startDateTime) - now.getTime()) / 60_000;
    if (!(startsInMinutes >= -START_SLACK_MINUTES)) problems.push({ rule: 'start-in-past' });
    if (startsInMinutes > template.startWithinDays * 1440 + START_SLACK_MINUTES) problems.push({ rule: 'start-too-far', maximumDays: template.startWithinDays });
  }
  const minimum = limits.reason.minimumLength;
  const maximum = Math.min(limits.reason.maximumLength, REASON_MAXIMUM);
  const { length } = request.reason.trim();
  if (length < minimum || length > maximum) problems.push({ rule: 'reason-length', minimum, maximum });
  const ticket = request.ticket.trim();
  if (ticket === '' && template?.ticketRequired === true) problems.push({ rule: 'ticket-required', enforcedBy: 'Tapdesk', name: template.name });
  if (ticket !== '' && (ticket.length > TICKET_MAXIMUM || !new RegExp(`^(?:${limits.ticket.pattern})$`, 'u').test(ticket))) {
    problems.push({ rule: 'ticket-pattern', pattern: limits.ticket.pattern, example: limits.ticket.example });
  }
  return problems;
}

function lineOf(id: GrantLineId, verdict: Verdict, acknowledged: readonly GrantLineId[], { notChecked }: DeskRules): GrantLine {
  if (verdict === null) return { id, state: 'passed' };
  if ('rule' in verdict) return { id, state: 'blocked', problem: verdict };
  // A line the policy does not name cannot be acknowledged.
  const rule = Object.hasOwn(notChecked, id) ? notChecked[id as RuledLine] : 'refuse';
  return { id, state: 'not-checked', ...verdict.unread, rule, isAcknowledged: rule === 'acknowledge' && acknowledged.includes(id) };
}

function problemOf(line: GrantLine): readonly LimitProblem[] {
  if (line.state === 'passed') return [];
  if (line.state === 'blocked') return [line.problem];
  return line.isAcknowledged ? [] : [{ rule: line.rule === 'refuse' ? 'not-checked' : 'not-acknowledged', line: line.id }];
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function distinct(problems: readonly LimitProblem[]): readonly LimitProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/**
 * May the grant's end be moved? Judged as if it were made anew with the same start: PIM measures a schedule from its start.
 */
export function evaluateChange(
  change: { readonly grant: Pick<Grant, 'target' | 'how' | 'scope' | 'startDateTime'>; readonly until: string; readonly reason: string; readonly acknowledged: readonly GrantLineId[]; readonly template: string },
  circumstances: GrantCircumstances,
): readonly LimitProblem[] {
  const { facts, rules, now } = circumstances;
  const { grant, until, reason, acknowledged } = change;
  const others = facts.grants.known ? facts.grants.value.filter((each) => !(each.how === grant.how && isSameAccess(each, grant) && each.startDateTime === grant.startDateTime)) : [];
  const start = grant.startDateTime === null ? now : new Date(grant.startDateTime);
  const asNew: GrantRequest = { template: change.template, items: [grant], startDateTime: start > now ? start.toISOString() : null, minutes: null, until, reason, ticket: '', acknowledged };
  // The rules on ticket and start were met when it was made.
  const past: readonly LimitProblem['rule'][] = ['ticket-required', 'start-too-far', 'start-in-past', 'template-unknown'];
  const judged = evaluateGrant(asNew, { facts: { ...facts, grants: facts.grants.known ? { known: true, value: others } : facts.grants }, rules, now });
  const option = optionOf(facts, grant.target);
  const template = rules.grants.templates.find(({ id }) => id === change.template) ?? null;
  const longest = option && longestOf(option, grant.how, template);
  const whole = (Date.parse(until) - start.getTime()) / 60_000;
  const tooLong: readonly LimitProblem[] = option && longest && longest.minutes > 0 && whole > longest.minutes ? [{ rule: 'grant-too-long', name: option.displayName, maximumMinutes: longest.minutes, enforcedBy: longest.enforcedBy, because: longest.because }] : [];
  return distinct([...judged.problems.filter(({ rule }) => !past.includes(rule) && rule !== 'grant-too-long'), ...tooLong]);
}
