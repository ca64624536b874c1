import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DESCRIPTIONS } from '../../../main/adapters/desk-policy/desk-policy-descriptions';
import { deskPolicyJsonSchema, type SchemaNode } from '../../../main/adapters/desk-policy/desk-policy-json-schema';
import { DeskPolicy } from '../../../shared/desk-policy';
import { DEFAULT_LIMITS, TIERS, type Limits } from '../../../shared/domain/limits';
import { DEFAULT_GRANT_RULES, GrantRules, NEVER_BY_DEFAULT } from '../../../shared/domain/grant-rules';
import { ALERT_KINDS, AlertSinkRule, DEFAULT_ALERT_RULES } from '../../../shared/domain/alert';
import { DEFAULT_AUDITOR_RULES, DEFAULT_HISTORY_RULES, DEFAULT_JOURNAL_RULES } from '../../../shared/domain/history/history-rules';
import { DEFAULT_NOT_CHECKED, DEFAULT_RULES } from '../../../shared/domain/rules';
import { DEFAULT_RUN_RULES, RUN_MAXIMUM, RunRules, ZONE_PROPERTIES } from '../../../shared/domain/run-rules';
import { DEFAULT_SCENARIOS } from '../../../shared/domain/scenario';
import { fullPolicy, leastPolicy } from '../../support/desk-policy';

const schema = deskPolicyJsonSchema();
// Formats come from another package; what they would check is checked by zod.
const accepts = new Ajv2020({ validateFormats: false, strict: true, allowUnionTypes: true }).compile(schema as object);
const page = readFileSync('docs/desk-policy.md', 'utf8');
const exampleOnPage: unknown = JSON.parse(/## A complete example\s+```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');

describe('the JSON Schema of the desk policy', () => {
  it.each<[string, unknown]>([
    ['the least', leastPolicy],
    ['a full policy', fullPolicy],
    ['docs/desk.example.json', JSON.parse(readFileSync('docs/desk.example.json', 'utf8'))],
    ['the complete example in docs/desk-policy.md', exampleOnPage],
    ['another cloud', { ...leastPolicy, cloud: { authority: 'https://login.example/t', graph: 'https://graph.example' } }],
  ])('takes %s, as zod does', (_, policy) => {
    expect([accepts(policy), accepts.errors, DeskPolicy.safeParse(policy).success]).toEqual([true, null, true]);
  });

  it.each<[string, object]>([
    ['an unknown key', { ...leastPolicy, limit: {} }],
    ['an unknown key deep inside', { ...leastPolicy, limits: { standard: { lifetime: { maximum: 60 } } } }],
    ['an unknown line of the preflight', { ...leastPolicy, notChecked: { everything: 'refuse' } }],
    ['a lifetime too short', { ...leastPolicy, limits: { everyone: { lifetime: { minimumMinutes: 5 } } } }],
    ['a channel that is none', { ...leastPolicy, limits: { everyone: { delivery: { channels: ['fax'] } } } }],
    ['hours without a time zone', { ...leastPolicy, limits: { everyone: { hours: { days: ['mon'], from: '07:00', to: '19:00' } } } }],
    ['a group without limits', { ...leastPolicy, operatorGroups: [{ groupId: leastPolicy.tenantId, name: 'x' }] }],
    ['an unknown part of a role', { ...leastPolicy, grants: { roles: [{ ...DEFAULT_GRANT_RULES.roles[0], scope: '/' }] } }],
    ['a grant shorter than PIM takes', { ...leastPolicy, grants: { ownedGroups: { allowed: true, longestMinutes: 4 } } }],
    ['an unknown source of the contract’s end', { ...leastPolicy, contractors: { end: { mail: true } } }],
    ['a contract that ends on no day', { ...leastPolicy, contractors: { end: { people: { 'max@fabrikam.example': 'March' } } } }],
    ['a time zone by an unknown property', { ...leastPolicy, runs: { timeZones: [{ property: 'site', value: 'Pune', timeZone: 'Asia/Kolkata' }] } }],
    ['a run larger than any', { ...leastPolicy, runs: { maximumPeople: RUN_MAXIMUM + 1 } }],
    ['a sink with a secret in it', { ...leastPolicy, alerts: { sinks: [{ kind: 'webhook', name: 'x', url: 'https://contoso.example', secret: 'abc' }] } }],
    ['a place for heads of no known kind', { ...leastPolicy, journal: { anchors: [{ kind: 'tape' }] } }],
    ['a finding of nobody', { ...leastPolicy, history: { repeatPasses: 1 } }],
    ['no tenant', { version: 1 }],
  ])('refuses %s, as zod does', (_, policy) => {
    expect([accepts(policy), DeskPolicy.safeParse(policy).success]).toEqual([false, false]);
  });

  it('refuses nothing that zod takes', () => {
    const limits = fc.record({
      mayIssue: fc.boolean(), startWithinDays: fc.integer({ min: 0, max: 31 }), passesPerOperatorHour: fc.integer({ min: -1, max: 10_001 }),
      lifetime: fc.record({ minimumMinutes: fc.integer({ min: 9, max: 500 }), maximumMinutes: fc.integer({ min: 9, max: 43_201 }) }, { requiredKeys: [] }),
      verification: fc.record({ kinds: fc.array(fc.constantFrom('call-back', 'photo-id', 'other')), quarantineDays: fc.double({ min: 0, max: 3 }) }, { requiredKeys: [] }),
      hours: fc.constantFrom('any', 'never', { timeZone: 'UTC', days: ['sat'], from: '22:00', to: '06:00' }, { timeZone: 'UTC', days: [], from: '', to: '' }),
    }, { requiredKeys: [] });
    fc.assert(fc.property(fc.record({ everyone: limits, privileged: limits, other: limits }, { requiredKeys: [] }), (some) => {
      const policy = { ...leastPolicy, limits: some };
      if (DeskPolicy.safeParse(policy).success) expect([accepts(policy), accepts.errors]).toEqual([true, null]);
    }));
  });

  it('explains every setting, and has no explanation left over', () => {
    const used = new Set<string>();
    const settings = (node: SchemaNode): readonly SchemaNode[] => [
      ...Object.values(node.properties ?? {}),
      ...[...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : []), ...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(settings),
    ];
    const unexplained = settings(schema).filter((node) => {
      if (node.description !== undefined) used.add(node.description);
      return node.description === undefined;
    });
    expect(unexplained).toEqual([]);
    expect(Object.entries(DESCRIPTIONS).filter(([, text]) => !used.has(text))).toEqual([]);
  });

  it('tells editors nothing of "read only"', () => {
    expect(JSON.stringify(schema)).not.toContain('readOnly');
  });
});

/** Words of a limit as the page writes them. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => `\`${String(each)}\``).join(', ');
  return `\`${typeof value === 'string' && !/^[a-z]+$/.test(value) ? value : JSON.stringify(value)}\``;
}
const cells = (row: readonly string[]) => `| ${row.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [cells(head), cells(head.map(() => '---')), ...rows.map(cells)].join('\n');

/** Limits as dot paths, in the order in which they are declared. */
function flat(limits: Limits): Record<string, unknown> {
  return Object.fromEntries(Object.entries(limits).flatMap(([name, value]) =>
    typeof value === 'object' && !Array.isArray(value) ? Object.entries(value).map(([part, inner]) => [`${name}.${part}`, inner]) : [[name, value]]));
}

describe('docs/desk-policy.md', () => {
  it('has the defaults that are built in', () => {
    const [first, ...others] = TIERS.map((tier) => flat(DEFAULT_LIMITS[tier]));
    const rows = Object.keys(first!).map((name) => [`\`${name}\``, ...[first!, ...others].map((each) => written(each[name]))]);
    expect(page).toContain(table(['setting', ...TIERS.map((tier) => `\`${tier}\``)], rows));
  });

  it('has the scenarios that are built in', () => {
    const rows = DEFAULT_SCENARIOS.map(({ id, name, lifetimeInMinutes, isUsableOnce }) => [`\`${id}\``, name, String(lifetimeInMinutes), isUsableOnce ? 'yes' : 'no']);
    expect(page).toContain(table(['id', 'name', 'minutes', 'one-time'], rows));
  });

  it('has what happens by default with lines that cannot be checked, and who is a contractor', () => {
    expect(page).toContain(table(['line', 'default'], Object.entries(DEFAULT_NOT_CHECKED).map(([line, rule]) => [`\`${line}\``, `\`"${rule}"\``])));
    const { employeeTypes, internalGuests } = DEFAULT_RULES.contractors;
    expect(page.replaceAll('\n', ' ')).toContain(`default ${written(employeeTypes)})`);
    expect(page).toContain(`default \`${internalGuests}\``);
  });

  it('has the roles, templates and other rules on grants that are built in', () => {
    const { roles, templates, never, ownedGroups, remindMinutes, externalGuests, groups, ticketSystem } = DEFAULT_GRANT_RULES;
    expect(page).toContain(table(['role', 'name', 'longest, minutes'], roles.map((each) => [`\`${each.role}\``, each.name, String(each.longestMinutes)])));
    expect(roles.filter(({ as, where }) => as !== 'choose' || where !== 'both')).toEqual([]);
    expect(page).toContain(table(['role', 'name'], never.map((id) => [`\`${id}\``, NEVER_BY_DEFAULT[id]!])));
    const rows = templates.map((each) => [`\`${each.id}\``, each.name, String(each.longestMinutes), String(each.defaultMinutes), each.ticketRequired ? 'yes' : 'no', String(each.startWithinDays)]);
    expect(page).toContain(table(['id', 'name', 'longest, minutes', 'suggested, minutes', 'ticket', 'days ahead'], rows));
    const defaultOf = (name: string) => new RegExp(`^\\| \`${name.replace('.', '\\.')}\` \\|[^|]*\\|[^|]*\\| ([^|]*) \\|`, 'm').exec(page)?.[1];
    expect(['ownedGroups.allowed', 'ownedGroups.longestMinutes', 'remindMinutes', 'externalGuests', 'groups', 'ticketSystem'].map(defaultOf)).toEqual([
      ...[ownedGroups.allowed, ownedGroups.longestMinutes, remindMinutes, externalGuests].map((value) => `\`${value}\``),
      ...[groups.length, ticketSystem.length].map((length) => (length === 0 ? 'none' : 'see below')),
    ]);
  });

  it('has where the end of a contract is read by default', () => {
    const { end, ...lists } = DEFAULT_RULES.contractors;
    for (const [name, value] of Object.entries(end)) expect(page).toMatch(new RegExp(`^\\| \`end\\.${name}\` \\| [^|]+ \\| \`${JSON.stringify(value)}\` \\|`, 'm'));
    expect([lists.companies, lists.groups, lists.units]).toEqual([[], [], []]);
  });

  it('has the rules on runs that are built in, every setting with its bounds, and each in its example', () => {
    const section = /## Runs\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '';
    const rows = [...section.matchAll(/^\| `(\w+)` \| ([^|]*)\| ([^|]+) \| ([^|]+) \| [^|]+ \|$/gm)].map(([, name, , bounds, byDefault]) => [name, bounds, byDefault]);
    const { timeZones, ...others } = DEFAULT_RUN_RULES;
    expect(timeZones).toEqual([]);
    expect(Object.fromEntries(rows.map(([name, , byDefault]) => [name, byDefault]))).toEqual({ ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, `\`${JSON.stringify(value)}\``])), timeZones: 'none' });
    const { maximumPeople, handOverWithinMinutes, timeZones: list } = schema.properties?.runs?.properties ?? {};
    expect(Object.fromEntries(rows.map(([name, bounds]) => [name, bounds]))).toMatchObject({
      maximumPeople: `${maximumPeople?.minimum} to ${maximumPeople?.maximum}`,
      handOverWithinMinutes: `${handOverWithinMinutes?.minimum} to ${handOverWithinMinutes?.maximum}`,
      timeZones: `at most ${list?.maxItems}`,
    });
    expect(ZONE_PROPERTIES.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
    expect(Object.keys((exampleOnPage as DeskPolicy).runs ?? {})).toEqual(Object.keys(RunRules.shape));
  });

  it.each([
    ['Journal', DEFAULT_JOURNAL_RULES, 'journal'],
    ['History', DEFAULT_HISTORY_RULES, 'history'],
  ] as const)('has the rules on the %s that are built in, every setting with its bounds, and each in its example', (heading, defaults, name) => {
    const section = new RegExp(`## ${heading}\\n([\\s\\S]*?)\\n## `).exec(page)?.[1] ?? '';
    const rows = [...section.matchAll(/^\| `(\w+)` \| ([^|]*)\| ([^|]+) \| ([^|]+) \| [^|]+ \|$/gm)].map(([, setting, , bounds, byDefault]) => [setting, bounds, byDefault] as const);
    expect(Object.fromEntries(rows.map(([setting, , byDefault]) => [setting, byDefault]))).toEqual(Object.fromEntries(Object.entries(defaults).map(([setting, value]) => [setting, Array.isArray(value) && value.length === 0 ? 'none' : `\`${JSON.stringify(value)}\``])));
    const nodes = schema.properties?.[name]?.properties ?? {};
    const numbers = Object.entries(nodes).filter(([, node]) => node.minimum !== undefined || node.maxItems !== undefined);
    expect(Object.fromEntries(rows.map(([setting, bounds]) => [setting, bounds]))).toMatchObject(Object.fromEntries(numbers.map(([setting, { minimum, maximum, maxItems }]) => [setting, maxItems === undefined ? `${minimum} to ${maximum}` : `at most ${maxItems}`])));
    expect(Object.keys((exampleOnPage as DeskPolicy)[name] ?? {})).toEqual(Object.keys(defaults));
  });

  it('has the alerts and kinds of sinks that there are, what each sink has, and the defaults', () => {
    const section = /## Alerts\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '';
    expect(ALERT_KINDS.filter((kind) => !section.includes(`\`${kind}\``))).toEqual([]);
    expect(section).toContain(`default ${written(DEFAULT_ALERT_RULES.desktop)})`);
    const kinds = AlertSinkRule.options.map(({ shape }) => [shape.kind.value, Object.keys(shape).filter((key) => !['kind', 'name', 'alerts'].includes(key))] as const);
    for (const [kind, keys] of kinds) for (const key of keys) expect(section).toMatch(new RegExp(`^\\| \`${kind}\` \\| [^|]*\`${key}\``, 'm'));
    const { alerts, auditors } = exampleOnPage as DeskPolicy;
    expect([alerts?.sinks?.map(({ kind }) => kind), Object.keys(alerts ?? {}), Object.keys(auditors ?? {}), DEFAULT_ALERT_RULES.sinks, DEFAULT_AUDITOR_RULES.groups]).toEqual([kinds.map(([kind]) => kind), Object.keys(DEFAULT_ALERT_RULES), Object.keys(DEFAULT_AUDITOR_RULES), [], []]);
  });

  it('names every setting on grants and contracts, and sets each in its example', () => {
    const { grants, contractors } = exampleOnPage as DeskPolicy;
    expect([Object.keys(grants ?? {}), Object.keys(contractors ?? {}), Object.keys(contractors?.end ?? {})]).toEqual([Object.keys(GrantRules.shape), Object.keys(DEFAULT_RULES.contractors), Object.keys(DEFAULT_RULES.contractors.end)]);
    expect([...Object.keys(GrantRules.shape), 'companies', 'groups', 'units'].filter((name) => !page.includes(name))).toEqual([]);
  });

  it('names every limit, and sets everything in its example', () => {
    for (const name of Object.keys(flat(DEFAULT_LIMITS.standard))) expect(page).toMatch(new RegExp(`^\\| \`${name.replace('.', '\\.')}\` \\| [^|]*\\| [^|]+ \\|`, 'm'));
    expect(Object.keys(exampleOnPage as object)).toEqual(Object.keys(DeskPolicy.shape));
    expect(Object.keys((exampleOnPage as DeskPolicy).limits ?? {})).toEqual(['everyone', ...TIERS]);
  });
});
