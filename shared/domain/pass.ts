/**
 * A Temporary Access Pass (TAP) as Entra describes it, without its passcode.
 *
 * Pure: `now` is an argument. Unit of lifetimes: whole minutes.
 * Source: Microsoft Graph v1.0, temporaryAccessPassAuthenticationMethod and its policy configuration.
 */
import { z } from 'zod';

/** Graph's own bounds for `lifetimeInMinutes`, whole minutes; a tenant's policy may only be narrower. */
export const GRAPH_LIFETIME = { minimumMinutes: 10, maximumMinutes: 43_200 } as const;

/** No pass ends later than this after it was made: a start may lie 30 days ahead by any desk policy, and last 30 days. Milliseconds. */
export const LONGEST_PASS_MS = 60 * 86_400_000;

export const Pass = z.object({
  id: z.string().min(1),
  createdDateTime: z.iso.datetime({ offset: true }).nullable(),
  startDateTime: z.iso.datetime({ offset: true }),
  lifetimeInMinutes: z.int(),
  isUsableOnce: z.boolean(),
  isUsable: z.boolean(),
  /** An open string; documented: EnabledByPolicy, DisabledByPolicy, Expired, NotYetValid, OneTimeUsed. */
  methodUsabilityReason: z.string(),
});
export type Pass = z.output<typeof Pass>;

/** `all_users` as id means everybody. */
export const PassPolicyTarget = z.object({ id: z.string(), targetType: z.enum(['group', 'user']) });
export type PassPolicyTarget = z.output<typeof PassPolicyTarget>;

/** The tenant's TAP policy, as far as issuing needs it. */
export const PassPolicy = z.object({
  state: z.enum(['enabled', 'disabled']),
  defaultLifetimeInMinutes: z.int(),
  minimumLifetimeInMinutes: z.int(),
  maximumLifetimeInMinutes: z.int(),
  /** True: Entra makes every pass in the tenant one-time. */
  isUsableOnce: z.boolean(),
  /** Characters of a passcode, 8 to 48. */
  defaultLength: z.int().nullable(),
  includeTargets: z.array(PassPolicyTarget).readonly(),
  excludeTargets: z.array(PassPolicyTarget).readonly(),
});
export type PassPolicy = z.output<typeof PassPolicy>;

export type PassState = 'live' | 'not-yet-valid' | 'used' | 'expired' | 'disabled-by-policy' | 'unusable';

/** First and last instant that ISO 8601 says with a year of four digits. */
const FIRST_INSTANT = Date.parse('0000-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Graph returns no end: expiry is `startDateTime + lifetimeInMinutes`. An answer with an absurd lifetime is drawn to the
 * instants that can be written down, so that a pass with it can still be shown, asked about and revoked.
 */
export function expiryOf(pass: Pick<Pass, 'startDateTime' | 'lifetimeInMinutes'>): Date {
  const end = Date.parse(pass.startDateTime) + pass.lifetimeInMinutes * 60_000;
  return new Date(Math.max(FIRST_INSTANT, Math.min(LAST_INSTANT, end)));
}

/**
 * The state to show. Time decides over Graph's `isUsable`, which was true when it was read and may not be any more.
 */
export function passState(pass: Pass, now: Date): PassState {
  if (pass.methodUsabilityReason === 'OneTimeUsed') return 'used';
  if (expiryOf(pass) <= now || pass.methodUsabilityReason === 'Expired') return 'expired';
  if (pass.methodUsabilityReason === 'DisabledByPolicy') return 'disabled-by-policy';
  if (Date.parse(pass.startDateTime) > now.getTime()) return 'not-yet-valid';
  return pass.isUsable || pass.methodUsabilityReason === 'NotYetValid' ? 'live' : 'unusable';
}

/**
 * True while the pass can open the account now or later: such a pass is displaced by a create, so it must be asked about.
 * Graph's word counts beside the desk's clock, which may be fast: asking once too often harms nobody.
 */
export function canStillOpen(pass: Pass, now: Date): boolean {
  const state = passState(pass, now);
  // A start that Graph says is still to come, whatever the desk's clock thinks of it.
  const isToCome = pass.methodUsabilityReason === 'NotYetValid' || pass.methodUsabilityReason === 'DisabledByPolicy';
  return pass.isUsable || isToCome || state === 'live' || state === 'not-yet-valid' || state === 'disabled-by-policy';
}

/**
 * Whether the policy reaches the person, and if not, why. Exclusion beats inclusion.
 *
 * @param groupIds - Groups the person is in, nested ones too; compared without regard to case.
 */
export function targetOf(policy: Pick<PassPolicy, 'includeTargets' | 'excludeTargets'>, personId: string, groupIds: readonly string[]): 'included' | 'excluded' | 'not-included' {
  const held = new Set([personId, ...groupIds].map((id) => id.toLowerCase()));
  const hits = ({ id }: PassPolicyTarget) => id.toLowerCase() === 'all_users' || held.has(id.toLowerCase());
  if (policy.excludeTargets.some(hits)) return 'excluded';
  return policy.includeTargets.some(hits) ? 'included' : 'not-included';
}
