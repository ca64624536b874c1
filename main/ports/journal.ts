import type { ChainVerdict, JournalEntry, JournalRecord } from '../../shared/domain/journal-entry';
import type { AppErrorOf } from '../../shared/errors';
import type { Result } from '../../shared/result';

export type JournalUnavailable = AppErrorOf<'journal-unavailable'>;

/**
 * The append-only record. An append that answers ok is on the disk (fsync), chained to the entry before it; two
 * windows or processes cannot interleave. Every method answers `journal-unavailable` rather than throwing.
 */
export type Journal = {
  readonly append: (record: JournalRecord) => Promise<Result<JournalEntry, JournalUnavailable>>;
  /**
   * Newest first. `query` is matched, case-insensitively, against people, operators, ticket, reason and action.
   * `total` counts all matches, not only this page.
   */
  readonly page: (query: string, beforeSeq: number | null, limit: number) => Promise<Result<{ readonly entries: readonly JournalEntry[]; readonly total: number }, JournalUnavailable>>;
  /** Intents without an outcome, and unknown outcomes that no later act on the person's pass has settled; oldest first. */
  readonly unsettled: () => Promise<Result<readonly JournalEntry[], JournalUnavailable>>;
  /** The ticket under which the pass was issued here; empty when this journal does not know the pass. */
  readonly ticketOf: (passId: string) => Promise<Result<string, JournalUnavailable>>;
  /** Successful issue outcomes at or after `since` (ISO instant) to which no `passcode.show` and no revoke belongs. */
  readonly neverShown: (since: string) => Promise<Result<readonly JournalEntry[], JournalUnavailable>>;
  /** Recomputes every hash from the first entry. */
  readonly verify: () => Promise<Result<ChainVerdict, JournalUnavailable>>;
  readonly close: () => Promise<void>;
};
