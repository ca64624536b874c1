/**
 * Recomputes the chain from its first entry. Streams {@link CHUNK} entries at a time and lets other requests through in
 * between: an append must not wait for the verification of a year.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChainVerdict } from '../../../shared/domain/journal-entry';
import { HEADER, NO_HASH } from './chain';
import { firstRow, type Db } from './database';
import { diagnose, type Problem } from './diagnosis';
import { toUnavailable } from './failure';
import { textOf } from './rows';
import { fold } from './search-text';
import { readLinks, type Link } from './stored-rows';

const CHUNK = 500;

/** @throws SQLite's errors, but for damaged pages: those are a verdict. */
export async function verifyChain(db: Db): Promise<ChainVerdict> {
  let entries = 0;
  let head = NO_HASH;
  try {
    for (let lastSeq = Number.MIN_SAFE_INTEGER; ; ) {
      const chunk = readLinks(db, lastSeq, CHUNK);
      for (const link of chunk) {
        const expected = entries + 1;
        if (!follows(link, expected, head)) return broken(db, Math.min(link.seq, expected), diagnose(db, link, expected, head));
        if (!searchAgrees(link)) return broken(db, expected, 'edited');
        entries = expected;
        head = textOf(link.hash) ?? '';
        lastSeq = link.seq;
      }
      if (chunk.length === 0) {
        // Rows without a usable number are outside of `seq > ?`; they can only be there after the table was rebuilt.
        return count(db) === entries ? { state: 'intact', entries, head } : broken(db, entries + 1, 'out-of-order');
      }
      await nextTurn();
    }
  } catch (cause) {
    if (toUnavailable(cause).reason !== 'damaged') throw cause;
    return { state: 'broken', entries, firstBadSeq: entries + 1, problem: 'unreadable' };
  }
}

function follows({ seq, content, previousHash, hash }: Link, expected: number, head: string): boolean {
  if (seq !== expected || !content || !previousHash?.equals(Buffer.from(head))) return false;
  const recomputed = createHash('sha256').update(`${HEADER}${head}\n`).update(content).digest('hex');
  return hash?.equals(Buffer.from(recomputed)) ?? false;
}

/** Without this an entry could be hidden from search, or found for what it is not, while the chain is whole. */
function searchAgrees({ search, searched }: Link): boolean {
  const expected = textOf(searched);
  return expected !== null && (search?.equals(Buffer.from(fold(expected), 'utf8')) ?? false);
}

function broken(db: Db, firstBadSeq: number, problem: Problem): ChainVerdict {
  return { state: 'broken', entries: count(db), firstBadSeq, problem };
}

function count(db: Db): number {
  return Number(firstRow(db, 'SELECT count(*) FROM entry')?.[0]);
}
