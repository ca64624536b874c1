/** A database of this desk: opened where nobody else can read it, left as one whole file. */
import Database from 'libsql';
import { makePrivate } from './private-file';

export type Db = InstanceType<typeof Database>;

/** How long one statement waits for another process's lock, milliseconds. */
export const BUSY_MS = 2000;

/**
 * @param prepare - Looks whose file it is before anything is written, sets how it is used, and brings its schema up to date. When it
 *   throws, the file is closed again.
 * @throws what `prepare` throws, SQLite's and the file system's errors; see `troubleOf`.
 */
export function openPrivately(file: string, prepare: (db: Db) => void): Db {
  makePrivate(file);
  const db = new Database(file, { timeout: BUSY_MS });
  try {
    prepare(db);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** A database that is nowhere else, and gone when it is closed. */
export function openInMemory(): Db {
  return new Database(':memory:');
}

/** Folds the WAL into the file, so that one file is all of it. Harmless when another process still reads. */
export function closeQuietly(db: Db): void {
  try {
    db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  } catch {
    // What was committed is in the WAL and is found at the next start.
  }
  db.close();
}
