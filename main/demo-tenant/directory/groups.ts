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
  /** The rule of a dynamic group, whose members nobody picks; null for any other. */
  readonly membershipRule: string | null;
  /** True when the group is kept in an on-premises directory, and can be changed there alone. */
  readonly onPremisesSyncEnabled: boolean | null;
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
    membershipRule: null,
    onPremisesSyncEnabled: null,
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

/** Made for access that ends: whoever owns them may grant membership for a time, without any directory role. */
export const TIME_BOUND_GROUPS = {
  incident: securityGroup('incident-responders', 'Incident responders', 'Who works on an open incident'),
  deployment: securityGroup('deployment-window', 'Deployment window: production servers', 'May deploy to production while a window is open'),
  project: securityGroup('project-aurora', 'Project Aurora', 'Documents and channels of Project Aurora'),
  finance: securityGroup('finance-quarter-end', 'Finance quarter-end', 'Books of the quarter, while they are being closed'),
} as const;
/** Its rule is paused, so that it holds nobody yet; PIM takes no dynamic group anyhow. */
export const ALL_CONTRACTORS = securityGroup('all-contractors', 'All contractors', 'Filled by its rule', {
  groupTypes: ['DynamicMembership'],
  membershipRule: '(user.employeeType -eq "Contractor")',
});
export const ON_PREMISES_GROUP = securityGroup('legacy-file-servers', 'Legacy file servers', 'Kept in the on-premises directory', { onPremisesSyncEnabled: true });
/** One for each cohort of new hires, so that people can be chosen by group. In `everybody` through their departments alone. */
export const NEW_HIRE_GROUPS = {
  weekly: securityGroup('new-hires-weekly', 'New hires: weekly intake', 'Who starts this week; emptied when the week is over'),
  monthly: securityGroup('new-hires-monthly', 'New hires: monthly intake', 'Who starts with the next monthly intake'),
  seasonal: securityGroup('new-hires-seasonal', 'New hires: seasonal intake', 'Who starts for the season'),
} as const;
/** What the operator of the demo owns. */
export const OPERATOR_GROUPS: readonly Group[] = [...Object.values(TIME_BOUND_GROUPS), ALL_CONTRACTORS, ON_PREMISES_GROUP];

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

export const GROUPS: readonly Group[] = [EVERYBODY, BREAK_GLASS, KIOSKS, PLATFORM_OPERATORS, VAULT_KEEPERS, ...OPERATOR_GROUPS, ...departmentGroups.values(), ...Object.values(NEW_HIRE_GROUPS)];
