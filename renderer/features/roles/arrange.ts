/** Which rows are shown, and in which order. Pure. */
import type { GrantRow } from '../../../shared/domain/grant';
import { KIND_OF_TARGET, type GrantPhase, phaseOf, targetText } from '../../ui/grant-text';

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
export type Sort = { readonly column: ColumnId; readonly direction: 'ascending' | 'descending' };

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
  const sign = sort?.direction === 'descending' ? -1 : 1;
  const keyed = rows.filter((row) => isShown(row, filter)).map((row) => ({ row, key: sort ? keyOf(row, sort.column, now) : endsAt(row) }));
  keyed.sort((one, other) => sign * compare(one.key, other.key) || compareTexts(one.row.person.displayName, other.row.person.displayName));
  return keyed.map(({ row }) => row);
}

function isShown(row: GrantRow, { text, template, origin, kind }: Filter): boolean {
  if (origin !== 'any' && row.origin !== origin) return false;
  if (template !== '' && (template === NO_TEMPLATE ? row.template !== '' : row.template !== template)) return false;
  if (kind === 'group' ? row.target.kind === 'role' : kind === 'future' ? row.state !== 'future' : kind !== 'any' && row.how !== kind) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === '' || [row.person.displayName, row.person.userPrincipalName, row.targetName, row.ticket, row.by].some((part) => part.toLowerCase().includes(wanted));
}

type Key = string | number;
/** After everything else, in whatever language. */
const LAST = '\uffff';
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

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const compareTexts = (one: string, other: string) => collator.compare(one, other);

/** Numbers not by subtraction: two infinities have no difference. */
function compare(one: Key, other: Key): number {
  if (typeof one === 'number' && typeof other === 'number') return one === other ? 0 : one < other ? -1 : 1;
  return compareTexts(String(one), String(other));
}
