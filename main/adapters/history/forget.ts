/**
 * Forgets copies of Entra's rows, and looks at passes, from before an instant.
 *
 * What was joined into a life of the journal stays with it: that a pass was used, by when, and that a method was registered is
 * part of what the desk did, and must not vanish after 400 days without a word. Everything else goes, the lines that rested on
 * it alone with it. Findings from before stay as they were last found, since what they were judged by has gone.
 */
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { inTransaction } from '../../sqlite/in-transaction';
import { fromBytes, toBytes } from './bytes';
import { change, rowsOf, type Db } from './database';
import type { StoredEvent } from './lines';

/** Groups gone through in one transaction. */
const GROUPS = 100;
const HORIZON = 'forgotten-before';

/** Epoch milliseconds; copies from before are not taken any more, or the order of arrival would matter. 0: nothing was forgotten yet. */
export function horizonOf(db: Db): number {
  const row = rowsOf(db, 'SELECT value FROM meta WHERE name = ?', HORIZON)[0];
  return row ? fromBytes<number>(row[0]) : 0;
}

/** To be called when nothing is left to settle. @returns how many rows went. */
export async function forgetFacts(db: Db, before: number, pause: () => Promise<void>): Promise<number> {
  const horizon = Math.max(before, horizonOf(db));
  change(db, 'INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', HORIZON, toBytes(horizon));
  let gone = 0;
  for (let after = -1; ; ) {
    const groups = rowsOf(db, 'SELECT DISTINCT grp FROM fact WHERE grp > ? AND id IN (SELECT id FROM fact WHERE seq IS NULL AND at < ?) ORDER BY grp LIMIT ?', after, horizon, GROUPS).map(([grp]) => Number(grp));
    if (groups.length === 0) return gone;
    gone += inTransaction(db, () => groups.reduce((sum, grp) => sum + forgetIn(db, grp, horizon), 0));
    after = groups.at(-1) ?? after;
    await pause();
  }
}

function forgetIn(db: Db, grp: number, before: number): number {
  const held = new Set<number>();
  for (const [body, events] of rowsOf(db, 'SELECT b.body, b.events FROM line l JOIN line_body b ON b.place = l.place WHERE l.grp = ?', grp)) {
    if (!fromBytes<HistoryLine>(body).sources.includes('journal')) continue;
    for (const [fact, , , also] of fromBytes<readonly StoredEvent[]>(events)) for (const id of [fact, ...also]) held.add(id);
  }
  const old = rowsOf(db, 'SELECT id FROM fact WHERE grp = ? AND seq IS NULL AND at < ?', grp, before).map(([id]) => Number(id));
  const going = old.filter((id) => !held.has(id));
  for (const id of going) change(db, 'DELETE FROM fact WHERE id = ?', id);
  if (going.length > 0) change(db, 'INSERT INTO dirty (grp) VALUES (?) ON CONFLICT DO NOTHING', grp);
  return going.length;
}
