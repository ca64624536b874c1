import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AllowedHours, DEFAULT_LIMITS, laidOver, tightenedBy, type LimitChanges, LimitChanges as LimitChangesSchema, Limits, TIERS } from '../../../shared/domain/limits';
import { limitsFor, longestQuarantineDays, operatorGroupOf } from '../../../shared/domain/rules';
import { anyChanges, anyRules, anyTierLimits, OPERATOR_GROUPS } from './support/any-policy';

const anyTier = fc.constantFrom(...TIERS);
const anyLimits = fc.tuple(anyTier, fc.array(anyChanges, { maxLength: 4 })).map(([tier, layers]) => layers.reduce<Limits>(laidOver, DEFAULT_LIMITS[tier]));
/** The default lifetime is drawn to the bounds of every layer, so it is the one field that may depend on the order. */
const withoutDefault = (limits: Limits) => ({ ...limits, lifetime: { ...limits.lifetime, defaultMinutes: null } });
const PARTS = ['lifetime', 'verification', 'reason', 'ticket', 'delivery'] as const;

describe('the built-in limits', () => {
  it.each(TIERS)('keep to their own schema: %s', (tier) => {
    expect(Limits.parse(DEFAULT_LIMITS[tier])).toEqual(DEFAULT_LIMITS[tier]);
  });

  it.each(TIERS)('never allow more than for a standard member: %s', (tier) => {
    const { standard } = DEFAULT_LIMITS;
    const own = DEFAULT_LIMITS[tier];
    expect([
      own.lifetime.maximumMinutes <= standard.lifetime.maximumMinutes,
      own.startWithinDays <= standard.startWithinDays,
      own.verification.kinds.every((kind) => standard.verification.kinds.includes(kind)),
      own.delivery.channels.every((channel) => standard.delivery.channels.includes(channel)),
      own.delivery.copy,
    ]).toEqual([true, true, true, true, false]);
  });
});

describe('laidOver', () => {
  it('changes nothing when nothing is laid over', () => {
    fc.assert(
      fc.property(anyLimits, (limits) => {
        const parts = { lifetime: {}, verification: {}, reason: {}, ticket: {}, delivery: {} };
        expect([laidOver(limits, undefined), laidOver(limits, {}), laidOver(limits, parts), laidOver(limits, { mayIssue: undefined, lifetime: undefined })]).toEqual([limits, limits, limits, limits]);
      }),
    );
  });

  it('takes from each field the last that says something', () => {
    fc.assert(
      fc.property(anyLimits, anyChanges, anyChanges, (limits, first, second) => {
        const result = laidOver(laidOver(limits, first), second);
        const merged: LimitChanges = { ...first, ...second, ...Object.fromEntries(PARTS.map((part) => [part, { ...first[part], ...second[part] }])) };
        expect(withoutDefault(result)).toEqual(withoutDefault(laidOver(limits, merged)));
        expect(result).toMatchObject({ ...second, lifetime: { ...second.lifetime, defaultMinutes: expect.any(Number) } });
      }),
    );
  });

  it('keeps the default lifetime within the bounds wherever they leave one', () => {
    fc.assert(
      fc.property(anyLimits, ({ lifetime: { minimumMinutes, maximumMinutes, defaultMinutes } }) => {
        fc.pre(minimumMinutes <= maximumMinutes);
        return defaultMinutes >= minimumMinutes && defaultMinutes <= maximumMinutes;
      }),
    );
  });

  it('gives limits that keep to the schema, and leaves what it was given as it was', () => {
    fc.assert(
      fc.property(anyTier, anyChanges, (tier, given) => {
        const changes = structuredClone(given);
        const valid = LimitChangesSchema.safeParse(changes);
        fc.pre(valid.success);
        const before = structuredClone([DEFAULT_LIMITS[tier], changes]);
        expect(Limits.safeParse(laidOver(DEFAULT_LIMITS[tier], changes)).success).toBe(true);
        expect([DEFAULT_LIMITS[tier], changes]).toEqual(before);
      }),
    );
  });
});

describe('limitsFor', () => {
  const maximum = (maximumMinutes: number) => ({ lifetime: { maximumMinutes } });

  it.each([
    [480, {}, {}],
    [400, { everyone: maximum(400) }, {}],
    [300, { everyone: maximum(400), standard: maximum(300) }, {}],
    [200, { everyone: maximum(400), standard: maximum(300) }, { everyone: maximum(200) }],
    [100, { everyone: maximum(400), standard: maximum(300) }, { everyone: maximum(200), standard: maximum(100) }],
    [300, { everyone: maximum(400), standard: maximum(300) }, { privileged: maximum(100) }],
  ])('goes from everyone to the tier, and from the desk to the group: %i', (expected, limits, group) => {
    expect(limitsFor({ limits }, 'standard', { limits: group }).lifetime.maximumMinutes).toBe(expected);
  });

  it('is the built-in limits, laid over by everyone, tier, group and tier of the group, whatever they say', () => {
    fc.assert(
      fc.property(anyTier, anyTierLimits, fc.option(anyTierLimits), (tier, limits, group) => {
        const ofEveryone = tier === 'privileged' ? tightenedBy : laidOver;
        const desk = laidOver(ofEveryone(DEFAULT_LIMITS[tier], limits.everyone), limits[tier]);
        expect(limitsFor({ limits }, tier, group && { limits: group })).toEqual(laidOver(ofEveryone(desk, group?.everyone), group?.[tier]));
      }),
    );
  });

  it('loosens nothing for privileged people that is said of everyone, and tightens what is', () => {
    const loose = { oneTimeRequired: false, startWithinDays: 30, passesPerOperatorHour: 5, secondPassWithin24Hours: 'allow', lifetime: { maximumMinutes: 480 }, verification: { kinds: ['call-back', 'photo-id'], quarantineDays: 14, maximumAgeMinutes: 60 }, delivery: { channels: ['call', 'slip'], copy: true, tellPerson: true } } as const;
    for (const rules of [limitsFor({ limits: { everyone: loose } }, 'privileged', null), limitsFor({ limits: {} }, 'privileged', { limits: { everyone: loose } })]) {
      expect(rules).toMatchObject({ oneTimeRequired: true, startWithinDays: 1, passesPerOperatorHour: 5, secondPassWithin24Hours: 'refuse', lifetime: { maximumMinutes: 120 }, verification: { kinds: ['photo-id'], quarantineDays: 14, maximumAgeMinutes: 15 }, delivery: { channels: ['call'], copy: false, tellPerson: true } });
    }
    expect(limitsFor({ limits: { everyone: { lifetime: { maximumMinutes: 30 } } } }, 'privileged', null).lifetime.maximumMinutes).toBe(30);
    expect(limitsFor({ limits: { privileged: { delivery: { copy: true } } } }, 'privileged', null).delivery.copy).toBe(true);
  });
});

describe('operatorGroupOf', () => {
  const operatorGroups = OPERATOR_GROUPS.map((groupId) => ({ groupId, name: groupId, limits: {} }));

  it('takes the first of the policy’s groups that the operator is in, in whatever case the ids are written', () => {
    const held = [OPERATOR_GROUPS[2].toLowerCase(), OPERATOR_GROUPS[1].toUpperCase()];
    expect([operatorGroupOf({ operatorGroups }, held)?.groupId, operatorGroupOf({ operatorGroups }, ['another'])]).toEqual([OPERATOR_GROUPS[1], null]);
  });
});

describe('the hours a policy may write', () => {
  const hours = { timeZone: 'Europe/Berlin', days: ['mon'], from: '07:00', to: '00:00' };

  it.each([
    ['an unknown time zone', { timeZone: 'Europe/Atlantis' }],
    ['no day', { days: [] }],
    ['a day that is none', { days: ['monday'] }],
    ['24 o’clock', { to: '24:00' }],
    ['a time without a leading zero', { from: '7:00' }],
    ['an unknown key', { until: '19:00' }],
  ])('do not include %s', (_, change) => {
    expect([AllowedHours.safeParse(hours).success, AllowedHours.safeParse({ ...hours, ...change }).success]).toEqual([true, false]);
  });
});

describe('longestQuarantineDays', () => {
  it('reaches as far back as any tier of any group asks for, and no further', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const asked = [null, ...rules.operatorGroups].flatMap((group) => TIERS.map((tier) => limitsFor(rules, tier, group).verification.quarantineDays));
        expect(longestQuarantineDays(rules)).toBe(Math.max(1, ...asked));
      }),
    );
  });
});

describe('the ticket pattern a policy may write', () => {
  it.each(['(a+)+b', '(?:INC|REQ)*x', '([0-9]{2})+', '[', 'a)|(b'])('is not one that never ends, or none: %s', (pattern) => {
    expect(LimitChangesSchema.safeParse({ ticket: { pattern } }).success).toBe(false);
  });

  it.each(['INC-[0-9]{4,8}', '(?:INC|REQ)-\\d+', '[A-Z]+-\\d{1,6}'])('is an ordinary one: %s', (pattern) => {
    expect(LimitChangesSchema.safeParse({ ticket: { pattern } }).success).toBe(true);
  });
});
