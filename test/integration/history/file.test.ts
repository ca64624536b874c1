import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { historyFile } from '../../../main/adapters/history/history-file';
import { openHistory } from '../../../main/adapters/history/history';
import { renewJoins } from '../../../main/adapters/history/renew';
import { EVERYTHING } from '../../../shared/domain/history/history-filter';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { auditOf, guid, historyRows, personAt, signInOf } from '../../bench/history-rows';
import { bundled } from '../../support/bundle';
import { historyStore, valueOf } from '../../support/history-store';
import { temporaryFolder } from '../../support/temporary';

const rows = (entries: number): readonly JournalEntry[] => [...historyRows({ entries, people: 30 })].flat();
const issued = (entries: readonly JournalEntry[]) => entries.filter(({ action, phase, result }) => action === 'pass.issue' && phase === 'outcome' && result === 'succeeded');

describe('the file of the history', () => {
  it('keeps everything over a restart, marks together with the rows that led to them', async () => {
    const store = historyStore();
    const entries = rows(300);
    const audits = issued(entries).map(auditOf);
    await valueOf(store.takeEntries('', entries));
    await valueOf(store.takeAuditsWithMark(audits, { stream: 'passes', mark: '{"through":1}' }));
    await valueOf(store.takeSignInsWithMark([], { stream: 'passes', mark: '{"through":2}' }));
    const { lines } = await valueOf(store.page(EVERYTHING, 0, 1000, null));
    await store.close();

    const again = historyStore({ file: store.file });
    expect([await valueOf(again.marks()), await valueOf(again.takenThrough('')), (await valueOf(again.page(EVERYTHING, 0, 1000, null))).lines]).toEqual([[{ stream: 'passes', mark: '{"through":2}' }], entries.length, lines]);
    expect(lines.some(({ sources }) => sources.includes('audit'))).toBe(true);
    await again.close();
  });

  it('takes no row without its mark, and no mark without its rows', async () => {
    const store = historyStore();
    const [audit] = issued(rows(50)).map(auditOf);
    const broken = { ...audit, id: 'second', targets: null } as never;
    expect(await store.takeAuditsWithMark([audit as never, broken], { stream: 's', mark: 'm' })).toMatchObject({ ok: false });
    expect([await valueOf(store.marks()), await valueOf(store.count(EVERYTHING, null))]).toEqual([[], 0]);
    await store.close();
  });

  it('makes the lines of what was taken before a crash', async () => {
    const store = historyStore();
    await valueOf(store.takeEntries('', rows(300)));
    // Nothing was asked, so no line is there yet; the file is opened by another as after a kill.
    const other = historyStore({ file: store.file });
    expect(await valueOf(other.count(EVERYTHING, null))).toBeGreaterThan(50);
    await Promise.all([store.close(), other.close()]);
  });

  it.each([
    ['no database', (file: string) => { writeFileSync(file, 'x'.repeat(9_000)); }],
    ['the database of another program', (file: string) => { writeFileSync(file, ''); const db = new Database(file); db.exec('CREATE TABLE other (a); PRAGMA user_version = 1'); db.close(); }],
    ['of a newer version', (file: string) => { writeFileSync(file, ''); const db = new Database(file); db.exec('CREATE TABLE fact (a); PRAGMA user_version = 99'); db.close(); }],
  ])('that is %s is set aside, and the desk goes on', async (_, spoil) => {
    const file = join(temporaryFolder(), 'history.sqlite');
    spoil(file);
    const spoilt = readFileSync(file);
    const store = historyStore({ file });
    expect(await valueOf(store.takenThrough(''))).toBe(0);
    await valueOf(store.takeEntries('', rows(20)));
    expect([await valueOf(store.takenThrough('')), readFileSync(`${file}.set-aside`).subarray(0, 4_000)]).toEqual([rows(20).length, spoilt.subarray(0, 4_000)]);
    await store.close();
  });

  it('that is damaged while it is in use says so once, and begins anew', async () => {
    const store = historyStore();
    await valueOf(store.takeEntries('', rows(2_000)));
    await valueOf(store.count(EVERYTHING, null));
    await store.close();
    const bytes = readFileSync(store.file);
    // All but the first pages, which hold the list of tables.
    bytes.fill(0x5a, 4_096 * 60);
    writeFileSync(store.file, bytes);

    const again = historyStore({ file: store.file });
    const answers = [];
    for (let ask = 0; ask < 3; ask += 1) answers.push(await again.page(EVERYTHING, 0, 1000, null));
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, error: { kind: 'history-unavailable', reason: 'damaged' } });
    expect([await valueOf(again.takenThrough('')), existsSync(`${store.file}.set-aside`)]).toEqual([0, true]);
    await valueOf(again.takeEntries('', rows(50)));
    expect((await valueOf(again.page(EVERYTHING, 0, 1000, null))).lines.length).toBeGreaterThan(5);
    await again.close();
  });

  it('whose lines are damaged is set aside by whoever walks along them', async () => {
    const store = historyStore();
    await valueOf(store.takeEntries('', rows(300)));
    const { asOf } = await valueOf(store.page(EVERYTHING, 0, 1, null));
    const other = new Database(store.file);
    other.prepare('UPDATE line_body SET body = ? WHERE place = (SELECT min(place) FROM line_body)').run([Buffer.from('{"id":')]);
    other.close();
    const walked = await valueOf(store.walk(EVERYTHING, null, asOf, 1000));
    expect(await walked.lines()).toEqual({ ok: false, error: { kind: 'history-unavailable', reason: 'damaged' } });
    expect([await valueOf(store.takenThrough('')), existsSync(`${store.file}.set-aside`)]).toEqual([0, true]);
    await store.close();
  });

  it('is nobody else’s to read', async () => {
    const store = historyStore();
    await valueOf(store.takeEntries('', rows(20)));
    const modes = readdirSync(dirname(store.file)).map((name) => statSync(join(dirname(store.file), name)).mode & 0o077);
    expect([modes.length > 1, modes.every((mode) => mode === 0)]).toEqual([true, process.platform !== 'win32']);
    await store.close();
  });

  it('gives the same after its lines were made anew from its facts', async () => {
    const store = historyStore();
    await valueOf(store.takeEntries('', rows(500)));
    const before = await valueOf(store.page(EVERYTHING, 0, 1000, null));
    await store.close();
    const db = new Database(store.file);
    renewJoins(db, 99);
    db.exec("UPDATE line_body SET body = CAST(replace(CAST(body AS TEXT), 'INC-', 'OLD-') AS BLOB)");
    db.close();
    const again = historyStore({ file: store.file });
    const after = await valueOf(again.page(EVERYTHING, 0, 1000, null));
    expect([after.lines.length > 50, after]).toEqual([true, before]);
    await again.close();
  });

  it('takes hostile text as text', async () => {
    const store = historyStore();
    const odd = 'a\u0000b \ud800 \u202e=1+1 "x" \ue000kpass \'; DROP TABLE line; --';
    const outcome = issued(rows(20))[0]!;
    const intent = rows(20).find(({ id }) => id === outcome.intentId)!;
    const person = { id: `${odd}1`, displayName: odd, userPrincipalName: odd };
    const entries = [{ ...intent, person, reason: `${odd} wort${'n'.repeat(10_000)}`, ticket: odd }, { ...outcome, person, reason: odd, ticket: odd }];
    await valueOf(store.takeEntries(odd, entries));
    await valueOf(store.takeSignIns([{ ...signInOf(person, intent.at, 1), id: odd }]));
    const line = (await valueOf(store.page({ ...EVERYTHING, desk: odd, personId: person.id, text: 'drop wortn' }, 0, 10, null))).lines[0];
    expect([line?.person, line?.ticket, line?.desk, (await valueOf(store.facets())).desks, await valueOf(store.lineOf(odd, outcome.seq))]).toEqual([person, odd, odd, [odd], line?.id]);
    expect(await valueOf(store.count({ ...EVERYTHING, kinds: ['grant'], text: 'kpass' }, null))).toBe(0);
    await store.close();
  });

  it('stands beside the journal', () => {
    expect(historyFile('/data/journal/journal-demo.db')).toBe('/data/journal/journal-demo.db.history.sqlite');
  });
});

describe('journals of other desks', () => {
  it('come, and go without a trace', async () => {
    const store = historyStore();
    const own = rows(200);
    await valueOf(store.takeEntries('', own));
    const before = await valueOf(store.page(EVERYTHING, 0, 1000, null));
    const theirs = own.map((entry) => ({ ...entry, id: entry.id.replace('00000003', '0000000a'), intentId: entry.intentId?.replace('00000003', '0000000a') ?? null }));
    await valueOf(store.takeEntries('north', theirs));
    expect([await valueOf(store.count({ ...EVERYTHING, desk: 'north' }, null)) > 20, await valueOf(store.takenThrough('north'))]).toEqual([true, own.length]);
    await valueOf(store.dropDesk('north'));
    await valueOf(store.dropDesk(''));
    expect([await valueOf(store.takenThrough('north')), (await valueOf(store.facets())).desks, (await valueOf(store.page(EVERYTHING, 0, 1000, null))).lines]).toEqual([0, [''], before.lines]);
    await store.close();
  });

  it('call nobody otherwise whom this desk knows, however late they claim to be', async () => {
    const store = historyStore();
    const own = rows(200);
    const names = async () => new Map((await valueOf(store.facets())).operators.map(({ id, displayName }) => [id, displayName]));
    await valueOf(store.takeEntries('north', own.map((entry) => ({ ...entry, id: entry.id.replace('00000003', '0000000a'), intentId: null, at: '2199-01-01T00:00:00Z', operator: { ...entry.operator, displayName: 'Mallory' } }))));
    expect([...(await names()).values()]).toContain('Mallory');
    await valueOf(store.takeEntries('', own));
    const known = own.flatMap(({ action, operator }) => (action === 'pass.issue' ? [[operator.id.toLowerCase(), operator.displayName] as const] : []));
    const shown = await names();
    expect([known.length > 10, known.filter(([id, name]) => shown.get(id) !== name)]).toEqual([true, []]);
    await store.close();
  });

  it('are gone at the next start when nothing has closed them', async () => {
    const killed = historyStore();
    const own = rows(200);
    await valueOf(killed.takeEntries('', own));
    const before = await valueOf(killed.page(EVERYTHING, 0, 1000, null));
    await valueOf(killed.takeEntries('north', own.map((entry) => ({ ...entry, at: new Date(Date.parse(entry.at) + 5_000).toISOString() }))));
    await killed.close();
    const next = historyStore({ file: killed.file });
    expect([(await valueOf(next.facets())).desks, await valueOf(next.takenThrough('')), (await valueOf(next.page(EVERYTHING, 0, 1000, null))).lines]).toEqual([[''], own.length, before.lines]);
    await next.close();
  });

  it('are taken through to the first gap, in whatever order entries come', async () => {
    const store = historyStore();
    const entries = rows(200);
    await valueOf(store.takeEntries('', entries.slice(50, 80)));
    await valueOf(store.takeEntries('', entries.slice(0, 20)));
    const first = await valueOf(store.takenThrough(''));
    await valueOf(store.takeEntries('', entries.slice(10, 55)));
    expect([first, await valueOf(store.takenThrough(''))]).toEqual([20, 80]);
    await store.close();
  });
});

describe('what is forgotten', () => {
  it('are copies that no life of the journal rests on; those come back no more, and the lives keep what they had', async () => {
    const store = historyStore();
    const entries = rows(400);
    const made = issued(entries);
    const old = Date.parse('2025-09-01T00:00:00.000Z');
    const outside = made.slice(0, 3).map((entry, index) => ({ ...auditOf(entry), id: `outside-${index}`, correlationId: guid(30, index), at: new Date(old + index * 86_400_000 * 60).toISOString() }));
    await valueOf(store.takeEntries('', entries));
    await valueOf(store.takeAudits([...made.map(auditOf), ...outside]));
    await valueOf(store.takeSignIns([signInOf(personAt(29), '2025-07-01T00:00:00.000Z', 1)]));
    const before = (await valueOf(store.page(EVERYTHING, 0, 1000, null))).lines;
    const gone = await valueOf(store.forgetBefore('2025-10-01T00:00:00.000Z'));
    const after = (await valueOf(store.page(EVERYTHING, 0, 1000, null))).lines;
    const isOld = ({ at, sources }: (typeof before)[number]) => at < '2025-10-01' && !sources.includes('journal');
    expect([gone >= 2, before.some(isOld), after]).toEqual([true, true, before.filter((line) => !isOld(line))]);
    expect(after.some(({ at, sources }) => at < '2025-10-01' && sources.includes('audit'))).toBe(true);

    await valueOf(store.takeAudits(outside));
    expect((await valueOf(store.page(EVERYTHING, 0, 1000, null))).lines).toEqual(after);
    await store.close();
  });
});

describe('a line whose truth changes with time', () => {
  it('is another when its time has come, without any new fact', async () => {
    const store = historyStore({ now: '2025-06-01T00:00:00.000Z' });
    const entries = [...historyRows({ entries: 5_000 })].flat().slice(0, 6);
    await valueOf(store.takeEntries('', entries));
    const issue = issued(entries)[0];
    const at = Date.parse(issue?.at ?? '') + 60_000;
    store.setNow(new Date(at).toISOString());
    const [during] = (await valueOf(store.page({ ...EVERYTHING, kinds: ['pass'] }, 0, 1, null))).lines;
    const open = await valueOf(store.openPasses(new Date(at).toISOString(), 5));
    store.setNow(new Date(at + 3 * 3_600_000).toISOString());
    const [later] = (await valueOf(store.page({ ...EVERYTHING, kinds: ['pass'] }, 0, 1, null))).lines;
    expect([during?.state, later?.state, open.map(({ passId }) => passId), await valueOf(store.openPasses('2025-12-01T00:00:00.000Z', 5))]).toEqual(['live', 'expired', [issue?.detail.passId], []]);
    await store.close();
  });
});

describe('the history in its own thread', () => {
  it('answers as it does in this one, and answers what comes after its end', async () => {
    const file = join(temporaryFolder(), 'history.sqlite');
    const history = openHistory({ file, workerFile: await bundled('main/adapters/history/worker.ts') });
    const entries = rows(300);
    await valueOf(history.takeEntries('', entries));
    const [page, life] = [await valueOf(history.page(EVERYTHING, 0, 10, null)), await valueOf(history.lineOf('', 1))];
    const walked = await valueOf(history.walk(EVERYTHING, null, page.asOf, 10));
    expect(await valueOf(walked.lines())).toEqual(page.lines);
    const past = await valueOf(history.walk(EVERYTHING, 0, page.asOf, 10));
    expect([await valueOf(past.lines()), past.next]).toEqual([[], null]);
    expect([page.lines.length, (await valueOf(history.life(life ?? ''))).life?.events[0]?.joinedBy, await valueOf(history.life('act:nobody'))]).toEqual([10, 'itself', { life: null, findings: [] }]);
    await Promise.all([history.close(), history.close()]);
    expect(await history.takenThrough('')).toEqual({ ok: false, error: { kind: 'history-unavailable', reason: 'unwritable' } });
  });
});
