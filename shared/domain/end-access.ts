/**
 * Ending somebody's access as one act: what there is to end, what came of each step, and what this tool cannot end.
 */
import { z } from 'zod';
import { HeldPath } from './grant';
import { AppError } from '../errors';

/** People in one act. */
export const END_ACCESS_MAXIMUM = 200;

export const AccessStepKind = z.enum(['revoke-pass', 'end-grant', 'cancel-grant', 'revoke-sessions', 'disable-account']);
export type AccessStepKind = z.output<typeof AccessStepKind>;

/** One thing to end. */
export const AccessStep = z.object({
  /** Stable from preview to result: the kind, and the pass or schedule it is about. */
  id: z.string(),
  kind: AccessStepKind,
  /** The role or group; empty for the others. */
  what: z.string(),
  /** When it would end by itself; null where it would not. */
  endsAt: z.string().nullable(),
});
export type AccessStep = z.output<typeof AccessStep>;

/** `planned`: PIM takes no removal before `at`, and Tapdesk sends it then, also after a restart. */
export const AccessStepState = z.discriminatedUnion('state', [
  /** `stillHeld`: the same access by another path, which this step left alone. */
  z.object({ state: z.literal('done'), provenAt: z.iso.datetime(), stillHeld: z.array(HeldPath).readonly(), isUnsure: z.boolean().optional() }),
  z.object({ state: z.literal('planned'), at: z.iso.datetime() }),
  z.object({ state: z.literal('not-done'), error: AppError }),
]);
export type AccessStepState = z.output<typeof AccessStepState>;

/** What stays although access was ended. */
export const Leftover = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('permanent-role'), what: z.string(), scopeName: z.string() }),
  z.object({ kind: z.literal('role-through-group'), what: z.string(), scopeName: z.string() }),
  /** Groups the person is in that no grant made. */
  z.object({ kind: z.literal('groups'), count: z.int(), names: z.array(z.string()).readonly() }),
  /** Access tokens already handed out live on for about an hour. */
  z.object({ kind: z.literal('tokens') }),
  /** Something that could not be read may be left: what, and who could read it. */
  z.object({ kind: z.literal('not-read'), what: z.enum(['pass', 'role-grants', 'eligible-roles', 'group-grants', 'groups', 'methods']), needs: z.string(), /** It was not refused, it failed: the next try may read it. */ mayPass: z.boolean().optional() }),
  /** Registered methods stay: whoever can sign in with one, can once the account is enabled. */
  z.object({ kind: z.literal('methods'), count: z.int() }),
  /** The account lives in another tenant: blocking it there is its administrators' to do. */
  z.object({ kind: z.literal('account-elsewhere') }),
]);
export type Leftover = z.output<typeof Leftover>;

const Who = z.object({ personId: z.guid(), displayName: z.string(), userPrincipalName: z.string() });

export const AccessPreview = Who.extend({
  accountEnabled: z.boolean().nullable(),
  steps: z.array(AccessStep).readonly(),
  leftovers: z.array(Leftover).readonly(),
});
export type AccessPreview = z.output<typeof AccessPreview>;

export const AccessResult = Who.extend({
  steps: z.array(AccessStep.extend({ result: AccessStepState })).readonly(),
  leftovers: z.array(Leftover).readonly(),
  /** Every step is done and proven, and everything that could have been ended was read. */
  isComplete: z.boolean(),
});
export type AccessResult = z.output<typeof AccessResult>;

/** An act of ending access that is not complete for everybody it was begun for. */
export const OpenAccessAct = z.object({
  actId: z.guid(),
  at: z.iso.datetime(),
  by: z.string(),
  ticket: z.string(),
  reason: z.string(),
  disable: z.boolean(),
  people: z.array(Who).readonly(),
});
export type OpenAccessAct = z.output<typeof OpenAccessAct>;
