/** The tenant's role definitions, built-in and custom. Source: Graph v1.0, "List roleDefinitions" of the directory. */
import { z } from 'zod';
import { ok } from '../../../shared/result';
import type { Grants } from '../../ports/grants';
import type { Graph } from './client';
import { collect } from './collection';
import { knownUnlessDown } from './known';
import { queryString } from './odata';
import { text } from './person-row';
import { roleName } from './role-names';

const PATH = `/roleManagement/directory/roleDefinitions${queryString({ $select: 'id,displayName,description' })}`;
const Definition = z
  .object({ id: z.guid().toLowerCase(), displayName: text, description: text })
  .transform(({ id, displayName, description }) => [id, { displayName: displayName ?? roleName(id), description: description ?? '' }] as const);

export async function readRoleDefinitions(graph: Graph): ReturnType<Grants['roleDefinitions']> {
  const sent = await graph.send({ method: 'GET', path: PATH, features: ['roles'], effect: 'read' });
  const definitions = sent.ok ? await collect(graph, sent.value, Definition, { feature: 'roles', what: 'resource', effect: 'read' }, { features: ['roles'] }) : sent;
  return knownUnlessDown(definitions.ok ? ok(Object.fromEntries(definitions.value)) : definitions, 'roles');
}
