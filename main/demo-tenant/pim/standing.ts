/**
 * What people hold without PIM, or had before it: roles and groups that are theirs until somebody takes them away. PIM
 * shows them as assignments without an end, and can remove them.
 */
import type { Group } from '../directory/groups';
import { type Person } from '../directory/person';
import { ROLE_TEMPLATES, type RoleName } from '../directory/roles';
import { type Access, type How, keyOf, roleNameOf, TENANT_WIDE, unitIdOf } from './access';

export type Standing = { readonly how: How; readonly principalId: string; readonly access: Access };

const role = (name: RoleName, directoryScopeId = TENANT_WIDE): Access => ({ kind: 'role', roleDefinitionId: ROLE_TEMPLATES[name], directoryScopeId });
const group = (accessId: 'member' | 'owner') => (groupId: string): Access => ({ kind: 'group', groupId, accessId });

export function standingRoles(person: Person): readonly Standing[] {
  const { id: principalId } = person;
  return [
    ...person.directoryRoles.map((name): Standing => ({ how: 'active', principalId, access: role(name) })),
    ...person.unitRoles.map(({ role: name, unitId }): Standing => ({ how: 'active', principalId, access: role(name, `/administrativeUnits/${unitId}`) })),
    ...person.eligibleRoles.map((name): Standing => ({ how: 'eligible', principalId, access: role(name) })),
  ];
}

/** Of a group as a principal of its own. */
export function standingRolesOfGroup({ id: principalId, roles }: Group): readonly Standing[] {
  return roles.map((name) => ({ how: 'active', principalId, access: role(name) }));
}

export function standingGroups(person: Person): readonly Standing[] {
  const { id: principalId, groupIds, ownedGroupIds } = person;
  return [...groupIds.map(group('member')), ...ownedGroupIds.map(group('owner'))].map((access) => ({ how: 'active', principalId, access }));
}

export function holdsStanding(person: Person, how: How, access: Access): boolean {
  const wanted = keyOf(person.id, access);
  return [...standingRoles(person), ...standingGroups(person)].some((each) => each.how === how && keyOf(each.principalId, each.access) === wanted);
}

/** What the directory has to forget so that the person no longer holds it. */
export function withoutStanding(person: Person, how: How, access: Access): Partial<Person> {
  if (access.kind === 'group') {
    const others = (ids: readonly string[]): readonly string[] => ids.filter((id) => id !== access.groupId);
    return access.accessId === 'member' ? { groupIds: others(person.groupIds) } : { ownedGroupIds: others(person.ownedGroupIds) };
  }
  const name = roleNameOf(access.roleDefinitionId);
  const unitId = unitIdOf(access.directoryScopeId);
  if (how === 'eligible') return { eligibleRoles: person.eligibleRoles.filter((each) => each !== name) };
  if (unitId === undefined) return { directoryRoles: person.directoryRoles.filter((each) => each !== name) };
  return { unitRoles: person.unitRoles.filter((each) => each.role !== name || each.unitId.toLowerCase() !== unitId) };
}
