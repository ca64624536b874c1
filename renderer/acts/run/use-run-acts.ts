import type { AppError } from '../../../shared/errors';
import { useMethod } from '../../bridge/use-method';

export type RunActs = {
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancel: () => void;
  readonly retry: () => void;
  readonly isBusy: boolean;
  readonly error: AppError | null;
};

/** What can be done to a run as a whole. Its state tells what came of it. */
export function useRunActs(runId: string): RunActs {
  const pause = useMethod('runs.pause');
  const resume = useMethod('runs.resume');
  const cancel = useMethod('runs.cancel');
  const retry = useMethod('runs.retry');
  const all = [pause, resume, cancel, retry];
  const sent = (act: { readonly send: (input: { readonly runId: string }) => void }) => () => {
    for (const each of all) each.reset();
    act.send({ runId });
  };
  return {
    pause: sent(pause),
    resume: sent(resume),
    cancel: sent(cancel),
    retry: sent(retry),
    isBusy: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null)?.error ?? null,
  };
}
