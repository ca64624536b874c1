import { Button } from '@fluentui/react-components';
import type { RunProgress, RunState } from '../../../shared/domain/run';
import { people } from './run-words';
import type { RunActs } from './use-run-acts';

type Props = {
  readonly progress: RunProgress;
  readonly acts: RunActs;
  /** Asks first. */
  readonly onCancel: () => void;
};

const MAY_CANCEL: ReadonlySet<RunState> = new Set(['running', 'pausing', 'paused', 'stopped']);
const MAY_RESUME: ReadonlySet<RunState> = new Set(['paused', 'stopped']);
const MAY_RETRY: ReadonlySet<RunState> = new Set(['paused', 'ended', 'cancelled']);

/** Trying again means both: those who failed, and those whose pass was revoked because nobody had received its passcode. */
function retryText(failed: number, gone: number): string {
  if (gone === 0) return failed === 0 ? '' : 'Retry failed';
  return failed === 0 ? `Issue again for ${people(gone)}` : `Retry ${failed} failed, and issue again for ${people(gone)}`;
}

/** Those that fit the state the run is in. */
export function RunButtons({ progress: { state, counts, delivery }, acts, onCancel }: Props) {
  const again = retryText(counts.failed, delivery.gone);
  return (
    <>
      {MAY_RETRY.has(state) && again !== '' && (
        <Button disabledFocusable={acts.isBusy} onClick={acts.retry}>
          {again}
        </Button>
      )}
      {state === 'running' && (
        <Button disabledFocusable={acts.isBusy} onClick={acts.pause}>
          Pause
        </Button>
      )}
      {state === 'pausing' && <Button disabledFocusable>Pausing…</Button>}
      {MAY_RESUME.has(state) && (
        <Button disabledFocusable={acts.isBusy} onClick={acts.resume}>
          Resume
        </Button>
      )}
      {MAY_CANCEL.has(state) && (
        <Button disabledFocusable={acts.isBusy} onClick={onCancel}>
          Cancel
        </Button>
      )}
    </>
  );
}
