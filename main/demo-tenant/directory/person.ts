/**
 * One person of the demo directory, in Microsoft Graph's own property names (user resource, v1.0).
 *
 * Instants are ISO 8601 in UTC without fractions. What Graph returns but the demo does not model is null or empty.
 */
import type { UnitRole } from './administrative-units';
import type { RoleName } from './roles';

export type ObjectIdentity = { readonly signInType: string; readonly issuer: string; readonly issuerAssignedId: string };
export type AssignedLicense = { readonly disabledPlans: readonly string[]; readonly skuId: string };

/** Null for a kind of sign-in that never happened. */
export type SignInActivity = {
  readonly lastSignInDateTime: string | null;
  readonly lastSignInRequestId: string | null;
  readonly lastNonInteractiveSignInDateTime: string | null;
  readonly lastNonInteractiveSignInRequestId: string | null;
  readonly lastSuccessfulSignInDateTime: string | null;
  readonly lastSuccessfulSignInRequestId: string | null;
};

/** `extensionAttribute1` to `extensionAttribute15`; those that are not named are null. */
export type ExtensionAttributes = Readonly<Record<`extensionAttribute${number}`, string>>;

export type PersonProperties = {
  readonly id: string;
  readonly accountEnabled: boolean;
  readonly assignedLicenses: readonly AssignedLicense[];
  readonly businessPhones: readonly string[];
  readonly city: string | null;
  readonly companyName: string | null;
  readonly country: string | null;
  readonly createdDateTime: string;
  /** `Invitation` for guests that were invited, null for accounts made here. */
  readonly creationType: string | null;
  readonly department: string | null;
  readonly displayName: string;
  readonly employeeHireDate: string | null;
  /** At most 16 characters. */
  readonly employeeId: string | null;
  readonly employeeLeaveDateTime: string | null;
  readonly employeeType: string | null;
  readonly externalUserState: string | null;
  readonly externalUserStateChangeDateTime: string | null;
  readonly givenName: string | null;
  readonly identities: readonly ObjectIdentity[];
  /** True in a restricted management administrative unit, otherwise null. */
  readonly isManagementRestricted: true | null;
  readonly jobTitle: string | null;
  readonly mail: string | null;
  readonly mailNickname: string | null;
  readonly mobilePhone: string | null;
  readonly officeLocation: string | null;
  readonly onPremisesExtensionAttributes: ExtensionAttributes;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly otherMails: readonly string[];
  readonly postalCode: string | null;
  readonly preferredLanguage: string | null;
  readonly proxyAddresses: readonly string[];
  /** Null for somebody who never signed in. */
  readonly signInActivity: SignInActivity | null;
  readonly signInSessionsValidFromDateTime: string | null;
  readonly state: string | null;
  readonly streetAddress: string | null;
  readonly surname: string | null;
  readonly usageLocation: string | null;
  readonly userPrincipalName: string;
  readonly userType: 'Member' | 'Guest';
};

export type PersonKind = 'member' | 'contractor' | 'joiner' | 'internal-guest' | 'external-guest' | 'external-member';

export type Person = PersonProperties & {
  readonly kind: PersonKind;
  /** Assigned to the person directly; roles that come through a group are the group's. */
  readonly directoryRoles: readonly RoleName[];
  readonly eligibleRoles: readonly RoleName[];
  readonly groupIds: readonly string[];
  readonly ownedGroupIds: readonly string[];
  /** Administrative units the person was assigned to; those with a rule are not among them. */
  readonly unitIds: readonly string[];
  /** Roles over one unit only. They do nothing elsewhere, but protect whoever holds them. */
  readonly unitRoles: readonly UnitRole[];
  readonly managerId: string | null;
  readonly sponsorIds: readonly string[];
  /** The number registered as a method, where the directory's has been changed since; otherwise they are one. */
  readonly registeredPhone?: string | null;
};

/** A person the tests add to the seed; what is left out is that of an ordinary member. */
export type ExtraPerson = Partial<Omit<Person, 'displayName' | 'userPrincipalName'>> & {
  readonly displayName: string;
  readonly userPrincipalName: string;
};

/**
 * True when the credentials live in another directory. `userType` does not decide it: external members exist.
 * Source: Entra External ID, "Properties of a B2B collaboration user".
 */
export function isExternal(person: Person): boolean {
  return person.identities.some((identity) => identity.signInType === 'federated');
}

/** External guests may not have a Temporary Access Pass. */
export function isExternalGuest(person: Person): boolean {
  return person.userType === 'Guest' && isExternal(person);
}
