/**
 * Which tier a person belongs to, from what could be read. Pure.
 *
 * A person is privileged who holds or is eligible for an admin role, or is member or owner of a role-assignable group.
 * Roles that only read reports or invite guests do not count. Source: Entra, privileged roles and permissions.
 */
import { contractorRule, type Contractors, type MembershipFacts } from './contract';
import type { Known, Unread } from './known';
import type { Tier } from './limits';
import type { PersonKind, Role } from './person';


export type TierFacts = {
  readonly kind: PersonKind;
  readonly employeeType: string | null;
  readonly roles: Known<readonly Role[]>;
  readonly eligibleRoles: Known<readonly Role[]>;
  /** As member. */
  readonly roleAssignableGroups: Known<readonly string[]>;
  readonly ownedRoleAssignableGroups: Known<readonly string[]>;
  readonly contract: MembershipFacts;
};

export type TierVerdict = {
  readonly tier: Tier;
  /** What made the tier: a role, a group, the kind of account. Empty for a standard member. */
  readonly because: string;
  /** Facts that could not be read and could make the person privileged; empty when the tier is certain. */
  readonly unread: readonly Unread[];
};

/** Role template ids that open nothing worth protecting: Directory Readers, Guest Inviter, Message Center Reader, Reports Reader, User Experience Success Manager, Usage Summary Reports Reader. */
const HARMLESS = new Set([
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  '95e79109-95c0-4d8e-aee3-d01accf2d47b',
  '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  '4a5d8f65-41da-4de4-8968-e035b65339cf',
  '27460883-1df1-4691-b032-3b79643e5e63',
  '75934031-6c7e-415a-99d7-48dbd49e875e',
]);

export function isAdminRole({ templateId }: Role): boolean {
  return !HARMLESS.has(templateId.toLowerCase());
}

export function tierOf(facts: TierFacts, contractors: Contractors): TierVerdict {
  const { roles, eligibleRoles, roleAssignableGroups, ownedRoleAssignableGroups } = facts;
  const sources = [roles, roleAssignableGroups, ownedRoleAssignableGroups, eligibleRoles];
  const unread = sources.filter((source): source is Unread => !source.known);
  const privilege = privilegeIn(facts);
  if (privilege !== null) return { tier: 'privileged', because: privilege, unread: [] };
  if (facts.kind === 'external-guest' || facts.kind === 'external-member') return { tier: 'external-guest', because: 'the account lives in another tenant', unread };
  const rule = contractorRule(facts, contractors);
  if (rule.because !== null) return { tier: 'contractor', because: rule.because, unread };
  return { tier: 'standard', because: '', unread: [...unread, ...rule.unread] };
}

function privilegeIn({ roles, eligibleRoles, roleAssignableGroups, ownedRoleAssignableGroups }: TierFacts): string | null {
  const held = valueOf(roles).find(isAdminRole);
  if (held) return held.displayName;
  const eligible = valueOf(eligibleRoles).find(isAdminRole);
  if (eligible) return `eligible for ${eligible.displayName}`;
  const [member] = valueOf(roleAssignableGroups);
  if (member !== undefined) return `member of ${member}`;
  const [owned] = valueOf(ownedRoleAssignableGroups);
  return owned === undefined ? null : `owner of ${owned}`;
}

function valueOf<T>(fact: Known<readonly T[]>): readonly T[] {
  return fact.known ? fact.value : [];
}
