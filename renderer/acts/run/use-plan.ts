import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RunPlan, RunRequest } from '../../../shared/domain/run';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { useDeskEvent } from '../../bridge/use-desk-event';

type Planning = { readonly done: number; readonly people: number };

export type PlanDesk = {
  readonly plan: RunPlan | null;
  /** How far the dry run is; null when none goes on. */
  readonly planning: Planning | null;
  readonly error: AppError | null;
  readonly make: (request: RunRequest, onMade: (plan: RunPlan) => void) => void;
  /** Stops the dry run, or forgets the plan. */
  readonly drop: () => void;
};

/** The dry run of a run. Whoever closes the dialog stops it. */
export function usePlan(): PlanDesk {
  const [plan, setPlan] = useState<RunPlan | null>(null);
  const [planning, setPlanning] = useState<Planning | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  /** Counts dry runs: the answer to one that was given up is dropped. */
  const turn = useRef(0);
  const isPlanning = useRef(false);

  const make: PlanDesk['make'] = (request, onMade) => {
    if (isPlanning.current) return;
    isPlanning.current = true;
    const mine = (turn.current += 1);
    setError(null);
    setPlan(null);
    setPlanning({ done: 0, people: request.people.length });
    void tell('runs.plan', request).then((reply) => {
      if (turn.current !== mine) return;
      isPlanning.current = false;
      setPlanning(null);
      if (!reply.ok) {
        setError(reply.error);
        return;
      }
      setPlan(reply.value);
      onMade(reply.value);
    });
  };
  const drop = () => {
    turn.current += 1;
    if (isPlanning.current) void tell('runs.cancel-plan', {});
    isPlanning.current = false;
    setPlanning(null);
    setPlan(null);
    setError(null);
  };
  const leave = useEffectEvent(() => {
    turn.current += 1;
    if (isPlanning.current) void tell('runs.cancel-plan', {});
  });
  useEffect(() => () => leave(), []);
  useDeskEvent('run.planning', (progress) => {
    if (isPlanning.current) setPlanning(progress);
  });
  return { plan, planning, error, make, drop };
}
