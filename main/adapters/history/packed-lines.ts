/**
 * Lines of a walk leave the history's thread as the JSON they lie in and are parsed where they are used. Parsed on that side they would
 * be taken apart and put together once more to cross, and an export would wait for that longer than for all else.
 */
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { ok, type Result } from '../../../shared/result';
import type { History, Place } from '../../ports/history';
import type { HistoryUnavailable } from './failure';
import { shown } from './shown';

/** `lines`, `open`: arrays as JSON, of equal length; see `shown`. */
export type PackedLines = { readonly lines: string; readonly open: string; readonly next: Place | null };

/** The history as its thread has it. */
export type PackedHistory = Omit<History, 'walk'> & {
  readonly walk: (...asked: Parameters<History['walk']>) => Promise<Result<PackedLines, HistoryUnavailable>>;
  /** To be called when lines that it gave cannot be parsed: it sets the file aside, as it does with what it finds damaged itself. */
  readonly damaged: () => Promise<Result<never, HistoryUnavailable>>;
};

export function unpacked({ damaged, ...history }: PackedHistory): History {
  return {
    ...history,
    walk: async (...asked) => {
      const walked = await history.walk(...asked);
      if (!walked.ok) return walked;
      const lines = async () => {
        const unpackedLines = linesOf(walked.value);
        return unpackedLines === null ? damaged() : ok(unpackedLines);
      };
      return ok({ lines, next: walked.value.next });
    },
  };
}

function linesOf({ lines, open }: PackedLines): readonly HistoryLine[] | null {
  try {
    const bits = JSON.parse(open) as readonly number[];
    return (JSON.parse(lines) as readonly HistoryLine[]).map((line, index) => shown(line, bits[index] ?? 0));
  } catch {
    return null;
  }
}
