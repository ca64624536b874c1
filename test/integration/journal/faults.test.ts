import { execFileSync } from 'node:child_process';
import { readFileSync, chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { appendEntry } from '../../../main/adapters/journal/append';
import { openBook } from '../../../main/adapters/journal/book';
import { openDatabase } from '../../../main/adapters/journal/database';
import { toUnavailable } from '../../../main/adapters/journal/failure';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { openJournal } from '../../../main/adapters/journal/journal';
import { journalWorker } from '../../support/bundle';
import { canMount, disk } from '../../support/disk';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const unavailable = (reason: string) => ({ ok: false, error: { kind: 'journal-unavailable', reason } });
const newFile = () => journalFile(temporaryFolder(), 'demo');

describe('a journal whose disk is full', () => {
  it('says so, keeps what was acknowledged, and goes on when there is room again', () => {
    const db = openDatabase(newFile());
    const pages = Number((db.prepare('PRAGMA page_count').raw(true).all() as number[][])[0]![0]);
    db.prepare(`PRAGMA max_page_count = ${pages + 8}`).all();
    let count = 0;
    let failure: unknown;
    while (failure === undefined) {
      try {
        count = appendEntry(db, record({ reason: 'x'.repeat(1000) }), null).seq;
      } catch (cause) {
        failure = cause;
      }
    }
    expect([toUnavailable(failure), count > 3]).toEqual([{ kind: 'journal-unavailable', reason: 'full' }, true]);
    db.prepare('PRAGMA max_page_count = 100000').all();
    expect(appendEntry(db, record(), null).seq).toBe(count + 1);
    db.close();
  });

  it.skipIf(!canMount)('does the same on a real full disk, through the worker', { timeout: 60_000 }, async () => {
    const folder = disk('size=512k') ?? '';
    const journal = openJournal({ file: journalFile(folder, 'demo'), workerFile: await journalWorker() });
    const first = await journal.append(record());
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(64 * 1024));
    let appended = first;
    let count = 0;
    for (; appended.ok && count < 1000; count += 1) appended = await journal.append(record({ reason: 'x'.repeat(2000) }));
    expect(appended).toEqual(unavailable('full'));
    expect(await journal.page('', null, 1)).toMatchObject({ ok: true, value: { total: count } });

    rmSync(join(folder, 'ballast'));
    expect(await journal.append(record())).toMatchObject({ ok: true, value: { seq: count + 1 } });
    expect(await journal.verify([])).toMatchObject({ ok: true, value: { state: 'intact', entries: count + 1 } });
    await journal.close();
  });

  it.skipIf(!canMount)('says so when not even the file can be made, and opens once there is room', async () => {
    const folder = disk('size=64k') ?? '';
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(60 * 1024));
    const book = openBook(journalFile(folder, 'demo'));
    expect(await book.append(record())).toEqual(unavailable('full'));
    execFileSync('mount', ['-o', 'remount,size=4m', folder]);
    expect(await book.append(record())).toMatchObject({ ok: true, value: { seq: 1 } });
    await book.close();
  });
});

describe('a journal that another process holds', () => {
  it('waits about two seconds, says so, and works again when it is let go', async () => {
    const file = newFile();
    const book = openBook(file);
    await book.append(record());
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const start = performance.now();
    expect(await book.append(record())).toEqual(unavailable('locked'));
    const waited = performance.now() - start;
    expect([waited > 1500, waited < 8000]).toEqual([true, true]);
    expect(await book.page('', null, 1)).toMatchObject({ ok: true, value: { total: 1 } });
    other.exec('COMMIT');
    expect(await book.append(record())).toMatchObject({ ok: true, value: { seq: 2 } });
    await book.close();
    other.close();
  });

  it('says so as well when it is held while it is first opened', { timeout: 20_000 }, async () => {
    const file = newFile();
    const other = new Database(file);
    other.exec('BEGIN EXCLUSIVE');
    const book = openBook(file);
    expect(await book.append(record())).toEqual(unavailable('locked'));
    other.exec('ROLLBACK');
    expect(await book.append(record())).toMatchObject({ ok: true });
    await book.close();
    other.close();
  });
});

describe('a journal that cannot be trusted', () => {
  it.each<[string, (file: string) => void]>([
    ['is no database', (file) => writeFileSync(file, 'this is no database, '.repeat(100))],
    ['is of a newer version', (file) => new Database(file).exec('CREATE TABLE entry (a); PRAGMA user_version = 99')],
    ['belongs to another program', (file) => new Database(file).exec('CREATE TABLE bookmarks (a)')],
  ])('is never written to when the file %s', async (_, make) => {
    const file = newFile();
    make(file);
    const before = readFileSync(file);
    const book = openBook(file);
    expect(await book.append(record())).toEqual(unavailable('damaged'));
    expect(await book.verify([])).toEqual(unavailable('damaged'));
    await book.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('answers "damaged" for a page of a file with overwritten pages, and names the place when verified', async () => {
    const file = newFile();
    const book = openBook(file);
    for (let n = 0; n < 40; n += 1) await book.append(record({ reason: 'x'.repeat(900) }));
    await book.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 16, 4096 * 24);
    writeFileSync(file, bytes);
    const again = openBook(file);
    expect(await again.verify([])).toMatchObject({ ok: true, value: { state: 'broken', problem: 'unreadable' } });
    expect(await again.page('', null, 100)).toEqual(unavailable('damaged'));
    await again.close();
  });

  it.skipIf(process.platform === 'win32')('notices that its file was taken away under it', async () => {
    const file = newFile();
    const book = openBook(file);
    await book.append(record());
    rmSync(file);
    expect(await book.append(record())).toEqual(unavailable('damaged'));
    await book.close();
  });
});

describe('a journal that cannot be written', () => {
  it('says so when its folder is a file, or its file a folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'taken'), '');
    mkdirSync(join(folder, 'journal-demo.db'));
    const books = [openBook(journalFile(join(folder, 'taken'), 'demo')), openBook(journalFile(folder, 'demo'))];
    expect(await Promise.all(books.map((book) => book.append(record())))).toEqual([unavailable('unwritable'), unavailable('unwritable')]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('says so when its folder may not be written', async () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    expect(await openBook(journalFile(folder, 'demo')).append(record())).toEqual(unavailable('unwritable'));
    chmodSync(folder, 0o700);
  });

  it.skipIf(!canMount)('says so when the disk turns read-only', async () => {
    const folder = disk('size=4m') ?? '';
    // Through the worker: libsql lets go of a closed file only when its thread ends.
    const journal = openJournal({ file: journalFile(folder, 'demo'), workerFile: await journalWorker() });
    await journal.append(record());
    await journal.close();
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect(await openBook(journalFile(folder, 'demo')).append(record())).toEqual(unavailable('unwritable'));
  });
});

describe("the journal's worker", () => {
  const script = (text: string) => {
    const file = join(temporaryFolder(), 'worker.cjs');
    writeFileSync(file, text);
    return file;
  };

  it.each([
    ['ends', script("require('node:worker_threads').parentPort.on('message', () => process.exit(3))")],
    ['throws', script("require('node:worker_threads').parentPort.on('message', () => { throw new Error('boom') })")],
    ['is not there', '/nowhere/journal-worker.cjs'],
  ])('leaves no call hanging when it %s', async (_, workerFile) => {
    const crashes: unknown[] = [];
    const journal = openJournal({ file: newFile(), workerFile, onCrash: (cause) => crashes.push(cause) });
    const pending = [journal.append(record()), journal.page('', null, 10), journal.verify([])];
    expect(await Promise.all(pending)).toEqual(Array(3).fill(unavailable('unwritable')));
    expect(await journal.append(record())).toEqual(unavailable('unwritable'));
    await journal.close();
    expect(crashes).toHaveLength(1);
  });

  it('finishes what was asked before it closes, and answers nothing after', async () => {
    const file = newFile();
    const crashes: unknown[] = [];
    const journal = openJournal({ file, workerFile: await journalWorker(), onCrash: (cause) => crashes.push(cause) });
    const asked = [...Array.from({ length: 20 }, () => journal.append(record())), journal.verify([])];
    const closed = journal.close();
    const late = journal.append(record());
    expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
    await closed;
    expect([await late, await journal.unsettled(), crashes]).toEqual([unavailable('unwritable'), unavailable('unwritable'), []]);
    await journal.close();
  });

  it('lets an append through while a long verification runs', { timeout: 60_000 }, async () => {
    const journal = openJournal({ file: newFile(), workerFile: await journalWorker() });
    await Promise.all(Array.from({ length: 3000 }, () => journal.append(record())));
    const order: string[] = [];
    const start = performance.now();
    await Promise.all([
      journal.verify([]).then((verdict) => order.push(`verified ${verdict.ok && verdict.value.state}`)),
      journal.append(record()).then(() => order.push('appended')),
    ]);
    console.info(`3,000 entries verified in ${Math.round(performance.now() - start)} ms`);
    expect(order).toEqual(['appended', 'verified intact']);
    await journal.close();
  });
});
