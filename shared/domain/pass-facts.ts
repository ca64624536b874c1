/**
 * What decides about a pass, read in one exchange: who the person is, what the tenant allows, who asks, and how much this
 * desk has issued already. The form and the main process judge the same shape with the same function.
 */
import { z } from 'zod';
import { ContractFacts } from './contract';
import { known } from './known';
import { Pass, PassPolicy } from './pass';
import { PersonRow, PersonReference, RecentChange, RegisteredMethod, Role } from './person';

export const PassUse = z.object({
  /** Passes this operator issued on this desk within the last hour and day, as the journal has them. */
  operatorHour: z.int(),
  operatorDay: z.int(),
  /** When this desk last issued a pass to the person within the last 24 hours; null when it did not. */
  lastForPerson: z.iso.datetime().nullable(),
});
export type PassUse = z.output<typeof PassUse>;

const roles = known(z.array(Role).readonly());
const texts = known(z.array(z.string()).readonly());

export const PassFacts = z.object({
  person: PersonRow.pick({ id: true, displayName: true, userPrincipalName: true, mail: true, accountEnabled: true, kind: true }).extend({
    employeeType: z.string().nullable(),
    mobilePhone: z.string().nullable(),
    businessPhones: z.array(z.string()).readonly(),
  }),
  manager: known(PersonReference.nullable()),
  roles,
  eligibleRoles: roles,
  /** Names of role-assignable groups the person is a member of, and of those the person owns. */
  roleAssignableGroups: texts,
  ownedRoleAssignableGroups: texts,
  /** Ids of all groups, nested ones too. */
  groupIds: texts,
  contract: ContractFacts,
  policy: known(PassPolicy),
  methods: known(z.array(RegisteredMethod).readonly()),
  recentChanges: known(z.array(RecentChange).readonly()),
  /** Null: no pass. */
  pass: Pass.nullable(),
  operator: z.object({
    id: z.string(),
    /** Active directory roles at tenant scope. A role held for one administrative unit does not show here. */
    roles,
    groupIds: texts,
    /** Graph permissions in the operator's token; null when the sign-in service did not say. */
    scopes: z.array(z.string()).readonly().nullable(),
  }),
  /** Earliest end of the grants of the task the pass is for; null without a task. */
  taskEndsAt: z.iso.datetime().nullable(),
  use: PassUse,
  /** How far Graph's clock is ahead of this desk's, milliseconds; null while no answer has told. */
  clockSkewMs: z.number().nullable(),
  /** When the answers left Graph, by this desk's clock. */
  readAt: z.iso.datetime(),
});
export type PassFacts = z.output<typeof PassFacts>;
