/** Findings as they were last found, by scope: what is judged together is replaced together. */
import { FINDING_KINDS } from '../../../shared/domain/history/history-line';
import type { Finding } from '../../../shared/domain/history/finding';
import { seenBy, type Found, type SeenMark } from '../../../shared/domain/history/findings';
import { fromBytes, plainText, toBytes } from './bytes';
import { change, rowsOf, type Db } from './database';
import { findingBits, markFound } from './lines';
import { millisecondsOf } from './places';

const MOST = 1_000;

/**
 * Within a transaction. What no longer holds goes; what is as it was stays as it is.
 *
 * @param before - Findings about what happened before (epoch milliseconds) stay for as long as their lines do: what they were
 * judged by was forgotten.
 * @param changed - Takes the places of lines that have other findings now.
 * @returns those that were not there.
 */
export function replaceFindings(db: Db, scope: string, found: readonly Found[], before: number, changed: (place: number) => void): readonly Found[] {
  const key = plainText(scope);
  const stored = rowsOf(db, 'SELECT body FROM finding WHERE scope = ?', key).map(([body]) => fromBytes<Found>(body));
  const known = new Map(stored.filter((one) => millisecondsOf(one.at) >= before || !hasLine(db, one)).map((one) => [one.id, one]));
  const news: Found[] = [];
  const touched = new Set<string>();
  for (const finding of found) {
    if (millisecondsOf(finding.at) < before) continue;
    const old = known.get(finding.id);
    known.delete(finding.id);
    if (old && JSON.stringify(old) === JSON.stringify(finding)) continue;
    if (old) old.lineIds.forEach((id) => touched.add(id));
    else if (rowsOf(db, 'SELECT 1 FROM finding WHERE id = ?', plainText(finding.id)).length === 0) news.push(finding);
    finding.lineIds.forEach((id) => touched.add(id));
    write(db, key, finding);
  }
  for (const gone of known.values()) {
    gone.lineIds.forEach((id) => touched.add(id));
    change(db, 'DELETE FROM finding WHERE id = ?', plainText(gone.id));
    change(db, 'DELETE FROM finding_line WHERE finding = ?', plainText(gone.id));
  }
  for (const id of touched) markFound(db, id, findingBits(db, id), changed);
  return news;
}

function hasLine(db: Db, { lineIds }: Found): boolean {
  return lineIds.some((id) => rowsOf(db, 'SELECT 1 FROM line WHERE id = ?', plainText(id)).length > 0);
}

function write(db: Db, scope: string, finding: Found): void {
  const id = plainText(finding.id);
  change(db, 'INSERT OR REPLACE INTO finding (id, scope, kind, at, body) VALUES (?, ?, ?, ?, ?)', id, scope, FINDING_KINDS.indexOf(finding.kind), millisecondsOf(finding.at), toBytes(finding));
  change(db, 'DELETE FROM finding_line WHERE finding = ?', id);
  for (const line of new Set(finding.lineIds)) change(db, 'INSERT INTO finding_line (line, finding) VALUES (?, ?)', plainText(line), id);
}

/** Newest first, at most 1,000. */
export function keptFindings(db: Db, which: 'unseen' | 'all'): readonly Finding[] {
  const where = which === 'all' ? '' : 'WHERE NOT EXISTS (SELECT 1 FROM seen s WHERE s.finding = f.id AND s.at >= f.at)';
  return rowsOf(db, `SELECT f.body FROM finding f ${where} ORDER BY f.at DESC, f.id LIMIT ?`, MOST).map(([body]) => withSeen(db, fromBytes<Found>(body)));
}

/** Of one line, newest first. */
export function findingsOf(db: Db, lineId: string): readonly Finding[] {
  const rows = rowsOf(db, 'SELECT f.body FROM finding_line l JOIN finding f ON f.id = l.finding WHERE l.line = ? ORDER BY f.at DESC, f.id', plainText(lineId));
  return rows.map(([body]) => withSeen(db, fromBytes<Found>(body)));
}

export function keptFinding(db: Db, id: string): Finding | null {
  const row = rowsOf(db, 'SELECT body FROM finding WHERE id = ?', plainText(id))[0];
  return row ? withSeen(db, fromBytes<Found>(row[0])) : null;
}

function withSeen(db: Db, found: Found): Finding {
  return { ...found, seen: seenBy(found, rowsOf(db, 'SELECT body FROM seen WHERE finding = ?', plainText(found.id)).map(([body]) => fromBytes<SeenMark>(body))) };
}
