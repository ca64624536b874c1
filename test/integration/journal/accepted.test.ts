import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../main/adapters/journal/book';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import type { AcceptedBreak, ChainProblem } from '../../../shared/domain/chain-break';
import type { AnchoredHead } from '../../../shared/domain/anchor';
import type { Result } from '../../../shared/result';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';
import { chainAgain, tidy } from '../../tamper-run/own-chain';

const COUNT = 12;
const BEFORE = '2026-03-02T09:15:00.000Z';
const DECIDED = '2026-03-02T10:00:00.000Z';
const AFTER = '2026-03-02T11:00:00.000Z';
const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

const withBook = async <T>(file: string, work: (book: ReturnType<typeof openBook>) => Promise<T>): Promise<T> => {
  const book = openBook(file);
  const done = await work(book);
  await book.close();
  return done;
};
const append = (file: string, count: number) => withBook(file, async (book) => {
  for (let n = 0; n < count; n += 1) value(await book.append(record({ ticket: `INC-${n}` })));
});
const headNow = (file: string, at: string, since = 0): Promise<AnchoredHead> => withBook(file, async (book) => ({ ...value(await book.head(since)), at }));
const verdict = (file: string, heads: readonly AnchoredHead[], accepted: readonly AcceptedBreak[]) => withBook(file, async (book) => value(await book.verify(heads, accepted)));

/** Past the triggers, which are put back. */
function change(file: string, sql: string, from: number | null = null): void {
  const db = new Database(file);
  const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").raw(true).all() as [string, string][];
  for (const [name] of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.exec(sql);
  if (from !== null) chainAgain(db, from);
  tidy(db, (db.prepare('SELECT seq FROM entry').raw(true).all() as number[][]).map(([seq]) => seq!));
  for (const [, created] of triggers) db.exec(created);
  db.close();
}

/** With the file in hand, and nothing put right afterwards. */
function breakWith(file: string, sql: string): void {
  const db = new Database(file);
  for (const name of ['entry_no_update', 'entry_no_delete']) db.exec(`DROP TRIGGER ${name}`);
  db.exec(`PRAGMA ignore_check_constraints = ON; ${sql}`);
  db.close();
}

/** Entries of which a head was noted at 9 and 12; then somebody with the file in hand, and an administrator who has looked into it. */
async function given(sql: string, from: number | null = null) {
  const file = journalFile(temporaryFolder(), 'demo');
  await append(file, 9);
  const nine = await headNow(file, BEFORE);
  await append(file, 3);
  const heads = [nine, await headNow(file, BEFORE, 9)];
  change(file, sql, from);
  const found = await verdict(file, heads, []);
  if (found.state !== 'broken') throw new Error('not broken');
  const pinned = await withBook(file, async (book) => value(await book.pin()));
  if (pinned === null) throw new Error('nothing to accept');
  const accepted: AcceptedBreak = { journal: 'desk', firstBadSeq: found.firstBadSeq, problem: found.problem, ...pinned, headsUntil: heads.some(({ seq }) => seq > pinned.throughSeq) ? DECIDED : null };
  return { file, heads, accepted, found };
}

const KINDS: readonly (readonly [string, string, number | null, ChainProblem, number])[] = [
  ['an edit', "UPDATE entry SET ticket = 'INC-0' WHERE seq = 5", null, 'edited', COUNT],
  ['an edit of a hash', `UPDATE entry SET hash = '${'5'.repeat(64)}' WHERE seq = 5`, null, 'edited', COUNT],
  ['a removal', 'DELETE FROM entry WHERE seq = 5; DELETE FROM entry_search WHERE seq = 5', null, 'missing', COUNT],
  ['a swap', 'UPDATE entry SET seq = 99 WHERE seq = 5; UPDATE entry SET seq = 5 WHERE seq = 7; UPDATE entry SET seq = 7 WHERE seq = 99', null, 'out-of-order', COUNT],
  ['a cut end', 'DELETE FROM entry WHERE seq > 7; DELETE FROM entry_search WHERE seq > 7', null, 'cut', 7],
  ['a chain computed anew', "UPDATE entry SET reason = 'another' WHERE seq = 5", 5, 'rewritten', COUNT],
  ['a file begun anew', "DELETE FROM entry WHERE seq > 3; DELETE FROM entry_search WHERE seq > 3; UPDATE entry SET reason = 'another' WHERE seq = 1", 1, 'rewritten', 3],
  ['everything gone', 'DELETE FROM entry; DELETE FROM entry_search', null, 'cut', 0],
];

describe.each(KINDS)('%s that was accepted', (_, sql, from, problem, throughSeq) => {
  it('is let pass, and said; entries and heads go on behind it', async () => {
    const { file, heads, accepted } = await given(sql, from);
    expect({ problem: accepted.problem, throughSeq: accepted.throughSeq }).toEqual({ problem, throughSeq });
    expect(await verdict(file, heads, [accepted])).toMatchObject({ state: 'accepted', problem, throughSeq, anchoredSeq: null });
    await append(file, 8);
    const later = await headNow(file, AFTER);
    expect(await verdict(file, [...heads, later], [accepted])).toMatchObject({ state: 'accepted', throughSeq, head: later.hash, anchoredSeq: throughSeq + 8 });
  });

  it('covers nothing that is done to the file later', async () => {
    const { file, heads, accepted } = await given(sql, from);
    await append(file, 4);
    const middle = await headNow(file, AFTER);
    await append(file, 4);
    const noted = [...heads, middle, await headNow(file, AFTER, middle.seq)];
    // Behind it: an edit, and a chain computed anew; then the end.
    const behind = throughSeq + 3;
    change(file, `UPDATE entry SET ticket = 'INC-X' WHERE seq = ${behind}`);
    expect(await verdict(file, noted, [accepted])).toMatchObject({ state: 'broken', problem: 'edited', firstBadSeq: behind });
    change(file, 'SELECT 1', behind);
    expect(await verdict(file, noted, [accepted])).toMatchObject({ state: 'broken', problem: 'rewritten' });
    change(file, `DELETE FROM entry WHERE seq > ${throughSeq}; DELETE FROM entry_search WHERE seq > ${throughSeq}`);
    expect(await verdict(file, noted, [accepted])).toMatchObject({ state: 'broken', problem: 'cut', firstBadSeq: throughSeq + 1 });
  });

  it.runIf(throughSeq > 1)('covers no other change of the part that was accepted, nor an end cut into it', async () => {
    const { file, heads, accepted } = await given(sql, from);
    change(file, "UPDATE entry SET ticket = 'INC-X' WHERE seq = 2");
    expect(await verdict(file, heads, [accepted])).toMatchObject({ state: 'broken' });
    const other = await given(sql, from);
    change(other.file, `DELETE FROM entry WHERE seq >= ${throughSeq}; DELETE FROM entry_search WHERE seq >= ${throughSeq}`);
    expect(await verdict(other.file, other.heads, [other.accepted])).toMatchObject({ state: 'broken' });
  });

  it.runIf(throughSeq > 1)('has the same digest by the command, which shares no code with the app', async () => {
    const { file, heads, accepted } = await given(sql, from);
    const anchors = `${file}.anchors.jsonl`;
    writeFileSync(anchors, heads.map((head) => `${JSON.stringify(head)}\n`).join(''));
    const { status, stdout } = spawnSync(process.execPath, ['scripts/verify-journal.mjs', file, '--anchors', anchors], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining(`up to entry ${throughSeq}, it has the digest ${accepted.digest}`) });
  });

  it.runIf(throughSeq > 1)('is another state than that of a second journal', async () => {
    const { accepted } = await given(sql, from);
    const other = await given(sql, from);
    expect(await verdict(other.file, other.heads, [accepted])).toEqual(other.found);
  });
});

describe('an act that is wrongly open', () => {
  it('is accepted by its number, and another one is not', async () => {
    const file = journalFile(temporaryFolder(), 'demo');
    await withBook(file, async (book) => {
      for (let n = 0; n < 6; n += 1) value(await book.append(record({ phase: 'event', result: 'succeeded' })));
    });
    breakWith(file, 'INSERT INTO open_intent VALUES (4)');
    const pinned = await withBook(file, async (book) => value(await book.pin()));
    expect(pinned).toMatchObject({ throughSeq: 6, openIntents: [4] });
    const accepted: AcceptedBreak = { journal: 'desk', firstBadSeq: 4, problem: 'edited', ...pinned!, headsUntil: null };
    expect(await verdict(file, [], [accepted])).toMatchObject({ state: 'accepted', problem: 'edited' });
    const db = new Database(file);
    db.exec('INSERT INTO open_intent VALUES (5)');
    db.close();
    expect(await verdict(file, [], [accepted])).toMatchObject({ state: 'broken', problem: 'edited', firstBadSeq: 5 });
  });
});

describe('what cannot be gone on with', () => {
  it.each([
    ['search keeps entries that are gone', 'DELETE FROM entry WHERE seq > 7'],
    ['the last entry has no hash', "UPDATE entry SET hash = 'none' WHERE seq = 12"],
    ['an act is open that is not there', 'INSERT INTO open_intent VALUES (77)'],
    ['acts are no longer listed as open', 'DROP TRIGGER entry_opens'],
  ])('has no state to accept: %s', async (_, sql) => {
    const file = journalFile(temporaryFolder(), 'demo');
    await append(file, COUNT);
    breakWith(file, sql);
    expect(await withBook(file, (book) => book.pin())).toEqual({ ok: true, value: null });
  });
});
