/**
 * What the well-known people of {@link DEMO_PEOPLE} are like. Their managers are named, never drawn.
 */
import { EXECUTIVES } from './administrative-units';
import { DEMO_PEOPLE, type DemoPersonKey } from './demo-people';
import { type Days, invited, ordinaryPerson } from './ordinary-person';
import { BREAK_GLASS, departmentGroupIds, KIOSKS, OPERATOR_GROUPS, PLATFORM_OPERATORS, VAULT_KEEPERS } from './groups';
import type { ExtraPerson, Person } from './person';
import type { RoleName } from './roles';
import { signInActivityOf } from './sign-in-activity';

type Details = Omit<ExtraPerson, 'displayName' | 'userPrincipalName'>;

function detailsOf(days: Days, operatorRoles: readonly RoleName[]): Readonly<Record<DemoPersonKey, Details>> {
  const inDays = (count: number): string => `${days(count).slice(0, 10)}T00:00:00Z`;
  const outside = (address: string, userType: 'Member' | 'Guest'): Details => ({
    ...invited(address, userType, true, inDays(-90)),
    companyName: address.split('@')[1] ?? null,
    employeeType: null,
    kind: userType === 'Guest' ? 'external-guest' : 'external-member',
  });
  const staff = (department: string, jobTitle: string, n: number, more: Details = {}): Details => ({
    department,
    jobTitle,
    employeeId: `E${String(n).padStart(6, '0')}`,
    employeeHireDate: inDays(-900 - n),
    mobilePhone: `+1 425 555 01${String(n).padStart(2, '0')}`,
    businessPhones: [`+1 206 555 01${String(n).padStart(2, '0')}`],
    officeLocation: `HQ-2.${100 + n}`,
    usageLocation: 'SE',
    country: 'SE',
    city: 'Malmö',
    preferredLanguage: 'en-GB',
    groupIds: departmentGroupIds(department),
    managerId: DEMO_PEOPLE.chief.id,
    signInActivity: signInActivityOf(days(-1 - (n % 5)), days(-1)),
    ...more,
  });
  const contractor = (department: string, jobTitle: string, n: number, companyName: string, more: Details = {}): Details =>
    staff(department, jobTitle, n, { kind: 'contractor', employeeType: 'Contractor', employeeId: `C${String(n).padStart(6, '0')}`, companyName, ...more });
  /** Both places where an end can stand: not everybody may read the first. */
  const ends = (count: number): Details => ({ employeeLeaveDateTime: inDays(count), onPremisesExtensionAttributes: { extensionAttribute7: inDays(count).slice(0, 10) } });
  const ada = DEMO_PEOPLE.member.id;
  return {
    member: staff('Engineering', 'Senior Engineer', 10),
    withLivePass: staff('Finance', 'Controller', 11),
    withFuturePass: staff('Sales', 'Account Manager', 12),
    withExpiredPass: staff('Logistics', 'Dispatcher', 13),
    joiner: staff('Engineering', 'Engineer', 14, { kind: 'joiner', employeeHireDate: inDays(2), createdDateTime: inDays(-4), managerId: ada }),
    contractor: contractor('Engineering', 'Contract Engineer', 15, 'Harbour Staffing', { employeeLeaveDateTime: inDays(30), managerId: ada }),
    internalGuest: { userType: 'Guest', kind: 'internal-guest', employeeType: null, sponsorIds: [ada] },
    externalGuest: { ...outside('henrik.aalto@partner.example', 'Guest'), sponsorIds: [ada] },
    externalMember: { ...outside('ines.carvalho@sister.example', 'Member'), managerId: ada },
    disabled: staff('Marketing', 'Content Editor', 16, { accountEnabled: false }),
    admin: staff('IT', 'Head of IT', 17, { directoryRoles: ['Global Administrator'] }),
    harmlessRole: staff('IT', 'Systems Administrator', 18, { directoryRoles: ['Reports Reader'], managerId: DEMO_PEOPLE.admin.id }),
    roleGroupMember: staff('IT', 'Systems Administrator', 19, { groupIds: [...departmentGroupIds('IT'), PLATFORM_OPERATORS.id], managerId: DEMO_PEOPLE.admin.id }),
    roleGroupOwner: staff('IT', 'Network Engineer', 20, { ownedGroupIds: [VAULT_KEEPERS.id], managerId: DEMO_PEOPLE.admin.id }),
    eligible: staff('IT', 'Network Engineer', 21, { eligibleRoles: ['User Administrator'], managerId: DEMO_PEOPLE.admin.id }),
    excluded: { groupIds: [BREAK_GLASS.id], employeeType: null, companyName: null, mail: null },
    namesakeOne: staff('Human Resources', 'HR Partner', 22),
    namesakeTwo: staff('Production', 'Quality Inspector', 23),
    chief: staff('Facilities', 'Managing Director', 24, { managerId: null }),
    colleague: staff('IT', 'Support Engineer', 25, { directoryRoles: ['Authentication Administrator'], managerId: DEMO_PEOPLE.admin.id }),
    operator: staff('IT', 'Support Engineer', 26, { directoryRoles: operatorRoles, ownedGroupIds: OPERATOR_GROUPS.map(({ id }) => id), managerId: DEMO_PEOPLE.admin.id }),
    phoneChanged: staff('Customer Service', 'Service Agent', 27),
    managerChanged: staff('Logistics', 'Warehouse Operator', 28),
    methodChanged: staff('Research', 'Scientist', 29),
    outOfScope: staff('Production', 'Operator', 30, { groupIds: [...departmentGroupIds('Production'), KIOSKS.id] }),
    endedContractor: contractor('IT', 'Migration Consultant', 31, 'Kattegat Interim', { ...ends(-1), managerId: DEMO_PEOPLE.withLivePass.id }),
    endingContractor: contractor('Logistics', 'Warehouse Planner', 32, 'Saltholm Logistics', { ...ends(3), managerId: DEMO_PEOPLE.withExpiredPass.id }),
    unsponsored: contractor('Marketing', 'Video Editor', 33, 'Talent & Tide', { managerId: null }),
    guestContractor: contractor('Finance', 'Auditor', 34, 'Quayside Technical', {
      kind: 'internal-guest', userType: 'Guest', employeeType: 'Consultant', managerId: null, sponsorIds: [DEMO_PEOPLE.withLivePass.id], ...ends(45),
    }),
    executive: staff('Finance', 'Chief Financial Officer', 35, { unitIds: [EXECUTIVES.id] }),
    executiveAssistant: staff('Finance', 'Executive Assistant', 36, { unitIds: [EXECUTIVES.id], managerId: DEMO_PEOPLE.executive.id }),
    executiveDesk: staff('IT', 'Executive Support', 37, {
      managerId: DEMO_PEOPLE.admin.id,
      unitRoles: [{ role: 'Authentication Administrator', unitId: EXECUTIVES.id }, { role: 'User Administrator', unitId: EXECUTIVES.id }],
    }),
  };
}

export function namedPeople(days: Days, operatorRoles: readonly RoleName[]): readonly Person[] {
  const details = detailsOf(days, operatorRoles);
  return (Object.keys(DEMO_PEOPLE) as readonly DemoPersonKey[]).map((key) => {
    const { id, displayName, userPrincipalName } = DEMO_PEOPLE[key];
    const [givenName = displayName, surname = null] = displayName.split(' ');
    return ordinaryPerson({ givenName, surname, ...details[key], displayName, userPrincipalName }, id, days);
  });
}

