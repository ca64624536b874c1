/** What the audit log says about grants of a history: PIM's own records and the directory's, or of a role that went around PIM. */
import { asInitiator, auditIdOf, type AuditSink, type DirectoryAudit } from '../audits';
import type { Directory } from '../directory/directory';
import { DEMO_TENANT_ID } from '../directory/demo-people';
import { ROLE_TEMPLATES } from '../directory/roles';
import type { Access } from '../pim/access';
import { PimAudits } from '../pim/pim-audits';
import type { Schedule, ScheduleRequest } from '../pim/schedule';
import type { GrantAct } from './acts';
import { isoOf, partId } from './desk-line';
import { pimEndIdOf, pimRequestIdOf, scheduleIdOf } from './desk-lines';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

type Pair = { readonly made: ScheduleRequest; readonly ending: ScheduleRequest; readonly schedule: Schedule };

function pimObjects(seed: number, act: GrantAct): Pair {
  const { number, at, minutes, person, operator, role, reason, ticket } = act;
  const access: Access = { kind: 'role', roleDefinitionId: ROLE_TEMPLATES[role], directoryScopeId: '/' };
  const startsAt = at + SECOND;
  const info = { startsAt, endsAt: startsAt + minutes * MINUTE, expiration: { type: 'afterDuration', endDateTime: null, duration: `PT${minutes}M` } } as const;
  const made: ScheduleRequest = {
    id: pimRequestIdOf(seed, number), how: 'active', principalId: person.id, access, action: 'adminAssign', createdAt: at, callerId: operator.id, justification: reason, ticket: { ticketNumber: ticket, ticketSystem: null },
    info, targetScheduleId: scheduleIdOf(seed, number), isValidationOnly: false, settled: null, provisionedAt: startsAt,
  };
  const ending: ScheduleRequest = { ...made, id: pimEndIdOf(seed, number), action: 'adminRemove', createdAt: act.endedAt ?? startsAt, justification: 'Done earlier than planned', info: null, settled: 'Revoked' };
  const schedule: Schedule = { id: scheduleIdOf(seed, number), how: 'active', principalId: person.id, access, assignmentType: 'Assigned', createdUsing: made.id, createdAt: at, modifiedAt: null, info, provisionedAt: startsAt, removedAt: act.endedAt };
  return { made, ending, schedule };
}

/** Made in the portal without PIM: PIM notices, the directory names who did it. */
function aroundPim(sink: AuditSink, newId: () => string, { at, endedAt, operator, person, role }: GrantAct): void {
  const roleTarget = { id: ROLE_TEMPLATES[role], displayName: role, type: 'Role', userPrincipalName: null, groupType: null, modifiedProperties: [] };
  const subject = { id: person.id, displayName: person.displayName, type: 'User', userPrincipalName: person.userPrincipalName, groupType: null };
  const values = { 'Role.ObjectID': ROLE_TEMPLATES[role], 'Role.DisplayName': role, 'Role.TemplateId': ROLE_TEMPLATES[role] };
  const record = (name: string, loggedByService: string, operationType: string, when: number, isAdding: boolean): void => {
    const modifiedProperties = Object.entries(values).map(([displayName, value]) => ({ displayName, oldValue: isAdding ? null : JSON.stringify(value), newValue: isAdding ? JSON.stringify(value) : null }));
    sink.record({
      category: 'RoleManagement', correlationId: newId(), result: 'success', resultReason: '', activityDisplayName: name, activityDateTime: isoOf(when), loggedByService, operationType,
      initiatedBy: { app: null, user: asInitiator(operator) },
      targetResources: loggedByService === 'PIM' ? [roleTarget, { ...subject, modifiedProperties: [] }, { ...roleTarget, id: DEMO_TENANT_ID, displayName: 'Fjordlight (demo)', type: 'Directory' }] : [{ ...subject, modifiedProperties }, roleTarget],
      additionalDetails: [],
    });
  };
  record('Add member to role', 'Core Directory', 'Assign', at, true);
  record('Add member to role outside of PIM (permanent)', 'PIM', 'Update', at + 4 * SECOND, true);
  if (endedAt !== null) record('Remove member from role', 'Core Directory', 'Unassign', endedAt, false);
}

export function grantRecords(directory: Directory, seed: number, act: GrantAct): readonly DirectoryAudit[] {
  if (!act.isAudited) return [];
  const records: DirectoryAudit[] = [];
  const sink: AuditSink = {
    record: (entry) => {
      records.push({ id: auditIdOf(entry, records.length), ...entry });
    },
  };
  const newId = (): string => partId(seed, `grant-correlation-${records.length}`, act.number);
  if (act.where === 'portal') {
    aroundPim(sink, newId, act);
    return records;
  }
  const { made, ending, schedule } = pimObjects(seed, act);
  const requests = new Map([made, ending].map((request) => [request.id, request]));
  const pim = new PimAudits(sink, directory, (id) => requests.get(id), newId);
  const { at, endedAt } = act;
  pim.asked(made, schedule, new Date(at + 400));
  // The directory first, PIM's own word a moment later: `started` writes both, so its second record is dated here.
  pim.started(schedule, new Date(at + SECOND));
  later(records, 1, 900);
  if (endedAt === null) pim.expired(schedule, new Date(made.info?.endsAt ?? at));
  else {
    pim.removed(ending, schedule, true, new Date(endedAt + 400));
    pim.gone(schedule, new Date(endedAt + SECOND));
  }
  later(records, 1, 900);
  return records;
}

/** Dates the last records a little later. */
function later(records: DirectoryAudit[], count: number, milliseconds: number): void {
  for (const record of records.splice(-count)) records.push({ ...record, activityDateTime: isoOf(Date.parse(record.activityDateTime) + milliseconds) });
}
