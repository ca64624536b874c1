import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type RefObject, useDeferredValue, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useDeskEvent } from '../../bridge/use-desk-event';
import { useRead } from '../../bridge/use-read';
import { useEndAccess } from '../../ui/end-access';
import { Failure } from '../../ui/failure';
import { RefreshIcon } from '../../ui/icons/icons';
import { Instant } from '../../ui/instant';
import { useAnnounce } from '../../ui/live';
import type { OpenPerson } from '../../ui/navigation';
import { useNow } from '../../ui/use-now';
import { useStable } from '../../ui/use-stable';
import { arranged, type ColumnId, endCounts, type Filter, NO_FILTER, type Sort } from './arrange';
import { type ContractorEntry, joined } from './contractor-entry';
import type { RowAct } from './contractor-row';
import { ContractorsTable } from './contractors-table';
import { FilterBar } from './filter-bar';
import { Sources } from './sources';

/** How often rows are judged again for time alone: contracts end by the day. Milliseconds. */
const JUDGE_EVERY_MS = 60_000;
/** Reading all contractors takes many requests, so it is done again on request and after an act only. Milliseconds. */
const FRESH_MS = 10 * 60_000;

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  count: { flexGrow: 1, margin: 0, color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
});

type Props = {
  /** What scrolls around the table. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly isShown: boolean;
  readonly onOpen: (person: OpenPerson) => void;
};

/** The table with its filters, and the act on those selected. */
export function ContractorList({ scroller, isShown, onOpen }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const endAccess = useEndAccess();
  const now = useNow(JUDGE_EVERY_MS);
  const list = useRead('contractors.list', {}, { staleTime: FRESH_MS });
  const grants = useRead('grants.list', {}, { staleTime: FRESH_MS });
  useDeskEvent('grants.changed', () => void grants.refetch());
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [sort, setSort] = useState<Sort | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  // Typing stays quick however many rows there are.
  const wanted = useDeferredValue(filter);
  const all = useMemo(() => joined(list.data?.contractors ?? [], grants.data), [list.data, grants.data]);
  const entries = useMemo(() => arranged(all, wanted, sort, now), [all, wanted, sort, now]);
  const counts = useMemo(() => endCounts(all, now), [all, now]);
  // What the filter hides is not acted on.
  const chosen = entries.filter(({ id }) => selected.has(id));

  const isReading = list.isFetching || grants.isFetching;
  const refresh = () => {
    if (isReading) return;
    void list.refetch();
    void grants.refetch();
  };
  useRefreshKey(refresh, isShown);
  const told = list.data && !list.isFetching && isShown ? `${entries.length} shown` : '';
  useEffect(() => {
    if (told) announce(told);
  }, [announce, told]);

  const end = (people: readonly ContractorEntry[]) => {
    if (people.length > 0) endAccess({ kind: 'end', people: people.map(asPerson), onSent: () => setSelected(new Set()) });
    else announce('Nobody is selected.', 'assertive');
  };
  const onAct = useStable((act: RowAct, entry: ContractorEntry) => {
    if (act === 'open') onOpen(asPerson(entry));
    else if (act === 'select') setSelected((old) => toggled(old, entry.id));
    // A key on one of several selected rows means all of them.
    else end(selected.has(entry.id) && chosen.length > 1 ? chosen : [entry]);
  });
  const changeSort = (column: ColumnId) => setSort({ column, direction: sort?.column === column && sort.direction === 'ascending' ? 'descending' : 'ascending' });

  return (
    <>
      {list.data && <Sources list={list.data} grants={grants.data} />}
      {list.error && <Failure error={list.error} onRetry={refresh} />}
      {grants.error && <Failure error={grants.error} onRetry={refresh} />}
      <FilterBar filter={filter} counts={counts} sort={sort} onFilter={(change) => setFilter({ ...filter, ...change })} onSort={setSort} />
      <div className={styles.bar}>
        <p className={styles.count}>
          {list.data && `${entries.length} of ${all.length} shown`}
          {chosen.length > 0 && `, ${chosen.length} selected`}
          {isReading ? ' Reading…' : list.data && '. Read '}
          {!isReading && list.data && <Instant at={list.data.readAt} withAge />}
        </p>
        <Button disabledFocusable={chosen.length === 0} onClick={() => end(chosen)}>
          End access
        </Button>
        <Button icon={<RefreshIcon />} disabledFocusable={isReading} aria-keyshortcuts="F5" title="Read again (F5)" onClick={refresh}>
          Refresh
        </Button>
      </div>
      <ContractorsTable
        entries={entries}
        selected={selected}
        sort={sort}
        scroller={scroller}
        onSort={changeSort}
        onSelectAll={(isOn) => setSelected(new Set(isOn ? entries.map(({ id }) => id) : []))}
        onAct={onAct}
      />
      {entries.length === 0 && list.data && <p className={styles.quiet}>{all.length === 0 ? 'Nobody counts as a contractor by the rules of the desk policy, as far as could be read.' : 'Nothing to show here with this filter.'}</p>}
    </>
  );
}

const asPerson = ({ id, displayName, userPrincipalName }: ContractorEntry): OpenPerson => ({ id, displayName, userPrincipalName });

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** F5, for as long as the list is shown. */
function useRefreshKey(refresh: () => void, isShown: boolean): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F5' || event.defaultPrevented || !isShown || document.querySelector('[aria-modal="true"]')) return;
    event.preventDefault();
    refresh();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
