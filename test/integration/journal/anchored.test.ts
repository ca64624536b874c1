import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../main/adapters/journal/book';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import type { AnchoredHead } from '../../../shared/domain/anchor';
import type { Result } from '../../../shared/result';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';
import { chainAgain, tidy } from '../../tamper-run/own-chain';

const COUNT = 12;
const AT = '2026-03-02T09:15:00.000Z';
const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Entries in threes, and the head after each three, with the links since the one before. */
async function given() {
  const file = journalFile(temporaryFolder(), 'demo');
  const book = openBook(file);
  const heads: AnchoredHead[] = [];
  for (let seq = 1; seq <= COUNT; seq += 1) {
    value(await book.append(record({ ticket: `INC-${seq}` })));
    if (seq % 3 === 0) heads.push({ ...value(await book.head(heads.at(-1)?.seq ?? 0)), at: AT });
  }
  await book.close();
  return { file, heads, bare: heads.map((head) => ({ ...head, links: [] })) };
}

async function verdict(file: string, anchors: readonly AnchoredHead[]) {
  const book = openBook(file);
  const found = value(await book.verify(anchors));
  await book.close();
  return found;
}

function change(file: string, sql: string, from: number | null): void {
  const db = new Database(file);
  for (const [name] of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").raw(true).all() as string[][]) db.exec(`DROP TRIGGER ${name}`);
  db.exec(sql);
  if (from !== null) chainAgain(db, from);
  tidy(db, Array.from({ length: COUNT }, (_, index) => index + 1));
  db.close();
}

describe('the head', () => {
  it('is the last entry with the links of those since, and that of nothing in an empty journal', async () => {
    const { file, heads } = await given();
    const book = openBook(file);
    const { entries } = value(await book.page('', null, COUNT));
    expect(value(await book.head(9))).toEqual({ seq: COUNT, hash: entries[0]?.hash, links: entries.slice(0, 3).map(({ hash }) => hash.slice(0, 16)).reverse() });
    expect([value(await book.head(COUNT)).links, value(await book.head(99)).links, heads.map(({ seq }) => seq)]).toEqual([[], [], [3, 6, 9, 12]]);
    await book.close();
    const empty = openBook(journalFile(temporaryFolder(), 'demo'));
    expect(value(await empty.head(0))).toEqual({ seq: 0, hash: '0'.repeat(64), links: [] });
    await empty.close();
  });

  it('comes with what stands after a number, oldest first, as far as asked', async () => {
    const { file } = await given();
    const book = openBook(file);
    const seqs = async (after: number, limit: number) => value(await book.after(after, limit)).map(({ seq }) => seq);
    expect([await seqs(0, 3), await seqs(10, 100), await seqs(12, 5), await seqs(0, -1)]).toEqual([[1, 2, 3], [11, 12], [], []]);
    await book.close();
  });
});

describe('verification against anchored heads', () => {
  it('agrees up to the newest, whatever their order, and says nothing without any', async () => {
    const { file, heads, bare } = await given();
    const head = heads[3]!.hash;
    const intact = (anchoredSeq: number | null) => ({ state: 'intact', entries: COUNT, head, anchoredSeq });
    expect(await verdict(file, [])).toEqual(intact(null));
    expect(await verdict(file, [heads[2]!, bare[0]!, heads[1]!])).toEqual(intact(9));
    expect(await verdict(file, [{ seq: 0, hash: '0'.repeat(64), at: AT, links: [] }])).toEqual(intact(0));
  });

  it('finds a cut end, and a file that was begun anew', async () => {
    const { file, heads, bare } = await given();
    change(file, 'DELETE FROM entry WHERE seq > 7', null);
    const cut = { state: 'broken', entries: 7, firstBadSeq: 8, latestBadSeq: 8, problem: 'cut' };
    expect([await verdict(file, heads), await verdict(file, bare), await verdict(file, bare.slice(0, 2))]).toEqual([cut, cut, { state: 'intact', entries: 7, head: expect.any(String), anchoredSeq: 6 }]);
    change(file, 'DELETE FROM entry', null);
    expect(await verdict(file, bare)).toEqual({ state: 'broken', entries: 0, firstBadSeq: 1, latestBadSeq: 1, problem: 'cut' });
  });

  it.each([1, 4, 5, 6, 12])('finds a chain computed anew from entry %i, exactly with links and within bounds without', async (seq) => {
    const { file, heads, bare } = await given();
    change(file, `UPDATE entry SET reason = 'another' WHERE seq = ${seq}`, seq);
    const rewritten = (firstBadSeq: number, latestBadSeq: number) => ({ state: 'broken', entries: COUNT, firstBadSeq, latestBadSeq, problem: 'rewritten' });
    const next = Math.ceil(seq / 3) * 3;
    expect(await verdict(file, [])).toMatchObject({ state: 'intact', anchoredSeq: null });
    expect(await verdict(file, heads.toReversed())).toEqual(rewritten(seq, seq));
    expect(await verdict(file, bare.toReversed())).toEqual(rewritten(next - 2, next));
    expect(await verdict(file, [bare[0]!, heads[3]!])).toEqual(seq >= 10 ? rewritten(seq, seq) : seq < 4 ? rewritten(1, 3) : rewritten(4, 10));
  });

  it('believes the older of two heads that contradict one another: the newer may be of the rewritten journal', async () => {
    const { file, bare } = await given();
    change(file, "UPDATE entry SET reason = 'another' WHERE seq = 5", 5);
    const book = openBook(file);
    const forged = { ...value(await book.head(0)), at: AT };
    await book.close();
    expect(await verdict(file, [forged, ...bare])).toMatchObject({ state: 'broken', problem: 'rewritten', firstBadSeq: 4, latestBadSeq: 6 });
  });

  it('keeps what is broken inside, unless a head shows an earlier one', async () => {
    const { file, heads, bare } = await given();
    change(file, "UPDATE entry SET ticket = 'INC-0' WHERE seq = 8", null);
    const edited = { state: 'broken', entries: COUNT, firstBadSeq: 8, latestBadSeq: 8, problem: 'edited' };
    expect([await verdict(file, []), await verdict(file, heads), await verdict(file, bare)]).toEqual([edited, edited, edited]);
    const other = { ...bare[0]!, hash: 'f'.repeat(64) };
    expect(await verdict(file, [other, ...heads])).toMatchObject({ problem: 'rewritten', latestBadSeq: 3 });
  });

  it('takes the hash of a head whose links were damaged', async () => {
    const { file, heads } = await given();
    const damaged = { ...heads[1]!, links: ['f'.repeat(16), 'e'.repeat(16)] };
    expect(await verdict(file, [damaged, { ...heads[0]!, links: Array<string>(99).fill(heads[0]!.hash.slice(0, 16)) }])).toMatchObject({ state: 'intact', anchoredSeq: 6 });
  });
});

describe('what search and the next start go by', () => {
  it.each([
    ['an open intent that is hidden', 'DELETE FROM open_intent WHERE seq = 4', { firstBadSeq: 4, problem: 'edited' }],
    ['a settled act put among the open', "INSERT INTO open_intent VALUES (77)", { firstBadSeq: COUNT + 1, problem: 'cut' }],
    ['a search text of an entry that is gone', "INSERT INTO entry_search VALUES (77, 'x')", { firstBadSeq: COUNT + 1, problem: 'cut' }],
  ])('is held against the entries: %s', async (_, sql, found) => {
    const { file } = await given();
    const db = new Database(file);
    db.exec(sql);
    db.close();
    expect(await verdict(file, [])).toEqual({ state: 'broken', entries: COUNT, latestBadSeq: found.firstBadSeq, ...found });
  });
});
