/**
 * Opens the history's file: WAL, schema as this version wants it. `synchronous=NORMAL`: after a power cut the last transactions
 * may be missing, each as a whole, and are read again from the journal and from Entra; a mark is never ahead of its rows.
 */
import { openPrivately, type Db } from '../../sqlite/database';
import { inTransaction } from '../../sqlite/in-transaction';
import { DamagedHistory, toUnavailable } from './failure';
import { setAside } from './history-file';
import { FORMAT, SCHEMA } from './schema';

export type { Db };
export type Row = readonly unknown[];
export type Bound = string | number | Buffer | null;

/** Tells this program's file from any other SQLite file: "TDKH". */
const APPLICATION = 0x54444b48;
/** Pages kept in memory, KiB. */
const CACHE_KIB = 32 * 1024;
/** Pages of 4 KiB that the WAL may hold before they are folded into the file: seldom, because each time waits for the disk. */
const WAL_PAGES = 40_000;

/**
 * A file that is damaged, of another version or of another program is set aside and made anew.
 *
 * @throws SQLite's and the file system's errors; see `toUnavailable`.
 */
export function openDatabase(file: string): Db {
  try {
    return openOnce(file);
  } catch (cause) {
    if (toUnavailable(cause).reason !== 'damaged') throw cause;
    setAside(file);
    return openOnce(file);
  }
}

function openOnce(file: string): Db {
  return openPrivately(file, (db) => {
    const format = numberOf(db, 'user_version');
    const isEmpty = Number(rowsOf(db, 'SELECT count(*) FROM sqlite_schema')[0]?.[0]) === 0;
    // A newer version's file is set aside too: this one could only misread it, and the newer one makes its own anew.
    if (!isEmpty && (format !== FORMAT || numberOf(db, 'application_id') !== APPLICATION)) throw new DamagedHistory('not a history of this version');
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;');
    db.prepare('PRAGMA journal_mode = WAL').all();
    db.exec(`PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA wal_autocheckpoint = ${WAL_PAGES};`);
    if (isEmpty) inTransaction(db, () => db.exec(`${SCHEMA} PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${FORMAT};`));
  });
}

/** Values always as one array: libsql takes a single blob for named parameters, and ends the process over it. */
type Statement = {
  readonly all: (values: readonly Bound[]) => unknown[];
  readonly run: (values: readonly Bound[]) => { readonly changes: number; readonly lastInsertRowid: number | bigint };
};
const statements = new WeakMap<Db, Map<string, Statement>>();

/** Each statement once: preparing costs more than most of them. The texts are few, for no value is written into one. */
export function prepared(db: Db, sql: string): Statement {
  const known = statements.get(db) ?? new Map<string, Statement>();
  statements.set(db, known);
  const statement = known.get(sql) ?? (sql.startsWith('SELECT') || sql.startsWith('PRAGMA') ? db.prepare(sql).raw(true) : db.prepare(sql));
  known.set(sql, statement);
  return statement;
}

/** Rows as arrays. `.all()` because libsql's `.get()` leaves the statement open. */
export function rowsOf(db: Db, sql: string, ...values: readonly Bound[]): readonly Row[] {
  return prepared(db, sql).all(values) as readonly Row[];
}

/** @returns how many rows changed. */
export function change(db: Db, sql: string, ...values: readonly Bound[]): number {
  return prepared(db, sql).run(values).changes;
}

function numberOf(db: Db, pragma: 'user_version' | 'application_id'): number {
  return Number(rowsOf(db, `PRAGMA ${pragma}`)[0]?.[0]);
}
