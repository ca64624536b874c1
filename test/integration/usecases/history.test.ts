/** The history around a real desk: what is done here shows as one life, findings are marked, exports are written and noted. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReporter } from '../../../main/adapters/reports/reporter';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { checkChain } from '../../../main/usecases/check-chain';
import { anchorHead } from '../../../main/usecases/anchor-journal';
import type { Desk } from '../../../main/usecases/desk';
import { cancelExport, exportHistory } from '../../../main/usecases/export-history';
import { confirmSeen, revealPasscode } from '../../../main/usecases/hand-over';
import { historyState } from '../../../main/usecases/history-state';
import { issuePass } from '../../../main/usecases/issue-pass';
import { followJournal, lookForFindings } from '../../../main/usecases/keep-history';
import { closeJournal, openJournals } from '../../../main/usecases/open-journals';
import { revokePass } from '../../../main/usecases/revoke-pass';
import { seeFinding } from '../../../main/usecases/see-finding';
import { seedHistory } from '../../../main/usecases/seed-history';
import { syncAudits } from '../../../main/usecases/sync-audits';
import { folderAnchor } from '../../../main/adapters/anchors/folder';
import { EVERYTHING } from '../../../shared/domain/history/history-filter';
import type { Result } from '../../../shared/result';
import { record as journalRecord } from '../../support/journal-records';
import { realDesk, verifiedIssue } from '../../support/real-desk';
import { temporaryFolder } from '../../support/temporary';

const person = DEMO_PEOPLE.member;
const READS_LOGS = { operatorRole: ['Authentication Administrator', 'Reports Reader'] } as const;

function value<T>(result: Result<T, { readonly kind: string }>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Issues a pass, hands it over, and takes it back. */
async function wholeLife(desk: Desk): Promise<string> {
  const issued = value(await issuePass(desk, await verifiedIssue(desk, person.id)));
  value(await revealPasscode(desk, issued.handle));
  value(await confirmSeen(desk, issued.handle, true));
  value(await revokePass(desk, { person: null, personId: person.id, passId: issued.pass.id, ticket: null, reason: 'No longer needed' }));
  return issued.pass.id;
}

const linesOf = async (desk: Desk) => value(await desk.history.page(EVERYTHING, 0, 100, null)).lines;
const withReports = (desk: Desk): Desk => ({ ...desk, reporter: async () => createReporter({ version: '0', signer: { publicKey: async () => null, sign: async () => null }, fingerprintOf: () => '' }) });

describe('the history of a desk', () => {
  it('shows a pass as one life, from its reason to its end', async () => {
    const { desk } = await realDesk();
    await wholeLife(desk);
    expect(await followJournal(desk)).toBe(true);
    const lines = await linesOf(desk);
    expect(lines.map(({ kind, person: who, ticket, reason, result, state, operator }) => ({ kind, who: who?.id, ticket, reason, result, state, by: operator?.id }))).toEqual([
      { kind: 'pass', who: person.id, ticket: 'INC-1001', reason: 'Lost phone', result: 'succeeded', state: 'revoked', by: desk.operator.id },
    ]);
    const { life } = value(await desk.history.life(lines[0]!.id));
    const actions = life!.events.flatMap((event) => (event.source === 'journal' ? [`${event.entry.action} ${event.entry.phase}`] : []));
    expect(actions).toEqual(['pass.issue intent', 'pass.issue outcome', 'passcode.reveal event', 'passcode.show event', 'pass.revoke intent', 'pass.revoke outcome'].filter((each) => actions.includes(each)));
    expect(actions).toEqual(expect.arrayContaining(['pass.issue intent', 'pass.issue outcome', 'passcode.show event', 'pass.revoke outcome']));
  });

  it('joins what Entra logged, and says nothing of it where the operator may not read', async () => {
    const blind = await realDesk();
    await wholeLife(blind.desk);
    await followJournal(blind.desk);
    await syncAudits(blind.desk);
    expect((await linesOf(blind.desk))[0]?.sources).not.toContain('audit');
    expect(value(await historyState(blind.desk)).audits.state).toBe('unread');

    const { desk } = await realDesk(READS_LOGS);
    await wholeLife(desk);
    await followJournal(desk);
    await syncAudits(desk);
    const own = (await linesOf(desk)).filter(({ person: who, sources }) => who?.id === person.id && sources.includes('journal'));
    expect(own.map(({ kind, sources }) => [kind, [...sources].sort()])).toEqual([['pass', ['audit', 'journal']]]);
  });

  it('finds a pass that was made elsewhere, and lets somebody mark it with a reason that is itself a line', async () => {
    const { desk, tenant, entries } = await realDesk(READS_LOGS);
    await desk.journal.append({ ...journalRecord(), at: new Date(Date.now() - 60_000).toISOString(), tenantId: desk.tenant.id });
    tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, person.id);
    await followJournal(desk);
    await syncAudits(desk);
    await lookForFindings(desk);
    const [finding] = value(await desk.history.findings('unseen')).filter(({ kind, person: who }) => kind === 'outside-tool' && who?.id === person.id);
    expect(finding).toBeDefined();

    value(await seeFinding(desk, { id: finding!.id, reason: 'By the directory team' }));
    expect((await entries()).at(-1)).toMatchObject({ action: 'finding.see', reason: 'By the directory team', detail: { findingId: finding!.id } });
    expect(value(await desk.history.findings('unseen')).map(({ id }) => id)).not.toContain(finding!.id);
    expect(value(await desk.history.finding(finding!.id))?.seen).toMatchObject({ reason: 'By the directory team' });
  });
});

describe('an export', () => {
  it('is noted before the file and after it, with what it was of and its digest', async () => {
    const { desk, entries } = await realDesk();
    await wholeLife(desk);
    const file = path.join(temporaryFolder(), 'history.csv');
    const done = value(await exportHistory(withReports(desk), { filter: { ...EVERYTHING, kinds: ['pass'] }, filterText: 'Passes', format: 'csv', timeZone: 'UTC' }, async () => file));
    expect(done).toMatchObject({ file, rows: 1, sha256: createHash('sha256').update(readFileSync(file)).digest('hex') });
    const lines = (await entries()).filter(({ action }) => action === 'journal.export');
    expect(lines.map(({ phase, result, detail }) => [phase, result, detail.format, detail.filter, detail.rows, detail.sha256])).toEqual([
      ['intent', null, 'csv', 'Passes', undefined, undefined],
      ['outcome', 'succeeded', 'csv', 'Passes', 1, done.sha256],
    ]);
  });

  it('leaves no file when it is cancelled, and says so in the journal', async () => {
    const { desk, entries } = await realDesk();
    await wholeLife(desk);
    const folder = temporaryFolder();
    const stopping: Desk = { ...withReports(desk), history: { ...desk.history, walkLives: (...args) => (cancelExport(desk), desk.history.walkLives(...args)) } };
    const reply = await exportHistory(stopping, { filter: EVERYTHING, filterText: '', format: 'jsonl', timeZone: 'UTC' }, async () => path.join(folder, 'history.jsonl'));
    expect([reply, readdirSync(folder)]).toEqual([{ ok: false, error: { kind: 'cancelled' } }, []]);
    expect((await entries()).at(-1)).toMatchObject({ action: 'journal.export', result: 'failed', detail: { failure: 'cancelled' } });
  });

  it('packs the segment of the chain that its rows rest on', async () => {
    const { desk } = await realDesk();
    await wholeLife(desk);
    const file = path.join(temporaryFolder(), 'history.zip');
    value(await exportHistory(withReports(desk), { filter: { ...EVERYTHING, kinds: ['pass'] }, filterText: 'Passes', format: 'pack', timeZone: 'UTC' }, async () => file));
    const opened = value(await (await withReports(desk).reporter()).openPack(file, null));
    expect(opened.verdict).toMatchObject({ holds: true, problems: [], signature: 'none' });
    expect(opened.entries.map(({ seq }) => seq)).toEqual(opened.entries.map((_, n) => n + (opened.entries[0]?.seq ?? 0)));
    expect(opened.entries.filter(({ action }) => action === 'pass.issue')).toHaveLength(2);
  });
});

describe('a broken chain', () => {
  it('stops what gives access, not what takes it away, until an administrator has decided', async () => {
    const folder = temporaryFolder();
    const anchors = [folderAnchor(folder)];
    const first = await realDesk({ anchors });
    const issued = value(await issuePass(first.desk, await verifiedIssue(first.desk, person.id)));
    value(await checkChain(first.desk));
    await anchorHead(first.desk);
    expect(value(await historyState(first.desk)).anchors).toMatchObject([{ last: { seq: (await first.entries()).length }, failure: null }]);

    // Another journal under the same name is shorter than what was noted: its end, or all of it, is gone.
    const folder2 = temporaryFolder();
    const second = await realDesk({ anchors, journalFolder: folder2 });
    const verdict = value(await checkChain(second.desk));
    expect(verdict).toMatchObject({ state: 'broken', problem: 'cut', firstBadSeq: 1, accept: { journal: 'test-desk', throughSeq: 0, openIntents: [] } });
    expect(await issuePass(second.desk, await verifiedIssue(second.desk, person.id))).toMatchObject({ ok: false, error: { kind: 'journal-broken', problem: 'cut' } });
    expect(await revokePass(first.desk, { person: null, personId: person.id, passId: issued.pass.id, ticket: null, reason: 'Chain is broken' })).toMatchObject({ ok: true });
    await second.desk.journal.close();

    const accept = verdict.state === 'broken' ? verdict.accept : undefined;
    const decided = await realDesk({ anchors, journalFolder: folder2, policy: { journal: { acceptedBreaks: [accept!] } } });
    expect(value(await checkChain(decided.desk))).toMatchObject({ state: 'accepted', problem: 'cut', anchoredSeq: null });
    expect(await issuePass(decided.desk, await verifiedIssue(decided.desk, person.id))).toMatchObject({ ok: true });
  });
});

describe('journals of other desks', () => {
  it('are verified, shown beside the own one, and forgotten when they are closed', async () => {
    const folder = temporaryFolder();
    const other = await realDesk({ journalFolder: folder });
    await wholeLife(other.desk);
    const { desk, entries } = await realDesk();
    const opened = value(await openJournals(desk, { kind: 'folder', expectedFingerprint: null }, async () => folder)).journals;
    expect(opened).toMatchObject([{ kind: 'journal', entries: (await other.entries()).length, verdict: { state: 'intact', anchoredSeq: null } }]);
    const [name] = opened.map((journal) => journal.name);
    expect((await linesOf(desk)).filter(({ kind }) => kind === 'pass').map(({ desk: of, state }) => [of, state])).toEqual([[name, 'revoked']]);
    expect((await entries()).map(({ action }) => action)).toEqual(['journals.open']);

    value(await closeJournal(desk, name!));
    expect((await linesOf(desk)).filter(({ kind }) => kind === 'pass')).toEqual([]);
  });

  it('are refused in words where there are none', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'sub'));
    writeFileSync(path.join(folder, 'notes.db'), 'no database');
    const { desk } = await realDesk();
    expect(await openJournals(desk, { kind: 'folder', expectedFingerprint: null }, async () => folder)).toEqual({ ok: false, error: { kind: 'not-a-journal', reason: 'missing' } });
  });
});

describe('a seeded past', () => {
  it('fills an empty journal once, and never one that has lines', async () => {
    const { desk, entries } = await realDesk();
    const lines = Array.from({ length: 30 }, () => ({ ...journalRecord(), tenantId: desk.tenant.id }));
    expect(await seedHistory(desk, lines)).toBe(30);
    expect(await seedHistory(desk, lines)).toBe(0);
    expect(await entries()).toHaveLength(30);
    expect(value(await desk.journal.verify([]))).toMatchObject({ state: 'intact', entries: 30 });
  });
});
