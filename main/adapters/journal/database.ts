/**
 * Opens a journal file: WAL, `synchronous=FULL` (a committed entry has been fsynced), schema up to date.
 * Waits at most {@link BUSY_MS} for another process.
 */
import { BUSY_MS, openInMemory, openPrivately, type Db } from '../../sqlite/database';
import { inTransaction } from '../../sqlite/in-transaction';
import { DamagedJournal, toUnavailable } from './failure';
import { MIGRATIONS } from './schema';

export type { Db };

const RETRY_MS = 25;
/** The version from which on there is a table of open intents. */
export const INTENTS_SINCE = 4;

/** @throws SQLite's and the file system's errors, and DamagedJournal; see `toUnavailable`. */
export function openDatabase(file: string): Db {
  return openPrivately(file, (db) => {
    // Before anything is written: a file of a newer version, or of another program, is left as it is.
    whenFree(() => refuseForeign(db));
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;');
    whenFree(() => db.prepare('PRAGMA journal_mode = WAL').all());
    db.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;');
    migrate(db);
  });
}

/** @returns the first row as an array; `undefined` when there is none. `.all()` because libsql's `.get()` leaves the statement open. */
export function firstRow(db: Db, sql: string, ...values: readonly (string | number | null)[]): readonly unknown[] | undefined {
  return (db.prepare(sql).raw(true).all(...values) as (readonly unknown[])[])[0];
}

/** Reads in `work` see one state of the file, whatever other processes append meanwhile. Also inside a transaction. */
export function inSnapshot<T>(db: Db, work: () => T): T {
  db.exec('SAVEPOINT snapshot');
  try {
    return work();
  } finally {
    // SQLite itself may have ended it; a second end would hide the first error.
    if (db.inTransaction) db.exec('RELEASE snapshot');
  }
}

function refuseForeign(db: Db): void {
  const version = versionOf(db);
  if (version > MIGRATIONS.length) throw new DamagedJournal('written by a newer version');
  const objects = objectsOf(db);
  if ((version === 0) !== (objects.length === 0)) throw new DamagedJournal('not a journal');
  const made = madeBy(version);
  const known = new Set(made.map(({ object }) => object));
  const tables = new Set(made.filter(({ isTable }) => isTable).map(({ name }) => name));
  const isOdd = ({ object, isTable, name }: SchemaObject): boolean => !known.has(object) && !(isTable && tables.has(name) && isPlain(db, name));
  if (objects.some(isOdd)) throw new DamagedJournal('made otherwise than a journal');
}

/** Names and statements as hexadecimal digits: whatever bytes they are made of. */
type SchemaObject = { readonly object: string; readonly name: string; readonly isTable: boolean };

function objectsOf(db: Db): readonly SchemaObject[] {
  const rows = db.prepare("SELECT hex(type) || ' ' || hex(name) || ' ' || hex(tbl_name) || ' ' || hex(sql), hex(name), type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' FROM sqlite_schema").raw(true).all() as (readonly unknown[])[];
  return rows.map(([object, name, isTable]) => ({ object: String(object), name: String(name), isTable: isTable === 1 }));
}

/** Whoever tampers with a journal may have to build a table anew: verification can then tell of it. */
function isPlain(db: Db, name: string): boolean {
  return Number(firstRow(db, 'SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden <> 0', Buffer.from(name, 'hex').toString('utf8'))?.[0]) === 0;
}

/**
 * What a journal is made of. SQLite believes a file about what to do when it is read: a table could as well be a view that never
 * ends, or have a column that is computed to a gigabyte, and a thread within such a query cannot be stopped. What was left out
 * (an index, a trigger) hides nothing.
 */
function madeBy(version: number): readonly SchemaObject[] {
  const model = openInMemory();
  try {
    for (const step of MIGRATIONS.slice(0, version)) model.exec(step);
    return objectsOf(model);
  } finally {
    model.close();
  }
}

function migrate(db: Db): void {
  if (versionOf(db) === MIGRATIONS.length) return;
  inTransaction(db, () => {
    // Read again: another process may have migrated while this one waited.
    for (let version = versionOf(db); version < MIGRATIONS.length; version += 1) {
      db.exec(MIGRATIONS[version] ?? '');
      db.exec(`PRAGMA user_version = ${version + 1}`);
    }
  });
}

/** How many migrations the file has had. */
export function versionOf(db: Db): number {
  return Number(firstRow(db, 'PRAGMA user_version')?.[0]);
}

/** The change to WAL, and recovery after a crash, answer BUSY at once instead of waiting: wait here. Blocks this thread only. */
function whenFree<T>(work: () => T): T {
  const giveUpAt = Date.now() + BUSY_MS;
  for (;;) {
    try {
      return work();
    } catch (cause) {
      if (toUnavailable(cause).reason !== 'locked' || Date.now() >= giveUpAt) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}
