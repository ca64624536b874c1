/** How many people the tenant has: Graph's quotas go by that. Source: Graph v1.0, "Get count of users" (an advanced query). */
import type { Graph } from './client';
import { isSuccess } from './parse';

/** @returns null where the operator may not know. */
export async function countPeople(graph: Graph): Promise<number | null> {
  const sent = await graph.send({ method: 'GET', path: '/users/$count', isEventual: true, isBackground: true, features: ['people'], effect: 'read' });
  if (!sent.ok || !isSuccess(sent.value)) return null;
  // Plain text, which reads as a number of JSON.
  const { body } = sent.value;
  return typeof body === 'number' && Number.isSafeInteger(body) && body >= 0 ? body : null;
}
