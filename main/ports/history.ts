import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { AuditRow, PassSeen, SignInRow } from '../../shared/domain/history/audit-row';
import type { Charts } from '../../shared/domain/history/charts';
import type { Finding } from '../../shared/domain/history/finding';
import type { HistoryFilter } from '../../shared/domain/history/history-filter';
import type { HistoryLife, HistoryLine } from '../../shared/domain/history/history-line';
import type { FindingContext } from '../../shared/domain/history/finding-context';
import type { AppErrorOf } from '../../shared/errors';
import type { Result } from '../../shared/result';

type Answer<T> = Promise<Result<T, AppErrorOf<'history-unavailable'>>>;

/** What was told to the history last, and until when; by stream. Opaque to the store. */
export type FeedMark = { readonly stream: string; readonly mark: string };

/** A place in the list from which one can go on, whatever was added since; opaque. */
export type Place = number;

/**
 * The read model of the history: facts of all sources, joined into lives, with indexes for filters and full text. It follows the
 * journal and never leads it: the journal is the truth, and this file can be made anew from it. Copies of Entra's logs live here
 * alone. Kept by a worker thread; every method answers rather than throws. Giving the same fact twice changes nothing, and the
 * order in which facts come changes nothing in the end.
 */
export type History = {
  /**
   * Entries of one journal, each once or more. @param desk - '' for this desk's own; the name under which another was opened.
   * @param isVouched - Of another: whether it is known who wrote them. What nobody vouches for explains no finding.
   */
  readonly takeEntries: (desk: string, entries: readonly JournalEntry[], isVouched?: boolean) => Answer<null>;
  readonly takeAudits: (rows: readonly AuditRow[]) => Answer<null>;
  readonly takeSignIns: (rows: readonly SignInRow[]) => Answer<null>;
  readonly takeSeen: (rows: readonly PassSeen[]) => Answer<null>;
  /** Number of the last entry taken of that journal without a gap; 0 for none. */
  readonly takenThrough: (desk: string) => Answer<number>;
  /** Forgets everything of a journal that was opened to be read, as the next start does by itself. Not for ''. */
  readonly dropDesk: (desk: string) => Answer<null>;
  readonly marks: () => Answer<readonly FeedMark[]>;
  /** Together with the rows that led to it, in one transaction: a mark never runs ahead of its rows. */
  readonly takeAuditsWithMark: (rows: readonly AuditRow[], mark: FeedMark) => Answer<null>;
  readonly takeSignInsWithMark: (rows: readonly SignInRow[], mark: FeedMark) => Answer<null>;
  /** Forgets copies of Entra's rows and seen passes from before; lives of the journal stay. @returns how many rows went. */
  readonly forgetBefore: (instant: string) => Answer<number>;

  /**
   * Newest first. @param from - Null: from the newest. A number: that many lines down, counted among the lines up to `asOf`.
   * @param asOf - A {@link Place} as an earlier page gave it, so that what is added later does not shift the rows; null: now.
   */
  readonly page: (filter: HistoryFilter, from: number, limit: number, asOf: Place | null) => Answer<{ readonly lines: readonly HistoryLine[]; readonly asOf: Place }>;
  /** How many lines the filter shows up to `asOf`. */
  readonly count: (filter: HistoryFilter, asOf: Place | null) => Answer<number>;
  /**
   * For exports: goes on after the line at `after` (null: from the newest); at most 1,000. `next` null at the end. `lines` unpacks them,
   * which takes about as long as reading them did: whoever wants more asks for it first.
   */
  readonly walk: (filter: HistoryFilter, after: Place | null, asOf: Place, limit: number) => Answer<{ readonly lines: () => Answer<readonly HistoryLine[]>; readonly next: Place | null }>;
  /** As {@link walk}, with all facts of each line, and unpacked; at most 200. */
  readonly walkLives: (filter: HistoryFilter, after: Place | null, asOf: Place, limit: number) => Answer<{ readonly lives: readonly HistoryLife[]; readonly next: Place | null }>;
  /** A line with all its facts (null when there is no such line), and what was found about it. */
  readonly life: (id: string) => Answer<{ readonly life: HistoryLife | null; readonly findings: readonly Finding[] }>;
  /** The line that a journal entry belongs to; null when it was not taken yet. */
  readonly lineOf: (desk: string, seq: number) => Answer<string | null>;
  /** @param timeZone - IANA name; days are its days. */
  readonly charts: (filter: HistoryFilter, timeZone: string) => Answer<Charts>;
  /** Who and what the filters can offer: operators and presets that occur, most frequent first. */
  readonly facets: () => Answer<{ readonly operators: readonly { readonly id: string; readonly displayName: string }[]; readonly scenarios: readonly string[]; readonly desks: readonly string[] }>;
  /**
   * Looks at what may have changed since the last look, with the passing of time too, and keeps what it found. Cheap when nothing has.
   * @returns findings that are new.
   */
  readonly lookForFindings: (context: FindingContext) => Answer<readonly Finding[]>;
  /** Newest first, at most 1,000. */
  readonly findings: (which: 'unseen' | 'all') => Answer<readonly Finding[]>;
  readonly finding: (id: string) => Answer<Finding | null>;
  /** Own passes that may still live or ended within 30 days; what ends last first, at most `limit`. */
  readonly openPasses: (now: string, limit: number) => Answer<readonly { readonly personId: string; readonly passId: string; readonly startsAt: string; readonly endsAt: string }[]>;
  readonly close: () => Promise<void>;
};
