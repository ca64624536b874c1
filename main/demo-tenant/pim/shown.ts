/** Grants as a test looks at them: the truth, whatever a caller is told. */
import type { Access, How } from './access';
import type { Grants } from './grants';
import type { Schedule } from './schedule';

/** What PIM made. What people hold without it is not here. */
export type DemoGrant = {
  readonly scheduleId: string;
  /** The schedule request that made it. */
  readonly requestId: string;
  readonly how: How;
  readonly principalId: string;
  readonly access: Access;
  readonly assignmentType: 'Assigned' | 'Activated';
  readonly createdDateTime: string;
  readonly startDateTime: string;
  readonly endDateTime: string | null;
  readonly callerId: string;
  readonly justification: string | null;
  readonly ticketNumber: string | null;
  readonly ticketSystem: string | null;
  /** Whether it is there now; a future one is not, and neither is one still being provisioned. */
  readonly hasInstance: boolean;
};

const EVERY = [['active', 'role'], ['eligible', 'role'], ['active', 'group'], ['eligible', 'group']] as const;

function shown(grants: Grants, schedule: Schedule): DemoGrant {
  const { id, how, principalId, access, assignmentType, createdUsing, createdAt, info } = schedule;
  const request = grants.request(createdUsing);
  return {
    scheduleId: id, requestId: createdUsing, how, principalId, access, assignmentType, createdDateTime: new Date(createdAt).toISOString(),
    startDateTime: new Date(info.startsAt).toISOString(), endDateTime: info.endsAt === null ? null : new Date(info.endsAt).toISOString(),
    callerId: request?.callerId ?? '', justification: request?.justification ?? null, ticketNumber: request?.ticket.ticketNumber ?? null, ticketSystem: request?.ticket.ticketSystem ?? null,
    hasInstance: grants.hasStarted(schedule),
  };
}

/** Current and future. */
export function shownSchedules(grants: Grants): readonly DemoGrant[] {
  return EVERY.flatMap(([how, kind]) => grants.schedules(how, kind)).map((each) => shown(grants, each));
}

/** What is there now, also what was removed and has not gone yet. */
export function shownInstances(grants: Grants): readonly DemoGrant[] {
  return EVERY.flatMap(([how, kind]) => grants.instances(how, kind)).map((each) => shown(grants, each));
}
