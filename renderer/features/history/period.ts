/**
 * The part of time that the history shows, by name where it has one, so that "this month" is still this month tomorrow.
 * Pure: `now` and the zone are arguments.
 */
import { type Day, dayOf, dayText, daysBetween, normal, parsedDay, startOfDay } from './calendar';

export const UNITS = ['week', 'days-30', 'month', 'quarter', 'year'] as const;
/** `week` and `days-30`: so many days that end with today; the others as the calendar has them. */
export type Unit = (typeof UNITS)[number];

/** `back`: 0 for the present one, 1 for the one before. `custom`: whole days, the last among them; null where it is open. */
export type Period =
  | { readonly kind: 'all' }
  | { readonly kind: 'named'; readonly unit: Unit; readonly back: number }
  | { readonly kind: 'custom'; readonly first: Day | null; readonly last: Day | null };

export const ALL: Period = { kind: 'all' };
export const named = (unit: Unit, back = 0): Period => ({ kind: 'named', unit, back });

/** Further back than any journal. */
const BACK_MAXIMUM = 10_000;
const DAYS = { week: 7, 'days-30': 30 } as const;
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** First day, and the first day after it; null: open. */
type Days = { readonly first: Day | null; readonly end: Day | null };

function daysOf(period: Period, today: Day): Days {
  switch (period.kind) {
    case 'all':
      return { first: null, end: null };
    case 'custom':
      return { first: period.first, end: period.last && normal({ ...period.last, day: period.last.day + 1 }) };
    case 'named': {
      const { unit, back } = period;
      if (unit === 'week' || unit === 'days-30') {
        const end = normal({ ...today, day: today.day + 1 - back * DAYS[unit] });
        return { first: normal({ ...end, day: end.day - DAYS[unit] }), end };
      }
      const months = MONTHS[unit];
      const month = today.month - ((today.month - 1) % months) - back * months;
      return { first: normal({ year: today.year, month, day: 1 }), end: normal({ year: today.year, month: month + months, day: 1 }) };
    }
  }
}

/** At or after `from`, before `to`; null: open. The same text all day long. */
export function boundsOf(period: Period, now: Date, timeZone: string): { readonly from: string | null; readonly to: string | null } {
  const { first, end } = daysOf(period, dayOf(now, timeZone));
  return { from: first && startOfDay(first, timeZone).toISOString(), to: end && startOfDay(end, timeZone).toISOString() };
}

/** First and last day of the period, both in it; null: open. */
export function shownDays(period: Period, now: Date, timeZone: string): { readonly first: Day | null; readonly last: Day | null } {
  const { first, end } = daysOf(period, dayOf(now, timeZone));
  return { first, last: end && normal({ ...end, day: end.day - 1 }) };
}

/**
 * The period before (`by` 1) or after it (-1). A named one never goes beyond the present; one by its days moves by its own length.
 * @returns the same object where there is nowhere to go.
 */
export function stepped(period: Period, by: 1 | -1): Period {
  switch (period.kind) {
    case 'all':
      return period;
    case 'named': {
      const back = Math.min(BACK_MAXIMUM, Math.max(0, period.back + by));
      return back === period.back ? period : { ...period, back };
    }
    case 'custom': {
      const { first, last } = period;
      if (!first || !last) return period;
      const length = daysBetween(first, last) + 1;
      const moved = (day: Day) => normal({ ...day, day: day.day - by * length });
      return length < 1 ? period : { kind: 'custom', first: moved(first), last: moved(last) };
    }
  }
}

/** As it is kept with a saved filter: "month:1" for last month; null for one by its days. */
export const nameOf = (period: Period): string | null => (period.kind === 'all' ? 'all' : period.kind === 'named' ? `${period.unit}:${period.back}` : null);

/** The reverse of {@link nameOf}; null for what it does not write. */
export function periodNamed(name: string): Period | null {
  if (name === 'all') return ALL;
  const [unit, back = ''] = name.split(':');
  const known = UNITS.find((one) => one === unit);
  return known && /^\d{1,5}$/.test(back) && Number(back) <= BACK_MAXIMUM ? named(known, Number(back)) : null;
}

/** The days between two instants as a saved filter keeps them; null for one that is open. */
export function customOf(from: string | null, to: string | null, timeZone: string): Period {
  const first = from === null ? null : dayOf(new Date(from), timeZone);
  const last = to === null ? null : dayOf(new Date(Date.parse(to) - 1), timeZone);
  return first || last ? { kind: 'custom', first, last } : ALL;
}

/** With one end of a period set by hand; text that is no day leaves it open. */
export function withDay(period: Period, end: 'first' | 'last', text: string, now: Date, timeZone: string): Period {
  return { kind: 'custom', ...shownDays(period, now, timeZone), [end]: parsedDay(text) };
}

export { dayText };
