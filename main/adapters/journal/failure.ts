/** What went wrong with the journal: see `troubleOf`. */
import type { JournalUnavailable } from '../../ports/journal';
import { DamagedFile, troubleOf } from '../../sqlite/failure';

/** The journal is refused: evidence is never made anew. */
export class DamagedJournal extends DamagedFile {
  override readonly name = 'DamagedJournal';
}

export function unavailable(reason: JournalUnavailable['reason']): JournalUnavailable {
  return { kind: 'journal-unavailable', reason };
}

/** Whatever it was, nothing was recorded. */
export function toUnavailable(cause: unknown): JournalUnavailable {
  return unavailable(troubleOf(cause));
}
