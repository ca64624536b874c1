/** What is read from the journal, but for verification. Values are always bound, never written into SQL. */
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import type { Db } from './database';
import { ENTRY_COLUMNS, entryOf } from './rows';
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

/**
 * Intents without an outcome, and outcomes that are unknown unless a later act on the same person's pass succeeded: a
 * revoke proves that nothing is left, and a new pass displaces whatever was. Oldest first.
 */
export function unsettledOf(db: Db): readonly JournalEntry[] {
  return entries(
    db,
    `SELECT ${ENTRY_COLUMNS} FROM entry e WHERE
      (e.phase = 'intent' AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.intent_id = e.id AND o.phase = 'outcome'))
      OR (e.phase = 'outcome' AND e.result = 'unknown' AND NOT EXISTS (
        SELECT 1 FROM entry l WHERE l.seq > e.seq AND l.person_id = e.person_id AND l.phase = 'outcome' AND l.result = 'succeeded'
          AND l.action IN ('pass.issue', 'pass.revoke')))
      ORDER BY e.seq`,
  );
}

/** @returns the ticket of the newest successful issue of this pass, or an empty text. */
export function ticketOfPass(db: Db, passId: string): string {
  const issued = entries(db, `SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.action = 'pass.issue' AND e.phase = 'outcome' AND e.result = 'succeeded' AND json_extract(e.detail, '$.passId') = ? ORDER BY e.seq DESC LIMIT 1`, passId);
  return issued[0]?.ticket ?? '';
}

/**
 * Successful issues at or after `since` of which nobody has seen the passcode and which nobody has revoked, oldest first.
 * A revoke belongs to a pass by the intent, or by `passId` in its own detail or in its intent's.
 */
export function neverShownOf(db: Db, since: string): readonly JournalEntry[] {
  const sinceMs = Date.parse(since);
  // Instants are stored as written ("…:00Z", "…:00.5Z"): compare whole seconds as text, then exactly.
  const wholeSecond = Number.isNaN(sinceMs) ? '' : new Date(sinceMs).toISOString().slice(0, 19);
  const issued = entries(
    db,
    `SELECT ${ENTRY_COLUMNS} FROM entry e
      WHERE e.action = 'pass.issue' AND e.phase = 'outcome' AND e.result = 'succeeded' AND e.at >= ?
      AND NOT EXISTS (SELECT 1 FROM entry s WHERE s.intent_id = e.intent_id AND s.action = 'passcode.show') ORDER BY e.seq`,
    wholeSecond,
  ).filter((entry) => !(Date.parse(entry.at) < sinceMs));
  const first = issued[0];
  if (!first) return [];

  const revokes = entries(db, `SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.action = 'pass.revoke' AND e.seq > ? ORDER BY e.seq`, first.seq);
  const gone = new Set(revokedBy(revokes));
  return issued.filter((entry) => !gone.has(entry.intentId) && !gone.has(passIdOf(entry)));
}

function* revokedBy(revokes: readonly JournalEntry[]): Iterable<string | null> {
  const intents = new Map(revokes.filter((entry) => entry.phase === 'intent').map((entry) => [entry.id, entry]));
  for (const revoke of revokes.filter((entry) => entry.phase !== 'intent' && entry.result === 'succeeded')) {
    const intent = revoke.intentId === null ? undefined : intents.get(revoke.intentId);
    // An empty id would match every pass whose id is not known.
    yield* [revoke.intentId, passIdOf(revoke), intent ? passIdOf(intent) : null].filter((id) => id !== null && id !== '');
  }
}

function passIdOf(entry: JournalEntry): string | null {
  const { passId } = entry.detail;
  return typeof passId === 'string' && passId !== '' ? passId : null;
}

function entries(db: Db, sql: string, ...values: readonly (string | number)[]): readonly JournalEntry[] {
  return (db.prepare(sql).raw(true).all(...values) as (readonly unknown[])[]).map(entryOf);
}

function count(db: Db, sql: string, ...values: readonly string[]): number {
  return Number((db.prepare(sql).raw(true).all(...values) as (readonly unknown[])[])[0]?.[0] ?? 0);
}
