/**
 * What makes a person's tier, for several people at once: four reads each, five people a batch. Roles, groups and
 * administrative units come in one list, told apart by type.
 */
import { z } from 'zod';
import type { Known } from '../../../shared/domain/known';
import type { TierFacts } from '../../../shared/domain/tier';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import { batch, BATCH_MAXIMUM, type BatchRead } from './batch';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';
import { collect } from './collection';
import { idsOf, namedGroups } from './contract-facts';
import { eligibleRolesOf, eligibleRolesRead } from './eligible-roles';
import { knownOf } from './known';
import { pathSegment, queryString } from './odata';
import { parse } from './parse';
import { GraphUser, personKind, text } from './person-row';
import { DirectoryRole, Group, ownedGroupsOf, ownedGroupsRead, roleAssignable, ROLES } from './relations';

const READS_EACH = 4;
const PEOPLE_PER_BATCH = BATCH_MAXIMUM / READS_EACH;
/** Rows are readable without their tier. Seconds. */
const PATIENCE_SECONDS = 5;

const User = GraphUser.extend({ employeeType: text, companyName: text });
const Unit = z.object({ id: z.string().min(1) });
const USER_PROPERTIES = ['id', 'userPrincipalName', 'userType', 'creationType', 'externalUserState', 'identities', 'employeeType', 'companyName'];
const Membership = z.looseObject({ '@odata.type': z.string() });

/** @throws RangeError for more people than one batch holds. */
export async function readTiers(graph: Graph, personIds: readonly string[]): Promise<Result<Readonly<Record<string, Known<TierFacts>>>, AppError>> {
  const people = [...new Set(personIds)];
  if (people.length > PEOPLE_PER_BATCH) throw new RangeError(`At most ${PEOPLE_PER_BATCH} people at a time.`);
  const sent = await batch<string>(graph, Object.fromEntries(people.flatMap(readsAbout)), { features: ['people'], patienceSeconds: PATIENCE_SECONDS });
  if (!sent.ok) return sent;
  const tiers = people.map(async (id) => [id, knownOf(await tierFactsOf(graph, (name) => sent.value[`${id}/${name}`] ?? NO_ANSWER), 'people')] as const);
  return ok(Object.fromEntries(await Promise.all(tiers)));
}

type Name = 'user' | 'memberships' | 'owned' | 'eligible';

function readsAbout(id: string): readonly (readonly [string, BatchRead])[] {
  const user = `/users/${pathSegment(id)}`;
  const memberships = queryString({ $select: 'id,displayName,isAssignableToRole,roleTemplateId', $top: '999' });
  const reads: Readonly<Record<Name, BatchRead>> = {
    user: { path: `${user}${queryString({ $select: USER_PROPERTIES.join(',') })}` },
    memberships: { path: `${user}/transitiveMemberOf${memberships}` },
    owned: ownedGroupsRead(id),
    eligible: eligibleRolesRead(id),
  };
  return Object.entries(reads).map(([name, read]) => [`${id}/${name}`, read]);
}

async function tierFactsOf(graph: Graph, answerTo: (name: Name) => Answer): Promise<Result<TierFacts, AppError>> {
  const user = parse(answerTo('user'), User, { feature: 'people', what: 'person', effect: 'read' });
  if (!user.ok) return user;
  const [memberships, owned, eligible] = await Promise.all([
    collect(graph, answerTo('memberships'), Membership, ROLES, { features: ['people'] }),
    ownedGroupsOf(graph, answerTo('owned')),
    eligibleRolesOf(graph, answerTo('eligible')),
  ]);
  const groups = ofType(memberships, 'group', Group);
  return ok({
    kind: personKind(user.value),
    employeeType: user.value.employeeType,
    roles: knownOf(ofType(memberships, 'directoryRole', DirectoryRole), 'roles'),
    eligibleRoles: knownOf(eligible, 'eligibleRoles'),
    roleAssignableGroups: knownOf(roleAssignable(groups), 'roles'),
    ownedRoleAssignableGroups: knownOf(roleAssignable(owned), 'roles'),
    contract: {
      companyName: user.value.companyName,
      groups: knownOf(namedGroups(groups), 'roles'),
      units: knownOf(idsOf(ofType(memberships, 'administrativeUnit', Unit)), 'roles'),
    },
  });
}

function ofType<T>(memberships: Result<readonly z.output<typeof Membership>[], AppError>, type: string, schema: z.ZodType<T>): Result<readonly T[], AppError> {
  if (!memberships.ok) return memberships;
  const value = memberships.value.filter((membership) => membership['@odata.type'].toLowerCase() === `#microsoft.graph.${type}`.toLowerCase());
  return parse({ status: 200, header: () => null, body: value }, z.array(schema), ROLES);
}
