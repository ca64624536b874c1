/** Reads entries by SQL. Values are always bound, never written into it. */
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import type { Db } from './database';
import { ENTRY_COLUMNS, entryOf } from './rows';

type Bound = readonly (string | number)[];

/**
 * @param seqs - SQL that gives sequence numbers. Chosen apart from the rows, so that sorting and cutting move numbers only.
 * @returns the entries, oldest first.
 */
export function selectEntries(db: Db, seqs: string, ...values: Bound): readonly JournalEntry[] {
  const rows = db.prepare(`SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.seq IN (${seqs}) ORDER BY e.seq`).raw(true).all(...values);
  return (rows as (readonly unknown[])[]).map(entryOf);
}

/**
 * The condition "at or after", exactly, to be bound twice to {@link instantText}. Instants are stored as written ("…:00Z",
 * "…:00.5Z"): without the `Z` they compare as text as they do in time. The first half may use an index.
 */
export const AT_OR_AFTER = "at >= ? AND rtrim(at, 'Z') >= ?";

/** @param instant - ISO 8601, UTC. @returns the shortest text of it; empty, which is before everything, when it is none. */
export function instantText(instant: string): string {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) return '';
  return new Date(milliseconds).toISOString().replace(/\.?0*Z$/, '');
}
