/**
 * Ends a person's sign-in sessions: every refresh token issued until now stops working within minutes. Access tokens already
 * handed out live on until they expire, and sessions of somebody from another tenant are not touched.
 *
 * Documented as 204, answered with 200 and `true`. Doing it twice does no harm, but whether it was done is not known
 * without an answer. Source: Graph v1.0, "user: revokeSignInSessions" and its known issue.
 */
import { z } from 'zod';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Graph } from './client';
import { errorBody } from './error-body';
import { failureOf } from './errors';
import { pathSegment } from './odata';
import { isSuccess } from './parse';

/** Graph says in so many words that it did not. */
const NotDone = z.object({ value: z.literal(false) });

export async function revokeSessions(graph: Graph, personId: string): Promise<Result<{ readonly requestId: string }, AppError>> {
  const sent = await graph.send({ method: 'POST', path: `/users/${pathSegment(personId)}/revokeSignInSessions`, features: ['sessions'], effect: 'sessions' });
  if (!sent.ok) return sent;
  if (!isSuccess(sent.value)) return err(failureOf(sent.value, { feature: 'sessions', what: 'person', effect: 'sessions' }));
  const { requestId } = errorBody(sent.value);
  return NotDone.safeParse(sent.value.body).success ? err({ kind: 'outcome-unknown', action: 'sessions', requestId }) : ok({ requestId });
}
