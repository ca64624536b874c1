/**
 * Schedules and instances as PIM writes them, roles and groups alike, in one shape. Read strictly in what decides: whose it
 * is, what it gives, when it ends. One that cannot be read makes its list unreadable: nobody may be told that somebody
 * holds nothing because a line was odd.
 *
 * Names come with the list (`$expand`); where they are withheld, a role is named by its template id and everything else by
 * its id. Source: Graph v1.0, unifiedRoleAssignmentSchedule, privilegedAccessGroupAssignmentSchedule and their twins.
 */
import { z } from 'zod';
import { type Grant, type GrantTarget, TENANT_SCOPE } from '../../../shared/domain/grant';
import type { PimSide } from './pim-paths';
import { millisecondsOf } from './pim-duration';
import { text } from './person-row';
import { roleName } from './role-names';

/** What schedules and instances have in common. */
export type Line = Pick<Grant, 'targetName' | 'scope' | 'scopeName' | 'person' | 'startDateTime' | 'endDateTime' | 'path' | 'assignment'> & {
  readonly scheduleId: string;
  readonly target: GrantTarget;
};
export type ScheduleLine = Line & Pick<Grant, 'requestId' | 'createdDateTime'> & { /** In PIM's words. */ readonly status: string };

const Named = z.object({ displayName: text, userPrincipalName: text }).nullish();
const instant = z
  .iso.datetime({ offset: true })
  .nullish()
  .transform((value) => value ?? null);

const Holder = z.object({ id: z.string().min(1), principalId: z.string().min(1), principal: Named, assignmentType: text, memberType: text });
const Role = z.object({ roleDefinitionId: z.guid().toLowerCase(), roleDefinition: Named, directoryScopeId: text, appScopeId: text, directoryScope: Named });
const Group = z.object({ groupId: z.guid().toLowerCase(), accessId: z.enum(['member', 'owner']), group: Named });

const ScheduleFields = z.object({
  status: text,
  createdUsing: text,
  createdDateTime: instant,
  scheduleInfo: z.object({ startDateTime: instant, expiration: z.object({ type: text, endDateTime: instant, duration: text }).nullish() }).nullish(),
});
const InstanceFields = z.object({
  startDateTime: instant,
  endDateTime: instant,
  roleAssignmentScheduleId: text,
  roleEligibilityScheduleId: text,
  assignmentScheduleId: text,
  eligibilityScheduleId: text,
});

type What = Pick<Line, 'target' | 'targetName' | 'scope' | 'scopeName'>;

function roleIn({ roleDefinitionId: id, roleDefinition, directoryScopeId, appScopeId, directoryScope }: z.output<typeof Role>): What {
  const scope = directoryScopeId ?? appScopeId ?? '';
  return { target: { kind: 'role', id }, targetName: roleDefinition?.displayName ?? roleName(id), scope, scopeName: scope === TENANT_SCOPE ? '' : (directoryScope?.displayName ?? scope) };
}

function groupIn({ groupId: id, accessId: kind, group }: z.output<typeof Group>): What {
  return { target: { kind, id }, targetName: group?.displayName ?? id, scope: TENANT_SCOPE, scopeName: '' };
}

function holderIn({ principalId: id, principal, assignmentType, memberType }: z.output<typeof Holder>): Pick<Line, 'person' | 'path' | 'assignment'> {
  return {
    person: { id, displayName: principal?.displayName ?? '', userPrincipalName: principal?.userPrincipalName ?? '' },
    // Whatever else PIM may come to call it is not the person's own, and not Tapdesk's to end.
    path: (memberType ?? 'direct').toLowerCase() === 'direct' ? 'direct' : 'group',
    assignment: assignmentType?.toLowerCase() === 'activated' ? 'activated' : 'assigned',
  };
}

/** Null: without an end. An end that cannot be told is no answer. */
function endOf({ scheduleInfo }: z.output<typeof ScheduleFields>): string | null | undefined {
  const { startDateTime = null, expiration } = scheduleInfo ?? {};
  const type = (expiration?.type ?? 'notSpecified').toLowerCase();
  if (expiration?.endDateTime != null) return expiration.endDateTime;
  if (type === 'noexpiration' || type === 'notspecified') return null;
  const length = expiration?.duration == null ? null : millisecondsOf(expiration.duration);
  return startDateTime === null || length === null ? undefined : new Date(Date.parse(startDateTime) + length).toISOString();
}

function scheduled(fields: z.output<typeof Holder> & z.output<typeof ScheduleFields>, what: What, context: z.core.ParsePayload): ScheduleLine {
  const endDateTime = endOf(fields);
  if (endDateTime === undefined) {
    context.issues.push({ code: 'custom', path: ['scheduleInfo', 'expiration'], input: null, message: 'names no end' });
    return z.NEVER;
  }
  const { id: scheduleId, createdUsing: requestId, createdDateTime, scheduleInfo, status } = fields;
  return { scheduleId, ...what, ...holderIn(fields), requestId, createdDateTime, startDateTime: scheduleInfo?.startDateTime ?? null, endDateTime, status: status ?? '' };
}

function standing(fields: z.output<typeof Holder> & z.output<typeof InstanceFields>, what: What): Line {
  const { roleAssignmentScheduleId, roleEligibilityScheduleId, assignmentScheduleId, eligibilityScheduleId, startDateTime, endDateTime, id } = fields;
  const scheduleId = roleAssignmentScheduleId ?? roleEligibilityScheduleId ?? assignmentScheduleId ?? eligibilityScheduleId ?? id;
  return { scheduleId, ...what, ...holderIn(fields), startDateTime, endDateTime };
}

const RoleSchedule = z.object({ ...Holder.shape, ...Role.shape, ...ScheduleFields.shape }).transform((fields, context) => scheduled(fields, roleIn(fields), context));
const GroupSchedule = z.object({ ...Holder.shape, ...Group.shape, ...ScheduleFields.shape }).transform((fields, context) => scheduled(fields, groupIn(fields), context));
const RoleInstance = z.object({ ...Holder.shape, ...Role.shape, ...InstanceFields.shape }).transform((fields) => standing(fields, roleIn(fields)));
const GroupInstance = z.object({ ...Holder.shape, ...Group.shape, ...InstanceFields.shape }).transform((fields) => standing(fields, groupIn(fields)));

export const SCHEDULE: Readonly<Record<PimSide, z.ZodType<ScheduleLine>>> = { role: RoleSchedule, group: GroupSchedule };
export const INSTANCE: Readonly<Record<PimSide, z.ZodType<Line>>> = { role: RoleInstance, group: GroupInstance };
