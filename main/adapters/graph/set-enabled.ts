/**
 * Lets a person sign in, or not. A disabled account gets no new tokens; those already handed out live on until they expire,
 * and the account of somebody from another tenant is only shut out of this one.
 *
 * Setting what is set already does no harm, but whether it was set is not known without an answer.
 * Source: Graph v1.0, "Update user": 204 without a body.
 */
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { Graph } from './client';
import { errorBody } from './error-body';
import { failureOf } from './errors';
import { pathSegment } from './odata';
import { isSuccess } from './parse';

/** @returns Graph's request id; `outcome-unknown` where it cannot be told whether it was done. */
export async function setEnabled(graph: Graph, personId: string, isEnabled: boolean): Promise<Result<{ readonly requestId: string }, AppError>> {
  const sent = await graph.send({ method: 'PATCH', path: `/users/${pathSegment(personId)}`, body: { accountEnabled: isEnabled }, features: ['disable'], effect: 'disable' });
  if (!sent.ok) return sent;
  if (!isSuccess(sent.value)) return err(failureOf(sent.value, { feature: 'disable', what: 'person', effect: 'disable' }));
  return ok({ requestId: errorBody(sent.value).requestId });
}
