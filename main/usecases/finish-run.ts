/**
 * Ends a run. Its last line is written once nothing of it is held any more: were the app stopped before, whoever had not
 * received their passcode would have no pass and no run that says so.
 */
import type { Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import type { Desk } from './desk';
import { actIn, conclude } from './record';
import { enter, isOver, update, type Run } from './run';

/** Whoever waits is left as they are. A run that was cancelled is over whatever is held: nobody is to get anything more by it. */
export async function finish(desk: Desk, run: Run, how: 'ended' | 'cancelled'): Promise<Reply<'runs.cancel'>> {
  run.isEnding = true;
  for (const person of run.people) if (person.row.state === 'waiting') update(desk, run, person, { state: 'cancelled' });
  const isHeld = how === 'ended' && run.people.some(({ row }) => row.delivery === 'held');
  const isWritten = isHeld || (await writeLastLine(desk, run, how));
  enter(desk, run, how);
  return isWritten ? ok({}) : err({ kind: 'journal-unavailable', reason: 'unwritable' });
}

/** After something was handed over or given up, and that is written: was it the last? Leaving the desk is no end of the run, which the next start offers. */
export async function concludeIfNothingHeld(desk: Desk): Promise<void> {
  const { run } = desk.memory;
  if (!run || !isOver(run) || run.isConcluded || run.isLeft || run.people.some(({ row }) => row.delivery === 'held')) return;
  await writeLastLine(desk, run, 'ended');
}

/** When it cannot be written the run stays open, and the next start offers it. */
async function writeLastLine(desk: Desk, run: Run, how: 'ended' | 'cancelled'): Promise<boolean> {
  // At once: two of the last may be handed over in one moment.
  run.isConcluded = true;
  const count = (state: string) => run.people.filter(({ row }) => row.state === state).length;
  run.isConcluded = await conclude(desk, actIn(run.intent), run.intent.id, {
    result: how === 'ended' && count('failed') === 0 ? 'succeeded' : 'failed',
    detail: { ended: how, done: count('done'), failed: count('failed'), cancelled: count('cancelled') },
  });
  return run.isConcluded;
}
