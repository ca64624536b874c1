/** Which rows are shown, and in which order. Pure. */
import { TIERS } from '../../../shared/domain/limits';
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
export type Sort = { readonly column: ColumnId; readonly direction: 'ascending' | 'descending' };

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
  const shown = rows.filter((row) => isShown(row, filter, now));
  const keys = new Map(shown.map((row) => [row, sort ? [keyOf(row, sort.column, now)] : usualKeys(row, filter, now)]));
  const sign = sort?.direction === 'descending' ? -1 : 1;
  return shown.sort((one, other) => sign * compare(keys.get(one) ?? [], keys.get(other) ?? []) || compareTexts(one.displayName, other.displayName));
}

function isShown(row: PassEntry, { text, state, origin, isUnfinishedOnly }: Filter, now: Date): boolean {
  const open = isUnfinished(row, now);
  if (isUnfinishedOnly && !open) return false;
  if (origin !== 'any' && row.origin !== origin) return false;
  const is = stateOf(row, now);
  if (state === 'with-pass' ? is === 'none' && !open : state !== 'everybody' && state !== is) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === '' || [row.displayName, row.userPrincipalName, row.ticket, row.issuedBy?.displayName ?? ''].some((part) => part.toLowerCase().includes(wanted));
}

type Key = string | number;

function usualKeys(row: PassEntry, { isUnfinishedOnly }: Filter, now: Date): readonly Key[] {
  if (isUnfinishedOnly) return [instantOf(issuedAtOf(row))];
  return [ORDER_OF_STATES.indexOf(stateOf(row, now)), endOf(row) ?? Infinity];
}

function keyOf(row: PassEntry, column: ColumnId, now: Date): Key {
  switch (column) {
    case 'person':
      return row.displayName;
    case 'tier':
      return row.tier.known ? TIERS.indexOf(row.tier.value) : TIERS.length;
    case 'state':
      return stateKey(row, now);
    case 'once':
      return row.pass.known && row.pass.value ? Number(!row.pass.value.isUsableOnce) : 2;
    case 'issuer':
      return row.issuedBy?.displayName ?? '\uffff';
    case 'ticket':
      return row.ticket === '' ? '\uffff' : row.ticket;
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

/** State first, then the time left, as one number: no pass lives for as long as the step between two states. */
function stateKey(row: PassEntry, now: Date): number {
  const steps = ORDER_OF_STATES.indexOf(stateOf(row, now));
  return steps * 1e15 + (endOf(row) ?? 0);
}

function instantOf(at: string | null): number {
  return at === null ? Infinity : Date.parse(at);
}

function compare(one: readonly Key[], other: readonly Key[]): number {
  for (const [at, key] of one.entries()) {
    const against = other[at] ?? 0;
    const order = typeof key === 'number' && typeof against === 'number' ? compareNumbers(key, against) : compareTexts(String(key), String(against));
    if (order !== 0) return order;
  }
  return 0;
}

/** Not by subtraction: two infinities have no difference. */
function compareNumbers(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const compareTexts = (one: string, other: string) => collator.compare(one, other);

/** How many rows are in each state, for the filter's choices. */
export function stateCounts(rows: readonly PassEntry[], now: Date): ReadonlyMap<EntryState, number> {
  const counts = new Map<EntryState, number>();
  for (const row of rows) counts.set(stateOf(row, now), (counts.get(stateOf(row, now)) ?? 0) + 1);
  return counts;
}

export const STATE_CHOICES = ORDER_OF_STATES.map((state) => ({ state, name: STATE[state].words }));
