import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import Database from 'libsql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../main/adapters/journal/book';
import { COLUMNS, bytesOf, chainHash } from '../../../main/adapters/journal/chain';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { valuesOf } from '../../../main/adapters/journal/rows';
import { searchText } from '../../../main/adapters/journal/search-text';
import type { AnchoredHead } from '../../../shared/domain/anchor';
import type { ChainProblem } from '../../../shared/domain/chain-break';
import type { ChainVerdict } from '../../../shared/domain/journal-entry';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

type Db = InstanceType<typeof Database>;
const LENGTH = 7;
const TRIGGERS = ['entry_no_update', 'entry_no_delete', 'entry_no_replace', 'entry_search_no_update', 'entry_search_no_delete', 'entry_opens', 'entry_ends'];

/** A valid chain, then somebody with the file in hand. */
async function given(length = LENGTH) {
  const file = journalFile(temporaryFolder(), 'demo');
  const book = openBook(file);
  const hashes: string[] = [];
  for (let n = 1; n <= length; n += 1) {
    const appended = await book.append(record({ ticket: `INC-${n}`, intentId: n % 2 ? null : randomUUID() }));
    if (!appended.ok) throw new Error(appended.error.reason);
    hashes.push(appended.value.hash);
  }
  await book.close();
  const db = new Database(file);
  db.exec(TRIGGERS.map((name) => `DROP TRIGGER ${name};`).join(' '));
  db.prepare('PRAGMA ignore_check_constraints = ON').all();
  return { file, db, hashes };
}

async function verdictOn(file: string, anchors: readonly AnchoredHead[] = []): Promise<ChainVerdict> {
  const book = openBook(file);
  const verdict = await book.verify(anchors);
  await book.close();
  if (!verdict.ok) throw new Error(verdict.error.reason);
  return verdict.value;
}

const broken = (problem: ChainProblem, firstBadSeq: number, entries = LENGTH, latestBadSeq = firstBadSeq): ChainVerdict => ({ state: 'broken', entries, firstBadSeq, latestBadSeq, problem });

/** What the independent command makes of the same file. */
function command(file: string, ...more: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/verify-journal.mjs', file, ...more], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

const move = (db: Db, from: number, to: number) => db.prepare('UPDATE entry SET seq = ? WHERE seq = ?').run(to, from);
const shift = (db: Db, from: number, by: 1 | -1) => db.exec(`UPDATE entry SET seq = seq + 1000 WHERE seq >= ${from}; UPDATE entry SET seq = seq - 1000 + ${by} WHERE seq >= 1000;`);

/** An entry that chains properly onto `previousHash`, as an insider with this source would make it. */
function forge(db: Db, seq: number, previousHash: string): string {
  const values = valuesOf(seq, record({ reason: 'forged' }));
  const hash = chainHash(previousHash, values.map(bytesOf));
  db.prepare(`INSERT INTO entry VALUES (${Array(COLUMNS.length + 2).fill('?').join(', ')})`).run(...values, previousHash, hash);
  db.prepare('DELETE FROM entry_search WHERE seq = ?').run(seq);
  return hash;
}

const middle = fc.integer({ min: 2, max: LENGTH - 1 });
const anywhere = fc.integer({ min: 1, max: LENGTH });
const textColumns = [...COLUMNS.filter((column) => column !== 'seq' && column !== 'format'), 'previous_hash', 'hash'];

describe('verification', () => {
  it('finds any edit of any column of any entry', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anywhere, fc.constantFrom(...textColumns), fc.string({ unit: 'binary' }), async (seq, column, text) => {
        const { file, db } = await given();
        const before = JSON.stringify(db.prepare(`SELECT hex(${column}) h, typeof(${column}) t FROM entry WHERE seq = ?`).raw(true).all(seq));
        db.prepare(`UPDATE entry SET ${column} = ? WHERE seq = ?`).run(text, seq);
        const after = JSON.stringify(db.prepare(`SELECT hex(${column}) h, typeof(${column}) t FROM entry WHERE seq = ?`).raw(true).all(seq));
        db.close();
        fc.pre(before !== after);
        expect(await verdictOn(file)).toEqual(broken('edited', seq, LENGTH));
      }),
      { numRuns: 60 },
    );
  });

  it('finds a removed entry, renumbered or not', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: LENGTH - 1 }), fc.boolean(), async (seq, renumber) => {
        const { file, db } = await given();
        db.exec(`DELETE FROM entry WHERE seq = ${seq}`);
        if (renumber) shift(db, seq + 1, -1);
        db.close();
        expect(await verdictOn(file)).toEqual(broken('missing', seq, LENGTH - 1));
      }),
      { numRuns: 15 },
    );
  });

  it('finds entries that changed places', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anywhere, { minLength: 2, maxLength: LENGTH }), async (seqs) => {
        const { file, db } = await given();
        const places = [...seqs.slice(1), seqs[0]!];
        seqs.forEach((seq) => move(db, seq, seq + 1000));
        seqs.forEach((seq, index) => move(db, seq + 1000, places[index]!));
        db.close();
        expect(await verdictOn(file)).toEqual(broken('out-of-order', Math.min(...seqs), LENGTH));
      }),
      { numRuns: 25 },
    );
  });

  it('finds an inserted entry, even one that chains properly', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(middle, async (seq) => {
        const { file, db, hashes } = await given();
        shift(db, seq, 1);
        // previous_hash is UNIQUE, so the real follower stands in the way: somebody who knows rebuilds the table first.
        db.exec('CREATE TABLE copy AS SELECT * FROM entry; DROP TABLE entry; ALTER TABLE copy RENAME TO entry;');
        forge(db, seq, hashes[seq - 2]!);
        db.exec('DELETE FROM entry_search; CREATE TABLE copy AS SELECT * FROM entry ORDER BY seq; DROP TABLE entry; ALTER TABLE copy RENAME TO entry;');
        const search = db.prepare('INSERT INTO entry_search VALUES (?, ?)');
        const rows = db.prepare('SELECT seq, ticket, reason, action FROM entry').raw(true).all() as [number, string, string, 'pass.issue'][];
        for (const [at, ticket, reason, action] of rows) search.run(at, searchText({ ...record(), ticket, reason, action }));
        db.close();
        expect(await verdictOn(file)).toEqual(broken('out-of-order', seq + 1, LENGTH + 1));
      }),
      { numRuns: 10 },
    );
  });

  it('finds the follower of an entry that was rewritten together with its hash', async () => {
    const { file, db, hashes } = await given();
    db.exec('DELETE FROM entry WHERE seq = 3');
    const text = db.prepare('SELECT text FROM entry_search WHERE seq = 3').raw(true).all() as string[][];
    forge(db, 3, hashes[1]!);
    db.prepare('INSERT INTO entry_search VALUES (3, ?)').run(text[0]![0]!.replace('inc-3', 'inc-1234').replace('lost phone', 'forged'));
    db.close();
    expect(await verdictOn(file)).toEqual(broken('edited', 4, LENGTH));
    expect(command(file)).toMatchObject({ status: 1, said: expect.stringContaining('BROKEN at entry 4') });
  });

  it.each<[string, string, ChainVerdict]>([
    ['an entry before the first', 'UPDATE entry SET seq = 0 WHERE seq = 5', broken('out-of-order', 0, LENGTH)],
    ['an entry moved behind the end', 'UPDATE entry SET seq = 90 WHERE seq = 5', broken('out-of-order', 5, LENGTH)],
    ['text that is not UTF-8, without ending the process', "UPDATE entry SET ticket = CAST(x'ff41' AS TEXT) WHERE seq = 4", broken('unreadable', 4, LENGTH)],
    ['a format nobody knows', 'UPDATE entry SET format = 9 WHERE seq = 4', broken('unreadable', 4, LENGTH)],
    ['an entry hidden from search', "UPDATE entry_search SET text = 'x' WHERE seq = 4", broken('edited', 4, LENGTH)],
    ['an entry taken out of search', 'DELETE FROM entry_search WHERE seq = 4', broken('edited', 4, LENGTH)],
  ])('finds %s', async (_, sql, verdict) => {
    const { file, db } = await given();
    db.exec(sql);
    db.close();
    expect(await verdictOn(file)).toEqual(verdict);
  });

  it('shows the head, because a cut end cannot be seen without an earlier one', async () => {
    const { file, db, hashes } = await given();
    db.exec(['entry', 'entry_search', 'open_intent'].map((table) => `DELETE FROM ${table} WHERE seq = ${LENGTH};`).join(' '));
    db.close();
    expect(await verdictOn(file)).toEqual({ state: 'intact', entries: LENGTH - 1, head: hashes[LENGTH - 2], anchoredSeq: null });
    expect([command(file).status, command(file, '--head', hashes[LENGTH - 2]!).status, command(file, '--head', hashes[LENGTH - 1]!).status]).toEqual([0, 0, 1]);
  });

  it('notices while it runs that the end was cut or the file replaced, and does not build upon it', async () => {
    const { file, db } = await given();
    const book = openBook(file);
    await book.append(record());
    db.exec(`DELETE FROM entry WHERE seq > ${LENGTH}`);
    expect(await book.append(record())).toEqual({ ok: false, error: { kind: 'journal-unavailable', reason: 'damaged' } });
    await book.close();
    db.close();
  });
});

describe('the verification command', () => {
  it('says what it proves and what it does not, and exits with 0', async () => {
    const { file, db, hashes } = await given();
    db.close();
    const { status, said } = command(file, '--head', hashes[2]!);
    expect({ status, said }).toEqual({ status: 0, said: expect.stringMatching(/^INTACT: 7 entries[^]*Head: [0-9a-f]{64}[^]*up to entry 3[^]*Not proven/) });
    expect(said).toContain(hashes[6]);
  });

  it.each<[string, string, RegExp]>([
    ['an edit', "UPDATE entry SET reason = 'x' WHERE seq = 3", /^BROKEN at entry 3: .*edited/],
    ['a type change with the same bytes', 'UPDATE entry SET ticket = CAST(ticket AS BLOB) WHERE seq = 3', /^BROKEN at entry 3/],
    ['bytes that are not UTF-8', "UPDATE entry SET ticket = CAST(x'ff' AS TEXT) WHERE seq = 3", /^BROKEN at entry 3/],
    ['a gap', 'DELETE FROM entry WHERE seq = 3', /^BROKEN at entry 3: .*missing/],
    ['a swap', 'UPDATE entry SET seq = 90 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = 90', /^BROKEN at entry 3: .*does not follow/],
  ])('names the first bad entry after %s, and exits with 1', async (_, sql, said) => {
    const { file, db } = await given();
    if (sql.includes('BLOB')) db.exec('CREATE TABLE copy AS SELECT * FROM entry; DROP TABLE entry; ALTER TABLE copy RENAME TO entry;');
    db.exec(sql);
    db.close();
    expect(command(file)).toEqual({ status: 1, said: expect.stringMatching(said) });
  });

  it.each<[string, readonly string[]]>([['no argument', []], ['a file that is not there', ['/nowhere/journal.db']], ['a file of another kind', ['package.json']], ['a head that is none', ['package.json', '--head', 'abc']]])(
    'exits with 2 for %s',
    (_, args) => {
      const { status, stderr } = spawnSync(process.execPath, ['scripts/verify-journal.mjs', ...args], { encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('CANNOT READ') });
    },
  );
});
