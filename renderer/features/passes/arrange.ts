/** Which rows are shown, and in which order. Pure. */
import { TIERS } from '../../../shared/domain/limits';
import { finderOf, inOrder, type Key, LAST } from '../../ui/list/in-order';
import type { Sort as SortBy } from '../../ui/list/sort';
import { endOf, type EntryState, isUnfinished, issuedAtOf, type PassEntry, stateOf, usedOf } from './pass-entry';
import { ORIGIN, STATE, USED } from './words';

export const COLUMNS = [
  { id: 'person', name: 'Person' },
  { id: 'tier', name: 'Tier' },
  { id: 'state', name: 'State' },
  { id: 'once', name: 'Usable' },
  { id: 'issuer', name: 'Issued by' },
  { id: 'ticket', name: 'Ticket' },
  { id: 'origin', name: 'Made in' },
  { id: 'used', name: 'Used' },
  { id: 'checked', name: 'Checked' },
  { id: 'review', name: 'Reviewed' },
] as const;
export type ColumnId = (typeof COLUMNS)[number]['id'];
export type Sort = SortBy<ColumnId>;

export type Filter = {
  readonly text: string;
  /** `with-pass`: everybody who has a pass, may have one, or whose pass is unfinished. */
  readonly state: EntryState | 'with-pass' | 'everybody';
  readonly origin: PassEntry['origin'] | 'any';
  readonly isUnfinishedOnly: boolean;
};
export const NO_FILTER: Filter = { text: '', state: 'with-pass', origin: 'any', isUnfinishedOnly: false };

const ORDER_OF_STATES: readonly EntryState[] = ['live', 'disabled-by-policy', 'not-yet-valid', 'not-read', 'unusable', 'used', 'expired', 'none'];

/** @param sort - Null: what ends soonest first; of the unfinished, the oldest first. */
export function arranged(rows: readonly PassEntry[], filter: Filter, sort: Sort | null, now: Date): readonly PassEntry[] {
  const isFound = finderOf(filter.text);
  const shown = rows.filter((row) => isShown(row, filter, now) && isFound([row.displayName, row.userPrincipalName, row.ticket, row.issuedBy?.displayName]));
  return inOrder(shown, { keyOf: (row) => (sort ? keyOf(row, sort.column, now) : usualKey(row, filter, now)), nameOf: ({ displayName }) => displayName, direction: sort?.direction ?? 'ascending' });
}

function isShown(row: PassEntry, { state, origin, isUnfinishedOnly }: Filter, now: Date): boolean {
  const open = isUnfinished(row, now);
  if (isUnfinishedOnly && !open) return false;
  if (origin !== 'any' && row.origin !== origin) return false;
  const is = stateOf(row, now);
  return state === 'everybody' || (state === 'with-pass' ? is !== 'none' || open : state === is);
}

const usualKey = (row: PassEntry, { isUnfinishedOnly }: Filter, now: Date): Key => (isUnfinishedOnly ? instantOf(issuedAtOf(row)) : stateKey(row, now, NEVER_MS));

function keyOf(row: PassEntry, column: ColumnId, now: Date): Key {
  switch (column) {
    case 'person':
      return row.displayName;
    case 'tier':
      return row.tier.known ? TIERS.indexOf(row.tier.value) : TIERS.length;
    case 'state':
      return stateKey(row, now, 0);
    case 'once':
      return row.pass.known && row.pass.value ? Number(!row.pass.value.isUsableOnce) : 2;
    case 'issuer':
      return row.issuedBy?.displayName ?? LAST;
    case 'ticket':
      return row.ticket || LAST;
    case 'origin':
      return ORIGIN[row.origin];
    case 'used':
      return USED[usedOf(row)];
    case 'checked':
      return instantOf(row.checkedAt);
    case 'review':
      return instantOf(row.review?.at ?? null);
  }
}

/** From one state to the next, ms: after every end. */
const STEP_MS = 1e15;
/** After every end, and within the step. */
const NEVER_MS = STEP_MS / 2;

/** State first, then the end, as one number. @param none - Stands for the end where there is none, ms. */
function stateKey(row: PassEntry, now: Date, none: number): number {
  return ORDER_OF_STATES.indexOf(stateOf(row, now)) * STEP_MS + (endOf(row) ?? none);
}

function instantOf(at: string | null): number {
  return at === null ? Infinity : Date.parse(at);
}

/** How many rows are in each state, for the filter's choices. */
export function stateCounts(rows: readonly PassEntry[], now: Date): ReadonlyMap<EntryState, number> {
  const counts = new Map<EntryState, number>();
  for (const row of rows) counts.set(stateOf(row, now), (counts.get(stateOf(row, now)) ?? 0) + 1);
  return counts;
}

export const STATE_CHOICES = ORDER_OF_STATES.map((state) => ({ state, name: STATE[state].words }));
