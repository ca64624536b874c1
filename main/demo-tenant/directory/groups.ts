/**
 * Groups of the demo tenant. Departments nest in one company-wide group, so that direct and transitive membership
 * differ. Role-assignable groups protect their members and owners from an Authentication Administrator; they cannot
 * nest. Source: Entra, "Use Microsoft Entra groups to manage role assignments".
 */
import { guidOf } from '../ids';
import type { RoleName } from './roles';

export type Group = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly mail: string | null;
  readonly mailEnabled: boolean;
  readonly mailNickname: string;
  readonly securityEnabled: boolean;
  readonly groupTypes: readonly string[];
  readonly isAssignableToRole: boolean | null;
  readonly createdDateTime: string;
  readonly parentIds: readonly string[];
  /** Roles the group's members hold through it. */
  readonly roles: readonly RoleName[];
};

const CREATED = '2022-03-01T08:00:00Z';

function securityGroup(key: string, displayName: string, description: string, more: Partial<Group> = {}): Group {
  return {
    id: guidOf(0, `group:${key}`, 0),
    displayName,
    description,
    mail: null,
    mailEnabled: false,
    mailNickname: key,
    securityEnabled: true,
    groupTypes: [],
    isAssignableToRole: null,
    createdDateTime: CREATED,
    parentIds: [],
    roles: [],
    ...more,
  };
}

export const EVERYBODY = securityGroup('everybody', 'Everybody at Fjordlight', 'All departments');
export const BREAK_GLASS = securityGroup('break-glass', 'Emergency access accounts', 'Excluded from Temporary Access Pass');
export const KIOSKS = securityGroup('kiosks', 'Kiosk accounts', 'Excluded from Temporary Access Pass: nobody registers methods at a kiosk');
export const PLATFORM_OPERATORS = securityGroup('platform-operators', 'Platform operators', 'Hold User Administrator through this group', {
  isAssignableToRole: true,
  roles: ['User Administrator'],
});
/** Protects its people although it holds no role at the moment. */
export const VAULT_KEEPERS = securityGroup('vault-keepers', 'Vault keepers', 'Role-assignable, without a role', { isAssignableToRole: true });

export const DEPARTMENTS = [
  'Customer Service', 'Engineering', 'Facilities', 'Finance', 'Human Resources', 'IT', 'Legal', 'Logistics', 'Marketing', 'Production', 'Research', 'Sales',
] as const;

export type Department = (typeof DEPARTMENTS)[number];

const departmentGroups = new Map<string, Group>(
  DEPARTMENTS.map((department) => [
    department,
    securityGroup(`department-${department.toLowerCase().replace(/ /g, '-')}`, `${department} department`, `Everybody in ${department}`, { parentIds: [EVERYBODY.id] }),
  ]),
);

const departmentIds = new Map<string, readonly string[]>([...departmentGroups].map(([department, group]) => [department, [group.id]]));
const NONE: readonly string[] = [];

/** The same list every time for the same department: thousands of people share it. */
export function departmentGroupIds(department: string | null): readonly string[] {
  return (department === null ? undefined : departmentIds.get(department)) ?? NONE;
}

export const GROUPS: readonly Group[] = [EVERYBODY, BREAK_GLASS, KIOSKS, PLATFORM_OPERATORS, VAULT_KEEPERS, ...departmentGroups.values()];
