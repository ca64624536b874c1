/**
 * Which properties a `$filter` may name, and how. Each resource has its own table.
 *
 * `default` works in every request; `advanced` needs the header `ConsistencyLevel: eventual` and `$count=true`; what is
 * left out is refused. `not` and `ne` are always advanced. Source: Graph, "Advanced query capabilities", user table;
 * where its cells are blank, the property's description in the OpenAPI document.
 */
import { INDEXED_BY } from '../directory/people-index';

export type Support = 'default' | 'advanced';

export type FilterProperty = {
  readonly type: 'string' | 'boolean' | 'instant' | 'number';
  readonly eq?: Support;
  readonly startsWith?: Support;
  /** ge and le. gt and lt are not taken for directory objects. */
  readonly range?: Support;
  readonly isNull?: Support;
  /** Only mail, otherMails, proxyAddresses and userPrincipalName; always advanced. */
  readonly endsWith?: true;
};

export type FilterTable = {
  /** For messages: `User`. */
  readonly resource: string;
  readonly properties: Readonly<Record<string, FilterProperty>>;
  /** Collections for `any`: of plain strings under '', of records under the member's name. */
  readonly collections: Readonly<Record<string, Readonly<Record<string, FilterProperty>>>>;
  /** Collections that take `/$count eq 0` and `ne 0`; advanced. */
  readonly counted: ReadonlySet<string>;
  /** Kept by the directory, which takes only so many alternatives. */
  readonly isDirectory?: true;
  /** Properties by which an item can be found without looking at all of them. */
  readonly indexed?: ReadonlySet<string>;
};

const text = (eq: Support, startsWith?: Support, isNull?: Support, more: Partial<FilterProperty> = {}): FilterProperty => ({
  type: 'string',
  eq,
  range: 'advanced',
  ...(startsWith ? { startsWith } : {}),
  ...(isNull ? { isNull } : {}),
  ...more,
});
const choice = (eq: Support, isNull?: Support): FilterProperty => ({ type: 'string', eq, ...(isNull ? { isNull } : {}) });
const flag = (isNull?: Support): FilterProperty => ({ type: 'boolean', eq: 'default', ...(isNull ? { isNull } : {}) });
const instant = (support: Support, isNull?: Support): FilterProperty => ({ type: 'instant', eq: support, range: support, ...(isNull ? { isNull } : {}) });

/** Source: Graph, "List users", table of extension properties: eq, ne, and eq on null values. */
const extensionAttributes: Readonly<Record<string, FilterProperty>> = Object.fromEntries(
  Array.from({ length: 15 }, (_, n) => [`onPremisesExtensionAttributes/extensionAttribute${n + 1}`, choice('default', 'advanced')]),
);

export const USER_FILTERS: FilterTable = {
  resource: 'User',
  isDirectory: true,
  indexed: new Set<string>(INDEXED_BY),
  properties: {
    accountEnabled: flag(),
    city: text('default', 'default', 'advanced'),
    companyName: text('advanced', 'advanced', 'advanced'),
    country: text('default', 'default', 'advanced'),
    createdDateTime: instant('default', 'advanced'),
    creationType: choice('default'),
    department: text('default', 'default', 'advanced'),
    displayName: text('default', 'default', 'advanced'),
    employeeHireDate: instant('advanced'),
    employeeId: text('default', 'default', 'advanced'),
    employeeLeaveDateTime: instant('advanced'),
    employeeType: text('advanced', 'advanced'),
    externalUserState: choice('default'),
    givenName: text('default', 'default', 'advanced'),
    id: choice('default'),
    jobTitle: text('default', 'default', 'advanced'),
    mail: text('default', 'default', 'advanced', { endsWith: true }),
    mailNickname: text('default', 'default', 'advanced'),
    mobilePhone: text('advanced', 'advanced', 'advanced'),
    officeLocation: text('advanced', 'advanced', 'advanced'),
    onPremisesSyncEnabled: flag('advanced'),
    postalCode: text('advanced', 'advanced', 'advanced'),
    preferredLanguage: text('advanced', 'advanced', 'advanced'),
    state: text('default', undefined, 'advanced'),
    streetAddress: text('advanced', 'advanced', 'advanced'),
    surname: text('default', 'default', 'advanced'),
    usageLocation: text('default', 'default', 'advanced'),
    userPrincipalName: text('default', 'default', undefined, { endsWith: true }),
    userType: choice('default', 'advanced'),
    ...extensionAttributes,
  },
  collections: {
    assignedLicenses: { skuId: choice('default') },
    businessPhones: { '': text('advanced', 'advanced') },
    identities: { issuer: choice('default'), issuerAssignedId: choice('default'), signInType: choice('default') },
    otherMails: { '': text('default', 'default', undefined, { endsWith: true }) },
    proxyAddresses: { '': text('default', 'default', undefined, { endsWith: true }) },
  },
  counted: new Set(['assignedLicenses', 'otherMails', 'proxyAddresses']),
};

export const GROUP_FILTERS: FilterTable = {
  resource: 'Group',
  isDirectory: true,
  properties: {
    createdDateTime: instant('default', 'advanced'),
    description: text('advanced', 'advanced', 'advanced'),
    displayName: text('default', 'default', 'advanced'),
    id: choice('default'),
    isAssignableToRole: flag(),
    mail: text('default', 'default', 'advanced'),
    mailEnabled: flag(),
    mailNickname: text('default', 'default', 'advanced'),
    securityEnabled: flag(),
  },
  collections: { groupTypes: { '': text('default') } },
  counted: new Set(),
};

export const UNIT_FILTERS: FilterTable = {
  resource: 'AdministrativeUnit',
  properties: { description: text('default', 'default'), displayName: text('default', 'default', 'advanced'), id: choice('default') },
  collections: {},
  counted: new Set(),
};

export const ROLE_FILTERS: FilterTable = {
  resource: 'DirectoryRole',
  properties: { displayName: choice('default'), id: choice('default'), roleTemplateId: choice('default') },
  collections: {},
  counted: new Set(),
};

/** Category, result and resultReason are not here: the service does not filter on them. Source: Graph, directoryAudit. */
export const AUDIT_FILTERS: FilterTable = {
  resource: 'DirectoryAudit',
  properties: {
    activityDateTime: instant('default'),
    activityDisplayName: { type: 'string', eq: 'default', startsWith: 'default' },
    correlationId: choice('default'),
    id: choice('default'),
    'initiatedBy/app/appId': choice('default'),
    'initiatedBy/app/displayName': choice('default'),
    'initiatedBy/user/displayName': choice('default'),
    'initiatedBy/user/id': choice('default'),
    'initiatedBy/user/userPrincipalName': { type: 'string', eq: 'default', startsWith: 'default' },
    loggedByService: choice('default'),
  },
  collections: { targetResources: { id: choice('default'), displayName: { type: 'string', eq: 'default', startsWith: 'default' } } },
  counted: new Set(),
};

/** As the descriptions of the properties say. Source: Graph, signIn. */
export const SIGN_IN_FILTERS: FilterTable = {
  resource: 'SignIn',
  properties: {
    appDisplayName: { type: 'string', eq: 'default', startsWith: 'default' },
    appId: choice('default'),
    clientAppUsed: choice('default'),
    conditionalAccessStatus: choice('default'),
    correlationId: choice('default'),
    createdDateTime: instant('default'),
    id: choice('default'),
    ipAddress: { type: 'string', eq: 'default', startsWith: 'default' },
    resourceDisplayName: choice('default'),
    resourceId: choice('default'),
    'status/errorCode': { type: 'number', eq: 'default' },
    userDisplayName: { type: 'string', eq: 'default', startsWith: 'default' },
    userId: choice('default'),
    userPrincipalName: { type: 'string', eq: 'default', startsWith: 'default' },
  },
  collections: {},
  counted: new Set(),
};
