/**
 * Who may give and take roles and group memberships through PIM. Roles: Privileged Role Administrator and Global
 * Administrator, nobody else. Groups: their owner; of a role-assignable one also a Privileged Role Administrator; of any
 * other a Groups, User or Identity Governance Administrator or a Directory Writer. Roles over a unit do not count.
 *
 * Source: Graph, role lists of the PIM APIs; Entra, "Assign eligibility for a group in PIM".
 */
import type { Group } from '../directory/groups';
import { holdsAny, type RoleName } from '../directory/roles';
import type { Person } from '../directory/person';
import type { Access } from '../pim/access';
import { neededGroup } from '../pim/subjects';
import type { Tenant } from '../tenant';

type Roles = ReadonlySet<RoleName>;
const roles = (...names: readonly RoleName[]): Roles => new Set(names);

const GRANTS_ROLES = roles('Privileged Role Administrator', 'Global Administrator');
const GRANTS_ORDINARY_GROUPS = roles('Groups Administrator', 'User Administrator', 'Identity Governance Administrator', 'Directory Writers', 'Global Administrator');
/** May look at every group's grants. Which reader roles the service takes is not listed for groups; these are those of role schedules, and the writers. */
const READS_GROUPS: Roles = new Set<RoleName>([
  ...GRANTS_ROLES, ...GRANTS_ORDINARY_GROUPS, 'Global Reader', 'Security Reader', 'Security Operator', 'Security Administrator',
]);

export type Holder = { readonly person: Person; readonly roles: Roles };

export function ownsGroup(tenant: Tenant, { person }: Holder, groupId: string): boolean {
  return tenant.directory.ownedGroupsOf(person).some(({ id }) => id === groupId.toLowerCase());
}

function grantsGroup(tenant: Tenant, holder: Holder, group: Group): boolean {
  return ownsGroup(tenant, holder, group.id) || holdsAny(holder.roles, group.isAssignableToRole === true ? GRANTS_ROLES : GRANTS_ORDINARY_GROUPS);
}

export function mayGrant(tenant: Tenant, holder: Holder, access: Access): boolean {
  return access.kind === 'role' ? holdsAny(holder.roles, GRANTS_ROLES) : grantsGroup(tenant, holder, neededGroup(access.groupId));
}

export function readsEveryGroup({ roles: held }: Holder): boolean {
  return holdsAny(held, READS_GROUPS);
}
