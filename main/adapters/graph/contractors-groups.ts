/**
 * Groups whose name tells when a contract ends, found by how the name begins, and who is in each, nested groups included.
 */
import { z } from 'zod';
import type { AppError } from '../../../shared/errors';
import { err, ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import type { ContractGroups } from './contract-facts';
import { groupMembersRead } from './contractors-sources';
import type { About } from './errors';
import { queryString, stringLiteral } from './odata';
import { readAll } from './pim-batches';

/** Groups whose members are read. Of more, the dates would not be known of everybody. */
const GROUPS_MAXIMUM = 100;
const ABOUT: About = { feature: 'roles', what: 'resource', effect: 'read' };

const EndGroup = z.object({ id: z.string().min(1), displayName: z.string() });
const Member = z.object({ id: z.string().min(1) });

export function endGroupsRead(prefix: string): BatchRead {
  return { path: `/groups${queryString({ $filter: `startswith(displayName,${stringLiteral(prefix)})`, $select: 'id,displayName', $top: '999' })}` };
}

/** @returns by person id in lower case, the groups that they are in; or why not all of it could be read. */
export async function endGroupsOf(graph: Graph, answer: Answer): Promise<Result<ReadonlyMap<string, ContractGroups>, AppError>> {
  const groups = await collect(graph, answer, EndGroup, ABOUT, { features: ['people'] });
  if (!groups.ok) return groups;
  if (groups.value.length > GROUPS_MAXIMUM) return err({ kind: 'unexpected-answer', requestId: '', paths: [] });
  const sent = await readAll(graph, groups.value.map(({ id }) => [id, groupMembersRead(id, 'id')]));
  if (!sent.ok) return sent;
  const members = await Promise.all(groups.value.map(({ id }) => collect(graph, sent.value[id] ?? NO_ANSWER, Member, ABOUT, { features: ['people'], isEventual: true })));
  const groupsOf = new Map<string, ContractGroups>();
  for (const [n, group] of groups.value.entries()) {
    const found = members[n];
    if (!found?.ok) return found ?? err({ kind: 'unexpected-answer', requestId: '', paths: [] });
    for (const { id } of found.value) groupsOf.set(id.toLowerCase(), [...(groupsOf.get(id.toLowerCase()) ?? []), group]);
  }
  return ok(groupsOf);
}
