/**
 * Who may disable and enable whose account. Helpdesk Administrators may not.
 *
 * Source: Entra, "Privileged roles and permissions", table on who can perform sensitive actions: Authentication and User
 * Administrators reach different roles; only the two that reach everybody reach what is listed nowhere.
 */
import { ACTED_ON_BY_AUTHENTICATION_ADMINISTRATOR, ACTS_ON_ANYBODY, holdsAny, type RoleName, type Target } from './roles';

type Roles = ReadonlySet<RoleName>;

const ACTED_ON_BY_USER_ADMINISTRATOR: Roles = new Set<RoleName>([
  'Directory Readers',
  'Groups Administrator',
  'Guest Inviter',
  'Helpdesk Administrator',
  'Message Center Reader',
  'Password Administrator',
  'Reports Reader',
  'Usage Summary Reports Reader',
  'User Administrator',
  'User Experience Success Manager',
]);

const LIMITED: readonly (readonly [actor: RoleName, reached: Roles])[] = [
  ['Authentication Administrator', ACTED_ON_BY_AUTHENTICATION_ADMINISTRATOR],
  ['User Administrator', ACTED_ON_BY_USER_ADMINISTRATOR],
];

const isWithin = (target: Target, reached: Roles): boolean =>
  !target.isInRoleAssignableGroup && !target.hasRoleOverRestrictedUnit && [...target.roles].every((role) => reached.has(role));

/** True for somebody whom none of the limited roles reaches: a privileged administrator, or as protected as one. */
export function isPrivileged(target: Target): boolean {
  return !LIMITED.some(([, reached]) => isWithin(target, reached));
}

export function mayDisable(held: Roles, target: Target): boolean {
  return holdsAny(held, ACTS_ON_ANYBODY) || LIMITED.some(([actor, reached]) => held.has(actor) && isWithin(target, reached));
}
