/** Which contractors are shown, and in which order. Pure. */
import { finderOf, inOrder, type Key, LAST } from '../../ui/list/in-order';
import type { Sort as SortBy } from '../../ui/list/sort';
import type { ContractorEntry } from './contractor-entry';
import { daysLeft, isPast } from './contract-end-text';

export const COLUMNS = [
  { id: 'person', name: 'Person' },
  { id: 'end', name: 'Contract end' },
  { id: 'account', name: 'Account' },
  { id: 'grants', name: 'Grants' },
  { id: 'signIn', name: 'Last sign-in' },
  { id: 'manager', name: 'Manager' },
  { id: 'company', name: 'Company' },
  { id: 'because', name: 'Contractor because' },
] as const;
export type ColumnId = (typeof COLUMNS)[number]['id'];
export type Sort = SortBy<ColumnId>;

/** `soon`: within {@link SOON_DAYS}. `none`: read, and there is none. `not-read`: it could not be read. */
export type EndFilter = 'any' | 'ended' | 'soon' | 'none' | 'not-read';
export const SOON_DAYS = 30;

export type Filter = { readonly text: string; readonly end: EndFilter; readonly isEnabledOnly: boolean };
export const NO_FILTER: Filter = { text: '', end: 'any', isEnabledOnly: false };

/** @param sort - Null: past ends first, then what ends soonest; then those whose end could not be read, then those without one. */
export function arranged(rows: readonly ContractorEntry[], filter: Filter, sort: Sort | null, now: Date): readonly ContractorEntry[] {
  const isFound = finderOf(filter.text);
  const shown = rows.filter((row) => isShown(row, filter, now) && isFound(textsOf(row)));
  return inOrder(shown, { keyOf: (row) => (sort ? keyOf(row, sort.column) : endKey(row)), nameOf, direction: sort?.direction ?? 'ascending' });
}

const nameOf = ({ displayName }: ContractorEntry) => displayName;

function isShown(row: ContractorEntry, { end, isEnabledOnly }: Filter, now: Date): boolean {
  // What could not be read may be enabled.
  return !(isEnabledOnly && row.accountEnabled === false) && isEndShown(row, end, now);
}

function isEndShown({ end }: ContractorEntry, filter: EndFilter, now: Date): boolean {
  if (filter === 'any') return true;
  if (!end.known) return filter === 'not-read';
  if (end.value === null) return filter === 'none';
  if (filter === 'ended') return isPast(end.value, now);
  return filter === 'soon' && !isPast(end.value, now) && daysLeft(end.value, now) <= SOON_DAYS;
}

function textsOf(row: ContractorEntry): readonly (string | null)[] {
  return [row.displayName, row.userPrincipalName, row.companyName, row.employeeType, row.because, row.manager.known ? (row.manager.value?.displayName ?? null) : null];
}

function keyOf(row: ContractorEntry, column: ColumnId): Key {
  switch (column) {
    case 'person':
      return row.displayName;
    case 'end':
      return endKey(row);
    case 'account':
      return row.accountEnabled === true ? 0 : row.accountEnabled === null ? 1 : 2;
    case 'grants':
      return row.grants === null ? -1 : row.grants.live * 1000 + row.grants.future;
    case 'signIn':
      return row.lastSignInAt.known && row.lastSignInAt.value !== null ? Date.parse(row.lastSignInAt.value) : row.lastSignInAt.known ? 0 : -1;
    case 'manager':
      return row.manager.known && row.manager.value ? row.manager.value.displayName : LAST;
    case 'company':
      return row.companyName ?? LAST;
    case 'because':
      return row.because;
  }
}

function endKey({ end }: ContractorEntry): number {
  if (!end.known) return Number.MAX_SAFE_INTEGER - 1;
  return end.value === null ? Number.MAX_SAFE_INTEGER : Date.parse(end.value.at);
}

/** How many are in each part, for the filter's choices. */
export function endCounts(rows: readonly ContractorEntry[], now: Date): Readonly<Record<EndFilter, number>> {
  const count = (filter: EndFilter) => rows.filter((row) => isEndShown(row, filter, now)).length;
  return { any: rows.length, ended: count('ended'), soon: count('soon'), none: count('none'), 'not-read': count('not-read') };
}
