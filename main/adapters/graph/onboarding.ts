/**
 * The onboarding port over Graph. The view's lists are what somebody waits for; looking up the people of a file is not.
 */
import { z } from 'zod';
import { ok } from '../../../shared/result';
import type { Onboarding } from '../../ports/onboarding';
import { inBackground } from './background';
import type { Graph } from './client';
import { findByKeys } from './find-by-key';
import { joinerDetails } from './joiners-details';
import { listJoiners } from './joiners-list';
import { cleanQuery, queryString, stringLiteral } from './odata';
import { parse } from './parse';
import { text } from './person-row';

/** Groups that one query offers. */
const GROUPS_MAXIMUM = 20;
const Groups = z.object({ value: z.array(z.object({ id: z.guid(), displayName: text, description: text })) });

export function createOnboarding(graph: Graph): Onboarding {
  return {
    list: (choice, now) => listJoiners(graph, choice, now),
    details: (ids) => joinerDetails(graph, ids),
    groups: (query) => groupsNamed(graph, query),
    find: (keys, signal) => findByKeys(inBackground(graph, signal), keys),
  };
}

/** Groups whose name begins so. */
async function groupsNamed(graph: Graph, query: string): ReturnType<Onboarding['groups']> {
  const beginning = cleanQuery(query);
  if (beginning === '') return ok([]);
  const parameters = { $filter: `startswith(displayName,${stringLiteral(beginning)})`, $select: 'id,displayName,description', $top: String(GROUPS_MAXIMUM) };
  const sent = await graph.send({ method: 'GET', path: `/groups${queryString(parameters)}`, features: ['roles'], effect: 'read' });
  if (!sent.ok) return sent;
  const groups = parse(sent.value, Groups, { feature: 'roles', what: 'resource', effect: 'read' });
  return groups.ok ? ok(groups.value.value.map(({ displayName, ...group }) => ({ ...group, displayName: displayName ?? group.id }))) : groups;
}
