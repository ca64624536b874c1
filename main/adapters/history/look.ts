/**
 * Looks for findings where something may be another since the last look: in groups with new facts or whose time has come, in
 * groups that wait for Entra's log to be read further, in weeks and days that have to be counted again; everywhere when the
 * rules are others.
 */
import { createHash } from 'node:crypto';
import type { Finding } from '../../../shared/domain/history/finding';
import type { FindingContext } from '../../../shared/domain/history/finding-context';
import { judgeOf } from '../../../shared/domain/history/find-group';
import { busyOperators, quotaNear, type Found } from '../../../shared/domain/history/findings';
import { inTransaction } from '../../sqlite/in-transaction';
import { fromBytes, toBytes } from './bytes';
import { dayText, recountAll, rowsOfDay, rowsOfWeek } from './counted';
import { change, rowsOf, type Db } from './database';
import { dropDays } from './days';
import { FACT_COLUMNS, factOf } from './facts';
import { horizonOf } from './forget';
import { keptFinding, replaceFindings } from './kept-findings';
import { millisecondsOf } from './places';
import { CHUNK_FACTS, pause } from './settle';
import type { Shelf } from './shelf';

/** Weeks or days counted in one transaction. */
const COUNTS_AT_ONCE = 20;
/** As far as anybody could ever have read. */
const ALL_READ = '9999-12-31T00:00:00.000Z';

/** To be called when nothing is left to settle. @returns those that are new and that nobody has marked as seen. */
export async function lookForFindings(shelf: Shelf, context: FindingContext): Promise<readonly Finding[]> {
  const { db } = shelf;
  inTransaction(db, () => {
    noteContext(db, context);
  });
  const news: Found[] = [];
  for (let more = true; more; ) {
    more = inChunk(shelf, (changed) => lookAtGroups(db, context, news, changed));
    await pause();
  }
  for (let more = true; more; ) {
    more = inChunk(shelf, (changed) => countSome(db, context, news, changed));
    await pause();
  }
  return news.flatMap(({ id }) => {
    const finding = keptFinding(db, id);
    return finding?.seen === null ? [finding] : [];
  });
}

function inChunk({ db, anchors }: Shelf, work: (changed: (place: number) => void) => boolean): boolean {
  const places: number[] = [];
  const more = inTransaction(db, () => {
    const left = work((place) => places.push(place));
    dropDays(db, places);
    return left;
  });
  for (const place of places) anchors.drop(place);
  return more;
}

/** Who has to be looked at because of what the context says, compared with the last one. */
function noteContext(db: Db, context: FindingContext): void {
  const { now, auditsRead, signInsRead, knownOperators, ...rules } = context;
  const from = [auditsRead?.from ?? null, signInsRead?.from ?? null];
  // Who acts in this journal matters only where others act in other journals.
  const judgedBy = createHash('sha256').update(JSON.stringify([rules, from, rules.rules.hasOtherDesks ? [...(knownOperators ?? [])].sort() : []])).digest('hex');
  const through = [auditsRead?.through ?? '', signInsRead?.through ?? ''];
  const last = readContext(db);
  const isFurther = last !== null && through.every((instant, index) => millisecondsOf(instant) >= millisecondsOf(last.through[index] ?? ''));
  if (last?.judgedBy !== judgedBy || !isFurther) {
    change(db, 'UPDATE grp SET look_at = 0');
    recountAll(db);
  } else if (JSON.stringify(through) !== JSON.stringify(last.through)) {
    change(db, 'UPDATE grp SET look_at = 0 WHERE waits = 1');
  }
  change(db, "INSERT OR REPLACE INTO meta (name, value) VALUES ('last-look', ?)", toBytes({ judgedBy, through, now }));
}

type Noted = { readonly judgedBy: string; readonly through: readonly string[] };

function readContext(db: Db): Noted | null {
  const row = rowsOf(db, "SELECT value FROM meta WHERE name = 'last-look'")[0];
  return row ? fromBytes<Noted>(row[0]) : null;
}

/** @returns whether more are due. */
function lookAtGroups(db: Db, context: FindingContext, news: Found[], changed: (place: number) => void): boolean {
  const due = rowsOf(db, 'SELECT id FROM grp WHERE look_at <= ? LIMIT ?', millisecondsOf(context.now), CHUNK_FACTS).map(([id]) => Number(id));
  let left = CHUNK_FACTS;
  for (const [index, grp] of due.entries()) {
    if (left <= 0) return index < due.length;
    left -= lookAtGroup(db, grp, context, news, changed) + 1;
  }
  return due.length === CHUNK_FACTS;
}

function lookAtGroup(db: Db, grp: number, context: FindingContext, news: Found[], changed: (place: number) => void): number {
  const facts = rowsOf(db, `SELECT ${FACT_COLUMNS} FROM fact f WHERE f.grp = ?`, grp).map(factOf);
  const judge = judgeOf(facts, context.now);
  const { findings, changesAt } = judge(context);
  news.push(...replaceFindings(db, `group:${grp}`, findings, horizonOf(db), changed));
  const waits = JSON.stringify(judge(readFurther(context)).findings) !== JSON.stringify(findings);
  const next = changesAt !== null && millisecondsOf(changesAt) > millisecondsOf(context.now) ? millisecondsOf(changesAt) : null;
  change(db, 'UPDATE grp SET look_at = ?, waits = ? WHERE id = ?', next, waits ? 1 : 0, grp);
  return facts.length;
}

/** The same, had Entra's logs been read to the end: what would be found then waits for it. */
function readFurther(context: FindingContext): FindingContext {
  const { auditsRead, signInsRead } = context;
  return { ...context, auditsRead: auditsRead && { ...auditsRead, through: ALL_READ }, signInsRead: signInsRead && { ...signInsRead, through: ALL_READ } };
}

/** @returns whether more are to be counted. */
function countSome(db: Db, context: FindingContext, news: Found[], changed: (place: number) => void): boolean {
  const due = rowsOf(db, 'SELECT week, day, CAST(operator AS BLOB) FROM recount LIMIT ?', COUNTS_AT_ONCE);
  for (const [week, day, bytes] of due) {
    const operator = Buffer.from(bytes as Uint8Array).toString('utf8');
    const isWeek = Number(day) === 0;
    const found = isWeek ? busyOperators(dayText(Number(week)), rowsOfWeek(db, Number(week)), context) : quotaNear(dayText(Number(day)), rowsOfDay(db, operator, Number(day)), context);
    news.push(...replaceFindings(db, isWeek ? `week:${Number(week)}` : `day:${Number(day)}:${operator}`, found, horizonOf(db), changed));
    change(db, 'DELETE FROM recount WHERE week = ? AND day = ? AND operator = ?', Number(week), Number(day), operator);
  }
  return due.length === COUNTS_AT_ONCE;
}
