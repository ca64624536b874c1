import { existsSync, statSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openBook } from '../../../main/adapters/journal/book';
import { openDatabase, type Db } from '../../../main/adapters/journal/database';
import { openJournal } from '../../../main/adapters/journal/journal';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import { pageOf } from '../../../main/adapters/journal/queries';
import { recentOf } from '../../../main/adapters/journal/recent';
import { openActsOf, unsettledOf } from '../../../main/adapters/journal/unsettled';
import { RECENT_MAXIMUM, type Journal } from '../../../main/ports/journal';
import type { JournalAction, JournalEntry, JournalRecord } from '../../../shared/domain/journal-entry';
import type { Result } from '../../../shared/result';
import { journalWorker } from '../../support/bundle';
import { ada, anyRecord, record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const open: Journal[] = [];
afterEach(async () => {
  for (const journal of open.splice(0)) await journal.close();
});

const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

async function given(file = journalFile(join(temporaryFolder(), 'journal'), 'demo')) {
  const journal = openJournal({ file, workerFile: await journalWorker() });
  open.push(journal);
  return { file, journal, append: async (change: Partial<JournalRecord> = {}) => value(await journal.append(record(change))) };
}
/** The same on this thread: quicker for properties. */
function givenBook() {
  const file = journalFile(temporaryFolder(), 'demo');
  const book = openBook(file);
  open.push(book);
  return { file, book };
}

/** What UTF-8 can hold of a record: an unpaired surrogate becomes U+FFFD, but in `detail` JSON has escaped it before. */
function asUtf8(given: JournalRecord): unknown {
  const whole = (value: unknown): unknown =>
    typeof value === 'string' ? Buffer.from(value).toString() : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, whole(v)])) : value;
  return { ...(whole({ ...given, detail: null }) as object), detail: JSON.parse(JSON.stringify(given.detail)) };
}

describe('the journal', () => {
  it('returns what it was given, numbered and chained, and finds it again after a restart', async () => {
    const { file, journal, append } = await given();
    const first = await append({ ticket: 'INC-1' });
    const second = await append({ ticket: 'INC-2', person: null, phase: 'event', action: 'session.sign-in', result: 'succeeded' });
    await journal.close();

    const again = await given(file);
    expect(value(await again.journal.page('', null, 100))).toEqual({ entries: [second, first], total: 2 });
    expect([first.seq, first.previousHash, second.seq, second.previousHash]).toEqual([1, '0'.repeat(64), 2, first.hash]);
    expect(value(await again.journal.verify([]))).toEqual({ state: 'intact', entries: 2, head: second.hash, anchoredSeq: null });
  });

  it('keeps every record exactly, however odd its text', async () => {
    const { book } = givenBook();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(anyRecord, async (given) => {
        const appended = await book.append(given);
        if (!appended.ok || appended.value.seq <= count) { fc.pre(false); return; } // an id drawn twice
        count += 1;
        const { seq, previousHash, hash, ...stored } = value(await book.page('', null, 1)).entries[0]!;
        expect(stored).toEqual(asUtf8(given));
        expect({ seq, previousHash, hash }).toEqual({ seq: count, previousHash: expect.any(String), hash: appended.value.hash });
      }),
    );
    expect(value(await book.verify([]))).toMatchObject({ state: 'intact', entries: count });
  });

  it('answers appends in the order they were asked', async () => {
    const { journal } = await given();
    const appended = await Promise.all(Array.from({ length: 50 }, (_, n) => journal.append(record({ ticket: `T-${n}` }))));
    expect(appended.map(value).map(({ seq, ticket }) => [seq, ticket])).toEqual(Array.from({ length: 50 }, (_, n) => [n + 1, `T-${n}`]));
  });

  it('refuses a record that could not be read back, and writes nothing', async () => {
    const { book } = givenBook();
    const bad = { ...record(), action: 'pass.frobnicate' } as unknown as JournalRecord;
    expect(await book.append(bad)).toEqual({ ok: false, error: { kind: 'journal-unavailable', reason: 'unwritable' } });
    const one = record();
    value(await book.append(one));
    expect(await book.append({ ...one, ticket: 'another' })).toEqual({ ok: false, error: { kind: 'journal-unavailable', reason: 'unwritable' } });
    expect(value(await book.page('', null, 10)).total).toBe(1);
  });

  it('takes the same record asked for again as the same entry', async () => {
    const { book } = givenBook();
    const one = record();
    const first = value(await book.append(one));
    value(await book.append(record()));
    expect([value(await book.append(one)), value(await book.page('', null, 10)).total]).toEqual([first, 2]);
  });

  it.each(['UPDATE entry SET ticket = 1', 'DELETE FROM entry', 'UPDATE entry_search SET text = 1', 'DELETE FROM entry_search',
    'INSERT OR REPLACE INTO entry SELECT * FROM entry'])('refuses "%s" from any connection', async (sql) => {
    const { file, book } = givenBook();
    value(await book.append(record()));
    expect(() => new Database(file).exec(sql)).toThrow('append-only');
    expect(value(await book.verify([]))).toMatchObject({ state: 'intact', entries: 1 });
  });

  it.skipIf(process.platform === 'win32')('is private to its owner: folder, file and side files', async () => {
    const { file, append } = await given();
    await append();
    const modes = [dirname(file), file, `${file}-wal`, `${file}-shm`].filter(existsSync).map((path) => (statSync(path).mode & 0o777).toString(8));
    expect(modes).toEqual(['700', '600', '600', '600']);
  });

  it('keeps tenants apart and never leaves its folder', () => {
    expect(journalFile('/j', '2F0E1C2A-0000-4000-8000-000000000000')).toBe(join('/j', 'journal-2f0e1c2a-0000-4000-8000-000000000000.db'));
    expect(dirname(journalFile('/j', '../../etc/passwd'))).toBe('/j');
    expect(journalFile('/j', 'a/b')).not.toBe(journalFile('/j', 'a_b'));
  });
});

describe('a page of the journal', () => {
  it('is newest first, goes on before a number, and counts all matches', async () => {
    const { append, journal } = await given();
    for (let n = 1; n <= 5; n += 1) await append({ ticket: n % 2 ? 'odd' : 'even' });
    const seqs = async (query: string, before: number | null, limit: number) => {
      const page = value(await journal.page(query, before, limit));
      return [page.entries.map(({ seq }) => seq), page.total];
    };
    expect([await seqs('', null, 2), await seqs('', 4, 2), await seqs('ODD', null, 2), await seqs('odd', 3, 2), await seqs('none', null, 2)]).toEqual([
      [[5, 4], 5], [[3, 2], 5], [[5, 3], 3], [[1], 3], [[], 0],
    ]);
  });

  it.each([
    ['operator', 'OLGA op'], ['operator UPN', 'olga@contoso'], ['person', 'łukasz ŻAK'], ['person id', ada.id.slice(0, 13).toUpperCase()],
    ['ticket', 'inc-77'], ['reason', '50% _off_'], ['action', 'Pass.Revoke'], ['full-width digits', '７７'],
  ])('is searched by %s, whatever the case', async (_, query) => {
    const { append, journal } = await given();
    const wanted = await append({ person: { ...ada, displayName: 'Łukasz Żak' }, ticket: 'INC-77', reason: 'is 50% _off_ \\', action: 'pass.revoke' });
    await append({ operator: { id: 'x', displayName: 'Other', userPrincipalName: 'o@x' }, person: null, ticket: 'T', reason: '50x yoffz' });
    expect(value(await journal.page(query, null, 10))).toEqual({ entries: [wanted], total: 1 });
  });

  it.each(['%', '_', "' OR 1=1 --", '"; DROP TABLE entry; --', '\\', '\u0000', '*', '?1'])('takes %j as plain text', async (query) => {
    const { append, journal } = await given();
    const plain = await append();
    const odd = await append({ reason: `before ${query} after` });
    expect(value(await journal.page(query, null, 10)).entries).toEqual(query === '_' || query === '?1' ? [odd] : query.trim() === '' ? [odd, plain] : [odd]);
  });
});

const OWN_OUTCOME_ONLY: readonly JournalAction[] = ['grant.make', 'grant.extend', 'grant.end', 'account.disable'];

/** The rule that the journal's SQL follows, said in another way. */
function leftOpen(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const outcomes = entries.filter(({ phase }) => phase === 'outcome');
  const personOf = ({ person }: JournalEntry) => person?.id.toLowerCase();
  return entries.filter((entry) => {
    if (entry.phase === 'intent') return entry.action !== 'run.begin' && !outcomes.some(({ intentId }) => intentId === entry.id);
    if (entry.phase !== 'outcome' || entry.result !== 'unknown') return false;
    const ofIntent = outcomes.filter(({ intentId }) => intentId !== null && intentId === entry.intentId);
    const isLastWord = ofIntent.every(({ seq }) => seq <= entry.seq);
    if (OWN_OUTCOME_ONLY.includes(entry.action)) return isLastWord && !ofIntent.some(({ result }) => result === 'succeeded' || result === 'failed');
    if (entry.action !== 'pass.issue' && entry.action !== 'pass.revoke') return false;
    const laterOfPerson = outcomes.filter((one) => one.seq > entry.seq && one.result === 'succeeded' && one.person !== null && personOf(one) === personOf(entry));
    return isLastWord && !laterOfPerson.some(({ action, detail }) => action === 'pass.issue' || (action === 'pass.revoke' && detail.passId === entry.detail.passId));
  });
}

/** Intents that wait for an outcome which says what came of them. */
function openActs(entries: readonly JournalEntry[], actions: readonly JournalAction[]): readonly JournalEntry[] {
  const settled = new Set(entries.filter(({ phase, result }) => phase === 'outcome' && (result === 'succeeded' || result === 'failed')).map(({ intentId }) => intentId));
  return entries.filter(({ id, phase, action }) => phase === 'intent' && actions.includes(action) && !settled.has(id));
}

const IDS = Array.from({ length: 10 }, () => randomUUID());
const anyStep = fc.record({
  phase: fc.constantFrom('intent' as const, 'outcome' as const, 'outcome' as const, 'event' as const),
  intentId: fc.option(fc.constantFrom(...IDS.slice(0, 4)), { freq: 8 }),
  result: fc.constantFrom('succeeded' as const, 'failed' as const, 'unknown' as const, 'unknown' as const, null),
  action: fc.constantFrom<JournalAction>('pass.issue', 'pass.revoke', 'pass.mail', 'sessions.revoke', 'access.end', 'run.begin', ...OWN_OUTCOME_ONLY),
  person: fc.constantFrom(ada, { ...ada, id: 'abcdef33-3333-4333-8333-333333333333' }, { ...ada, id: 'ABCDEF33-3333-4333-8333-333333333333' }, null),
  detail: fc.constantFrom({ passId: 'p' }, { passId: 'q' }),
});

describe('what was left open', () => {
  it('lists intents without an outcome, and unknown outcomes that nothing has settled since', { timeout: 60_000 }, async () => {
    const seen = { open: 0, settled: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 3, maxLength: IDS.length }), fc.subarray(['grant.end', 'access.end', 'run.begin', 'grant.make', 'pass.issue'] as const), async (steps, actions) => {
        const book = openBook(journalFile(temporaryFolder(), 'demo'));
        const entries: JournalEntry[] = [];
        for (const [index, step] of steps.entries()) entries.push(value(await book.append(record({ ...step, id: IDS[index]! }))));
        const wanted = leftOpen(entries);
        seen.open += wanted.filter(({ action, phase }) => phase === 'outcome' && OWN_OUTCOME_ONLY.includes(action)).length;
        seen.settled += entries.filter((entry) => entry.result === 'unknown' && entry.phase === 'outcome' && OWN_OUTCOME_ONLY.includes(entry.action) && !wanted.includes(entry)).length;
        expect(value(await book.unsettled())).toEqual(wanted);
        expect(value(await book.openActs(actions))).toEqual(openActs(entries, actions));
        await book.close();
      }),
      { numRuns: 200 },
    );
    expect([seen.open > 20, seen.settled > 20]).toEqual([true, true]);
  });

  it.each(OWN_OUTCOME_ONLY)('lists an unknown %s until its own intent has another outcome', async (action) => {
    const { book } = givenBook();
    const append = async (change: Partial<JournalRecord>) => value(await book.append(record({ action, ...change })));
    const intent = await append({});
    const outcome = (result: JournalRecord['result'], intentId = intent.id) => append({ phase: 'outcome', result, intentId });
    const first = await outcome('unknown');
    const before = value(await book.unsettled());
    const again = await outcome('unknown');
    const another = await append({});
    await outcome('succeeded', another.id);
    const still = value(await book.unsettled());
    await outcome('failed');
    expect([before, still, value(await book.unsettled())]).toEqual([[first], [again], []]);
  });

  it('lists acts to go on with, however old, oldest first, through the worker too', async () => {
    const { append, journal } = await given();
    const putOff = await append({ action: 'grant.end', at: '2019-01-01T00:00:00Z', detail: { notBefore: '2019-01-01T00:05:00Z' } });
    const access = await append({ action: 'access.end', at: '2018-01-01T00:00:00Z' });
    await append({ action: 'grant.make' });
    const tried = await append({ action: 'grant.end' });
    await append({ action: 'grant.end', phase: 'outcome', result: 'unknown', intentId: tried.id });
    const done = await append({ action: 'access.end' });
    await append({ action: 'access.end', phase: 'outcome', result: 'failed', intentId: done.id });
    expect([value(await journal.openActs(['grant.end', 'access.end'])), value(await journal.openActs(['account.disable'])), value(await journal.openActs([]))]).toEqual([[putOff, access, tried], [], []]);
    expect(value(await journal.unsettled()).map(({ action, phase }) => `${action} ${phase}`)).toEqual(['grant.end intent', 'access.end intent', 'grant.make intent', 'grant.end outcome']);
  });
});

describe('a run', () => {
  it('stays open until it has an outcome, and is no loose end; what it had in the air is', async () => {
    const { append, journal } = await given();
    const runId = randomUUID();
    const ended = await append({ action: 'run.begin', person: null, at: '2019-01-01T00:00:00Z', detail: { runId: randomUUID(), planSha256: 'a'.repeat(64) } });
    await append({ action: 'run.begin', person: null, phase: 'outcome', result: 'succeeded', intentId: ended.id });
    const begun = await append({ action: 'run.begin', person: null, at: '2019-01-01T00:00:00Z', detail: { runId, planSha256: 'b'.repeat(64) } });
    const issue = await append({ detail: { runId } });
    await append({ action: 'run.pause', phase: 'event', person: null, intentId: begun.id, result: 'succeeded', detail: { runId } });
    expect([value(await journal.openActs(['run.begin'])), value(await journal.unsettled())]).toEqual([[begun], [issue]]);
    await append({ action: 'run.begin', person: null, phase: 'outcome', result: 'failed', intentId: begun.id });
    expect([value(await journal.openActs(['run.begin'])), value(await journal.unsettled())]).toEqual([[], [issue]]);
  });
});

/** Of all that `work` asks: tables and indexes that SQLite reads whole, and what it sorts. */
function wholeReads(db: Db, work: (db: Db) => unknown): readonly string[] {
  const asked: string[] = [];
  const prepare = (sql: string) => {
    asked.push(sql);
    return db.prepare(sql);
  };
  work(new Proxy(db, { get: (target, name) => (name === 'prepare' ? prepare : Reflect.get(target, name)) }));
  expect(asked).not.toEqual([]);
  const steps = asked.flatMap((sql) => (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).raw(true).all() as unknown[][]).map((row) => String(row[3])));
  return steps.filter((step) => /^(SCAN|USE TEMP) /.test(step));
}

describe('a long journal', () => {
  it('is never read whole, but for its narrowest index where a page counts', () => {
    const db = openDatabase(journalFile(temporaryFolder(), 'demo'));
    expect({
      first: wholeReads(db, (read) => pageOf(read, '', null, 100)),
      middle: wholeReads(db, (read) => pageOf(read, '', 50_000, 100)),
      searched: wholeReads(db, (read) => pageOf(read, 'inc-77777', null, 100)),
      unsettled: wholeReads(db, unsettledOf),
      openActs: wholeReads(db, (read) => openActsOf(read, ['grant.end', 'access.end'])),
      ofOnePerson: wholeReads(db, (read) => recentOf(read, { actions: ['pass.revoke'], since: '1970-01-01T00:00:00Z', personId: ada.id })),
      lately: wholeReads(db, (read) => recentOf(read, { actions: ['pass.issue'], since: '2026-03-03T00:00:00Z', personId: null })),
    }).toEqual({
      first: ['SCAN entry USING COVERING INDEX sqlite_autoindex_entry_3'],
      middle: ['SCAN entry USING COVERING INDEX sqlite_autoindex_entry_3'],
      // The texts to search lie apart from the entries; the page itself stops when it is full.
      searched: ['SCAN s'],
      // The open intents alone, and they are few.
      unsettled: ['SCAN p'],
      openActs: ['SCAN p'],
      ofOnePerson: [],
      // Numbers, not entries.
      lately: ['USE TEMP B-TREE FOR ORDER BY'],
    });
    db.close();
  });

  it('gives the newest of what was done lately, no more than can be dealt with', { timeout: 60_000 }, async () => {
    const { file, book } = givenBook();
    value(await book.append(record()));
    const db = new Database(file);
    db.exec(`WITH RECURSIVE n(i) AS (VALUES(2) UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
      INSERT INTO entry SELECT i, 1, printf('%08x-0000-4000-8000-000000000000', i), at, CASE i % 2 WHEN 1 THEN 'intent' ELSE 'outcome' END, action,
        CASE i % 2 WHEN 1 THEN NULL ELSE printf('%08x-0000-4000-8000-000000000000', i - 1) END, CASE i % 2 WHEN 1 THEN NULL ELSE 'succeeded' END, tenant_id, operator_id,
        operator_name, operator_upn, person_id, person_name, person_upn, 'INC-' || i, reason, detail, printf('%064x', i), printf('%064x', i + 1) FROM entry, n WHERE seq = 1;
      INSERT INTO entry_search SELECT e.seq, replace(s.text, 'inc-1234', lower(e.ticket)) FROM entry e, entry_search s WHERE s.seq = 1 AND e.seq > 1;`);
    db.close();
    expect(value(await book.page('inc-77777', null, 10)).total).toBe(1);
    const newest = value(await book.recent({ actions: ['pass.issue'], since: '1970-01-01T00:00:00Z', personId: null })).map(({ seq }) => seq);
    expect([newest.length, newest[0], newest.at(-1)]).toEqual([RECENT_MAXIMUM, 80_001, 100_000]);
  });
});
