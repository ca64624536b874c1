/** One day of the charts, and the days that were counted before: of the whole list they are kept until a line of theirs changes. */
import { fromBytes, plainText, toBytes } from './bytes';
import { change, rowsOf, type Bound, type Db, type Row } from './database';
import { newestHit } from './hits';
import { localDayOf, type LocalDay } from './local-day';
import type { Match } from './match';
import { FIRST, LAST, placeAt, timeOf } from './places';

/** Of the lines of one day that are alike in everything a chart asks. Numbers as in the table `line`. */
export type Alike = { readonly kind: number; readonly operator: number | null; readonly scenario: number | null; readonly firstUse: number | null; readonly unfinished: number; readonly count: number };
export type Day = LocalDay & { readonly alike: readonly Alike[] };

const ALIKE = 'l.kind, l.operator, l.scenario, l.first_use, l.unfinished';
const DAY_MS = 86_400_000;
const DAY_PLACES = placeAt(DAY_MS);
/** Days counted in one query. */
const STRETCH = 31;
/** Days of a stretch that may be missing and are still counted one by one. */
const FEW = 3;

/**
 * The next days with lines, newest first, at or before `match.last`; all of one length, so that SQL can tell them apart.
 *
 * @returns where to go on; null when there are no more.
 */
export function daysBefore(db: Db, match: Match, timeZone: string, take: (day: Day) => void): Match | null {
  const newest = newestHit(db, match);
  if (newest === null) return null;
  const days = stretchOf(timeOf(newest), timeZone);
  const counts = match.match === null ? wholeDays(db, match, timeZone, days) : countedBy(db, match, days);
  for (const day of days) {
    const alike = counts.get(day.from) ?? [];
    if (alike.length > 0) take({ ...day, alike });
  }
  return { ...match, last: placeAt(days.at(-1)?.from ?? 0) - 1 };
}

/** Newest first. A day of another length, when clocks are put forward or back, is a stretch by itself. */
function stretchOf(milliseconds: number, timeZone: string): readonly LocalDay[] {
  const days = [localDayOf(milliseconds, timeZone)];
  for (let last = days[0]; last && last.to - last.from === DAY_MS && days.length < STRETCH && last.from > 0; ) {
    const before = localDayOf(last.from - 1, timeZone);
    if (before.to - before.from !== DAY_MS) break;
    days.push(before);
    last = before;
  }
  return days;
}

/** Of the whole list. Days that lie whole within what is asked for are kept. */
function wholeDays(db: Db, match: Match, timeZone: string, days: readonly LocalDay[]): ReadonlyMap<number, readonly Alike[]> {
  const isWhole = ({ from, to }: LocalDay) => match.first <= placeAt(from) && match.last >= placeAt(to) - 1;
  const zone = plainText(timeZone);
  const known = new Map(rowsOf(db, 'SELECT from_place, body FROM day WHERE zone = ? AND from_place >= ? AND from_place <= ?', zone, placeAt(days.at(-1)?.from ?? 0), placeAt(days[0]?.from ?? 0)).map(([from, body]) => [timeOf(Number(from)), fromBytes<readonly Alike[]>(body)]));
  const missing = days.filter((day) => !isWhole(day) || !known.has(day.from));
  const counts = missing.length > FEW ? countedBy(db, match, days) : new Map(missing.flatMap((day) => [...countedBy(db, match, [day])]));
  for (const day of missing) if (isWhole(day)) change(db, 'INSERT OR REPLACE INTO day (zone, from_place, to_place, body) VALUES (?, ?, ?, ?)', zone, placeAt(day.from), placeAt(day.to) - 1, toBytes(counts.get(day.from) ?? []));
  return new Map(days.map((day) => [day.from, missing.includes(day) ? (counts.get(day.from) ?? []) : (known.get(day.from) ?? [])]));
}

/** @param days - Newest first, one after the other; of one length when there are several. @returns by the beginning of the day. */
function countedBy(db: Db, { match, first, last }: Match, days: readonly LocalDay[]): ReadonlyMap<number, readonly Alike[]> {
  const [newest, oldest] = [days[0], days.at(-1)];
  if (!newest || !oldest) return new Map();
  const where = match === null ? 'line l WHERE l.place >= ? AND l.place <= ?' : 'hit h CROSS JOIN line l ON l.place = h.rowid WHERE h.hit MATCH ? AND h.rowid >= ? AND h.rowid <= ?';
  // As text and back: libsql binds numbers as floating point, whose division leaves a rest.
  const bound: readonly Bound[] = [String(placeAt(oldest.from)), String(days.length === 1 ? LAST : DAY_PLACES), ...(match === null ? [] : [match]), Math.max(first, placeAt(oldest.from)), Math.min(last, placeAt(newest.to) - 1)];
  const rows = rowsOf(db, `SELECT (l.place - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS day, ${ALIKE}, count(*) FROM ${where} GROUP BY day, ${ALIKE}`, ...bound);
  const counts = new Map<number, Alike[]>();
  for (const [day, ...alike] of rows) {
    const from = oldest.from + Number(day) * DAY_MS;
    const known = counts.get(from);
    if (known) known.push(alikeOf(alike));
    else counts.set(from, [alikeOf(alike)]);
  }
  return counts;
}

function alikeOf([kind, operator, scenario, firstUse, unfinished, count]: Row): Alike {
  const orNull = (value: unknown) => (value === null ? null : Number(value));
  return { kind: Number(kind), operator: orNull(operator), scenario: orNull(scenario), firstUse: orNull(firstUse), unfinished: Number(unfinished), count: Number(count) };
}

/** Forgets the days in which lines changed. @param places - Theirs. */
export function dropDays(db: Db, places: readonly number[]): void {
  if (places.length === 0 || rowsOf(db, 'SELECT 1 FROM day LIMIT 1').length === 0) return;
  // By days of UTC: at most two local days each.
  for (const utcDay of new Set(places.map((place) => Math.floor(timeOf(place) / DAY_MS)))) {
    change(db, 'DELETE FROM day WHERE from_place <= ? AND to_place >= ?', placeAt((utcDay + 1) * DAY_MS), placeAt(utcDay * DAY_MS));
  }
}

export const WHOLE: Match = { match: null, first: FIRST, last: LAST };
