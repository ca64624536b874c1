import { createHash } from 'node:crypto';
import Database from 'libsql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../main/adapters/journal/book';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { openJournal } from '../../../main/adapters/journal/journal';
import type { Result } from '../../../shared/result';
import { journalWorker } from '../../support/bundle';
import { canMount, disk } from '../../support/disk';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const unavailable = (reason: string) => ({ ok: false, error: { kind: 'journal-unavailable', reason } });
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function given() {
  const file = journalFile(temporaryFolder(), 'demo');
  return { file, book: openBook(file) };
}

/** Somebody with the file in hand. */
function tamper(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(`DROP TRIGGER document_no_update; DROP TRIGGER document_no_delete; ${sql}`);
  db.close();
}

describe('a document of the journal', () => {
  it('is found again by its digest after a restart, through the worker too, and the chain is as it was', async () => {
    const { file, book } = given();
    const plan = JSON.stringify({ people: Array.from({ length: 5000 }, (_, n) => ({ id: n, name: `Łukasz ${n}`, reason: 'x'.repeat(900) })) });
    const entry = value(await book.append(record({ action: 'run.begin', detail: { planSha256: value(await book.keep(plan)) } })));
    await book.close();

    const journal = openJournal({ file, workerFile: await journalWorker() });
    expect(value(await journal.keep('another'))).toBe(sha256('another'));
    expect(entry.detail.planSha256).toBe(sha256(plan));
    expect(value(await journal.kept(String(entry.detail.planSha256))) === plan).toBe(true);
    expect(value(await journal.kept(sha256('never kept')))).toBeNull();
    expect(value(await journal.verify([]))).toEqual({ state: 'intact', entries: 1, head: entry.hash, anchoredSeq: null });
    await journal.close();
  });

  it('is kept to the byte, however odd, and once however often it is kept', async () => {
    const { file, book } = given();
    const kept = new Set<string>();
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', 'a\u0000b', '\ufeffx', '\ud800', '\ud83d', 'null', '0012', '1e3'));
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const [once, twice] = [value(await book.keep(text)), value(await book.keep(text))];
        kept.add(once);
        expect([once, twice]).toEqual([sha256(text), sha256(text)]);
        // An unpaired surrogate has no UTF-8: U+FFFD stands for it, in the digest and in the text alike.
        expect(value(await book.kept(once))).toBe(Buffer.from(text, 'utf8').toString());
      }),
    );
    await book.close();
    const db = new Database(file);
    expect(db.prepare('SELECT count(*) FROM document').raw(true).all()).toEqual([[kept.size]]);
    db.close();
  });

  it.each([
    ['edited', "UPDATE document SET text = 'plan 2'"],
    ['cut', "UPDATE document SET text = 'plan'"],
    ['no UTF-8 any more', "UPDATE document SET text = CAST(x'ff41' AS TEXT)"],
    ['put under another digest', `UPDATE document SET sha256 = '${sha256('plan 2')}'`],
    ['removed', 'DELETE FROM document'],
  ])('is nothing once it was %s', async (_, sql) => {
    const { file, book } = given();
    const digest = value(await book.keep('plan 1'));
    tamper(file, sql);
    expect([value(await book.kept(digest)), value(await book.kept(sha256('plan 2')))]).toEqual([null, null]);
    await book.close();
  });

  it('cannot be kept where an edited one stands in its place', async () => {
    const { file, book } = given();
    value(await book.keep('plan 1'));
    tamper(file, "UPDATE document SET text = 'plan 2'");
    expect(await book.keep('plan 1')).toEqual(unavailable('damaged'));
    await book.close();
  });

  it.each(["UPDATE document SET text = 'x'", 'DELETE FROM document', 'INSERT OR REPLACE INTO document SELECT * FROM document',
    "INSERT OR REPLACE INTO document (rowid, sha256, text) SELECT rowid, replace(hex(zeroblob(32)), '0', 'a'), 'x' FROM document",
    "INSERT INTO document VALUES ('short', 'x')"])('refuses "%s" from any connection', async (sql) => {
    const { file, book } = given();
    const digest = value(await book.keep('plan'));
    const db = new Database(file);
    expect(() => db.exec(sql)).toThrow(/append-only|CHECK constraint/);
    db.close();
    expect(value(await book.kept(digest))).toBe('plan');
    await book.close();
  });

  it.skipIf(!canMount)('is not there when the disk has no room for it, and the journal goes on', { timeout: 60_000 }, async () => {
    // Through the worker: libsql lets go of a closed file only when its thread ends.
    const journal = openJournal({ file: journalFile(disk('size=512k') ?? '', 'demo'), workerFile: await journalWorker() });
    value(await journal.append(record()));
    const plan = 'x'.repeat(1_000_000);
    expect(await journal.keep(plan)).toEqual(unavailable('full'));
    expect([value(await journal.kept(sha256(plan))), (await journal.append(record())).ok, value(await journal.kept(value(await journal.keep('small'))))]).toEqual([null, true, 'small']);
    await journal.close();
  });
});
