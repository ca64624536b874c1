/**
 * PIM's policies as Graph writes them: one for each role, and one for membership and one for ownership of each group,
 * each with the same 17 rules, known by their ids. Source: Graph, "Rules in PIM"; example of "List rules".
 */
import { DEMO_PEOPLE, DEMO_TENANT_ID } from '../directory/demo-people';
import { GROUPS } from '../directory/groups';
import { guidOf, hashOf } from '../ids';
import type { Access } from './access';
import { ROLE_DEFINITIONS } from './role-definitions';
import { type Bound, rulesFor } from './rules';

type Json = Readonly<Record<string, unknown>>;
type ScopeType = 'Directory' | 'DirectoryRole' | 'Group';

export type PolicyAssignment = {
  readonly id: string;
  readonly policyId: string;
  readonly scopeId: string;
  readonly scopeType: ScopeType;
  /** The role definition; for a group `member` or `owner`. */
  readonly roleDefinitionId: string;
};
export type Policy = { readonly assignment: PolicyAssignment; readonly access: Access };

type Caller = 'Admin' | 'EndUser';
type Level = 'Eligibility' | 'Assignment';
const TYPE = '#microsoft.graph.unifiedRoleManagementPolicy';
const target = (caller: Caller, level: Level): Json => ({ caller, operations: ['all'], level, inheritableSettings: [], enforcedSettings: [] });

function expiration(caller: Caller, level: Level, { isExpirationRequired, maximumDuration }: Bound): Json {
  return { '@odata.type': `${TYPE}ExpirationRule`, id: `Expiration_${caller}_${level}`, isExpirationRequired, maximumDuration, target: target(caller, level) };
}

function enablement(caller: Caller, level: Level, { enabledRules }: Bound): Json {
  return { '@odata.type': `${TYPE}EnablementRule`, id: `Enablement_${caller}_${level}`, enabledRules, target: target(caller, level) };
}

function notifications(caller: Caller, level: Level): readonly Json[] {
  return ['Admin', 'Requestor', 'Approver'].map((recipientType) => ({
    '@odata.type': `${TYPE}NotificationRule`, id: `Notification_${recipientType}_${caller}_${level}`, notificationType: 'Email', recipientType, notificationLevel: 'All',
    isDefaultRecipientsEnabled: true, notificationRecipients: [], target: target(caller, level),
  }));
}

function approval(isApprovalRequired: boolean): Json {
  const { id: userId, displayName: description } = DEMO_PEOPLE.admin;
  const primaryApprovers = isApprovalRequired ? [{ '@odata.type': '#microsoft.graph.singleUser', userId, description }] : [];
  const stage = { approvalStageTimeOutInDays: 1, isApproverJustificationRequired: true, escalationTimeInMinutes: 0, isEscalationEnabled: false, primaryApprovers, escalationApprovers: [] };
  return {
    '@odata.type': `${TYPE}ApprovalRule`, id: 'Approval_EndUser_Assignment', target: target('EndUser', 'Assignment'),
    setting: { isApprovalRequired, isApprovalRequiredForExtension: false, isRequestorJustificationRequired: true, approvalMode: 'SingleStage', approvalStages: [stage] },
  };
}

export function rulesOf(access: Access): readonly Json[] {
  const { active, eligible, activation, isApprovalRequired } = rulesFor(access);
  return [
    expiration('Admin', 'Eligibility', eligible), enablement('Admin', 'Eligibility', eligible), ...notifications('Admin', 'Eligibility'),
    expiration('Admin', 'Assignment', active), enablement('Admin', 'Assignment', active), ...notifications('Admin', 'Assignment'),
    expiration('EndUser', 'Assignment', activation), enablement('EndUser', 'Assignment', activation), approval(isApprovalRequired),
    { '@odata.type': `${TYPE}AuthenticationContextRule`, id: 'AuthenticationContext_EndUser_Assignment', isEnabled: false, claimValue: null, target: target('EndUser', 'Assignment') },
    ...notifications('EndUser', 'Assignment'),
  ];
}

/** Of every role, under either name of the scope. */
function rolePolicies(scopeType: 'Directory' | 'DirectoryRole'): readonly Policy[] {
  return ROLE_DEFINITIONS.map(({ id: roleDefinitionId }) => {
    const policyId = `${scopeType}_${DEMO_TENANT_ID}_${guidOf(hashOf(roleDefinitionId), 'pim-policy', 0)}`;
    return {
      access: { kind: 'role', roleDefinitionId, directoryScopeId: '/' },
      assignment: { id: `${policyId}_${roleDefinitionId}`, policyId, scopeId: '/', scopeType, roleDefinitionId },
    };
  });
}

/** @param isOnboarded - Onboarding a group changes the ids of its policies. Source: Graph, overview of PIM for Groups. */
export function groupPolicies(groupId: string, isOnboarded: boolean): readonly Policy[] {
  return (['member', 'owner'] as const).map((accessId) => {
    const policyId = `Group_${groupId}_${guidOf(hashOf(`${groupId} ${accessId}`), 'pim-policy', isOnboarded ? 1 : 0)}`;
    return { access: { kind: 'group', groupId, accessId }, assignment: { id: `${policyId}_${accessId}`, policyId, scopeId: groupId, scopeType: 'Group', roleDefinitionId: accessId } };
  });
}

/** Every policy of this scope; undefined for a scope that does not exist. */
export function policiesOf(scopeId: string, scopeType: string, isOnboarded: (groupId: string) => boolean): readonly Policy[] | undefined {
  if (scopeType === 'Directory' || scopeType === 'DirectoryRole') return scopeId === '/' ? rolePolicies(scopeType) : undefined;
  const group = scopeType === 'Group' ? GROUPS.find(({ id }) => id === scopeId.toLowerCase()) : undefined;
  return group && groupPolicies(group.id, isOnboarded(group.id));
}

export function writePolicy({ assignment }: Policy): Json {
  const { policyId: id, scopeId, scopeType } = assignment;
  return { id, displayName: scopeType, description: scopeType, isOrganizationDefault: false, scopeId, scopeType, lastModifiedDateTime: null, lastModifiedBy: { displayName: null, id: null } };
}

/** @param id - Of a policy, or of its assignment. */
export function findPolicy(id: string, isOnboarded: (groupId: string) => boolean): Policy | undefined {
  const [scopeType = '', scope = ''] = id.split('_');
  const all = policiesOf(scopeType === 'Group' ? scope : '/', scopeType, isOnboarded);
  return all?.find(({ assignment }) => assignment.policyId === id || assignment.id === id);
}
