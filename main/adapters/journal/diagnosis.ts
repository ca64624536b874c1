/** What is wrong with the first entry that does not follow from the one before it. Looks at that entry, and for the one missed. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChainProblem } from '../../../shared/domain/chain-break';
import { COLUMNS, FORMAT, HEADER, contentOf, type StoredValue } from './chain';
import { firstRow, type Db } from './database';
import { textOf } from './rows';
import { readStored, type Link, type StoredRow } from './stored-rows';

/** How many removed entries the search for a moved entry's own place allows for; beyond, it is called edited. */
const REMOVED_MAXIMUM = 10_000;

/** Numbers tried at a time; other requests get through in between. */
const CHUNK = 5000;

/**
 * @param expected - The number the entry should have.
 * @param head - The hash it should follow.
 */
export async function diagnose(db: Db, { rowid, seq }: Link, expected: number, head: string): Promise<ChainProblem> {
  if (seq < expected) return 'out-of-order';
  if (seq > expected) return followerExists(db, head, expected) ? 'out-of-order' : 'missing';
  const row = readStored(db, rowid);
  if (!row || !isReadable(row)) return 'unreadable';
  const own = await ownPlace(db, row, expected);
  if (own === null) return 'edited';
  return own < expected || followerExists(db, head, expected) ? 'out-of-order' : 'missing';
}

/** The number under which the entry is whole, when it is not this one: then it was moved, or its neighbours are gone. */
async function ownPlace(db: Db, { values, previousHash, hash }: StoredRow, expected: number): Promise<number | null> {
  const begins = `${HEADER}${textOf(previousHash) ?? ''}\nseq=integer:`;
  // All but the number is the same for all of them.
  const rest = contentOf(values.slice(1));
  const wanted = textOf(hash);
  const last = Number(firstRow(db, 'SELECT count(*) FROM entry')?.[0]) + REMOVED_MAXIMUM;
  for (let seq = 1; seq <= last; seq += 1) {
    if (seq % CHUNK === 0) await nextTurn();
    if (seq !== expected && createHash('sha256').update(`${begins}${String(seq).length}:${seq}\n`).update(rest).digest('hex') === wanted) return seq;
  }
  return null;
}

/** Whether the entry that should follow is somewhere else in the table. */
function followerExists(db: Db, head: string, expected: number): boolean {
  return firstRow(db, 'SELECT 1 FROM entry WHERE previous_hash = ? AND seq <> ? LIMIT 1', head, expected) !== undefined;
}

/** Whether all of it has the type it should have, is UTF-8, and is in the format this version knows. */
function isReadable({ isWellTyped, values, previousHash, hash }: StoredRow): boolean {
  const isText = (value: StoredValue): boolean => {
    try {
      textOf(value);
      return true;
    } catch {
      return false;
    }
  };
  return isWellTyped && [...values, previousHash, hash].every(isText) && textOf(values[COLUMNS.indexOf('format')] ?? null) === String(FORMAT);
}
