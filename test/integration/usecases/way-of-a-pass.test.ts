/** The way of a pass through real parts: demo tenant over HTTP, Graph adapter, SQLite journal, vault. */
import { Database } from './libsql';
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import { closePasscode, endHandOver, revealPasscode } from '../../../main/usecases/hand-over';
import { issuePass } from '../../../main/usecases/issue-pass';
import { revokePass } from '../../../main/usecases/revoke-pass';
import { sessionNotices } from '../../../main/usecases/session-notices';
import { issueFor, realDesk } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const bruno = DEMO_PEOPLE.withLivePass;

describe('issuing a pass', () => {
  it('is written down before and after, shown once asked, and revoked with proof', async () => {
    const { desk, lines } = await realDesk();

    const issued = await issuePass(desk, issueFor(ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    const shown = await revealPasscode(desk, issued.value.handle);
    const closed = await closePasscode(desk, issued.value.handle);
    const gone = await revealPasscode(desk, issued.value.handle);
    const revoked = await revokePass(desk, { person: null, personId: ada.id, passId: issued.value.pass.id, ticket: null, reason: 'Done' });
    const found = await desk.journal.page('INC-1001', null, 10);

    expect(shown.ok && shown.value.passcode.length).toBe(8);
    expect([closed, gone, revoked.ok]).toEqual([{ ok: true, value: { outcome: 'seen' } }, { ok: false, error: { kind: 'passcode-gone' } }, true]);
    expect(await desk.passes.current(ada.id)).toEqual({ ok: true, value: null });
    expect(found.ok && found.value.entries.map((entry) => entry.action)).toContain('pass.revoke');
    expect(await lines()).toEqual([
      'pass.issue intent',
      'pass.issue outcome succeeded',
      'passcode.show event succeeded',
      'passcode.close event succeeded',
      'pass.revoke intent',
      'pass.revoke outcome succeeded',
    ]);
  });

  it('leaves the passcode in no reply but the reveal, and in no journal line', async () => {
    const { desk } = await realDesk();
    const issued = await issuePass(desk, issueFor(ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    const shown = await revealPasscode(desk, issued.value.handle);
    const passcode = shown.ok ? shown.value.passcode : '';
    const page = await desk.journal.page('', null, 100);
    expect([passcode.length > 0, JSON.stringify(issued).includes(passcode), JSON.stringify(page).includes(passcode)]).toEqual([true, false, false]);
  });

  it('does not displace a live pass that the operator has not seen', async () => {
    const { desk, tenant, lines, writes } = await realDesk();
    const before = tenant.state.passOf(bruno.id);

    const refused = await issuePass(desk, issueFor(bruno.id));

    expect(refused).toMatchObject({ ok: false, error: { kind: 'pass-exists', passId: before?.id } });
    expect([tenant.state.passOf(bruno.id)?.id, writes(), await lines()]).toEqual([before?.id, [], []]);
  });

  it('replaces the pass the operator agreed to replace, and only that one', async () => {
    const { desk, tenant } = await realDesk();
    const before = tenant.state.passOf(bruno.id);

    const other = await issuePass(desk, issueFor(bruno.id, { replacesPassId: '00000000-0000-4000-8000-000000000000' }));
    const replaced = await issuePass(desk, issueFor(bruno.id, { replacesPassId: before?.id ?? '' }));

    expect([other.ok, replaced.ok, tenant.state.passOf(bruno.id)?.id === before?.id]).toEqual([false, true, false]);
  });

  it.each([
    ['an external guest', DEMO_PEOPLE.externalGuest, 'external-guest'],
    ['an external member', DEMO_PEOPLE.externalMember, 'external-guest'],
    ['a disabled account', DEMO_PEOPLE.disabled, 'account-disabled'],
    ['oneself', DEMO_PEOPLE.operator, 'self-issue'],
  ])('refuses %s before Entra is asked to write', async (_, person, rule) => {
    const { desk, writes, lines } = await realDesk();
    const refused = await issuePass(desk, issueFor(person.id));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'limits', problems: [{ rule }] } });
    expect([writes(), await lines()]).toEqual([[], []]);
  });

  it('says in words that Entra refuses an admin, and writes the refusal down', async () => {
    const { desk, lines } = await realDesk();
    const refused = await issuePass(desk, issueFor(DEMO_PEOPLE.admin.id));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'not-permitted' } });
    expect(await lines()).toEqual(['pass.issue intent', 'pass.issue outcome failed']);
  });

  it.each([
    ['a lifetime past the desk limit', { lifetimeInMinutes: 481 }],
    ['no ticket', { ticket: ' ' }],
    ['no reason', { reason: '' }],
  ])('checks again what the form checked: %s', async (_, change) => {
    const { desk, writes } = await realDesk();
    expect([(await issuePass(desk, issueFor(ada.id, change))).ok, writes()]).toEqual([false, []]);
  });

  it('learns the tenant’s bounds from the refusal when the operator may not read the policy', async () => {
    const { desk } = await realDesk();
    expect(await issuePass(desk, issueFor(ada.id, { lifetimeInMinutes: 15 }))).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'lifetime-out-of-policy', minimumMinutes: 60, maximumMinutes: 480 },
    });
  });

  it('checks the tenant’s bounds itself when the operator may read the policy', async () => {
    const { desk, writes } = await realDesk({ operatorRole: ['Authentication Administrator', 'Global Reader'] });
    expect([await issuePass(desk, issueFor(ada.id, { lifetimeInMinutes: 15 })), writes()]).toEqual([
      { ok: false, error: { kind: 'limits', problems: [{ rule: 'lifetime-out-of-range', minimumMinutes: 60, maximumMinutes: 480, enforcedBy: 'Entra' }] } },
      [],
    ]);
  });

  it('does nothing in a cloud without passes', async () => {
    const { desk, tenant } = await realDesk();
    const china = { ...desk, tenant: { ...desk.tenant, passesAvailable: false } };
    expect([await issuePass(china, issueFor(ada.id)), tenant.log.length]).toEqual([{ ok: false, error: { kind: 'passes-not-in-cloud' } }, 0]);
  });
});

describe('no journal, no pass', () => {
  it('refuses before the call while another program holds the file', async () => {
    const { desk, file, writes } = await realDesk();
    await desk.journal.verify();
    const other = new Database(file);
    other.exec('BEGIN EXCLUSIVE');
    const refused = await issuePass(desk, issueFor(ada.id));
    other.exec('ROLLBACK');
    other.close();
    expect([refused, writes()]).toEqual([{ ok: false, error: { kind: 'journal-unavailable', reason: 'locked' } }, []]);
  });

  it('refuses before the call when the disk is full', async () => {
    const { desk, writes } = await realDesk();
    const full = { ...desk, journal: { ...desk.journal, append: async () => ({ ok: false, error: { kind: 'journal-unavailable', reason: 'full' } }) as const } };
    expect([await issuePass(full, issueFor(ada.id)), writes()]).toEqual([{ ok: false, error: { kind: 'journal-unavailable', reason: 'full' } }, []]);
  });
});

describe('a lost answer', () => {
  const create = { method: 'POST', path: /temporaryAccessPassMethods$/ } as const;

  it.each(['gateway-timeout-after', 'cut-after', 'cut-mid-response'] as const)('%s: the pass whose passcode nobody knows is deleted and proven gone', async (fault) => {
    const { desk, tenant, lines, writes } = await realDesk();
    tenant.faults.queue({ match: create, times: 1, fault: { kind: fault } });

    const lost = await issuePass(desk, issueFor(ada.id));

    expect(lost).toEqual({ ok: false, error: { kind: 'answer-lost', outcome: 'removed' } });
    expect([tenant.state.passOf(ada.id) ?? null, writes().filter((write) => write.startsWith('POST')).length]).toEqual([null, 1]);
    expect(await lines()).toEqual(['pass.issue intent', 'pass.revoke intent', 'pass.revoke outcome succeeded', 'pass.issue outcome failed']);
  });

  it.each(['gateway-timeout-before', 'unavailable', 'cut-before'] as const)('%s: nothing was made, and the operator is told that sending again is safe', async (fault) => {
    const { desk, tenant, lines } = await realDesk();
    tenant.faults.queue({ match: create, times: 1, fault: { kind: fault } });

    const lost = await issuePass(desk, issueFor(ada.id));

    expect(lost).toEqual({ ok: false, error: { kind: 'answer-lost', outcome: 'none-made' } });
    expect(await lines()).toEqual(['pass.issue intent', 'pass.issue outcome failed']);
  });

  it('says that the outcome is unknown when reading back is impossible as well', async () => {
    const { desk, tenant, lines } = await realDesk();
    tenant.faults.queue({ match: create, times: 1, fault: { kind: 'cut-after' } });
    const current = desk.passes.current;
    let calls = 0;
    const cut = { ...desk, passes: { ...desk.passes, current: async (id: string) => (++calls === 1 ? current(id) : ({ ok: false, error: { kind: 'offline' } }) as const) } };

    expect(await issuePass(cut, issueFor(ada.id))).toMatchObject({ ok: false, error: { kind: 'outcome-unknown' } });
    expect(await lines()).toEqual(['pass.issue intent', 'pass.issue outcome unknown']);
  });
});

describe('a pass that appears while the answer is lost', () => {
  it('is left alone and shown when it may be a colleague’s', async () => {
    const { desk, tenant, lines } = await realDesk();
    tenant.faults.queue({ match: { method: 'POST', path: /temporaryAccessPassMethods$/ }, times: 1, fault: { kind: 'cut-after' } });
    const current = desk.passes.current;
    // As a replica would show it: made two minutes before our request, with the same lifetime as ours.
    const older = {
      ...desk,
      passes: {
        ...desk.passes,
        current: async (id: string) => {
          const read = await current(id);
          return read.ok && read.value ? { ok: true, value: { ...read.value, createdDateTime: new Date(Date.now() - 120_000).toISOString() } } as const : read;
        },
      },
    };
    const answer = await issuePass(older, issueFor(ada.id));
    expect([answer, tenant.state.passOf(ada.id) !== undefined]).toMatchObject([{ ok: false, error: { kind: 'pass-exists' } }, true]);
    expect(await lines()).toEqual(['pass.issue intent', 'pass.issue outcome unknown']);
    expect(await desk.journal.unsettled()).toMatchObject({ ok: true, value: [{ action: 'pass.issue', result: 'unknown' }] });
  });
});

describe('a hand-over that nobody looked at', () => {
  it('ends with the pass revoked although the journal is full, and the lines follow when it takes them', async () => {
    const { desk, tenant, lines } = await realDesk();
    const issued = await issuePass(desk, issueFor(ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    let isFull = true;
    const append = desk.journal.append;
    const full = { ...desk, journal: { ...desk.journal, append: async (line: Parameters<typeof append>[0]) => (isFull ? ({ ok: false, error: { kind: 'journal-unavailable', reason: 'full' } }) as const : append(line)) } };
    const removed = desk.passes.remove;
    const kept = desk.vault.forget(issued.value.handle);
    if (!kept) throw new Error('not kept');

    const outcome = await endHandOver({ ...full, passes: { ...desk.passes, remove: async (...pass) => ((isFull = false), removed(...pass)) } }, kept);

    expect([outcome, tenant.state.passOf(ada.id)]).toEqual(['revoked', undefined]);
    expect((await lines()).slice(2)).toEqual(['pass.revoke intent', 'pass.revoke outcome succeeded']);
  });

  it('is tried again while the desk is open when the pass could not be revoked', async () => {
    const { desk, tenant } = await realDesk();
    const issued = await issuePass(desk, issueFor(ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    tenant.faults.queue({ match: { method: 'DELETE' }, times: 2, fault: { kind: 'cut-before' } });
    const kept = desk.vault.forget(issued.value.handle);
    if (!kept) throw new Error('not kept');
    expect(await endHandOver(desk, kept)).toBe('still-live');
    await expect.poll(() => tenant.state.passOf(ada.id)).toBeUndefined();
  });

  it('revokes the pass when it is closed', async () => {
    const { desk, tenant, lines } = await realDesk();
    const issued = await issuePass(desk, issueFor(ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    expect(await closePasscode(desk, issued.value.handle)).toEqual({ ok: true, value: { outcome: 'revoked' } });
    expect(tenant.state.passOf(ada.id) ?? null).toBeNull();
    expect((await lines()).slice(2)).toEqual(['pass.revoke intent', 'pass.revoke outcome succeeded']);
  });

  it('keeps the passcode while the pass cannot be revoked, so that it can still be shown', async () => {
    const { desk, tenant } = await realDesk();
    const issued = await issuePass(desk, issueFor(ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    tenant.faults.queue({ match: { method: 'DELETE' }, times: 20, fault: { kind: 'cut-before' } });
    expect((await closePasscode(desk, issued.value.handle)).ok).toBe(false);
    expect((await revealPasscode(desk, issued.value.handle)).ok).toBe(true);
  });
});

describe('the next start', () => {
  it('names the act that was cut off and the pass nobody has seen', async () => {
    const { desk } = await realDesk();
    const issued = await issuePass(desk, issueFor(ada.id));
    const cutOff = { ...desk, passes: { ...desk.passes, create: () => new Promise<never>(() => undefined) } };
    void issuePass(cutOff, issueFor(DEMO_PEOPLE.joiner.id));
    await expect.poll(async () => (await desk.journal.unsettled()).ok && (await desk.journal.unsettled())).toMatchObject({ value: [{ action: 'pass.issue' }] });

    desk.vault.forgetAll();
    const next = { ...desk, openedAt: new Date(Date.now() + 1000).toISOString() };
    const notices = await sessionNotices(next);

    expect([issued.ok, notices.map((notice) => ('entry' in notice ? [notice.kind, notice.entry.person?.displayName] : notice.kind))]).toEqual([
      true,
      [
        ['unsettled', 'Edda Solheim'],
        ['passcode-never-shown', 'Ada Lindqvist'],
      ],
    ]);
  });
});
