/**
 * Schedules and the requests that make them. A schedule is current or future; while it is current there is an instance
 * of it. Instants are epoch milliseconds. Source: Graph, unifiedRoleAssignmentSchedule and its twins.
 */
import type { Cause } from '../passes/pass';
import type { Access, How } from './access';

export const ACTIONS = ['adminAssign', 'adminUpdate', 'adminRemove', 'adminExtend', 'adminRenew', 'selfActivate', 'selfDeactivate'] as const;
export type Action = (typeof ACTIONS)[number];

export type Expiration = { readonly type: 'afterDuration' | 'afterDateTime' | 'noExpiration'; readonly endDateTime: string | null; readonly duration: string | null };
export type ScheduleInfo = { readonly startsAt: number; /** Null: without an end. */ readonly endsAt: number | null; readonly expiration: Expiration };
export type Ticket = { readonly ticketNumber: string | null; readonly ticketSystem: string | null };

export type Schedule = {
  readonly id: string;
  readonly how: How;
  readonly principalId: string;
  readonly access: Access;
  /** `Activated`: by the principal, out of an eligibility. */
  readonly assignmentType: 'Assigned' | 'Activated';
  /** Id of the request that made it. */
  readonly createdUsing: string;
  readonly createdAt: number;
  readonly modifiedAt: number | null;
  readonly info: ScheduleInfo;
  /** From then on there is an instance. */
  readonly provisionedAt: number;
  /** Taken back before its end; the instance may linger for a moment. */
  readonly removedAt: number | null;
};

export type ScheduleRequest = {
  readonly id: string;
  readonly how: How;
  readonly principalId: string;
  readonly access: Access;
  readonly action: Action;
  readonly createdAt: number;
  readonly callerId: string;
  readonly justification: string | null;
  readonly ticket: Ticket;
  /** Null for removals. */
  readonly info: ScheduleInfo | null;
  /** Null for removals that name none. */
  readonly targetScheduleId: string | null;
  readonly isValidationOnly: boolean;
  /** A status that time does not change any more; null while it follows from the clock. */
  readonly settled: 'Canceled' | 'Revoked' | 'PendingApproval' | 'Provisioned' | 'Granted' | null;
  readonly provisionedAt: number | null;
};

/** Future ones show `Granted` until they start. Source: Graph, example of a scheduled activation. */
export function statusOf({ settled, info, provisionedAt }: ScheduleRequest, at: number): string {
  if (settled !== null) return settled;
  if (info && info.startsAt > at) return 'Granted';
  return provisionedAt !== null && at < provisionedAt ? 'PendingProvisioning' : 'Provisioned';
}

/** What happened to a schedule, in order; by this a test proves what the app did. */
export type GrantEvent = Cause & {
  readonly at: string;
  readonly kind: 'made' | 'activated' | 'started' | 'updated' | 'extended' | 'removed' | 'cancelled' | 'expired' | 'gone';
  readonly scheduleId: string;
  /** The schedule request that did it; null for what the clock did. */
  readonly scheduleRequestId: string | null;
  readonly how: How;
  readonly principalId: string;
  readonly access: Access;
  readonly startDateTime: string;
  readonly endDateTime: string | null;
};
