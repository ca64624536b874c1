import type { Joiner, JoinerDetails, OnboardingBy } from '../../shared/domain/onboarding';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** A way to name a person in a list. */
export type PersonKey = { readonly by: 'id' | 'userPrincipalName' | 'mail' | 'employeeId'; readonly value: string };

/** Somebody found by a key, with what a start is worked out from. */
export type Found = Pick<Joiner, 'id' | 'displayName' | 'userPrincipalName' | 'employeeHireDate' | 'usageLocation' | 'country' | 'city' | 'officeLocation' | 'companyName'>;

/** People who start, and people named in a list. Reads only; finding by key goes with the low priority of work nobody waits for. */
export type Onboarding = {
  /** `isComplete`: false when there are more than `ONBOARDING_MAXIMUM`. */
  readonly list: (choice: OnboardingBy, now: Date) => Promise<Result<{ readonly people: readonly Joiner[]; readonly isComplete: boolean }, AppError>>;
  /** At most `DETAILS_MAXIMUM` people: one batch. */
  readonly details: (ids: readonly string[]) => Promise<Result<readonly JoinerDetails[], AppError>>;
  readonly groups: (query: string) => Promise<Result<readonly { readonly id: string; readonly displayName: string; readonly description: string | null }[], AppError>>;
  /**
   * Everybody whom each key names, in the order of the keys: none is unknown, more than one is ambiguous (mail and
   * employee id are not unique in Entra). As many keys as one likes; in batches.
   */
  readonly find: (keys: readonly PersonKey[], signal: AbortSignal) => Promise<Result<readonly (readonly Found[])[], AppError>>;
};
