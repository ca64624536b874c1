/** Ends a run: whoever waits is left as they are, and the run's last line is written. */
import type { Reply } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import type { Desk } from './desk';
import { actIn, conclude } from './record';
import { enter, update, type Run } from './run';

/** Writes the run's last line. When it cannot be written the run stays open, and the next start offers it. */
export async function finish(desk: Desk, run: Run, how: 'ended' | 'cancelled'): Promise<Reply<'runs.cancel'>> {
  for (const person of run.people) if (person.row.state === 'waiting') update(desk, run, person, { state: 'cancelled' });
  const count = (state: string) => run.people.filter(({ row }) => row.state === state).length;
  const isWritten = await conclude(desk, actIn(run.intent), run.intent.id, {
    result: how === 'ended' && count('failed') === 0 ? 'succeeded' : 'failed',
    detail: { ended: how, done: count('done'), failed: count('failed'), cancelled: count('cancelled') },
  });
  enter(desk, run, how);
  return isWritten ? ok({}) : err({ kind: 'journal-unavailable', reason: 'unwritable' });
}
