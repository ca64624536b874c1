/**
 * Which of somebody's roles count towards one person.
 *
 * A role over the tenant counts towards everybody but the members of a restricted management unit; a role over a unit
 * counts towards those of its members who are no administrators. Source: Entra, "Assign roles with administrative unit
 * scope" and "Restricted management administrative units".
 */
import { isRestrictedUnit } from './administrative-units';
import type { Directory } from './directory';
import type { Person } from './person';
import type { RoleName } from './roles';

/** @param tenantWide - The roles the actor holds over the whole tenant. */
export function rolesOver(directory: Directory, actor: Person, tenantWide: ReadonlySet<RoleName>, person: Person): ReadonlySet<RoleName> {
  const units = directory.unitsOf(person);
  const isRestricted = units.some(({ isMemberManagementRestricted }) => isMemberManagementRestricted);
  const ruling = new Set(units.flatMap(({ id }) => (!isRestricted || isRestrictedUnit(id) ? [id] : [])));
  const target = directory.targetOf(person);
  const isAdministrator = target.roles.size > 0 || target.isInRoleAssignableGroup;
  const ofUnits = isAdministrator ? [] : directory.unitRolesOf(actor).flatMap(({ role, unitId }) => (ruling.has(unitId) ? [role] : []));
  return new Set(isRestricted ? ofUnits : [...tenantWide, ...ofUnits]);
}
