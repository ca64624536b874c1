import type { AppError } from '../../shared/errors';
import type { PersonDetails, PersonExtras, PersonRow } from '../../shared/domain/person';
import type { Result } from '../../shared/result';

/** People in the tenant, as far as the operator may read them. Reads only. */
export type Directory = {
  /** @param signal - Aborted when a newer search has made this one worthless. */
  readonly search: (query: string, signal: AbortSignal) => Promise<Result<{ readonly people: readonly PersonRow[]; readonly hasMore: boolean }, AppError>>;
  /** @param ids - At most ten: two requests each have to fit into one batch of twenty. */
  readonly enrich: (ids: readonly string[]) => Promise<Result<readonly PersonExtras[], AppError>>;
  readonly read: (personId: string) => Promise<Result<PersonDetails, AppError>>;
  /** What issuing must know about the person, fresh from Graph. */
  readonly readForIssue: (personId: string) => Promise<Result<Pick<PersonRow, 'id' | 'displayName' | 'userPrincipalName' | 'kind' | 'accountEnabled'>, AppError>>;
};
