import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeskPolicy, rulesOf } from '../../../shared/desk-policy';
import { TIERS } from '../../../shared/domain/limits';
import { DEFAULT_RULES, DeskRules, limitsFor } from '../../../shared/domain/rules';
import { DEFAULT_SCENARIOS } from '../../../shared/domain/scenario';
import { anyPolicyFile } from './support/any-policy';

const GUID = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const minimal = { version: 1, tenantId: GUID, clientId: GUID, cloud: 'global' } as const;
const lifetime = (minimumMinutes: number, maximumMinutes: number) => ({ lifetime: { minimumMinutes, maximumMinutes } });
const issuesOf = (file: unknown) => DeskPolicy.safeParse(file).error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? [];

/** One of everything, so that every object of the schema is there. */
const changes = {
  mayIssue: true,
  oneTimeRequired: true,
  startWithinDays: 3,
  hours: { timeZone: 'Europe/Berlin', days: ['mon', 'tue'], from: '07:00', to: '19:00' },
  passesPerOperatorHour: 5,
  passesPerOperatorDay: 20,
  secondPassWithin24Hours: 'refuse',
  lifetime: { minimumMinutes: 10, maximumMinutes: 90, defaultMinutes: 60 },
  verification: { kinds: ['photo-id'], maximumAgeMinutes: 10, quarantineDays: 14 },
  reason: { minimumLength: 10, maximumLength: 200 },
  ticket: { pattern: 'INC-[0-9]+', example: 'INC-1' },
  delivery: { channels: ['call', 'manager-mail', 'split'], copy: true, tellPerson: true },
};
const everyTier = { everyone: changes, ...Object.fromEntries(TIERS.map((tier) => [tier, changes])) };
const full = {
  $schema: './desk-policy.schema.json',
  ...minimal,
  cloud: { authority: `https://login.example/${GUID}`, graph: 'https://graph.example' },
  limits: everyTier,
  operatorGroups: [{ groupId: GUID, name: 'Desk leads', limits: everyTier }],
  scenarios: DEFAULT_SCENARIOS,
  contractors: { employeeTypes: ['Vendor'], internalGuests: false },
  notChecked: { account: 'refuse', roles: 'acknowledge', 'eligible-roles': 'refuse', 'operator-role': 'acknowledge', 'operator-group': 'refuse', scopes: 'refuse', 'tenant-policy': 'refuse', 'recent-changes': 'refuse' },
};

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
/** The same file once for each object in it, that object with one key more. */
function withOneKeyMore(value: unknown, key: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => withOneKeyMore(item, key).map((changed) => value.toSpliced(index, 1, changed)));
  if (!isObject(value)) return [];
  const deeper = Object.entries(value).flatMap(([name, part]) => withOneKeyMore(part, key).map((changed) => ({ ...value, [name]: changed })));
  return [{ ...value, [key]: true }, ...deeper];
}

describe('the desk policy’s schema', () => {
  it('takes a file that says where the tenant is and nothing else, and the built-in rules hold', () => {
    expect(rulesOf(DeskPolicy.parse(minimal))).toEqual(DEFAULT_RULES);
  });

  it('takes a file that says everything', () => {
    expect([DeskPolicy.parse(full), DeskRules.safeParse(rulesOf(DeskPolicy.parse(full))).success]).toEqual([full, true]);
  });

  it.each(['maximumMinuts', 'ONETIMEREQUIRED', 'constructor', 'toString'])('refuses an unknown key at every depth: %s', (key) => {
    const files = withOneKeyMore(full, key);
    expect([files.length > 50, files.filter((file) => DeskPolicy.safeParse(file).success)]).toEqual([true, []]);
  });

  it.each([
    ['by everyone alone, for every tier that does not say otherwise', { limits: { everyone: lifetime(300, 200) } }, TIERS.map((tier) => `limits.${tier}`)],
    ['by a tier against everyone', { limits: { everyone: lifetime(10, 60), contractor: { lifetime: { minimumMinutes: 61 } } } }, ['limits.contractor']],
    ['by a tier against its built-in bound', { limits: { privileged: { lifetime: { minimumMinutes: 121 } } } }, ['limits.privileged']],
    ['by an operator group', { operatorGroups: [{ groupId: GUID, name: 'Night desk', limits: { standard: { lifetime: { maximumMinutes: 10, minimumMinutes: 11 } } } }] }, ['operatorGroups.0.limits.standard']],
  ])('refuses bounds that leave no lifetime, naming the tier: %s', (_, part, paths) => {
    const issues = issuesOf({ ...minimal, ...part });
    expect(issues.map(({ path }) => path)).toEqual(paths);
    expect(issues.filter(({ path, message }) => !message.startsWith(`leaves no lifetime for ${path.split('.').at(-1)}: from `))).toEqual([]);
  });

  it('refuses bounds that leave no reason, naming the tier', () => {
    expect(issuesOf({ ...minimal, limits: { standard: { reason: { maximumLength: 4 } } } })).toEqual([{ path: 'limits.standard', message: 'leaves no reason for standard: from 5 to 4 characters' }]);
  });

  it('refuses two presets with one id, at the second', () => {
    const [scenario] = DEFAULT_SCENARIOS;
    expect(issuesOf({ ...minimal, scenarios: [scenario, { ...scenario, name: 'Another' }] })).toEqual([{ path: 'scenarios.1.id', message: 'must be unique; "lost-phone" is taken' }]);
  });

  it.each([
    ['no preset at all', { scenarios: [] }],
    ['a lifetime beyond Graph’s', { limits: { everyone: { lifetime: { maximumMinutes: 43_201 } } } }],
    ['half a minute', { limits: { everyone: { lifetime: { minimumMinutes: 10.5 } } } }],
    ['a number written as text', { limits: { everyone: { passesPerOperatorHour: '5' } } }],
    ['null for a limit', { limits: { everyone: { oneTimeRequired: null } } }],
    ['an unknown tier', { limits: { admins: {} } }],
    ['an unknown verification', { limits: { everyone: { verification: { kinds: ['mother’s maiden name'] } } } }],
    ['no verification at all', { limits: { everyone: { verification: { kinds: [] } } } }],
    ['a ticket pattern that is none', { limits: { everyone: { ticket: { pattern: '[' } } } }],
    ['a ticket pattern that breaks out of the whole', { limits: { everyone: { ticket: { pattern: 'INC)|(x' } } } }],
    ['a group that is no id', { operatorGroups: [{ groupId: 'Desk leads', name: 'Desk leads', limits: {} }] }],
    ['a line that is always certain', { notChecked: { verification: 'acknowledge' } }],
    ['a rule that lets a line pass', { notChecked: { roles: 'allow' } }],
    ['the next version', { version: 2 }],
  ])('refuses %s', (_, part) => {
    expect(DeskPolicy.safeParse({ ...minimal, ...part }).success).toBe(false);
  });

  it('leaves, of any file it accepts, a lifetime and a reason for every tier of every group', () => {
    fc.assert(
      fc.property(anyPolicyFile, (file) => {
        const policy = DeskPolicy.safeParse(file);
        fc.pre(policy.success);
        const rules = rulesOf(policy.data);
        for (const group of [null, ...rules.operatorGroups])
          for (const tier of TIERS) {
            const { lifetime: bounds, reason } = limitsFor(rules, tier, group);
            expect(bounds.minimumMinutes <= bounds.defaultMinutes && bounds.defaultMinutes <= bounds.maximumMinutes && reason.minimumLength <= reason.maximumLength).toBe(true);
          }
      }),
      { numRuns: 500 },
    );
  });

  it('comes through JSON unchanged', () => {
    fc.assert(
      fc.property(anyPolicyFile, (file) => {
        const policy = DeskPolicy.safeParse(file);
        fc.pre(policy.success);
        expect(DeskPolicy.parse(JSON.parse(JSON.stringify(policy.data)))).toEqual(policy.data);
        expect(DeskRules.parse(JSON.parse(JSON.stringify(rulesOf(policy.data))))).toEqual(rulesOf(policy.data));
      }),
    );
  });
});

describe('rulesOf', () => {
  it('keeps the built-in part wherever the file says nothing', () => {
    const rules = rulesOf(DeskPolicy.parse({ ...minimal, contractors: { internalGuests: false }, notChecked: { 'tenant-policy': 'refuse' } }));
    expect(rules).toEqual({
      ...DEFAULT_RULES,
      contractors: { ...DEFAULT_RULES.contractors, internalGuests: false },
      notChecked: { ...DEFAULT_RULES.notChecked, 'tenant-policy': 'refuse' },
    });
  });

  it('replaces lists as a whole: an empty one means none', () => {
    const rules = rulesOf(DeskPolicy.parse({ ...minimal, contractors: { employeeTypes: [] }, operatorGroups: [] }));
    expect([rules.contractors.employeeTypes, rules.operatorGroups]).toEqual([[], []]);
  });
});
