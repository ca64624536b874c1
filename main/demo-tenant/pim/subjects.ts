/**
 * Whether PIM can give this to that principal at all: the role exists and fits the scope, the group is one that PIM
 * takes, the principal is there and in nobody's restricted unit.
 */
import { ADMINISTRATIVE_UNITS } from '../directory/administrative-units';
import { type Group, GROUPS } from '../directory/groups';
import { restricted } from '../permissions';
import { Refusal } from '../protocol';
import type { Tenant } from '../tenant';
import { type Access, type RoleAccess, TENANT_WIDE, unitIdOf } from './access';
import { notAtThisScope, roleNotFound, subjectNotFound } from './refusals';
import { isAssignableAtUnit, roleDefinition } from './role-definitions';

const groups = new Map(GROUPS.map((group) => [group.id, group]));

export function findGroup(id: string): Group | undefined {
  return groups.get(id.toLowerCase());
}

const missing = (what: string): Refusal => new Refusal(404, 'Request_ResourceNotFound', `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`);

export function neededGroup(id: string): Group {
  const group = findGroup(id);
  if (!group) throw missing(id);
  return group;
}

/** In the spelling of the directory. Only the tenant and its units are scopes here: nothing else has an administrator of its own. */
function checkedScope({ roleDefinitionId, directoryScopeId }: RoleAccess): RoleAccess {
  const definition = roleDefinition(roleDefinitionId);
  if (!definition) throw roleNotFound();
  const found = { kind: 'role', roleDefinitionId: definition.id } as const;
  if (directoryScopeId === TENANT_WIDE) return { ...found, directoryScopeId };
  const unitId = unitIdOf(directoryScopeId);
  if (unitId === undefined || !isAssignableAtUnit(definition)) throw notAtThisScope();
  const unit = ADMINISTRATIVE_UNITS.find(({ id }) => id === unitId);
  if (!unit) throw missing(unitId);
  return { ...found, directoryScopeId: `/administrativeUnits/${unit.id}` };
}

/** Which code these two get is not documented. Source: Graph, overview of PIM for Groups. */
function checkedGroup(access: Extract<Access, { kind: 'group' }>): Access {
  const group = neededGroup(access.groupId);
  if (group.groupTypes.includes('DynamicMembership')) throw new Refusal(400, 'BadRequest', 'Groups with dynamic membership cannot be managed by Privileged Identity Management.');
  if (group.onPremisesSyncEnabled === true) throw new Refusal(400, 'BadRequest', 'Groups that are synchronised from on-premises cannot be managed by Privileged Identity Management.');
  return { ...access, groupId: group.id };
}

export function checkedAccess(access: Access): Access {
  return access.kind === 'role' ? checkedScope(access) : checkedGroup(access);
}

/**
 * The id as the directory writes it. A role can also be given to a role-assignable group; groups within groups are not
 * taken here. Members of a restricted management unit cannot be managed with PIM. Source: Entra, "Restricted management
 * administrative units".
 */
export function checkedPrincipal(tenant: Tenant, principalId: string, access: Access): string {
  const person = tenant.directory.find(principalId);
  const group = access.kind === 'role' ? findGroup(principalId) : undefined;
  if (person?.isManagementRestricted === true) throw restricted();
  if (person) return person.id;
  if (group?.isAssignableToRole !== true) throw subjectNotFound();
  return group.id;
}
