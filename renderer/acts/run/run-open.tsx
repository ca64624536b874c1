import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { RunHead, RunRow } from '../../../shared/domain/run';
import type { AppError } from '../../../shared/errors';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import { instantText } from '../../ui/time-text';
import { Deliver } from './deliver';
import { ResultsTable, type RunChoice } from './results-table';
import { RunButtons } from './run-buttons';
import { RunProgressPart } from './run-progress';
import { countOf, FILTERS, heldIn, isOver, type RunFilter, type RunNow } from './run-state';
import { KIND_WORDS, people } from './run-words';
import { type Sealed, useDeliver } from './use-deliver';
import { useRunActs } from './use-run-acts';

type Props = {
  readonly run: RunNow;
  /** Where the focus goes back to. */
  readonly from: Element | null;
  readonly choice: RunChoice;
  readonly onChoice: (change: Partial<RunChoice>) => void;
  /** Why the last hand-over of one passcode did not open. */
  readonly handOverError: AppError | null;
  readonly isOpening: boolean;
  readonly onHandOver: (row: RunRow) => void;
  readonly onSealed: (sealed: Sealed) => void;
  readonly onClose: () => void;
};

const FILTER_WORDS: Readonly<Record<RunFilter, string>> = { all: 'Everybody', waiting: 'Waiting', done: 'Done', failed: 'Failed', 'left-out': 'Left out', cancelled: 'Cancelled', held: 'Nobody has the passcode yet' };

const useStyles = makeStyles({
  body: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase300, overflowWrap: 'anywhere' },
  what: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  filter: { gridTemplateColumns: 'max-content minmax(0, 260px)', columnGap: '12px' },
  asking: { display: 'grid', gap: '10px', padding: '12px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1 },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** A run as it goes on, and what is left to hand over when it has. */
export function RunOpen({ run, from, choice, onChoice, handOverError, isOpening, onHandOver, onSealed, onClose }: Props) {
  const styles = useStyles();
  const { head, progress } = run;
  const [asksCancel, setAsksCancel] = useState(false);
  const acts = useRunActs(head.runId);
  const deliver = useDeliver(head.runId, onSealed);
  const safe = useRef<HTMLButtonElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const held = useMemo(() => (head.kind === 'issue' ? heldIn(run) : []), [head, run]);
  const again = useMemo(() => [...run.rows.values()].filter(({ personId, delivery }) => delivery === 'printed' && choice.selected.has(personId)), [run, choice.selected]);
  const ended = isOver(progress.state);
  // The button that was pressed may be gone with its state.
  useEffect(() => {
    if (document.activeElement === document.body) safe.current?.focus();
  }, [progress.state, asksCancel]);

  const cancel = () => {
    setAsksCancel(false);
    acts.cancel();
  };
  return (
    <Modal
      title="Run"
      isWidest
      from={from}
      onDismiss={onClose}
      firstFocus={() => activeRow(body.current, choice.activeId) ?? safe.current}
      actions={
        <>
          <RunButtons progress={progress} acts={acts} onCancel={() => setAsksCancel(true)} />
          <Button ref={into(safe)} onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      <div ref={body} className={styles.body} data-run-dialog>
        <p className={styles.text}>
          <span className={styles.what}>
            {KIND_WORDS[head.kind]}: {people(head.people)}
          </span>
          <br />
          <span className={styles.quiet}>{begunText(head)}</span>
        </p>
        <RunProgressPart progress={progress} />
        {asksCancel && !ended && (
          <div className={styles.asking} role="group" aria-label="Cancel the run?">
            <p className={styles.text}>What is done stays done. {people(progress.counts.waiting)} who have not had their turn are left as they are, and the run cannot be resumed.</p>
            <div className={styles.row}>
              <Button ref={focusAtOnce} onClick={() => setAsksCancel(false)}>
                Do not cancel
              </Button>
              <Button onClick={cancel}>Cancel the run</Button>
            </div>
          </div>
        )}
        {acts.error && <Failure error={acts.error} />}
        {handOverError && <Failure error={handOverError} />}
        <Deliver head={head} held={held} again={again} selected={choice.selected} handOverUntil={progress.handOverUntil} desk={deliver} />
        <Field className={styles.filter} label="Show" orientation="horizontal">
          <Select value={choice.filter} onChange={(_, data) => onChoice({ filter: FILTERS.find((filter) => filter === data.value) ?? 'all' })}>
            {FILTERS.filter((filter) => filter === 'all' || filter === choice.filter || countOf(progress, filter) > 0).map((filter) => (
              <option key={filter} value={filter}>
                {FILTER_WORDS[filter]} ({countOf(progress, filter)})
              </option>
            ))}
          </Select>
        </Field>
        <ResultsTable run={run} choice={choice} onChoice={onChoice} onHandOver={head.channels.includes('call') && !isOpening && !deliver.isBusy ? onHandOver : null} />
        {!ended && <p className={styles.quiet}>Closing this does not stop the run: it goes on, and “Run” at the side of the window shows it again.</p>}
      </div>
    </Modal>
  );
}

function begunText({ begunAt, by, ticket, reason }: RunHead): string {
  const why = [ticket === '' ? '' : `ticket ${displayText(ticket)}`, reason === '' ? '' : displayText(reason, 500)].filter(Boolean).join(', ');
  return `Begun ${instantText(new Date(begunAt))} by ${displayText(by)}${why === '' ? '' : `: ${why}`}`;
}

/** Back from a hand-over: on the row it was for. */
function activeRow(body: HTMLElement | null, id: string | null): HTMLElement | undefined {
  return id === null ? undefined : [...(body?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find(({ dataset }) => dataset.row === id);
}

/** Stable, so that it runs when the button appears and not on every render. */
const focusAtOnce = (button: HTMLButtonElement | null) => button?.focus();
