/**
 * Ends a person's sign-in sessions. Ending a pass does not end sessions that were begun with it, so this is offered beside
 * it. Access tokens already handed out live on until they expire, about an hour. Source: facts 1.8 and 4.
 */
import type { Input, Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import type { Desk } from './desk';
import { conclude, endingOf, intend, type Act } from './record';

export async function revokeSessions(desk: Desk, { personId, reason, ticket }: Input<'sessions.revoke'>): Promise<Reply<'sessions.revoke'>> {
  const person = await desk.directory.readForIssue(personId);
  if (!person.ok) return person;
  const act: Act = { action: 'sessions.revoke', person: person.value, ticket: ticket.trim(), reason: reason.trim(), detail: {} };
  const intent = await intend(desk, act);
  if (!intent.ok) return intent;
  const revoked = await desk.directory.revokeSessions(personId);
  await conclude(desk, act, intent.value.id, endingOf(revoked, ({ requestId }) => ({ requestId })));
  return revoked.ok ? ok({ at: desk.clock.now().toISOString() }) : revoked;
}
