/** Leaving the desk in the middle of a run: nobody new is taken, and what is under way ends. The run stays open in the journal. */
import { cancelPlan } from './plan-run';
import type { Desk } from './desk';

export async function haltRun(desk: Desk): Promise<void> {
  cancelPlan(desk);
  const { run } = desk.memory;
  if (!run) return;
  run.isLeft = true;
  if (run.state === 'running') run.state = 'pausing';
  await run.driving;
}
