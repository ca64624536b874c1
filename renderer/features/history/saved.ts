/** Filters under a name: those that are built in, and the operator's own. The first nine answer to Alt and their number. */
import { EVERY_LINE, type LineFilter, type Wanted } from './wanted';
import type { SavedFilter } from '../../../shared/settings';
import { ALL, boundsOf, customOf, named, nameOf, periodNamed } from './period';

export type Saved = { readonly name: string; readonly wanted: Wanted; readonly isOwn: boolean };

const builtIn = (name: string, period: Wanted['period'], changes: Partial<LineFilter>): Saved => ({ name, wanted: { period, lines: { ...EVERY_LINE, ...changes } }, isOwn: false });

export const BUILT_IN: readonly Saved[] = [
  builtIn('Onboarding this month', named('month'), { kinds: ['pass'], scenario: 'first-day' }),
  builtIn('Contractors this quarter', named('quarter'), { kinds: ['pass'], tier: 'contractor' }),
  builtIn('Outside the tool', ALL, { finding: 'outside-tool' }),
];

/** A filter of the operator's own as the view has it. A period by a name that is not known any more is one by its days. */
export function opened({ name, period, filter }: SavedFilter, timeZone: string): Saved {
  const { from, to, ...lines } = filter;
  return { name, wanted: { period: (period === null ? null : periodNamed(period)) ?? customOf(from, to, timeZone), lines }, isOwn: true };
}

/** As it is kept. Days are kept for a period by its days alone: those of the others move on. */
export function kept(name: string, { period, lines }: Wanted, now: Date, timeZone: string): SavedFilter {
  const byName = nameOf(period);
  const days = byName === null ? boundsOf(period, now, timeZone) : { from: null, to: null };
  return { name: name.trim(), period: byName, filter: { ...lines, ...days } };
}
