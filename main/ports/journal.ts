import type { AnchoredHead } from '../../shared/domain/anchor';
import type { AcceptedBreak, PinnedState } from '../../shared/domain/chain-break';
import type { ChainVerdict, JournalAction, JournalEntry, JournalRecord } from '../../shared/domain/journal-entry';
import type { AppErrorOf } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** Most entries that one {@link Journal.recent} gives. */
export const RECENT_MAXIMUM = 20_000;

export type JournalUnavailable = AppErrorOf<'journal-unavailable'>;

/**
 * The append-only record. An append that answers ok is on the disk (fsync), chained to the entry before it; two
 * windows or processes cannot interleave. Every method answers `journal-unavailable` rather than throwing.
 */
export type Journal = {
  readonly append: (record: JournalRecord) => Promise<Result<JournalEntry, JournalUnavailable>>;
  /** All of them or none, next to one another and in their order, with one sync. Otherwise as {@link append}. */
  readonly appendAll: (records: readonly JournalRecord[]) => Promise<Result<readonly JournalEntry[], JournalUnavailable>>;
  /**
   * Keeps a text that is too long for an entry, outside of the chain; an entry that names the digest holds it fast. On the
   * disk when it answers; the same text twice is one. Never a passcode.
   *
   * @returns the lower-case hex SHA-256 of its UTF-8.
   */
  readonly keep: (text: string) => Promise<Result<string, JournalUnavailable>>;
  /** A text that was kept, checked against its digest; null when it is not there or was edited. */
  readonly kept: (sha256: string) => Promise<Result<string | null, JournalUnavailable>>;
  /**
   * Newest first. `query` is matched, case-insensitively, against people, operators, ticket, reason and action.
   * `total` counts all matches, not only this page.
   */
  readonly page: (query: string, beforeSeq: number | null, limit: number) => Promise<Result<{ readonly entries: readonly JournalEntry[]; readonly total: number }, JournalUnavailable>>;
  /**
   * Intents of any action but `run.begin` without an outcome, and unknown outcomes of an issue or revoke that no later one of the person,
   * issue or revoke, has settled by succeeding. An unknown mail or print stays unknown; that is final. An unknown outcome of
   * `grant.make`, `grant.extend`, `grant.end` or `account.disable` is listed until its own intent has another. Oldest first.
   */
  readonly unsettled: () => Promise<Result<readonly JournalEntry[], JournalUnavailable>>;
  /** Intents of these actions without an outcome, or with unknown ones alone; however old, oldest first. */
  readonly openActs: (actions: readonly JournalAction[]) => Promise<Result<readonly JournalEntry[], JournalUnavailable>>;
  /**
   * Entries of these actions at or after `since` (ISO instant), of one person if given; oldest first, the newest
   * {@link RECENT_MAXIMUM} of them.
   */
  readonly recent: (filter: { readonly actions: readonly JournalAction[]; readonly since: string; readonly personId: string | null }) => Promise<Result<readonly JournalEntry[], JournalUnavailable>>;
  /** The ticket under which the pass was issued here; empty when this journal does not know the pass. */
  readonly ticketOf: (passId: string) => Promise<Result<string, JournalUnavailable>>;
  /** Successful issue outcomes at or after `since` (ISO instant) whose passcode nobody was shown or sent, and to which no revoke belongs. */
  readonly neverShown: (since: string) => Promise<Result<readonly JournalEntry[], JournalUnavailable>>;
  /** Entries after `seq`, oldest first, at most `limit` of them (1,000). What reads along asks with the last number it has. */
  readonly after: (seq: number, limit: number) => Promise<Result<readonly JournalEntry[], JournalUnavailable>>;
  /** The last entry's number and hash, and the links of the entries after `sinceSeq` (see {@link AnchoredHead}), as one state of the file. */
  readonly head: (sinceSeq: number) => Promise<Result<Pick<AnchoredHead, 'seq' | 'hash' | 'links'>, JournalUnavailable>>;
  /**
   * Recomputes every hash from the first entry, and holds it against heads noted elsewhere, in any order. A broken one in a state
   * that is among the `accepted` of this journal is gone on with behind that state.
   */
  readonly verify: (anchors: readonly AnchoredHead[], accepted?: readonly AcceptedBreak[]) => Promise<Result<ChainVerdict, JournalUnavailable>>;
  /** The state of the file, for an administrator to accept; null when none can be: a page is unreadable, or no entry can be written behind. */
  readonly pin: () => Promise<Result<PinnedState | null, JournalUnavailable>>;
  readonly close: () => Promise<void>;
};

/** A journal of another desk, opened on a copy: the file itself is never written to. */
export type ForeignJournal = {
  readonly name: string;
  /** By which its desk may have noted its heads: as the file is called, and files of heads beside it. In lower case, as desks note. */
  readonly names: readonly string[];
  readonly journal: Pick<Journal, 'after' | 'verify' | 'close'>;
  /** As they lie beside it. Whoever wrote the one may have written the other: they show a break and prove nothing. */
  readonly anchors: readonly AnchoredHead[];
};

export type JournalShelf = {
  /**
   * Every journal in the folder, by the name of its file, with heads that a folder anchor noted beside it. A live journal is copied
   * as it stands. What is no journal is passed over. A folder that does not answer is given up within a minute.
   */
  readonly open: (folder: string) => Promise<Result<readonly ForeignJournal[], AppErrorOf<'not-a-journal'>>>;
};
