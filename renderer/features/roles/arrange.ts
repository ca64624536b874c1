/** Which rows are shown, and in which order. Pure. */
import type { GrantRow } from '../../../shared/domain/grant';
import { KIND_OF_TARGET, type GrantPhase, phaseOf, targetText } from '../../ui/grant-text';
import { finderOf, inOrder, type Key, LAST } from '../../ui/list/in-order';
import type { Sort as SortBy } from '../../ui/list/sort';

/** Few enough to be read side by side; scope, kind, template and where it was made stand under these, and filter. */
export const COLUMNS = [
  { id: 'person', name: 'Person' },
  { id: 'target', name: 'Role or group' },
  { id: 'state', name: 'State' },
  { id: 'ends', name: 'Ends at' },
  { id: 'reason', name: 'Why' },
  { id: 'ticket', name: 'Ticket' },
  { id: 'by', name: 'Made by' },
] as const;
export type ColumnId = (typeof COLUMNS)[number]['id'];
export type Sort = SortBy<ColumnId>;

export type Filter = {
  /** In person, role or group, ticket, or operator. */
  readonly text: string;
  /** Id of a template; '' for any, '-' for none. */
  readonly template: string;
  readonly origin: GrantRow['origin'] | 'any';
  readonly kind: 'any' | 'active' | 'eligible' | 'group' | 'future';
};
export const NO_FILTER: Filter = { text: '', template: '', origin: 'any', kind: 'any' };
export const NO_TEMPLATE = '-';

/** Stable while the list is read again. One schedule may stand for an active and an eligible grant. */
export const keyOfRow = ({ person, how, target, scheduleId }: GrantRow): string => [person.id, how, target.kind, scheduleId].join(' ');

/** @param sort - Null: what ends soonest first; what has no end comes last. */
export function arranged(rows: readonly GrantRow[], filter: Filter, sort: Sort | null, now: Date): readonly GrantRow[] {
  const isFound = finderOf(filter.text);
  const shown = rows.filter((row) => isShown(row, filter) && isFound([row.person.displayName, row.person.userPrincipalName, row.targetName, row.ticket, row.by]));
  return inOrder(shown, { keyOf: (row) => (sort ? keyOf(row, sort.column, now) : endsAt(row)), nameOf: ({ person }) => person.displayName, direction: sort?.direction ?? 'ascending' });
}

function isShown(row: GrantRow, { template, origin, kind }: Filter): boolean {
  if (origin !== 'any' && row.origin !== origin) return false;
  if (template !== '' && (template === NO_TEMPLATE ? row.template !== '' : row.template !== template)) return false;
  return kind === 'group' ? row.target.kind !== 'role' : kind === 'future' ? row.state === 'future' : kind === 'any' || row.how === kind;
}

const PHASES: readonly GrantPhase[] = ['live', 'provisioning', 'future', 'ended', 'through-group', 'permanent'];

function keyOf(row: GrantRow, column: ColumnId, now: Date): Key {
  switch (column) {
    case 'person':
      return row.person.displayName;
    case 'target':
      return `${targetText(row)} ${KIND_OF_TARGET[row.target.kind]}`;
    case 'state':
      return PHASES.indexOf(phaseOf(row, now));
    case 'ends':
      return endsAt(row);
    case 'reason':
      return row.reason || LAST;
    case 'ticket':
      return row.ticket || LAST;
    case 'by':
      return row.by || LAST;
  }
}

const endsAt = ({ endDateTime }: GrantRow): number => (endDateTime === null ? Infinity : Date.parse(endDateTime));
