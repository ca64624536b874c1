import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { AppError } from '../../../shared/errors';
import { Failure } from '../../ui/failure';
import { failureText } from '../../ui/failure-text';
import { leftText } from '../../ui/time-text';
import { useTicking } from '../../ui/use-ticking';
import type { PassesRead, Progress } from './use-passes';
import { people } from './words';

type Props = { readonly read: PassesRead; readonly autoStoppedBy: AppError | null };

const useStyles = makeStyles({
  progress: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px' },
  words: { flexGrow: 1, margin: 0, fontVariantNumeric: 'tabular-nums' },
  bar: { flexBasis: '100%' },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  rest: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
});

/** How far the reading is, what stopped it, and who has not been asked about. */
export function ReadingState({ read, autoStoppedBy }: Props) {
  const styles = useStyles();
  const { progress, error, left, stop, goOn, refresh } = read;
  return (
    <>
      {progress && (
        <div className={styles.progress}>
          <p className={styles.words}>
            <ProgressWords progress={progress} />
          </p>
          <Button size="small" onClick={stop}>
            Stop
          </Button>
          <ProgressBar className={styles.bar} aria-label="Checked" {...(progress.total > 0 && { value: progress.checked, max: progress.total })} />
        </div>
      )}
      {error && <Failure error={error} onRetry={left.length > 0 ? goOn : refresh} />}
      {!progress && left.length > 0 && (
        <div className={styles.rest}>
          <p className={styles.line}>{people(left.length)} not asked about yet: a pass of theirs would not show here, or only as old as its “Checked” says.</p>
          {!error && (
            <Button size="small" onClick={goOn}>
              Go on
            </Button>
          )}
        </div>
      )}
      {!error && !progress && autoStoppedBy && <p className={styles.line}>Live passes are not checked by themselves any more: {failureText(autoStoppedBy).title.toLowerCase()}. What stands here is as old as “Checked” says. Refresh to go on.</p>}
    </>
  );
}

function ProgressWords({ progress: { checked, total, pausedUntil } }: { readonly progress: Progress }) {
  const rest = useTicking((now) => (pausedUntil === null ? '' : leftText(new Date(pausedUntil), now)));
  if (total === 0) return 'Gathering who may have a pass…';
  return rest === '' ? `Checked ${checked} of ${total}` : `Checked ${checked} of ${total}. Microsoft asks for a pause: goes on in ${rest}`;
}
