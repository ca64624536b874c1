import { spawnSync } from 'node:child_process';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { appendEntry } from '../../../main/adapters/journal/append';
import { openBook } from '../../../main/adapters/journal/book';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { MIGRATIONS } from '../../../main/adapters/journal/schema';
import { ada, record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

/** A journal as an earlier version left it. */
function ofVersion(version: number) {
  const file = journalFile(temporaryFolder(), 'demo');
  const db = new Database(file);
  MIGRATIONS.slice(0, version).forEach((step) => db.exec(step));
  db.exec(`PRAGMA user_version = ${version}`);
  const intent = appendEntry(db, record(), null);
  const outcome = appendEntry(db, record({ phase: 'outcome', intentId: intent.id, result: 'succeeded', detail: { passId: 'p' } }), null);
  db.close();
  return { file, entries: [intent, outcome] };
}
const verify = (file: string) => spawnSync(process.execPath, ['scripts/verify-journal.mjs', file], { encoding: 'utf8' }).status;
const versionOf = (file: string) => {
  const db = new Database(file);
  const [row] = db.prepare('PRAGMA user_version').raw(true).all() as unknown[][];
  db.close();
  return row?.[0];
};

const EARLIER = MIGRATIONS.map((_, index) => index + 1).slice(0, -1);

describe.each(EARLIER)('a journal of version %i', (version) => {
  it('opens with every entry as it was, still verifies, and takes new ones and documents', async () => {
    const { file, entries } = ofVersion(version);
    expect([versionOf(file), verify(file)]).toEqual([version, 0]);

    const book = openBook(file);
    const reply = await book.append(record({ action: 'pass.mail' }));
    const page = await book.page('', null, 10);
    expect(page).toEqual({ ok: true, value: { entries: [reply.ok && reply.value, ...entries.toReversed()], total: 3 } });
    expect(await book.verify([])).toMatchObject({ ok: true, value: { state: 'intact', entries: 3 } });
    expect(await book.neverShown('2026-01-01T00:00:00Z')).toEqual({ ok: true, value: [entries[1]] });
    expect(await book.recent({ actions: ['pass.issue'], since: '2026-01-01T00:00:00Z', personId: ada.id })).toEqual({ ok: true, value: entries });
    const kept = await book.keep('a plan');
    expect(await book.kept(kept.ok ? kept.value : '')).toEqual({ ok: true, value: 'a plan' });
    await book.close();
    expect([versionOf(file), verify(file)]).toEqual([MIGRATIONS.length, 0]);
  });

  it('is migrated once when two processes open it at the same time', async () => {
    const { file } = ofVersion(version);
    const books = [openBook(file), openBook(file)];
    expect((await Promise.all(books.map((book) => book.append(record())))).map(({ ok }) => ok)).toEqual([true, true]);
    for (const book of books) await book.close();
    expect(versionOf(file)).toBe(MIGRATIONS.length);
  });
});
