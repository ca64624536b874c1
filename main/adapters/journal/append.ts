/**
 * Adds entries at the end of the chain. `BEGIN IMMEDIATE`, read the head, insert: no other window or process can come
 * between. When it returns, the entries are on the disk.
 */
import type { JournalEntry, JournalRecord } from '../../../shared/domain/journal-entry';
import { inTransaction } from '../../sqlite/in-transaction';
import { COLUMNS, NO_HASH, bytesOf, chainHash } from './chain';
import { firstRow, type Db } from './database';
import { DamagedJournal } from './failure';
import { ENTRY_COLUMNS, entryOf, textOf, valuesOf } from './rows';
import { searchText } from './search-text';

/** The last entry this process has seen. */
export type Head = { readonly seq: number; readonly hash: string };
const EMPTY: Head = { seq: 0, hash: NO_HASH };

/**
 * @param seen - The head this process saw last. It must still be there: a chain that was cut or rewritten while the app
 *   runs is noticed here, at no cost, and not built upon.
 * @throws SQLite's errors, and DamagedJournal.
 */
export function appendEntry(db: Db, record: JournalRecord, seen: Head | null): JournalEntry {
  return inTransaction(db, () => {
    requireSeen(db, seen);
    return adding(db)(record);
  });
}

/**
 * All of them or none, next to one another, and on the disk with one sync: a run writes several intents at once.
 *
 * @param seen - As of {@link appendEntry}.
 * @returns one entry a record, in their order.
 * @throws as {@link appendEntry}.
 */
export function appendEntries(db: Db, records: readonly JournalRecord[], seen: Head | null): readonly JournalEntry[] {
  return inTransaction(db, () => {
    requireSeen(db, seen);
    return records.map(adding(db));
  });
}

function requireSeen(db: Db, seen: Head | null): void {
  if (seen && seen.seq > 0 && hashAt(db, seen.seq) !== seen.hash) throw new DamagedJournal('the head seen before is gone');
}

/**
 * Inside a transaction, so that the head is read once. The statements are made once for all of its entries: libsql frees each when it
 * is collected, and not before.
 */
function adding(db: Db): (record: JournalRecord) => JournalEntry {
  const known = db.prepare(`SELECT ${ENTRY_COLUMNS} FROM entry e WHERE e.id = ?`).raw(true);
  const insert = db.prepare(`INSERT INTO entry VALUES (${[...COLUMNS, 'previous_hash', 'hash'].map(() => '?').join(', ')})`);
  const insertSearch = db.prepare('INSERT INTO entry_search VALUES (?, ?)');
  const read = (id: string) => (known.all(id) as (readonly unknown[])[])[0];
  let head = readHead(db);
  return (record) => {
    const before = alreadyThere(read(record.id), record);
    if (before) return before;
    const values = valuesOf(head.seq + 1, record);
    const hash = chainHash(head.hash, values.map(bytesOf));
    insert.run(...values, head.hash, hash);
    insertSearch.run(head.seq + 1, searchText(record));

    // Read back inside the transaction: what is returned is what is stored, and an entry nobody could read is never kept.
    const stored = read(record.id);
    if (!stored) throw new DamagedJournal('the entry is not there');
    const entry = entryOf(stored);
    head = { seq: entry.seq, hash: entry.hash };
    return entry;
  };
}

/**
 * A caller that was told of a failure may ask again, and the commit may have happened all the same (an error while
 * syncing): the same record is then the same entry. Another record under a known id is refused by the table.
 */
function alreadyThere(row: readonly unknown[] | undefined, record: JournalRecord): JournalEntry | null {
  if (!row) return null;
  const entry = entryOf(row);
  return chainHash(entry.previousHash, valuesOf(entry.seq, record).map(bytesOf)) === entry.hash ? entry : null;
}

/** @throws DamagedJournal when the last entry has no hash to build upon. */
export function readHead(db: Db): Head {
  const row = firstRow(db, 'SELECT CAST(seq AS INTEGER), CAST(hash AS BLOB) FROM entry ORDER BY seq DESC LIMIT 1');
  if (!row) return EMPTY;
  const hash = textOf(row[1]);
  if (typeof row[0] !== 'number' || hash === null || !/^[0-9a-f]{64}$/.test(hash)) throw new DamagedJournal('the head is unreadable');
  return { seq: row[0], hash };
}

function hashAt(db: Db, seq: number): string | null {
  return textOf(firstRow(db, 'SELECT CAST(hash AS BLOB) FROM entry WHERE seq = ?', seq)?.[0] ?? null);
}
