import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { RunProgress } from '../../../shared/domain/run';
import { Failure } from '../../ui/failure';
import { secondsText } from '../../ui/time-text';
import { useTicking } from '../../ui/use-ticking';
import { turnsOf } from './run-state';
import { remainingText, RUN_STATE_WORDS } from './run-words';

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '6px' },
  head: { display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '2px 16px', fontVariantNumeric: 'tabular-nums' },
  count: { fontWeight: tokens.fontWeightSemibold },
  facts: { display: 'flex', flexWrap: 'wrap', gap: '2px 16px', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  slowed: { color: tokens.colorStatusWarningForeground3 },
});

/** How far it is, how fast it goes, and how long it will take, as far as that can be said. */
export function RunProgressPart({ progress }: { readonly progress: RunProgress }) {
  const styles = useStyles();
  const { counts, state, perMinute, pausedBecause } = progress;
  const { over, all } = turnsOf(progress);
  const text = `${over} of ${all}`;
  return (
    <div className={styles.root}>
      <div className={styles.head}>
        <span className={styles.count}>{text}</span>
        <span>{RUN_STATE_WORDS[state]}</span>
      </div>
      <ProgressBar aria-label="Progress" aria-valuetext={text} value={over} max={Math.max(1, all)} color={counts.failed > 0 ? 'warning' : 'brand'} />
      <div className={styles.facts}>
        <span>{counts.done} done</span>
        <span>{counts.failed} failed</span>
        <span>{counts.waiting + counts.working} waiting</span>
        {counts.cancelled > 0 && <span>{counts.cancelled} cancelled</span>}
        {counts['left-out'] > 0 && <span>{counts['left-out']} left out</span>}
        {state === 'running' && perMinute !== null && <span>{perMinute < 10 ? perMinute.toFixed(1) : Math.round(perMinute)} a minute</span>}
        {state === 'running' && <Remaining progress={progress} />}
      </div>
      {pausedBecause && (state === 'paused' || state === 'stopped') && <Failure error={pausedBecause} />}
    </div>
  );
}

function Remaining({ progress: { remainingSeconds, slowedUntil } }: { readonly progress: RunProgress }) {
  const styles = useStyles();
  const isSlowed = useTicking((now) => slowedUntil !== null && Date.parse(slowedUntil) > now.getTime());
  return (
    <>
      {isSlowed && slowedUntil !== null && <span className={styles.slowed}>Entra asked to wait until {secondsText(new Date(slowedUntil))}</span>}
      {remainingSeconds !== null && <span>{remainingText(remainingSeconds)} left</span>}
    </>
  );
}
