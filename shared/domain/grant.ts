/**
 * A grant: a role or a group membership that ends by itself, made through Privileged Identity Management (PIM).
 *
 * Names mirror Graph v1.0: unifiedRoleAssignmentSchedule, unifiedRoleEligibilitySchedule and their twins for groups.
 * Unit of lengths: whole minutes.
 */
import { z } from 'zod';

/** PIM makes no assignment shorter than this, and removes none that is younger. Minutes. Source: Entra, "Assign Entra roles in PIM". */
export const PIM_FLOOR_MINUTES = 5;

/** `role`: a directory role; `member`, `owner`: of a group. */
export const GrantKind = z.enum(['role', 'member', 'owner']);
export type GrantKind = z.output<typeof GrantKind>;

/** What is granted. `id`: of the role definition (for a built-in role its template id) or of the group; in lower case. */
export const GrantTarget = z.object({ kind: GrantKind, id: z.guid().toLowerCase() });
export type GrantTarget = z.output<typeof GrantTarget>;

/** `eligible`: the person may activate it under PIM's rules; `active`: holds it. */
export const GrantHow = z.enum(['active', 'eligible']);
export type GrantHow = z.output<typeof GrantHow>;

/** The whole tenant. A group has no other scope. */
export const TENANT_SCOPE = '/';
const UNIT_PREFIX = '/administrativeUnits/';
/** `/` or `/administrativeUnits/{id}`. Source: Entra, "Assign roles at administrative unit scope". */
export const GrantScope = z.string().regex(/^\/(?:administrativeUnits\/[0-9a-f-]{36})?$/i, { error: 'must be "/" or "/administrativeUnits/{id}"' });

export const scopeOfUnit = (unitId: string): string => `${UNIT_PREFIX}${unitId}`;
/** Null for the tenant. */
export const unitOfScope = (scope: string): string | null => (scope.startsWith(UNIT_PREFIX) ? scope.slice(UNIT_PREFIX.length) : null);

const instant = z.iso.datetime({ offset: true });

/** One schedule of PIM's, and whether it has taken effect. */
export const Grant = z.object({
  /** Id of the schedule; of a permanent assignment, what PIM gives in its place. */
  scheduleId: z.string().min(1),
  /** The request that made it; null where PIM does not say. */
  requestId: z.string().nullable(),
  target: GrantTarget,
  targetName: z.string(),
  how: GrantHow,
  /** See {@link GrantScope}; another form than those is kept as Graph wrote it. */
  scope: z.string(),
  scopeName: z.string(),
  person: z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string() }),
  startDateTime: instant.nullable(),
  /** Null: without an end. */
  endDateTime: instant.nullable(),
  /** When it was made; null where PIM does not say. */
  createdDateTime: instant.nullable(),
  /** `future`: starts later. `provisioning`: should hold already, and no instance is there yet. `live`: an instance is there. */
  state: z.enum(['live', 'future', 'provisioning']),
  /** `group`: through a group that holds the role; ending it is not possible here. */
  path: z.enum(['direct', 'group']),
  /** `activated`: by the person, under PIM's rules. */
  assignment: z.enum(['assigned', 'activated']),
});
export type Grant = z.output<typeof Grant>;

/** Whether Tapdesk may end it: a direct grant with an end. Permanent ones and those through a group are listed, never touched. */
export function isTimeBound(grant: Pick<Grant, 'endDateTime' | 'path'>): boolean {
  return grant.endDateTime !== null && grant.path === 'direct';
}

/** Names what a grant gives, for comparing and as a key. */
export function targetKey({ kind, id }: GrantTarget): string {
  return `${kind}:${id.toLowerCase()}`;
}

export function isSameAccess(one: Pick<Grant, 'target' | 'scope'>, other: Pick<Grant, 'target' | 'scope'>): boolean {
  return targetKey(one.target) === targetKey(other.target) && one.scope.toLowerCase() === other.scope.toLowerCase();
}

/** PIM takes a removal from this instant on. Epoch milliseconds; null when PIM does not say when the grant was made. */
export function removableFrom(grant: Pick<Grant, 'createdDateTime' | 'startDateTime'>): number | null {
  const begun = [grant.createdDateTime, grant.startDateTime].filter((at) => at !== null).map(Date.parse);
  return begun.length === 0 ? null : Math.max(...begun) + PIM_FLOOR_MINUTES * 60_000;
}

/** What PIM asks of whoever grants or activates. */
export const PimNeed = z.enum(['mfa', 'justification', 'ticket']);
export type PimNeed = z.output<typeof PimNeed>;

const Bound = z.object({
  /** Longest, minutes; null: PIM sets none. 0: the tenant's rule is broken and refuses every length. */
  longestMinutes: z.int().min(0).nullable(),
  /** Whether it must have an end. */
  mustEnd: z.boolean(),
  needs: z.array(PimNeed).readonly(),
});

/** The rules of PIM's policy for one role or group that matter here. Enforced by Entra. */
export const PimRules = z.object({
  /** Expiration_Admin_Assignment and Enablement_Admin_Assignment. MFA is asked of the session of whoever grants. */
  active: Bound,
  /** Expiration_Admin_Eligibility and Enablement_Admin_Eligibility. */
  eligible: Bound,
  /** What the person meets when activating; approval covers activation alone, never an assignment by an administrator. */
  activation: Bound.omit({ mustEnd: true }).extend({ needsApproval: z.boolean(), approvers: z.array(z.string()).readonly(), hasAuthenticationContext: z.boolean() }),
});
export type PimRules = z.output<typeof PimRules>;

/** Where a grant comes from. `unknown`: neither the journal nor PIM's audit could tell. */
export const GrantOrigin = z.enum(['tapdesk', 'outside', 'unknown']);

/** A grant with what the journal and PIM's own records say about it. */
export const GrantRow = Grant.extend({
  origin: GrantOrigin,
  /** Who made it; empty when nobody could be told. */
  by: z.string(),
  reason: z.string(),
  ticket: z.string(),
  /** Id of the template, and of the task pass it belongs to; empty without one. */
  template: z.string(),
  taskId: z.string(),
  /** The operator has asked to end it, and PIM takes the removal from then on. */
  endsEarlyAt: z.iso.datetime().nullable(),
});
export type GrantRow = z.output<typeof GrantRow>;

/** The same access by another path, so that ending one grant does not end the access. */
export const HeldPath = z.object({ scheduleId: z.string(), path: Grant.shape.path, assignment: Grant.shape.assignment, how: GrantHow, endDateTime: instant.nullable(), scopeName: z.string() });
export type HeldPath = z.output<typeof HeldPath>;

/** Whether a grant starts and ends; exactly one of the two ends is given. */
export const GrantTime = z.object({
  /** Null: at once. */
  startDateTime: z.iso.datetime().nullable(),
  /** From the start on. */
  minutes: z.int().min(1).max(1_051_200).nullable(),
  until: z.iso.datetime().nullable(),
});
export type GrantTime = z.output<typeof GrantTime>;

/**
 * When it would end, epoch milliseconds; NaN unless exactly one of the two ends is given, and minutes are whole. A start that
 * has passed counts as now, as PIM takes it (facts 5.2).
 */
export function endOf({ startDateTime, minutes, until }: GrantTime, now: Date): number {
  if (until !== null) return minutes === null ? Date.parse(until) : Number.NaN;
  const start = startDateTime === null ? now.getTime() : Math.max(now.getTime(), Date.parse(startDateTime));
  return minutes !== null && Number.isInteger(minutes) ? start + minutes * 60_000 : Number.NaN;
}
