import { describe, expect, it } from 'vitest';
import { endOf, Grant, GrantScope, type GrantTime, isSameAccess, isTimeBound, removableFrom, scopeOfUnit, targetKey, unitOfScope } from '../../../shared/domain/grant';
import { DEFAULT_GRANT_RULES, GrantRules } from '../../../shared/domain/grant-rules';
import { at, now } from './support/given';
import { EXCHANGE, held, TEAM, UNIT } from './support/given-grant';

describe('when a grant ends', () => {
  const time: GrantTime = { startDateTime: null, minutes: 120, until: null };
  it.each<[string, Partial<GrantTime>, string | null]>([
    ['from now on', {}, at(120)],
    ['from its start on', { startDateTime: at(60) }, at(180)],
    ['from now on, when the start has passed: PIM takes it for now', { startDateTime: at(-2) }, at(120)],
    ['at the instant that was asked for', { minutes: null, until: at(90) }, at(90)],
    ['never, with no end', { minutes: null }, null],
    ['never, with two ends: which of them would be sent is anybody’s guess', { until: at(10) }, null],
    ['never, with half a minute', { minutes: 60.5 }, null],
    ['never, with no number', { minutes: Number.NaN }, null],
    ['never, without limits', { minutes: Infinity }, null],
    ['never, with an end that is no instant', { minutes: null, until: 'tomorrow' }, null],
    ['never, with a start that is no instant', { startDateTime: 'tomorrow' }, null],
  ])('is %s', (_, change, expected) => {
    expect(endOf({ ...time, ...change }, now)).toEqual(expected === null ? Number.NaN : Date.parse(expected));
  });
});

describe('a grant', () => {
  it('keeps to its schema', () => {
    expect(Grant.parse(held)).toEqual(held);
  });

  it('is Tapdesk’s to end when it is direct and has an end', () => {
    expect([isTimeBound(held), isTimeBound({ ...held, path: 'group' }), isTimeBound({ ...held, endDateTime: null })]).toEqual([true, false, false]);
  });

  it('may be removed five minutes after it was made and has begun, whichever is later', () => {
    const from = (createdDateTime: string | null, startDateTime: string | null) => removableFrom({ createdDateTime, startDateTime });
    expect([from(at(0), at(3)), from(at(3), at(0)), from(null, at(1)), from(at(1), null), from(null, null)]).toEqual([at(8), at(8), at(6), at(6), null].map((instant) => instant && Date.parse(instant)));
  });

  it('is the same access by target and scope, without regard to case', () => {
    const upper = { target: { ...held.target, id: held.target.id.toUpperCase() }, scope: held.scope };
    expect([
      isSameAccess(held, upper),
      isSameAccess(held, { ...upper, scope: scopeOfUnit(UNIT) }),
      isSameAccess({ ...held, scope: scopeOfUnit(UNIT) }, { ...upper, scope: scopeOfUnit(UNIT.toUpperCase()) }),
      targetKey({ kind: 'member', id: TEAM }) === targetKey({ kind: 'owner', id: TEAM }),
    ]).toEqual([true, false, true, false]);
  });

  it.each([['/', true], [`/administrativeUnits/${UNIT}`, true], ['', false], ['/administrativeUnits/', false], [`/administrativeUnits/${UNIT}/x`, false], [`//administrativeUnits/${UNIT}`, false], [`/applications/${UNIT}`, false], [`/\n`, false]])('may be asked for at the scope %j: %s', (scope, isOne) => {
    expect(GrantScope.safeParse(scope).success).toBe(isOne);
  });

  it('names the unit of a scope', () => {
    expect([unitOfScope(scopeOfUnit(UNIT)), unitOfScope('/')]).toEqual([UNIT, null]);
  });
});

describe('the built-in rules on grants', () => {
  it('keep to their own schema, and allow nothing that they never grant', () => {
    expect(GrantRules.parse(DEFAULT_GRANT_RULES)).toEqual(DEFAULT_GRANT_RULES);
    expect(DEFAULT_GRANT_RULES.roles.filter(({ role }) => DEFAULT_GRANT_RULES.never.includes(role))).toEqual([]);
    expect(DEFAULT_GRANT_RULES.roles.map(({ role }) => role)).toContain(EXCHANGE);
    expect(DEFAULT_GRANT_RULES.templates.every(({ defaultMinutes, longestMinutes }) => defaultMinutes <= longestMinutes)).toBe(true);
  });
});
