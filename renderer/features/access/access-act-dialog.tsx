import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import type { OpenPerson } from '../../ui/navigation';
import { type AccessDraft, AccessForm } from './access-form';
import { AccessProgress, stateOf } from './access-progress';
import { hasToBeRetried, isOver, people as peopleText, summaryText } from './access-run';
import { AccessOutlook } from './access-outlook';
import { useAccessAct } from './use-access-act';
import { usePreviews } from './use-previews';

type Props = {
  readonly chosen: readonly OpenPerson[];
  /** Id of an act that was begun before; null for a new one. */
  readonly resumed: string | null;
  /** Said above everything else; empty for nothing. */
  readonly lead: string;
  /** @param wasSent - Something may have changed. */
  readonly onClose: (wasSent: boolean) => void;
};

const useStyles = makeStyles({
  body: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
});

/** One dialog from the question to the proof. Closing is safe at any time: what was begun and is not done stays open in the journal. */
export function AccessActDialog({ chosen, resumed, lead, onClose }: Props) {
  const styles = useStyles();
  const chosenIds = chosen.map(({ id }) => id);
  const act = useAccessAct(resumed === null ? null : { actId: resumed, personIds: chosenIds });
  const outlook = usePreviews(resumed === null ? chosenIds : []);
  const [draft, setDraft] = useState<AccessDraft>({ reason: '', ticket: '', disable: false });
  const [isMissing, setIsMissing] = useState(false);
  const [isPausing, setIsPausing] = useState(false);
  const safe = useRef<HTMLButtonElement>(null);
  const why = useRef<HTMLInputElement>(null);
  const { phase } = act;
  const isAsking = phase === 'asking' || phase === 'beginning';
  // The button that was pressed may be gone: the focus stays in the dialog, on what harms nobody.
  useEffect(() => {
    if (!isAsking) safe.current?.focus();
  }, [isAsking, phase]);

  const meant = chosen.filter(({ id }) => !outlook.refused.some(({ personId }) => personId.toLowerCase() === id.toLowerCase()));
  const isReady = phase === 'asking' && !outlook.isReading && outlook.error === null && meant.length > 0;
  const begin = () => {
    if (!isReady) return;
    if (draft.reason.trim() === '') {
      setIsMissing(true);
      why.current?.focus();
      return;
    }
    act.begin(
      draft,
      meant.map(({ id }) => id),
    );
  };
  const goOn = (personId?: string) => {
    setIsPausing(false);
    act.goOn(personId);
  };
  const pause = () => {
    setIsPausing(true);
    act.pause();
  };
  const close = () => {
    if (phase !== 'beginning') onClose(phase !== 'asking');
  };

  const people = chosen.filter(({ id }) => act.personIds.includes(id));
  const states = people.map(({ id }) => stateOf(act.states, id));
  const progress = `${states.filter(isOver).length} of ${peopleText(people.length)} done. ${isPausing ? 'Pauses before the next person.' : 'Pausing and closing are safe: what is left can be resumed.'}`;
  return (
    <Modal
      title="End access"
      isWide
      onDismiss={close}
      firstFocus={() => safe.current}
      {...(isAsking && { onControlEnter: begin })}
      actions={
        <>
          {phase === 'running' && (
            <Button disabledFocusable={isPausing} onClick={pause}>
              {isPausing ? 'Pausing…' : 'Pause'}
            </Button>
          )}
          {phase === 'paused' && <Button onClick={() => goOn()}>Go on</Button>}
          <Button ref={into(safe)} disabledFocusable={phase === 'beginning'} onClick={close}>
            {isAsking ? 'Cancel' : 'Close'}
          </Button>
          {isAsking && (
            <Button appearance="primary" disabledFocusable={!isReady} onClick={begin}>
              {chosen.length === 1 ? 'End access' : `End access of ${meant.length}`}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.body}>
        {lead !== '' && <p className={styles.text}>{lead}</p>}
        {isAsking ? (
          <>
            <AccessOutlook chosen={chosen} outlook={outlook} disables={draft.disable} />
            <AccessForm draft={draft} reasonRef={why} isReasonMissing={isMissing && draft.reason.trim() === ''} onDraft={(change) => setDraft({ ...draft, ...change })} onSubmit={begin} />
            {phase === 'beginning' && <p className={styles.text}>Writing into the journal…</p>}
            {act.error && <Failure error={act.error} />}
          </>
        ) : (
          <>
            <AccessProgress people={people} states={act.states} words={phase === 'running' ? progress : summaryText(states)} onRetry={phase === 'running' ? null : goOn} />
            {phase !== 'running' && states.some(hasToBeRetried) && <p className={styles.text}>What is not done stays open: retry it here, or close and resume it from the notice at the top of the window.</p>}
          </>
        )}
      </div>
    </Modal>
  );
}
