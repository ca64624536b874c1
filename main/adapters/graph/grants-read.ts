/**
 * What a person holds or will hold through PIM, and what the tenant's time-bound grants are. Each part may be refused on
 * its own: then it is a stated gap and never an empty list.
 */
import type { Grant } from '../../../shared/domain/grant';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { GrantsRead } from '../../ports/grants';
import type { Graph } from './client';
import { grantsByGroup, type GroupByGroup, isRefusal } from './grants-by-group';
import { knownOf } from './known';
import { stringLiteral } from './odata';
import { readAll } from './pim-batches';
import { listed, listReads, together, type Which } from './pim-lists';

const ROLES: Which = { side: 'role', how: 'active' };
const ELIGIBLE_ROLES: Which = { side: 'role', how: 'eligible' };
const GROUPS: Which = { side: 'group', how: 'active' };
const ELIGIBLE_GROUPS: Which = { side: 'group', how: 'eligible' };

/** One batch; where the person's groups are refused, others for the groups one by one. */
export async function grantsOf(graph: Graph, personId: string, groupIds: readonly string[]): Promise<Result<GrantsRead, AppError>> {
  const filter = `principalId eq ${stringLiteral(personId)}`;
  const sent = await readAll(graph, [ROLES, ELIGIBLE_ROLES, GROUPS, ELIGIBLE_GROUPS].flatMap((which) => listReads(which, filter)));
  if (!sent.ok) return sent;
  const part = (which: Which) => listed(graph, sent.value, which);
  const [roles, eligibleRoles, members, eligibleMembers] = await Promise.all([part(ROLES), part(ELIGIBLE_ROLES), part(GROUPS), part(ELIGIBLE_GROUPS)]);
  const groups = await ofGroups(graph, personId, groupIds, together(members, eligibleMembers));
  if (!groups.ok) return groups;
  return ok({ roles: knownOf(roles, 'grantsRead'), eligibleRoles: knownOf(eligibleRoles, 'grantsRead'), groups: knownOf(groups.value.grants, 'groupGrants'), isEveryGroup: groups.value.isEveryGroup, refusedGroupIds: groups.value.refusedGroupIds });
}

type OfGroups = GroupByGroup & { readonly isEveryGroup: boolean };

async function ofGroups(
  graph: Graph,
  personId: string,
  groupIds: readonly string[],
  ofPerson: Result<readonly Grant[], AppError>,
): Promise<Result<OfGroups, AppError>> {
  if (ofPerson.ok || groupIds.length === 0 || !isRefusal(ofPerson.error)) return ok({ grants: ofPerson, isEveryGroup: ofPerson.ok, refusedGroupIds: [] });
  const read = await grantsByGroup(graph, groupIds);
  if (!read.ok) return read;
  const { grants, refusedGroupIds } = read.value;
  const own = grants.ok ? ok(grants.value.filter(({ person }) => person.id.toLowerCase() === personId.toLowerCase())) : grants;
  return ok({ grants: own, isEveryGroup: false, refusedGroupIds });
}

/** The lists of roles are the tenant's; those of groups exist by group only. */
export async function grantsOfAll(graph: Graph, groupIds: readonly string[]): Promise<Result<GrantsRead, AppError>> {
  const sent = await readAll(graph, [ROLES, ELIGIBLE_ROLES].flatMap((which) => listReads(which, '')));
  if (!sent.ok) return sent;
  const groups = await grantsByGroup(graph, groupIds);
  if (!groups.ok) return groups;
  const [roles, eligibleRoles] = await Promise.all([listed(graph, sent.value, ROLES), listed(graph, sent.value, ELIGIBLE_ROLES)]);
  return ok({
    roles: knownOf(ending(roles), 'grantsRead'),
    eligibleRoles: knownOf(ending(eligibleRoles), 'grantsRead'),
    groups: knownOf(ending(groups.value.grants), 'groupGrants'),
    isEveryGroup: false,
    refusedGroupIds: groups.value.refusedGroupIds,
  });
}

/** What ends by itself, or has yet to begin. */
function ending(grants: Result<readonly Grant[], AppError>): Result<readonly Grant[], AppError> {
  return grants.ok ? ok(grants.value.filter(({ endDateTime, state }) => endDateTime !== null || state === 'future')) : grants;
}
