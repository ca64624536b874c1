import { Button } from '@fluentui/react-components';
import { type RefObject, useDeferredValue, useMemo, useState } from 'react';
import { useDeskEvent } from '../../bridge/use-desk-event';
import { useRead } from '../../bridge/use-read';
import { useEndAccess } from '../../ui/end-access';
import { Failure } from '../../ui/failure';
import { Instant } from '../../ui/instant';
import { ListActs } from '../../ui/list/list-acts';
import { sortedBy } from '../../ui/list/sort';
import { toggled } from '../../ui/list/toggled';
import { useRefreshKey } from '../../ui/list/use-refresh-key';
import { useTold } from '../../ui/list/use-told';
import { useViewStyles } from '../../ui/list/use-view-styles';
import { useAnnounce } from '../../ui/live';
import type { OpenPerson } from '../../ui/navigation';
import { useNow } from '../../ui/use-now';
import { useStable } from '../../ui/use-stable';
import { arranged, endCounts, type Filter, NO_FILTER, type Sort } from './arrange';
import { type ContractorEntry, joined } from './contractor-entry';
import type { RowAct } from './contractor-row';
import { ContractorsTable } from './contractors-table';
import { ContractorFilters } from './filters';
import { Sources } from './sources';

/** How often rows are judged again for time alone: contracts end by the day. Milliseconds. */
const JUDGE_EVERY_MS = 60_000;
/** Reading all contractors takes many requests, so it is done again on request and after an act only. Milliseconds. */
const FRESH_MS = 10 * 60_000;

type Props = {
  /** What scrolls around the table. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly isShown: boolean;
  readonly onOpen: (person: OpenPerson) => void;
};

/** The table with its filters, and the act on those selected. */
export function ContractorList({ scroller, isShown, onOpen }: Props) {
  const styles = useViewStyles();
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
  useTold(list.data && !list.isFetching && isShown ? `${entries.length} shown` : '');

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

  return (
    <>
      {list.data && <Sources list={list.data} grants={grants.data} />}
      {list.error && <Failure error={list.error} onRetry={refresh} />}
      {grants.error && <Failure error={grants.error} onRetry={refresh} />}
      <ContractorFilters filter={filter} counts={counts} sort={sort} onFilter={(change) => setFilter({ ...filter, ...change })} onSort={setSort} />
      <ListActs
        count={
          <>
            {list.data && `${entries.length} of ${all.length} shown`}
            {chosen.length > 0 && `, ${chosen.length} selected`}
            {isReading ? ' Reading…' : list.data && '. Read '}
            {!isReading && list.data && <Instant at={list.data.readAt} withAge />}
          </>
        }
        isReading={isReading}
        onRefresh={refresh}
      >
        <Button disabledFocusable={chosen.length === 0} onClick={() => end(chosen)}>
          End access
        </Button>
      </ListActs>
      <ContractorsTable
        entries={entries}
        selected={selected}
        sort={sort}
        scroller={scroller}
        onSort={(column) => setSort(sortedBy(column, sort))}
        onSelectAll={(isOn) => setSelected(new Set(isOn ? entries.map(({ id }) => id) : []))}
        onAct={onAct}
      />
      {entries.length === 0 && list.data && <p className={styles.quiet}>{all.length === 0 ? 'Nobody counts as a contractor by the rules of the desk policy, as far as could be read.' : 'Nothing to show here with this filter.'}</p>}
    </>
  );
}

const asPerson = ({ id, displayName, userPrincipalName }: ContractorEntry): OpenPerson => ({ id, displayName, userPrincipalName });
