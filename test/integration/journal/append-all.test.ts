import { readFileSync } from 'node:fs';
import Database from 'libsql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendEntries } from '../../../main/adapters/journal/append';
import { openBook } from '../../../main/adapters/journal/book';
import { openDatabase } from '../../../main/adapters/journal/database';
import { toUnavailable } from '../../../main/adapters/journal/failure';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { openJournal } from '../../../main/adapters/journal/journal';
import type { JournalRecord } from '../../../shared/domain/journal-entry';
import type { Result } from '../../../shared/result';
import { journalWorker } from '../../support/bundle';
import { anyRecord, record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const unavailable = (reason: string) => ({ ok: false, error: { kind: 'journal-unavailable', reason } });
const newFile = () => journalFile(temporaryFolder(), 'demo');

/**
 * Transactions in the write-ahead log, each synced once: frames whose second word, the size of the database, is not zero.
 * Source: https://www.sqlite.org/fileformat2.html#walformat
 */
function commitsIn(file: string): number {
  const log = readFileSync(`${file}-wal`);
  const frame = 24 + log.readUInt32BE(8);
  return Array.from({ length: Math.floor((log.length - 32) / frame) }, (_, n) => log.readUInt32BE(32 + n * frame + 4)).filter((pages) => pages !== 0).length;
}

describe('records appended together', () => {
  it('stand as one after another would have, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anyRecord, { maxLength: 8, selector: ({ id }) => id }), async (records) => {
        const [together, single] = [openBook(newFile()), openBook(newFile())];
        const entries = value(await together.appendAll(records));
        const expected = [];
        for (const one of records) expected.push(value(await single.append(one)));
        expect(entries).toEqual(expected);
        expect(value(await together.verify([]))).toEqual(value(await single.verify([])));
        expect(value(await together.page('', null, 10)).entries.toReversed()).toEqual(entries);
        for (const book of [together, single]) await book.close();
      }),
      { numRuns: 30 },
    );
  });

  it('come back in their order through the worker, next to one another also while others append', async () => {
    const journal = openJournal({ file: newFile(), workerFile: await journalWorker() });
    const tickets = (prefix: string) => Array.from({ length: 10 }, (_, n) => `${prefix}-${n}`);
    const runs = await Promise.all(
      Array.from({ length: 20 }, async (_, run) => {
        const [entries] = await Promise.all([journal.appendAll(tickets(`R${run}`).map((ticket) => record({ ticket }))), journal.append(record())]);
        return value(entries);
      }),
    );
    expect(runs.map((entries) => entries.map(({ ticket }) => ticket))).toEqual(runs.map((_, run) => tickets(`R${run}`)));
    expect(runs.map((entries) => entries.map(({ seq }) => seq - entries[0]!.seq))).toEqual(runs.map(() => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(value(await journal.verify([]))).toMatchObject({ state: 'intact', entries: 220 });
    await journal.close();
  });

  it.each<[string, (taken: JournalRecord) => JournalRecord]>([
    ['cannot be read back', () => ({ ...record(), action: 'pass.frobnicate' }) as unknown as JournalRecord],
    ['is another under a known id', (taken) => ({ ...taken, ticket: 'another' })],
  ])('are not written at all when one of them %s', async (_, bad) => {
    const file = newFile();
    const book = openBook(file);
    const taken = record();
    const first = value(await book.append(taken));
    expect(await book.appendAll([record(), record(), bad(taken), record()])).toEqual(unavailable('unwritable'));
    expect(value(await book.page('', null, 10))).toEqual({ entries: [first], total: 1 });
    expect(value(await book.appendAll([record()])).map(({ seq, previousHash }) => [seq, previousHash])).toEqual([[2, first.hash]]);
    await book.close();
  });

  it('are not written at all when there is no room for all of them', () => {
    const db = openDatabase(newFile());
    const [first] = appendEntries(db, [record()], null);
    const pages = Number((db.prepare('PRAGMA page_count').raw(true).all() as number[][])[0]![0]);
    db.prepare(`PRAGMA max_page_count = ${pages + 4}`).all();
    let failure: unknown;
    try {
      appendEntries(db, Array.from({ length: 40 }, () => record({ reason: 'x'.repeat(1000) })), null);
    } catch (cause) {
      failure = cause;
    }
    db.prepare('PRAGMA max_page_count = 100000').all();
    expect([failure === undefined ? null : toUnavailable(failure).reason, appendEntries(db, [record()], null).map(({ seq, previousHash }) => [seq, previousHash])]).toEqual(['full', [[2, first!.hash]]]);
    db.close();
  });

  it('are one transaction, with one sync', async () => {
    const file = newFile();
    const book = openBook(file);
    value(await book.append(record()));
    const before = commitsIn(file);
    value(await book.appendAll(Array.from({ length: 10 }, () => record())));
    expect(commitsIn(file) - before).toBe(1);
    await book.close();
  });

  it('are the same entries when they are asked for again, and none is none', async () => {
    const book = openBook(newFile());
    const records = [record(), record(), record()];
    const entries = value(await book.appendAll(records));
    value(await book.append(record()));
    expect([value(await book.appendAll(records)), value(await book.appendAll([])), value(await book.page('', null, 10)).total]).toEqual([entries, [], 4]);
    await book.close();
  });

  it('are not built upon a chain that was cut meanwhile', async () => {
    const file = newFile();
    const book = openBook(file);
    value(await book.appendAll([record(), record()]));
    const db = new Database(file);
    db.exec('DROP TRIGGER entry_no_delete; DELETE FROM entry WHERE seq = 2');
    db.close();
    expect(await book.appendAll([record()])).toEqual(unavailable('damaged'));
    await book.close();
  });
});
