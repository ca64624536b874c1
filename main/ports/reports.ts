import type { AnchoredHead } from '../../shared/domain/anchor';
import type { Charts } from '../../shared/domain/history/charts';
import type { HistoryFilter } from '../../shared/domain/history/history-filter';
import type { PackVerdict } from '../../shared/domain/history/history-state';
import type { HistoryLife, HistoryLine } from '../../shared/domain/history/history-line';
import type { JournalEntry } from '../../shared/domain/journal-entry';
import type { ExportFormat } from '../../shared/domain/history/export';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';

/** What a report is made of. Iterables are read once, in order, newest line first; one that throws `Stopped` ends the export without a file. */
export type ReportSource = {
  readonly lines: () => AsyncIterable<readonly HistoryLine[]>;
  readonly lives: () => AsyncIterable<readonly HistoryLife[]>;
  /** The journal entries from the first to the last that the lines rest on, without a gap, oldest first: the segment an evidence pack carries. */
  readonly segment: () => AsyncIterable<readonly JournalEntry[]>;
  readonly charts: () => Promise<Result<Charts, AppError>>;
  /** Lines there will be, for progress. */
  readonly count: number;
};

/** What stands on the cover, in each format in its own way. */
export type ReportHead = {
  readonly format: ExportFormat;
  readonly filter: HistoryFilter;
  /** The filter in words, as the view says it. */
  readonly filterText: string;
  /** IANA name. PDF shows times in it and names it; all other formats are in UTC. */
  readonly timeZone: string;
  readonly madeAt: string;
  readonly tenant: { readonly id: string; readonly kind: 'demo' | 'entra' };
  readonly operator: { readonly id: string; readonly displayName: string; readonly userPrincipalName: string };
  /** Head of the chain when the export began, and up to where an anchor was seen to agree. */
  readonly head: Pick<AnchoredHead, 'seq' | 'hash'>;
  readonly anchoredSeq: number | null;
  /** What the history could not know: audits that may not be read, and until when they were. */
  readonly gaps: readonly string[];
};

/** `digest`: lower-case hex SHA-256 of the file. `rows`: lines in it (events in SIEM forms). `signed`: evidence packs alone. */
export type Report = { readonly rows: number; readonly digest: string; readonly signedBy: string | null };

export type Reporter = {
  /**
   * Writes it whole or not at all, replacing what is there. CSV, JSON Lines and SIEM forms stream.
   * @param onProgress - Lines so far. @param isStopped - Asked often; true ends it with `cancelled` and no file.
   */
  readonly write: (head: ReportHead, source: ReportSource, file: string, onProgress: (lines: number) => void, isStopped: () => boolean) => Promise<Result<Report, AppError>>;
  /** An evidence pack of another desk, opened and checked; nothing of it is believed before. */
  readonly openPack: (file: string, expectedFingerprint: string | null) => Promise<Result<OpenedPack, AppError>>;
};

export type OpenedPack = {
  readonly name: string;
  readonly entries: readonly JournalEntry[];
  readonly verdict: PackVerdict;
};
