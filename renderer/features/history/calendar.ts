/**
 * Days of a time zone as instants. Pure: the zone is an argument, and nothing is read from the clock.
 *
 * A day does not always begin at midnight, nor last 24 hours: the beginning is looked for, not computed.
 */

/** A day of the calendar, without a time and without a zone. `month` from 1. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

const MINUTE_MS = 60_000;
/** No zone is further from UTC, with a day left out or repeated on top of it. Minutes. */
const FARTHEST_MINUTES = 40 * 60;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  formats.set(timeZone, format);
  return format;
}

/** The day that it is in a zone. @throws RangeError for a zone that the system does not know. */
export function dayOf(instant: Date, timeZone: string): Day {
  const parts = Object.fromEntries(formatOf(timeZone).formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return { year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0 };
}

/** The same day with days or months that overflow put right: the 32nd is the 1st, the 13th month January. */
export function normal({ year, month, day }: Day): Day {
  const date = new Date(Date.UTC(year, month - 1, day));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const numberOf = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day);

/** Days from one to the other, which lies later. */
export const daysBetween = (from: Day, to: Day): number => Math.round((numberOf(to) - numberOf(from)) / (24 * 60 * MINUTE_MS));

/** The first instant of a day in a zone, whole minutes. Where the zone left the day out, that of the next. */
export function startOfDay(wanted: Day, timeZone: string): Date {
  const day = numberOf(wanted);
  let before = day / MINUTE_MS - FARTHEST_MINUTES;
  let atOrAfter = day / MINUTE_MS + FARTHEST_MINUTES;
  while (atOrAfter - before > 1) {
    const middle = Math.floor((before + atOrAfter) / 2);
    if (numberOf(dayOf(new Date(middle * MINUTE_MS), timeZone)) < day) before = middle;
    else atOrAfter = middle;
  }
  return new Date(atOrAfter * MINUTE_MS);
}

/** "2026-01-31", as `<input type="date">` has it. */
export const dayText = ({ year, month, day }: Day): string => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** @returns null for what is no day of the calendar. */
export function parsedDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const day = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  // A year below 100 would be taken for one of the last century.
  return day.year >= 100 && dayText(normal(day)) === text ? day : null;
}
