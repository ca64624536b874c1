/** Whether one entry, read row by row, is as it should be. Nothing is taken for granted: see stored-rows.ts. */
import { createHash } from 'node:crypto';
import { FORMAT, HEADER } from './chain';
import { textOf } from './rows';
import { fold } from './search-text';
import type { Link } from './stored-rows';

/** What an entry of this number and format begins with. */
export function beginning(seq: number): string {
  return `seq=integer:${String(seq).length}:${seq}\nformat=integer:${String(FORMAT).length}:${FORMAT}\n`;
}

/** Whether it is the entry of this number, and follows from the hash before it. */
export function follows({ seq, content, previousHash, hash }: Link, expected: number, head: string): boolean {
  const begins = Buffer.from(beginning(expected));
  if (seq !== expected || !content?.subarray(0, begins.length).equals(begins) || !previousHash?.equals(Buffer.from(head))) return false;
  const recomputed = createHash('sha256').update(`${HEADER}${head}\n`).update(content).digest('hex');
  return hash?.equals(Buffer.from(recomputed)) ?? false;
}

/**
 * Without this an entry could be hidden from search, or found for what it is not, while the chain is whole.
 *
 * @throws DamagedJournal when the fields are not UTF-8.
 */
export function searchAgrees({ search, searched }: Link): boolean {
  const expected = textOf(searched);
  return expected !== null && (search?.equals(Buffer.from(fold(expected), 'utf8')) ?? false);
}
