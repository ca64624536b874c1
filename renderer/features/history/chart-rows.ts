/** What the charts show, as rows of a name and numbers. Pure. */
import { CHART_NAMES, type Charts, FIRST_USE_MINUTES } from '../../../shared/domain/history/charts';
import { displayText } from '../../../shared/domain/display-text';
import { minutesInWords } from '../../ui/time-text';
import type { Counted } from './chart-counts';
import type { Numbers } from './chart-figure';

/** @param left - What a summed-up rest is called, and what has no name at all. */
export function namedRows(rows: readonly { readonly name: string; readonly count: number }[], left: { readonly rest: string; readonly unnamed: string }): readonly Counted[] {
  // The rest has no name and comes last, once there are more names than are told; what was made without one has none either.
  const isRest = (at: number) => rows.length >= CHART_NAMES && at === rows.length - 1;
  return rows.map(({ name, count }, at) => ({ name: name !== '' ? displayText(name) : isRest(at) ? left.rest : left.unnamed, count }));
}

/** "Up to 5 minutes", "5 to 15 minutes", "4 hours to 8 hours", "Longer than 1 day". */
export function firstUseRows(bars: Charts['timeToFirstUse']): readonly Counted[] {
  return bars.map(({ atMostMinutes, count }) => ({ name: spanText(atMostMinutes), count }));
}

function spanText(atMost: number | null): string {
  if (atMost === null) return `Longer than ${minutesInWords(Math.max(...FIRST_USE_MINUTES))}`;
  const before = FIRST_USE_MINUTES.filter((bound) => bound < atMost).at(-1);
  if (before === undefined) return `Up to ${minutesInWords(atMost)}`;
  return atMost < 60 ? `${before} to ${minutesInWords(atMost)}` : `${minutesInWords(before)} to ${minutesInWords(atMost)}`;
}

export const numbersOf = (word: string, rows: readonly Counted[]): Numbers => ({ head: [word, 'Lines'], rows: rows.map(({ name, count }, at) => ({ key: String(at), name, counts: [count] })) });

/** For a screen reader, in place of the picture: how much there is, and the most of it. */
export function summaryOf(what: string, rows: readonly Counted[]): string {
  const most = rows.reduce<Counted | null>((top, row) => (top === null || row.count > top.count ? row : top), null);
  return most === null ? `Bar chart: ${what}. Nothing to show.` : `Bar chart: ${what}. Most: ${most.name}, ${most.count}. All numbers are in the table.`;
}
