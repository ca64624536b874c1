/** Pages of the list, and the walk along it for exports. */
import type { HistoryFilter } from '../../../shared/domain/history/history-filter';
import type { HistoryLife, HistoryLine } from '../../../shared/domain/history/history-line';
import { blobOf, utf8Of } from '../../sqlite/blob';
import { fromBytes } from './bytes';
import { rowsOf, type Db, type Row } from './database';
import { WHOLE } from './days';
import { hitsOf, newestHit } from './hits';
import type { StoredEvent } from './lines';
import { eventsOf } from './lives-read';
import { matchOf, type Match } from './match';
import type { PackedLines } from './packed-lines';
import { FIRST, LAST, placeAt } from './places';
import { pause } from './settle';
import type { Shelf } from './shelf';
import { shown } from './shown';

/** Most lines of one page or step, whatever is asked for. */
const LINES = 1_000;
const LIVES = 200;

export async function pageOf(shelf: Shelf, filter: HistoryFilter, from: number, limit: number, asOf: number | null) {
  const { db, anchors } = shelf;
  // What is still to be put together has happened before now, and belongs to what this page begins.
  const upTo = asOf ?? Math.max(newestHit(db, WHOLE) ?? FIRST, placeAt(shelf.now() + 1) - 1);
  const start = await anchors.near(db, narrowestOf(db, matchOf(db, filter, upTo)), atLeastNone(from), pause);
  return { lines: rowsAt(db, 'b.body', start.match, most(limit, LINES), start.offset).map(([, open, body]) => lineOf(body, open)), asOf: upTo };
}

export function countOf({ db, anchors }: Shelf, filter: HistoryFilter, asOf: number | null): number {
  return anchors.total(db, narrowestOf(db, matchOf(db, filter, asOf ?? LAST)));
}

/** Ending with the newest line there is: what is remembered of a filter serves every later `asOf` until something comes. */
function narrowestOf(db: Db, match: Match): Match {
  return { ...match, last: newestHit(db, { ...match, match: null }) ?? FIRST };
}

/** One row for all lines: a row for each costs more than what is in it. */
const TOGETHER = "min(h.place), CAST('[' || group_concat(CAST(b.body AS TEXT), ',' ORDER BY h.place DESC) || ']' AS BLOB), '[' || group_concat(l.open, ',' ORDER BY h.place DESC) || ']'";

export function walkOf({ db }: Shelf, filter: HistoryFilter, after: number | null, asOf: number, limit: number): PackedLines {
  const { sql, bound } = hitsOf(below(matchOf(db, filter, asOf), after), most(limit, LINES));
  const [next, lines, open] = rowsOf(db, `SELECT ${TOGETHER} FROM ${bodiesOf(sql)}`, ...bound)[0] ?? [];
  return next === null ? { lines: '[]', open: '[]', next } : { lines: utf8Of(blobOf(lines)), open: String(open), next: Number(next) };
}

export function walkLivesOf({ db }: Shelf, filter: HistoryFilter, after: number | null, asOf: number, limit: number) {
  const rows = rowsAt(db, 'b.body, b.events', below(matchOf(db, filter, asOf), after), most(limit, LIVES));
  const lives: readonly HistoryLife[] = rows.map(([, open, body, events]) => ({ line: lineOf(body, open), events: eventsOf(db, fromBytes<readonly StoredEvent[]>(events)) }));
  return { lives, next: lastPlace(rows) };
}

/** Place, open findings, and the columns that are asked for, newest first. What nobody asked for is not read: it may be as long as all else. */
function rowsAt(db: Db, columns: string, match: Match, limit: number, offset = 0): readonly Row[] {
  const { sql, bound } = hitsOf(match, limit, offset);
  return rowsOf(db, `SELECT h.place, l.open, ${columns} FROM ${bodiesOf(sql)} ORDER BY h.place DESC`, ...bound);
}

const bodiesOf = (hits: string): string => `(${hits}) h CROSS JOIN line l ON l.place = h.place CROSS JOIN line_body b ON b.place = h.place`;
const lineOf = (body: unknown, open: unknown): HistoryLine => shown(fromBytes<HistoryLine>(body), Number(open));
const lastPlace = (rows: readonly Row[]): number | null => (rows.length === 0 ? null : Number(rows.at(-1)?.[0]));
const below = (match: Match, after: number | null): Match => (after === null ? match : { ...match, last: Math.min(match.last, after - 1) });
const atLeastNone = (from: number): number => (Number.isFinite(from) ? Math.max(0, Math.trunc(from)) : 0);
const most = (limit: number, bound: number): number => Math.max(0, Math.min(Math.trunc(limit), bound));
