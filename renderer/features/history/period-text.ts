import { dateText } from '../../ui/time-text';
import type { Day } from './calendar';
import { type Period, shownDays, type Unit } from './period';

const NAMES: Readonly<Record<Unit, readonly [present: string, before: string]>> = {
  week: ['Last 7 days', 'The 7 days before'],
  'days-30': ['Last 30 days', 'The 30 days before'],
  month: ['This month', 'Last month'],
  quarter: ['This quarter', 'Last quarter'],
  year: ['This year', 'Last year'],
};

/** Written at noon, so that the day is the same one in whatever zone it is formatted. */
const dayWords = ({ year, month, day }: Day): string => dateText(new Date(year, month - 1, day, 12));

/** "Last quarter"; where it has no name, its days. */
export function periodText(period: Period, now: Date, timeZone: string): string {
  if (period.kind === 'all') return 'All time';
  if (period.kind === 'named') {
    const name = NAMES[period.unit][period.back];
    if (name !== undefined) return name;
  }
  return daysText(period, now, timeZone);
}

/** "1 Jan 2026 to 31 Mar 2026"; empty for all time. */
export function daysText(period: Period, now: Date, timeZone: string): string {
  const { first, last } = shownDays(period, now, timeZone);
  if (first && last) return `${dayWords(first)} to ${dayWords(last)}`;
  if (first) return `since ${dayWords(first)}`;
  return last ? `until ${dayWords(last)}` : '';
}
