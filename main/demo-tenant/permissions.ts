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
const POLICY = ['Policy.Read.AuthenticationMethod', 'Policy.ReadWrite.AuthenticationMethod'] as const;

export const SCOPES = {
  me: ['User.Read', 'User.ReadWrite', 'User.Read.All', 'User.ReadWrite.All', 'User.ReadBasic.All', ...DIRECTORY],
  /** More than the basic properties. */
  peopleInFull: ['User.Read.All', 'User.ReadWrite.All', ...DIRECTORY],
  people: ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', ...DIRECTORY],
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
  readEligibility: ['RoleEligibilitySchedule.Read.Directory', 'RoleEligibilitySchedule.ReadWrite.Directory', 'RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory'],
  readAssignmentSchedules: ['RoleAssignmentSchedule.Read.Directory', 'RoleAssignmentSchedule.ReadWrite.Directory', 'RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory'],
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

/** The refusal of the services behind authentication methods and their policy. */
export function accessDenied(): Refusal {
  return new Refusal(403, 'accessDenied', 'Request Authorization failed');
}

export function needScope(request: GraphRequest, accepted: readonly string[], refusal: () => Refusal = forbidden): void {
  if (!hasScope(request, accepted)) throw refusal();
}
