/**
 * The limits on issuing a pass. One pure function, called by the form as one types and by the main process before the
 * call, so the two can never disagree. Built-in limits only for now; the desk policy will narrow {@link DESK_LIMITS}.
 */
import type { LimitProblem } from '../errors';
import { GRAPH_LIFETIME, type PassPolicy } from './pass';
import type { PersonKind } from './person';

/** What this tool allows without a desk policy: strict on purpose. Minutes, days and characters as named. */
export const DESK_LIMITS = {
  minimumMinutes: 10,
  maximumMinutes: 480,
  defaultMinutes: 60,
  maximumStartDays: 14,
  reasonMinimum: 5,
  reasonMaximum: 500,
  ticketMaximum: 64,
  /** Letters, digits and the separators ticket systems use; required. */
  ticketPattern: '^[A-Za-z0-9][A-Za-z0-9#_./-]{1,63}$',
} as const;

/** A start this close to the desk's clock, in either direction, counts as "now": clocks differ. Minutes. */
const START_SLACK_MINUTES = 2;

export type IssueRequest = {
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  /** Null: usable at once. */
  readonly startDateTime: string | null;
  readonly reason: string;
  readonly ticket: string;
};

export type IssueCircumstances = {
  /** Null when the operator may not read it: Graph's own bounds then hold, and Entra still refuses. */
  readonly policy: PassPolicy | null;
  readonly person: { readonly id: string; readonly kind: PersonKind; readonly accountEnabled: boolean | null };
  readonly operatorId: string;
  readonly now: Date;
};

export type LifetimeBounds = {
  readonly minimumMinutes: number;
  readonly maximumMinutes: number;
  readonly defaultMinutes: number;
  readonly minimumFrom: 'Entra' | 'Tapdesk';
  readonly maximumFrom: 'Entra' | 'Tapdesk';
};

/** The tightest of Graph's bounds, the tenant's policy and this tool's limits. May be empty (minimum above maximum). */
export function lifetimeBounds(policy: PassPolicy | null): LifetimeBounds {
  const tenantMinimum = Math.max(GRAPH_LIFETIME.minimumMinutes, policy?.minimumLifetimeInMinutes ?? 0);
  const tenantMaximum = Math.min(GRAPH_LIFETIME.maximumMinutes, policy?.maximumLifetimeInMinutes ?? Infinity);
  const minimumMinutes = Math.max(tenantMinimum, DESK_LIMITS.minimumMinutes);
  const maximumMinutes = Math.min(tenantMaximum, DESK_LIMITS.maximumMinutes);
  const preferred = policy?.defaultLifetimeInMinutes ?? DESK_LIMITS.defaultMinutes;
  return {
    minimumMinutes,
    maximumMinutes,
    defaultMinutes: Math.max(minimumMinutes, Math.min(maximumMinutes, preferred)),
    minimumFrom: tenantMinimum >= DESK_LIMITS.minimumMinutes ? 'Entra' : 'Tapdesk',
    maximumFrom: tenantMaximum <= DESK_LIMITS.maximumMinutes ? 'Entra' : 'Tapdesk',
  };
}

/** @returns every rule the request breaks; empty when it may be sent. Never throws, whatever the input. */
export function issueProblems(request: IssueRequest, { policy, person, operatorId, now }: IssueCircumstances): readonly LimitProblem[] {
  const problems: LimitProblem[] = [];
  if (person.id.toLowerCase() === operatorId.toLowerCase()) problems.push({ rule: 'self-issue' });
  if (person.kind === 'external-guest' || person.kind === 'external-member') problems.push({ rule: 'external-guest' });
  if (person.accountEnabled === false) problems.push({ rule: 'account-disabled' });
  if (policy?.state === 'disabled') problems.push({ rule: 'method-disabled' });

  const { minimumMinutes, maximumMinutes, minimumFrom, maximumFrom } = lifetimeBounds(policy);
  const minutes = request.lifetimeInMinutes;
  if (!Number.isInteger(minutes) || minutes < minimumMinutes || minutes > maximumMinutes) {
    const enforcedBy = minutes < minimumMinutes ? minimumFrom : maximumFrom;
    problems.push({ rule: 'lifetime-out-of-range', minimumMinutes, maximumMinutes, enforcedBy });
  }
  if (policy?.isUsableOnce && !request.isUsableOnce) problems.push({ rule: 'one-time-required' });

  if (request.startDateTime !== null) {
    const startsInMinutes = (Date.parse(request.startDateTime) - now.getTime()) / 60_000;
    // A start that is no instant fails this comparison as well, as it must.
    if (!(startsInMinutes >= -START_SLACK_MINUTES)) problems.push({ rule: 'start-in-past' });
    if (startsInMinutes > DESK_LIMITS.maximumStartDays * 1440) problems.push({ rule: 'start-too-far', maximumDays: DESK_LIMITS.maximumStartDays });
  }

  const reason = request.reason.trim();
  if (reason.length < DESK_LIMITS.reasonMinimum || reason.length > DESK_LIMITS.reasonMaximum) {
    problems.push({ rule: 'reason-length', minimum: DESK_LIMITS.reasonMinimum, maximum: DESK_LIMITS.reasonMaximum });
  }
  if (!new RegExp(DESK_LIMITS.ticketPattern, 'u').test(request.ticket.trim())) {
    problems.push({ rule: 'ticket-pattern', pattern: DESK_LIMITS.ticketPattern });
  }
  return problems;
}
