/**
 * Makes the people of the demo directory from a seed: the same seed and the same day give the same people.
 *
 * Everything is plain data made in one pass; 5,000 people take tens of milliseconds.
 */
import { type Chance, chanceOf, guidOf } from '../ids';
import { contractorDetails } from './contractors';
import { DEMO_DOMAIN } from './demo-people';
import { type Department, DEPARTMENTS, departmentGroupIds, PLATFORM_OPERATORS, VAULT_KEEPERS } from './groups';
import { drawName } from './names';
import { type Days, invited, ordinaryPerson } from './ordinary-person';
import type { Person, PersonKind } from './person';
import { phoneNumbers } from './phones';
import type { RoleName } from './roles';
import { drawnSignIn } from './sign-in-activity';

/** Shared, as most people have none of most things. */
const NONE: readonly never[] = [];
const PARTNERS = ['partner.example', 'supplier.example', 'audit-house.example', 'sister.example'] as const;
const TITLES: Readonly<Record<Department, readonly [string, ...(readonly string[])]>> = {
  'Customer Service': ['Service Agent', 'Service Team Lead'],
  Engineering: ['Engineer', 'Senior Engineer', 'Test Engineer'],
  Facilities: ['Facility Technician', 'Receptionist'],
  Finance: ['Accountant', 'Controller', 'Payroll Specialist'],
  'Human Resources': ['HR Partner', 'Recruiter'],
  IT: ['Support Engineer', 'Systems Administrator', 'Network Engineer'],
  Legal: ['Counsel', 'Paralegal'],
  Logistics: ['Dispatcher', 'Warehouse Operator'],
  Marketing: ['Content Editor', 'Campaign Manager'],
  Production: ['Operator', 'Shift Lead', 'Quality Inspector'],
  Research: ['Scientist', 'Laboratory Technician'],
  Sales: ['Account Manager', 'Sales Engineer'],
};
const ROLES: readonly [RoleName, ...(readonly RoleName[])] = [
  'Reports Reader', 'User Administrator', 'Helpdesk Administrator', 'Exchange Administrator', 'Directory Readers', 'Groups Administrator', 'Security Reader', 'Guest Inviter',
];

const SIGN_IN_CHANCE = 0x3c6ef372;
const DISABLED_FOR_DAYS = 20;

const midnight = (instant: string): string => `${instant.slice(0, 10)}T00:00:00Z`;

/** Shares out of a hundred of those who are no contractors: external guests 8, joiners 2, internal guests 1.5, external members 1. */
function kindOf(chance: Chance): PersonKind {
  const draw = chance.next() * 100;
  if (draw < 8) return 'external-guest';
  if (draw < 10) return 'joiner';
  if (draw < 11.5) return 'internal-guest';
  if (draw < 12.5) return 'external-member';
  return 'member';
}

/** Chance of its own, so that it changes nothing else about a person. Joiners have not been here yet. */
function signInOf({ seed, n, days }: Draw, kind: PersonKind, accountEnabled: boolean): Person['signInActivity'] {
  return kind === 'joiner' ? null : drawnSignIn(chanceOf(seed ^ SIGN_IN_CHANCE, n), days, accountEnabled ? 0 : DISABLED_FOR_DAYS);
}

export type Draw = {
  readonly seed: number;
  readonly n: number;
  readonly days: Days;
  /** User principal names in use, lower case; the new one is added. */
  readonly taken: Set<string>;
  /** Manager of staff, sponsor of guests. */
  readonly leader: string | null;
  readonly isContractor: boolean;
};

export function generatePerson(draw: Draw): Person {
  const { seed, n, days, taken, leader } = draw;
  const chance = chanceOf(seed, n);
  const drawnKind = kindOf(chance);
  const kind = draw.isContractor ? 'contractor' : drawnKind;
  const { set: names, displayName, givenName, surname, alias: stem } = drawName(chance);
  const department = chance.pick(DEPARTMENTS);
  const phones = phoneNumbers(n);
  const createdDaysAgo = kind === 'joiner' ? 3 + chance.below(20) : 30 + chance.below(2_500);
  const createdDateTime = days(-createdDaysAgo);
  const isExternal = kind === 'external-guest' || kind === 'external-member';
  const partner = kind === 'external-member' ? 'sister.example' : chance.pick(PARTNERS);

  const upnOf = (count: number): string => {
    const alias = count === 0 ? stem : `${stem}${count + 1}`;
    return isExternal ? `${alias}_${partner}#EXT#@${DEMO_DOMAIN}` : `${alias}@${DEMO_DOMAIN}`;
  };
  // Common names repeat often here; the person's own number keeps the search for a free address short.
  let userPrincipalName = upnOf(0);
  if (taken.has(userPrincipalName)) userPrincipalName = upnOf(1);
  if (taken.has(userPrincipalName)) userPrincipalName = upnOf(n);
  taken.add(userPrincipalName);

  const hireDate = kind === 'joiner' ? days(chance.below(45) - 14) : createdDateTime;
  const address = `${stem}@${partner}`;
  const roleDraw = chance.next();
  const isMember = kind === 'member';
  const isGuest = kind === 'external-guest' || kind === 'internal-guest';
  const accountEnabled = chance.next() >= 0.03;
  return ordinaryPerson(
    {
      displayName,
      userPrincipalName,
      kind,
      accountEnabled,
      givenName,
      surname,
      department: isExternal ? null : department,
      jobTitle: isExternal ? null : chance.pick(TITLES[department]),
      companyName: isExternal ? partner : 'Fjordlight',
      employeeType: isExternal || kind === 'internal-guest' ? null : 'Employee',
      employeeId: isExternal || kind === 'internal-guest' ? null : `${kind === 'contractor' ? 'C' : 'E'}${String(100_000 + n)}`,
      employeeHireDate: isExternal || kind === 'internal-guest' ? null : midnight(hireDate),
      mobilePhone: chance.next() < 0.8 ? phones.mobile : null,
      businessPhones: isExternal || chance.next() < 0.4 ? NONE : [phones.business],
      officeLocation: isExternal ? null : `${names.cityCode}-${1 + chance.below(6)}.${100 + chance.below(80)}`,
      usageLocation: names.country,
      country: names.country,
      city: names.city,
      preferredLanguage: names.language,
      createdDateTime,
      userType: kind === 'internal-guest' ? 'Guest' : 'Member',
      // Every fortieth has no manager on file, as in any directory that people keep by hand.
      managerId: isGuest || n % 40 === 39 ? null : leader,
      sponsorIds: isGuest && leader !== null && n % 3 !== 0 ? [leader] : NONE,
      directoryRoles: isMember && roleDraw < 0.008 ? [chance.pick(ROLES)] : NONE,
      groupIds: isMember && roleDraw > 0.998 ? [...departmentGroupIds(department), PLATFORM_OPERATORS.id] : departmentGroupIds(isExternal ? null : department),
      ownedGroupIds: isMember && roleDraw > 0.996 && roleDraw < 0.9965 ? [VAULT_KEEPERS.id] : NONE,
      signInActivity: signInOf(draw, kind, accountEnabled),
      ...(kind === 'contractor' ? contractorDetails(seed, n, days, leader) : {}),
      ...(isExternal ? invited(address, kind === 'external-guest' ? 'Guest' : 'Member', chance.next() >= 0.1, createdDateTime) : {}),
    },
    guidOf(seed, 'person', n),
    days,
  );
}
