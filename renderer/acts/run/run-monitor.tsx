import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { RunRow } from '../../../shared/domain/run';
import type { HandOver } from '../../../shared/ipc/contract';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import { HandOverDialog } from '../hand-over/hand-over-dialog';
import { KeyDialog } from './key-dialog';
import type { RunChoice } from './results-table';
import { RunOpen } from './run-open';
import { useAnnounceRun } from './use-announce-run';
import type { Sealed } from './use-deliver';
import { useRun } from './use-run';

type Props = {
  /** Where the focus goes back to. */
  readonly from: Element | null;
  readonly onClose: () => void;
};

type OnTop = { readonly kind: 'hand-over'; readonly handOver: HandOver; readonly row: RunRow } | { readonly kind: 'key'; readonly sealed: Sealed };

const useStyles = makeStyles({ text: { margin: 0, lineHeight: tokens.lineHeightBase400 } });

/** The present run. What is handed over by itself takes its place for a while; what was chosen here is kept meanwhile. */
export function RunMonitor({ from, onClose }: Props) {
  const styles = useStyles();
  const { view, readAgain } = useRun();
  const [choice, setChoice] = useState<RunChoice>({ filter: 'all', selected: new Set(), activeId: null });
  const [onTop, setOnTop] = useState<OnTop | null>(null);
  const handOver = useMethod('runs.hand-over');
  const safe = useRef<HTMLButtonElement>(null);
  useAnnounceRun(view.state === 'there' ? view.run.progress : null, () => true);
  const back = () => setOnTop(null);

  if (onTop?.kind === 'hand-over') {
    const { personId, displayName, userPrincipalName } = onTop.row;
    return <HandOverDialog handOver={onTop.handOver} person={{ id: personId, displayName, userPrincipalName }} isOfRun onClosed={back} />;
  }
  if (onTop?.kind === 'key') return <KeyDialog {...onTop.sealed} from={null} onClosed={back} />;
  if (view.state === 'there') {
    const { head } = view.run;
    return (
      <RunOpen
        run={view.run}
        from={from}
        choice={choice}
        onChoice={(change) => setChoice((now) => ({ ...now, ...change }))}
        handOverError={handOver.error}
        isOpening={handOver.isPending}
        onHandOver={(row) => handOver.send({ runId: head.runId, personId: row.personId }, (given) => setOnTop({ kind: 'hand-over', handOver: given, row }))}
        onSealed={(sealed) => setOnTop({ kind: 'key', sealed })}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal
      title="Run"
      from={from}
      onDismiss={onClose}
      firstFocus={() => safe.current}
      actions={
        <Button ref={into(safe)} onClick={onClose}>
          Close
        </Button>
      }
    >
      {view.state === 'reading' && <p className={styles.text}>Reading the run…</p>}
      {view.state === 'none' && <p className={styles.text}>There is no run on this desk.</p>}
      {view.state === 'failed' && <Failure error={view.error} onRetry={readAgain} />}
    </Modal>
  );
}
