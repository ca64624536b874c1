/** One chunk of a revoke run: whatever pass each person has now, proven gone. */
import type { Desk } from './desk';
import { isAboutDesk, type Outcome } from './drive-run';
import { revokePass } from './revoke-pass';
import { bulkDesk, update, type Run, type RunPerson } from './run';
import type { AppError } from '../../shared/errors';

export async function revokeOf(desk: Desk, run: Run, people: readonly RunPerson[]): Promise<readonly Promise<Outcome>[]> {
  const bulk = bulkDesk(desk);
  const looked = await desk.bulk.lastLook(people.map(({ planned }) => planned.personId));
  return people.map((person) => {
    const { personId } = person.planned;
    return desk.inTurn(personId, async (): Promise<Outcome> => {
      if (!looked.ok) return outcomeOf(looked.error);
      const look = looked.value[personId];
      if (look?.ok !== true) return outcomeOf(look?.error ?? { kind: 'not-found', what: 'person', requestId: '' });
      if (run.state !== 'running') return { state: 'again', error: { kind: 'cancelled' } };
      const { pass, person: who } = look.value;
      // Gone meanwhile is what was wanted; there is nothing to prove about it.
      if (pass === null) return { state: 'done' };
      // The one that was looked at in the dry run, or one that this desk did not know of: then somebody made it since.
      if (person.planned.passId !== null && pass.id !== person.planned.passId) return { state: 'failed', error: { kind: 'pass-exists', passId: pass.id, expiresAt: pass.startDateTime } };
      const revoked = await revokePass(bulk, { person: who, personId, passId: pass.id, ticket: run.intent.ticket, reason: run.intent.reason, runId: run.id });
      update(desk, run, person, { passId: pass.id });
      return revoked.ok ? { state: 'done' } : outcomeOf(revoked.error);
    });
  });
}

function outcomeOf(error: AppError): Outcome {
  return error.kind === 'throttled' || error.kind === 'service-unavailable' || isAboutDesk(error) ? { state: 'again', error } : { state: 'failed', error };
}
