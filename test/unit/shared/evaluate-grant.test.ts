import { describe, expect, it } from 'vitest';
import { evaluateChange, evaluateGrant, type GrantItem, type GrantRequest, longestOf, optionOf, suggestedHow } from '../../../shared/domain/evaluate-grant';
import type { PimRules } from '../../../shared/domain/grant';
import type { GrantFacts, GrantOption } from '../../../shared/domain/grant-facts';
import { type GrantLineId, UNCERTAIN_GRANT_LINES, type UncertainGrantLine } from '../../../shared/domain/grant-lines';
import { DEFAULT_RULES, type DeskRules } from '../../../shared/domain/rules';
import { at, contract, days, GROUP, is, now, OPERATOR, ROLES, unread } from './support/given';
import { EXCHANGE, GLOBAL, grantFacts, grantRequest, held, item, option, pimRules, readerOption, RESTRICTED_UNIT, TEAM, teamOption, UNIT } from './support/given-grant';

type Change = { readonly request?: Partial<GrantRequest>; readonly facts?: Partial<GrantFacts>; readonly rules?: Partial<DeskRules>; readonly now?: Date };
const evaluate = (change: Change = {}) => evaluateGrant({ ...grantRequest, ...change.request }, { facts: { ...grantFacts, ...change.facts }, rules: { ...DEFAULT_RULES, ...change.rules }, now: change.now ?? now });

const person = (change: Partial<GrantFacts['person']>) => ({ person: { ...grantFacts.person, ...change } });
const operator = (change: Partial<GrantFacts['operator']>) => ({ operator: { ...grantFacts.operator, ...change } });
const offered = (change: Partial<GrantOption>) => ({ catalogue: [{ ...option, ...change }] });
const pim = (change: Partial<PimRules['active']>, how: 'active' | 'eligible' = 'active') => offered({ rules: is({ ...pimRules, [how]: { ...pimRules[how], ...change } }) });
const one = (change: Partial<GrantItem>) => ({ items: [{ ...item, ...change }] });
const inUnit = (id: string) => one({ scope: `/administrativeUnits/${id}` });
const grants = (change: Partial<DeskRules['grants']>) => ({ grants: { ...DEFAULT_RULES.grants, ...change } });
const team: GrantItem = { target: teamOption.target, how: 'active', scope: '/' };
const NAME = 'Exchange Administrator';
const tooLong = (maximumMinutes: number, enforcedBy: 'Entra' | 'Tapdesk', because: 'pim' | 'role' | 'template', name = NAME) => ({ rule: 'grant-too-long', name, maximumMinutes, enforcedBy, because });

describe('evaluateGrant', () => {
  it('lets a plain request through, every line passed', () => {
    const { lines, problems, items } = evaluate();
    expect([problems, lines.filter(({ state }) => state !== 'passed'), items]).toEqual([[], [], [{ item, problems: [], longest: { minutes: 480, enforcedBy: 'Tapdesk', because: 'role' } }]]);
  });

  it.each<[string, Change, unknown]>([
    ['nothing', { request: { items: [] } }, { rule: 'nothing-chosen' }],
    ['a template that is none', { request: { template: 'vacation' } }, { rule: 'template-unknown' }],
    ['no end', { request: { minutes: null } }, { rule: 'end-missing' }],
    ['two ends', { request: { until: at(60) } }, { rule: 'end-missing' }],
    ['a start in the past', { request: { startDateTime: at(-3) } }, { rule: 'start-in-past' }],
    ['a start that is no instant', { request: { startDateTime: 'soon', minutes: null, until: at(60) } }, { rule: 'start-in-past' }],
    ['a start further ahead than the template takes', { request: { startDateTime: at(3) } }, { rule: 'start-too-far', maximumDays: 0 }],
    ['four minutes', { request: { minutes: 4 } }, { rule: 'grant-too-short', minimumMinutes: 5 }],
    ['an end that has passed', { request: { minutes: null, until: at(-60) } }, { rule: 'grant-too-short', minimumMinutes: 5 }],
    ['an end before the start', { request: { template: 'project', startDateTime: at(60), minutes: null, until: at(50) } }, { rule: 'grant-too-short', minimumMinutes: 5 }],
    ['more than the role allows', { request: { template: 'project', minutes: 481 } }, tooLong(480, 'Tapdesk', 'role')],
    ['more than the template allows', { request: { items: [{ ...item, target: readerOption.target }], minutes: 481 } }, tooLong(480, 'Tapdesk', 'template', 'Reports Reader')],
    ['more than PIM allows', { request: { minutes: 61 }, facts: pim({ longestMinutes: 60 }) }, tooLong(60, 'Entra', 'pim')],
    ['more than PIM allows for eligibility', { request: { minutes: 61, ...one({ how: 'eligible' }) }, facts: pim({ longestMinutes: 60 }, 'eligible') }, tooLong(60, 'Entra', 'pim')],
    ['more than the role allows, from a start that has just passed', { request: { template: 'project', startDateTime: at(-2), minutes: 481 } }, tooLong(480, 'Tapdesk', 'role')],
    ['any length where PIM’s longest is none', { facts: pim({ longestMinutes: 0 }) }, { rule: 'pim-rule-broken', name: NAME }],
    ['what is never granted, though the catalogue has it', { request: one({ target: { kind: 'role', id: GLOBAL.toUpperCase() } }), facts: offered({ target: { kind: 'role', id: GLOBAL }, displayName: 'Global Administrator' }) }, { rule: 'never-granted', name: 'Global Administrator' }],
    ['what is not in the catalogue', { request: one({ target: { kind: 'role', id: ROLES.userAdministrator.templateId } }) }, { rule: 'not-in-catalogue', name: ROLES.userAdministrator.templateId }],
    ['ownership where membership is offered', { request: one({ target: { kind: 'owner', id: TEAM } }) }, { rule: 'not-in-catalogue', name: TEAM }],
    ['a group whose members a rule decides', { request: { items: [team] }, facts: { catalogue: [{ ...teamOption, refusedBecause: 'dynamic' }] } }, { rule: 'not-manageable', name: 'Team', because: 'dynamic' }],
    ['active where only eligible is allowed', { facts: offered({ as: 'eligible' }) }, { rule: 'granted-otherwise', name: NAME, as: 'eligible' }],
    ['eligible where only active is allowed', { request: one({ how: 'eligible' }), facts: offered({ as: 'active' }) }, { rule: 'granted-otherwise', name: NAME, as: 'active' }],
    ['the whole tenant where only units are allowed', { facts: offered({ where: 'units' }) }, { rule: 'scope-refused', name: NAME, where: 'units' }],
    ['a unit where only the tenant is allowed', { request: inUnit(UNIT), facts: offered({ where: 'tenant' }) }, { rule: 'scope-refused', name: NAME, where: 'tenant' }],
    ['a unit for a group', { request: { items: [{ ...team, scope: `/administrativeUnits/${UNIT}` }] } }, { rule: 'scope-refused', name: 'Team', where: 'tenant' }],
    ['a unit that is not there', { request: inUnit(GROUP) }, { rule: 'scope-unknown' }],
    ['a scope of another kind', { request: one({ scope: `/${GROUP}` }) }, { rule: 'scope-unknown' }],
    ['a restricted management unit', { request: inUnit(RESTRICTED_UNIT) }, { rule: 'restricted-unit', name: 'Executives' }],
    ['what the person holds already', { facts: { grants: is([held]) } }, { rule: 'already-granted', name: NAME, until: at(60) }],
    ['what the person holds for good', { facts: { grants: is([{ ...held, startDateTime: null, endDateTime: null }]) } }, { rule: 'already-granted', name: NAME, until: null }],
    ['the same twice', { request: { items: [item, { ...item, target: { kind: 'role', id: EXCHANGE.toUpperCase() } }] } }, { rule: 'already-granted', name: NAME, until: null }],
    ['no ticket for an incident', { request: { ticket: ' ' } }, { rule: 'ticket-required', enforcedBy: 'Tapdesk', name: 'Incident' }],
    ['no ticket where PIM asks for one', { request: { ticket: '' }, facts: pim({ needs: ['ticket'] }), rules: grants({ templates: [{ ...DEFAULT_RULES.grants.templates[0]!, ticketRequired: false }] }) }, { rule: 'ticket-required', enforcedBy: 'Entra', name: NAME }],
    ['a ticket with a formula', { request: { ticket: '=cmd()' } }, { rule: 'ticket-pattern', pattern: expect.any(String), example: 'INC-1042' }],
    ['a reason of blanks', { request: { reason: '      ' }, facts: pim({ needs: [] }) }, { rule: 'reason-length', minimum: 5, maximum: 500 }],
    ['oneself, in whatever case the id is written', { facts: person({ id: OPERATOR.toUpperCase() }) }, { rule: 'self-grant' }],
    ['a disabled account', { facts: person({ accountEnabled: false }) }, { rule: 'account-disabled' }],
    ['a guest of another tenant', { facts: person({ kind: 'external-guest' }) }, { rule: 'guest-grant' }],
    ['an external member', { facts: person({ kind: 'external-member' }) }, { rule: 'guest-grant' }],
    ['a clock that is off', { facts: { clockSkewMs: -360_000 } }, { rule: 'clock-wrong', byMinutes: -6 }],
    ['an hour at which nobody grants', { rules: { limits: { everyone: { hours: { timeZone: 'UTC', days: ['mon'], from: '10:00', to: '18:00' } } } } }, { rule: 'outside-hours', hours: expect.any(Object) }],
    ['an operator whose role does not grant roles', { facts: operator({ roles: is([ROLES.groupsAdministrator]) }) }, { rule: 'grant-role-needed', kind: 'role', needs: 'Privileged Role Administrator' }],
    ['an operator who neither owns the group nor administers groups', { request: { items: [team] }, facts: operator({ roles: is([ROLES.helpdeskAdministrator]) }) }, { rule: 'grant-role-needed', kind: 'member', needs: expect.stringContaining('owner of the group') }],
    ['a grant that outlives the contract', { facts: { contract: { ...contract, leaveDate: is(at(119)) } } }, { rule: 'past-contract-end', endsAt: at(119) }],
    ['a grant that begins after the contract', { request: { template: 'project', startDateTime: days(1) }, facts: { contract: { ...contract, leaveDate: is(at(60)) } } }, { rule: 'past-contract-end', endsAt: at(60) }],
  ])('refuses %s', (_, change, problem) => {
    expect(evaluate(change).problems).toEqual([problem]);
  });

  it.each<[string, Change]>([
    ['five minutes', { request: { minutes: 5 } }],
    ['the longest that the role and the template allow, to the minute', { request: { minutes: 480 } }],
    ['an end at the longest, to the minute', { request: { minutes: null, until: at(480) } }],
    ['a later start, measured from there', { request: { template: 'deployment', startDateTime: days(30), minutes: 480 } }],
    ['a start two minutes back, because clocks differ', { request: { startDateTime: at(-2), minutes: 480 } }],
    ['several at once', { request: { items: [item, { ...item, target: readerOption.target }, team] } }],
    ['a unit, in whatever case its id is written', { request: inUnit(UNIT.toUpperCase()) }],
    ['the same role for another scope', { request: { items: [item, { ...item, scope: `/administrativeUnits/${UNIT}` }] } }],
    ['what the person is eligible for already', { facts: { grants: is([{ ...held, how: 'eligible' }]) } }],
    ['what the person holds through a group', { facts: { grants: is([{ ...held, path: 'group' }]) } }],
    ['what the person held until now, or will hold from then on', { facts: { grants: is([{ ...held, endDateTime: at(0) }, { ...held, startDateTime: at(120), endDateTime: null }]) } }],
    ['a guest of another tenant where the policy says so', { facts: person({ kind: 'external-guest' }), rules: grants({ externalGuests: true }) }],
    ['a group that the operator owns, with no role at all', { request: { items: [team] }, facts: operator({ roles: is([]), ownedGroupIds: is([TEAM.toUpperCase()]) }) }],
    ['a group for a Groups Administrator', { request: { items: [team] }, facts: operator({ roles: is([ROLES.groupsAdministrator]) }) }],
    ['an operator’s role where the policy has no limit on hours', { rules: { limits: { everyone: { hours: 'any' } } } }],
    ['a grant that ends with the contract', { facts: { contract: { ...contract, leaveDate: is(at(120)) } } }],
    ['an internal guest whose contract goes on', { facts: { ...person({ kind: 'internal-guest' }), contract: { ...contract, leaveDate: is(days(90)) } } }],
  ])('lets through %s', (_, change) => {
    expect(evaluate(change).problems).toEqual([]);
  });

  it('names every problem once, and each with its item', () => {
    const { items, problems } = evaluate({ request: { items: [{ ...item, target: readerOption.target }, item], minutes: 4, reason: '' } });
    expect(problems).toEqual([{ rule: 'grant-too-short', minimumMinutes: 5 }, { rule: 'reason-length', minimum: 1, maximum: 500 }, { rule: 'reason-length', minimum: 5, maximum: 500 }]);
    expect(items.map((each) => each.problems.length)).toEqual([2, 2]);
  });

  it('takes the limits of the person’s tier and of the operator’s group', () => {
    const rules = { limits: { privileged: { reason: { minimumLength: 100 } } }, operatorGroups: [{ groupId: GROUP, name: 'Leads', limits: { everyone: { ticket: { pattern: 'REQ-\\d+', example: 'REQ-1' } } } }] };
    expect(evaluate({ rules, facts: { roles: is([ROLES.userAdministrator]) } }).problems).toEqual([{ rule: 'reason-length', minimum: 100, maximum: 500 }]);
    expect(evaluate({ rules, facts: operator({ groupIds: is([GROUP.toUpperCase()]) }) }).problems).toEqual([{ rule: 'ticket-pattern', pattern: 'REQ-\\d+', example: 'REQ-1' }]);
  });
});

describe('a line of a grant that could not be checked', () => {
  const UNREAD: Readonly<Record<UncertainGrantLine, Change>> = {
    account: { facts: person({ accountEnabled: null }) },
    roles: { facts: { ownedRoleAssignableGroups: unread } },
    'operator-role': { facts: operator({ roles: unread }) },
    'operator-group': { facts: operator({ groupIds: unread }), rules: { operatorGroups: [{ groupId: GROUP, name: 'Leads', limits: {} }] } },
    scopes: { facts: operator({ scopes: null }) },
    'contract-end': { facts: { ...person({ employeeType: 'Contractor' }), contract: { ...contract, leaveDate: unread } } },
    units: { request: inUnit(UNIT), facts: { units: unread } },
    'pim-rules': { facts: offered({ rules: unread }) },
    grants: { facts: { grants: unread } },
  };
  const judged = (line: GrantLineId, rule: 'refuse' | 'acknowledge', acknowledged: readonly GrantLineId[]) => {
    const { request, facts, rules } = UNREAD[line as UncertainGrantLine];
    return evaluate({ request: { ...request, acknowledged }, facts: facts ?? {}, rules: { ...rules, notChecked: { ...DEFAULT_RULES.notChecked, [line]: rule } } }).problems;
  };

  it.each(UNCERTAIN_GRANT_LINES)('refuses or asks as the policy says: %s', (line) => {
    expect([judged(line, 'refuse', [line]), judged(line, 'acknowledge', []), judged(line, 'acknowledge', [line])]).toEqual([[{ rule: 'not-checked', line }], [{ rule: 'not-acknowledged', line }], []]);
  });

  it('asks by default where a helpdesk cannot read', () => {
    const asks = UNCERTAIN_GRANT_LINES.filter((line) => evaluate(UNREAD[line]).problems.some(({ rule }) => rule === 'not-acknowledged'));
    expect(asks).toEqual(['contract-end', 'units', 'pim-rules', 'grants']);
  });

  it('is the contract of somebody who may be a contractor by what could not be read', () => {
    const contractors = { ...DEFAULT_RULES.contractors, units: [{ id: UNIT, name: 'Vendors' }] };
    expect(evaluate({ rules: { contractors }, facts: { contract: { ...contract, units: unread } } }).problems).toEqual([{ rule: 'not-acknowledged', line: 'contract-end' }]);
  });

  it('does not matter where nothing asks for it', () => {
    expect(evaluate({ facts: { units: unread, eligibleRoles: unread, ...operator({ groupIds: unread, ownedGroupIds: unread }) } }).problems).toEqual([]);
    expect(evaluate({ request: { items: [team] }, facts: operator({ roles: unread, ownedGroupIds: is([TEAM]) }) }).problems).toEqual([]);
  });

  it('still holds the desk’s own limits', () => {
    expect(evaluate({ request: { minutes: 481, acknowledged: ['pim-rules'] }, facts: offered({ rules: unread }) }).problems).toEqual([tooLong(480, 'Tapdesk', 'role')]);
  });
});

describe('the longest time of a grant', () => {
  it('is the tightest, and Entra’s where two are equal', () => {
    const longest = (pimMinutes: number | null, roleMinutes: number, template: number | null) =>
      longestOf({ ...option, longestMinutes: roleMinutes, rules: is({ ...pimRules, active: { ...pimRules.active, longestMinutes: pimMinutes } }) }, 'active', template === null ? null : { longestMinutes: template });
    expect([longest(60, 60, 60), longest(null, 60, 61), longest(null, 60, 59), longest(61, 60, null)]).toEqual([
      { minutes: 60, enforcedBy: 'Entra', because: 'pim' },
      { minutes: 60, enforcedBy: 'Tapdesk', because: 'role' },
      { minutes: 59, enforcedBy: 'Tapdesk', because: 'template' },
      { minutes: 60, enforcedBy: 'Tapdesk', because: 'role' },
    ]);
  });

  it('suggests eligibility where the policy wants it or activation asks for approval', () => {
    const asks = is({ ...pimRules, activation: { ...pimRules.activation, needsApproval: true } });
    expect([suggestedHow(option), suggestedHow({ ...option, as: 'eligible' }), suggestedHow({ ...option, rules: asks }), suggestedHow({ ...option, as: 'active', rules: asks }), suggestedHow({ ...option, rules: unread })]).toEqual(['active', 'eligible', 'eligible', 'active', 'active']);
  });

  it('finds what is offered by kind and id', () => {
    expect([optionOf(grantFacts, { kind: 'role', id: EXCHANGE.toUpperCase() }), optionOf(grantFacts, { kind: 'owner', id: TEAM })]).toEqual([option, null]);
  });
});

describe('evaluateChange', () => {
  const change = { grant: held, until: at(120), reason: 'Still working', acknowledged: [], template: 'incident' };
  const judge = (part: Partial<typeof change>, facts: Partial<GrantFacts> = {}, rules: Partial<DeskRules> = {}) => evaluateChange({ ...change, ...part }, { facts: { ...grantFacts, grants: is([held]), ...facts }, rules: { ...DEFAULT_RULES, ...rules }, now });

  it('takes a later and an earlier end, without a ticket, for a grant of a template that is no more', () => {
    expect([judge({}), judge({ until: at(10) }), judge({ template: '' })]).toEqual([[], [], []]);
  });

  it('measures from when the grant began, so that nothing is had by extending again and again', () => {
    expect([judge({ until: at(420) }), judge({ until: at(421) }), judge({ until: at(421), template: 'project' })]).toEqual([[], [tooLong(480, 'Tapdesk', 'role')], [tooLong(480, 'Tapdesk', 'role')]]);
    const short = grants({ templates: [{ ...DEFAULT_RULES.grants.templates[0]!, longestMinutes: 180 }] });
    expect(judge({ until: at(121) }, {}, short)).toEqual([tooLong(180, 'Tapdesk', 'template')]);
  });

  it('measures a grant that has not begun from its start', () => {
    const future = { ...held, startDateTime: days(1), endDateTime: days(1.1), state: 'future' as const };
    const until = (minutes: number) => judge({ grant: future, until: at(1440 + minutes) }, { grants: is([future]) });
    expect([until(480), until(481), until(4)]).toEqual([[], [tooLong(480, 'Tapdesk', 'role')], [{ rule: 'grant-too-short', minimumMinutes: 5 }]]);
  });

  it.each<[string, Parameters<typeof judge>, unknown]>([
    ['an end within five minutes', [{ until: at(4) }], { rule: 'grant-too-short', minimumMinutes: 5 }],
    ['an end beyond the contract', [{}, { contract: { ...contract, leaveDate: is(at(119)) } }], { rule: 'past-contract-end', endsAt: at(119) }],
    ['a role that is never granted any more', [{}, {}, grants({ never: [EXCHANGE] })], { rule: 'never-granted', name: NAME }],
    ['a role that is no longer in the catalogue', [{}, { catalogue: [] }], { rule: 'not-in-catalogue', name: EXCHANGE }],
    ['an end that reaches into another grant of the same', [{}, { grants: is([held, { ...held, scheduleId: 'schedule-2', startDateTime: at(90), endDateTime: at(300) }]) }], { rule: 'already-granted', name: NAME, until: at(300) }],
    ['an end that is no instant', [{ until: 'later' }], { rule: 'end-missing' }],
    ['no reason', [{ reason: '' }, pim({ needs: [] })], { rule: 'reason-length', minimum: 5, maximum: 500 }],
    ['oneself', [{}, operator({ id: grantFacts.person.id })], { rule: 'self-grant' }],
  ])('refuses %s', (_, given, problem) => {
    expect(judge(...given)).toEqual([problem]);
  });
});
