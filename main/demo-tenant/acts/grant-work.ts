/**
 * What each action of a schedule request does. Nothing is changed until the work that comes back is applied.
 *
 * Where the service is silent: an assignment is in the way of another of the same principal, access and scope when their
 * times overlap; a removal without `targetScheduleId` takes the current assigned one, else the permanent one made outside
 * PIM, and never one that starts later, which is cancelled instead.
 */
import type { Cause } from '../passes/pass';
import type { Access } from '../pim/access';
import { checkLimits, FLOOR_MS } from '../pim/limits';
import { assignmentDoesNotExist, assignmentExists, tooShort } from '../pim/refusals';
import { boundFor, rulesFor } from '../pim/rules';
import type { Schedule, ScheduleInfo, ScheduleRequest } from '../pim/schedule';
import { badSchedule, readScheduleInfo } from '../pim/schedule-info';
import { holdsStanding, withoutStanding } from '../pim/standing';
import type { Wanted } from '../pim/wanted';
import { Refusal } from '../protocol';
import type { Tenant } from '../tenant';

/** A request on its way: what it is about is known and checked. */
export type Work = {
  readonly tenant: Tenant;
  readonly wanted: Wanted;
  readonly hasMfa: boolean;
  readonly principalId: string;
  readonly access: Access;
  readonly now: number;
  readonly request: ScheduleRequest;
  readonly cause: Cause;
};

export type Done = { readonly request: ScheduleRequest; readonly apply: () => void };

export function perform(work: Work, target: Schedule | undefined): Done {
  switch (work.wanted.action) {
    case 'adminAssign':
      return assign(work, 'Assigned');
    case 'adminRenew':
      return renew(work);
    case 'selfActivate':
      return activate(work);
    case 'adminUpdate':
    case 'adminExtend':
      return change(work, target);
    case 'adminRemove':
    case 'selfDeactivate':
      return remove(work, target);
  }
}

/** Something is asked for, and neither done nor refused yet. */
export function isPending({ tenant, principalId, access, wanted, now }: Work): boolean {
  const { grants } = tenant;
  const same = grants.same({ how: wanted.how, principalId, access }, now);
  if (same.some((each) => !grants.hasStarted(each) && each.info.startsAt <= now)) return true;
  return grants.requests(wanted.how, access.kind, now).some((each) => each.settled === 'PendingApproval' && each.principalId === principalId && JSON.stringify(each.access) === JSON.stringify(access));
}

const overlaps = (one: ScheduleInfo, other: ScheduleInfo): boolean => one.startsAt < (other.endsAt ?? Number.POSITIVE_INFINITY) && other.startsAt < (one.endsAt ?? Number.POSITIVE_INFINITY);

function isStanding({ tenant, wanted, access, principalId }: Work): boolean {
  const person = tenant.directory.find(principalId);
  return person !== undefined && holdsStanding(person, wanted.how, access);
}

function checkFree(work: Work, info: ScheduleInfo, except?: Schedule): void {
  const { tenant, principalId, access, wanted, now } = work;
  const others = tenant.grants.same({ how: wanted.how, principalId, access }, now).filter((each) => each.id !== except?.id);
  if (isStanding(work) || others.some((each) => overlaps(each.info, info))) throw assignmentExists();
}

const idOf = (access: Access, requestId: string): string => (access.kind === 'role' ? requestId : `${access.groupId}_${access.accessId}_${requestId}`);

function assign(work: Work, assignmentType: Schedule['assignmentType']): Done {
  const { tenant, wanted, hasMfa, principalId, access, now, cause } = work;
  const info = readScheduleInfo(wanted.scheduleInfo, now);
  checkFree(work, info);
  checkLimits(info, info.startsAt, boundFor(access, wanted.how, assignmentType === 'Activated'), { ...wanted, hasMfa });
  const id = idOf(access, work.request.id);
  const provisionedAt = info.startsAt + tenant.grants.lags.provisioningLagMs;
  const request: ScheduleRequest = { ...work.request, info, targetScheduleId: id, provisionedAt };
  const schedule: Schedule = { id, how: wanted.how, principalId, access, assignmentType, createdUsing: request.id, createdAt: now, modifiedAt: null, info, provisionedAt, removedAt: null };
  return {
    request,
    apply: () => {
      tenant.pimAudits.asked(request, schedule, new Date(now));
      tenant.grants.add(schedule, cause);
    },
  };
}

/** For what has run out: the service takes it as a new assignment. */
function renew(work: Work): Done {
  const { tenant, wanted, principalId, access, now } = work;
  const former = tenant.grants.events.some((each) => each.kind === 'expired' && each.how === wanted.how && each.principalId === principalId && JSON.stringify(each.access) === JSON.stringify(access));
  if (!former || tenant.grants.same({ how: wanted.how, principalId, access }, now).length > 0) throw assignmentDoesNotExist();
  return assign(work, 'Assigned');
}

function activate(work: Work): Done {
  const { tenant, wanted, access, principalId, now } = work;
  if (wanted.how !== 'active') throw new Refusal(400, 'BadRequest', "The action 'selfActivate' is for active assignments.");
  const info = readScheduleInfo(wanted.scheduleInfo, now);
  const person = tenant.directory.find(principalId);
  const isEligible = (person !== undefined && holdsStanding(person, 'eligible', access)) || tenant.grants.same({ how: 'eligible', principalId, access }, now).some((each) => overlaps(each.info, { ...info, endsAt: info.startsAt + 1 }));
  if (!isEligible) throw assignmentDoesNotExist();
  const done = assign(work, 'Activated');
  if (!rulesFor(access).isApprovalRequired) return done;
  const request: ScheduleRequest = { ...done.request, targetScheduleId: null, settled: 'PendingApproval' };
  return { request, apply: () => tenant.pimAudits.approvalAsked(request, new Date(now)) };
}

/** The one that is meant: by its id, else the current one. */
function found({ tenant, wanted, principalId, access, now }: Work, target: Schedule | undefined, type: Schedule['assignmentType'] | undefined): Schedule | undefined {
  if (target) return target;
  return tenant.grants.same({ how: wanted.how, principalId, access }, now).find((each) => tenant.grants.hasStarted(each) && (type === undefined || each.assignmentType === type));
}

/** Of a running schedule only the end moves, and the policy measures what is left from now; the service is silent on both. */
function change(work: Work, target: Schedule | undefined): Done {
  const { tenant, wanted, hasMfa, access, now, cause } = work;
  const same = tenant.grants.same({ how: wanted.how, principalId: work.principalId, access }, now);
  const schedule = found(work, target, 'Assigned') ?? same.find((each) => each.assignmentType === 'Assigned');
  if (!schedule) throw assignmentDoesNotExist();
  const asked = readScheduleInfo(wanted.scheduleInfo, now);
  const hasBegun = schedule.info.startsAt <= now;
  const keepsStart = hasBegun || wanted.action === 'adminExtend';
  const { expiration, endsAt } = asked;
  const ends = { endsAt, expiration: endsAt === null ? expiration : ({ type: 'afterDateTime', endDateTime: new Date(endsAt).toISOString(), duration: null } as const) };
  const info: ScheduleInfo = keepsStart ? { startsAt: schedule.info.startsAt, ...ends } : asked;
  const isLonger = schedule.info.endsAt !== null && (endsAt === null || endsAt > schedule.info.endsAt);
  if (wanted.action === 'adminExtend' && !isLonger) throw badSchedule('An extension must end later than the assignment does.');
  checkFree(work, info, schedule);
  checkLimits(asked, info.startsAt, boundFor(access, wanted.how, false), { ...wanted, hasMfa });
  const request: ScheduleRequest = { ...work.request, info: asked, targetScheduleId: schedule.id, provisionedAt: now };
  return {
    request,
    apply: () => {
      tenant.grants.change(schedule, info, now, wanted.action === 'adminExtend' ? 'extended' : 'updated', request.id, cause);
      tenant.pimAudits.changed(request, { ...schedule, info }, new Date(now));
    },
  };
}

function remove(work: Work, target: Schedule | undefined): Done {
  const { tenant, wanted, principalId, access, now, cause } = work;
  const schedule = found(work, target, wanted.action === 'selfDeactivate' ? 'Activated' : 'Assigned');
  const request: ScheduleRequest = { ...work.request, targetScheduleId: target?.id ?? null, settled: 'Revoked' };
  if (!schedule) {
    const person = tenant.directory.find(principalId);
    if (wanted.action === 'selfDeactivate' || !person || !isStanding(work)) throw assignmentDoesNotExist();
    return {
      request,
      apply: () => {
        tenant.directory.update(person.id, withoutStanding(person, wanted.how, access));
        tenant.pimAudits.removed(request, null, false, new Date(now));
      },
    };
  }
  // It has no floor while nobody has had it yet.
  if (tenant.grants.hasStarted(schedule) && now - schedule.info.startsAt < FLOOR_MS) throw tooShort();
  return {
    request,
    apply: () => {
      tenant.pimAudits.removed(request, schedule, tenant.grants.hasStarted(schedule), new Date(now));
      tenant.grants.remove(schedule, now, 'removed', request.id, cause);
    },
  };
}
