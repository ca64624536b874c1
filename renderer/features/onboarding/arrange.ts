/** Which people are shown, and in which order. Pure. */
import { type JoinerDetails, MISSING } from '../../../shared/domain/onboarding';
import { passState } from '../../../shared/domain/pass';
import { finderOf, inOrder, type Key } from '../../ui/list/in-order';
import type { Sort as SortBy } from '../../ui/list/sort';
import { type Entry, firstDay, missingParts } from './entry';
import { isMissing } from './missing-words';

export const COLUMNS = [
  { id: 'person', name: 'Name' },
  { id: 'day', name: 'Hire date' },
  { id: 'missing', name: 'Missing' },
] as const;
export type ColumnId = (typeof COLUMNS)[number]['id'];
export type Sort = SortBy<ColumnId>;

/** `missing`: something is, for certain. `no-pass`: it was read, and none can be used now or later. */
export type Part = 'any' | 'missing' | 'no-pass' | 'complete';
export type Filter = { readonly text: string; readonly part: Part };
export const NO_FILTER: Filter = { text: '', part: 'any' };

/** What is known of people beside their list row, by id; null when they have not been read. */
export type DetailsOf = (id: string) => JoinerDetails | null;

/** True when everybody's details have to be read for it. */
export const needsEverybody = (filter: Filter, sort: Sort | null): boolean => filter.part !== 'any' || sort?.column === 'missing';

type Order = {
  readonly filter: Filter;
  /** Null: the usual order. */
  readonly sort: Sort | null;
  /** The usual order is newest account first, instead of earliest first day. */
  readonly isByCreation: boolean;
  readonly detailsOf: DetailsOf;
  readonly now: Date;
};

export function arranged(entries: readonly Entry[], { filter, sort, isByCreation, detailsOf, now }: Order): readonly Entry[] {
  const isFound = finderOf(filter.text);
  const shown = entries.filter((entry) => isFound(textsOf(entry, detailsOf)) && isPartShown(entry, filter.part, detailsOf, now));
  const keyOf = sort ? keyFor(sort.column, detailsOf, now) : isByCreation ? createdKey : dayKey;
  return inOrder(shown, { keyOf, nameOf: ({ displayName }) => displayName, direction: sort?.direction ?? 'ascending' });
}

function textsOf({ id, displayName, userPrincipalName, joiner }: Entry, detailsOf: DetailsOf): readonly (string | null | undefined)[] {
  const manager = detailsOf(id)?.manager;
  return [displayName, userPrincipalName, joiner?.department, joiner?.jobTitle, joiner?.employeeId, manager?.known === true ? manager.value?.displayName : null];
}

function isPartShown(entry: Entry, part: Part, detailsOf: DetailsOf, now: Date): boolean {
  if (part === 'any') return true;
  const details = detailsOf(entry.id);
  if (part === 'no-pass') return details?.pass.known === true && !hasPass(details, now);
  const missing = missingParts(entry, details, now);
  return part === 'missing' ? isMissing(missing) : details !== null && missing.length === 0;
}

/** A pass that opens the account now or later. */
function hasPass({ pass }: JoinerDetails, now: Date): boolean {
  if (!pass.known || pass.value === null) return false;
  const state = passState(pass.value, now);
  return state === 'live' || state === 'not-yet-valid';
}

type KeyOf = (entry: Entry) => Key;

function keyFor(column: ColumnId, detailsOf: DetailsOf, now: Date): KeyOf {
  switch (column) {
    case 'person':
      return ({ displayName }) => displayName;
    case 'day':
      return dayKey;
    case 'missing':
      return (entry) => missingKey(entry, detailsOf, now);
  }
}

/** Nobody's first day comes after everybody's. */
const dayKey: KeyOf = (entry) => instant(firstDay(entry));
const createdKey: KeyOf = ({ joiner }) => -instant(joiner?.createdDateTime ?? null, 0);

function instant(at: string | null, none = Number.MAX_SAFE_INTEGER): number {
  const found = at === null ? NaN : Date.parse(at);
  return Number.isNaN(found) ? none : found;
}

/** Those with most missing first, by weight of the parts; then those not read; then those with nothing missing. */
function missingKey(entry: Entry, detailsOf: DetailsOf, now: Date): number {
  const details = detailsOf(entry.id);
  const parts = missingParts(entry, details, now);
  const certain = parts.filter((part) => part !== 'not-read');
  if (certain.length > 0) return -100 * certain.length + MISSING.indexOf(certain[0] ?? 'not-read');
  return details === null || parts.length > 0 ? 0 : 1;
}
