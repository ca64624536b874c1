/** Days summed up so that the bars can still be told apart, with the empty ones between them: a gap is a fact as well. */
import type { Charts } from '../../../shared/domain/history/charts';

type Day = Charts['perDay'][number];
export type Step = 'day' | 'week' | 'month';
/** `from`: its first day, as in the calendar ("2026-01-05"). `counts` in the order of LINE_KINDS. */
export type Period = { readonly from: string; readonly counts: readonly number[] };

const DAY_MS = 86_400_000;
/** More bars than these touch one another in a narrow chart. Days. */
const MOST_DAYS = 62;
const MOST_WEEKS_IN_DAYS = 400;
/** Bars drawn at most: 50 years of months. What lies before is left out of the gaps, never of the counts. */
const MOST_PERIODS = 600;

// A calendar day has no zone, and UTC has no day of 23 hours.
const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`);
const textOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

export function stepFor(days: readonly Day[]): Step {
  const [first, last] = [days[0], days[days.length - 1]];
  if (!first || !last) return 'day';
  const span = (dayOf(last.day) - dayOf(first.day)) / DAY_MS + 1;
  return span <= MOST_DAYS ? 'day' : span <= MOST_WEEKS_IN_DAYS ? 'week' : 'month';
}

/** @param days - Oldest first, as the contract has them. */
export function periodsOf(days: readonly Day[], step: Step): readonly Period[] {
  const sums = new Map<string, number[]>();
  for (const { day, counts } of days) {
    const from = startOf(day, step);
    const sum = sums.get(from) ?? counts.map(() => 0);
    sums.set(from, sum.map((count, at) => count + (counts[at] ?? 0)));
  }
  const known = [...sums.keys()].sort();
  const [first, last] = [known[0], known[known.length - 1]];
  if (first === undefined || last === undefined) return [];
  const none = (days[0]?.counts ?? []).map(() => 0);
  const all: string[] = [];
  for (let from = first; from <= last && all.length < MOST_PERIODS; from = following(from, step)) all.push(from);
  return [...new Set([...all, ...known])].sort().map((from) => ({ from, counts: sums.get(from) ?? none }));
}

function startOf(day: string, step: Step): string {
  if (step === 'day') return day;
  if (step === 'month') return `${day.slice(0, 8)}01`;
  const at = dayOf(day);
  // A week begins on Monday (ISO 8601).
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return textOf(at - sinceMonday * DAY_MS);
}

function following(from: string, step: Step): string {
  if (step !== 'month') return textOf(dayOf(from) + (step === 'week' ? 7 : 1) * DAY_MS);
  const date = new Date(dayOf(from));
  return textOf(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1));
}

const locale = navigator.language.startsWith('en') ? navigator.language : 'en-GB';
const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const full = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** For the axis. */
export const tickText = (from: string, step: Step): string => (step === 'month' ? month : short).format(dayOf(from));
/** For the table: with the year, and for a week by its first day. */
export const periodText = (from: string, step: Step): string =>
  step === 'month' ? month.format(dayOf(from)) : `${step === 'week' ? 'Week of ' : ''}${full.format(dayOf(from))}`;
