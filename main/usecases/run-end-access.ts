/** One chunk of a run that ends access: each person's act is the same as from the person's own panel, under the run's id. */
import type { Desk } from './desk';
import { type Outcome, outcomeOf } from './run-outcome';
import { beginFor, openIntent, runEndAccess } from './end-access';
import { bulkDesk, type Run, type RunPerson } from './run';

/** Each has a dozen reads and several writes, proven one by one. */
export async function endAccessOf(desk: Desk, run: Run, people: readonly RunPerson[]): Promise<readonly Promise<Outcome>[]> {
  // The window reads its notices once, when the run has ended, not two thousand times.
  const bulk: Desk = { ...bulkDesk(desk), tell: { ...desk.tell, noticesChanged: () => undefined } };
  return people.map(({ planned: { personId } }) =>
    desk.inTurn(personId, async (): Promise<Outcome> => {
      if (run.state !== 'running') return { state: 'again', error: { kind: 'cancelled' } };
      const begun = await beginFor(bulk, personId, { actId: run.id, disable: run.request.disable, ticket: run.intent.ticket, reason: run.intent.reason });
      if (!begun.ok) return outcomeOf(begun.error);
      const ended = await runEndAccess(bulk, { actId: run.id, personId });
      if (!ended.ok) return outcomeOf(ended.error);
      const left = ended.value.steps.map(({ result }) => result).find((result) => result.state === 'not-done');
      if (left) return outcomeOf(left.error);
      // Something could not be read this time, so the act is not over: nobody may take it for done.
      const open = await openIntent(bulk, run.id, personId);
      if (!open.ok) return outcomeOf(open.error);
      return open.value === null ? { state: 'done' } : { state: 'again', error: { kind: 'service-unavailable', status: 0, requestId: '' } };
    }),
  );
}
