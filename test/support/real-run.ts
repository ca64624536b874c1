/** A run over a real desk (real-desk.ts): what the window sends, and the run begun and carried out. */
import { planRun } from '../../main/usecases/plan-run';
import { readingOf } from '../../main/usecases/run';
import { startRun } from '../../main/usecases/start-run';
import type { Desk } from '../../main/usecases/desk';
import type { PreflightLineId } from '../../shared/domain/rules';
import type { RunRequest } from '../../shared/domain/run';
import { UNREAD_LINES } from './real-desk';

export const requestFor = (people: readonly { readonly id: string }[], change: Partial<RunRequest> = {}): RunRequest => ({
  kind: 'issue',
  people: people.map(({ id }) => ({ personId: id, timeZone: null, startDate: null, line: null })),
  ticket: 'INC-2001',
  reason: 'First day of the autumn cohort',
  scenario: 'first-day',
  start: 'now',
  startTime: '08:00',
  verification: { kind: 'photo-id', against: 'HR list of 2 November, seen in person' },
  disable: false,
  ...change,
});

/** @throws when the dry run or the start is refused. */
export async function begun(desk: Desk, request: RunRequest, acknowledged: readonly PreflightLineId[] = UNREAD_LINES) {
  const plan = await planRun(desk, request);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const started = await startRun(desk, { planId: plan.value.planId, acknowledged });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  return { plan: plan.value, runId: started.value.runId };
}

/** What the window reads once nothing of the run is under way any more. */
export async function over(desk: Desk) {
  await desk.memory.run!.driving;
  return readingOf(desk, desk.memory.run!);
}
