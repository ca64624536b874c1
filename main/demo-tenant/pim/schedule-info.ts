/**
 * Reads `scheduleInfo` of a request. The letter case of the expiration type does not matter, as in the documentation's
 * own examples; a start in the past becomes now; recurrence is not supported.
 *
 * Source: Graph, "Create roleAssignmentScheduleRequests". The code for a schedule that makes no sense was seen in
 * public; the service documents none.
 */
import { isRecord, Refusal } from '../protocol';
import { millisecondsOf } from './duration';
import type { Expiration, ScheduleInfo } from './schedule';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:\d{2})$/i;
const TYPES: Readonly<Record<string, Expiration['type']>> = { afterduration: 'afterDuration', afterdatetime: 'afterDateTime', noexpiration: 'noExpiration', notspecified: 'noExpiration' };

export const badSchedule = (message: string): Refusal => new Refusal(400, 'InvalidRoleAssignmentRequestSchedule', message);
const unreadable = (name: string, type: string): Refusal => new Refusal(400, 'BadRequest', `Cannot convert the value of '${name}' to the expected type '${type}'.`);

/** @returns Undefined when nothing is given. */
function instantOf(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const at = typeof value === 'string' && INSTANT.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw unreadable(name, 'Edm.DateTimeOffset');
  return at;
}

export function readScheduleInfo(value: unknown, now: number): ScheduleInfo {
  if (!isRecord(value)) throw badSchedule('The schedule of the request is missing.');
  const { startDateTime, recurrence = null, expiration = null } = value;
  if (recurrence !== null) throw badSchedule('Recurring schedules are not supported.');
  if (expiration !== null && !isRecord(expiration)) throw unreadable('expiration', 'microsoft.graph.expirationPattern');
  const startsAt = Math.max(instantOf(startDateTime, 'startDateTime') ?? now, now);
  const { type: given = 'notSpecified', duration = null, endDateTime = null } = expiration ?? {};
  const type = typeof given === 'string' ? TYPES[given.toLowerCase()] : undefined;
  if (!type) throw unreadable('type', 'microsoft.graph.expirationPatternType');
  if (type === 'noExpiration') return { startsAt, endsAt: null, expiration: { type, endDateTime: null, duration: null } };
  if (type === 'afterDateTime') {
    const endsAt = instantOf(endDateTime, 'endDateTime');
    if (endsAt === undefined || endsAt <= startsAt) throw badSchedule('The end of the schedule must lie after its start.');
    return { startsAt, endsAt, expiration: { type, endDateTime: new Date(endsAt).toISOString(), duration: null } };
  }
  const length = typeof duration === 'string' ? millisecondsOf(duration) : undefined;
  if (typeof duration !== 'string' || length === undefined) throw unreadable('duration', 'Edm.Duration');
  if (length <= 0) throw badSchedule('The duration of the schedule must be more than nothing.');
  return { startsAt, endsAt: startsAt + length, expiration: { type, endDateTime: null, duration } };
}
