import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeskPolicy, rulesOf } from '../../../shared/desk-policy';
import { TIERS } from '../../../shared/domain/limits';
import { DEFAULT_RULES, DeskRules, limitsFor } from '../../../shared/domain/rules';
import { DEFAULT_SCENARIOS } from '../../../shared/domain/scenario';
import { anyPolicyFile } from './support/any-policy';

const GUID = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const ROLE = '29232cdf-9323-42fd-ade2-1d097af3e4de';
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
  contractors: {
    employeeTypes: ['Vendor'],
    internalGuests: false,
    companies: ['Fabrikam'],
    groups: [{ id: GUID, name: 'Suppliers' }],
    units: [{ id: GUID, name: 'External staff' }],
    end: { leaveDate: false, attribute: 'extensionAttribute15', groupPrefix: 'Contract until ', people: { 'max@fabrikam.example': '2028-02-29' } },
  },
  grants: {
    roles: [{ role: GUID, name: 'Desk lead', longestMinutes: 5, as: 'eligible', where: 'units' }],
    groups: [{ group: GUID, name: 'Servers', access: 'owner', longestMinutes: 525_600, as: 'choose' }],
    ownedGroups: { allowed: false, longestMinutes: 60 },
    never: [ROLE],
    externalGuests: true,
    templates: [{ id: 'night', name: 'Night shift', longestMinutes: 60, defaultMinutes: 60, ticketRequired: false, startWithinDays: 365, targets: [{ kind: 'member', id: GUID, as: 'active' }] }],
    ticketSystem: 'ServiceNow',
    remindMinutes: 0,
  },
  runs: { maximumPeople: 5000, startTime: '00:00', timeZone: 'UTC', timeZones: [{ property: 'city', value: 'Pune', timeZone: 'Asia/Kolkata' }], handOverWithinMinutes: 1440, sealedPdf: false },
  notChecked: { account: 'refuse', roles: 'acknowledge', 'eligible-roles': 'refuse', 'operator-role': 'acknowledge', 'operator-group': 'refuse', scopes: 'refuse', 'tenant-policy': 'refuse', 'contract-end': 'refuse', 'recent-changes': 'refuse', units: 'acknowledge', 'pim-rules': 'refuse', grants: 'refuse' },
};

const allowed = (change: object) => ({ role: ROLE, name: 'Exchange Administrator', longestMinutes: 60, as: 'choose', where: 'both', ...change });

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

  it('refuses a role that it never grants, by name, also by the built-in list', () => {
    const global = allowed({ role: '62e90394-69f5-4237-9190-012177145e10', name: 'Global Administrator' });
    const message = 'allows Global Administrator, which "never" refuses; remove one of the two';
    expect([issuesOf({ ...minimal, grants: { roles: [allowed({}), global] } }), issuesOf({ ...minimal, grants: { roles: [global], never: [global.role.toUpperCase()] } }), issuesOf({ ...minimal, grants: { roles: [global], never: [] } })]).toEqual([
      [{ path: 'grants.roles.1', message }], [{ path: 'grants.roles.0', message }], [],
    ]);
  });

  it('takes a built-in role among those that are never granted: nothing has to be said about the others', () => {
    expect(issuesOf({ ...minimal, grants: { never: [ROLE] } })).toEqual([]);
  });

  it('refuses two limits for one thing, at the second', () => {
    const group = (access: string) => ({ group: GUID, name: 'Servers', access, longestMinutes: 60, as: 'active' });
    const once = 'must be there once; an entry above has it already';
    expect([
      issuesOf({ ...minimal, grants: { roles: [allowed({}), allowed({ role: ROLE.toUpperCase(), longestMinutes: 480 })] } }),
      issuesOf({ ...minimal, grants: { groups: [group('member'), group('owner')] } }),
      issuesOf({ ...minimal, grants: { groups: [group('member'), group('both')] } }),
    ]).toEqual([[{ path: 'grants.roles.1.role', message: once }], [], [{ path: 'grants.groups.1.group', message: once }]]);
  });

  it('refuses a template that suggests more than it allows, and two with one id', () => {
    const [incident] = DEFAULT_RULES.grants.templates;
    expect(issuesOf({ ...minimal, grants: { templates: [incident, { ...incident, defaultMinutes: 481 }] } })).toEqual([
      { path: 'grants.templates.1.id', message: 'must be unique; "incident" is taken' },
      { path: 'grants.templates.1', message: '"incident" begins with 481 minutes and allows 480' },
    ]);
  });

  it('refuses two time zones for one value of one property, whatever its letter case', () => {
    const zone = (property: string, value: string, timeZone = 'UTC') => ({ property, value, timeZone });
    const issues = (...timeZones: readonly object[]) => issuesOf({ ...minimal, runs: { timeZones } });
    expect([
      issues(zone('city', 'Pune'), zone('city', 'Berlin'), zone('city', 'PUNE', 'Asia/Kolkata')),
      issues(zone('city', 'Pune'), zone('city', 'Pune')),
      issues(zone('city', 'Luxembourg'), zone('country', 'Luxembourg'), zone('city', 'Luxembourg 2')),
    ]).toEqual([
      [{ path: 'runs.timeZones.2.value', message: 'must be there once; an entry above has it already' }],
      [{ path: 'runs.timeZones.1.value', message: 'must be there once; an entry above has it already' }],
      [],
    ]);
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
    ['an attribute that Entra does not have', { contractors: { end: { attribute: 'extensionAttribute16' } } }],
    ['a contract that ends on no day', { contractors: { end: { people: { 'max@fabrikam.example': '2027-02-29' } } } }],
    ['a prefix that every group has', { contractors: { end: { groupPrefix: '' } } }],
    ['a role by its name', { grants: { roles: [allowed({ role: 'Exchange Administrator' })] } }],
    ['a grant shorter than PIM takes', { grants: { roles: [allowed({ longestMinutes: 4 })] } }],
    ['a role without a limit', { grants: { roles: [allowed({ longestMinutes: undefined })] } }],
    ['no template at all', { grants: { templates: [] } }],
    ['half of what is said about owned groups', { grants: { ownedGroups: { allowed: true } } }],
    ['a run larger than any', { runs: { maximumPeople: 5001 } }],
    ['a run of nobody', { runs: { maximumPeople: 0 } }],
    ['a passcode held for more than a day', { runs: { handOverWithinMinutes: 1441 } }],
    ['a start at no time of day', { runs: { startTime: '24:00' } }],
    ['a time zone that nobody knows', { runs: { timeZone: 'Europe/Nowhere' } }],
    ['a time zone by a property that Graph does not have', { runs: { timeZones: [{ property: 'site', value: 'Pune', timeZone: 'Asia/Kolkata' }] } }],
    ['a time zone for nothing', { runs: { timeZones: [{ property: 'city', value: '', timeZone: 'Asia/Kolkata' }] } }],
    ['half of a time zone', { runs: { timeZones: [{ property: 'city', value: 'Pune' }] } }],
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

  it('leaves, of any file it accepts, one time zone for a place, and one that exists', () => {
    const seen = { kept: 0, twice: 0 };
    fc.assert(
      fc.property(anyPolicyFile, (file) => {
        const policy = DeskPolicy.safeParse(file);
        const zones = rulesOf(file).runs.timeZones;
        const places = new Set(zones.map(({ property, value }) => `${property} ${value.toLowerCase()}`));
        if (places.size < zones.length) {
          seen.twice += 1;
          expect(policy.success).toBe(false);
        } else if (policy.success && zones.length > 0) {
          seen.kept += 1;
          expect(zones.filter(({ timeZone }) => timeZone === 'Nowhere/Land')).toEqual([]);
        }
      }),
      { numRuns: 2000 },
    );
    expect(Object.entries(seen).filter(([, count]) => count < 10)).toEqual([]);
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
    const rules = rulesOf(DeskPolicy.parse({ ...minimal, contractors: { internalGuests: false, end: { leaveDate: false } }, grants: { externalGuests: true }, runs: { maximumPeople: 20 }, notChecked: { 'tenant-policy': 'refuse' } }));
    expect(rules).toEqual({
      ...DEFAULT_RULES,
      contractors: { ...DEFAULT_RULES.contractors, internalGuests: false, end: { ...DEFAULT_RULES.contractors.end, leaveDate: false } },
      grants: { ...DEFAULT_RULES.grants, externalGuests: true },
      runs: { ...DEFAULT_RULES.runs, maximumPeople: 20 },
      notChecked: { ...DEFAULT_RULES.notChecked, 'tenant-policy': 'refuse' },
    });
  });

  it('replaces lists as a whole: an empty one means none', () => {
    const rules = rulesOf(DeskPolicy.parse({ ...minimal, contractors: { employeeTypes: [] }, operatorGroups: [] }));
    expect([rules.contractors.employeeTypes, rules.operatorGroups]).toEqual([[], []]);
  });
});
