/** Blocks a person's sign-in and proves it by reading the account again. Tokens already handed out live on for about an hour. */
import type { AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { Desk } from './desk';
import { conclude, endingOf, failureDetail, intend, type Act } from './record';

const PROOF_PAUSES_MS = [0, 1000, 3000];

export async function disableAccount(desk: Desk, person: NonNullable<Act['person']>, rest: { readonly ticket: string; readonly reason: string; readonly actId: string | null }): Promise<Result<{ readonly provenAt: string }, AppError>> {
  const act: Act = { action: 'account.disable', person, ticket: rest.ticket, reason: rest.reason, detail: { actId: rest.actId } };
  const intent = await intend(desk, act);
  if (!intent.ok) return intent;
  const sent = await desk.directory.setEnabled(person.id, false);
  if (!sent.ok && sent.error.kind !== 'outcome-unknown') {
    await conclude(desk, act, intent.value.id, endingOf(sent, () => ({})));
    return sent;
  }
  const proven = await proveDisabled(desk, person.id);
  const trace = sent.ok ? { requestId: sent.value.requestId } : failureDetail(sent.error);
  await conclude(desk, act, intent.value.id, { result: proven ? 'succeeded' : 'unknown', detail: { ...trace, proven } });
  if (!proven) desk.memory.unsettled.add(person.id.toLowerCase());
  return proven ? ok({ provenAt: desk.clock.now().toISOString() }) : err({ kind: 'outcome-unknown', action: 'disable', requestId: '' });
}

async function proveDisabled(desk: Desk, personId: string): Promise<boolean> {
  for (const pause of PROOF_PAUSES_MS) {
    if (pause > 0) await desk.wait(pause);
    const read = await desk.directory.readForIssue(personId);
    if (read.ok && read.value.accountEnabled === false) return true;
  }
  return false;
}
