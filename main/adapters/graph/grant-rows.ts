/**
 * One grant out of a schedule and its instance. The instance is what counts: while one is there the access lives, also past
 * its end and after its schedule was taken back; a schedule alone has not begun or is being provisioned. Pure.
 */
import type { Grant, GrantHow } from '../../../shared/domain/grant';
import type { Line, ScheduleLine } from './pim-schedules';

/** Statuses after which nothing comes any more. PIM's list is open; whatever else it says may still take effect. */
const SETTLED: ReadonlySet<string> = new Set(['canceled', 'denied', 'failed', 'revoked']);

/** Of a role held through a group the schedule is the group's, so the holder is part of the key. */
const keyOf = ({ scheduleId, person }: Line): string => `${scheduleId} ${person.id}`.toLowerCase();

export function grantRows(schedules: readonly ScheduleLine[], instances: readonly Line[], how: GrantHow, now: Date): readonly Grant[] {
  const there = new Map(instances.map((instance) => [keyOf(instance), instance]));
  const planned = new Set(schedules.map(keyOf));
  return [
    ...schedules.flatMap((schedule) => rowOf(schedule, there.get(keyOf(schedule)), how, now)),
    ...instances.filter((instance) => !planned.has(keyOf(instance))).map((instance): Grant => ({ ...instance, how, requestId: null, createdDateTime: null, state: 'live' })),
  ];
}

function rowOf({ status, ...schedule }: ScheduleLine, instance: Line | undefined, how: GrantHow, now: Date): readonly Grant[] {
  // The schedule of a permanent assignment starts whenever it is read; its instance says that it has no start.
  if (instance) return [{ ...schedule, how, startDateTime: instance.startDateTime, endDateTime: instance.endDateTime ?? schedule.endDateTime, state: 'live' }];
  const { startDateTime, endDateTime } = schedule;
  const isOver = SETTLED.has(status.toLowerCase()) || (endDateTime !== null && Date.parse(endDateTime) <= now.getTime());
  if (isOver) return [];
  return [{ ...schedule, how, state: startDateTime !== null && Date.parse(startDateTime) > now.getTime() ? 'future' : 'provisioning' }];
}
