/** What a desk policy may say about grants: few roles, groups, lengths and templates, so that they meet those of requests. */
import fc from 'fast-check';
import { DEFAULT_GRANT_RULES, type GrantRules, NEVER_BY_DEFAULT } from '../../../../shared/domain/grant-rules';
import { changed } from './changed';

/** Roles that may be granted by default, roles that never may, and one of the tenant's own. */
export const GRANT_ROLES = [
  ...DEFAULT_GRANT_RULES.roles.slice(0, 3).map(({ role }) => role),
  ...Object.keys(NEVER_BY_DEFAULT).slice(0, 3),
  '99999999-9999-4999-8999-999999999999',
] as const;
export const GRANT_GROUPS = ['dddddddd-0000-4000-8000-000000000001', 'dddddddd-0000-4000-8000-000000000002'] as const;
export const GRANT_TEMPLATES = ['incident', 'deployment', 'project', 'night'] as const;
/** Lengths that policies, PIM and requests have in common, so that they meet at the very minute. */
export const GRANT_EDGES = [5, 6, 59, 60, 61, 120, 240, 479, 480, 481, 1440, 43_200] as const;

const anyLength = fc.constantFrom(...GRANT_EDGES);
const anyAs = fc.constantFrom('active' as const, 'eligible' as const, 'choose' as const);

const anyTemplate = fc.record({
  id: fc.constantFrom(...GRANT_TEMPLATES),
  name: fc.constantFrom('Incident', 'Night shift'),
  longestMinutes: anyLength,
  defaultMinutes: fc.constant(5),
  ticketRequired: fc.boolean(),
  startWithinDays: fc.constantFrom(0, 1, 30),
  targets: fc.constant([]),
});

export const anyGrantRules: fc.Arbitrary<Partial<GrantRules>> = changed<Partial<GrantRules>>(
  {},
  {
    roles: fc.uniqueArray(
      fc.record({ role: fc.constantFrom(...GRANT_ROLES), name: fc.constant('A role'), longestMinutes: anyLength, as: anyAs, where: fc.constantFrom('tenant' as const, 'units' as const, 'both' as const) }),
      { selector: ({ role }) => role, maxLength: 4 },
    ),
    groups: fc.uniqueArray(
      fc.record({ group: fc.constantFrom(...GRANT_GROUPS), name: fc.constant('A group'), access: fc.constantFrom('member' as const, 'owner' as const, 'both' as const), longestMinutes: anyLength, as: anyAs }),
      { selector: ({ group }) => group, maxLength: 2 },
    ),
    ownedGroups: fc.record({ allowed: fc.boolean(), longestMinutes: anyLength }),
    never: fc.subarray([...GRANT_ROLES]),
    externalGuests: fc.boolean(),
    templates: fc.uniqueArray(anyTemplate, { selector: ({ id }) => id, minLength: 1, maxLength: 3 }),
    ticketSystem: fc.constantFrom('', 'ServiceNow'),
    remindMinutes: fc.constantFrom(0, 15, 1440),
  },
  3,
);
