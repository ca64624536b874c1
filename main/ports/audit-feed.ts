import type { AuditRow, SignInRow } from '../../shared/domain/history/audit-row';
import type { Known } from '../../shared/domain/known';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** Kinds of audits that are read for the history, each by its own filter: Graph cannot filter by what tells a pass. */
export type AuditStream = string;

/**
 * One page; `next` is opaque and good for a while only, null at the end. `isOldestFirst`: the log was asked for its oldest rows
 * first and has kept to that, so that what lies before the last row of this page was on it or on an earlier one; otherwise in
 * whatever order the log gives.
 */
export type FeedPage<T> = { readonly rows: readonly T[]; readonly next: string | null; readonly isOldestFirst?: boolean };

/**
 * Entra's logs as the history reads them: in the background, never faster than 5 requests in 10 seconds together with everything
 * else that asks the reports (facts 10), and behind whatever somebody is waiting for. Rows come minutes to hours late.
 */
export type AuditFeed = {
  readonly streams: readonly AuditStream[];
  /** Rows of one stream from `since` on (ISO instant, inclusive). @param next - Goes on where that page ended. */
  readonly audits: (stream: AuditStream, since: string, next: string | null) => Promise<Result<Known<FeedPage<AuditRow>>, AppError>>;
  /** Interactive sign-ins of one person, failed ones too, from `since` on. */
  readonly signIns: (personId: string, since: string, next: string | null) => Promise<Result<Known<FeedPage<SignInRow>>, AppError>>;
};
