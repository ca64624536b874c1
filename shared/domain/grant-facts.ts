/**
 * What decides about a grant: who the person is, what may be granted at this desk, PIM's own rules for each, and what the
 * person holds already. The form and the main process judge the same shape with the same function.
 */
import { z } from 'zod';
import { ContractFacts } from './contract';
import { Grant, GrantTarget, PimRules } from './grant';
import { known } from './known';
import { PersonReference, PersonRow, Role } from './person';

const roles = known(z.array(Role).readonly());
const texts = known(z.array(z.string()).readonly());

/** One thing that may be granted at this desk. */
export const GrantOption = z.object({
  target: GrantTarget,
  displayName: z.string(),
  description: z.string(),
  /** Longest by the desk policy, minutes. */
  longestMinutes: z.int(),
  as: z.enum(['active', 'eligible', 'choose']),
  where: z.enum(['tenant', 'units', 'both']),
  rules: known(PimRules),
  /** Groups: whether PIM can manage it at all. */
  refusedBecause: z.enum(['dynamic', 'synced', 'role-assignable']).nullable(),
});
export type GrantOption = z.output<typeof GrantOption>;

export const UnitOption = z.object({ id: z.string(), displayName: z.string(), isRestricted: z.boolean() });
export type UnitOption = z.output<typeof UnitOption>;

export const GrantFacts = z.object({
  person: PersonRow.pick({ id: true, displayName: true, userPrincipalName: true, accountEnabled: true, kind: true }).extend({ employeeType: z.string().nullable() }),
  contract: ContractFacts,
  roles,
  eligibleRoles: roles,
  roleAssignableGroups: texts,
  ownedRoleAssignableGroups: texts,
  manager: known(PersonReference.nullable()),
  catalogue: z.array(GrantOption).readonly(),
  /** Administrative units to choose from. */
  units: known(z.array(UnitOption).readonly()),
  /** What the person holds or will hold through PIM. */
  grants: known(z.array(Grant).readonly()),
  /** Kinds of which a part could not be read; what is there may overlap with what is asked. */
  unreadGrants: z.array(z.enum(['role', 'group'])).readonly().optional(),
  operator: z.object({ id: z.string(), roles, groupIds: texts, ownedGroupIds: texts, scopes: z.array(z.string()).readonly().nullable() }),
  clockSkewMs: z.number().nullable(),
  readAt: z.iso.datetime(),
});
export type GrantFacts = z.output<typeof GrantFacts>;
