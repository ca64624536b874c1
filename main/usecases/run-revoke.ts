/** One chunk of a revoke run: whatever pass each person has now, proven gone. */
import type { Desk } from './desk';
import { type Outcome, outcomeOf } from './run-outcome';
import { holdTurns } from './hold-turns';
import { revokePass } from './revoke-pass';
import { bulkDesk, update, type Run, type RunPerson } from './run';
import { expiryOf } from '../../shared/domain/pass';

export async function revokeOf(desk: Desk, run: Run, people: readonly RunPerson[]): Promise<readonly Promise<Outcome>[]> {
  const bulk = bulkDesk(desk);
  // From the look to the proof: a pass that this desk makes in between would be left.
  const release = await holdTurns(desk, people.map(({ planned }) => planned.personId));
  const looked = await desk.bulk.lastLook(people.map(({ planned }) => planned.personId)).catch((cause: unknown) => {
    release.forEach((end) => end());
    throw cause;
  });
  const revokeOne = async (person: RunPerson): Promise<Outcome> => {
    const { personId } = person.planned;
    if (!looked.ok) return outcomeOf(looked.error);
    const look = looked.value[personId];
    if (look?.ok !== true) return outcomeOf(look?.error ?? { kind: 'not-found', what: 'person', requestId: '' });
    if (run.state !== 'running') return { state: 'again', error: { kind: 'cancelled' } };
    const { pass, person: who } = look.value;
    // Gone meanwhile is what was wanted; there is nothing to prove about it.
    if (pass === null) return { state: 'done' };
    // Another one than the dry run saw: somebody made it since.
    if (person.planned.passId !== null && pass.id !== person.planned.passId) return { state: 'failed', error: { kind: 'pass-exists', passId: pass.id, expiresAt: expiryOf(pass).toISOString() } };
    const revoked = await revokePass(bulk, { person: who, personId, passId: pass.id, ticket: run.intent.ticket, reason: run.intent.reason, runId: run.id });
    update(desk, run, person, { passId: pass.id });
    return revoked.ok ? { state: 'done' } : outcomeOf(revoked.error);
  };
  return people.map((person, index) => revokeOne(person).finally(() => release[index]?.()));
}
