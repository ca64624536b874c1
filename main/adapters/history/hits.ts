/**
 * The places that a filter shows, newest first. Without marks or words: rows of the narrow table; otherwise the index of hits,
 * which walks several posting lists side by side and skips what none of them has.
 */
import { rowsOf, type Bound, type Db } from './database';
import type { Match } from './match';

/** SQL that gives the places, and what is bound to it. */
export type Hits = { readonly sql: string; readonly bound: readonly Bound[] };

/** @param limit - At most so many, after `offset` that are passed over. */
export function hitsOf({ match, first, last }: Match, limit: number, offset = 0): Hits {
  const tail: readonly Bound[] = [first, last, limit, offset];
  return match === null
    ? { sql: 'SELECT place FROM line WHERE place >= ? AND place <= ? ORDER BY place DESC LIMIT ? OFFSET ?', bound: tail }
    : { sql: 'SELECT rowid AS place FROM hit WHERE hit MATCH ? AND rowid >= ? AND rowid <= ? ORDER BY rowid DESC LIMIT ? OFFSET ?', bound: [match, ...tail] };
}

/** @returns the newest place; null when there is none. */
export function newestHit(db: Db, match: Match): number | null {
  const { sql, bound } = hitsOf(match, 1);
  const row = rowsOf(db, sql, ...bound)[0];
  return row ? Number(row[0]) : null;
}

export function countHits(db: Db, { match, first, last }: Match): number {
  const rows =
    match === null
      ? rowsOf(db, 'SELECT count(*) FROM line WHERE place >= ? AND place <= ?', first, last)
      : rowsOf(db, 'SELECT count(*) FROM hit WHERE hit MATCH ? AND rowid >= ? AND rowid <= ?', match, first, last);
  return Number(rows[0]?.[0]);
}
