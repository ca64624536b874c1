/** Days of a time zone. */

/** Both in epoch milliseconds; `to` is the beginning of the next. */
export type LocalDay = { readonly day: string; readonly from: number; readonly to: number };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Days remembered: finding one asks the calendar a dozen times. */
const REMEMBERED = 5_000;
const remembered = new Map<string, readonly LocalDay[]>();

/** @param timeZone - IANA name; UTC for one that is not known here. */
export function localDayOf(milliseconds: number, timeZone: string): LocalDay {
  const key = `${timeZone} ${Math.floor(milliseconds / DAY_MS)}`;
  const near = remembered.get(key) ?? [];
  const known = near.find(({ from, to }) => from <= milliseconds && milliseconds < to);
  if (known) return known;
  const day = calendarDay(milliseconds, timeZone);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(key, [...near, day]);
  return day;
}

function calendarDay(milliseconds: number, timeZone: string): LocalDay {
  const midnight = Math.floor(wallClock(milliseconds, timeZone) / DAY_MS) * DAY_MS;
  return { day: new Date(midnight).toISOString().slice(0, 10), from: instantOf(midnight, timeZone), to: instantOf(midnight + DAY_MS, timeZone) };
}

/** The instant at which clocks there show this. Where they skip it (summer time that begins at midnight), the first after it. */
function instantOf(wall: number, timeZone: string): number {
  // Offsets before and after a change, of which the true one gives the wall clock back.
  const candidates = [wall - DAY_MS, wall, wall + DAY_MS].map((near) => wall - (wallClock(near, timeZone) - near)).sort((one, other) => one - other);
  return candidates.find((instant) => wallClock(instant, timeZone) >= wall && wallClock(instant - MINUTE_MS, timeZone) < wall) ?? candidates[0] ?? wall;
}

/** What clocks there show, as if it were UTC; whole minutes. */
function wallClock(milliseconds: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(Math.floor(milliseconds / MINUTE_MS) * MINUTE_MS);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? format(timeZone);
  formats.set(timeZone, known);
  return known;
}

function format(timeZone: string): Intl.DateTimeFormat {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23', calendar: 'gregory' } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
}
