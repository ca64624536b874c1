/**
 * What the tenant's PIM policies demand for each role and group. Source of the shape and of the defaults: Graph, "Rules
 * in PIM"; that they differ from role to role is this tenant's own doing, so that an app meets every kind.
 */
import { TIME_BOUND_GROUPS } from '../directory/groups';
import { ROLE_TEMPLATES, type RoleName } from '../directory/roles';
import type { Access, How } from './access';

export type Enabled = 'MultiFactorAuthentication' | 'Justification' | 'Ticketing';

export type Bound = {
  /** ISO 8601. `PT0S`, seen in broken tenants, refuses every length. */
  readonly maximumDuration: string;
  /** False: it may be without an end. */
  readonly isExpirationRequired: boolean;
  readonly enabledRules: readonly Enabled[];
};

export type PimRules = {
  readonly active: Bound;
  readonly eligible: Bound;
  /** When somebody activates what they are eligible for. Approval is asked for then, and never of an administrator. */
  readonly activation: Bound;
  readonly isApprovalRequired: boolean;
};

const DEFAULTS: PimRules = {
  active: { maximumDuration: 'P180D', isExpirationRequired: true, enabledRules: ['Justification'] },
  eligible: { maximumDuration: 'P365D', isExpirationRequired: false, enabledRules: [] },
  activation: { maximumDuration: 'PT8H', isExpirationRequired: true, enabledRules: ['MultiFactorAuthentication', 'Justification'] },
  isApprovalRequired: false,
};

const shortActive = (maximumDuration: string): PimRules => ({ ...DEFAULTS, active: { ...DEFAULTS.active, maximumDuration } });
const strict: PimRules = { ...DEFAULTS, active: { ...DEFAULTS.active, maximumDuration: 'P30D', enabledRules: ['MultiFactorAuthentication', 'Justification', 'Ticketing'] } };
const approved: PimRules = { ...DEFAULTS, isApprovalRequired: true };
const standing: PimRules = { ...DEFAULTS, active: { ...DEFAULTS.active, isExpirationRequired: false } };

const ROLE_RULES: Readonly<Partial<Record<RoleName, PimRules>>> = {
  'Exchange Administrator': shortActive('PT8H'),
  'Teams Administrator': shortActive('P1D'),
  'SharePoint Administrator': approved,
  'Intune Administrator': { ...strict, active: { ...strict.active, maximumDuration: 'P1D' } },
  'Helpdesk Administrator': strict,
  'User Administrator': strict,
  'Security Administrator': { ...approved, active: { ...approved.active, maximumDuration: 'PT4H', enabledRules: ['MultiFactorAuthentication', 'Justification', 'Ticketing'] } },
  'Global Administrator': { ...approved, active: { ...approved.active, maximumDuration: 'PT2H' } },
  'Privileged Role Administrator': approved,
  'Privileged Authentication Administrator': approved,
  'Directory Readers': standing,
  'Global Reader': standing,
  // Left so by a migration that went wrong: nobody can be given this role for any time.
  'Printer Administrator': shortActive('PT0S'),
};

const byRole = new Map<string, PimRules>(Object.entries(ROLE_RULES).map(([name, rules]) => [ROLE_TEMPLATES[name as RoleName], rules]));
const ticketed: PimRules = { ...DEFAULTS, active: { maximumDuration: 'P30D', isExpirationRequired: true, enabledRules: ['Justification', 'Ticketing'] } };
const byGroup = new Map<string, PimRules>([
  [TIME_BOUND_GROUPS.deployment.id, { ...ticketed, active: { ...ticketed.active, maximumDuration: 'PT12H' } }],
  [TIME_BOUND_GROUPS.incident.id, ticketed],
  [TIME_BOUND_GROUPS.finance.id, approved],
]);

export function rulesFor(access: Access): PimRules {
  const own = access.kind === 'role' ? byRole.get(access.roleDefinitionId.toLowerCase()) : byGroup.get(access.groupId.toLowerCase());
  return own ?? DEFAULTS;
}

/** The rules that hold for a request of this kind. */
export function boundFor(access: Access, how: How, isSelf: boolean): Bound {
  const rules = rulesFor(access);
  if (isSelf) return rules.activation;
  return how === 'active' ? rules.active : rules.eligible;
}
