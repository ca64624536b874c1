import { type ReactNode, type RefObject, useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { RunKind } from '../../../shared/domain/run';
import type { RunWish } from '../../acts/run/types';
import { sortedBy } from '../../ui/list/sort';
import { useRefreshKey } from '../../ui/list/use-refresh-key';
import { useTold } from '../../ui/list/use-told';
import { useViewStyles } from '../../ui/list/use-view-styles';
import { useAnnounce } from '../../ui/live';
import { useNavigation } from '../../ui/navigation';
import { useNow } from '../../ui/use-now';
import { useStable } from '../../ui/use-stable';
import { ActBar } from './act-bar';
import { arranged, type Filter, needsEverybody, NO_FILTER, type Sort } from './arrange';
import { DetailsState } from './details-state';
import type { DetailsStore } from './details-store';
import { asMember, type Entry } from './entry';
import { OnboardingFilters } from './filters';
import { GapsNote } from './gaps-note';
import type { RowAct } from './onboarding-row';
import { OnboardingTable } from './onboarding-table';
import { useDetailsVersion } from './use-details';
import { useSelection } from './use-selection';

/** How often rows are judged again for time alone: passes end, days pass. Milliseconds. */
const JUDGE_EVERY_MS = 60_000;
const NOBODY: readonly string[] = [];

type Props = {
  readonly entries: readonly Entry[];
  readonly isByCreation: boolean;
  /** When the list was read; null before that. */
  readonly readAt: string | null;
  readonly isReading: boolean;
  /** False: there are more than one reading gives. */
  readonly isComplete: boolean;
  /** Selected from the start. */
  readonly startSelected: readonly string[];
  readonly store: DetailsStore;
  readonly scroller: RefObject<HTMLElement | null>;
  /** What is said when there is nobody at all. */
  readonly empty: ReactNode;
  readonly onRefresh: () => void;
  readonly onRun: (wish: RunWish) => void;
};

/** The table with its filters, and the acts on those selected. */
export function PeopleList({ entries, isByCreation, readAt, isReading, isComplete, startSelected, store, scroller, empty, onRefresh, onRun }: Props) {
  const styles = useViewStyles();
  const announce = useAnnounce();
  const { openPerson } = useNavigation();
  const now = useNow(JUDGE_EVERY_MS);
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [sort, setSort] = useState<Sort | null>(null);
  const changeFilter = useCallback((change: Partial<Filter>) => setFilter((old) => ({ ...old, ...change })), []);
  const selection = useSelection(startSelected);
  // Typing stays quick however many rows there are.
  const wanted = useDeferredValue(filter);
  const isEverybodyNeeded = needsEverybody(wanted, sort);
  const version = useDeferredValue(useDetailsVersion(store, isEverybodyNeeded || wanted.text.trim() !== ''));
  const shown = useMemo(
    () => arranged(entries, { filter: wanted, sort, isByCreation, detailsOf: (id) => store.get(id)?.details ?? null, now }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what the store has
    [entries, wanted, sort, isByCreation, store, version, now],
  );
  const alsoRead = useMemo(() => (isEverybodyNeeded ? entries.map(({ id }) => id) : NOBODY), [isEverybodyNeeded, entries]);
  // What the filter hides is not acted on.
  const chosen = shown.filter(({ id }) => selection.ids.has(id));
  const hidden = selection.ids.size === chosen.length ? 0 : entries.filter(({ id }) => selection.ids.has(id)).length - chosen.length;

  const refresh = () => {
    if (isReading) return;
    store.age();
    onRefresh();
  };
  useRefreshKey(refresh);
  useTold(readAt !== null && !isReading ? `${shown.length} of ${entries.length} shown` : '');

  const say = (ids: ReadonlySet<string>) => {
    const count = shown.filter(({ id }) => ids.has(id)).length;
    announce(count === 0 ? 'Nobody selected' : `${count} selected`);
  };
  const onAct = useStable((act: RowAct, entry: Entry) => {
    if (act === 'open') openPerson({ id: entry.id, displayName: entry.displayName, userPrincipalName: entry.userPrincipalName });
    else if (act === 'range') say(selection.extendTo(entry.id, shown));
    else say(selection.toggle(entry.id));
  });
  const selectAll = (isOn: boolean) => say(selection.set(isOn ? shown.map(({ id }) => id) : NOBODY));
  const run = (kind: RunKind) => {
    if (chosen.length === 0) announce('Nobody is selected.', 'assertive');
    else onRun({ kind, people: chosen.map(asMember) });
  };

  return (
    <>
      <GapsNote store={store} entries={entries} isComplete={isComplete} />
      <OnboardingFilters filter={filter} sort={sort} onFilter={changeFilter} onSort={setSort} />
      <ActBar shown={shown.length} total={entries.length} selected={chosen.length} hidden={hidden} readAt={readAt} now={now} isReading={isReading} onRun={run} onSelect={selectAll} onRefresh={refresh} />
      <DetailsState store={store} entries={entries} isEverybodyNeeded={isEverybodyNeeded} now={now} />
      <OnboardingTable
        entries={shown}
        selected={selection.ids}
        sort={sort}
        isByCreation={isByCreation}
        now={now}
        store={store}
        alsoRead={alsoRead}
        scroller={scroller}
        onSort={(column) => setSort(sortedBy(column, sort))}
        onSelectAll={selectAll}
        onAct={onAct}
      />
      {readAt !== null && shown.length === 0 && (entries.length === 0 ? empty : <p className={styles.quiet}>Nobody to show here with this filter.</p>)}
    </>
  );
}
