/** Manager, methods and pass of a few joiners, in one batch. What is refused of one of them is that part's gap. */
import { DETAILS_MAXIMUM } from '../../../shared/domain/onboarding';
import type { RegisteredMethod } from '../../../shared/domain/person';
import { ok } from '../../../shared/result';
import type { Onboarding } from '../../ports/onboarding';
import { batch } from './batch';
import { NO_ANSWER } from './call';
import type { Graph } from './client';
import { knownOf } from './known';
import { currentPassOf, passesRead } from './pass';
import { methodsOf, methodsRead } from './registered-methods';
import { managerOf, managerRead } from './relations';

/** Rows are readable without this. Seconds. */
const PATIENCE_SECONDS = 5;
/** Everybody has a password, and the pass is told apart. */
const NO_METHODS: ReadonlySet<RegisteredMethod['type']> = new Set(['password', 'temporary-access-pass']);

/** @throws RangeError for more people than one batch holds: the contract allows six. */
export async function joinerDetails(graph: Graph, ids: readonly string[]): ReturnType<Onboarding['details']> {
  const people = [...new Set(ids)];
  if (people.length > DETAILS_MAXIMUM) throw new RangeError(`At most ${DETAILS_MAXIMUM} people at a time.`);
  if (people.length === 0) return ok([]);
  const reads = people.flatMap((id) => [
    [`${id}/manager`, managerRead(id)],
    [`${id}/methods`, methodsRead(id)],
    [`${id}/passes`, passesRead(id)],
  ] as const);
  const sent = await batch<string>(graph, Object.fromEntries(reads), { features: ['people'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return sent;
  const now = graph.clock.now();
  const details = people.map(async (personId) => {
    const answerTo = (part: string) => sent.value[`${personId}/${part}`] ?? NO_ANSWER;
    const methods = await methodsOf(graph, answerTo('methods'));
    return {
      personId,
      manager: knownOf(managerOf(answerTo('manager')), 'people'),
      methods: knownOf(methods.ok ? ok(methods.value.filter(({ type }) => !NO_METHODS.has(type))) : methods, 'methods'),
      pass: knownOf(currentPassOf(answerTo('passes'), now), 'passes'),
    };
  });
  return ok(await Promise.all(details));
}
