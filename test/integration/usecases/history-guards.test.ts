/** Ways round what the history guards: a chain nobody could verify, a second click, a journal that is made to vanish, a group nobody could read. */
import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { createReporter } from '../../../main/adapters/reports/reporter';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { auditorByGroup } from '../../../main/usecases/auditor-by-group';
import { withinThisMachine } from '../../../main/usecases/demo-policy';
import type { Desk } from '../../../main/usecases/desk';
import { exportHistory } from '../../../main/usecases/export-history';
import { issuePass } from '../../../main/usecases/issue-pass';
import { openJournals } from '../../../main/usecases/open-journals';
import { isAboutDesk } from '../../../main/usecases/run-outcome';
import { EVERYTHING } from '../../../shared/domain/history/history-filter';
import { err, ok } from '../../../shared/result';
import { record } from '../../support/journal-records';
import { realDesk, verifiedIssue } from '../../support/real-desk';
import { temporaryFolder } from '../../support/temporary';

const GROUP = '11111111-2222-4333-8444-555555555555';
const auditors = { auditors: { groups: [{ groupId: GROUP, name: 'Auditors' }] } };

describe('a chain that could not be verified', () => {
  it('is not taken for a whole one, and is verified at the next try', async () => {
    const { desk, tenant } = await realDesk();
    const input = await verifiedIssue(desk, DEMO_PEOPLE.member.id);
    const locked = err({ kind: 'journal-unavailable', reason: 'locked' } as const);
    const held: Desk = { ...desk, journal: { ...desk.journal, verify: () => Promise.resolve(locked) } };
    expect(await issuePass(held, input)).toEqual(locked);
    expect(tenant.log.filter(({ method, path: to }) => method === 'POST' && to.includes('temporaryAccessPass'))).toEqual([]);
    expect(await issuePass(desk, input)).toMatchObject({ ok: true });
    expect(desk.memory.chain?.state).toBe('intact');
  });

  it('pauses a run that it stops, whoever is next', () => {
    expect(isAboutDesk({ kind: 'journal-broken', firstBadSeq: 1, problem: 'edited' })).toBe(true);
  });
});

describe('an export', () => {
  it('is chosen once, however often it is clicked', async () => {
    const { desk, entries } = await realDesk();
    const reports: Desk = { ...desk, reporter: async () => createReporter({ version: '0', signer: { publicKey: async () => null, sign: async () => null }, fingerprintOf: () => '' }) };
    const file = path.join(temporaryFolder(), 'history.jsonl');
    const input = { filter: EVERYTHING, filterText: '', format: 'jsonl', timeZone: 'UTC' } as const;
    let chosen: (file: string) => void = () => undefined;
    const first = exportHistory(reports, input, () => new Promise((resolve) => (chosen = resolve)));
    expect(await exportHistory(reports, input, async () => file)).toEqual(err({ kind: 'export-failed', reason: 'busy' }));
    chosen(file);
    expect(await first).toMatchObject({ ok: true });
    expect((await entries()).filter(({ action, phase }) => action === 'journal.export' && phase === 'intent')).toHaveLength(1);
    expect(await exportHistory(reports, input, async () => null)).toEqual(err({ kind: 'cancelled' }));
  });
});

describe('a journal of another desk', () => {
  /** A folder with one journal, of that tenant in its first entry. */
  async function journalOf(tenantId: string, isEdited: boolean): Promise<string> {
    const folder = temporaryFolder();
    const other = await realDesk({ journalFolder: path.join(folder, 'live') });
    await other.desk.journal.append({ ...record(), tenantId: isEdited ? other.desk.tenant.id : tenantId });
    await other.desk.journal.close();
    const shown = path.join(folder, 'shown');
    mkdirSync(shown);
    const file = path.join(shown, 'desk.db');
    renameSync(other.file, file);
    if (isEdited) {
      const db = new Database(file);
      db.exec('PRAGMA ignore_check_constraints = ON');
      const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").raw(true).all() as (readonly string[])[];
      for (const [name] of triggers) db.exec(`DROP TRIGGER "${name}"`);
      db.prepare('UPDATE entry SET tenant_id = ? WHERE seq = 1').run([tenantId]);
      db.close();
    }
    return shown;
  }

  it('does not vanish when its first entry is given to another tenant', async () => {
    const folder = await journalOf(GROUP, true);
    const { desk } = await realDesk();
    const opened = await openJournals(desk, { kind: 'folder', expectedFingerprint: null }, async () => folder);
    expect(opened).toMatchObject(ok({ journals: [{ name: 'desk', entries: 0, verdict: { state: 'broken', firstBadSeq: 1 } }] }));
  });

  it('of another tenant is refused in words', async () => {
    const folder = await journalOf(GROUP, false);
    const { desk } = await realDesk();
    expect(await openJournals(desk, { kind: 'folder', expectedFingerprint: null }, async () => folder)).toEqual(err({ kind: 'not-a-journal', reason: 'other-tenant' }));
  });
});

describe('groups whose members only read', () => {
  const asked = async (groupsOf: Desk['directory']['groupsOf']) => {
    const { desk } = await realDesk({ policy: auditors });
    return auditorByGroup({ ...desk, directory: { ...desk.directory, groupsOf } });
  };

  it('are not taken for read when nobody may read them yet', async () => {
    expect(await asked(async () => ok({ known: false, because: 'not-permitted', needs: 'roles' }))).toMatchObject({ ok: false, error: { kind: 'consent-required', scopes: expect.arrayContaining(['GroupMember.Read.All']) } });
    expect(await asked(async () => ok({ known: false, because: 'failed', needs: null }))).toMatchObject({ ok: false });
    expect(await asked(async () => ok({ known: true, value: [] }))).toEqual(ok(null));
    expect(await asked(async () => ok({ known: true, value: [{ id: GROUP.toUpperCase(), displayName: 'Auditors' }] }))).toEqual(ok('group'));
  });
});

describe('the demo tenant under a desk policy', () => {
  it('tells nobody outside of this machine, and changes nothing else of it', async () => {
    const { desk } = await realDesk({ policy: { alerts: { desktop: ['refused'], sinks: [{ kind: 'syslog', name: 'SIEM', host: 'siem.example', port: 6514 }] }, journal: { anchors: [{ kind: 'folder', path: '/mnt/heads' }] } } });
    const { policy } = desk;
    const within = withinThisMachine(policy);
    if (within.state === 'broken' || policy.state === 'broken') throw new Error('the policy is in force');
    expect([within.rules.alerts, within.rules.journal.anchors, within.rules.journal.whenBroken]).toEqual([{ desktop: ['refused'], sinks: [] }, [], 'refuse']);
    expect({ ...within.rules, alerts: null, journal: null }).toEqual({ ...policy.rules, alerts: null, journal: null });
  });
});
