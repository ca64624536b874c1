/** The groups a person is in, nested ones too, by name. Read on its own. */
import type { Known } from '../../../shared/domain/known';
import type { AppError } from '../../../shared/errors';
import type { Result } from '../../../shared/result';
import type { Graph } from './client';
import { type ContractGroups, namedGroups } from './contract-facts';
import { knownUnlessDown } from './known';
import { groupsOf, groupsRead } from './relations';

export async function namedGroupsOf(graph: Graph, personId: string): Promise<Result<Known<ContractGroups>, AppError>> {
  const sent = await graph.send({ method: 'GET', ...groupsRead(personId), features: ['people'], effect: 'read' });
  const groups = namedGroups(sent.ok ? await groupsOf(graph, sent.value) : sent);
  // Here nothing is found for want of the person, not of the interface.
  return !groups.ok && groups.error.kind === 'not-found' ? groups : knownUnlessDown(groups, 'roles');
}
