/** What must hold for any desk policy that the schema accepts and some that it does not, any facts and any request. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinHours } from '../../../shared/domain/allowed-hours';
import { evaluateChange, evaluateGrant, type GrantCircumstances, type GrantItem, type GrantRequest } from '../../../shared/domain/evaluate-grant';
import { GRANT_LINES, type GrantLineId } from '../../../shared/domain/grant-lines';
import { NEVER_BY_DEFAULT } from '../../../shared/domain/grant-rules';
import { DEFAULT_RULES, type DeskRules, limitsFor, operatorGroupOf } from '../../../shared/domain/rules';
import { tierOf } from '../../../shared/domain/tier';
import { AppError } from '../../../shared/errors';
import { contract } from '../../../shared/ipc/contract';
import { anyGrant, anyGrantAcknowledged, anyGrantDesk, anyGrantFacts, anyGrantRequest, anyOption } from './support/any-grant';
import { GRANT_EDGES, GRANT_ROLES } from './support/any-grant-rules';
import { keepsToContract } from './support/contract-restated';
import { now, PERSON } from './support/given';
import { grantCircumstances, grantFacts, grantRequest, option, pimRules } from './support/given-grant';

const anyCircumstances: fc.Arbitrary<GrantCircumstances> = fc.record({ facts: anyGrantFacts, rules: anyGrantDesk, now: fc.constant(now) });
const same = (one: string, other: string) => one.toUpperCase() === other.toUpperCase();
const MINUTE = 60_000;

/** Every limit, spelt out once more and apart from the code, that a request without problems keeps to. @returns the names of those it breaks. */
function broken(request: GrantRequest, circumstances: GrantCircumstances): readonly string[] {
  const { facts, rules } = circumstances;
  const { person, operator } = facts;
  const start = Math.max(now.getTime(), request.startDateTime === null ? 0 : Date.parse(request.startDateTime));
  const end = request.until === null ? start + Number(request.minutes) * MINUTE : Date.parse(request.until);
  const template = rules.grants.templates.find(({ id }) => id === request.template);
  const group = operator.groupIds.known ? operatorGroupOf(rules, operator.groupIds.value) : null;
  const tier = tierOf({ ...facts, kind: person.kind, employeeType: person.employeeType }, rules.contractors).tier;
  const { hours, reason, ticket } = limitsFor(rules, tier, group);
  const given = request.ticket.trim();
  const may = (isKnown: boolean, line: GrantLineId) => isKnown || mayGoOn(request, rules, line);
  const kept: Readonly<Record<string, boolean>> = {
    'something is granted': request.items.length > 0,
    'a template of the policy': template !== undefined,
    'exactly one end': (request.minutes === null) !== (request.until === null) && Number.isFinite(end),
    'whole minutes': request.minutes === null || Number.isSafeInteger(request.minutes),
    'a start from now on': request.startDateTime === null || Date.parse(request.startDateTime) >= now.getTime() - 2 * MINUTE,
    'a start not too far ahead': start - now.getTime() <= ((template?.startWithinDays ?? 0) * 1440 + 2) * MINUTE,
    'not beyond the contract': keepsToContract(end, { person, contract: facts.contract }, rules.contractors, mayGoOn(request, rules, 'contract-end')),
    'not oneself': !same(person.id, operator.id),
    'an enabled account': person.accountEnabled !== false && may(person.accountEnabled !== null, 'account'),
    'no guest of another tenant unless allowed': !person.kind.startsWith('external') || rules.grants.externalGuests,
    'roles that were read, or acknowledged': may(facts.roles.known && facts.roleAssignableGroups.known && facts.ownedRoleAssignableGroups.known, 'roles'),
    'operator groups that were read, or acknowledged': may(operator.groupIds.known || rules.operatorGroups.length === 0, 'operator-group'),
    'scopes that write, or were not told and acknowledged': operator.scopes === null ? may(false, 'scopes') : request.items.every(({ target, how }) => mayWrite(operator.scopes ?? [], target.kind === 'role', how)),
    'grants that were read, or acknowledged': may(facts.grants.known && !request.items.some(({ target }) => facts.unreadGrants?.includes(target.kind === 'role' ? 'role' : 'group')), 'grants'),
    'a clock that is right': facts.clockSkewMs === null || Math.abs(facts.clockSkewMs) <= 5 * MINUTE,
    'within the hours': isWithinHours(hours, now) || hours === 'any',
    'reason neither short nor long': request.reason.trim().length >= reason.minimumLength && request.reason.trim().length <= Math.min(500, reason.maximumLength),
    'a ticket where the template asks for one': given !== '' || template?.ticketRequired === false,
    'the whole ticket matches': given === '' || (given.length <= 64 && new RegExp(`(?:${ticket.pattern})(?![^])`, 'uy').exec(given)?.[0] === given),
    'nothing twice': new Set(request.items.map(({ target, scope }) => `${target.kind} ${target.id} ${scope}`.toUpperCase())).size === request.items.length,
  };
  const ofItems = request.items.flatMap((item) => brokenBy(item, request, circumstances, start, end, template?.longestMinutes ?? 0));
  return [...Object.keys(kept).filter((rule) => kept[rule] !== true), ...ofItems];
}

/** By Microsoft's permissions reference, apart from the code. */
function mayWrite(scopes: readonly string[], isRole: boolean, how: 'active' | 'eligible'): boolean {
  if (isRole && scopes.includes('RoleManagement.ReadWrite.Directory')) return true;
  const kind = how === 'active' ? 'Assignment' : 'Eligibility';
  return scopes.includes(isRole ? `Role${kind}Schedule.ReadWrite.Directory` : `Privileged${kind}Schedule.ReadWrite.AzureADGroup`);
}

const mayGoOn = ({ acknowledged }: GrantRequest, { notChecked }: DeskRules, line: GrantLineId) => acknowledged.includes(line) && (notChecked as Readonly<Record<string, string>>)[line] === 'acknowledge';

function brokenBy({ target, how, scope }: GrantItem, request: GrantRequest, { facts, rules }: GrantCircumstances, start: number, end: number, templateLongest: number): readonly string[] {
  const offered = facts.catalogue.find((each) => each.target.kind === target.kind && same(each.target.id, target.id));
  if (!offered) return ['in the catalogue'];
  const { operator, units, grants } = facts;
  const minutes = (end - start) / MINUTE;
  const pim = offered.rules.known ? offered.rules.value[how] : null;
  const needs = pim?.needs ?? [];
  const unit = /^\/administrativeUnits\/(.*)$/.exec(scope)?.[1];
  const chosen = units.known ? units.value.find(({ id }) => unit !== undefined && same(id, unit)) : undefined;
  const holds = (...ids: readonly string[]) => operator.roles.known && operator.roles.value.some(({ templateId }) => ids.includes(templateId));
  const grantsRoles = holds('e8611ab8-c189-46e8-94e1-60213ab1f814', '62e90394-69f5-4237-9190-012177145e10');
  const grantsGroups = grantsRoles || holds('fdd7a751-b60b-444a-984c-02652fe8fa1c', 'fe930be7-5e62-47db-91af-98c3a49a38b1');
  const owns = operator.ownedGroupIds.known && operator.ownedGroupIds.value.some((id) => same(id, target.id));
  const mayBe = mayGoOn(request, rules, 'operator-role') && (!operator.roles.known || (target.kind !== 'role' && !operator.ownedGroupIds.known));
  const kept: Readonly<Record<string, boolean>> = {
    'never what is never granted': target.kind !== 'role' || !rules.grants.never.some((id) => same(id, target.id)),
    'no shorter than PIM takes': minutes >= 5,
    'within the limit of the role': minutes <= offered.longestMinutes,
    'within the limit of the template': minutes <= templateLongest,
    'within PIM’s rule': pim === null ? offered.rules.known || mayGoOn(request, rules, 'pim-rules') : minutes <= (pim.longestMinutes ?? Infinity),
    'something PIM manages': offered.refusedBecause === null,
    'active or eligible as the policy says': offered.as === 'choose' || offered.as === how,
    'a scope of ours': scope === '/' ? offered.where !== 'units' : unit !== undefined && offered.where !== 'tenant' && target.kind === 'role',
    'a unit that is there and is not restricted': unit === undefined || (units.known ? chosen?.isRestricted === false : mayGoOn(request, rules, 'units')),
    'not held already': !grants.known || !grants.value.some((grant) => grant.path === 'direct' && grant.how === how && grant.target.kind === target.kind && same(grant.target.id, target.id) && same(grant.scope, scope) && Date.parse(grant.startDateTime ?? '1970-01-01') < end && Date.parse(grant.endDateTime ?? '9999-12-31') > start),
    'PIM’s ticket': !needs.includes('ticket') || request.ticket.trim() !== '',
    'PIM’s justification': !needs.includes('justification') || request.reason.trim() !== '',
    'an operator who may': owns && target.kind !== 'role' ? true : (target.kind === 'role' ? grantsRoles : grantsGroups) || mayBe,
  };
  return Object.keys(kept).filter((rule) => kept[rule] !== true);
}

describe('evaluateGrant, whatever comes in', { timeout: 60_000 }, () => {
  it('lets nothing past the tightest of PIM, role, template, contract and desk', () => {
    let withoutProblems = 0;
    fc.assert(
      fc.property(anyGrantRequest, anyCircumstances, (request, circumstances) => {
        const { problems } = evaluateGrant(request, circumstances);
        if (problems.length > 0) return;
        withoutProblems += 1;
        expect(broken(request, circumstances)).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
    // Otherwise the property would have said nothing.
    expect(withoutProblems).toBeGreaterThan(300);
  });

  it('finds the very minute at which the tightest of them ends', () => {
    const edge = fc.constantFrom(...GRANT_EDGES.slice(1));
    fc.assert(
      fc.property(edge, edge, fc.option(edge), fc.constantFrom('active' as const, 'eligible' as const), fc.integer({ min: 0, max: 2000 }), (role, template, pim, how, startsIn) => {
        const longest = Math.min(role, template, pim ?? Infinity);
        const bound = { longestMinutes: pim, mustEnd: true, needs: [] };
        const facts = { ...grantFacts, catalogue: [{ ...option, longestMinutes: role, rules: { known: true as const, value: { ...pimRules, active: { ...bound, longestMinutes: 5 }, eligible: { ...bound, longestMinutes: 5 }, [how]: bound } } }] };
        const rules = { ...DEFAULT_RULES, grants: { ...DEFAULT_RULES.grants, templates: [{ ...DEFAULT_RULES.grants.templates[1]!, longestMinutes: template }] } };
        const start = new Date(now.getTime() + startsIn * MINUTE);
        const judge = (minutes: number) => {
          const items = [{ target: option.target, how, scope: '/' }];
          const asLength = { ...grantRequest, template: 'deployment', items, startDateTime: start.toISOString(), minutes };
          const asEnd = { ...asLength, minutes: null, until: new Date(start.getTime() + minutes * MINUTE).toISOString() };
          return [asLength, asEnd].map((request) => evaluateGrant(request, { facts, rules, now }).problems.map(({ rule }) => rule));
        };
        expect([judge(longest), judge(longest + 1)]).toEqual([[[], []], [['grant-too-long'], ['grant-too-long']]]);
      }),
      { numRuns: 300 },
    );
  });

  it('never lets through what is never granted, whatever the policy’s roles and the catalogue say', () => {
    const anyNever = fc.subarray([...GRANT_ROLES], { minLength: 1 });
    fc.assert(
      fc.property(anyGrantRequest, anyCircumstances, anyNever, fc.array(anyOption), fc.boolean(), fc.nat(), (request, { facts, rules }, never, options, isUpper, pick) => {
        const id = never[pick % never.length]!;
        const catalogue = [...options, ...facts.catalogue, { ...option, target: { kind: 'role' as const, id } }];
        const roles = never.map((role) => ({ ...DEFAULT_RULES.grants.roles[0]!, role, name: 'Slipped in' }));
        const items = [...request.items, { target: { kind: 'role' as const, id: isUpper ? id.toUpperCase() : id }, how: 'active' as const, scope: '/' }];
        const { problems } = evaluateGrant({ ...request, items, acknowledged: [...GRANT_LINES] }, { facts: { ...facts, catalogue }, rules: { ...rules, grants: { ...rules.grants, roles, never } }, now });
        expect(problems.map(({ rule }) => rule)).toContain('never-granted');
      }),
      { numRuns: 2000 },
    );
  });

  it.each(Object.entries(NEVER_BY_DEFAULT))('refuses by default %s, %s', (id, name) => {
    const facts = { ...grantFacts, catalogue: [{ ...option, target: { kind: 'role' as const, id }, displayName: name }] };
    const items = [{ target: { kind: 'role' as const, id: id.toUpperCase() }, how: 'eligible' as const, scope: '/' }];
    expect(evaluateGrant({ ...grantRequest, items }, { ...grantCircumstances, facts }).problems).toEqual([{ rule: 'never-granted', name }]);
  });

  it('answers with lines in their order, items in theirs, and problems that the window understands', () => {
    fc.assert(
      fc.property(anyGrantRequest, anyCircumstances, (request, circumstances) => {
        const { lines, problems, items } = evaluateGrant(request, circumstances);
        expect([lines.map(({ id }) => id), items.map(({ item }) => item)]).toEqual([[...GRANT_LINES], request.items]);
        expect(AppError.parse({ kind: 'limits', problems })).toEqual({ kind: 'limits', problems });
        expect(problems).toEqual(expect.arrayContaining(items.flatMap((item) => [...item.problems])));
      }),
      { numRuns: 2000 },
    );
  });

  it('says the same in the form and in the main process, for what crosses between them', () => {
    const { output } = contract['grants.facts'];
    let crossed = 0;
    fc.assert(
      fc.property(anyGrantRequest, anyCircumstances, (request, circumstances) => {
        const { facts, rules } = output.parse(JSON.parse(JSON.stringify({ facts: circumstances.facts, rules: circumstances.rules })));
        const input = contract['grants.make'].input.safeParse(structuredClone({ ...request, personId: PERSON, taskId: null }));
        const inForm = evaluateGrant(request, { facts, rules, now });
        expect(inForm).toEqual(evaluateGrant(request, circumstances));
        if (!input.success) return;
        crossed += 1;
        // The schema writes ids in lower case; but for that the items are the same.
        const inMain = evaluateGrant(input.data, circumstances);
        expect({ ...inMain, items: inMain.items.map(({ problems, longest }) => [problems, longest]) }).toEqual({ ...inForm, items: inForm.items.map(({ problems, longest }) => [problems, longest]) });
      }),
      { numRuns: 2000 },
    );
    expect(crossed).toBeGreaterThan(500);
  });

  it('takes nothing that the contract’s schema refuses, but for texts that are too long', () => {
    fc.assert(
      fc.property(anyGrantRequest, anyCircumstances, (request, circumstances) => {
        if (evaluateGrant(request, circumstances).problems.length > 0) return;
        expect(contract['grants.make'].input.safeParse({ ...request, personId: PERSON, taskId: null }).error?.issues).toBeUndefined();
      }),
      { numRuns: 4000 },
    );
  });

  it('never finds more wrong because more was acknowledged, and is not moved by what cannot be', () => {
    fc.assert(
      fc.property(anyGrantRequest, anyCircumstances, anyGrantAcknowledged, (request, circumstances, more) => {
        const before = evaluateGrant({ ...request, acknowledged: [] }, circumstances);
        const after = evaluateGrant({ ...request, acknowledged: more }, circumstances);
        expect(before.problems).toEqual(expect.arrayContaining([...after.problems]));
        const deaf = before.lines.filter((line) => line.state !== 'not-checked' || line.rule === 'refuse').map(({ id }) => id);
        expect(evaluateGrant({ ...request, acknowledged: deaf }, circumstances)).toEqual(before);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('evaluateChange, whatever comes in', { timeout: 60_000 }, () => {
  const anyChange = fc.record({ grant: anyGrant, until: fc.oneof(...GRANT_EDGES.map((minutes) => fc.integer({ min: -120, max: 10 }).map((more) => new Date(now.getTime() + (minutes + more) * MINUTE).toISOString()))), reason: fc.constantFrom('Still working', ''), acknowledged: anyGrantAcknowledged, template: fc.constantFrom('incident', 'deployment', 'project', '') });
  /** Met when it was made, or about the moment of sending alone. */
  const ELSEWHERE = ['ticket-required', 'ticket-pattern', 'start-too-far', 'start-in-past', 'template-unknown', 'past-contract-end'];

  it('allows nothing that a new grant of the same whole length would not be allowed', () => {
    let allowed = 0;
    fc.assert(
      fc.property(anyChange, anyCircumstances, (change, circumstances) => {
        if (evaluateChange(change, circumstances).length > 0) return;
        allowed += 1;
        const { grant, until, template, reason, acknowledged } = change;
        const { facts, rules } = circumstances;
        const start = grant.startDateTime === null ? now.getTime() : Date.parse(grant.startDateTime);
        const whole = Date.parse(until) - start;
        const asNew: GrantRequest = { template, items: [grant], startDateTime: null, minutes: null, until: new Date(now.getTime() + whole).toISOString(), reason, ticket: '', acknowledged };
        const others = facts.grants.known ? { known: true as const, value: [] } : facts.grants;
        const { problems } = evaluateGrant(asNew, { facts: { ...facts, grants: others }, rules, now });
        expect(problems.filter(({ rule }) => !ELSEWHERE.includes(rule))).toEqual([]);
        expect(keepsToContract(Date.parse(until), facts, rules.contractors, mayGoOn(asNew, rules, 'contract-end'))).toBe(true);
        expect(Date.parse(until)).toBeGreaterThanOrEqual(now.getTime() + 5 * MINUTE);
      }),
      { numRuns: 8000 },
    );
    expect(allowed).toBeGreaterThan(200);
  });

  it('finds the very minute, measured from when the grant began', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 474 }), (age) => {
        const startDateTime = new Date(now.getTime() - age * MINUTE).toISOString();
        const grant = { target: option.target, how: 'active' as const, scope: '/', startDateTime };
        const judge = (minutes: number) => evaluateChange({ grant, until: new Date(now.getTime() + (minutes - age) * MINUTE).toISOString(), reason: 'Still working', acknowledged: [], template: 'project' }, grantCircumstances);
        expect([judge(480), judge(481)]).toEqual([[], [{ rule: 'grant-too-long', name: 'Exchange Administrator', maximumMinutes: 480, enforcedBy: 'Tapdesk', because: 'role' }]]);
      }),
      { numRuns: 100 },
    );
  });
});
