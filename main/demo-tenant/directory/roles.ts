/**
 * Built-in directory roles of the demo tenant, and what each may do here.
 *
 * Template ids are Microsoft's published constants. Who may act on whom: Entra, "Privileged roles and permissions",
 * section on who can perform sensitive actions; who may read what: the per-API role lists of Microsoft Graph.
 */
export const ROLE_TEMPLATES = {
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Application Developer': 'cf1c38e5-3621-4004-a7cb-879624dced7c',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Authentication Policy Administrator': '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  'Billing Administrator': 'b0f54661-2d74-4c50-afa3-1ec803f12efe',
  'Cloud Application Administrator': '158c047a-c907-4556-b7ef-446551a6b5f7',
  'Cloud Device Administrator': '7698a772-787b-4ac8-901f-60d6b08affd2',
  'Compliance Administrator': '17315797-102d-40b4-93e0-432062caca18',
  'Conditional Access Administrator': 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  'Directory Readers': '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'Directory Writers': '9360feb5-f418-4baa-8175-e2a00bac4301',
  'Edge Administrator': '3f1acade-1e04-4fbc-9b69-f0302cd84aef',
  'Exchange Administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'Exchange Recipient Administrator': '31392ffb-586c-42d1-9346-e59415a2cc4e',
  'Fabric Administrator': 'a9ea8996-122f-4c74-9520-8edcd192826c',
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Groups Administrator': 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  'Guest Inviter': '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Hybrid Identity Administrator': '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  'Identity Governance Administrator': '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e',
  'Intune Administrator': '3a2c62db-5318-420d-8d74-23affee5d9d5',
  'Knowledge Administrator': 'b5a8dcf3-09d5-43a9-a639-8e29ef291470',
  'License Administrator': '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
  'Lifecycle Workflows Administrator': '59d46f88-662b-457b-bceb-5c3809e5908f',
  'Message Center Reader': '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  'Office Apps Administrator': '2b745bdf-0803-4d80-aa65-822c4493daac',
  'Password Administrator': '966707d0-3269-4727-9be2-8c3a10f19b9d',
  'Power Platform Administrator': '11648597-926c-4cf3-9c36-bcebb0ba8dcc',
  'Printer Administrator': '644ef478-e28f-4e28-b9dc-3fdde9aa0b1f',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Reports Reader': '4a5d8f65-41da-4de4-8968-e035b65339cf',
  'Search Administrator': '0964bb5e-9bdb-4d7b-ac29-58e794862a40',
  'Security Administrator': '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'Security Operator': '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
  'Security Reader': '5d6b6bb7-de71-4623-b4af-96380a352509',
  'Service Support Administrator': 'f023fd81-a637-4b56-95fd-791ac0226033',
  'SharePoint Administrator': 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
  'Teams Administrator': '69091246-20e8-4a56-aa4d-066075b2a7a8',
  'Teams Communications Administrator': 'baf37b3a-610e-45da-9e62-d9d1e5e8914b',
  'Usage Summary Reports Reader': '75934031-6c7e-415a-99d7-48dbd49e875e',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'User Experience Success Manager': '27460883-1df1-4691-b032-3b79643e5e63',
} as const;

export type RoleName = keyof typeof ROLE_TEMPLATES;

export function isRoleName(name: string): name is RoleName {
  return Object.hasOwn(ROLE_TEMPLATES, name);
}

type Roles = ReadonlySet<RoleName>;
const roles = (...names: readonly RoleName[]): Roles => new Set(names);

/** Roles whose holders an Authentication Administrator may still act on. Any other role protects its holder. */
export const ACTED_ON_BY_AUTHENTICATION_ADMINISTRATOR = roles(
  'Authentication Administrator',
  'Directory Readers',
  'Guest Inviter',
  'Message Center Reader',
  'Password Administrator',
  'Reports Reader',
  'User Experience Success Manager',
  'Usage Summary Reports Reader',
);

/** Act on anybody, administrators included. Global Administrator: listed for TAP in older copies of the page only. */
export const ACTS_ON_ANYBODY = roles('Privileged Authentication Administrator', 'Global Administrator');

/** May create and delete other people's authentication methods, within their reach. */
const MANAGES_METHODS = roles('Authentication Administrator', 'Privileged Authentication Administrator', 'Global Administrator');
export const READS_METHODS: Roles = new Set<RoleName>([...MANAGES_METHODS, 'Global Reader']);
/** Everybody else who may read methods sees masked phone numbers. */
export const READS_METHODS_UNMASKED = ACTS_ON_ANYBODY;
/** Hold users/invalidateAllRefreshTokens. */
const REVOKES_SESSIONS: Roles = new Set<RoleName>([...MANAGES_METHODS, 'Helpdesk Administrator', 'User Administrator']);
export const READS_METHODS_POLICY = roles('Authentication Policy Administrator', 'Global Reader', 'Global Administrator');
export const WRITES_METHODS_POLICY = roles('Authentication Policy Administrator', 'Global Administrator');
export const READS_AUDITS = roles('Reports Reader', 'Security Reader', 'Security Operator', 'Security Administrator', 'Global Reader', 'Global Administrator');
export const READS_ROLE_SCHEDULES = roles('Global Reader', 'Security Operator', 'Security Reader', 'Security Administrator', 'Privileged Role Administrator', 'Global Administrator');
/** Standing assignments are open to more readers than schedules. Source: Graph, "List unifiedRoleAssignments". */
export const READS_ROLE_ASSIGNMENTS: Roles = new Set<RoleName>([...READS_ROLE_SCHEDULES, 'Directory Readers']);
export const READS_LEAVE_DATES = roles('Lifecycle Workflows Administrator', 'Global Reader');

export function holdsAny(held: Roles, wanted: Roles): boolean {
  for (const role of held) if (wanted.has(role)) return true;
  return false;
}

/**
 * The person acted on: roles held in any way, whether a role-assignable group has them as member or owner, and whether
 * they administer a restricted management unit.
 */
export type Target = { readonly roles: Roles; readonly isInRoleAssignableGroup: boolean; readonly hasRoleOverRestrictedUnit: boolean };

function reaches(held: Roles, target: Target): boolean {
  if (holdsAny(held, ACTS_ON_ANYBODY)) return true;
  if (target.isInRoleAssignableGroup || target.hasRoleOverRestrictedUnit) return false;
  for (const role of target.roles) if (!ACTED_ON_BY_AUTHENTICATION_ADMINISTRATOR.has(role)) return false;
  return true;
}

export function mayManageMethods(held: Roles, target: Target): boolean {
  return holdsAny(held, MANAGES_METHODS) && reaches(held, target);
}

export function mayRevokeSessions(held: Roles, target: Target): boolean {
  return holdsAny(held, REVOKES_SESSIONS) && reaches(held, target);
}
