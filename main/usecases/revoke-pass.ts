/**
 * Takes a pass back and proves it: the person's passes are read again, and only a pass that is not there any more
 * counts as revoked. Ending a pass does not end sessions that were begun with it.
 */
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Desk } from './desk';
import { conclude, failureDetail, intend, type Act } from './record';

/** Pauses before each proof, milliseconds: Entra's replicas need a moment to agree. */
const PROOF_PAUSES_MS = [0, 800, 2000];

export type Revocation = {
  /** Null only when the caller does not know more than the id; it is then read. */
  readonly person: Act['person'];
  readonly personId: string;
  readonly passId: string;
  readonly ticket: string;
  readonly reason: string;
};

export async function revokePass(desk: Desk, { person, personId, passId, ticket, reason }: Revocation): Promise<Result<{ readonly provenGoneAt: string }, AppError>> {
  const about = person ? ok(person) : await desk.directory.readForIssue(personId);
  if (!about.ok) return about;

  const act: Act = { action: 'pass.revoke', person: about.value, ticket, reason: reason.trim(), detail: { passId } };
  const intent = await intend(desk, act);
  if (!intent.ok) return intent;

  const removed = await desk.passes.remove(personId, passId);
  if (!removed.ok && removed.error.kind !== 'outcome-unknown') {
    await conclude(desk, act, intent.value.id, { result: 'failed', detail: failureDetail(removed.error) });
    return removed;
  }

  const trace = removed.ok ? { requestId: removed.value.requestId } : failureDetail(removed.error);
  const proof = await proveGone(desk, personId, passId);
  if (!proof.ok) {
    await conclude(desk, act, intent.value.id, { result: 'unknown', detail: { ...trace, proven: false } });
    return proof;
  }
  await conclude(desk, act, intent.value.id, { result: 'succeeded', detail: { ...trace, proven: true } });
  return proof;
}

async function proveGone(desk: Desk, personId: string, passId: string): Promise<Result<{ readonly provenGoneAt: string }, AppError>> {
  for (const pause of PROOF_PAUSES_MS) {
    if (pause > 0) await desk.wait(pause);
    const current = await desk.passes.current(personId);
    // Another id means that this pass was replaced, and with it gone: a person has one pass at most.
    if (current.ok && current.value?.id !== passId) return ok({ provenGoneAt: desk.clock.now().toISOString() });
  }
  return err({ kind: 'not-proven', passId });
}
