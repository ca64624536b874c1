/** One chunk of a run that ends access: each person's act is the same as from the person's own panel, under the run's id. */
import type { AppError } from '../../shared/errors';
import type { Desk } from './desk';
import { isAboutDesk, type Outcome } from './drive-run';
import { beginFor, runEndAccess } from './end-access';
import { bulkDesk, type Run, type RunPerson } from './run';

/** Each has a dozen reads and several writes, proven one by one. */
export async function endAccessOf(desk: Desk, run: Run, people: readonly RunPerson[]): Promise<readonly Promise<Outcome>[]> {
  const bulk = bulkDesk(desk);
  return people.map(({ planned: { personId } }) =>
    desk.inTurn(personId, async (): Promise<Outcome> => {
      if (run.state !== 'running') return { state: 'again', error: { kind: 'cancelled' } };
      const begun = await beginFor(bulk, personId, { actId: run.id, disable: run.request.disable, ticket: run.intent.ticket, reason: run.intent.reason });
      if (!begun.ok) return outcomeOf(begun.error);
      const ended = await runEndAccess(bulk, { actId: run.id, personId });
      if (!ended.ok) return outcomeOf(ended.error);
      const left = ended.value.steps.map(({ result }) => result).find((result) => result.state === 'not-done');
      return left ? outcomeOf(left.error) : { state: 'done' };
    }),
  );
}

function outcomeOf(error: AppError): Outcome {
  return error.kind === 'throttled' || error.kind === 'service-unavailable' || isAboutDesk(error) ? { state: 'again', error } : { state: 'failed', error };
}
