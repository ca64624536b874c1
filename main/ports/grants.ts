import type { Known } from '../../shared/domain/known';
import type { Grant, GrantHow, GrantTarget, PimRules } from '../../shared/domain/grant';
import type { UnitOption } from '../../shared/domain/grant-facts';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** What is granted to whom, where, and whether active or eligible. PIM takes one assignment of these at a time. */
export type Access = { readonly personId: string; readonly target: GrantTarget; readonly how: GrantHow; /** See `GrantScope`. */ readonly scope: string };

export type NewGrant = Access & {
  /** Null: at once. */
  readonly startDateTime: string | null;
  /** Exactly one of the two is given. */
  readonly minutes: number | null;
  readonly until: string | null;
  readonly justification: string;
  readonly ticketNumber: string;
  readonly ticketSystem: string;
};

/** PIM's answer to a request: its id, its status in PIM's words, and the schedule it made or is about. */
export type GrantReceipt = { readonly requestId: string; readonly status: string; readonly scheduleId: string | null };

/** Which parts of a list could be read. */
export type GrantsRead = {
  readonly roles: Known<readonly Grant[]>;
  readonly eligibleRoles: Known<readonly Grant[]>;
  readonly groups: Known<readonly Grant[]>;
  /** False where groups could only be asked one by one: what others give is not in the list. */
  readonly isEveryGroup: boolean;
  /** Ids, in lower case, of groups that were asked and refused. */
  readonly refusedGroupIds: readonly string[];
};

/** PIM's record of the request behind a schedule; what the operator may not read is empty. */
export type RequestNote = { readonly requestId: string; readonly justification: string; readonly ticketNumber: string; readonly by: string };

export type OwnedGroup = { readonly id: string; readonly displayName: string; readonly description: string; readonly isRoleAssignable: boolean; readonly isDynamic: boolean; readonly isSynced: boolean };

/**
 * Time-bound assignments through Privileged Identity Management, of directory roles and of groups.
 * Writes answer `outcome-unknown` when it cannot be told whether they took effect; PIM refuses a second one of the same.
 */
export type Grants = {
  /** Role definitions by id, in lower case; built-in and custom. */
  readonly roleDefinitions: () => Promise<Result<Known<Readonly<Record<string, { readonly displayName: string; readonly description: string }>>>, AppError>>;
  /** PIM's rules for these, keyed by `targetKey`. What could not be read is a stated gap of its own. */
  readonly rules: (targets: readonly GrantTarget[]) => Promise<Result<Readonly<Record<string, Known<PimRules>>>, AppError>>;
  readonly groups: (ids: readonly string[]) => Promise<Result<Known<readonly OwnedGroup[]>, AppError>>;
  readonly ownedGroups: (operatorId: string) => Promise<Result<Known<readonly OwnedGroup[]>, AppError>>;
  readonly units: () => Promise<Result<Known<readonly UnitOption[]>, AppError>>;
  /**
   * Everything one person holds or will hold: permanent, inherited and activated ones too; in all parts.
   * @param groupIds - Groups whose grants are read one by one where those of the person may not be.
   */
  readonly of: (personId: string, groupIds: readonly string[]) => Promise<Result<GrantsRead, AppError>>;
  /** Everything in the tenant with an end. @param groupIds - PIM lists groups by group only. */
  readonly all: (groupIds: readonly string[]) => Promise<Result<GrantsRead, AppError>>;
  /** Who made these schedules and why, as far as it may be read; keyed by request id. */
  readonly notes: (groupIds: readonly string[]) => Promise<Result<Known<Readonly<Record<string, RequestNote>>>, AppError>>;
  /** A validation-only request: PIM checks and makes nothing. */
  readonly validate: (grant: NewGrant) => Promise<Result<null, AppError>>;
  readonly make: (grant: NewGrant) => Promise<Result<GrantReceipt, AppError>>;
  /** @param scheduleId - Named in the request, so that another schedule of the same access stays. */
  readonly remove: (access: Access, scheduleId: string, justification: string) => Promise<Result<GrantReceipt, AppError>>;
  /** @param action - `adminExtend` for a later end, `adminUpdate` for an earlier one. */
  readonly change: (access: Access, scheduleId: string, action: 'adminExtend' | 'adminUpdate', time: { readonly startDateTime: string | null; readonly until: string }, why: Pick<NewGrant, 'justification' | 'ticketNumber' | 'ticketSystem'>) => Promise<Result<GrantReceipt, AppError>>;
  /** Cancels a request that has not begun. */
  readonly cancel: (access: Pick<Access, 'target' | 'how'>, requestId: string) => Promise<Result<null, AppError>>;
};
