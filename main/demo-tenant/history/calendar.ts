/**
 * The days of a history in the time zone of the desk, the last one yesterday.
 *
 * The offset of a day is that of its noon: where clocks change, they do so at night, and nothing here happens then.
 */
export type Day = {
  /** Place among all days, oldest first. */
  readonly index: number;
  /** Local, ISO 8601. */
  readonly date: string;
  /** Local midnight, epoch ms. */
  readonly midnight: number;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NOON_MS = DAY_MS / 2;

/** How far the zone is ahead of UTC at an instant, ms. */
function offsets(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (name: string): number => parts.get(name as Intl.DateTimeFormatPartTypes) ?? 0;
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    return local - Math.floor(instant / 1000) * 1000;
  };
}

/** @param count - How many days, those without work among them. @throws RangeError for a zone that does not exist. */
export function daysUntil(today: Date, count: number, timeZone: string): readonly Day[] {
  const offsetAt = offsets(timeZone);
  const now = today.getTime();
  const startOfToday = Math.floor((now + offsetAt(now)) / DAY_MS) * DAY_MS;
  return Array.from({ length: count }, (_, index) => {
    const local = startOfToday - (count - index) * DAY_MS;
    const weekday = new Date(local).getUTCDay();
    return { index, date: new Date(local).toISOString().slice(0, 10), midnight: local - offsetAt(local + NOON_MS), weekday: weekday === 0 ? 7 : weekday };
  });
}

export function isWorkday({ weekday }: Day): boolean {
  return weekday <= 5;
}

/** @param minutes - After local midnight; fractions are allowed. */
export function instantOn({ midnight }: Day, minutes: number): number {
  return midnight + Math.round(minutes * MINUTE_MS);
}

/** Monday to Friday of the last whole week at least so many workdays before the end; null when there is none. */
export function weekBefore(workdays: readonly Day[], back: number): readonly Day[] | null {
  for (let end = workdays.length - 1 - back; end >= 4; end -= 1) {
    if (workdays[end]?.weekday === 5) return workdays.slice(end - 4, end + 1);
  }
  return null;
}
