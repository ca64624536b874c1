/**
 * Everything Graph knows that decides about a pass, in one exchange of at most fourteen reads: about the person, about the
 * tenant, about the operator. Whoever gets a pass and what pass they have must be readable; what else is refused becomes a
 * stated gap, and the desk policy says what that means.
 *
 * The token is asked for people alone: one from Entra carries every scope already consented, and what is missing is refused
 * item by item.
 */
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { FactsFromGraph } from '../../ports/directory';
import { batch } from './batch';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';
import { knownOf } from './known';
import { policyRead } from './pass-policy';
import { operatorFactsOf, operatorReads, personFactsOf, personReads, policyFactOf } from './person-facts';
import { recentChangesOf, recentChangesRead } from './recent-changes';

/** Worth waiting for a little, for without them nothing is issued. Seconds. */
const PATIENCE_SECONDS = 10;

export async function readPassFacts(graph: Graph, personId: string, operatorId: string, sinceDays: number): Promise<Result<FactsFromGraph, AppError>> {
  const isSelf = personId.toLowerCase() === operatorId.toLowerCase();
  const reads = {
    ...personReads(personId),
    policy: policyRead(),
    audits: recentChangesRead(personId, graph.clock.now(), sinceDays),
    ...(isSelf ? {} : operatorReads(operatorId)),
  };
  const sent = await batch<string>(graph, reads, { features: ['people'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return sent;
  const answerTo = (name: keyof ReturnType<typeof personReads> | 'policy' | 'audits' | 'operatorRoles' | 'operatorGroups'): Answer => sent.value[name] ?? NO_ANSWER;

  const person = await personFactsOf(graph, answerTo);
  if (!person.ok) return person;
  const [changes, operator] = await Promise.all([
    recentChangesOf(graph, answerTo('audits')),
    isSelf ? { roles: person.value.roles, groupIds: person.value.groupIds } : operatorFactsOf(graph, { roles: answerTo('operatorRoles'), groups: answerTo('operatorGroups') }),
  ]);
  return ok({
    ...person.value,
    policy: policyFactOf(answerTo('policy')),
    recentChanges: knownOf(changes, 'audits'),
    operator: { id: operatorId, ...operator, scopes: graph.scopes() },
  });
}
