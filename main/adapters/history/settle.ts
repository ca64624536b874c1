/**
 * Makes lines of facts: whole groups anew, since a late fact may change how others are joined. Taking facts only marks their
 * group, so that a journal of a million entries makes each group's lines once and not once for every entry.
 */
import { livesOf } from '../../../shared/domain/history/lives';
import { inTransaction } from '../../sqlite/in-transaction';
import { change, rowsOf } from './database';
import { dropDays } from './days';
import { FACT_COLUMNS, factOf } from './facts';
import { linesOfGroup, removeLine, writeLine } from './lines';
import type { Shelf } from './shelf';

/** Facts looked at in one transaction: about a tenth of a second, after which whoever waits for a page has their turn. */
export const CHUNK_FACTS = 1_000;

/** @returns whether something is left to do. */
export function settleSome(shelf: Shelf, facts = CHUNK_FACTS): boolean {
  const { db } = shelf;
  const now = shelf.now();
  const due = rowsOf(db, 'SELECT 1 FROM line WHERE changes_at <= ? LIMIT 1', now).length > 0;
  if (!due && rowsOf(db, 'SELECT 1 FROM dirty LIMIT 1').length === 0) return false;
  return inTransaction(db, () => {
    if (due) change(db, 'INSERT INTO dirty (grp) SELECT grp FROM line WHERE changes_at <= ? LIMIT 200 ON CONFLICT DO NOTHING', now);
    const places: number[] = [];
    let left = facts;
    for (const [grp] of rowsOf(db, 'SELECT grp FROM dirty ORDER BY grp DESC LIMIT ?', facts)) {
      if (left <= 0) break;
      left -= settleGroup(shelf, Number(grp), now, (place) => places.push(place)) + 1;
    }
    dropDays(db, places);
    for (const place of places) shelf.anchors.drop(place);
    return left <= 0 || due;
  });
}

/** Until nothing is left, with a pause after each chunk for whoever waits. */
export async function settleAll(shelf: Shelf): Promise<void> {
  while (settleSome(shelf)) await pause();
}

/** Lets what came meanwhile be done first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** @returns how many facts it has. */
function settleGroup(shelf: Shelf, grp: number, now: number, changed: (place: number) => void): number {
  const { db } = shelf;
  const rows = rowsOf(db, `SELECT ${FACT_COLUMNS} FROM fact f WHERE f.grp = ?`, grp);
  const facts = rows.map(factOf);
  const ids = new Map(facts.map((fact, index) => [fact.key, Number(rows[index]?.[0])]));
  const left = new Map(linesOfGroup(db, grp).map((line) => [line.line.id, line]));
  const lives = livesOf(facts, new Date(now).toISOString());
  // Before any is written: a line that goes may be in the place of one that comes.
  const wanted = new Set(lives.map(({ line }) => line.id));
  for (const line of left.values()) if (!wanted.has(line.line.id)) removeLine(shelf, line, changed);
  for (const life of lives) writeLine(shelf, grp, life, ids, left.get(life.line.id), changed);
  change(db, 'DELETE FROM dirty WHERE grp = ?', grp);
  change(db, 'UPDATE grp SET look_at = 0 WHERE id = ?', grp);
  return facts.length;
}
