/**
 * What the directory knows that decides about a grant, in one exchange of at most ten reads: about the person, about the
 * contract, about the operator. Whoever is granted something must be readable; what else is refused becomes a stated gap.
 *
 * The token is asked for people alone: one from Entra carries every scope already consented, and what is missing is refused
 * item by item. PIM's part is read apart: it takes other permissions and a licence.
 */
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { GrantFactsFromDirectory } from '../../ports/directory';
import { batch, type BatchRead } from './batch';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';
import { CONTRACT_PROPERTIES, contractFacts, idsOf, leaveDateOf, leaveDateRead, unitsOf, unitsRead, WithContract } from './contract-facts';
import { eligibleRolesOf, eligibleRolesRead } from './eligible-roles';
import { knownOf } from './known';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { GraphUser, personRow, ROW_PROPERTIES, text } from './person-row';
import { groupsOf, groupsRead, managerOf, managerRead, ownedGroupsOf, ownedGroupsRead, roleAssignable, rolesOf, rolesRead } from './relations';

const User = GraphUser.extend({ ...WithContract.shape, employeeType: text });
const USER_PROPERTIES = [...ROW_PROPERTIES, ...CONTRACT_PROPERTIES, 'employeeType'];
/** Worth waiting for a little, for without them nothing is granted. Seconds. */
const PATIENCE_SECONDS = 10;

export async function readGrantFacts(graph: Graph, personId: string, operatorId: string): Promise<Result<GrantFactsFromDirectory, AppError>> {
  const isSelf = personId.toLowerCase() === operatorId.toLowerCase();
  const reads = { ...readsAbout(personId), ...(isSelf ? {} : { operatorRoles: rolesRead(operatorId), operatorGroups: groupsRead(operatorId) }) };
  const sent = await batch<string>(graph, reads, { features: ['people'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return sent;
  const readAt = graph.clock.now().toISOString();
  const answerTo = (name: keyof ReturnType<typeof readsAbout> | 'operatorRoles' | 'operatorGroups'): Answer => sent.value[name] ?? NO_ANSWER;

  const user = parse(answerTo('user'), User, { feature: 'people', what: 'person', effect: 'read' });
  if (!user.ok) return user;
  const [roles, groups, owned, eligible, units, operatorRoles, operatorGroups] = await Promise.all([
    rolesOf(graph, answerTo('roles')),
    groupsOf(graph, answerTo('groups')),
    ownedGroupsOf(graph, answerTo('owned')),
    eligibleRolesOf(graph, answerTo('eligible')),
    unitsOf(graph, answerTo('units')),
    isSelf ? null : rolesOf(graph, answerTo('operatorRoles')),
    isSelf ? null : groupsOf(graph, answerTo('operatorGroups')),
  ]);
  const { id, displayName, userPrincipalName, accountEnabled, kind } = personRow(user.value);
  return ok({
    person: { id, displayName, userPrincipalName, accountEnabled, kind, employeeType: user.value.employeeType },
    contract: contractFacts({ user: user.value, leaveDate: leaveDateOf(answerTo('leaveDate')), groups, units }),
    roles: knownOf(roles, 'roles'),
    eligibleRoles: knownOf(eligible, 'eligibleRoles'),
    roleAssignableGroups: knownOf(roleAssignable(groups), 'roles'),
    ownedRoleAssignableGroups: knownOf(roleAssignable(owned), 'roles'),
    manager: knownOf(managerOf(answerTo('manager')), 'people'),
    operator: {
      id: operatorId,
      roles: knownOf(operatorRoles ?? roles, 'roles'),
      groupIds: knownOf(idsOf(operatorGroups ?? groups), 'roles'),
      scopes: graph.scopes(),
    },
    readAt,
  });
}

function readsAbout(personId: string) {
  return {
    user: { path: `/users/${pathSegment(personId)}${queryString({ $select: USER_PROPERTIES.join(',') })}` },
    leaveDate: leaveDateRead(personId),
    units: unitsRead(personId),
    roles: rolesRead(personId),
    eligible: eligibleRolesRead(personId),
    groups: groupsRead(personId),
    owned: ownedGroupsRead(personId),
    manager: managerRead(personId),
  } satisfies Readonly<Record<string, BatchRead>>;
}
