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
import { batch, type BatchRead } from './batch';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';
import { CONTRACT_PROPERTIES, contractFacts, idsOf, leaveDateOf, leaveDateRead, unitsOf, unitsRead, WithContract } from './contract-facts';
import { eligibleRolesOf, eligibleRolesRead } from './eligible-roles';
import { knownOf, unread } from './known';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { currentPassOf, passesRead } from './pass';
import { policyOf, policyRead } from './pass-policy';
import { FILE_PROPERTIES, personRow, UserOnFile } from './person-row';
import { recentChangesOf, recentChangesRead } from './recent-changes';
import { methodsOf, methodsRead } from './registered-methods';
import { groupsOf, groupsRead, managerOf, managerRead, ownedGroupsOf, ownedGroupsRead, roleAssignable, rolesOf, rolesRead } from './relations';

const User = UserOnFile.extend(WithContract.shape);
/** Worth waiting for a little, for without them nothing is issued. Seconds. */
const PATIENCE_SECONDS = 10;

export async function readPassFacts(graph: Graph, personId: string, operatorId: string, sinceDays: number): Promise<Result<FactsFromGraph, AppError>> {
  const isSelf = personId.toLowerCase() === operatorId.toLowerCase();
  const reads = { ...readsAbout(personId, graph.clock.now(), sinceDays), ...(isSelf ? {} : { operatorRoles: rolesRead(operatorId), operatorGroups: groupsRead(operatorId) }) };
  const sent = await batch<string>(graph, reads, { features: ['people'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return sent;
  const now = graph.clock.now();
  const answerTo = (name: keyof ReturnType<typeof readsAbout> | 'operatorRoles' | 'operatorGroups'): Answer => sent.value[name] ?? NO_ANSWER;

  const user = parse(answerTo('user'), User, { feature: 'people', what: 'person', effect: 'read' });
  if (!user.ok) return user;
  const pass = currentPassOf(answerTo('passes'), now);
  if (!pass.ok) return pass;

  const [roles, groups, units, owned, eligible, methods, changes, operatorRoles, operatorGroups] = await Promise.all([
    rolesOf(graph, answerTo('roles')),
    groupsOf(graph, answerTo('groups')),
    unitsOf(graph, answerTo('units')),
    ownedGroupsOf(graph, answerTo('owned')),
    eligibleRolesOf(graph, answerTo('eligible')),
    methodsOf(graph, answerTo('methods')),
    recentChangesOf(graph, answerTo('audits')),
    isSelf ? null : rolesOf(graph, answerTo('operatorRoles')),
    isSelf ? null : groupsOf(graph, answerTo('operatorGroups')),
  ]);
  const policy = policyOf(answerTo('policy'));
  const { id, displayName, userPrincipalName, mail, accountEnabled, kind } = personRow(user.value);
  const { employeeType, mobilePhone, businessPhones } = user.value;
  return ok({
    person: { id, displayName, userPrincipalName, mail, accountEnabled, kind, employeeType, mobilePhone, businessPhones: businessPhones ?? [] },
    manager: knownOf(managerOf(answerTo('manager')), 'people'),
    roles: knownOf(roles, 'roles'),
    eligibleRoles: knownOf(eligible, 'eligibleRoles'),
    roleAssignableGroups: knownOf(roleAssignable(groups), 'roles'),
    ownedRoleAssignableGroups: knownOf(roleAssignable(owned), 'roles'),
    groupIds: knownOf(idsOf(groups), 'roles'),
    contract: contractFacts({ user: user.value, leaveDate: leaveDateOf(answerTo('leaveDate')), groups, units }),
    policy: policy.ok ? policy.value : unread(policy.error, 'policy'),
    methods: knownOf(methods, 'methods'),
    recentChanges: knownOf(changes, 'audits'),
    pass: pass.value,
    operator: {
      id: operatorId,
      roles: knownOf(operatorRoles ?? roles, 'roles'),
      groupIds: knownOf(idsOf(operatorGroups ?? groups), 'roles'),
      scopes: graph.scopes(),
    },
    readAt: now.toISOString(),
  });
}

function readsAbout(personId: string, now: Date, sinceDays: number) {
  return {
    user: { path: `/users/${pathSegment(personId)}${queryString({ $select: [...FILE_PROPERTIES, ...CONTRACT_PROPERTIES].join(',') })}` },
    manager: managerRead(personId),
    roles: rolesRead(personId),
    groups: groupsRead(personId),
    units: unitsRead(personId),
    leaveDate: leaveDateRead(personId),
    owned: ownedGroupsRead(personId),
    eligible: eligibleRolesRead(personId),
    methods: methodsRead(personId),
    passes: passesRead(personId),
    policy: policyRead(),
    audits: recentChangesRead(personId, now, sinceDays),
  } satisfies Readonly<Record<string, BatchRead>>;
}
