/**
 * Requests, schedules and instances as Graph writes them, of roles and of groups. For groups the words of the enumerations
 * begin with a small letter. Source: Graph v1.0, types of the PIM APIs; examples of the documentation.
 */
import { type Access, originIdOf, type RoleAccess } from './access';
import { type Schedule, type ScheduleInfo, type ScheduleRequest, statusOf } from './schedule';
import type { Standing } from './standing';

export type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly principalId: string };

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const cased = (word: string, access: Access): string => (access.kind === 'role' ? word : word.toLowerCase());

function writeInfo({ startsAt, expiration }: ScheduleInfo): Readonly<Record<string, unknown>> {
  return { startDateTime: iso(startsAt), recurrence: null, expiration };
}

function writeAccess(access: Access): Readonly<Record<string, unknown>> {
  return access.kind === 'role'
    ? { roleDefinitionId: access.roleDefinitionId, directoryScopeId: access.directoryScopeId, appScopeId: null }
    : { groupId: access.groupId, accessId: access.accessId };
}

/** A future one is complete when it starts. Source: example of a scheduled activation. */
function completedAt({ settled, info, provisionedAt }: ScheduleRequest, at: number): string | null {
  if (settled !== null && settled !== 'Provisioned') return null;
  if (info && info.startsAt > at) return iso(info.startsAt);
  return provisionedAt !== null && at >= provisionedAt ? iso(provisionedAt) : null;
}

export function writeRequest(request: ScheduleRequest, at: number): Row {
  const { id, principalId, access, action, createdAt, callerId, justification, ticket, info, targetScheduleId, isValidationOnly, settled } = request;
  return {
    id, status: statusOf(request, at), createdDateTime: new Date(createdAt).toISOString(), completedDateTime: completedAt(request, at), approvalId: settled === 'PendingApproval' ? id : null, customData: null,
    action, principalId, ...writeAccess(access), isValidationOnly, targetScheduleId, justification,
    createdBy: { application: null, device: null, user: { displayName: null, id: callerId } },
    scheduleInfo: info && writeInfo(info), ticketInfo: ticket,
  };
}

/** Which status a future schedule has is not documented; it is that of its request. */
function scheduleStatus(schedule: Schedule, at: number): string {
  if (schedule.info.startsAt > at) return 'Granted';
  return at < schedule.provisionedAt ? 'PendingProvisioning' : 'Provisioned';
}

export function writeSchedule(schedule: Schedule, at: number): Row {
  const { id, how, principalId, access, assignmentType, createdUsing, createdAt, modifiedAt, info } = schedule;
  return {
    id, principalId, ...writeAccess(access), createdUsing, createdDateTime: new Date(createdAt).toISOString(), modifiedDateTime: iso(modifiedAt), status: scheduleStatus(schedule, at),
    ...(how === 'active' ? { assignmentType: cased(assignmentType, access) } : {}), memberType: cased('Direct', access), scheduleInfo: writeInfo(info),
  };
}

/** The id of an instance of a role says what is held by whom, and stays the same from grant to grant; the schedule tells them apart. */
export function writeInstance({ id, how, principalId, access, assignmentType, info }: Schedule): Row {
  const [startDateTime, endDateTime] = [iso(info.startsAt), iso(info.endsAt)];
  if (access.kind === 'group') {
    const assignment = how === 'active' ? { assignmentType: cased(assignmentType, access), assignmentScheduleId: id } : { eligibilityScheduleId: id };
    return { id, principalId, ...writeAccess(access), startDateTime, endDateTime, memberType: 'direct', ...assignment };
  }
  const originId = originIdOf(principalId, access);
  if (how === 'eligible') return { id: `${originId}-e`, principalId, ...writeAccess(access), startDateTime, endDateTime, memberType: 'Direct', roleEligibilityScheduleId: id };
  return { id: originId, principalId, ...writeAccess(access), startDateTime, endDateTime, assignmentType, memberType: 'Direct', roleAssignmentOriginId: originId, roleAssignmentScheduleId: id };
}

/** What is held without PIM: the schedule and the instance have one id, and nothing is known of who made them. */
function standingId({ how, principalId, access }: Standing): string {
  if (access.kind === 'group') return `${access.groupId}_${access.accessId}_${principalId}`;
  return `${originIdOf(principalId, access)}${how === 'eligible' ? '-e' : ''}`;
}

export function writeStandingSchedule(standing: Standing, since: string): Row {
  const { how, principalId, access } = standing;
  return {
    id: standingId(standing), principalId, ...writeAccess(access), createdUsing: null, createdDateTime: null, modifiedDateTime: null, status: 'Provisioned',
    ...(how === 'active' ? { assignmentType: cased('Assigned', access) } : {}), memberType: cased('Direct', access),
    scheduleInfo: { startDateTime: since, recurrence: null, expiration: { type: 'noExpiration', endDateTime: null, duration: null } },
  };
}

/** @param since - Shown for eligibility alone: for a standing assignment the documentation's examples have no start. */
export function writeStandingInstance(standing: Standing, since: string): Row {
  const { how, principalId, access } = standing;
  const id = standingId(standing);
  if (access.kind === 'group') return { id, principalId, ...writeAccess(access), startDateTime: null, endDateTime: null, memberType: 'direct', assignmentType: 'assigned', assignmentScheduleId: id };
  if (how === 'eligible') return { id, principalId, ...writeAccess(access), startDateTime: since, endDateTime: null, memberType: 'Direct', roleEligibilityScheduleId: id };
  return { id, principalId, ...writeAccess(access), startDateTime: null, endDateTime: null, assignmentType: 'Assigned', memberType: 'Direct', roleAssignmentOriginId: id, roleAssignmentScheduleId: id };
}

/** A role that comes through a group, as PIM shows it with the person. */
export function writeThroughGroup(personId: string, groupId: string, access: RoleAccess, source: Row): Row {
  return { ...source, id: `${originIdOf(personId, access)}-${groupId}`, principalId: personId, memberType: 'Group' };
}
