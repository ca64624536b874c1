/** Facts and requests for grants: mostly such that they may be made, each part now and then anything at all. */
import fc from 'fast-check';
import { type GrantItem, GRANT_SCOPES, type GrantRequest } from '../../../../shared/domain/evaluate-grant';
import { type Grant, GrantKind, type GrantTarget, PimNeed, type PimRules } from '../../../../shared/domain/grant';
import type { GrantFacts, GrantOption } from '../../../../shared/domain/grant-facts';
import { GRANT_LINES } from '../../../../shared/domain/grant-lines';
import { type AllowedRole, DEFAULT_GRANT_RULES } from '../../../../shared/domain/grant-rules';
import { PersonKind } from '../../../../shared/domain/person';
import type { DeskRules } from '../../../../shared/domain/rules';
import { anyContract, orUnread } from './any-contract';
import { GRANT_EDGES, GRANT_GROUPS, GRANT_ROLES, GRANT_TEMPLATES } from './any-grant-rules';
import { anyRules, OPERATOR_GROUPS } from './any-policy';
import { changed } from './changed';
import { now, OPERATOR, PERSON, ROLES } from './given';
import { EXCHANGE, grantFacts, grantRequest, held, item, option, pimRules, PRIVILEGED_ROLE_ADMINISTRATOR, RESTRICTED_UNIT, TEAM, UNIT } from './given-grant';

const instant = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
/** To the minute more often than not, so that bounds are met exactly. */
const anyInstant = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -10, max: 600 }).map(instant) }, fc.integer({ min: -40 * 1440, max: 40 * 1440 }).map(instant), fc.integer({ min: -100_000, max: 100_000 }).map((ms) => new Date(now.getTime() + ms).toISOString()));
const anyEdge = fc.constantFrom(...GRANT_EDGES);
const flipped = (id: string) => fc.constantFrom(id, id.toUpperCase());

const anyTarget: fc.Arbitrary<GrantTarget> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'role' as const, id: EXCHANGE }) },
  { weight: 2, arbitrary: fc.constantFrom(...GRANT_ROLES).map((id) => ({ kind: 'role' as const, id })) },
  { weight: 2, arbitrary: fc.constant({ kind: 'member' as const, id: TEAM }) },
  fc.record({ kind: fc.constantFrom(...GrantKind.options), id: fc.constantFrom(...GRANT_ROLES, ...GRANT_GROUPS) }),
);
const anyScope = fc.oneof(
  { weight: 6, arbitrary: fc.constant('/') },
  { weight: 2, arbitrary: flipped(UNIT).map((id) => `/administrativeUnits/${id}`) },
  fc.constantFrom(`/administrativeUnits/${RESTRICTED_UNIT}`, '/administrativeUnits/eeeeeeee-0000-4000-8000-000000000003', `/AdministrativeUnits/${UNIT}`, '/applications/x', ''),
);
const anyHow = fc.constantFrom('active' as const, 'active' as const, 'eligible' as const);

const anyBound = fc.record({ longestMinutes: fc.oneof(fc.constant(null), fc.constantFrom(0, ...GRANT_EDGES)), mustEnd: fc.boolean(), needs: fc.subarray([...PimNeed.options]) });
const anyPimRules: fc.Arbitrary<PimRules> = changed<PimRules>(pimRules, { active: anyBound, eligible: anyBound, activation: fc.constant({ ...pimRules.activation, needsApproval: true }) }, 2);

export const anyOption: fc.Arbitrary<GrantOption> = changed<GrantOption>(
  option,
  {
    target: anyTarget,
    displayName: fc.string({ maxLength: 12 }),
    longestMinutes: anyEdge,
    as: fc.constantFrom('active' as const, 'eligible' as const, 'choose' as const),
    where: fc.constantFrom('tenant' as const, 'units' as const, 'both' as const),
    rules: orUnread(anyPimRules),
    refusedBecause: fc.constantFrom('dynamic' as const, 'synced' as const, 'role-assignable' as const),
  },
  3,
);

export const anyGrant: fc.Arbitrary<Grant> = changed<Grant>(
  held,
  {
    target: anyTarget,
    how: anyHow,
    scope: anyScope,
    startDateTime: fc.option(anyInstant),
    endDateTime: fc.option(anyInstant),
    path: fc.constantFrom('direct' as const, 'group' as const),
    assignment: fc.constantFrom('assigned' as const, 'activated' as const),
  },
  3,
);

const someRoles = orUnread(fc.array(fc.constantFrom(...Object.values(ROLES)), { maxLength: 2 }));
const someNames = orUnread(fc.array(fc.string({ maxLength: 8 }), { maxLength: 2 }));

export const anyGrantFacts: fc.Arbitrary<GrantFacts> = changed<GrantFacts>(
  grantFacts,
  {
    person: changed<GrantFacts['person']>(
      grantFacts.person,
      {
        id: fc.constantFrom(OPERATOR, OPERATOR.toUpperCase()),
        userPrincipalName: fc.constantFrom('ADA@contoso.example', 'bob@contoso.example'),
        accountEnabled: fc.constantFrom(false, null),
        kind: fc.constantFrom(...PersonKind.options),
        employeeType: fc.option(fc.constantFrom('Employee', 'contractor ', 'Vendor', 'TEMP')),
      },
      2,
    ),
    contract: anyContract,
    roles: someRoles,
    eligibleRoles: someRoles,
    roleAssignableGroups: someNames,
    ownedRoleAssignableGroups: someNames,
    catalogue: fc.array(anyOption, { maxLength: 5 }),
    units: orUnread(fc.subarray([{ id: UNIT, displayName: 'Berlin', isRestricted: false }, { id: RESTRICTED_UNIT, displayName: 'Executives', isRestricted: true }])),
    grants: orUnread(fc.array(anyGrant, { maxLength: 3 })),
    operator: changed<GrantFacts['operator']>(
      grantFacts.operator,
      {
        id: fc.constantFrom(OPERATOR.toUpperCase(), PERSON),
        roles: orUnread(fc.array(fc.constantFrom(PRIVILEGED_ROLE_ADMINISTRATOR, ROLES.globalAdministrator, ROLES.groupsAdministrator, ROLES.helpdeskAdministrator), { maxLength: 2 })),
        groupIds: orUnread(fc.subarray(OPERATOR_GROUPS.map((id) => id.toLowerCase()))),
        ownedGroupIds: orUnread(fc.subarray([TEAM.toUpperCase(), GRANT_GROUPS[1]])),
        scopes: fc.option(fc.subarray(['User.Read.All', ...Object.values(GRANT_SCOPES).flatMap((side) => Object.values(side).flat())])),
      },
      2,
    ),
    clockSkewMs: fc.option(fc.integer({ min: -600_000, max: 600_000 })),
  },
  4,
);

const anyItem: fc.Arbitrary<GrantItem> = changed<GrantItem>(item, { target: anyTarget.chain(({ kind, id }) => flipped(id).map((each) => ({ kind, id: each }))), how: anyHow, scope: anyScope }, 2);

export const anyGrantAcknowledged = fc.oneof(fc.constant([...GRANT_LINES]), fc.subarray([...GRANT_LINES]));

/** As a form, or somebody who calls the main process without one, may send it. */
export const anyGrantRequest: fc.Arbitrary<GrantRequest> = fc.tuple(
  changed<GrantRequest>(
    grantRequest,
    {
      template: fc.constantFrom(...GRANT_TEMPLATES, 'unheard-of'),
      items: fc.array(anyItem, { maxLength: 3 }),
      startDateTime: fc.option(fc.oneof({ weight: 5, arbitrary: anyInstant }, fc.constantFrom('', 'tomorrow', '2026-02-30T00:00:00Z'))),
      minutes: fc.option(fc.oneof({ weight: 5, arbitrary: anyEdge }, fc.integer({ min: -5, max: 1_051_200 }), fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, 4.999, 60.5, 1e300))),
      reason: fc.oneof(fc.string(), fc.constantFrom('', ' '.repeat(600), 'x'.repeat(501))),
      ticket: fc.oneof(fc.string(), fc.constantFrom('', ' INC-1 ', 'a', 'x'.repeat(65))),
      acknowledged: anyGrantAcknowledged,
    },
    4,
  ),
  fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: anyInstant.map((until) => ({ minutes: null, until })) }, anyInstant.map((until) => ({ until })), fc.constantFrom({ minutes: null, until: 'soon' }, { minutes: null, until: null })),
).map(([request, end]) => ({ ...request, ...end }));

/** Also such as no file can say: allowing what is never granted. */
export const anyGrantDesk: fc.Arbitrary<DeskRules> = fc.tuple(anyRules, fc.option(fc.constantFrom(...GRANT_ROLES), { freq: 3 })).map(([rules, role]) => {
  const allowed: AllowedRole | null = role === null ? null : { ...DEFAULT_GRANT_RULES.roles[0]!, role, name: 'Slipped in' };
  return allowed ? { ...rules, grants: { ...rules.grants, roles: [...rules.grants.roles, allowed] } } : rules;
});
