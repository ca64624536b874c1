import { Button } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useAnnounce } from '../../ui/live';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import { RevokeForm } from './revoke-form';
import { RevokeProgress } from './revoke-progress';
import { revokeInTurn, type Step, type Target } from './revoke-run';
import { isOver, summaryText } from './step-text';

export type RevokePlan = {
  /** Names the dialog and the act: "Revoke 3 passes", "Close out". */
  readonly title: string;
  readonly targets: readonly Target[];
  /** What is chosen but not among the targets, and why; empty when nothing is. */
  readonly leftOut: string;
};

type Props = {
  readonly plan: RevokePlan;
  /** @param touched - People whose pass may have changed. */
  readonly onClose: (touched: readonly string[]) => void;
};

type Phase = 'asking' | 'running' | 'over';

/** Asks what, whom and why; then goes one after another and says of each what came of it. */
export function RevokeDialog({ plan: { title, targets, leftOut }, onClose }: Props) {
  const announce = useAnnounce();
  const [phase, setPhase] = useState<Phase>('asking');
  const [reason, setReason] = useState('');
  const [endsSessions, setEndsSessions] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const [isStopping, setIsStopping] = useState(false);
  const [steps, setSteps] = useState<ReadonlyMap<string, Step>>(new Map(targets.map(({ personId }) => [personId, { state: 'waiting' }])));
  const run = useRef<AbortController | null>(null);
  const safe = useRef<HTMLButtonElement>(null);
  const why = useRef<HTMLInputElement>(null);
  // Whoever signs out in the middle does not go on behind anybody's back.
  useEffect(() => () => run.current?.abort(), []);

  const start = async () => {
    if (run.current) return;
    if (reason.trim() === '') {
      setIsMissing(true);
      why.current?.focus();
      return;
    }
    const controller = new AbortController();
    run.current = controller;
    setPhase('running');
    safe.current?.focus();
    const last = new Map<string, Step>();
    await revokeInTurn({
      targets,
      reason: reason.trim(),
      endsSessions,
      signal: controller.signal,
      onStep: (personId, step) => {
        last.set(personId, step);
        setSteps((old) => new Map(old).set(personId, step));
      },
    });
    setPhase('over');
    announce(summaryText([...last.values()]));
    safe.current?.focus();
  };
  const stop = () => {
    run.current?.abort();
    setIsStopping(true);
  };
  const close = () => {
    if (phase === 'running') return;
    onClose(targets.filter(({ personId }) => TOUCHED.has(steps.get(personId)?.state ?? 'waiting')).map(({ personId }) => personId));
  };

  return (
    <Modal
      title={title}
      onDismiss={close}
      firstFocus={() => safe.current}
      actions={
        <>
          {phase === 'running' ? (
            <Button ref={into(safe)} disabledFocusable={isStopping} onClick={stop}>
              {isStopping ? 'Stopping…' : 'Cancel the rest'}
            </Button>
          ) : (
            <Button ref={into(safe)} onClick={close}>
              {phase === 'over' ? 'Close' : 'Cancel'}
            </Button>
          )}
          {phase === 'asking' && (
            <Button appearance="primary" onClick={() => void start()}>
              {targets.length === 1 ? 'Revoke' : `Revoke ${targets.length}`}
            </Button>
          )}
        </>
      }
    >
      {phase === 'asking' ? (
        <RevokeForm
          targets={targets}
          leftOut={leftOut}
          reason={reason}
          reasonRef={why}
          isReasonMissing={isMissing && reason.trim() === ''}
          endsSessions={endsSessions}
          onReason={setReason}
          onEndsSessions={setEndsSessions}
          onSubmit={() => void start()}
        />
      ) : (
        <RevokeProgress targets={targets} steps={steps} summary={phase === 'over' ? summaryText([...steps.values()].filter(isOver)) : ''} />
      )}
    </Modal>
  );
}

const TOUCHED: ReadonlySet<Step['state']> = new Set(['revoked', 'not-proven', 'refused']);
