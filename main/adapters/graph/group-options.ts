/**
 * Groups whose membership may be granted for a time. PIM takes security groups and Microsoft 365 groups; a mere distribution
 * list is left out, while dynamic and synchronised groups are marked, so that a view can say why not.
 *
 * Source: Graph v1.0, "Get group", "List ownedObjects"; overview of PIM for Groups; facts 6.
 */
import { z } from 'zod';
import { ok } from '../../../shared/result';
import type { Grants, OwnedGroup } from '../../ports/grants';
import { NO_ANSWER } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import type { About } from './errors';
import { knownUnlessDown } from './known';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { text } from './person-row';
import { readAll } from './pim-batches';

const PROPERTIES = 'id,displayName,description,isAssignableToRole,groupTypes,onPremisesSyncEnabled,securityEnabled';
/** The most that one page takes. */
const TOP = '999';
const ABOUT: About = { feature: 'roles', what: 'resource', effect: 'read' };

const flag = z.boolean().nullish();
const Group = z
  .object({ id: z.guid().toLowerCase(), displayName: text, description: text, isAssignableToRole: flag, groupTypes: z.array(z.string()).nullish(), onPremisesSyncEnabled: flag, securityEnabled: flag })
  .transform(({ id, displayName, description, isAssignableToRole, groupTypes, onPremisesSyncEnabled, securityEnabled }): readonly OwnedGroup[] => {
    const types = new Set((groupTypes ?? []).map((type) => type.toLowerCase()));
    if (securityEnabled === false && !types.has('unified')) return [];
    return [{
      id,
      displayName: displayName ?? id,
      description: description ?? '',
      // An ordinary group says null; one whose answer leaves it out may be one that holds roles.
      isRoleAssignable: isAssignableToRole === true || isAssignableToRole === undefined,
      isDynamic: types.has('dynamicmembership'),
      isSynced: onPremisesSyncEnabled === true,
    }];
  });

/** One that is not there any more is left out. */
export async function readGroups(graph: Graph, ids: readonly string[]): ReturnType<Grants['groups']> {
  const groups = [...new Set(ids.map((id) => id.toLowerCase()))];
  const sent = await readAll(graph, groups.map((id) => [id, { path: `/groups/${pathSegment(id)}${queryString({ $select: PROPERTIES })}` }]));
  if (!sent.ok) return sent;
  const found = groups.map((id) => parse(sent.value[id] ?? NO_ANSWER, Group, ABOUT));
  const refused = found.find((group) => !group.ok && group.error.kind !== 'not-found');
  if (refused && !refused.ok) return knownUnlessDown(refused, 'roles');
  return ok({ known: true, value: found.flatMap((group) => (group.ok ? group.value : [])) });
}

export async function readOwnedGroups(graph: Graph, operatorId: string): ReturnType<Grants['ownedGroups']> {
  const path = `/users/${pathSegment(operatorId)}/ownedObjects/microsoft.graph.group${queryString({ $select: PROPERTIES, $top: TOP })}`;
  const sent = await graph.send({ method: 'GET', path, features: ['roles'], effect: 'read' });
  const owned = sent.ok ? await collect(graph, sent.value, Group, ABOUT, { features: ['roles'] }) : sent;
  return knownUnlessDown(owned.ok ? ok(owned.value.flat()) : owned, 'roles');
}
