/**
 * `$select` and `$expand` on people: which properties exist, which come unasked, and how one person is written out.
 *
 * Source: Graph v1.0 user resource (CSDL of August 2026).
 */
import { isRecord, Refusal } from '../protocol';
import type { Person } from '../directory/person';

/** What comes without `$select`. */
const DEFAULT_NAMES = [
  'businessPhones', 'displayName', 'givenName', 'jobTitle', 'mail', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'surname', 'userPrincipalName', 'id',
] as const;

/** All that `User.ReadBasic.All` shows of other people. */
export const BASIC_NAMES: ReadonlySet<string> = new Set(['displayName', 'givenName', 'id', 'mail', 'surname', 'userPrincipalName']);

/** Exist on the type, and are null here. */
const NULL_NAMES = [
  'aboutMe', 'ageGroup', 'authorizationInfo', 'birthday', 'consentProvidedForMinor', 'customSecurityAttributes', 'deletedDateTime', 'employeeOrgData', 'faxNumber', 'hireDate',
  'identityParentId', 'isResourceAccount', 'lastPasswordChangeDateTime', 'legalAgeGroupClassification', 'mailboxSettings', 'mySite',
  'onPremisesDistinguishedName', 'onPremisesDomainName', 'onPremisesImmutableId', 'onPremisesLastSyncDateTime', 'onPremisesSamAccountName',
  'onPremisesSecurityIdentifier', 'onPremisesUserPrincipalName', 'passwordPolicies', 'passwordProfile', 'preferredDataLocation', 'preferredName', 'print', 'securityIdentifier',
  'showInAddressList',
] as const;

/** Exist on the type, and are empty here. */
const EMPTY_NAMES = [
  'assignedPlans', 'imAddresses', 'interests', 'licenseAssignmentStates', 'onPremisesProvisioningErrors', 'pastProjects', 'provisionedPlans', 'responsibilities', 'schools',
  'serviceProvisioningErrors', 'skills',
] as const;

const OWN_NAMES: readonly (keyof Person)[] = [
  'accountEnabled', 'assignedLicenses', 'businessPhones', 'city', 'companyName', 'country', 'createdDateTime', 'creationType', 'department', 'displayName', 'employeeHireDate',
  'employeeId', 'employeeLeaveDateTime', 'employeeType', 'externalUserState', 'externalUserStateChangeDateTime', 'givenName', 'id', 'identities', 'isManagementRestricted', 'jobTitle', 'mail',
  'mailNickname', 'mobilePhone', 'officeLocation', 'onPremisesExtensionAttributes', 'onPremisesSyncEnabled', 'otherMails', 'postalCode', 'preferredLanguage', 'proxyAddresses',
  'signInActivity', 'signInSessionsValidFromDateTime',
  'state', 'streetAddress', 'surname', 'usageLocation', 'userPrincipalName', 'userType',
];

const OWN = new Set<string>(OWN_NAMES);
const EMPTY = new Set<string>(EMPTY_NAMES);
const KNOWN = new Set<string>([...OWN, ...EMPTY, ...NULL_NAMES]);

/** @throws Refusal for a name that the type does not have. */
export function checkNames(names: readonly string[], known: ReadonlySet<string>, type: string): void {
  for (const name of names) {
    if (known.has(name)) continue;
    throw new Refusal(400, 'BadRequest', `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`);
  }
}

export function checkUserNames(names: readonly string[]): void {
  checkNames(names, KNOWN, 'user');
}

/** The service writes all fifteen, most of them null. */
const NO_ATTRIBUTES: Readonly<Record<string, null>> = Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`extensionAttribute${n + 1}`, null]));

function valueOf(person: Person, name: string): unknown {
  if (name === 'onPremisesExtensionAttributes') return { ...NO_ATTRIBUTES, ...person.onPremisesExtensionAttributes };
  if (OWN.has(name)) return (person as Readonly<Record<string, unknown>>)[name];
  return EMPTY.has(name) ? [] : null;
}

export function writePerson(person: Person, names: readonly string[] = DEFAULT_NAMES): Readonly<Record<string, unknown>> {
  // Who never signed in has no activity at all, not an empty one.
  const shown = person.signInActivity === null ? names.filter((name) => name !== 'signInActivity') : names;
  return Object.fromEntries(shown.map((name) => [name, valueOf(person, name)]));
}

/** `manager` or `manager($select=id,displayName)`; the only expansion the demo knows besides `sponsors`. */
export type Expansion = { readonly name: 'manager' | 'sponsors'; readonly names?: readonly string[] };

export function expandOption(value: string | undefined): Expansion | undefined {
  if (value === undefined) return undefined;
  const match = /^\s*(\w+)\s*(?:\(\s*\$select\s*=\s*([\w\s,]+)\))?\s*$/.exec(value);
  const name = match?.[1];
  if (name !== 'manager' && name !== 'sponsors') {
    throw new Refusal(400, 'BadRequest', `Parsing OData Select and Expand failed: Could not find a property named '${name ?? value}' on type 'microsoft.graph.user'.`);
  }
  const names = match?.[2]?.split(',').map((part) => part.trim());
  if (names) checkUserNames(names);
  return names ? { name, names } : { name };
}

/** An object of another resource, with only the properties asked for. */
export function pick(item: object, names: readonly string[] | undefined, type: string): Readonly<Record<string, unknown>> {
  if (!isRecord(item)) return {};
  if (!names) return item;
  checkNames(names, new Set(Object.keys(item)), type);
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}
