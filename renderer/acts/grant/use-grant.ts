import { useRef, useState } from 'react';
import { targetKey } from '../../../shared/domain/grant';
import type { LimitProblem } from '../../../shared/errors';
import type { GrantMade, GrantVerdict, Output } from '../../../shared/ipc/contract';
import { useMethod } from '../../bridge/use-method';
import { useRead } from '../../bridge/use-read';
import { PLACES, placeOf } from '../../ui/limit-text';
import type { PassTask } from '../../ui/navigation';
import { useNow } from '../../ui/use-now';
import { EMPTY_DRAFT, type GrantDraft, type JudgedGrant, judgeGrant } from './grant-draft';

/** Facts older than this are read again before anything is sent. Milliseconds. */
const FACTS_MAXIMUM_AGE = 120_000;

type Facts = Output<'grants.facts'>;
type Checked = { readonly draft: GrantDraft; readonly byKey: ReadonlyMap<string, GrantVerdict> };

/** `check`: PIM is asked first. `grant`: it has accepted just this. `retry`: some were not made, and nothing was changed since. */
export type GrantStep = 'check' | 'grant' | 'retry' | 'done';

type Told = {
  /** What one meets first on the way down the form. */
  readonly onProblem: (first: LimitProblem) => void;
  readonly onVerdicts: (verdicts: readonly GrantVerdict[]) => void;
  /**
   * Something was made, or may have been. `isWhole`: all that was chosen is there now. `task`: of the pass that is to go
   * with it; null without one.
   */
  readonly onMade: (isWhole: boolean, results: ReadonlyMap<string, GrantMade>, task: PassTask | null) => void;
};

/**
 * The form of a grant: what was typed, what the rules make of it, what PIM said, and what was made. The same function
 * judges in the main process. Any change of what was typed makes PIM's answer void.
 */
export function useGrant(personId: string, { onProblem, onVerdicts, onMade }: Told) {
  const now = useNow();
  const read = useRead('grants.facts', { personId }, { staleTime: 0, keepFor: 0 });
  const trying = useMethod('grants.try');
  const making = useMethod('grants.make');
  const [taskId] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState<GrantDraft>(EMPTY_DRAFT);
  const [checked, setChecked] = useState<Checked | null>(null);
  /** The draft that was last sent to be made. */
  const [sent, setSent] = useState<GrantDraft | null>(null);
  const [results, setResults] = useState<ReadonlyMap<string, GrantMade>>(new Map());
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [isPreparing, setIsPreparing] = useState(false);
  const isUnderWay = useRef(false);

  const task: PassTask | null = draft.withPass ? { taskId, ticket: draft.ticket.trim(), reason: draft.reason.trim() } : null;
  const made = new Set([...results].flatMap(([key, { state }]) => (state === 'made' ? [key] : [])));
  const judgeAt = (facts: Facts, at: Date) => judgeGrant(draft, { ...facts, now: at }, made);
  const judged = read.data ? judgeAt(read.data, now) : null;
  const isAccepted = checked?.draft === draft && [...checked.byKey.values()].every(({ state }) => state === 'accepted');
  const step: GrantStep = made.size > 0 && judged?.chosen.length === 0 ? 'done' : sent === draft && results.size > 0 ? 'retry' : isAccepted ? 'grant' : 'check';

  const change = (part: Partial<GrantDraft>) => {
    setDraft((current) => ({ ...current, ...part }));
    // What was refused was said about what stood there before.
    trying.reset();
    making.reset();
  };
  const onFailed = () => void read.refetch();
  const make = ({ request, chosen }: JudgedGrant) => {
    setSent(draft);
    making.send(
      { personId, ...request, taskId: task?.taskId ?? null },
      ({ made: answers }) => {
        const next = new Map(results);
        for (const [at, { key }] of chosen.entries()) if (answers[at]) next.set(key, answers[at]);
        setResults(next);
        onMade(answers.every(({ state }) => state === 'made'), next, task);
      },
      (error) => {
        setSent(null);
        setChecked(null);
        onFailed();
        if (error.kind === 'outcome-unknown') onMade(false, results, task);
      },
    );
  };
  const check = ({ request, chosen }: JudgedGrant) => {
    trying.send(
      { personId, ...request, taskId: task?.taskId ?? null },
      ({ verdicts }) => {
        setChecked({ draft, byKey: new Map(chosen.flatMap(({ key }, at) => (verdicts[at] ? [[key, verdicts[at]] as const] : []))) });
        onVerdicts(verdicts);
      },
      onFailed,
    );
  };
  const send = async () => {
    const facts = await freshFacts(read);
    if (!facts) return;
    const fresh = judgeAt(facts, new Date());
    const [first] = fresh.problems;
    if (first) onProblem(firstInForm([first, ...fresh.problems]));
    else if (step === 'check') check(fresh);
    else make(fresh);
  };
  const submit = () => {
    setWasSubmitted(true);
    if (isUnderWay.current || trying.isPending || making.isPending) return;
    isUnderWay.current = true;
    setIsPreparing(true);
    void send().finally(() => {
      isUnderWay.current = false;
      setIsPreparing(false);
    });
  };
  const acknowledge = (isAcknowledged: boolean) => change({ acknowledged: isAcknowledged ? (judged?.askable ?? []) : [] });
  return {
    read,
    draft,
    change,
    judged,
    now,
    step,
    task,
    verdicts: checked?.draft === draft ? checked.byKey : null,
    results,
    made,
    wasSubmitted,
    submit,
    acknowledge,
    isChecking: trying.isPending,
    isBusy: isPreparing || trying.isPending || making.isPending,
    error: making.error ?? trying.error,
  };
}

export type GrantDesk = ReturnType<typeof useGrant>;

async function freshFacts(read: ReturnType<typeof useRead<'grants.facts'>>): Promise<Facts | null> {
  const { data } = read;
  if (data && Date.now() - Date.parse(data.facts.readAt) <= FACTS_MAXIMUM_AGE) return data;
  const answer = await read.refetch();
  return answer.isSuccess ? answer.data : null;
}

/** @param problems - At least one. */
function firstInForm(problems: readonly [LimitProblem, ...LimitProblem[]]): LimitProblem {
  const [first, ...others] = problems;
  return others.reduce((best, problem) => (PLACES.indexOf(placeOf(problem)) < PLACES.indexOf(placeOf(best)) ? problem : best), first);
}

/** The name of what a result is about, as the catalogue or PIM has it. */
export function nameOf(key: string, facts: Facts['facts']): string {
  return facts.catalogue.find(({ target }) => targetKey(target) === key)?.displayName ?? key;
}
