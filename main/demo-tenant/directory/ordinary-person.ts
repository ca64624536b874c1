/**
 * What people of the demo directory have when nothing else is said, and what an invitation changes.
 */
import { departmentUnitIds, isRestrictedUnit } from './administrative-units';
import { DEMO_DOMAIN } from './demo-people';
import { departmentGroupIds } from './groups';
import type { ExtensionAttributes, ExtraPerson, Person } from './person';

const DAY = 86_400_000;
/** Shared, as most people have none of most things. */
const NONE: readonly never[] = [];
const NO_ATTRIBUTES: ExtensionAttributes = {};
const LICENSES = [{ disabledPlans: NONE, skuId: '6fd2c87f-b296-42f0-b197-1e91e994b900' }] as const;

export function isoSeconds(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Instants by days from today; whole days repeat thousands of times. */
export type Days = (daysFromToday: number) => string;

export function daysFrom(today: Date): Days {
  const known = new Map<number, string>();
  return (days) => {
    const text = known.get(days) ?? isoSeconds(new Date(today.getTime() + days * DAY));
    known.set(days, text);
    return text;
  };
}

/** What an account of this directory has when nothing else is said. */
export function ordinaryPerson(given: ExtraPerson, id: string, days: Days): Person {
  const alias = given.userPrincipalName.split('@')[0] ?? given.userPrincipalName;
  const userPrincipalName = given.userPrincipalName;
  const unitIds = given.unitIds ?? departmentUnitIds(given.department ?? null);
  const mail = given.mail === undefined ? userPrincipalName : given.mail;
  return {
    id,
    kind: 'member',
    accountEnabled: true,
    assignedLicenses: LICENSES,
    businessPhones: NONE,
    city: null,
    companyName: 'Fjordlight',
    country: null,
    createdDateTime: days(-400),
    creationType: null,
    department: null,
    employeeHireDate: null,
    employeeId: null,
    employeeLeaveDateTime: null,
    employeeType: 'Employee',
    externalUserState: null,
    externalUserStateChangeDateTime: null,
    givenName: null,
    identities: [{ signInType: 'userPrincipalName', issuer: DEMO_DOMAIN, issuerAssignedId: userPrincipalName }],
    isManagementRestricted: unitIds.some(isRestrictedUnit) ? true : null,
    jobTitle: null,
    mail,
    mailNickname: alias,
    mobilePhone: null,
    officeLocation: null,
    onPremisesExtensionAttributes: NO_ATTRIBUTES,
    onPremisesSyncEnabled: null,
    otherMails: NONE,
    postalCode: null,
    preferredLanguage: null,
    proxyAddresses: mail === null ? NONE : [`SMTP:${mail}`],
    signInActivity: null,
    signInSessionsValidFromDateTime: null,
    state: null,
    streetAddress: null,
    surname: null,
    usageLocation: null,
    userType: 'Member',
    directoryRoles: NONE,
    eligibleRoles: NONE,
    groupIds: departmentGroupIds(given.department ?? null),
    ownedGroupIds: NONE,
    unitIds,
    unitRoles: NONE,
    managerId: null,
    sponsorIds: NONE,
    ...given,
  };
}

/** Turns an account of this directory into one that was invited: the credentials live in `partner`. */
export function invited(address: string, userType: 'Member' | 'Guest', accepted: boolean, since: string): Pick<Person, 'userType' | 'creationType' | 'externalUserState' | 'externalUserStateChangeDateTime' | 'identities' | 'assignedLicenses' | 'mail' | 'otherMails' | 'proxyAddresses'> {
  return {
    userType,
    creationType: 'Invitation',
    externalUserState: accepted ? 'Accepted' : 'PendingAcceptance',
    externalUserStateChangeDateTime: since,
    identities: [{ signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: '' }],
    assignedLicenses: NONE,
    mail: address,
    otherMails: [address],
    proxyAddresses: [`SMTP:${address}`],
  };
}
