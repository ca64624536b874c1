/** One tampering with a journal, by chance, with raw SQL or raw bytes. Nothing of the app. */
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import Database from 'libsql';
import type { Chance } from '../support/chance';
import { chainAgain, COLUMNS, hashAt, hashOf, rowsFrom, searchTextOf, tidy, type Db, type Row } from './own-chain';
import type { Kind, Truth } from './truth';

/** Every entry behind it has to be moved, one by one. */
const RENUMBERED_MAXIMUM = 300;
const EDITED = [...COLUMNS.filter((name) => name !== 'seq'), 'previous_hash', 'hash'] as const;

type Done = Omit<Truth, 'kind' | 'entries'> & { readonly entries?: number };
type Act = (db: Db, chance: Chance, count: number, file: string) => Done;

/** @param file - Nobody else has it open. @param count - Its entries. */
export function tamper(file: string, kind: Kind, count: number, chance: Chance): Truth {
  const db = new Database(file);
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -64000; PRAGMA ignore_check_constraints = ON;');
  const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").raw(true).all() as string[][];
  db.exec(`BEGIN; ${triggers.map(([name]) => `DROP TRIGGER ${name};`).join(' ')}`);
  const done = ACTS[kind](db, chance, count, file);
  db.exec('COMMIT');
  db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  db.close();
  if (kind !== 'edit-bytes') return { kind, entries: count, ...done };
  flip(file, done, chance);
  return { kind, entries: count, ...done, what: `a byte of entry ${done.first} in the file` };
}

const anyOf = (chance: Chance, from: number, to: number) => from + chance.below(to - from + 1);
/** More often near the end, where somebody who has something to hide would be. */
const nearEnd = (chance: Chance, count: number, least: number) => Math.max(least, count - Math.floor(count * chance.next() ** 3));

const ACTS: Readonly<Record<Kind, Act>> = {
  edit: (db, chance, count) => {
    const seq = anyOf(chance, 1, count);
    const column = chance.pick(EDITED);
    if (column === 'format') db.exec(`UPDATE entry SET format = ${anyOf(chance, 2, 9)} WHERE seq = ${seq}`);
    else db.prepare(`UPDATE entry SET ${column} = CAST(? AS TEXT) WHERE seq = ?`).run(withOneByteChanged(bytesAt(db, seq, column), chance), seq);
    return { what: `${column} of entry ${seq}`, first: seq, breaksAt: seq, problems: column === 'format' ? ['unreadable'] : ['edited', 'unreadable'] };
  },

  // Done when the file is closed: see flip.
  'edit-bytes': (db, chance, count) => {
    const seq = anyOf(chance, 2, count);
    return { what: `${hashAt(db, seq - 1)}${hashAt(db, seq)}`, first: seq, breaksAt: seq, problems: ['edited', 'unreadable'] };
  },

  'edit-search': (db, chance, count) => {
    const seq = anyOf(chance, 1, count);
    if (chance.below(4) === 0) db.exec(`DELETE FROM entry_search WHERE seq = ${seq}`);
    else {
      const text = Buffer.from((db.prepare('SELECT CAST(text AS BLOB) FROM entry_search WHERE seq = ?').raw(true).all(seq) as Uint8Array[][])[0]![0]!);
      db.prepare('UPDATE entry_search SET text = CAST(? AS TEXT) WHERE seq = ?').run(withOneByteChanged(text, chance), seq);
    }
    return { what: `search text of entry ${seq}`, first: seq, breaksAt: seq, problems: ['edited'] };
  },

  'edit-open-intents': (db, chance, count) => {
    const open = (db.prepare('SELECT seq FROM open_intent ORDER BY seq').raw(true).all() as number[][]).map(([seq]) => seq!);
    const hidden = chance.pick(open);
    const added = anyOf(chance, 1, count);
    const seq = chance.below(2) === 0 || open.includes(added) ? hidden : added;
    db.exec(seq === hidden ? `DELETE FROM open_intent WHERE seq = ${seq}` : `INSERT INTO open_intent VALUES (${seq})`);
    return { what: `entry ${seq} ${seq === hidden ? 'taken from' : 'put among'} the open intents`, first: seq, breaksAt: seq, problems: ['edited'] };
  },

  drop: (db, chance, count) => {
    const renumbers = chance.below(3) === 0;
    const dropped = anyOf(chance, 1, 3);
    const seq = renumbers ? anyOf(chance, Math.max(1, count - RENUMBERED_MAXIMUM), count - dropped) : anyOf(chance, 1, count - dropped);
    db.exec(`DELETE FROM entry WHERE seq >= ${seq} AND seq < ${seq + dropped}; DELETE FROM entry_search WHERE seq >= ${seq} AND seq < ${seq + dropped};`);
    if (renumbers) renumber(db, seq + dropped, -dropped);
    return { what: `${dropped} from entry ${seq} on${renumbers ? ', renumbered' : ''}`, first: seq, breaksAt: seq, entries: count - dropped, problems: ['missing'] };
  },

  insert: (db, chance, count) => {
    const seq = anyOf(chance, Math.max(2, count - RENUMBERED_MAXIMUM), count);
    const chains = chance.below(2) === 0;
    const [model] = rowsFrom(db, seq, 1);
    renumber(db, seq, 1);
    const row = model!.map((value, index) => (COLUMNS[index] === 'id' ? Buffer.from(randomUUID()) : COLUMNS[index] === 'phase' ? Buffer.from('event') : COLUMNS[index] === 'reason' ? Buffer.from('I was never here') : value));
    const previous = chains ? hashAt(db, seq - 1) : '5'.repeat(64);
    const hash = hashOf(previous, row);
    // The follower is made to point at what was put before it; its own hash then tells.
    if (chains) db.prepare('UPDATE entry SET previous_hash = ? WHERE seq = ?').run(hash, seq + 1);
    put(db, row, previous, hash);
    return { what: `before entry ${seq}${chains ? ', chained' : ''}`, first: seq, breaksAt: chains ? seq + 1 : seq, entries: count + 1, problems: ['edited', 'out-of-order'] };
  },

  swap: (db, chance, count) => {
    const seq = anyOf(chance, 1, count - 1);
    const other = chance.below(2) === 0 ? seq + 1 : anyOf(chance, seq + 1, count);
    const aside = count + 1_000_000;
    for (const table of chance.below(2) === 0 ? ['entry', 'entry_search'] : ['entry']) {
      for (const [from, to] of [[seq, aside], [other, seq], [aside, other]]) db.exec(`UPDATE ${table} SET seq = ${to} WHERE seq = ${from}`);
    }
    return { what: `entries ${seq} and ${other}`, first: seq, breaksAt: seq, problems: ['out-of-order'] };
  },

  cut: (db, chance, count) => {
    const left = chance.below(12) === 0 ? 0 : Math.min(count - 1, nearEnd(chance, count, 0));
    db.exec(`DELETE FROM entry WHERE seq > ${left}; DELETE FROM entry_search WHERE seq > ${left};`);
    tidy(db, []);
    return { what: `behind entry ${left}`, first: left + 1, breaksAt: null, entries: left, problems: [] };
  },

  're-chain': (db, chance, count) => {
    const seq = Math.min(count, nearEnd(chance, count, 1));
    db.prepare("UPDATE entry SET reason = reason || ' (as agreed)', ticket = ticket || '7' WHERE seq = ?").run(seq);
    chainAgain(db, seq);
    tidy(db, [seq]);
    return { what: `from entry ${seq} on`, first: seq, breaksAt: null, problems: [] };
  },

  'begun-anew': (db, chance, count) => {
    const left = anyOf(chance, 1, Math.min(250, count - 1));
    db.exec(`DELETE FROM entry WHERE seq > ${left}; UPDATE entry SET reason = reason || '!' WHERE seq = 1;`);
    chainAgain(db, 1);
    tidy(db, [1]);
    return { what: `with ${left} entries`, first: 1, breaksAt: null, entries: left, problems: [] };
  },
};

function renumber(db: Db, from: number, by: number): void {
  for (const table of ['entry', 'entry_search', 'open_intent']) {
    db.exec(`UPDATE ${table} SET seq = seq + 10000000 WHERE seq >= ${from}; UPDATE ${table} SET seq = seq - 10000000 + ${by} WHERE seq >= 10000000;`);
  }
}

function put(db: Db, row: Row, previous: string, hash: string): void {
  const values = row.map((_, index) => (index < 2 ? '?' : 'CAST(? AS TEXT)'));
  db.prepare(`INSERT INTO entry VALUES (${values.join(', ')}, ?, ?)`).run(...row, previous, hash);
  db.prepare('INSERT INTO entry_search VALUES (?, ?)').run(row[0], searchTextOf(row));
}

function bytesAt(db: Db, seq: number, column: string): Buffer {
  const [row] = db.prepare(`SELECT CAST(coalesce(${column}, '') AS BLOB) FROM entry WHERE seq = ?`).raw(true).all(seq) as Uint8Array[][];
  return Buffer.from(row![0]!);
}

function withOneByteChanged(bytes: Buffer, chance: Chance): Buffer {
  if (bytes.length === 0) return Buffer.from('x');
  const changed = Buffer.from(bytes);
  const at = chance.below(changed.length);
  changed[at] = (changed[at]! + 1 + chance.below(255)) % 256;
  return changed;
}

/**
 * Changes one byte of the table's own page, which no index and no SQL is told of. The two hashes stand next to one another there;
 * `detail`, never shorter than two bytes, ends before them. SQLite leaves old copies lying about: changing one of those is no
 * tampering, and is undone.
 */
function flip(file: string, { first, what }: Done, chance: Chance): void {
  const bytes = readFileSync(file);
  const [offset, by] = [chance.below(130) - 2, 1 + chance.below(255)];
  const before = storedAt(file, first);
  for (let at = bytes.indexOf(what); at >= 2; at = bytes.indexOf(what, at + 1)) {
    write(file, at + offset, (bytes[at + offset]! + by) % 256);
    if (storedAt(file, first) !== before) return;
    write(file, at + offset, bytes[at + offset]!);
  }
  throw new Error('The entry is not where it should be.');
}

function storedAt(file: string, seq: number): string {
  const db = new Database(file);
  const [row] = db.prepare('SELECT hex(detail), hex(previous_hash), hex(hash) FROM entry WHERE seq = ?').raw(true).all(seq) as string[][];
  db.close();
  return row!.join(' ');
}

function write(file: string, place: number, byte: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.from([byte]), 0, 1, place);
  closeSync(handle);
}
