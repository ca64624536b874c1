import type { Known } from '../../shared/domain/known';
import type { Pass, PassPolicy } from '../../shared/domain/pass';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

export type NewPass = {
  readonly personId: string;
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  /** Null: usable at once. */
  readonly startDateTime: string | null;
};

export type IssuedPass = {
  readonly pass: Pass;
  /** Entra returns it this once. It goes into the vault and nowhere else. */
  readonly passcode: string;
  readonly requestId: string;
};

/**
 * Temporary Access Passes in Entra. A create silently replaces what was there, so callers read first.
 * Writes answer `outcome-unknown` when it cannot be told whether they took effect (time-out, 5xx, cut connection).
 */
export type Passes = {
  /** @returns the person's pass in whatever state, or null. */
  readonly current: (personId: string) => Promise<Result<Pass | null, AppError>>;
  /** As {@link current} for at most twenty people, in one batch. What is refused for one of them becomes a stated gap. */
  readonly currentOf: (personIds: readonly string[]) => Promise<Result<Readonly<Record<string, Known<Pass | null>>>, AppError>>;
  readonly create: (pass: NewPass) => Promise<Result<IssuedPass, AppError>>;
  /**
   * @returns Graph's request id, and whether Graph deleted something. A pass that it does not find is a success, for gone
   * is what was asked for, but no proof: the same answer comes for a person it does not find.
   */
  readonly remove: (personId: string, passId: string) => Promise<Result<{ readonly requestId: string; readonly wasThere: boolean }, AppError>>;
  /** The tenant's TAP policy; unread where the operator's role does not allow it. */
  readonly policy: () => Promise<Result<Known<PassPolicy>, AppError>>;
};
