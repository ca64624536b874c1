/**
 * Built-in directory roles of the demo tenant, and what each may do here.
 *
 * Template ids are Microsoft's published constants. Who may act on whom: Entra, "Privileged roles and permissions",
 * section on who can perform sensitive actions; who may read what: the per-API role lists of Microsoft Graph.
 */
export const ROLE_TEMPLATES = {
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Authentication Policy Administrator': '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  'Directory Readers': '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'Exchange Administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Global Reader': 'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
  'Groups Administrator': 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  'Guest Inviter': '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Lifecycle Workflows Administrator': '59d46f88-662b-457b-bceb-5c3809e5908f',
  'Message Center Reader': '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  'Password Administrator': '966707d0-3269-4727-9be2-8c3a10f19b9d',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Reports Reader': '4a5d8f65-41da-4de4-8968-e035b65339cf',
  'Security Administrator': '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'Security Operator': '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
  'Security Reader': '5d6b6bb7-de71-4623-b4af-96380a352509',
  'Usage Summary Reports Reader': '75934031-6c7e-415a-99d7-48dbd49e875e',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'User Experience Success Manager': '27460883-1df1-4691-b032-3b79643e5e63',
} as const;

export type RoleName = keyof typeof ROLE_TEMPLATES;

type Roles = ReadonlySet<RoleName>;
const roles = (...names: readonly RoleName[]): Roles => new Set(names);

/** Roles whose holders an Authentication Administrator may still act on. Any other role protects its holder. */
const ACTED_ON_BY_AUTHENTICATION_ADMINISTRATOR = roles(
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
const ACTS_ON_ANYBODY = roles('Privileged Authentication Administrator', 'Global Administrator');

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

/** The person acted on: roles held in any way, and whether a role-assignable group has them as member or owner. */
export type Target = { readonly roles: Roles; readonly isInRoleAssignableGroup: boolean };

function reaches(held: Roles, target: Target): boolean {
  if (holdsAny(held, ACTS_ON_ANYBODY)) return true;
  if (target.isInRoleAssignableGroup) return false;
  for (const role of target.roles) if (!ACTED_ON_BY_AUTHENTICATION_ADMINISTRATOR.has(role)) return false;
  return true;
}

export function mayManageMethods(held: Roles, target: Target): boolean {
  return holdsAny(held, MANAGES_METHODS) && reaches(held, target);
}

export function mayRevokeSessions(held: Roles, target: Target): boolean {
  return holdsAny(held, REVOKES_SESSIONS) && reaches(held, target);
}
