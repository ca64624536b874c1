/** Facts, requests and verifications: mostly such that a pass may be issued, each part now and then anything at all. */
import fc from 'fast-check';
import { VERIFICATION_KINDS } from '../../../../shared/domain/limits';
import type { Pass, PassPolicy, PassPolicyTarget } from '../../../../shared/domain/pass';
import type { PassFacts } from '../../../../shared/domain/pass-facts';
import { PersonKind, type RecentChange, RegisteredMethod, type Role } from '../../../../shared/domain/person';
import { type IssueRequest, WRITE_SCOPES } from '../../../../shared/domain/preflight';
import { PREFLIGHT_LINES } from '../../../../shared/domain/rules';
import type { Verification } from '../../../../shared/domain/verification';
import { anyContract, orUnread } from './any-contract';
import { EDGES, OPERATOR_GROUPS } from './any-policy';
import { changed } from './changed';
import { facts, GROUP, MANAGER, now, OPERATOR, pass, PERSON, policy, request, ROLES, verification } from './given';

const text = fc.string({ maxLength: 20 });

/** Around {@link now}, and in a few runs at the ends of what ISO 8601 with four digits can say. */
export const anyInstant = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -50 * 1440, max: 50 * 1440 }).map((minutes) => new Date(now.getTime() + minutes * 60_000).toISOString()) },
  fc.constantFrom('0000-01-01T00:00:00+23:59', '9999-12-31T23:59:59.999Z', '2026-03-29T02:30:00+01:00'),
);
/** As the schema of journal and reads has it: in UTC. */
const anyUtcInstant = anyInstant.filter((instant) => instant.endsWith('Z'));

const anyRole: fc.Arbitrary<Role> = fc.constantFrom(...Object.values(ROLES));
const someRoles = orUnread(fc.array(anyRole, { maxLength: 3 }));
const someNames = orUnread(fc.array(text, { maxLength: 2 }));

const anyTarget: fc.Arbitrary<PassPolicyTarget> = fc.record({
  id: fc.constantFrom('all_users', GROUP, GROUP.toUpperCase(), PERSON, '66666666-6666-4666-8666-666666666666'),
  targetType: fc.constantFrom('group' as const, 'user' as const),
});
const anyPolicy: fc.Arbitrary<PassPolicy> = changed<PassPolicy>(
  policy,
  {
    state: fc.constant('disabled' as const),
    defaultLifetimeInMinutes: fc.integer({ min: 10, max: 43_200 }),
    minimumLifetimeInMinutes: fc.oneof(fc.constantFrom(...EDGES), fc.integer()),
    maximumLifetimeInMinutes: fc.oneof(fc.constantFrom(...EDGES), fc.integer()),
    isUsableOnce: fc.boolean(),
    defaultLength: fc.option(fc.integer({ min: 8, max: 48 })),
    includeTargets: fc.array(anyTarget, { maxLength: 3 }),
    excludeTargets: fc.array(anyTarget, { maxLength: 2 }),
  },
  4,
);

export const anyPass: fc.Arbitrary<Pass> = fc.record({
  id: fc.constantFrom(pass.id, 'another-pass'),
  createdDateTime: fc.option(anyInstant),
  startDateTime: anyInstant,
  lifetimeInMinutes: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 10, max: 43_200 }) }, fc.maxSafeInteger()),
  isUsableOnce: fc.boolean(),
  isUsable: fc.boolean(),
  methodUsabilityReason: fc.constantFrom('EnabledByPolicy', 'DisabledByPolicy', 'Expired', 'NotYetValid', 'OneTimeUsed', '', 'SomethingNew'),
});

const anyMethod: fc.Arbitrary<RegisteredMethod> = fc.record({
  id: fc.constantFrom('method-1', 'method-2'),
  type: fc.constantFrom(...RegisteredMethod.shape.type.options),
  detail: text,
  createdDateTime: fc.option(anyInstant),
});
const anyChange: fc.Arbitrary<RecentChange> = fc.record({ at: anyInstant, what: text, kind: fc.constantFrom('phone' as const, 'manager' as const, 'method' as const), by: text });

export const anyFacts: fc.Arbitrary<PassFacts> = changed<PassFacts>(
  facts,
  {
    person: changed<PassFacts['person']>(
      facts.person,
      {
        id: fc.constantFrom(OPERATOR, OPERATOR.toUpperCase()),
        displayName: text,
        userPrincipalName: text,
        mail: fc.option(text),
        accountEnabled: fc.constantFrom(false, null),
        kind: fc.constantFrom(...PersonKind.options),
        employeeType: fc.option(fc.constantFrom('Employee', 'contractor ', 'Vendor', 'TEMP', '')),
        mobilePhone: fc.option(fc.constantFrom('+44 20 7946 0001', ' ', '')),
        businessPhones: fc.array(fc.constantFrom('+44 20 7946 0100', '+44 20 7946 0001'), { maxLength: 2 }),
      },
      3,
    ),
    manager: orUnread(fc.option(fc.constant({ id: MANAGER, displayName: 'Charles Boateng', mail: null }))),
    roles: someRoles,
    eligibleRoles: someRoles,
    roleAssignableGroups: someNames,
    ownedRoleAssignableGroups: someNames,
    groupIds: orUnread(fc.subarray([GROUP, 'another-group'])),
    contract: anyContract,
    taskEndsAt: fc.integer({ min: -60, max: 10 * 1440 }).map((minutes) => new Date(now.getTime() + minutes * 60_000).toISOString()),
    policy: orUnread(anyPolicy),
    methods: orUnread(fc.array(anyMethod, { maxLength: 3 })),
    recentChanges: orUnread(fc.array(anyChange, { maxLength: 3 })),
    pass: anyPass,
    operator: changed<PassFacts['operator']>(
      facts.operator,
      {
        id: fc.constantFrom(OPERATOR.toUpperCase(), PERSON),
        roles: orUnread(fc.oneof(fc.constant([ROLES.privilegedAuthenticationAdministrator]), fc.array(anyRole, { maxLength: 3 }))),
        groupIds: orUnread(fc.subarray(OPERATOR_GROUPS.map((id) => id.toLowerCase()))),
        scopes: fc.option(fc.subarray(['User.Read.All', 'Not-UserAuthMethod-TAP.ReadWrite.All', ...WRITE_SCOPES, `https://graph.microsoft.us/${WRITE_SCOPES[1].toUpperCase()}`])),
      },
      2,
    ),
    use: fc.record({ operatorHour: fc.integer({ min: 0, max: 30 }), operatorDay: fc.integer({ min: 0, max: 70 }), lastForPerson: fc.option(fc.oneof(fc.integer({ min: -1450, max: 10 }).map((minutes) => new Date(now.getTime() + minutes * 60_000).toISOString()), anyUtcInstant)) }),
    clockSkewMs: fc.option(fc.integer({ min: -600_000, max: 600_000 })),
    readAt: fc.constant(facts.readAt),
  },
  6,
);

type AnyVerification = Pick<Verification, 'kind' | 'against' | 'againstId' | 'at'>;

export const anyVerification: fc.Arbitrary<AnyVerification | null> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 6, arbitrary: fc.oneof(
    fc.constantFrom<AnyVerification>(
      verification,
      { ...verification, kind: 'call-back', againstId: '+44 20 7946 0001' },
      { ...verification, kind: 'manager-attested', againstId: MANAGER },
      { ...verification, kind: 'existing-method', againstId: 'method-1' },
    ),
    changed<AnyVerification>(
      verification,
      {
        kind: fc.constantFrom(...VERIFICATION_KINDS),
        against: fc.string({ maxLength: 130 }),
        againstId: fc.constantFrom('', '+44 20 7946 0001', '+44 20 7946 0100', MANAGER, 'method-1', 'nothing on file'),
        at: fc.oneof(
          fc.integer({ min: -300, max: 10 }).map((minutes) => new Date(now.getTime() + minutes * 60_000).toISOString()),
          fc.constant('yesterday'),
        ),
      },
      3,
    ),
  ) },
);

export const anyAcknowledged = fc.oneof(fc.constant([...PREFLIGHT_LINES]), fc.subarray([...PREFLIGHT_LINES]));

/** As a form, or somebody who calls the main process without one, may send it. */
export const anyRequest: fc.Arbitrary<IssueRequest> = changed<IssueRequest>(
  request,
  {
    lifetimeInMinutes: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...EDGES, 9, 43_201) }, fc.integer({ min: 0, max: 50_000 }), fc.integer(), fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 60.5, 1e308)),
    isUsableOnce: fc.boolean(),
    startDateTime: fc.option(fc.oneof(anyInstant, fc.string(), fc.constantFrom('', 'tomorrow', '+275760-09-13T00:00:00.001Z', '2026-02-30T00:00:00Z'))),
    reason: fc.oneof(fc.string(), fc.constantFrom('', ' '.repeat(600), 'x'.repeat(500), 'x'.repeat(501), 'x'.repeat(100_000))),
    ticket: fc.oneof(fc.string(), fc.constantFrom('', 'INC-1', ' INC-1 ', 'a', 'ab', 'b', 'INC-1\nb', 'x'.repeat(100_000))),
    replacesPassId: fc.constantFrom(null, pass.id, 'another-pass'),
    acknowledged: anyAcknowledged,
  },
  4,
);
