import type { PersonRow } from '../../shared/domain/person';
import type { Pass } from '../../shared/domain/pass';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';
import type { Directory, FactsFromGraph } from './directory';
import type { Passes } from './passes';

/** Preflight facts of many people: what they share (tenant policy, operator, audits of the window) was read once. */
export type ManyFacts = {
  /** People whom one {@link of} takes at most. */
  readonly perBatch: number;
  /** By person id as given; one batch. */
  readonly of: (personIds: readonly string[]) => Promise<Result<Readonly<Record<string, Result<FactsFromGraph, AppError>>>, AppError>>;
};

/** What a last look before a create must see. */
export type LastLook = { readonly person: Pick<PersonRow, 'id' | 'displayName' | 'userPrincipalName' | 'kind' | 'accountEnabled'>; readonly pass: Pass | null };

/** How fast Entra lets this desk go. */
export type PaceReading = {
  /** Epoch ms until which Entra asked to wait; null when it did not. */
  readonly slowedUntil: number | null;
  /** Writes that the documented quota still allows now, and how many it allows per ms in the long run. */
  readonly writesLeft: number;
  readonly writesPerMs: number;
  /** Epoch ms at which the next write is allowed when none is left; null when some are. */
  readonly nextWriteAt: number | null;
  /** Calls that go side by side at the moment. */
  readonly concurrency: number;
};

/**
 * Graph as a run uses it: with low priority, never faster than the documented quotas, and held back by whatever 429,
 * `Retry-After` and the `x-ms-throttle-*` headers say. What a person is waiting for goes first and is never held back.
 */
export type Bulk = {
  readonly directory: Directory;
  readonly passes: Passes;
  readonly manyFacts: (operatorId: string, sinceDays: number, signal: AbortSignal) => Promise<Result<ManyFacts, AppError>>;
  /** At most `LAST_LOOK_MAXIMUM` people, one batch; by person id as given. */
  readonly lastLook: (personIds: readonly string[]) => Promise<Result<Readonly<Record<string, Result<LastLook, AppError>>>, AppError>>;
  readonly pace: () => PaceReading;
};

/** People in one {@link Bulk.lastLook}. */
export const LAST_LOOK_MAXIMUM = 10;
