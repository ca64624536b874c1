/**
 * Takes a pass back and proves it: the person's passes are read again, and only a pass that is not there any more
 * counts as revoked. Ending a pass does not end sessions that were begun with it.
 */
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Desk } from './desk';
import { noteDelivery } from './run';
import { conclude, failureDetail, intend, recordAfterwards, type Act, type Ending } from './record';

/** Pauses before each reading, milliseconds: Entra's replicas need a moment to agree. One empty reading is the proof. */
const PROOF_PAUSES_MS = [0, 800, 2000];
/**
 * After a 404 the replica may never have known the pass, and after a lost answer nobody knows whether it was deleted at all:
 * it is deleted once more after each pause, and the reading after the last must be empty.
 */
const DOUBTFUL_PAUSES_MS = [1500, 3000];

export type Revocation = {
  /** Null only when the caller does not know more than the id; it is then read. */
  readonly person: Act['person'];
  readonly personId: string;
  readonly passId: string;
  /** Null: the ticket under which this desk issued the pass, if it did. */
  readonly ticket: string | null;
  readonly reason: string;
  /** The run it belongs to. */
  readonly runId?: string | null;
  /** Go ahead even if the journal cannot take the intent. For passes that nobody has seen, and for nothing else. */
  readonly evenWithoutJournal?: boolean;
};

type Proof = Result<{ readonly provenGoneAt: string }, AppError>;

export async function revokePass(desk: Desk, revocation: Revocation): Promise<Proof> {
  const { person, personId, passId, ticket, reason, runId = null, evenWithoutJournal = false } = revocation;
  const about = person ? ok(person) : await desk.directory.readForIssue(personId);
  if (!about.ok) return about;

  const known = ticket === null ? await desk.journal.ticketOf(passId) : ok(ticket);
  const act: Act = { action: 'pass.revoke', person: about.value, ticket: known.ok ? known.value : '', reason: reason.trim(), detail: { passId, ...(runId !== null && { runId }) } };
  const intent = await intend(desk, act);
  if (!intent.ok && !evenWithoutJournal) return intent;

  const { proof, ending } = await removeAndProve(desk, personId, passId);
  const isWritten = await (intent.ok ? conclude(desk, act, intent.value.id, ending) : recordAfterwards(desk, act, ending));
  if (proof.ok) forgetRevoked(desk, passId);
  if (!isWritten || ending.result === 'unknown') desk.memory.unsettled.add(personId.toLowerCase());
  return proof;
}

/** Revoked by itself while its passcode waited with those of a run: a slip would carry what opens nothing. */
function forgetRevoked(desk: Desk, passId: string): void {
  for (const kept of desk.vault.all()) {
    if (kept.runId === null || kept.passId !== passId) continue;
    desk.vault.forget(kept.handle);
    noteDelivery(desk, kept, 'gone');
  }
}

/** The act without its journal lines; `ending` is what they should say. */
export async function removeAndProve(desk: Desk, personId: string, passId: string): Promise<{ readonly proof: Proof; readonly ending: Ending }> {
  const removed = await desk.passes.remove(personId, passId);
  if (!removed.ok && removed.error.kind !== 'outcome-unknown') return { proof: removed, ending: { result: 'failed', detail: failureDetail(removed.error) } };

  // Unless Graph says that it deleted the pass, an empty reading may come from a replica that has not heard of the pass yet.
  const isDoubtful = !removed.ok || !removed.value.wasThere;
  const proof = isDoubtful ? await proveAgain(desk, personId, passId) : await proveGone(desk, personId, passId, PROOF_PAUSES_MS);
  const trace = removed.ok ? { requestId: removed.value.requestId } : failureDetail(removed.error);
  return { proof, ending: { result: proof.ok ? 'succeeded' : 'unknown', detail: { ...trace, proven: proof.ok } } };
}

async function proveGone(desk: Desk, personId: string, passId: string, pausesMs: readonly number[]): Promise<Proof> {
  for (const pause of pausesMs) {
    if (pause > 0) await desk.wait(pause);
    const current = await desk.passes.current(personId);
    // Another id means that this pass was replaced, and with it gone: a person has one pass at most.
    if (current.ok && current.value?.id !== passId) return ok({ provenGoneAt: desk.clock.now().toISOString() });
  }
  return err({ kind: 'not-proven', passId });
}

async function proveAgain(desk: Desk, personId: string, passId: string): Promise<Proof> {
  let proof: Proof = err({ kind: 'not-proven', passId });
  for (const pause of DOUBTFUL_PAUSES_MS) {
    await desk.wait(pause);
    const again = await desk.passes.remove(personId, passId);
    // Now Graph says that it was there and is deleted.
    if (again.ok && again.value.wasThere) return proveGone(desk, personId, passId, PROOF_PAUSES_MS);
    proof = await proveGone(desk, personId, passId, [0]);
  }
  return proof;
}
