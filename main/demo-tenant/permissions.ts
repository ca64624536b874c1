/**
 * Which delegated scopes open which operation. Source: Microsoft's permissions.json for Graph (August 2026).
 *
 * The narrow forms without `.All` are for the caller's own methods.
 */
import { type GraphRequest, Refusal } from './protocol';

const DIRECTORY = ['Directory.Read.All', 'Directory.ReadWrite.All'] as const;
const MEMBERSHIP = ['User.Read', ...DIRECTORY, 'Group.ReadBasic.All', 'GroupMember.Read.All', 'GroupMember.ReadBasic.All'] as const;
const OWN_METHODS = ['UserAuthenticationMethod.Read', 'UserAuthenticationMethod.ReadWrite'] as const;
const ALL_METHODS = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'] as const;
const ALL_PASSES = ['UserAuthMethod-TAP.Read.All', 'UserAuthMethod-TAP.ReadWrite.All', ...ALL_METHODS] as const;
const WRITE_PASSES = ['UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'] as const;
const UNITS = ['AdministrativeUnit.Read.All', 'AdministrativeUnit.ReadWrite.All', ...DIRECTORY] as const;
const POLICY = ['Policy.Read.AuthenticationMethod', 'Policy.ReadWrite.AuthenticationMethod'] as const;

export const SCOPES = {
  me: ['User.Read', 'User.ReadWrite', 'User.Read.All', 'User.ReadWrite.All', 'User.ReadBasic.All', ...DIRECTORY],
  /** More than the basic properties. */
  peopleInFull: ['User.Read.All', 'User.ReadWrite.All', ...DIRECTORY],
  people: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...DIRECTORY],
  writePeople: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  /** Together with one that reads people in full. */
  enableAccount: ['User.EnableDisableAccount.All'],
  /** What a sensitive change of a privileged administrator's account takes besides. */
  actAsCaller: ['Directory.AccessAsUser.All'],
  readUnits: UNITS,
  readUnitRoles: ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', ...DIRECTORY],
  manager: ['User.Read.All', 'User.ReadWrite.All', ...DIRECTORY],
  reports: ['User.Read', 'User.Read.All', 'User.ReadWrite.All', ...DIRECTORY],
  membership: MEMBERSHIP,
  transitiveMembership: [...MEMBERSHIP, 'User.Read.All', 'Group.Read.All'],
  organization: ['User.Read', 'User.Read.All', 'Organization.Read.All', 'Organization.ReadWrite.All', ...DIRECTORY],
  leaveDate: ['User-LifeCycleInfo.Read.All', 'User-LifeCycleInfo.ReadWrite.All'],
  signInActivity: ['AuditLog.Read.All'],
  readMethods: ALL_METHODS,
  readOwnMethods: [...OWN_METHODS, ...ALL_METHODS],
  readPasses: ALL_PASSES,
  readOwnPasses: ['UserAuthMethod-TAP.Read', 'UserAuthMethod-TAP.ReadWrite', ...OWN_METHODS, ...ALL_PASSES],
  writePasses: WRITE_PASSES,
  deleteOwnPass: ['UserAuthMethod-TAP.ReadWrite', 'UserAuthenticationMethod.ReadWrite', ...WRITE_PASSES],
  revokeSessions: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
  /** `Policy.Read.All` opens the whole policy, but not this part of it alone. */
  readPassPolicy: POLICY,
  readMethodsPolicy: [...POLICY, 'Policy.Read.All'],
  writePassPolicy: ['Policy.ReadWrite.AuthenticationMethod'],
  readAudits: ['AuditLog.Read.All', 'Directory.Read.All'],
  readSignIns: ['AuditLog.Read.All'],
  sendMail: ['Mail.Send'],
  /** The selected forms open what an administrator named, which the demo does not model. */
  sites: ['Sites.ReadWrite.All'],
  readEligibility: ['RoleEligibilitySchedule.Read.Directory', 'RoleEligibilitySchedule.ReadWrite.Directory', 'RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory'],
  readAssignmentSchedules: ['RoleAssignmentSchedule.Read.Directory', 'RoleAssignmentSchedule.ReadWrite.Directory', 'RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory'],
  writeAssignmentSchedules: ['RoleAssignmentSchedule.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory'],
  removeAssignmentSchedules: ['RoleAssignmentSchedule.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory', 'RoleAssignmentSchedule.Remove.Directory'],
  writeEligibility: ['RoleEligibilitySchedule.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory'],
  removeEligibility: ['RoleEligibilitySchedule.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory', 'RoleEligibilitySchedule.Remove.Directory'],
  readGroupAssignments: ['PrivilegedAssignmentSchedule.Read.AzureADGroup', 'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup'],
  writeGroupAssignments: ['PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup'],
  removeGroupAssignments: ['PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup', 'PrivilegedAssignmentSchedule.Remove.AzureADGroup'],
  readGroupEligibility: ['PrivilegedEligibilitySchedule.Read.AzureADGroup', 'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'],
  writeGroupEligibility: ['PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'],
  removeGroupEligibility: ['PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup', 'PrivilegedEligibilitySchedule.Remove.AzureADGroup'],
  readRoleDefinitions: ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', 'RoleManagement.Read.All', ...DIRECTORY],
  readRolePolicies: ['RoleManagementPolicy.Read.Directory', 'RoleManagementPolicy.ReadWrite.Directory', 'RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory'],
  readGroupPolicies: ['RoleManagementPolicy.Read.AzureADGroup', 'RoleManagementPolicy.ReadWrite.AzureADGroup'],
  readGroups: ['GroupMember.Read.All', 'GroupMember.ReadWrite.All', 'Group.Read.All', 'Group.ReadWrite.All', ...DIRECTORY],
  readAssignments: ['RoleManagement.Read.Directory', 'RoleManagement.ReadWrite.Directory', 'RoleManagement.Read.All', ...DIRECTORY],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export function hasScope({ caller }: GraphRequest, accepted: readonly string[]): boolean {
  const { scopes } = caller;
  return scopes === null || accepted.some((scope) => scopes.has(scope));
}

/** The directory's own refusal. */
export function forbidden(): Refusal {
  return new Refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** The directory's refusal to act on a member of a restricted management unit; its message was observed. */
export function restricted(): Refusal {
  return new Refusal(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation. Target object is a member of a restricted management administrative unit and can only be modified by administrators scoped to that administrative unit.',
  );
}

/** The refusal of the services behind authentication methods and their policy. */
export function accessDenied(): Refusal {
  return new Refusal(403, 'accessDenied', 'Request Authorization failed');
}

export function needScope(request: GraphRequest, accepted: readonly string[], refusal: () => Refusal = forbidden): void {
  if (!hasScope(request, accepted)) throw refusal();
}
