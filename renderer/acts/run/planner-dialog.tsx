import { Button, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { isTaken, type RunPlan } from '../../../shared/domain/run';
import type { PreflightLineId } from '../../../shared/domain/rules';
import { useMethod } from '../../bridge/use-method';
import { useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { useAnnounce } from '../../ui/live';
import { Modal } from '../../ui/modal';
import { tooLargeText } from '../../ui/run-refusal-text';
import { useTicking } from '../../ui/use-ticking';
import { ComposeForm } from './compose-form';
import { PlanReview } from './plan-review';
import { EMPTY_DRAFT, problemsOf, requestOf, runRulesOf } from './run-draft';
import { KIND_WORDS, outlookText, people as peopleText, startText } from './run-words';
import type { RunWish } from './types';
import { usePlan } from './use-plan';

type Props = {
  readonly wish: RunWish;
  /** Where the focus goes back to. */
  readonly from: Element | null;
  readonly onStarted: () => void;
  readonly onClose: () => void;
};

const useStyles = makeStyles({
  body: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  what: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  stop: { padding: '8px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusDangerBorder1}`, backgroundColor: tokens.colorStatusDangerBackground1 },
  stopTitle: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
});

/** What is to be done, then the dry run of it. Nothing is sent before the button that names the act and the count. */
export function PlannerDialog({ wish, from, onStarted, onClose }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const policy = useRead('policy.read', {});
  const rules = policy.data ? runRulesOf(policy.data) : null;
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [wasTried, setWasTried] = useState(false);
  const [acknowledged, setAcknowledged] = useState<readonly PreflightLineId[]>([]);
  const { plan, planning, error, make, drop } = usePlan();
  const start = useMethod('runs.start');
  const body = useRef<HTMLDivElement>(null);
  const safe = useRef<HTMLButtonElement>(null);
  const isOld = useTicking((now) => plan !== null && Date.parse(plan.validUntil) <= now.getTime());
  const isTooLarge = rules !== null && wish.people.length > rules.rules.runs.maximumPeople;
  const step = plan ? 'planned' : planning ? 'planning' : 'compose';
  useFocusOfStep(step, body, safe, rules !== null);

  const none = { startTime: '', verification: '', against: '', ticket: '', reason: '' };
  const problems = rules ? problemsOf(draft, rules, wish.kind) : none;
  const dryRun = () => {
    if (!rules || isTooLarge || planning) return;
    setWasTried(true);
    const [place, problem] = Object.entries(problems).find(([, words]) => words !== '') ?? [];
    if (place !== undefined && problem !== undefined) {
      announce(problem, 'assertive');
      body.current?.querySelector<HTMLElement>(`[data-place="${place}"] :is(input, textarea)`)?.focus();
      return;
    }
    setAcknowledged([]);
    start.reset();
    make(requestOf(draft, rules, wish), (made) => announce(outlook(made)));
  };
  const outlook = ({ kind, rows }: RunPlan) => {
    const taken = rows.filter((row) => isTaken(row, [])).length;
    return `Dry run done. ${outlookText(kind, taken, rows.length - taken)}`;
  };
  const taken = plan ? plan.rows.filter((row) => isTaken(row, acknowledged)).length : 0;
  const mustPlanAgain = isOld || start.error?.kind === 'run-refused';
  const begin = () => {
    if (plan && taken > 0 && !mustPlanAgain) start.send({ planId: plan.planId, acknowledged: [...acknowledged] }, onStarted);
  };
  const answer = (line: PreflightLineId, isOn: boolean) => setAcknowledged(isOn ? [...acknowledged, line] : acknowledged.filter((other) => other !== line));
  const isAnotherOn = start.error?.kind === 'run-refused' && start.error.reason === 'another-runs';
  const close = () => {
    if (!start.isPending) onClose();
  };

  return (
    <Modal
      title="Run"
      isWide={step !== 'planned'}
      isWidest={step === 'planned'}
      from={from}
      onDismiss={close}
      onControlEnter={() => step === 'compose' && dryRun()}
      firstFocus={() => safe.current}
      actions={
        <>
          {step === 'planned' && (
            <Button disabledFocusable={start.isPending} onClick={drop}>
              Back
            </Button>
          )}
          {step === 'planning' ? (
            <Button ref={into(safe)} onClick={drop}>
              Stop the dry run
            </Button>
          ) : (
            <Button ref={into(safe)} disabledFocusable={start.isPending} onClick={close}>
              Cancel
            </Button>
          )}
          {isAnotherOn && <Button onClick={onStarted}>Show that run</Button>}
          {step === 'compose' && (
            <Button appearance="primary" disabledFocusable={!rules || isTooLarge} onClick={dryRun}>
              Dry run
            </Button>
          )}
          {plan && mustPlanAgain && (
            <Button appearance="primary" onClick={dryRun}>
              New dry run
            </Button>
          )}
          {plan && !mustPlanAgain && (
            <Button appearance="primary" disabledFocusable={start.isPending || taken === 0} onClick={begin}>
              {startText(plan.kind, taken)}
            </Button>
          )}
        </>
      }
    >
      <div ref={body} className={styles.body} aria-busy={planning !== null}>
        {isTooLarge && <TooLarge maximum={rules.rules.runs.maximumPeople} />}
        {error && <Failure error={error} onRetry={dryRun} />}
        <p className={styles.what}>
          {KIND_WORDS[wish.kind]}: {peopleText(wish.people.length)}
        </p>
        {step === 'compose' && !rules && !policy.error && policy.data === undefined && <p className={styles.text}>Reading the desk policy…</p>}
        {step === 'compose' && policy.error && <Failure error={policy.error} onRetry={() => void policy.refetch()} />}
        {step === 'compose' && policy.data?.desk.state === 'broken' && <Failure error={policy.data.desk.error} />}
        {step === 'compose' && rules && <ComposeForm kind={wish.kind} draft={draft} rules={rules} problems={wasTried ? problems : none} onDraft={(change) => setDraft({ ...draft, ...change })} onSubmit={dryRun} />}
        {step === 'compose' && <p className={styles.text}>The dry run checks everybody and sends nothing. What it finds is shown before anything is done.</p>}
        {planning && <Planning done={planning.done} all={planning.people} />}
        {plan && isOld && start.error?.kind !== 'run-refused' && <Failure error={{ kind: 'run-refused', reason: 'plan-old' }} />}
        {start.error && <Failure error={start.error} onRetry={begin} />}
        {plan && <PlanReview plan={plan} taken={taken} acknowledged={acknowledged} onAnswer={answer} />}
      </div>
    </Modal>
  );
}

function TooLarge({ maximum }: { readonly maximum: number }) {
  const styles = useStyles();
  const { title, happened, next } = tooLargeText(maximum);
  return (
    <div className={styles.stop} role="note" aria-label={title}>
      <p className={styles.stopTitle}>{title}</p>
      <p className={styles.text}>
        {happened} {next}
      </p>
    </div>
  );
}

function Planning({ done, all }: { readonly done: number; readonly all: number }) {
  const styles = useStyles();
  return (
    <>
      <p className={styles.line}>
        Checking {peopleText(all)}: {done} of {all}. Nothing is sent.
      </p>
      <ProgressBar aria-label="Dry run" value={done} max={Math.max(1, all)} />
    </>
  );
}

/** What was pressed is gone with its step: on to the first field, or to what harms nobody. */
function useFocusOfStep(step: 'compose' | 'planning' | 'planned', body: React.RefObject<HTMLDivElement | null>, safe: React.RefObject<HTMLButtonElement | null>, isReady: boolean): void {
  useEffect(() => {
    const first = body.current?.querySelector<HTMLElement>('form :is(select, input, textarea)');
    if (step === 'compose' && isReady && first) first.focus();
    else safe.current?.focus();
  }, [step, isReady, body, safe]);
}
