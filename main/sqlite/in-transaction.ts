import type { Db } from './database';

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
