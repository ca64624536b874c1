import { useDeferredValue, useMemo, useState } from 'react';
import { useSignedIn } from '../../bridge/session';
import { Failure } from '../../ui/failure';
import { sortedBy } from '../../ui/list/sort';
import { toggled } from '../../ui/list/toggled';
import { useRefreshKey } from '../../ui/list/use-refresh-key';
import { useTold } from '../../ui/list/use-told';
import { useViewStyles } from '../../ui/list/use-view-styles';
import { useAnnounce } from '../../ui/live';
import { useNavigation } from '../../ui/navigation';
import { useNow } from '../../ui/use-now';
import { useStable } from '../../ui/use-stable';
import { ActBar } from './act-bar';
import { arranged, type Filter, NO_FILTER, type Sort, stateCounts } from './arrange';
import { PassFilters } from './filters';
import { issuersOf } from './issuers';
import { isUnfinished, opens, type PassEntry } from './pass-entry';
import type { RowAct } from './pass-row';
import { PassesTable } from './passes-table';
import { closeOutPlan, issuerPlan, revokePlan } from './plans';
import { ReadingState } from './reading-state';
import { RevokeDialog, type RevokePlan } from './revoke-dialog';
import { Sources } from './sources';
import { useAutoCheck } from './use-auto-check';
import { usePasses } from './use-passes';
import { useReview } from './use-review';

/** How often rows are put in order again for time alone: countdowns tick by themselves, states change rarely. Milliseconds. */
const ORDER_EVERY_MS = 15_000;

/** Every pass that can be found, as true as Graph's last answer, and the ways to take them back. */
export function PassesView() {
  const { tenant } = useSignedIn();
  const styles = useViewStyles();
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>Passes</h1>
      {tenant.passesAvailable ? <Passes /> : <p className={styles.quiet}>Temporary Access Passes are not available in this Microsoft cloud.</p>}
    </div>
  );
}

function Passes() {
  const styles = useViewStyles();
  const announce = useAnnounce();
  const { openPerson } = useNavigation();
  const now = useNow(ORDER_EVERY_MS);
  const read = usePasses();
  const { review, error: reviewError } = useReview(read.reviewed);
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [sort, setSort] = useState<Sort | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [plan, setPlan] = useState<RevokePlan | null>(null);
  // Typing stays quick however many rows there are.
  const wanted = useDeferredValue(filter);
  const entries = useMemo(() => arranged(read.entries, wanted, sort, now), [read.entries, wanted, sort, now]);
  const counts = useMemo(() => stateCounts(read.entries, now), [read.entries, now]);
  const issuers = useMemo(() => issuersOf(read.entries, now), [read.entries, now]);
  const auto = useAutoCheck({ live: entries.filter((entry) => opens(entry, now)), isBusy: read.progress !== null || plan !== null, recheck: read.recheck });
  const unfinished = read.entries.filter((entry) => isUnfinished(entry, now)).length;
  // What the filter hides is not acted on.
  const chosen = entries.filter(({ personId }) => selected.has(personId));

  const refresh = () => {
    auto.start();
    read.refresh();
  };
  useRefreshKey(refresh, read.progress === null);
  const isRead = read.candidates !== null && read.progress === null;
  useTold(isRead && !read.error ? `${entries.length} shown` : '');

  const propose = (next: RevokePlan, nothing: string) => {
    if (next.targets.length > 0) setPlan(next);
    else announce(nothing, 'assertive');
  };
  const onAct = useStable((act: RowAct, entry: PassEntry) => {
    // A key on one of several selected rows means all of them.
    const meant = selected.has(entry.personId) && chosen.length > 1 ? chosen : [entry];
    if (act === 'select') setSelected((old) => toggled(old, entry.personId));
    else if (act === 'open') openPerson({ id: entry.personId, displayName: entry.displayName, userPrincipalName: entry.userPrincipalName });
    else if (act === 'revoke') propose(revokePlan(meant), 'There is no pass to revoke.');
    else if (act === 'close-out') propose(closeOutPlan(meant, new Date()), 'Nothing is unfinished here.');
    else void review(meant);
  });
  const changeFilter = (change: Partial<Filter>) => {
    // The unfinished come oldest first until somebody sorts them otherwise.
    if (change.isUnfinishedOnly !== undefined) setSort(null);
    setFilter({ ...filter, ...change });
  };
  const close = (touched: readonly string[]) => {
    setPlan(null);
    if (touched.length === 0) return;
    setSelected(new Set());
    void read.recheck(touched, true);
  };

  return (
    <>
      <Sources candidates={read.candidates} />
      <ReadingState read={read} autoStoppedBy={auto.stoppedBy} />
      {reviewError && <Failure error={reviewError} />}
      <PassFilters filter={filter} counts={counts} unfinished={unfinished} sort={sort} onFilter={changeFilter} onSort={setSort} />
      <ActBar
        shown={entries.length}
        selected={chosen.length}
        issuers={issuers}
        isReading={read.progress !== null}
        onRevoke={() => propose(revokePlan(chosen), 'There is no pass to revoke.')}
        onReview={() => void review(chosen)}
        onCloseOut={() => propose(closeOutPlan(chosen, new Date()), 'Nothing is unfinished here.')}
        onRevokeIssuer={(issuer) => propose(issuerPlan(issuer, read.left.length), 'There is no pass to revoke.')}
        onRefresh={refresh}
      />
      <PassesTable
        entries={entries}
        selected={selected}
        sort={sort}
        onSort={(column) => setSort(sortedBy(column, sort))}
        onSelectAll={(isOn) => setSelected(new Set(isOn ? entries.map(({ personId }) => personId) : []))}
        onAct={onAct}
      />
      {entries.length === 0 && isRead && <p className={styles.quiet}>{read.entries.length === 0 ? 'Nobody is known who may have a pass.' : 'Nothing to show here with this filter.'}</p>}
      {plan && <RevokeDialog plan={plan} onClose={close} />}
    </>
  );
}
