/**
 * What PIM and the directory write into the audit log about a grant.
 *
 * PIM writes two records for an act, `requested` and `completed`; the directory a third, initiated by the app MS-PIM, when
 * something really changed there, just before PIM's `completed` (so none for eligibility). PIM for Groups uses the very same names, in the category
 * `GroupManagement`. `resultReason` holds the justification. The end time and the ticket are in none of the records seen;
 * operation types other than those observed are guesses. Source: Entra, audit activity reference; observed records.
 */
import { randomUUID } from 'node:crypto';
import { asInitiator, type AuditSink, type DirectoryAudit } from '../audits';
import { DEMO_TENANT_ID } from '../directory/demo-people';
import type { Directory } from '../directory/directory';
import type { Person } from '../directory/person';
import { guidOf, hashOf } from '../ids';
import type { Access } from './access';
import { roleDefinition } from './role-definitions';
import type { Schedule, ScheduleRequest } from './schedule';

type Initiator = DirectoryAudit['initiatedBy'];
type Details = DirectoryAudit['additionalDetails'];

/** The platform's own identity, which ends what has run out. */
const PLATFORM: Initiator = { app: null, user: { id: guidOf(0, 'pim-platform', 0), displayName: 'Azure AD PIM', userPrincipalName: null, ipAddress: null, userType: null, homeTenantId: null, homeTenantName: null } };
const APP: Initiator = { user: null, app: { appId: null, displayName: 'MS-PIM', servicePrincipalId: guidOf(0, 'pim-app', 0), servicePrincipalName: null } };

const lengthOf = (endsAt: number | null | undefined): string => (endsAt === null ? 'permanent' : 'timebound');
const quoted = (text: string): string => JSON.stringify(text);

export class PimAudits {
  readonly #audits: AuditSink;
  readonly #directory: Directory;
  /** The removals of what has not gone yet, by the id of the schedule. */
  readonly #ending = new Map<string, ScheduleRequest>();
  readonly #requestOf: (id: string) => ScheduleRequest | undefined;
  readonly #newId: () => string;

  /** @param newId - For correlation ids. */
  constructor(audits: AuditSink, directory: Directory, requestOf: (id: string) => ScheduleRequest | undefined, newId: () => string = randomUUID) {
    this.#audits = audits;
    this.#directory = directory;
    this.#requestOf = requestOf;
    this.#newId = newId;
  }

  asked(request: ScheduleRequest, schedule: Schedule, at: Date): void {
    this.#pim(this.#adding(schedule, 'requested'), 'Update', request, at);
  }

  started(schedule: Schedule, at: Date): void {
    const request = this.#requestOf(schedule.createdUsing);
    this.#core(schedule, 'add', at);
    if (request) this.#pim(this.#adding(schedule, 'completed'), 'Update', request, at);
  }

  approvalAsked(request: ScheduleRequest, at: Date): void {
    this.#pim('Add member to role requested (PIM activation)', 'Update', request, at);
    this.#pim('Add member to role approval requested (PIM activation)', 'Update', request, at);
  }

  /** What a change of the end that is no extension is called was not found; it is recorded as the update it is. */
  changed(request: ScheduleRequest, schedule: Schedule, at: Date): void {
    const who = schedule.how === 'eligible' ? 'eligible member' : 'member';
    if (request.action === 'adminExtend') {
      this.#pim(`Update ${who} in PIM requested (extend)`, 'Update', request, at);
      this.#pim('Update member in PIM approved by admin (extend/renew)', 'Update', request, at);
      return;
    }
    this.#pim('Process role update request', 'Update', request, at);
  }

  /**
   * @param schedule - Null for an assignment made outside PIM.
   * @param isThere - Whether there is an instance, which has to go first.
   */
  removed(request: ScheduleRequest, schedule: Schedule | null, isThere: boolean, at: Date): void {
    this.#pim(this.#removing(request, schedule, 'requested'), 'Update', request, at);
    if (schedule && isThere) {
      this.#ending.set(schedule.id, request);
      return;
    }
    if (!schedule) this.#core(request, 'remove', at);
    this.#pim(this.#removing(request, schedule, 'completed'), 'Update', request, at);
  }

  #removing({ how }: ScheduleRequest, schedule: Schedule | null, step: 'requested' | 'completed'): string {
    if (schedule?.assignmentType === 'Activated') return `Remove member from role ${step} (PIM deactivate)`;
    return `Remove ${how === 'eligible' ? 'eligible member' : 'member'} from role in PIM ${step} (${lengthOf(schedule === null ? null : schedule.info.endsAt)})`;
  }

  cancelled(request: ScheduleRequest, by: Person, at: Date): void {
    const who = request.how === 'eligible' ? 'eligible member' : 'member';
    const name = request.action === 'selfActivate' ? 'Add member to role canceled (PIM activation)' : `Add ${who} to role in PIM canceled (${lengthOf(request.info?.endsAt)})`;
    this.#pim(name, 'Update', request, at, { app: null, user: asInitiator(by) });
  }

  /** After a removal: the directory follows. */
  gone(schedule: Schedule, at: Date): void {
    this.#core(schedule, 'remove', at);
    const request = this.#ending.get(schedule.id);
    this.#ending.delete(schedule.id);
    if (request) this.#pim(this.#removing(request, schedule, 'completed'), 'Update', request, at);
  }

  expired(schedule: Schedule, at: Date): void {
    const request = this.#requestOf(schedule.createdUsing);
    const who = schedule.how === 'eligible' ? 'eligible member' : 'member';
    const name = schedule.assignmentType === 'Activated' ? 'Remove member from role (PIM activation expired)' : `Remove ${who} from role in PIM completed (timebound)`;
    this.#core(schedule, 'remove', at);
    if (request) this.#pim(name, 'Delete', request, at, PLATFORM, [{ key: 'AuditType', value: 'RemoveActivatedRole' }, { key: 'ActionType', value: 'Revoke' }]);
  }

  onboarded(by: Person, groupId: string, at: Date): void {
    const group = this.#directory.group(groupId);
    this.#record('Onboarded resource to PIM', 'GroupManagement', '', 'Add', { app: null, user: asInitiator(by) }, [{ id: groupId, displayName: group?.displayName ?? null, type: 'Group', modifiedProperties: [] }], [], at);
  }

  #adding({ how, assignmentType, info }: Schedule, step: 'requested' | 'completed'): string {
    if (assignmentType === 'Activated') return `Add member to role ${step} (PIM activation)`;
    return `Add ${how === 'eligible' ? 'eligible member' : 'member'} to role in PIM ${step} (${lengthOf(info.endsAt)})`;
  }

  #pim(name: string, operationType: string, request: ScheduleRequest, at: Date, by?: Initiator, more: Details = []): void {
    const caller = this.#directory.find(request.callerId);
    const { access, justification } = request;
    const { originId, originType, templateId, displayName } = this.#roleOf(access);
    const role = [['RoleDefinitionOriginId', originId], ['RoleDefinitionOriginType', originType], ['TemplateId', templateId]] as const;
    const other = { modifiedProperties: [], userPrincipalName: null, groupType: null };
    const subject = this.#subjectOf(request.principalId);
    const startTime = request.info ? new Date(request.info.startsAt).toISOString() : null;
    const initiatedBy = by ?? { app: null, user: caller ? asInitiator(caller) : null };
    const details: Details = [
      ...role.map(([key, value]) => ({ key, value })),
      ...(startTime === null ? [] : [{ key: 'StartTime', value: startTime }]),
      ...(justification === null ? [] : [{ key: 'Justification', value: justification }]),
      ...more,
      { key: 'oid', value: initiatedBy.user?.id ?? '' },
      { key: 'tid', value: DEMO_TENANT_ID },
      ...(initiatedBy === PLATFORM ? [] : [{ key: 'ipaddr', value: '127.0.0.1' }]),
      { key: 'RequestId', value: request.id },
      { key: 'RoleAssignmentRequestId', value: request.id },
    ];
    const targets = [
      { id: originId, displayName, type: 'Role', ...other, modifiedProperties: role.map(([key, value]) => ({ displayName: key, oldValue: quoted(''), newValue: quoted(value) })) },
      { id: request.id, displayName: null, type: 'Request', ...other },
      { ...subject, ...other, userPrincipalName: subject.userPrincipalName },
      access.kind === 'role'
        ? { id: DEMO_TENANT_ID, displayName: 'Fjordlight (demo)', type: 'Directory', ...other }
        : { id: access.groupId, displayName: this.#directory.group(access.groupId)?.displayName ?? null, type: 'Group', ...other },
      { id: request.id, displayName: null, type: 'Other', ...other },
    ];
    const category = access.kind === 'role' ? 'RoleManagement' : 'GroupManagement';
    this.#record(name, category, justification ?? '', operationType, initiatedBy, targets, details, at);
  }

  /** The directory's own record. Nothing changes there for eligibility. */
  #core({ how, principalId, access }: Pick<Schedule, 'how' | 'principalId' | 'access'>, what: 'add' | 'remove', at: Date): void {
    if (how === 'eligible') return;
    const isAdding = what === 'add';
    const { originId, templateId, displayName } = access.kind === 'role' ? this.#roleOf(access) : { ...this.#roleOf(access), originId: access.groupId, displayName: this.#directory.group(access.groupId)?.displayName ?? '' };
    const values = access.kind === 'role' ? { 'Role.ObjectID': originId, 'Role.DisplayName': displayName, 'Role.TemplateId': templateId } : { 'Group.ObjectID': originId, 'Group.DisplayName': displayName };
    const modifiedProperties = Object.entries(values).map(([name, value]) => ({ displayName: name, oldValue: isAdding ? null : quoted(value), newValue: isAdding ? quoted(value) : null }));
    const thing = access.kind === 'role' ? 'role' : 'group';
    const who = access.kind === 'group' && access.accessId === 'owner' ? 'owner' : 'member';
    const name = isAdding ? `Add ${who} to ${thing}` : `Remove ${who} from ${thing}`;
    const targets = [{ ...this.#subjectOf(principalId), groupType: null, modifiedProperties }, { id: originId, displayName, type: access.kind === 'role' ? 'Role' : 'Group', userPrincipalName: null, groupType: null, modifiedProperties: [] }];
    this.#record(name, access.kind === 'role' ? 'RoleManagement' : 'GroupManagement', '', isAdding ? 'Assign' : 'Unassign', APP, targets, [], at, 'Core Directory');
  }

  #roleOf(access: Access): { readonly originId: string; readonly originType: string; readonly templateId: string; readonly displayName: string } {
    if (access.kind === 'group') {
      // The role of a group is its membership or its ownership.
      const id = guidOf(hashOf(access.groupId), `pim-role:${access.accessId}`, 0);
      return { originId: id, originType: 'BuiltInRole', templateId: id, displayName: access.accessId === 'member' ? 'Member' : 'Owner' };
    }
    const definition = roleDefinition(access.roleDefinitionId);
    return { originId: access.roleDefinitionId, originType: definition?.isBuiltIn === false ? 'CustomRole' : 'BuiltInRole', templateId: definition?.templateId ?? access.roleDefinitionId, displayName: definition?.displayName ?? '' };
  }

  #subjectOf(principalId: string): { readonly id: string; readonly displayName: string | null; readonly type: string; readonly userPrincipalName: string | null } {
    const person = this.#directory.find(principalId);
    if (person) return { id: person.id, displayName: person.displayName, type: 'User', userPrincipalName: person.userPrincipalName };
    return { id: principalId, displayName: this.#directory.group(principalId)?.displayName ?? null, type: 'Group', userPrincipalName: null };
  }

  #record(activityDisplayName: string, category: string, resultReason: string, operationType: string, initiatedBy: Initiator, targetResources: DirectoryAudit['targetResources'], additionalDetails: Details, at: Date, loggedByService = 'PIM'): void {
    this.#audits.record({ category, correlationId: this.#newId(), result: 'success', resultReason, activityDisplayName, activityDateTime: at.toISOString(), loggedByService, operationType, initiatedBy, targetResources, additionalDetails });
  }
}
