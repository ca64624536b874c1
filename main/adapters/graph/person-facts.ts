/**
 * What decides about a pass and is one person's own: ten reads. What people share (tenant policy, operator) and what may be
 * read for many at once (audits) is beside it. Whoever gets a pass and what pass they have must be readable; what else is
 * refused becomes a stated gap.
 */
import type { Known } from '../../../shared/domain/known';
import type { PassFacts } from '../../../shared/domain/pass-facts';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { FactsFromGraph } from '../../ports/directory';
import type { BatchRead } from './batch';
import type { Answer } from './call';
import type { Graph } from './client';
import { CONTRACT_PROPERTIES, contractFacts, idsOf, leaveDateOf, leaveDateRead, unitsOf, unitsRead, WithContract } from './contract-facts';
import { eligibleRolesOf, eligibleRolesRead } from './eligible-roles';
import { knownOf, unread } from './known';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { currentPassOf, passesRead } from './pass';
import { policyOf } from './pass-policy';
import { FILE_PROPERTIES, personRow, UserOnFile } from './person-row';
import { methodsOf, methodsRead } from './registered-methods';
import { groupsOf, groupsRead, managerOf, managerRead, ownedGroupsOf, ownedGroupsRead, roleAssignable, rolesOf, rolesRead } from './relations';

const User = UserOnFile.extend(WithContract.shape);

type PersonPart = Omit<FactsFromGraph, 'policy' | 'recentChanges' | 'operator'>;
/** What the operator's own reads say, as far as it decides about others. */
export type OperatorPart = Pick<PassFacts['operator'], 'roles' | 'groupIds'>;

export function personReads(personId: string) {
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
  } satisfies Readonly<Record<string, BatchRead>>;
}
export type PersonReadName = keyof ReturnType<typeof personReads>;
export const PERSON_READS = 10;

export async function personFactsOf(graph: Graph, answerTo: (name: PersonReadName) => Answer): Promise<Result<PersonPart, AppError>> {
  const now = graph.clock.now();
  const user = parse(answerTo('user'), User, { feature: 'people', what: 'person', effect: 'read' });
  if (!user.ok) return user;
  const pass = currentPassOf(answerTo('passes'), now);
  if (!pass.ok) return pass;

  const [roles, groups, units, owned, eligible, methods] = await Promise.all([
    rolesOf(graph, answerTo('roles')),
    groupsOf(graph, answerTo('groups')),
    unitsOf(graph, answerTo('units')),
    ownedGroupsOf(graph, answerTo('owned')),
    eligibleRolesOf(graph, answerTo('eligible')),
    methodsOf(graph, answerTo('methods')),
  ]);
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
    methods: knownOf(methods, 'methods'),
    pass: pass.value,
    readAt: now.toISOString(),
  });
}

/** The operator's roles and groups decide too: whom they may act on, and which limits hold for them. */
export function operatorReads(operatorId: string) {
  return { operatorRoles: rolesRead(operatorId), operatorGroups: groupsRead(operatorId) } satisfies Readonly<Record<string, BatchRead>>;
}

export async function operatorFactsOf(graph: Graph, answers: { readonly roles: Answer; readonly groups: Answer }): Promise<OperatorPart> {
  const [roles, groups] = await Promise.all([rolesOf(graph, answers.roles), groupsOf(graph, answers.groups)]);
  return { roles: knownOf(roles, 'roles'), groupIds: knownOf(idsOf(groups), 'roles') };
}

/** Here that Graph did not answer is a gap like any other. */
export function policyFactOf(answer: Answer): Known<Extract<FactsFromGraph['policy'], { known: true }>['value']> {
  const policy = policyOf(answer);
  return policy.ok ? policy.value : unread(policy.error, 'policy');
}
