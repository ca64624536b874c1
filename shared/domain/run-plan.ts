/**
 * The plan of a run as it is kept: a document of the journal, named by its digest in the run's first line. What is read
 * back after a crash is what was decided, or nothing.
 */
import { z } from 'zod';
import { Limits, Tier, VerificationKind } from './limits';
import { PreflightLineId } from './rules';
import { RunRequest } from './run';
import { AppError, LimitProblem } from '../errors';

export const Planned = z.object({
  personId: z.guid(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  managerId: z.string().nullable(),
  managerName: z.string().nullable(),
  managerMail: z.string().nullable(),
  startDateTime: z.iso.datetime().nullable(),
  /** Where the person is: slips say times there. */
  timeZone: z.string().nullable(),
  lifetimeInMinutes: z.int().nullable(),
  isUsableOnce: z.boolean().nullable(),
  /** The pass that the dry run saw, live or not. */
  passId: z.string().nullable(),
  tier: Tier.nullable(),
  tierIsCertain: z.boolean(),
  /** Lines of the preflight that were answered for this person. */
  acknowledged: z.array(PreflightLineId).readonly(),
  verification: z.object({ kind: VerificationKind, against: z.string(), againstId: z.string(), at: z.iso.datetime() }).nullable(),
  delivery: Limits.shape.delivery.nullable(),
  quarantineDays: z.int(),
  /** Null: somebody to act on. */
  leftOut: z.object({ error: AppError.nullable(), problems: z.array(LimitProblem).readonly(), unanswered: z.array(PreflightLineId).readonly() }).nullable(),
});
export type Planned = z.output<typeof Planned>;

export const StoredPlan = z.object({
  version: z.literal(1),
  request: RunRequest.omit({ people: true }),
  acknowledged: z.array(PreflightLineId).readonly(),
  people: z.array(Planned).readonly(),
});
export type StoredPlan = z.output<typeof StoredPlan>;

/** @returns null for what this program did not write. */
export function storedPlanIn(text: string): StoredPlan | null {
  try {
    const plan = StoredPlan.safeParse(JSON.parse(text));
    return plan.success ? plan.data : null;
  } catch {
    return null;
  }
}
