import { useRef, useState } from 'react';
import { canStillOpen, expiryOf, type Pass } from '../../../shared/domain/pass';
import type { PreflightLineId } from '../../../shared/domain/rules';
import type { Verification } from '../../../shared/domain/verification';
import type { AppError, LimitProblem } from '../../../shared/errors';
import type { HandOver, Output } from '../../../shared/ipc/contract';
import { useMethod } from '../../bridge/use-method';
import { useRead } from '../../bridge/use-read';
import { PLACES, placeOf } from '../../ui/limit-text';
import { useNow } from '../../ui/use-now';
import type { PassTask } from '../../ui/navigation';
import { draftFor, type IssueDraft, type Judged, judge } from './issue-draft';
import { useVerification } from './use-verification';

/** Facts older than this are read again before anything is sent. Milliseconds. */
const FACTS_MAXIMUM_AGE = 120_000;

type Preflight = Output<'passes.preflight'>;
/** `pass` is null when only the main process has seen it. */
type Existing = { readonly id: string; readonly endsAt: string; readonly pass: Pass | null };

/**
 * The issue form: what was typed, what was read, what the rules make of both. The same function judges in the main process.
 *
 * @param task - The grants the pass goes with; null without any.
 */
export function useIssue(personId: string, task: PassTask | null, onIssued: (handOver: HandOver) => void, onProblem: (first: LimitProblem) => void) {
  const tick = useNow();
  const preflight = useRead('passes.preflight', { personId, taskId: task?.taskId ?? null }, { staleTime: 0, keepFor: 0 });
  const issue = useMethod('passes.issue');
  const verification = useVerification(personId);
  const [draft, setDraft] = useState<IssueDraft>(() => draftFor(task));
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [isPreparing, setIsPreparing] = useState(false);
  const isUnderWay = useRef(false);

  const { recorded } = verification;
  // The clock here ticks once a second, so what has just been recorded may lie ahead of it.
  const now = recorded && Date.parse(recorded.at) > tick.getTime() ? new Date(recorded.at) : tick;
  const judgeNow = (read: Preflight, verified: Verification | null, at: Date) => {
    const judged = judge(draft, { ...read, verification: verified, now: at });
    return { ...judged, existing: existingPass(read, issue.error, at), problems: problemsOf(judged, issue.error, draft) };
  };
  const judged = preflight.data ? judgeNow(preflight.data, recorded, now) : null;

  const change = (part: Partial<IssueDraft>) => {
    setDraft((current) => ({ ...current, ...part }));
    // What the main process refused was said about what stood there before.
    if (issue.error?.kind === 'limits') issue.reset();
  };
  const onFailed = (error: AppError) => {
    if (error.kind !== 'limits' && error.kind !== 'pass-exists') return;
    if (error.kind === 'limits' && error.problems.some((problem) => placeOf(problem) === 'verification')) verification.drop();
    void preflight.refetch();
  };
  const send = async () => {
    const verified = await verification.settled();
    const read = await freshFacts(preflight);
    if (!read) return;
    const { problems, existing, request, scenario } = judgeNow(read, verified, new Date());
    // What the main process said last time is judged by the main process again.
    const [first] = issue.error?.kind === 'limits' ? judge(draft, { ...read, verification: verified, now: new Date() }).problems : problems;
    if (first) {
      onProblem(firstInForm([first, ...problems]));
      return;
    }
    issue.send({ personId, ...request, replacesPassId: existing?.id ?? null, verificationId: verified?.id ?? null, scenario: scenario?.id ?? '', taskId: task?.taskId ?? null }, onIssued, onFailed);
  };
  const submit = () => {
    setWasSubmitted(true);
    if (isUnderWay.current || issue.isPending) return;
    isUnderWay.current = true;
    setIsPreparing(true);
    void send().finally(() => {
      isUnderWay.current = false;
      setIsPreparing(false);
    });
  };
  const acknowledge = (isAcknowledged: boolean) => change({ acknowledged: isAcknowledged ? (judged?.askable ?? []) : [] });
  return { preflight, verification, draft, change, judged, now, wasSubmitted, submit, acknowledge, isBusy: isPreparing || issue.isPending, error: issue.error };
}

async function freshFacts(preflight: ReturnType<typeof useRead<'passes.preflight'>>): Promise<Preflight | null> {
  const { data } = preflight;
  if (data && Date.now() - Date.parse(data.facts.readAt) <= FACTS_MAXIMUM_AGE) return data;
  const answer = await preflight.refetch();
  return answer.isSuccess ? answer.data : null;
}

/** The pass a create would displace: the one that was read, or the newer one the main process found before the call. */
function existingPass({ facts }: Preflight, error: AppError | null, now: Date): Existing | null {
  const pass = facts.pass && canStillOpen(facts.pass, now) ? facts.pass : null;
  if (error?.kind === 'pass-exists' && error.passId !== pass?.id) return { id: error.passId, endsAt: error.expiresAt, pass: null };
  return pass && { id: pass.id, endsAt: expiryOf(pass).toISOString(), pass };
}

/** What the rules say here, and what the main process said when it knew more. */
function problemsOf(judged: Judged, error: AppError | null, draft: IssueDraft): readonly LimitProblem[] {
  if (error?.kind === 'limits') return [...judged.problems, ...error.problems.filter(({ rule }) => judged.problems.every((problem) => problem.rule !== rule))];
  if (error?.kind !== 'pass-exists' || draft.replaces === error.passId) return judged.problems;
  return [...judged.problems.filter(({ rule }) => rule !== 'pass-exists'), { rule: 'pass-exists', passId: error.passId, expiresAt: error.expiresAt }];
}

/** The problem one meets first on the way down the form. @param problems - At least one. */
function firstInForm(problems: readonly [LimitProblem, ...LimitProblem[]]): LimitProblem {
  const [first, ...others] = problems;
  return others.reduce((best, problem) => (PLACES.indexOf(placeOf(problem)) < PLACES.indexOf(placeOf(best)) ? problem : best), first);
}

export const areAcknowledged = (askable: readonly PreflightLineId[], acknowledged: readonly PreflightLineId[]) => askable.every((id) => acknowledged.includes(id));
