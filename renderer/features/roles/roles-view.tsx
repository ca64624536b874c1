import { Button } from '@fluentui/react-components';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { GrantRow } from '../../../shared/domain/grant';
import { ChangeGrantDialog } from '../../acts/grant/change-grant-dialog';
import { EndGrantDialog } from '../../acts/grant/end-grant-dialog';
import { EndTaskDialog } from '../../acts/grant/end-task-dialog';
import { GrantDialog } from '../../acts/grant/grant-dialog';
import { useGrantsChanged } from '../../bridge/use-grants-changed';
import { useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { GrantSources } from '../../ui/grant-sources';
import { targetText } from '../../ui/grant-text';
import { Instant } from '../../ui/instant';
import { ListActs } from '../../ui/list/list-acts';
import { sortedBy } from '../../ui/list/sort';
import { useRefreshKey } from '../../ui/list/use-refresh-key';
import { useTold } from '../../ui/list/use-told';
import { useViewStyles } from '../../ui/list/use-view-styles';
import { useAnnounce } from '../../ui/live';
import { type OpenPerson, useNavigation } from '../../ui/navigation';
import { whyNotGrant } from '../../ui/why-not';
import { useSignedIn } from '../../bridge/session';
import { useNow } from '../../ui/use-now';
import { useStable } from '../../ui/use-stable';
import { arranged, type Filter, NO_FILTER, type Sort } from './arrange';
import { ChoosePerson } from './choose-person';
import { RoleFilters } from './filters';
import type { RowAct } from './grant-table-row';
import { RolesTable, whyNot } from './roles-table';

/** How often rows are put in order again for time alone: countdowns tick by themselves, states change rarely. Milliseconds. */
const ORDER_EVERY_MS = 15_000;
const NO_ROWS: readonly GrantRow[] = [];
const NO_TEMPLATES: ReadonlyMap<string, string> = new Map();

type Open =
  | { readonly dialog: 'none' | 'choose' }
  | { readonly dialog: 'grant'; readonly person: OpenPerson }
  | { readonly dialog: 'end' | 'extend' | 'end-task'; readonly row: GrantRow };
const NONE: Open = { dialog: 'none' };

/** Every live and future grant of the tenant that can be read, what ends soonest first, and the ways to end, extend and make them. */
export function RolesView() {
  const styles = useViewStyles();
  const announce = useAnnounce();
  const { operator } = useSignedIn();
  const { openPerson } = useNavigation();
  const now = useNow(ORDER_EVERY_MS);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRead('grants.list', {}, { staleTime: 0 });
  const templates = useTemplates();
  const readAgain = useGrantsChanged();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [sort, setSort] = useState<Sort | null>(null);
  const [open, setOpen] = useState<Open>(NONE);
  // Typing stays quick however many rows there are.
  const wanted = useDeferredValue(filter);
  const all = list.data?.rows ?? NO_ROWS;
  const rows = useMemo(() => arranged(all, wanted, sort, now), [all, wanted, sort, now]);

  const refresh = () => void list.refetch();
  useRefreshKey(refresh, !list.isFetching);
  useTold(list.data ? `${rows.length} shown` : '');

  const onAct = useStable((act: RowAct, row: GrantRow) => {
    const reason = whyNot(act, row);
    if (reason !== '') announce(reason, 'assertive');
    else if (act === 'open') openPerson(row.person);
    else setOpen({ dialog: act, row });
  });
  const closed = (wasChanged: boolean) => {
    setOpen(NONE);
    if (wasChanged) readAgain();
  };
  return (
    <div className={styles.view} ref={scroller}>
      <h1 className={styles.title}>Roles</h1>
      {list.data && <GrantSources sources={list.data.sources} />}
      {list.error && <Failure error={list.error} onRetry={refresh} />}
      <RoleFilters filter={filter} sort={sort} templates={templates} onFilter={(change) => setFilter({ ...filter, ...change })} onSort={setSort} />
      <ListActs
        count={
          list.data ? (
            <>
              {rows.length} of {all.length} shown. Read <Instant at={list.data.readAt} withAge />
            </>
          ) : (
            list.isFetching && 'Reading…'
          )
        }
        isReading={list.isFetching}
        onRefresh={refresh}
      >
        <Button appearance="primary" onClick={() => setOpen({ dialog: 'choose' })}>
          Grant role
        </Button>
      </ListActs>
      <RolesTable rows={rows} sort={sort} templates={templates} scroller={scroller} onSort={(column) => setSort(sortedBy(column, sort))} onAct={onAct} />
      {list.data && rows.length === 0 && <p className={styles.quiet}>{all.length === 0 ? 'Nobody holds anything for a time, as far as it could be read.' : 'Nothing to show here with this filter.'}</p>}
      {open.dialog === 'choose' && (
        <ChoosePerson
          onClose={() => setOpen(NONE)}
          onChoose={(person) => {
            const reason = whyNotGrant(person, operator.id);
            if (reason === '') setOpen({ dialog: 'grant', person });
            else announce(reason, 'assertive');
          }}
        />
      )}
      {open.dialog === 'grant' && (
        <GrantDialog
          person={open.person}
          onClose={closed}
          onTask={(task) => {
            closed(true);
            openPerson({ ...open.person, task });
          }}
        />
      )}
      {open.dialog === 'end' && <EndGrantDialog row={open.row} others={all} onClose={closed} />}
      {open.dialog === 'extend' && <ChangeGrantDialog row={open.row} onClose={closed} />}
      {open.dialog === 'end-task' && <EndTaskDialog person={open.row.person} taskId={open.row.taskId} nameOf={(what) => nameIn(all, what)} onClose={closed} />}
    </div>
  );
}

/** What a schedule is of; the id itself where it is not in the list. */
function nameIn(rows: readonly GrantRow[], scheduleId: string): string {
  const row = rows.find((each) => each.scheduleId === scheduleId);
  return row ? targetText(row) : scheduleId;
}

/** Names of the desk policy's templates; none while they are read or cannot be. */
function useTemplates(): ReadonlyMap<string, string> {
  const { data } = useRead('policy.read', {}, { staleTime: 60_000 });
  return useMemo(() => (data?.desk.state === 'in-force' ? new Map(data.desk.rules.grants.templates.map(({ id, name }) => [id, name])) : NO_TEMPLATES), [data]);
}
