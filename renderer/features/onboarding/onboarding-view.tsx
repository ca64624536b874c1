import { Suspense, useMemo, useRef, useState } from 'react';
import type { RunProgress } from '../../../shared/domain/run';
import { isOver, type RunChange } from '../../acts/run/run-state';
import type { RunWish } from '../../acts/run/types';
import { Failure } from '../../ui/failure';
import { lazily } from '../../ui/lazily';
import { useViewStyles } from '../../ui/list/use-view-styles';
import { useNow } from '../../ui/use-now';
import { Nobody } from './nobody';
import { PeopleList } from './people-list';
import { RunBar } from './run-bar';
import { useDetailsStore } from './use-details';
import { usePeople } from './use-people';
import { usePresentRun } from './use-present-run';
import { WayFields } from './way-fields';

const RunDialog = lazily(async () => (await import('../../acts/run/run-dialog')).RunDialog);

/** "This week" is another one tomorrow. Milliseconds. */
const DAY_LOOK_MS = 60_000;
const NONE: readonly string[] = [];

/** People who start soon or started lately, what is still missing before they can, and the acts on many at once. */
export function OnboardingView() {
  const styles = useViewStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow(DAY_LOOK_MS);
  const store = useDetailsStore();
  const people = usePeople();
  /** `start` null: the run there is. */
  const [dialog, setDialog] = useState<{ readonly start: RunWish | null } | null>(null);
  /** Whom a run has touched while its dialog hides the rows. */
  const touched = useRef(new Set<string>());
  const before = useRef<RunProgress | null>(null);

  const onRunChange = ({ progress, rows }: RunChange) => {
    const ids = rows.filter(({ state }) => state === 'done' || state === 'failed').map(({ personId }) => personId.toLowerCase());
    if (dialog) for (const id of ids) touched.current.add(id);
    else if (ids.length > 0) store.age(ids);
    // Accounts may have been disabled: that stands in the list itself.
    const hasJustEnded = isOver(progress.state) && before.current !== null && !isOver(before.current.state);
    if (hasJustEnded && progress.kind === 'end-access') people.refresh();
    before.current = progress;
  };
  const run = usePresentRun(onRunChange);
  const close = () => {
    store.age([...touched.current, ...(dialog?.start?.people ?? []).map(({ personId }) => personId)]);
    touched.current = new Set();
    setDialog(null);
    run.readAgain();
  };

  const { way, entries, listKey, error } = people;
  const isCsvRead = people.csv.state.state === 'read';
  // Whoever makes a list means everybody in it.
  const startSelected = useMemo(() => (way === 'csv' ? entries.map(({ id }) => id) : NONE), [way, entries]);
  const isAsked = way === 'csv' ? isCsvRead : way !== 'group' || people.group !== null;
  return (
    <div className={styles.view} ref={scroller}>
      <h1 className={styles.title}>Onboarding</h1>
      <RunBar progress={run.progress} onShow={() => setDialog({ start: null })} />
      <WayFields
        way={way}
        window={people.window}
        createdDays={people.createdDays}
        group={people.group}
        csv={people.csv}
        now={now}
        onWay={people.setWay}
        onWindow={people.setWindow}
        onCreatedDays={people.setCreatedDays}
        onGroup={people.setGroup}
      />
      {error && <Failure error={error} onRetry={people.refresh} />}
      {isAsked && (
        <PeopleList
          key={listKey}
          entries={entries}
          isByCreation={way === 'created'}
          readAt={people.readAt}
          isReading={people.isReading}
          isComplete={people.isComplete}
          startSelected={startSelected}
          store={store}
          scroller={scroller}
          empty={<Nobody way={way} onWay={people.setWay} />}
          onRefresh={people.refresh}
          onRun={(start) => setDialog({ start })}
        />
      )}
      {dialog && (
        <Suspense>
          <RunDialog start={dialog.start} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}
