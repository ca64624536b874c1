/** Journals and packs of other desks explain what Entra tells only where somebody vouches for who wrote them. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderAnchor } from '../../../main/adapters/anchors/folder';
import { openJournal } from '../../../main/adapters/journal/journal';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import type { Anchor } from '../../../main/ports/anchors';
import type { Reporter } from '../../../main/ports/reports';
import type { Desk } from '../../../main/usecases/desk';
import { exportHistory } from '../../../main/usecases/export-history';
import { followJournal, lookForFindings } from '../../../main/usecases/keep-history';
import { closeJournal, openJournals } from '../../../main/usecases/open-journals';
import { syncAudits } from '../../../main/usecases/sync-audits';
import type { DeskPolicy } from '../../../shared/desk-policy';
import { EVERYTHING } from '../../../shared/domain/history/history-filter';
import type { JournalRecord } from '../../../shared/domain/journal-entry';
import type { Result } from '../../../shared/result';
import { journalWorker } from '../../support/bundle';
import { record } from '../../support/journal-records';
import { realDesk } from '../../support/real-desk';
import { temporaryFolder } from '../../support/temporary';
import { givenReporter, newSigner } from '../reports/given-reporter';

const { colleague, member } = DEMO_PEOPLE;

function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** A desk that has read of a pass which a colleague made by another tool, and what a journal would say that had made it. */
async function given({ anchors = [], policy = {} }: { readonly anchors?: readonly Anchor[]; readonly policy?: Partial<DeskPolicy> } = {}) {
  const { desk, tenant, entries } = await realDesk({ operatorRole: ['Authentication Administrator', 'Reports Reader'], anchors, policy });
  await desk.journal.append(record({ at: new Date(Date.now() - 60_000).toISOString(), tenantId: desk.tenant.id, person: null, action: 'session.sign-in', phase: 'event', result: 'succeeded' }));
  const { passId } = tenant.simulate.issueAs(colleague.id, member.id);
  await followJournal(desk);
  await syncAudits(desk);
  await lookForFindings(desk);
  const id = '99999999-9999-4999-8999-999999999999';
  const common = { at: new Date().toISOString(), tenantId: desk.tenant.id, operator: { ...colleague }, person: { ...member } };
  const claim: readonly JournalRecord[] = [record({ ...common, id }), record({ ...common, phase: 'outcome', intentId: id, result: 'succeeded', detail: { passId, lifetimeInMinutes: 60, isUsableOnce: true } })];
  return { desk, entries, claim };
}

/** Of the pass that the colleague made. */
async function found(desk: Desk) {
  await lookForFindings(desk);
  return value(await desk.history.findings('all')).filter(({ kind, person }) => kind === 'outside-tool' && person?.id === member.id);
}

/** Chained rightly, by whoever wants to. @returns its folder. */
async function forged(name: string, claim: readonly JournalRecord[], tail: readonly JournalRecord[] = []) {
  const folder = temporaryFolder();
  const journal = openJournal({ file: path.join(folder, `${name}.db`), workerFile: await journalWorker() });
  value(await journal.appendAll(claim));
  const head = value(await journal.head(0));
  if (tail.length > 0) value(await journal.appendAll(tail));
  await journal.close();
  return { folder, head: { ...head, at: new Date().toISOString() } };
}

const open = (desk: Desk, folder: string) => openJournals(desk, { kind: 'folder', expectedFingerprint: null }, async () => folder);

describe('a journal of another desk', { timeout: 120_000 }, () => {
  it('explains nothing when anyone could have written it, says so in the finding, and leaves nothing behind', async () => {
    const { desk, entries, claim } = await given();
    const before = await found(desk);
    expect(before).toHaveLength(1);
    const { folder } = await forged('berlin', claim);

    expect(value(await open(desk, folder)).journals).toMatchObject([{ name: 'berlin', trust: 'nobodys', vouchedThrough: 0, verdict: { state: 'intact' } }]);
    expect((await entries()).at(-1)).toMatchObject({ action: 'journals.open', detail: { names: 'berlin', trust: 'nobodys' } });
    const [claimed] = await found(desk);
    expect(claimed).toMatchObject({ id: before[0]?.id, seen: null, facts: { claimedBy: 'berlin' } });
    const { life } = value(await desk.history.life(claimed?.lineIds[0] ?? ''));
    expect([life?.line.desk, life?.line.findings, life?.line.sources]).toEqual(['berlin', ['outside-tool'], ['journal', 'audit']]);

    value(await closeJournal(desk, 'berlin'));
    expect(await found(desk)).toEqual(before);
  });

  it('explains it when a place where this desk notes its own heads has heads of it, and not with heads that lie beside it', async () => {
    const place = temporaryFolder();
    const { desk, claim } = await given({ anchors: [folderAnchor(place)] });
    const before = await found(desk);
    const { folder, head } = await forged('berlin', claim);
    value(await folderAnchor(folder).note('berlin', head));
    expect(value(await open(desk, folder)).journals).toMatchObject([{ trust: 'nobodys', verdict: { state: 'intact', anchoredSeq: head.seq } }]);
    expect(await found(desk)).toHaveLength(1);
    value(await closeJournal(desk, 'berlin'));

    value(await folderAnchor(place).note('berlin', head));
    expect(value(await open(desk, folder)).journals).toMatchObject([{ trust: 'anchored', vouchedThrough: head.seq }]);
    expect(await found(desk)).toEqual([]);
    value(await closeJournal(desk, 'berlin'));
    expect(await found(desk)).toEqual(before);
  });

  it('is vouched for up to the last head alone: what somebody chained to it is not', async () => {
    const place = temporaryFolder();
    const { desk, claim } = await given({ anchors: [folderAnchor(place)] });
    const { folder, head } = await forged('berlin', [record({ tenantId: desk.tenant.id })], claim);
    value(await folderAnchor(place).note('berlin', head));
    expect(value(await open(desk, folder)).journals).toMatchObject([{ trust: 'anchored', vouchedThrough: 1, entries: 3 }]);
    expect(await found(desk)).toMatchObject([{ facts: { claimedBy: 'berlin' } }]);
  });

  it('explains it in whatever order it was opened, beside one that nobody vouches for', async () => {
    const place = temporaryFolder();
    const { desk, claim } = await given({ anchors: [folderAnchor(place)] });
    const trusted = await forged('berlin', claim);
    const other = await forged('rome', claim.map((each) => ({ ...each, reason: 'Not what it was' })));
    value(await folderAnchor(place).note('berlin', trusted.head));
    for (const order of [[trusted, other], [other, trusted]]) {
      for (const { folder } of order) value(await open(desk, folder));
      expect(await found(desk)).toEqual([]);
      value(await closeJournal(desk, 'berlin'));
      expect(await found(desk)).toMatchObject([{ facts: { claimedBy: 'rome' } }]);
      value(await closeJournal(desk, 'rome'));
    }
  });

  it('waits no longer for a place that cannot be read, and is then nobody’s', async () => {
    const asked: string[] = [];
    const away: Anchor = { name: 'away', note: async () => ({ ok: false, error: { kind: 'anchor-failed', reason: 'offline' } }), noted: async (name) => (asked.push(name), { ok: false, error: { kind: 'anchor-failed', reason: 'offline' } }) };
    const { desk, claim } = await given({ anchors: [away] });
    const { folder } = await forged('berlin', claim);
    value(await folderAnchor(folder).note('berlin-2', { seq: 0, hash: '0'.repeat(64), at: new Date().toISOString(), links: [] }));
    expect(value(await open(desk, folder)).journals).toMatchObject([{ trust: 'nobodys' }]);
    expect(asked).toEqual(['berlin']);
  });
});

describe('an evidence pack of another desk', { timeout: 120_000 }, () => {
  async function packed(claim: readonly JournalRecord[]) {
    const signer = newSigner();
    const { desk } = await realDesk();
    value(await desk.journal.appendAll(claim));
    await followJournal(desk);
    const { reporter } = givenReporter(signer);
    const file = path.join(temporaryFolder(), 'berlin.zip');
    value(await exportHistory({ ...desk, reporter: async () => reporter }, { filter: { ...EVERYTHING, kinds: ['pass'] }, filterText: '', format: 'pack', timeZone: 'UTC' }, async () => file));
    return { file, reporter, fingerprint: signer.printed };
  }
  const openIt = (desk: Desk, reporter: Reporter, file: string, expectedFingerprint: string | null) => openJournals({ ...desk, reporter: async () => reporter }, { kind: 'pack', expectedFingerprint }, async () => file);

  it('explains what it tells when its key was expected, and else nothing', async () => {
    const { desk, claim } = await given();
    const { file, reporter, fingerprint } = await packed(claim);
    const before = await found(desk);
    for (const [expected, trust, findings] of [[null, 'nobodys', 1], [fingerprint, 'signed', 0], ['ab'.repeat(32), 'nobodys', 1]] as const) {
      expect(value(await openIt(desk, reporter, file, expected)).journals).toMatchObject([{ name: 'berlin.zip', kind: 'pack', trust, pack: { holds: expected !== 'ab'.repeat(32) } }]);
      expect(await found(desk)).toHaveLength(findings);
      value(await closeJournal(desk, 'berlin.zip'));
      expect(await found(desk)).toEqual(before);
    }
  });

  it('explains it when the desk policy lists its key', async () => {
    const first = await given();
    const { file, reporter, fingerprint } = await packed(first.claim);
    const { desk } = await given({ policy: { auditors: { trustedKeys: [fingerprint.toUpperCase().replaceAll(' ', '')] } } });
    expect(await found(desk)).toHaveLength(1);
    expect(value(await openIt(desk, reporter, file, null)).journals).toMatchObject([{ trust: 'signed', pack: { signature: 'somebody' } }]);
    expect(await found(desk)).toEqual([]);
  });
});
