/**
 * Finds people in one exchange: both searches of the plan travel in one `$batch`.
 *
 * One of them failing does not hide what the other found, but neither does it make "nobody": without any row the
 * failure is the answer, and with some `hasMore` says that the list may lack others.
 */
import { z } from 'zod';
import type { PersonRow } from '../../../shared/domain/person';
import type { AppError } from '../../../shared/errors';
import { SEARCH_TOP } from '../../../shared/ipc/contract';
import { err, ok, type Result } from '../../../shared/result';
import { batch } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import type { About } from './errors';
import { parse } from './parse';
import { GraphUser, personRow } from './person-row';
import { ranked } from './rank';
import { searchPlan } from './search-query';

export type Found = { readonly people: readonly PersonRow[]; readonly hasMore: boolean };

const ABOUT: About = { feature: 'people', what: 'person', effect: 'read' };
const Users = z.object({ value: z.array(GraphUser) });
/** As one types: whoever has to wait longer has typed on by then. Seconds. */
const PATIENCE_SECONDS = 5;

export async function searchPeople(graph: Graph, query: string, signal: AbortSignal): Promise<Result<Found, AppError>> {
  // One more than is shown tells whether there are more.
  const plan = searchPlan(query, SEARCH_TOP + 1);
  if (plan.by === 'nothing') return ok({ people: [], hasMore: false });
  if (plan.by === 'id') return findById(graph, plan.read.path, signal);

  const sent = await batch(graph, plan.reads, { features: ['people'], patienceSeconds: PATIENCE_SECONDS, signal });
  // An answer that arrives together with the abort is as worthless as one that would have come later.
  if (signal.aborted) return err({ kind: 'cancelled' });
  if (!sent.ok) return sent;
  return merged(Object.values(sent.value), plan.text);
}

async function findById(graph: Graph, path: string, signal: AbortSignal): Promise<Result<Found, AppError>> {
  const sent = await graph.send({ method: 'GET', path, features: ['people'], effect: 'read', signal });
  if (signal.aborted) return err({ kind: 'cancelled' });
  if (!sent.ok) return sent;
  const user = parse(sent.value, GraphUser, ABOUT);
  if (user.ok) return ok({ people: [personRow(user.value)], hasMore: false });
  return user.error.kind === 'not-found' ? ok({ people: [], hasMore: false }) : user;
}

function merged(answers: readonly Answer[], text: string): Result<Found, AppError> {
  const halves = answers.map((answer) => parse(answer, Users, ABOUT));
  const people = new Map<string, PersonRow>();
  let failure: AppError | null = null;
  for (const half of halves) {
    if (half.ok) for (const user of half.value.value) people.set(user.id.toLowerCase(), personRow(user));
    else failure ??= half.error;
  }
  if (failure !== null && people.size === 0) return err(failure);
  const order = ranked([...people.values()], text);
  return ok({ people: order.slice(0, SEARCH_TOP), hasMore: order.length > SEARCH_TOP || failure !== null });
}
