import type { AppError } from '../../shared/errors';
import type { GrantFacts } from '../../shared/domain/grant-facts';
import type { PassFacts } from '../../shared/domain/pass-facts';
import type { TierFacts } from '../../shared/domain/tier';
import type { Known } from '../../shared/domain/known';
import type { PersonDetails, RegisteredMethod, PersonExtras, PersonRow } from '../../shared/domain/person';
import type { Result } from '../../shared/result';

/** Everything that decides about a pass but the journal's part. */
export type FactsFromGraph = Omit<PassFacts, 'use' | 'clockSkewMs' | 'taskEndsAt'>;

export type GrantFactsFromDirectory = Omit<GrantFacts, 'catalogue' | 'units' | 'grants' | 'clockSkewMs' | 'operator'> & { readonly operator: Omit<GrantFacts['operator'], 'ownedGroupIds'> };

/** People in the tenant, as far as the operator may read them. Reads only, but for {@link Directory.revokeSessions} and {@link Directory.setEnabled}. */
export type Directory = {
  /** @param signal - Aborted when a newer search has made this one worthless. */
  readonly search: (query: string, signal: AbortSignal) => Promise<Result<{ readonly people: readonly PersonRow[]; readonly hasMore: boolean }, AppError>>;
  /** @param ids - At most ten: two requests each have to fit into one batch of twenty. */
  readonly enrich: (ids: readonly string[]) => Promise<Result<readonly PersonExtras[], AppError>>;
  readonly read: (personId: string) => Promise<Result<PersonDetails, AppError>>;
  /** What issuing must know about the person, fresh from Graph. */
  readonly readForIssue: (personId: string) => Promise<Result<Pick<PersonRow, 'id' | 'displayName' | 'userPrincipalName' | 'kind' | 'accountEnabled'>, AppError>>;
  /**
   * One `$batch`. The person and their pass must be readable; what else is refused becomes a stated gap.
   * @param sinceDays - How far back changes of phone, manager and methods are read.
   */
  readonly readPassFacts: (personId: string, operatorId: string, sinceDays: number) => Promise<Result<FactsFromGraph, AppError>>;
  /** What makes a person's tier, for at most five people: four requests each. */
  readonly readTiers: (personIds: readonly string[]) => Promise<Result<Readonly<Record<string, Known<TierFacts>>>, AppError>>;
  /** Registered methods of at most twenty people. */
  readonly methodsOf: (personIds: readonly string[]) => Promise<Result<Readonly<Record<string, Known<readonly RegisteredMethod[]>>>, AppError>>;
  /** What decides about a grant but for PIM's part: the person, the operator, and what the contract says. */
  readonly readGrantFacts: (personId: string, operatorId: string) => Promise<Result<GrantFactsFromDirectory, AppError>>;
  /** Names of the groups the person is in, nested ones too. */
  readonly groupsOf: (personId: string) => Promise<Result<Known<readonly { readonly id: string; readonly displayName: string }[]>, AppError>>;
  /** Lets the person sign in, or not. @returns Graph's request id. */
  readonly setEnabled: (personId: string, isEnabled: boolean) => Promise<Result<{ readonly requestId: string }, AppError>>;
  /** Ends the person's sign-in sessions. @returns Graph's request id. */
  readonly revokeSessions: (personId: string) => Promise<Result<{ readonly requestId: string }, AppError>>;
};
