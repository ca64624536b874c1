/** Passes of this desk that may still live or ended lately: how they ended may still show, and so may who signed in meanwhile. */
import { fromBytes } from './bytes';
import { rowsOf, type Db } from './database';
import type { IssuedPass } from './issued-pass';

/** As long as Entra keeps its logs of the time when it lived: a desk that was closed for weeks reads them all the same. Milliseconds. Source: facts 8.1. */
const LATELY_MS = 30 * 86_400_000;
const MOST = 1_000;

/** What ends last comes first: what still lives is never behind what has ended. */
export function issuedPasses(db: Db, now: number, limit: number): readonly IssuedPass[] {
  return rowsOf(db, 'SELECT body FROM open_pass WHERE ends_at >= ? ORDER BY ends_at DESC, place DESC LIMIT ?', now - LATELY_MS, Math.max(0, Math.min(Math.trunc(limit), MOST))).map(([body]) => fromBytes<IssuedPass>(body));
}
