/**
 * Opens a journal file: WAL, `synchronous=FULL` (a committed entry has been fsynced), schema up to date.
 * Waits at most {@link BUSY_MS} for another process.
 */
import Database from 'libsql';
import { DamagedJournal, toUnavailable } from './failure';
import { prepareJournalFile } from './journal-file';
import { MIGRATIONS } from './schema';

export type Db = InstanceType<typeof Database>;

/** How long one statement waits for another process's lock, milliseconds. */
export const BUSY_MS = 2000;
const RETRY_MS = 25;
/** The version from which on there is a table of open intents. */
export const INTENTS_SINCE = 4;

/** @throws SQLite's and the file system's errors, and DamagedJournal; see `toUnavailable`. */
export function openDatabase(file: string): Db {
  prepareJournalFile(file);
  const db = new Database(file, { timeout: BUSY_MS });
  try {
    // Before anything is written: a file of a newer version, or of another program, is left as it is.
    whenFree(() => refuseForeign(db));
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;');
    whenFree(() => db.prepare('PRAGMA journal_mode = WAL').all());
    db.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;');
    migrate(db);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** @returns the first row as an array; `undefined` when there is none. `.all()` because libsql's `.get()` leaves the statement open. */
export function firstRow(db: Db, sql: string, ...values: readonly (string | number | null)[]): readonly unknown[] | undefined {
  return (db.prepare(sql).raw(true).all(...values) as (readonly unknown[])[])[0];
}

/** Runs in one immediate transaction: from the first statement on no other process can write. */
export function inTransaction<T>(db: Db, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (cause) {
    // SQLite itself rolls back on some errors (FULL, IOERR); a second ROLLBACK would hide the first error.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw cause;
  }
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
  const objects = Number(firstRow(db, 'SELECT count(*) FROM sqlite_schema')?.[0]);
  if ((version === 0) !== (objects === 0)) throw new DamagedJournal('not a journal');
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
