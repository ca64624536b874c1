/**
 * Whether a request keeps to the floor of five minutes and to the policy. Source: Entra, "Assign Entra roles in PIM" (an
 * assignment cannot be shorter, and cannot be removed earlier); Graph, "Rules in PIM".
 */
import { millisecondsOf } from './duration';
import { policyFailed, tooShort } from './refusals';
import type { Bound } from './rules';
import type { ScheduleInfo, Ticket } from './schedule';

export const FLOOR_MS = 300_000;

export type Given = {
  readonly justification: string | null;
  readonly ticket: Ticket;
  /** Whether the caller's session holds a proof of multifactor authentication; PIM asks the caller's, not the person's. */
  readonly hasMfa: boolean;
};

/** A maximum counts only where an end is required: what may be permanent may be of any length. The service is silent on it. */
function keepsToLength({ startsAt, endsAt }: ScheduleInfo, { isExpirationRequired, maximumDuration }: Bound): boolean {
  if (!isExpirationRequired) return true;
  return endsAt !== null && endsAt - startsAt <= (millisecondsOf(maximumDuration) ?? 0);
}

/** @param info - From now or later: an extension is as long as what is left. */
export function checkLimits(info: ScheduleInfo, startedAt: number, bound: Bound, { justification, ticket, hasMfa }: Given): void {
  if (info.endsAt !== null && info.endsAt - startedAt < FLOOR_MS) throw tooShort();
  const { enabledRules } = bound;
  const failed = [
    ...(keepsToLength(info, bound) ? [] : ['ExpirationRule']),
    ...(enabledRules.includes('Justification') && !justification?.trim() ? ['JustificationRule'] : []),
    ...(enabledRules.includes('Ticketing') && !ticket.ticketNumber?.trim() ? ['TicketingRule'] : []),
    ...(enabledRules.includes('MultiFactorAuthentication') && !hasMfa ? ['MfaRule'] : []),
  ];
  if (failed.length > 0) throw policyFailed(failed);
}
