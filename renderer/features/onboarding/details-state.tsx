import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { Failure } from '../../ui/failure';
import { clockText, leftText } from '../../ui/time-text';
import { useTicking } from '../../ui/use-ticking';
import { people } from './counted';
import type { DetailsStore } from './details-store';
import type { Entry } from './entry';
import { useDetailsVersion, useReadingState } from './use-details';

const useStyles = makeStyles({
  line: { margin: 0, color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  root: { display: 'grid', gap: '4px' },
});

type Props = {
  readonly store: DetailsStore;
  readonly entries: readonly Entry[];
  /** The filter or the order cannot be right before everybody is read. */
  readonly isEverybodyNeeded: boolean;
  readonly now: Date;
};

/** How many people's manager, methods and pass are read and since when, and what stands in the way of the rest. */
export function DetailsState({ store, entries, isEverybodyNeeded, now }: Props) {
  const styles = useStyles();
  const { error, pausedUntil } = useReadingState(store);
  useDetailsVersion(store, true);
  const rest = useTicking((at) => (pausedUntil === null ? '' : leftText(new Date(pausedUntil), at)));
  const times = entries.flatMap(({ id }) => store.get(id)?.at ?? []);
  const oldest = times.reduce((least, at) => Math.min(least, at), Infinity);
  const isPart = times.length < entries.length;
  if (entries.length === 0) return null;
  return (
    <>
      <div className={styles.root}>
        <p className={styles.line}>
          Manager, methods and pass of {isPart ? `${times.length} of ${people(entries.length)}` : people(entries.length)} read
          {times.length > 0 && `, as of ${clockText(new Date(oldest), now)}${times.length > 1 ? ' or later' : ''}`}.
          {isPart && (isEverybodyNeeded ? ' The rest is being read: whoever is not read yet may be missing here.' : ' The rest is read as it comes into sight.')}
          {rest !== '' && ` Microsoft asks for a pause: goes on in ${rest}.`}
        </p>
        {isPart && isEverybodyNeeded && <ProgressBar aria-label="People read" value={times.length} max={entries.length} />}
      </div>
      {error && <Failure error={error} onRetry={store.goOn} />}
    </>
  );
}
