import { describe, expect, it } from 'vitest';
import type { PassFacts } from '../../../shared/domain/pass-facts';
import { evaluateIssue, type IssueCircumstances, type IssueRequest, personProblems } from '../../../shared/domain/preflight';
import { DEFAULT_RULES, type DeskRules, type UncertainLine, UNCERTAIN_LINES } from '../../../shared/domain/rules';
import { at, circumstances, contract, days, facts, GROUP, is, now, OPERATOR, pass, PERSON, policy, request, ROLES, unread } from './support/given';

type Change = { readonly request?: Partial<IssueRequest>; readonly facts?: Partial<PassFacts>; readonly rules?: Partial<DeskRules>; readonly other?: Partial<IssueCircumstances> };

function evaluate(change: Change = {}) {
  return evaluateIssue({ ...request, ...change.request }, { ...circumstances, facts: { ...facts, ...change.facts }, rules: { ...DEFAULT_RULES, ...change.rules }, ...change.other });
}
const person = (change: Partial<PassFacts['person']>) => ({ person: { ...facts.person, ...change } });
const operator = (change: Partial<PassFacts['operator']>) => ({ operator: { ...facts.operator, ...change } });
const tenant = (change: Partial<typeof policy>) => ({ policy: is({ ...policy, ...change }) });
const everyone = (limits: NonNullable<DeskRules['limits']['everyone']>) => ({ limits: { everyone: limits } });
const goesOn = { contract: { ...contract, leaveDate: is(days(90)) } };
const lineOf = (id: string, change: Change) => evaluate(change).lines.find((line) => line.id === id);

describe('evaluateIssue', () => {
  it('lets a plain request through, every line passed', () => {
    const { lines, problems } = evaluate();
    expect([problems, lines.filter(({ state }) => state !== 'passed')]).toEqual([[], []]);
  });

  it.each<[string, Change, unknown]>([
    ['a lifetime below what Entra allows', { request: { lifetimeInMinutes: 30 } }, { rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 480, enforcedBy: 'Entra' }],
    ['a lifetime above what this desk allows', { request: { lifetimeInMinutes: 600 }, facts: tenant({ maximumLifetimeInMinutes: 43_200 }) }, { rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 480, enforcedBy: 'Tapdesk' }],
    ['half a minute', { request: { lifetimeInMinutes: 60.5 } }, { rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 480, enforcedBy: 'Entra' }],
    ['no number at all', { request: { lifetimeInMinutes: Number.NaN } }, { rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 480, enforcedBy: 'Entra' }],
    ['many uses where the tenant allows one', { request: { isUsableOnce: false }, facts: tenant({ isUsableOnce: true }) }, { rule: 'one-time-required', enforcedBy: 'Entra' }],
    ['many uses where the desk allows one', { request: { isUsableOnce: false }, rules: everyone({ oneTimeRequired: true }) }, { rule: 'one-time-required', enforcedBy: 'Tapdesk' }],
    ['a start in the past', { request: { startDateTime: at(-3) } }, { rule: 'start-in-past' }],
    ['a start that is no instant', { request: { startDateTime: 'tomorrow' } }, { rule: 'start-in-past' }],
    ['a start too far ahead', { request: { startDateTime: days(15) } }, { rule: 'start-too-far', maximumDays: 14 }],
    ['a reason of blanks', { request: { reason: '       ' } }, { rule: 'reason-length', minimum: 5, maximum: 500 }],
    ['a reason without end', { request: { reason: 'x'.repeat(501) } }, { rule: 'reason-length', minimum: 5, maximum: 500 }],
    ['no ticket', { request: { ticket: '' } }, { rule: 'ticket-pattern', pattern: expect.any(String), example: 'INC-1042' }],
    ['a ticket with a formula', { request: { ticket: '=cmd()' } }, { rule: 'ticket-pattern', pattern: expect.any(String), example: 'INC-1042' }],
    ['a method that is switched off', { facts: tenant({ state: 'disabled' }) }, { rule: 'method-disabled' }],
    ['a person whom the policy excludes', { facts: tenant({ excludeTargets: [{ id: GROUP.toUpperCase(), targetType: 'group' }] }) }, { rule: 'not-in-target', because: 'excluded' }],
    ['a person whom the policy does not include', { facts: tenant({ includeTargets: [{ id: 'another', targetType: 'group' }] }) }, { rule: 'not-in-target', because: 'not-included' }],
    ['oneself, in whatever case the id is written', { facts: person({ id: OPERATOR.toUpperCase() }) }, { rule: 'self-issue' }],
    ['an external guest', { facts: person({ kind: 'external-guest' }) }, { rule: 'external-guest' }],
    ['an external member', { facts: person({ kind: 'external-member' }) }, { rule: 'external-guest' }],
    ['a disabled account', { facts: person({ accountEnabled: false }) }, { rule: 'account-disabled' }],
    ['a tier that gets no passes', { facts: { ...person({ employeeType: 'vendor' }), ...goesOn }, rules: { limits: { contractor: { mayIssue: false } } } }, { rule: 'tier-refused', tier: 'contractor' }],
    ['a person with a role, for an Authentication Administrator', { facts: { roles: is([ROLES.userAdministrator]) } }, { rule: 'operator-role', needs: 'Privileged Authentication Administrator', because: 'User Administrator' }],
    ['a token without the scope', { facts: operator({ scopes: ['User.Read.All'] }) }, { rule: 'scope-missing', scopes: ['UserAuthMethod-TAP.ReadWrite.All'] }],
    ['a token whose scope only ends alike', { facts: operator({ scopes: ['Not-UserAuthMethod-TAP.ReadWrite.All'] }) }, { rule: 'scope-missing', scopes: ['UserAuthMethod-TAP.ReadWrite.All'] }],
    ['an hour at which nobody issues', { rules: everyone({ hours: { timeZone: 'UTC', days: ['mon'], from: '10:00', to: '18:00' } }) }, { rule: 'outside-hours', hours: { timeZone: 'UTC', days: ['mon'], from: '10:00', to: '18:00' } }],
    ['a live pass nobody agreed to replace', { facts: { pass } }, { rule: 'pass-exists', passId: pass.id, expiresAt: at(60) }],
    ['another live pass than the operator agreed to replace', { facts: { pass }, request: { replacesPassId: 'another' } }, { rule: 'pass-exists', passId: pass.id, expiresAt: at(60) }],
    ['a second pass within 24 hours, not acknowledged', { facts: { use: { operatorHour: 0, operatorDay: 1, lastForPerson: at(-1439) } } }, { rule: 'second-pass', lastAt: at(-1439) }],
    ['the pass after the last of the hour', { facts: { use: { operatorHour: 20, operatorDay: 20, lastForPerson: null } } }, { rule: 'quota', per: 'hour', maximum: 20, used: 20 }],
    ['the pass after the last of the day', { facts: { use: { operatorHour: 0, operatorDay: 60, lastForPerson: null } } }, { rule: 'quota', per: 'day', maximum: 60, used: 60 }],
    ['a pass that outlives the contract', { facts: { contract: { ...contract, leaveDate: is(at(59)) } } }, { rule: 'past-contract-end', endsAt: at(59) }],
    ['a later pass that outlives the contract', { request: { startDateTime: at(60) }, facts: { contract: { ...contract, leaveDate: is(at(119)) } } }, { rule: 'past-contract-end', endsAt: at(119) }],
    ['a pass that outlives the grants of its task', { facts: { taskEndsAt: at(59) } }, { rule: 'past-task-end', endsAt: at(59) }],
    ['an unverified caller', { other: { verification: null } }, { rule: 'verification-missing', kinds: expect.any(Array) }],
  ])('refuses %s', (_, change, problem) => {
    expect(evaluate(change).problems).toEqual([problem]);
  });

  it.each<[string, Change]>([
    ['an internal guest, as Entra does', { facts: { ...person({ kind: 'internal-guest' }), ...goesOn } }],
    ['a start two minutes back, because clocks differ', { request: { startDateTime: at(-2) } }],
    ['a start on the last day allowed', { request: { startDateTime: days(14) } }],
    ['the broad scope, with a cloud’s prefix and in any case', { facts: operator({ scopes: ['https://graph.microsoft.us/userauthenticationmethod.readwrite.all'] }) }],
    ['a pass that has ended', { facts: { pass: { ...pass, startDateTime: at(-61), isUsable: false } } }],
    ['a pass that ends with the contract, whoever the person is', { facts: { contract: { ...contract, leaveDate: is(at(60)) } } }],
    ['a pass that ends with the grants of its task', { facts: { taskEndsAt: at(60) } }],
    ['somebody who is no contractor, though no end could be read', { facts: { contract: { companyName: null, leaveDate: unread, attributes: unread, groups: unread, units: unread } } }],
    ['a used pass', { facts: { pass: { ...pass, isUsable: false, methodUsabilityReason: 'OneTimeUsed' } } }],
    ['the replacement that was agreed to', { facts: { pass }, request: { replacesPassId: pass.id } }],
    ['a second pass, acknowledged', { facts: { use: { operatorHour: 0, operatorDay: 1, lastForPerson: at(-5) } }, request: { acknowledged: ['second-pass'] } }],
    ['a second pass after 24 hours', { facts: { use: { operatorHour: 0, operatorDay: 0, lastForPerson: at(-1440) } } }],
    ['a person with a role, for a Privileged Authentication Administrator', { facts: { roles: is([ROLES.userAdministrator]), ...operator({ roles: is([ROLES.privilegedAuthenticationAdministrator]) }) } }],
    ['a person certainly included, though their groups were not read', { facts: { ...tenant({ includeTargets: [{ id: 'all_users', targetType: 'group' }, { id: GROUP, targetType: 'group' }] }), groupIds: unread } }],
  ])('lets through %s', (_, change) => {
    expect(evaluate(change).problems).toEqual([]);
  });

  it('does not take a second pass for an admin, acknowledged or not', () => {
    const change: Change = { facts: { roles: is([ROLES.passwordAdministrator]), use: { operatorHour: 0, operatorDay: 1, lastForPerson: at(-5) } }, request: { acknowledged: ['second-pass'] } };
    expect([evaluate(change).tier.tier, evaluate(change).problems]).toEqual(['privileged', [{ rule: 'second-pass', lastAt: at(-5) }]]);
  });

  it('takes the limits of the operator’s group', () => {
    const rules = { operatorGroups: [{ groupId: GROUP.toUpperCase(), name: 'Leads', limits: { everyone: { lifetime: { maximumMinutes: 90 } } } }] };
    expect(evaluate({ rules, facts: operator({ groupIds: is([GROUP]) }), request: { lifetimeInMinutes: 91 } }).problems).toEqual([{ rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 90, enforcedBy: 'Tapdesk' }]);
    expect(evaluate({ rules, facts: operator({ groupIds: is([]) }), request: { lifetimeInMinutes: 91 } }).problems).toEqual([]);
  });

  it('holds the whole ticket against the pattern, spaces around it aside', () => {
    const rules = everyone({ ticket: { pattern: 'INC-1|REQ-2' } });
    const accepted = ['INC-1', ' REQ-2 ', 'INC-1x', 'xREQ-2', 'INC-1\nREQ-2'].map((ticket) => evaluate({ rules, request: { ticket } }).problems.length === 0);
    expect(accepted).toEqual([true, true, false, false, false]);
  });

  it('says a live pass with an end beyond all dates without failing', () => {
    const { problems } = evaluate({ facts: { pass: { ...pass, lifetimeInMinutes: Number.MAX_SAFE_INTEGER } } });
    expect(problems).toEqual([{ rule: 'pass-exists', passId: pass.id, expiresAt: '9999-12-31T23:59:59.999Z' }]);
  });
});

describe('a line that could not be checked', () => {
  const UNREAD: Readonly<Record<UncertainLine, Partial<PassFacts>>> = {
    account: person({ accountEnabled: null }),
    roles: { roles: unread },
    'eligible-roles': { eligibleRoles: unread },
    'operator-role': operator({ roles: unread }),
    'operator-group': operator({ groupIds: unread }),
    scopes: operator({ scopes: null }),
    'tenant-policy': { policy: unread },
    'contract-end': { ...person({ employeeType: 'Contractor' }), contract: { ...contract, leaveDate: unread } },
    'recent-changes': { recentChanges: unread },
  };
  const operatorGroups = [{ groupId: GROUP, name: 'Leads', limits: {} }];
  const ruled = (line: UncertainLine, rule: 'refuse' | 'acknowledge') => ({ operatorGroups, notChecked: { ...DEFAULT_RULES.notChecked, [line]: rule } });

  it.each(UNCERTAIN_LINES)('refuses or asks as the policy says: %s', (line) => {
    const given = { facts: UNREAD[line] };
    expect(evaluate({ ...given, rules: ruled(line, 'refuse'), request: { acknowledged: [line] } }).problems).toEqual([{ rule: 'not-checked', line }]);
    expect(evaluate({ ...given, rules: ruled(line, 'acknowledge') }).problems).toEqual([{ rule: 'not-acknowledged', line }]);
    expect(evaluate({ ...given, rules: ruled(line, 'acknowledge'), request: { acknowledged: [line] } }).problems).toEqual([]);
  });

  it('asks by default only for what an Authentication Administrator cannot read', () => {
    const asks = UNCERTAIN_LINES.filter((line) => evaluate({ facts: UNREAD[line], rules: { operatorGroups } }).problems.some(({ rule }) => rule === 'not-acknowledged'));
    expect(asks).toEqual(['eligible-roles', 'tenant-policy', 'contract-end', 'recent-changes']);
  });

  it('says whose role would settle it', () => {
    const because = { known: false, because: 'not-permitted', needs: 'audits' } as const;
    expect(lineOf('recent-changes', { facts: { recentChanges: because } })).toEqual({ id: 'recent-changes', state: 'not-checked', because: 'not-permitted', needs: 'audits', rule: 'acknowledge', isAcknowledged: false });
  });

  it.each<[string, Partial<PassFacts>]>([
    ['groups they are a member of', { roleAssignableGroups: unread }],
    ['groups they own', { ownedRoleAssignableGroups: unread }],
  ])('counts %s among the roles', (_, change) => {
    expect(evaluate({ facts: change }).problems).toEqual([{ rule: 'not-checked', line: 'roles' }]);
  });

  it('is the contract of a contractor for whom no end is on file, whose end nobody’s role would settle', () => {
    expect(lineOf('contract-end', { facts: person({ employeeType: 'Contractor' }) })).toEqual({ id: 'contract-end', state: 'not-checked', because: 'no-contract-end', needs: null, rule: 'acknowledge', isAcknowledged: false });
  });

  it('is the contract of somebody who may be a contractor by a group that could not be read', () => {
    const contractors = { ...DEFAULT_RULES.contractors, groups: [{ id: GROUP, name: 'Suppliers' }] };
    expect(evaluate({ rules: { contractors }, facts: { contract: { ...contract, groups: unread } } }).problems).toEqual([{ rule: 'not-acknowledged', line: 'contract-end' }]);
    expect(evaluate({ rules: { contractors }, facts: { contract: { ...contract, groups: unread, leaveDate: is(at(61)) } } }).problems).toEqual([]);
  });

  it('is blocked all the same where what was read already decides', () => {
    const excluded = tenant({ excludeTargets: [{ id: PERSON, targetType: 'user' }, { id: GROUP, targetType: 'group' }] });
    expect(evaluate({ facts: { ...excluded, groupIds: unread } }).problems).toEqual([{ rule: 'not-in-target', because: 'excluded' }]);
  });

  it.each<[string, PassFacts['policy']]>([
    ['included', is({ ...policy, includeTargets: [{ id: GROUP, targetType: 'group' }] })],
    ['excluded', is({ ...policy, excludeTargets: [{ id: GROUP, targetType: 'group' }] })],
  ])('is the tenant policy when it names groups, and the person’s could not be read: %s', (_, given) => {
    expect(evaluate({ facts: { policy: given, groupIds: unread } }).problems).toEqual([{ rule: 'not-acknowledged', line: 'tenant-policy' }]);
  });

  it('is the operator’s role when none that issues passes was seen: one held for an administrative unit does not show', () => {
    expect(lineOf('operator-role', { facts: operator({ roles: is([ROLES.helpdeskAdministrator]) }) })).toMatchObject({ state: 'not-checked', because: 'no-role-seen' });
  });

  it('does not matter where the policy makes no use of it', () => {
    const rules = { operatorGroups: [], ...everyone({ verification: { quarantineDays: 0 } }) };
    expect(evaluate({ rules, facts: { ...operator({ groupIds: unread }), recentChanges: unread } }).problems).toEqual([]);
  });
});

describe('personProblems', () => {
  it('says before anything is filled in that nobody here can give the person a pass', () => {
    expect(personProblems({ id: OPERATOR.toUpperCase(), kind: 'external-member', accountEnabled: false }, OPERATOR)).toEqual([{ rule: 'self-issue' }, { rule: 'external-guest' }, { rule: 'account-disabled' }]);
    expect(personProblems({ id: PERSON, kind: 'internal-guest', accountEnabled: null }, OPERATOR)).toEqual([]);
  });

  it('agrees with the evaluation', () => {
    const disabled = person({ accountEnabled: false });
    expect(evaluateIssue(request, { ...circumstances, facts: { ...facts, ...disabled }, now }).problems).toEqual(personProblems(disabled.person, OPERATOR));
  });
});
