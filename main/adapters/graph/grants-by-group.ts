/**
 * Grants of groups, group by group, as PIM lists them to a group's owner.
 *
 * A group that the operator may not read is left out as long as another one may be: the operator sees what is theirs. Where
 * none may be read, or one did not answer, the whole is not read.
 */
import type { Grant, GrantHow } from '../../../shared/domain/grant';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { Graph } from './client';
import { stringLiteral } from './odata';
import { readAll } from './pim-batches';
import { listed, listReads, together } from './pim-lists';

const HOWS: readonly GrantHow[] = ['active', 'eligible'];
const prefixOf = (groupId: string): string => `${groupId} `;

export type GroupByGroup = { readonly grants: Result<readonly Grant[], AppError>; readonly refusedGroupIds: readonly string[] };

/** @returns the failure of the exchange as a whole, or what came of the groups. */
export async function grantsByGroup(graph: Graph, groupIds: readonly string[]): Promise<Result<GroupByGroup, AppError>> {
  const groups = [...new Set(groupIds.map((id) => id.toLowerCase()))];
  const reads = groups.flatMap((id) => HOWS.flatMap((how) => listReads({ side: 'group', how }, `groupId eq ${stringLiteral(id)}`, prefixOf(id))));
  const sent = await readAll(graph, reads);
  if (!sent.ok) return sent;
  const each = await Promise.all(
    groups.map(async (id) =>
      together(await listed(graph, sent.value, { side: 'group', how: 'active' }, prefixOf(id)), await listed(graph, sent.value, { side: 'group', how: 'eligible' }, prefixOf(id)))),
  );
  const down = each.find((result) => !result.ok && !isRefusal(result.error));
  const refused = each.length > 0 && each.every((result) => !result.ok) ? each[0] : undefined;
  const refusedGroupIds = groups.filter((_, index) => each[index]?.ok === false);
  return ok({ grants: down ?? refused ?? ok(each.flatMap((result) => (result.ok ? result.value : []))), refusedGroupIds });
}

/** Whether Graph answered, and said no: other groups, or another way to ask, may be answered. */
export function isRefusal({ kind }: AppError): boolean {
  return kind === 'not-permitted' || kind === 'refused' || kind === 'not-found';
}
