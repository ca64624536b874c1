/**
 * Who holds or may activate which role, as rows of the three kinds PIM shows them in: requests, schedules, instances. What
 * is held without PIM stands among schedules and instances, without an end.
 */
import { ADMINISTRATIVE_UNITS } from '../directory/administrative-units';
import { GROUPS } from '../directory/groups';
import { pick } from '../odata/select';
import { type How, unitIdOf } from '../pim/access';
import { roleDefinition } from '../pim/role-definitions';
import { standingRoles, standingRolesOfGroup } from '../pim/standing';
import { type Row, writeInstance, writeRequest, writeSchedule, writeStandingInstance, writeStandingSchedule, writeThroughGroup } from '../pim/write';
import type { Tenant } from '../tenant';
import { writeUnit } from './administrative-units';
import { type Expansions, principalOf } from './rows';

export function requestRows(tenant: Tenant, how: How, at: Date): readonly Row[] {
  return tenant.grants.requests(how, 'role', at.getTime()).map((each) => writeRequest(each, at.getTime()));
}

export function scheduleRows(tenant: Tenant, how: How, at: Date): readonly Row[] {
  const people = tenant.directory.people.flatMap((person) => standingRoles(person).filter((each) => each.how === how).map((each) => writeStandingSchedule(each, person.createdDateTime)));
  const groups = how === 'active' ? GROUPS.flatMap((group) => standingRolesOfGroup(group).map((each) => writeStandingSchedule(each, group.createdDateTime))) : [];
  return [...people, ...groups, ...tenant.grants.schedules(how, 'role').map((each) => writeSchedule(each, at.getTime()))];
}

export function instanceRows(tenant: Tenant, how: How): readonly Row[] {
  const granted = tenant.grants.instances(how, 'role');
  const direct = tenant.directory.people.flatMap((person) => standingRoles(person).filter((each) => each.how === how).map((each) => writeStandingInstance(each, person.createdDateTime)));
  return [...direct, ...(how === 'active' ? throughGroups(tenant) : []), ...granted.map(writeInstance)];
}

/** Roles a person holds because a group does; the group's own rows are the assignment. */
function throughGroups(tenant: Tenant): readonly Row[] {
  const rowsOf = new Map<string, readonly (readonly [access: Parameters<typeof writeThroughGroup>[2], row: Row])[]>();
  for (const group of GROUPS) {
    const standing = standingRolesOfGroup(group).flatMap((each) => (each.access.kind === 'role' ? [[each.access, writeStandingInstance(each, group.createdDateTime)] as const] : []));
    const granted = tenant.grants.instancesOf(group.id, 'active').flatMap((each) => (each.access.kind === 'role' ? [[each.access, writeInstance(each)] as const] : []));
    if (standing.length + granted.length > 0) rowsOf.set(group.id, [...standing, ...granted]);
  }
  return tenant.directory.people.flatMap((person) =>
    tenant.directory.groupsOf(person).flatMap((group) => (rowsOf.get(group.id) ?? []).map(([access, row]) => writeThroughGroup(person.id, group.id, access, row))),
  );
}

/** Active assignments as the directory has them, without PIM's times. A group is a principal of its own here. */
export function assignmentRows(tenant: Tenant): readonly Row[] {
  const standing = [
    ...tenant.directory.people.flatMap((person) => standingRoles(person).filter(({ how }) => how === 'active').map((each) => writeStandingInstance(each, person.createdDateTime))),
    ...GROUPS.flatMap((group) => standingRolesOfGroup(group).map((each) => writeStandingInstance(each, group.createdDateTime))),
  ];
  return [...standing, ...tenant.grants.instances('active', 'role').map(writeInstance)].map(({ id, principalId, roleDefinitionId, directoryScopeId, appScopeId }) => ({ id, principalId, roleDefinitionId, directoryScopeId, appScopeId, condition: null }));
}

export function roleExpansions(tenant: Tenant, how: How, at: Date): Expansions {
  return {
    principal: principalOf(tenant),
    roleDefinition: ({ roleDefinitionId }, { select }) => {
      const definition = typeof roleDefinitionId === 'string' ? roleDefinition(roleDefinitionId) : undefined;
      return definition && pick(definition, select, 'unifiedRoleDefinition');
    },
    // The tenant is no object of its own, so that its scope expands to nothing.
    directoryScope: ({ directoryScopeId }, { select }) => {
      const unitId = typeof directoryScopeId === 'string' ? unitIdOf(directoryScopeId) : undefined;
      const unit = ADMINISTRATIVE_UNITS.find(({ id }) => id === unitId);
      return unit ? { '@odata.type': '#microsoft.graph.administrativeUnit', ...pick(writeUnit(unit), select, 'administrativeUnit') } : null;
    },
    appScope: () => null,
    // Of an instance it is an instance, of a schedule or request a schedule.
    activatedUsing: ({ principalId, roleDefinitionId, directoryScopeId, assignmentType, roleAssignmentScheduleId }) => {
      if (assignmentType !== 'Activated') return null;
      const found = tenant.grants.schedules('eligible', 'role').find((each) => each.principalId === principalId && each.access.kind === 'role' && each.access.roleDefinitionId === roleDefinitionId && each.access.directoryScopeId === directoryScopeId);
      if (!found) return null;
      return roleAssignmentScheduleId === undefined ? writeSchedule(found, at.getTime()) : writeInstance(found);
    },
    targetSchedule: ({ targetScheduleId }) => {
      const found = typeof targetScheduleId === 'string' ? tenant.grants.schedule(targetScheduleId, at.getTime()) : undefined;
      return found?.how === how ? writeSchedule(found, at.getTime()) : null;
    },
  };
}
