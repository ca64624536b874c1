/** Pages of the list, and the walk along it for exports. */
import type { HistoryFilter } from '../../../shared/domain/history/history-filter';
import type { HistoryLife, HistoryLine } from '../../../shared/domain/history/history-line';
import { fromBytes } from './bytes';
import { rowsOf, type Db } from './database';
import { WHOLE } from './days';
import { hitsOf, newestHit } from './hits';
import { shown, type StoredEvent } from './lines';
import { eventsOf } from './lives-read';
import { matchOf, type Match } from './match';
import { FIRST, LAST, placeAt } from './places';
import { pause } from './settle';
import type { Shelf } from './shelf';

/** Most lines of one page or step, whatever is asked for. */
const LINES = 1_000;
const LIVES = 200;

export async function pageOf(shelf: Shelf, filter: HistoryFilter, from: number, limit: number, asOf: number | null) {
  const { db, anchors } = shelf;
  // What is still to be put together has happened before now, and belongs to what this page begins.
  const upTo = asOf ?? Math.max(newestHit(db, WHOLE) ?? FIRST, placeAt(shelf.now() + 1) - 1);
  const start = await anchors.near(db, narrowestOf(db, matchOf(db, filter, upTo)), atLeastNone(from), pause);
  return { lines: linesAt(db, start.match, most(limit, LINES), start.offset).map(({ line }) => line), asOf: upTo };
}

export function countOf({ db, anchors }: Shelf, filter: HistoryFilter, asOf: number | null): number {
  return anchors.total(db, narrowestOf(db, matchOf(db, filter, asOf ?? LAST)));
}

/** Ending with the newest line there is: what is remembered of a filter serves every later `asOf` until something comes. */
function narrowestOf(db: Db, match: Match): Match {
  return { ...match, last: newestHit(db, { ...match, match: null }) ?? FIRST };
}

export function walkOf({ db }: Shelf, filter: HistoryFilter, after: number | null, asOf: number, limit: number) {
  const found = linesAt(db, below(matchOf(db, filter, asOf), after), most(limit, LINES));
  return { lines: found.map(({ line }) => line), next: found.at(-1)?.place ?? null };
}

export function walkLivesOf({ db }: Shelf, filter: HistoryFilter, after: number | null, asOf: number, limit: number) {
  const found = linesAt(db, below(matchOf(db, filter, asOf), after), most(limit, LIVES));
  const lives: readonly HistoryLife[] = found.map(({ line, events }) => ({ line, events: eventsOf(db, events()) }));
  return { lives, next: found.at(-1)?.place ?? null };
}

type Found = { readonly place: number; readonly line: HistoryLine; readonly events: () => readonly StoredEvent[] };

function linesAt(db: Db, match: Match, limit: number, offset = 0): readonly Found[] {
  const { sql, bound } = hitsOf(match, limit, offset);
  const rows = rowsOf(db, `SELECT h.place, b.body, l.open, b.events FROM (${sql}) h CROSS JOIN line l ON l.place = h.place CROSS JOIN line_body b ON b.place = h.place ORDER BY h.place DESC`, ...bound);
  return rows.map(([place, body, open, events]) => ({ place: Number(place), line: shown(fromBytes<HistoryLine>(body), Number(open)), events: () => fromBytes<readonly StoredEvent[]>(events) }));
}

const below = (match: Match, after: number | null): Match => (after === null ? match : { ...match, last: Math.min(match.last, after - 1) });
const atLeastNone = (from: number): number => (Number.isFinite(from) ? Math.max(0, Math.trunc(from)) : 0);
const most = (limit: number, bound: number): number => Math.max(0, Math.min(Math.trunc(limit), bound));
