/**
 * Rows of Entra's own logs, as far as Tapdesk keeps them. Entra forgets them after 7 to 30 days; here they stay as long as the
 * desk policy says. They are copies: unlike the journal nothing chains them, and exports say so.
 */
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

/** Whoever or whatever did it. `isApp`: an application acted by itself; then `userPrincipalName` is empty. */
export const Initiator = z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string(), isApp: z.boolean() });
export type Initiator = z.output<typeof Initiator>;

/** One directory audit. Values that changed, old or new, are not kept: only which properties did. Source: Graph, directoryAudit. */
export const AuditRow = z.object({
  /** Graph's id; unique in the tenant. */
  id: z.string(),
  at: instant,
  /** `activityDisplayName`. */
  activity: z.string(),
  /** `loggedByService`. */
  service: z.string(),
  category: z.string(),
  result: z.enum(['success', 'failure', 'timeout', 'unknown']),
  /** Free text: tells a pass from other methods, and holds PIM's justification. */
  resultReason: z.string(),
  correlationId: z.string(),
  by: Initiator.nullable(),
  targets: z.array(z.object({ id: z.string(), displayName: z.string(), userPrincipalName: z.string(), type: z.string() })).readonly(),
  /** `additionalDetails` by key, and only keys that join or explain; never a value of a changed property. */
  details: z.record(z.string(), z.string()),
  /** Names of the properties that changed. */
  changed: z.array(z.string()).readonly(),
});
export type AuditRow = z.output<typeof AuditRow>;

/** One sign-in. v1.0 does not say by which method, so it is never proof that a pass was used. Source: Graph, signIn; facts 8.4. */
export const SignInRow = z.object({
  id: z.string(),
  at: instant,
  personId: z.string(),
  displayName: z.string(),
  userPrincipalName: z.string(),
  app: z.string(),
  ipAddress: z.string(),
  /** Two letters; empty when the log does not say. */
  country: z.string(),
  city: z.string(),
  /** 0: it succeeded. */
  errorCode: z.int(),
  correlationId: z.string(),
});
export type SignInRow = z.output<typeof SignInRow>;

/** What a read of a pass has shown, kept because Graph forgets it with the pass. One a person, pass and reason. */
export const PassSeen = z.object({
  personId: z.string(),
  passId: z.string(),
  at: instant,
  /** `methodUsabilityReason`; `Gone` when the pass was not there any more. */
  reason: z.string(),
});
export type PassSeen = z.output<typeof PassSeen>;
