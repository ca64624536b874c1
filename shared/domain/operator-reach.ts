/**
 * Whom an operator's roles let them issue a pass to. Template ids are the same in every tenant.
 * Source: Entra, "Privileged roles and permissions", who can perform sensitive actions; facts 1.6. Pure.
 */
import type { Known } from './known';
import type { Role } from './person';

const AUTHENTICATION_ADMINISTRATOR = 'c4e39bd9-1100-46d3-8c65-fb160da0071f';
const PRIVILEGED_AUTHENTICATION_ADMINISTRATOR = '7be44c8a-adaf-4e2a-84d6-ab2649e08a13';
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

/**
 * Roles whose holders an Authentication Administrator may still act on: Authentication Administrator, Directory Readers,
 * Guest Inviter, Message Center Reader, Password Administrator, Reports Reader, User Experience Success Manager, Usage
 * Summary Reports Reader. Any other role, built-in or custom, protects its holder.
 */
const WITHIN_REACH = new Set([
  AUTHENTICATION_ADMINISTRATOR,
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  '966707d0-3269-4727-9be2-8c3a10f19b9d',
  '4a5d8f65-41da-4de4-8968-e035b65339cf',
  '27460883-1df1-4691-b032-3b79643e5e63',
  '75934031-6c7e-415a-99d7-48dbd49e875e',
]);

export type Reach =
  | { readonly state: 'yes' }
  /** Only a Privileged Authentication Administrator may act on this person. */
  | { readonly state: 'no'; readonly because: string }
  /** None of the roles that issue passes was seen. One held for an administrative unit does not show. */
  | { readonly state: 'no-role-seen' };

type Target = {
  readonly roles: Known<readonly Role[]>;
  readonly roleAssignableGroups: Known<readonly string[]>;
  readonly ownedRoleAssignableGroups: Known<readonly string[]>;
};

/** What could not be read about the person counts as nothing here: the preflight says so on its own line. */
export function reachOf(operatorRoles: readonly Role[], target: Target): Reach {
  const held = new Set(operatorRoles.map(({ templateId }) => templateId.toLowerCase()));
  if (held.has(PRIVILEGED_AUTHENTICATION_ADMINISTRATOR) || held.has(GLOBAL_ADMINISTRATOR)) return { state: 'yes' };
  if (!held.has(AUTHENTICATION_ADMINISTRATOR)) return { state: 'no-role-seen' };
  const role = target.roles.known ? target.roles.value.find(({ templateId }) => !WITHIN_REACH.has(templateId.toLowerCase())) : undefined;
  if (role) return { state: 'no', because: role.displayName };
  const groups = [target.roleAssignableGroups, target.ownedRoleAssignableGroups].flatMap((fact) => (fact.known ? fact.value : []));
  return groups[0] === undefined ? { state: 'yes' } : { state: 'no', because: groups[0] };
}
