/** What the view is asked to show: a period by its name, and everything else as the filter of the history has it. Pure. */
import type { HistoryFilter } from '../../../shared/domain/history/history-filter';
import { ALL, boundsOf, nameOf, type Period } from './period';

/** A filter without its time. */
export type LineFilter = Omit<HistoryFilter, 'from' | 'to'>;
export type Wanted = { readonly period: Period; readonly lines: LineFilter };

export const EVERY_LINE: LineFilter = { kinds: [], personId: null, operatorId: null, tier: null, scenario: null, ticket: '', result: null, use: null, finding: null, desk: null, text: '' };
export const NOTHING_WANTED: Wanted = { period: ALL, lines: EVERY_LINE };

/** The filter as the main process takes it. The same all day long, so that nothing is read again for a tick of the clock. */
export const filterOf = ({ period, lines }: Wanted, now: Date, timeZone: string): HistoryFilter => ({ ...boundsOf(period, now, timeZone), ...lines });

/** Two that show the same, whatever order their parts were set in. */
export function isSame(one: Wanted, other: Wanted): boolean {
  return keyOf(one) === keyOf(other);
}

export const isEverything = (wanted: Wanted): boolean => isSame(wanted, NOTHING_WANTED);

function keyOf({ period, lines }: Wanted): string {
  const parts = (Object.keys(EVERY_LINE) as (keyof LineFilter)[]).map((part) => (part === 'kinds' ? [...lines.kinds].sort() : lines[part]));
  return JSON.stringify([nameOf(period) ?? period, parts]);
}
