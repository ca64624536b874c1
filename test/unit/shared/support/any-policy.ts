/** Desk policies as files may have them: any part left out, any value within the schema, some of them refused by its cross-checks. */
import fc from 'fast-check';
import { DeskPolicy, rulesOf } from '../../../../shared/desk-policy';
import { CHANNELS, type LimitChanges, SecondPass, TIERS, type TierLimits, VERIFICATION_KINDS, WEEKDAYS } from '../../../../shared/domain/limits';
import { type DeskRules, NotCheckedRule, RULED_LINES } from '../../../../shared/domain/rules';
import { ZONE_PROPERTIES } from '../../../../shared/domain/run-rules';
import { anyGrantRules } from './any-grant-rules';
import { changed, type Parts } from './changed';

const TENANT = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
/** Groups that both a policy and the operator of `any-facts.ts` may be in. */
export const OPERATOR_GROUPS = ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002', 'AAAAAAAA-0000-4000-8000-000000000003'] as const;

/** Lifetimes that policies, tenants and requests have in common, so that they meet at the very minute. */
export const EDGES = [10, 11, 59, 60, 61, 90, 119, 120, 121, 240, 479, 480, 481, 43_199, 43_200] as const;

/** Around the instant that the facts of these tests are read at. */
export const CONTRACT_DAYS = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-09', '2026-06-30', '2027-12-31'] as const;

/** A few of these keys, or none: most of a file is left out, and what one part says still meets what the others do. */
const some = <T extends object>(parts: Required<Parts<T>>): fc.Arbitrary<Partial<T>> => changed<Partial<T>>({}, parts, 3);
const minutes = (min: number, max: number) => fc.integer({ min, max });
const timeOfDay = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const atLeastOne = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });

export const anyHours = fc.record({
  timeZone: fc.constantFrom('Europe/Berlin', 'UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'),
  days: atLeastOne(WEEKDAYS),
  from: timeOfDay,
  to: timeOfDay,
});

export const anyChanges = some<LimitChanges>({
  mayIssue: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.boolean()),
  lifetime: some({ minimumMinutes: fc.oneof(fc.constantFrom(...EDGES), minutes(10, 43_200)), maximumMinutes: fc.oneof(fc.constantFrom(...EDGES), minutes(10, 43_200)), defaultMinutes: minutes(10, 43_200) }),
  oneTimeRequired: fc.boolean(),
  startWithinDays: fc.integer({ min: 0, max: 30 }),
  hours: fc.oneof(fc.constant('any' as const), anyHours),
  passesPerOperatorHour: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 10_000 })),
  passesPerOperatorDay: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 10_000 })),
  secondPassWithin24Hours: fc.constantFrom(...SecondPass.options),
  verification: some({ kinds: atLeastOne(VERIFICATION_KINDS), maximumAgeMinutes: minutes(1, 240), quarantineDays: fc.integer({ min: 0, max: 30 }) }),
  reason: some({ minimumLength: fc.integer({ min: 0, max: 12 }), maximumLength: fc.integer({ min: 8, max: 500 }) }),
  ticket: some({ pattern: fc.constantFrom('INC-[0-9]{1,6}', '[A-Z]+-\\d+', '.*', '', 'INC-1|REQ-2', '(?:a)|(?:b)', 'a)|(b', '\\p{L}+'), example: fc.constant('INC-1042') }),
  delivery: some({ channels: atLeastOne(CHANNELS), copy: fc.boolean(), tellPerson: fc.boolean() }),
});

export const anyTierLimits = some<TierLimits>({ everyone: anyChanges, ...(Object.fromEntries(TIERS.map((tier) => [tier, anyChanges])) as Record<(typeof TIERS)[number], typeof anyChanges>) });

const anyScenario = fc.record({
  id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}$/),
  name: fc.string({ minLength: 1, maxLength: 60 }),
  lifetimeInMinutes: minutes(10, 43_200),
  isUsableOnce: fc.boolean(),
  card: fc.array(fc.string({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 3 }),
});

/** Groups, units, companies and days that the contracts of `any-contract.ts` have too. */
export const CONTRACT_GROUPS = ['bbbbbbbb-0000-4000-8000-000000000001', 'BBBBBBBB-0000-4000-8000-000000000002'] as const;
export const CONTRACT_UNITS = ['cccccccc-0000-4000-8000-000000000001', 'CCCCCCCC-0000-4000-8000-000000000002'] as const;
export const COMPANIES = ['Fabrikam', 'FABRIKAM ', 'Adatum'] as const;

const named = (ids: readonly string[]) => fc.subarray(ids.map((id) => ({ id, name: 'Suppliers' })));
const anyContractors = some<NonNullable<DeskPolicy['contractors']>>({
  employeeTypes: fc.subarray(['Contractor', 'VENDOR', 'temp']),
  internalGuests: fc.boolean(),
  companies: fc.subarray(['fabrikam', 'Adatum']),
  groups: named(CONTRACT_GROUPS),
  units: named(CONTRACT_UNITS),
  end: some<NonNullable<NonNullable<DeskPolicy['contractors']>['end']>>({
    leaveDate: fc.boolean(),
    attribute: fc.constantFrom(null, 'extensionAttribute1', 'extensionAttribute15'),
    groupPrefix: fc.constantFrom(null, 'Contract until ', 'BİTİŞ'),
    people: fc.dictionary(fc.constantFrom('ada@contoso.example', 'ADA@contoso.example', 'bob@contoso.example'), fc.constantFrom(...CONTRACT_DAYS), { maxKeys: 2 }),
  }),
});

const anyZone = fc.constantFrom('Europe/Berlin', 'UTC', 'Asia/Kolkata', 'Pacific/Apia', 'Nowhere/Land');
const anyRuns = some<NonNullable<DeskPolicy['runs']>>({
  maximumPeople: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5001 })),
  startTime: timeOfDay,
  timeZone: fc.option(anyZone),
  // Few places: the same one twice is refused, and happens.
  timeZones: fc.array(fc.record({ property: fc.constantFrom(...ZONE_PROPERTIES), value: fc.constantFrom('Pune', 'PUNE', 'DE'), timeZone: anyZone }), { maxLength: 3 }),
  handOverWithinMinutes: minutes(5, 1440),
  sealedPdf: fc.boolean(),
});

type PolicyFile = Omit<DeskPolicy, 'cloud'> & { readonly cloud: string };

/** As parsed from JSON, before the schema. */
export const anyPolicyFile: fc.Arbitrary<PolicyFile> = changed<PolicyFile>(
  { version: 1, tenantId: TENANT, clientId: TENANT, cloud: 'global' },
  {
    limits: anyTierLimits,
    operatorGroups: fc.array(fc.record({ groupId: fc.constantFrom(...OPERATOR_GROUPS), name: fc.constant('Desk leads'), limits: anyTierLimits }), { minLength: 1, maxLength: 3 }),
    scenarios: fc.uniqueArray(anyScenario, { selector: ({ id }) => id, minLength: 1, maxLength: 3 }),
    contractors: anyContractors,
    grants: anyGrantRules,
    runs: anyRuns,
    notChecked: some(Object.fromEntries(RULED_LINES.map((line) => [line, fc.constantFrom(...NotCheckedRule.options)]))),
  },
  6,
);

/** Rules as they are in force: of a policy that the schema accepted, with the built-in defaults where it is silent. */
export const anyRules: fc.Arbitrary<DeskRules> = anyPolicyFile
  .map((file) => DeskPolicy.safeParse(file))
  .filter(({ success }) => success)
  .map(({ data }) => rulesOf(data!));
