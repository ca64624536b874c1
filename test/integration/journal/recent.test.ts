import Database from 'libsql';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../main/adapters/journal/book';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { openJournal } from '../../../main/adapters/journal/journal';
import { TICKET_SEQ } from '../../../main/adapters/journal/queries';
import { recentSeqs } from '../../../main/adapters/journal/recent';
import { instantText } from '../../../main/adapters/journal/select';
import { openActSeqs, UNSETTLED_SEQS } from '../../../main/adapters/journal/unsettled';
import type { JournalEntry, JournalRecord } from '../../../shared/domain/journal-entry';
import type { Result } from '../../../shared/result';
import { journalWorker } from '../../support/bundle';
import { ada, record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

function given() {
  const file = journalFile(temporaryFolder(), 'demo');
  const book = openBook(file);
  const append = async (change: Partial<JournalRecord>): Promise<JournalEntry> => value(await book.append(record(change)));
  return { file, book, append };
}

describe('what was done lately', () => {
  it('is told by action, instant and person, oldest first, through the worker too', async () => {
    const { file, book, append } = given();
    const bob = { ...ada, id: 'aaaaaaaa-0000-4000-8000-00000000000b' };
    await append({ at: '2026-03-02T08:59:59.999Z' });
    const first = await append({ at: '2026-03-02T09:00:00Z' });
    const mail = await append({ at: '2026-03-02T09:00:01Z', action: 'pass.mail', person: bob });
    await append({ at: '2026-03-02T09:00:02Z', action: 'pass.review' });
    // A clock that was put back: the chain decides the order.
    const last = await append({ at: '2026-03-02T09:00:00.001Z', person: bob });
    await book.close();

    const journal = openJournal({ file, workerFile: await journalWorker() });
    const recent = async (actions: readonly JournalRecord['action'][], personId: string | null) => value(await journal.recent({ actions, since: '2026-03-02T09:00:00.000Z', personId }));
    expect([
      await recent(['pass.issue', 'pass.mail'], null),
      await recent(['pass.issue', 'pass.mail'], bob.id.toUpperCase()),
      await recent(['pass.issue', 'pass.issue'], ada.id),
      await recent(['pass.print'], null),
      await recent([], null),
    ]).toEqual([[first, mail, last], [mail, last], [first], [], []]);
    await journal.close();
  });

  it('compares instants as instants, however they are written', async () => {
    const { book, append } = given();
    const instants = ['2026-03-02T09:15:00Z', '2026-03-02T09:15:00.0Z', '2026-03-02T09:15:00.001Z', '2026-03-02T09:15:00.5Z',
      '2026-03-02T09:15:00.500000Z', '2026-03-02T09:15:01Z', '2026-03-02T09:15:10Z', '2026-03-02T09:16:00Z', '2026-03-02T10:00:00Z', '2026-03-02T09:14:59.999Z', '2026-03-01T23:59:59Z'];
    for (const at of instants) await append({ at });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...instants), fc.date({ min: new Date('2026-03-02T09:14:59Z'), max: new Date('2026-03-02T09:15:02Z'), noInvalidDate: true }).map((date) => date.toISOString())), async (since) => {
        const found = value(await book.recent({ actions: ['pass.issue'], since, personId: null })).map(({ at }) => at);
        expect(found).toEqual(instants.filter((at) => Date.parse(at) >= Date.parse(since)));
      }),
    );
    expect(value(await book.recent({ actions: ['pass.issue'], since: 'yesterday', personId: null }))).toHaveLength(instants.length);
    expect([instantText('2026-03-02T00:00:00.000Z'), instantText('2026-10-20T10:10:10.100Z')]).toEqual(['2026-03-02T00:00:00', '2026-10-20T10:10:10.1']);
  });

  it('uses an index for each question, and reads no whole table', async () => {
    const { file, book, append } = given();
    await append({});
    const db = new Database(file);
    const plan = (sql: string, count: number) =>
      (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).raw(true).all(...Array(count).fill('x')) as unknown[][]).map((row) => String(row[3])).join('\n');
    expect(plan(recentSeqs(2, true), 6)).toMatch(/USING INDEX entry_person \(person_id=\?\)/);
    expect(plan(recentSeqs(2, false), 5)).toMatch(/USING COVERING INDEX entry_action_at \(action=\? AND at>\?\)/);
    const unsettled = plan(UNSETTLED_SEQS, 0);
    for (const index of ['i USING INTEGER PRIMARY KEY', 'o USING COVERING INDEX entry_of_intent', 'u USING INDEX entry_unknown', 'l USING INDEX entry_person', 'g USING INDEX entry_unknown', 'o USING INDEX entry_of_intent']) expect(unsettled).toContain(index);
    // The open intents alone are gone through, and they are few.
    expect([unsettled, plan(openActSeqs(2), 2)].flatMap((text) => text.split('\n').filter((line) => line.startsWith('SCAN')))).toEqual(['SCAN p', 'SCAN p']);
    expect(plan(TICKET_SEQ, 1)).toMatch(/USING INDEX entry_issued/);
    db.close();
    await book.close();
  });
});
