/** Writes lines: the difference between what a group's facts say now and what stood there. */
import { FIRST_USE_MINUTES } from '../../../shared/domain/history/charts';
import { LINE_KINDS, type Certainty, type HistoryEvent, type HistoryLine, type JoinedBy } from '../../../shared/domain/history/history-line';
import type { Life } from '../../../shared/domain/history/lives';
import { fromBytes, plainText, toBytes } from './bytes';
import { countAgain, uncount } from './counted';
import { change, rowsOf, type Db } from './database';
import { fromBits, isUnfinished, marksOf, wordsOfLine } from './marks';
import { millisecondsOf, placeFor } from './places';
import { issuedPassOf, startOf } from './issued-pass';
import { nameId, type Shelf } from './shelf';

/** Before everything: how a journal of another desk calls an operator counts only until this desk knows better. */
const NEVER = -1;

/** What a fact is to a life: number of its row, how and how surely it is joined, and rows that say the same. */
export type StoredEvent = readonly [fact: number, joinedBy: JoinedBy, certainty: Certainty, also: readonly number[]];

/** A line as it lies in the file. Findings are kept apart from `line`, where they are always empty. */
export type StoredLine = { readonly place: number; readonly line: HistoryLine; readonly events: readonly StoredEvent[]; readonly found: number; readonly open: number };

const COLUMNS = 'l.place, b.body, b.events, l.found, l.open FROM line l JOIN line_body b ON b.place = l.place';

export function linesOfGroup(db: Db, grp: number): readonly StoredLine[] {
  return rowsOf(db, `SELECT ${COLUMNS} WHERE l.grp = ?`, grp).map(([place, body, events, found, open]) => ({
    place: Number(place), line: fromBytes<HistoryLine>(body), events: fromBytes<readonly StoredEvent[]>(events), found: Number(found), open: Number(open),
  }));
}

/** @param factIds - Row numbers of the group's facts, by key. @param changed - Takes the places that changed. */
export function writeLine(shelf: Shelf, grp: number, life: Life, factIds: ReadonlyMap<string, number>, before: StoredLine | undefined, changed: (place: number) => void): void {
  const { db } = shelf;
  const line: HistoryLine = { ...life.line, findings: [] };
  const events = life.events.map((event) => storedEvent(event, factIds));
  const changesAt = life.changesAt === null || millisecondsOf(life.changesAt) <= shelf.now() ? null : millisecondsOf(life.changesAt);
  const bits = findingBits(db, line.id);
  const body = toBytes(line);
  const isSame = before?.found === bits.found && before.open === bits.open && body.equals(toBytes(before.line)) && JSON.stringify(events) === JSON.stringify(before.events);
  if (isSame) {
    change(db, 'UPDATE line SET changes_at = ? WHERE place = ? AND changes_at IS NOT ?', changesAt, before.place, changesAt);
    return;
  }
  const stays = before?.line.at === line.at;
  if (before && !stays) removeLine(shelf, before, changed);
  const place = stays ? before.place : placeFor(line.id, line.at, (taken) => rowsOf(db, 'SELECT 1 FROM line WHERE place = ?', taken).length > 0, shelf.full);

  const at = millisecondsOf(line.lastAt);
  const operator = line.operator && nameId(shelf, 'operator', { id: line.operator.id.toLowerCase(), displayName: line.operator.displayName }, line.desk === '' ? at : NEVER);
  const scenario = line.scenario === '' ? null : nameId(shelf, 'scenario', { id: line.scenario, displayName: line.scenario }, 0);
  change(
    db,
    'INSERT OR REPLACE INTO line (place, id, grp, changes_at, kind, operator, scenario, first_use, unfinished, found, open) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    place, plainText(line.id), grp, changesAt, LINE_KINDS.indexOf(line.kind), operator, scenario, firstUse(life), isUnfinished(line) ? 1 : 0, bits.found, bits.open,
  );
  change(db, 'INSERT OR REPLACE INTO line_body (place, body, events) VALUES (?, ?, ?)', place, body, toBytes(events));
  writeHit(db, place, hitText(line, bits), stays ? hitText(before.line, before) : null);
  writeOpenPass(db, place, life);
  countAgain(db, place, life);
  changed(place);
}

export function removeLine({ db }: Shelf, { place }: StoredLine, changed: (place: number) => void): void {
  uncount(db, place);
  for (const table of ['line', 'line_body', 'open_pass']) change(db, `DELETE FROM ${table} WHERE place = ?`, place);
  change(db, 'DELETE FROM hit WHERE rowid = ?', place);
  changed(place);
}

type HitText = { readonly words: readonly string[]; readonly text: string };

function hitText(line: HistoryLine, { found, open }: { readonly found: number; readonly open: number }): HitText {
  const words = wordsOfLine(line);
  return { words, text: [...marksOf(line, fromBits(found), fromBits(open)), ...words].join(' ') };
}

function writeHit(db: Db, place: number, { words, text }: HitText, before: HitText | null): void {
  if (before?.text === text) return;
  if (before) change(db, 'DELETE FROM hit WHERE rowid = ?', place);
  change(db, 'INSERT INTO hit (rowid, text) VALUES (?, ?)', place, text);
  for (const word of words) if (!before?.words.includes(word)) change(db, 'INSERT INTO word (word) VALUES (?) ON CONFLICT DO NOTHING', word);
}

/** Other findings than before: the line is found by them, and shows them. */
export function markFound(db: Db, id: string, bits: { readonly found: number; readonly open: number }, changed: (place: number) => void): void {
  for (const [place, body, found, open] of rowsOf(db, 'SELECT l.place, b.body, l.found, l.open FROM line l JOIN line_body b ON b.place = l.place WHERE l.id = ?', plainText(id))) {
    const before = { found: Number(found), open: Number(open) };
    if (before.found === bits.found && before.open === bits.open) continue;
    const line = fromBytes<HistoryLine>(body);
    change(db, 'UPDATE line SET found = ?, open = ? WHERE place = ?', bits.found, bits.open, Number(place));
    writeHit(db, Number(place), hitText(line, bits), hitText(line, before));
    changed(Number(place));
  }
}

/** Findings of a line, by kind: all, and those that nobody has marked as seen. */
export function findingBits(db: Db, id: string): { readonly found: number; readonly open: number } {
  let found = 0;
  let open = 0;
  const rows = rowsOf(db, 'SELECT f.kind, EXISTS (SELECT 1 FROM seen s WHERE s.finding = f.id AND s.at >= f.at) FROM finding_line l JOIN finding f ON f.id = l.finding WHERE l.line = ?', plainText(id));
  for (const [kind, isSeen] of rows) {
    const bit = 1 << Number(kind);
    found |= bit;
    if (Number(isSeen) === 0) open |= bit;
  }
  return { found, open };
}

function storedEvent(event: HistoryEvent, factIds: ReadonlyMap<string, number>): StoredEvent {
  const also = event.source === 'audit' ? event.also.map(({ id }) => factIds.get(`audit:${id}`) ?? 0) : [];
  return [factIds.get(event.key) ?? 0, event.joinedBy, event.certainty, also];
}

/** Which bar of FIRST_USE_MINUTES it counts in; its length: longer than all; null: none. */
function firstUse({ line, events }: Life): number | null {
  if (line.kind !== 'pass' || line.firstUsedAt === null) return null;
  const minutes = (millisecondsOf(line.firstUsedAt) - startOf(events, line.at)) / 60_000;
  const bar = FIRST_USE_MINUTES.findIndex((most) => minutes <= most);
  return bar < 0 ? FIRST_USE_MINUTES.length : bar;
}

function writeOpenPass(db: Db, place: number, life: Life): void {
  const pass = issuedPassOf(life);
  if (!pass) change(db, 'DELETE FROM open_pass WHERE place = ?', place);
  else change(db, 'INSERT OR REPLACE INTO open_pass (place, ends_at, body) VALUES (?, ?, ?)', place, millisecondsOf(pass.endsAt), toBytes(pass));
}

