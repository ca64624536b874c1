/** Passes of operators, as far as counting them needs, and which weeks and days have to be counted again. */
import { operatorRowOf, weekOf, type OperatorRow } from '../../../shared/domain/history/findings';
import type { Life } from '../../../shared/domain/history/lives';
import { fromBytes, plainText, toBytes } from './bytes';
import { change, rowsOf, type Db } from './database';
import { millisecondsOf } from './places';

const DAY_MS = 86_400_000;
const DAYS_OF_A_WEEK = 7;

/** Whole days since 1970. */
const dayNumber = (at: string): number => Math.floor(millisecondsOf(at) / DAY_MS);
const weekNumber = (at: string): number => dayNumber(weekOf(at));
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Of a line that was written. */
export function countAgain(db: Db, place: number, life: Life): void {
  const row = operatorRowOf(life);
  const known = rowsOf(db, 'SELECT body FROM made WHERE place = ?', place)[0];
  const body = row && toBytes(row);
  if (known && body?.equals(Buffer.from(known[0] as Uint8Array)) === true) return;
  uncount(db, place);
  if (!row || !body) return;
  change(db, 'INSERT INTO made (place, day, operator, body) VALUES (?, ?, ?, ?)', place, dayNumber(row.at), operatorKey(row), body);
  markRecount(db, row);
}

/** Of a line that goes. */
export function uncount(db: Db, place: number): void {
  const known = rowsOf(db, 'SELECT body FROM made WHERE place = ?', place)[0];
  if (!known) return;
  markRecount(db, fromBytes<OperatorRow>(known[0]));
  change(db, 'DELETE FROM made WHERE place = ?', place);
}

const operatorKey = ({ operator }: OperatorRow): string => plainText(operator.id.toLowerCase());

/** Its week, its day, and the next day, in whose hours and days it counts still. */
function markRecount(db: Db, row: OperatorRow): void {
  const insert = 'INSERT INTO recount (week, day, operator) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
  change(db, insert, weekNumber(row.at), 0, '');
  for (const day of [dayNumber(row.at), dayNumber(row.at) + 1]) change(db, insert, 0, day, operatorKey(row));
}

/** All weeks and days there are: they are judged by other rules now. */
export function recountAll(db: Db): void {
  for (const [body] of rowsOf(db, 'SELECT min(body) FROM made GROUP BY day, operator')) markRecount(db, fromBytes<OperatorRow>(body));
}

export function rowsOfWeek(db: Db, week: number): readonly OperatorRow[] {
  return rowsOf(db, 'SELECT body FROM made WHERE day >= ? AND day < ? ORDER BY place', week, week + DAYS_OF_A_WEEK).map(([body]) => fromBytes<OperatorRow>(body));
}

/** Of that day and the day before. */
export function rowsOfDay(db: Db, operator: string, day: number): readonly OperatorRow[] {
  return rowsOf(db, 'SELECT body FROM made WHERE day IN (?, ?) AND operator = ? ORDER BY place', day - 1, day, operator).map(([body]) => fromBytes<OperatorRow>(body));
}
