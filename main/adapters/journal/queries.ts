/** Pages of the journal, and what it knows of one pass. Values are always bound, never written into SQL. */
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import type { Db } from './database';
import { ENTRY_COLUMNS, entryOf } from './rows';
import { PASS_ID } from './schema';
import { fold } from './search-text';

/** Most entries in one page, whatever is asked for. */
export const PAGE_MAXIMUM = 1000;

export type Page = { readonly entries: readonly JournalEntry[]; readonly total: number };

/** `instr` rather than LIKE: nothing in the query has a meaning of its own, so `%`, `_` and `\` need no escaping. */
export function pageOf(db: Db, query: string, beforeSeq: number | null, limit: number): Page {
  const wanted = fold(query.trim());
  const before = beforeSeq ?? Number.MAX_SAFE_INTEGER;
  const most = Math.max(0, Math.min(Math.trunc(limit), PAGE_MAXIMUM));
  if (wanted === '') {
    return {
      entries: entries(db, `SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.seq < ? ORDER BY e.seq DESC LIMIT ?`, before, most),
      total: count(db, 'SELECT count(*) FROM entry'),
    };
  }
  const matching = `SELECT ${ENTRY_COLUMNS} FROM entry_search s CROSS JOIN entry e ON e.seq = s.seq
    WHERE instr(s.text, ?) > 0 AND s.seq < ? ORDER BY s.seq DESC LIMIT ?`;
  return {
    entries: entries(db, matching, wanted, before, most),
    total: count(db, 'SELECT count(*) FROM entry_search s WHERE instr(s.text, ?) > 0', wanted),
  };
}

/** By the index `entry_issued`. */
export const TICKET_SEQ = `SELECT max(seq) FROM entry WHERE action = 'pass.issue' AND phase = 'outcome' AND result = 'succeeded' AND ${PASS_ID} = ?`;

/** @returns entries after `seq`, oldest first. */
export function entriesAfter(db: Db, seq: number, limit: number): readonly JournalEntry[] {
  return entries(db, `SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.seq > ? ORDER BY e.seq LIMIT ?`, seq, Math.max(0, Math.min(Math.trunc(limit), PAGE_MAXIMUM)));
}

/** @returns the ticket of the newest successful issue of this pass, or an empty text. */
export function ticketOfPass(db: Db, passId: string): string {
  const issued = entries(db, `SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.seq = (${TICKET_SEQ})`, passId);
  return issued[0]?.ticket ?? '';
}

function entries(db: Db, sql: string, ...values: readonly (string | number)[]): readonly JournalEntry[] {
  return (db.prepare(sql).raw(true).all(...values) as (readonly unknown[])[]).map(entryOf);
}

function count(db: Db, sql: string, ...values: readonly string[]): number {
  return Number((db.prepare(sql).raw(true).all(...values) as (readonly unknown[])[])[0]?.[0] ?? 0);
}
