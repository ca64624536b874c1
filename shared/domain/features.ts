/**
 * What each feature asks of Entra: the least delegated scopes, and the least directory role of the operator.
 * Scopes are asked for when a feature is first used, never all at sign-in. Source: Microsoft Graph permissions
 * reference (delegated work or school); roles: facts on "who may act".
 */
import type { Cloud } from './cloud';

/** Names without a schema around them: the window's first chunk uses this module and has no zod in it. */
export const FEATURE_NAMES = ['people', 'roles', 'eligibleRoles', 'methods', 'passes', 'policy', 'audits', 'contractEnd', 'issuers', 'mail', 'sessions', 'grants', 'grantsRead', 'roleRules', 'groupGrants', 'groupRules', 'units', 'disable', 'lists'] as const;
export type Feature = (typeof FEATURE_NAMES)[number];

export const FEATURES = {
  people: { scopes: ['User.Read.All'], role: '' },
  roles: { scopes: ['GroupMember.Read.All', 'RoleManagement.Read.Directory'], role: 'Directory Readers' },
  eligibleRoles: { scopes: ['RoleManagement.Read.Directory'], role: 'Security Reader or Global Reader' },
  methods: { scopes: ['UserAuthenticationMethod.Read.All'], role: 'Authentication Administrator' },
  passes: { scopes: ['UserAuthMethod-TAP.ReadWrite.All'], role: 'Authentication Administrator (Privileged Authentication Administrator for people with roles)' },
  policy: { scopes: ['Policy.Read.AuthenticationMethod'], role: 'Global Reader or Authentication Policy Administrator' },
  audits: { scopes: ['AuditLog.Read.All'], role: 'Reports Reader' },
  contractEnd: { scopes: ['User-LifeCycleInfo.Read.All'], role: 'Lifecycle Workflows Administrator or Global Reader' },
  issuers: { scopes: ['RoleManagement.Read.Directory'], role: 'Security Reader or Global Reader' },
  mail: { scopes: ['Mail.Send'], role: '' },
  grants: { scopes: ['RoleAssignmentSchedule.ReadWrite.Directory', 'RoleEligibilitySchedule.ReadWrite.Directory'], role: 'Privileged Role Administrator' },
  grantsRead: { scopes: ['RoleAssignmentSchedule.Read.Directory', 'RoleEligibilitySchedule.Read.Directory', 'RoleManagement.Read.Directory'], role: 'Security Reader or Global Reader' },
  roleRules: { scopes: ['RoleManagementPolicy.Read.Directory'], role: 'Security Reader or Global Reader' },
  groupGrants: { scopes: ['PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup', 'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'], role: 'Owner of the group' },
  groupRules: { scopes: ['RoleManagementPolicy.Read.AzureADGroup'], role: 'Owner of the group' },
  units: { scopes: ['AdministrativeUnit.Read.All'], role: 'Directory Readers' },
  disable: { scopes: ['User.EnableDisableAccount.All', 'User.Read.All'], role: 'User Administrator' },
  lists: { scopes: ['Sites.ReadWrite.All'], role: 'Edit permission on the site' },
  sessions: { scopes: ['User.RevokeSessions.All'], role: 'Authentication Administrator' },
} as const satisfies Record<Feature, { readonly scopes: readonly string[]; /** Empty: membership of the tenant is enough. */ readonly role: string }>;

/** What reading a feature's facts takes, in Entra's words: "Reports Reader and the permission AuditLog.Read.All". */
export function needsOf(feature: Feature): string {
  const { role, scopes } = FEATURES[feature];
  const permissions = `the permission${scopes.length === 1 ? '' : 's'} ${scopes.join(', ')}`;
  return role === '' ? permissions : `${role} and ${permissions}`;
}

/** Where the TAP-only scope is not documented, this broader one is asked for in its place. */
const BROAD_PASS_SCOPE = 'UserAuthenticationMethod.ReadWrite.All';

/** Of these features nothing is left without the right to write. */
const WRITES_ONLY: ReadonlySet<string> = new Set<Feature>(['mail', 'sessions', 'disable']);

/** Whether an auditor's session may use a feature: whatever only writes, it may not. */
export const mayRead = (feature: Feature): boolean => !WRITES_ONLY.has(feature);

/** The scopes to ask the sign-in service for, in the form this cloud wants. @param isReadOnly - Rights to read alone, also where the feature could write. */
export function scopesFor(features: readonly Feature[], cloud: Pick<Cloud, 'scopePrefix' | 'hasPassOnlyScope'>, isReadOnly = false): readonly string[] {
  const plain = (isReadOnly ? features.filter(mayRead) : features).flatMap((feature) => FEATURES[feature].scopes as readonly string[]);
  const available = plain.map((scope) => (scope.startsWith('UserAuthMethod-TAP.') && !cloud.hasPassOnlyScope ? BROAD_PASS_SCOPE : scope));
  return [...new Set(available)].map((scope) => `${cloud.scopePrefix}${isReadOnly ? scope.replace('.ReadWrite.', '.Read.') : scope}`);
}
