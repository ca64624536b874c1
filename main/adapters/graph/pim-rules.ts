/**
 * PIM's rules for a role or a group: seven of the seventeen that every policy has. All seven must be there; half a policy
 * would pass for one that asks nothing. Source: Graph v1.0, "Rules in PIM", unifiedRoleManagementPolicyAssignment; facts 5.5.
 */
import { z } from 'zod';
import { type GrantTarget, type PimNeed, type PimRules, targetKey, TENANT_SCOPE } from '../../../shared/domain/grant';
import type { Known } from '../../../shared/domain/known';
import type { AppError } from '../../../shared/errors';
import { ok, type Result } from '../../../shared/result';
import type { BatchRead } from './batch';
import { type Answer, NO_ANSWER } from './call';
import type { Graph } from './client';
import { knownOf } from './known';
import { queryString, stringLiteral } from './odata';
import { parse } from './parse';
import { text } from './person-row';
import { readAll } from './pim-batches';
import { minutesOf } from './pim-duration';

const NEEDS: Readonly<Record<string, PimNeed>> = { MultiFactorAuthentication: 'mfa', Justification: 'justification', Ticketing: 'ticket' };
/** Stands for whoever it is for each person. */
const MANAGER = 'the person’s manager';

const Duration = z.string().transform((duration, context) => {
  const minutes = minutesOf(duration);
  if (minutes === null) context.addIssue({ code: 'custom', message: 'is no duration' });
  return minutes ?? z.NEVER;
});
const expiration = <Id extends string>(id: Id) => z.object({ id: z.literal(id), isExpirationRequired: z.boolean(), maximumDuration: Duration.nullish() });
const enablement = <Id extends string>(id: Id) => z.object({ id: z.literal(id), enabledRules: z.array(z.string()) });
const Approver = z.object({ '@odata.type': text, description: text, userId: text, groupId: text, id: text });
const Approval = z.object({
  id: z.literal('Approval_EndUser_Assignment'),
  setting: z.object({ isApprovalRequired: z.boolean(), approvalStages: z.array(z.object({ primaryApprovers: z.array(Approver).nullish() })).nullish() }),
});
const AuthenticationContext = z.object({ id: z.literal('AuthenticationContext_EndUser_Assignment'), isEnabled: z.boolean() });

/** Picks the rule by its id, and holds it to its schema. */
const Rules = z.array(z.looseObject({ id: z.string() })).transform((rules) => Object.fromEntries(rules.map((rule) => [rule.id, rule]))).pipe(
  z.object({
    Expiration_Admin_Assignment: expiration('Expiration_Admin_Assignment'),
    Enablement_Admin_Assignment: enablement('Enablement_Admin_Assignment'),
    Expiration_Admin_Eligibility: expiration('Expiration_Admin_Eligibility'),
    Enablement_Admin_Eligibility: enablement('Enablement_Admin_Eligibility'),
    Expiration_EndUser_Assignment: expiration('Expiration_EndUser_Assignment'),
    Enablement_EndUser_Assignment: enablement('Enablement_EndUser_Assignment'),
    Approval_EndUser_Assignment: Approval,
    AuthenticationContext_EndUser_Assignment: AuthenticationContext,
  }),
);
const Assignments = z.object({ value: z.tuple([z.object({ policy: z.object({ rules: Rules }) })], z.unknown()) });

export async function rulesOf(graph: Graph, targets: readonly GrantTarget[]): Promise<Result<Readonly<Record<string, Known<PimRules>>>, AppError>> {
  const byKey = new Map(targets.map((target) => [targetKey(target), target]));
  const sent = await readAll(graph, [...byKey].map(([key, target]) => [key, rulesRead(target)]));
  if (!sent.ok) return sent;
  return ok(Object.fromEntries([...byKey].map(([key, target]) => [key, rulesIn(sent.value[key] ?? NO_ANSWER, target)])));
}

/** The filter by scope and type of scope is not optional. */
function rulesRead({ kind, id }: GrantTarget): BatchRead {
  const [scope, type, definition] = kind === 'role' ? [TENANT_SCOPE, 'DirectoryRole', id] : [id, 'Group', kind];
  const filter = `scopeId eq ${stringLiteral(scope)} and scopeType eq ${stringLiteral(type)} and roleDefinitionId eq ${stringLiteral(definition)}`;
  return { path: `/policies/roleManagementPolicyAssignments${queryString({ $filter: filter, $expand: 'policy($expand=rules)' })}` };
}

function rulesIn(answer: Answer, { kind }: GrantTarget): Known<PimRules> {
  const feature = kind === 'role' ? 'roleRules' : 'groupRules';
  const read = parse(answer, Assignments, { feature, what: 'policy', effect: 'read' });
  return knownOf(read.ok ? ok(pimRules(read.value.value[0].policy.rules)) : read, feature);
}

function pimRules(rules: z.output<typeof Rules>): PimRules {
  const { setting } = rules.Approval_EndUser_Assignment;
  const approvers = (setting.approvalStages ?? []).flatMap(({ primaryApprovers }) => (primaryApprovers ?? []).map(nameOf)).filter((name) => name !== '');
  return {
    active: { ...boundOf(rules.Expiration_Admin_Assignment), needs: needsIn(rules.Enablement_Admin_Assignment) },
    eligible: { ...boundOf(rules.Expiration_Admin_Eligibility), needs: needsIn(rules.Enablement_Admin_Eligibility) },
    activation: {
      longestMinutes: boundOf(rules.Expiration_EndUser_Assignment).longestMinutes,
      needs: needsIn(rules.Enablement_EndUser_Assignment),
      needsApproval: setting.isApprovalRequired,
      approvers: [...new Set(approvers)],
      hasAuthenticationContext: rules.AuthenticationContext_EndUser_Assignment.isEnabled,
    },
  };
}

/** A maximum that is set stands also where no end is required. */
function boundOf({ isExpirationRequired, maximumDuration }: { readonly isExpirationRequired: boolean; readonly maximumDuration?: number | null | undefined }) {
  return { longestMinutes: maximumDuration ?? null, mustEnd: isExpirationRequired };
}

function needsIn({ enabledRules }: { readonly enabledRules: readonly string[] }): readonly PimNeed[] {
  return [...new Set(enabledRules.flatMap((rule) => (Object.hasOwn(NEEDS, rule) ? (NEEDS[rule] ?? []) : [])))];
}

function nameOf({ '@odata.type': type, description, userId, groupId, id }: z.output<typeof Approver>): string {
  return description ?? userId ?? groupId ?? id ?? (/requestorManager$/i.test(type ?? '') ? MANAGER : '');
}
