/** The way of a pass through real parts: demo tenant over HTTP, Graph adapter, SQLite journal, vault. */
import { Database } from './libsql';
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import { createPasscodeVault } from '../../../main/adapters/vault/passcode-vault';
import { type Desk, newMemory } from '../../../main/usecases/desk';
import { closePasscode, confirmSeen, endHandOver, revealPasscode } from '../../../main/usecases/hand-over';
import { issuePass } from '../../../main/usecases/issue-pass';
import { revokePass } from '../../../main/usecases/revoke-pass';
import { oneAtATime } from '../../../main/usecases/one-at-a-time';
import { sessionNotices } from '../../../main/usecases/session-notices';
import { settleAll } from '../../../main/usecases/settle';
import { issueFor, realDesk, verifiedIssue } from '../../support/real-desk';

const ada = DEMO_PEOPLE.member;
const bruno = DEMO_PEOPLE.withLivePass;

/** As the window's call goes: what watches over a lost pass waits for its end. */
const inItsTurn = async (desk: Desk) => {
  const input = await verifiedIssue(desk, ada.id);
  return desk.inTurn(ada.id, () => issuePass(desk, input));
};

describe('issuing a pass', () => {
  it('is written down before and after, shown once asked, and revoked with proof', async () => {
    const { desk, lines } = await realDesk();

    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    const shown = await revealPasscode(desk, issued.value.handle);
    await confirmSeen(desk, issued.value.handle, true);
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
      'passcode.reveal event succeeded',
      'passcode.show event succeeded',
      'passcode.close event succeeded',
      'pass.revoke intent',
      'pass.revoke outcome succeeded',
    ]);
  });

  it('leaves the passcode in no reply but the reveal, and in no journal line', async () => {
    const { desk } = await realDesk();
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    const shown = await revealPasscode(desk, issued.value.handle);
    const passcode = shown.ok ? shown.value.passcode : '';
    const page = await desk.journal.page('', null, 100);
    expect([passcode.length > 0, JSON.stringify(issued).includes(passcode), JSON.stringify(page).includes(passcode)]).toEqual([true, false, false]);
  });

  it('does not displace a live pass that the operator has not seen', async () => {
    const { desk, tenant, lines, writes } = await realDesk();
    const before = tenant.state.passOf(bruno.id);

    const refused = await issuePass(desk, await verifiedIssue(desk, bruno.id));

    expect(refused).toMatchObject({ ok: false, error: { kind: 'pass-exists', passId: before?.id } });
    expect([tenant.state.passOf(bruno.id)?.id, writes(), await lines()]).toEqual([before?.id, [], []]);
  });

  it('replaces the pass the operator agreed to replace, and only that one', async () => {
    const { desk, tenant } = await realDesk();
    const before = tenant.state.passOf(bruno.id);

    const other = await issuePass(desk, await verifiedIssue(desk, bruno.id, { replacesPassId: '00000000-0000-4000-8000-000000000000' }));
    const replaced = await issuePass(desk, await verifiedIssue(desk, bruno.id, { replacesPassId: before?.id ?? '' }));

    expect([other.ok, replaced.ok, tenant.state.passOf(bruno.id)?.id === before?.id]).toEqual([false, true, false]);
  });

  it.each([
    ['an external guest', DEMO_PEOPLE.externalGuest, 'external-guest'],
    ['an external member', DEMO_PEOPLE.externalMember, 'external-guest'],
    ['a disabled account', DEMO_PEOPLE.disabled, 'account-disabled'],
    ['oneself', DEMO_PEOPLE.operator, 'self-issue'],
  ])('refuses %s before Entra is asked to write', async (_, person, rule) => {
    const { desk, writes, lines } = await realDesk();
    const refused = await issuePass(desk, await verifiedIssue(desk, person.id));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'limits', problems: [{ rule }] } });
    expect([writes(), await lines()]).toEqual([[], ['pass.issue outcome failed']]);
  });

  it.each([
    ['an admin', DEMO_PEOPLE.admin],
    ['a member of a role-assignable group', DEMO_PEOPLE.roleGroupMember],
    ['an owner of a role-assignable group', DEMO_PEOPLE.roleGroupOwner],
  ])('knows before the call that %s is out of an Authentication Administrator’s reach', async (_, person) => {
    const { desk, lines, writes } = await realDesk();
    const refused = await issuePass(desk, await verifiedIssue(desk, person.id));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'limits', problems: expect.arrayContaining([expect.objectContaining({ rule: 'operator-role', needs: 'Privileged Authentication Administrator' })]) } });
    expect([await lines(), writes()]).toEqual([['pass.issue outcome failed'], []]);
  });

  it('writes down what Entra refuses after all', async () => {
    const { desk, lines } = await realDesk();
    const unaware = { ...desk, directory: { ...desk.directory, readPassFacts: async (id: string, operatorId: string, days: number) => {
      const read = await desk.directory.readPassFacts(id, operatorId, days);
      return read.ok ? { ok: true as const, value: { ...read.value, roles: { known: true as const, value: [] } } } : read;
    } } };
    const refused = await issuePass(unaware, await verifiedIssue(unaware, DEMO_PEOPLE.admin.id, { lifetimeInMinutes: 60 }));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'not-permitted' } });
    expect(await lines()).toEqual(['pass.issue intent', 'pass.issue outcome failed']);
  });

  it.each([
    ['a lifetime past the desk limit', { lifetimeInMinutes: 481 }],
    ['no ticket', { ticket: ' ' }],
    ['no reason', { reason: '' }],
  ])('checks again what the form checked: %s', async (_, change) => {
    const { desk, writes } = await realDesk();
    expect([(await issuePass(desk, await verifiedIssue(desk, ada.id, change))).ok, writes()]).toEqual([false, []]);
  });

  it('learns the tenant’s bounds from the refusal when the operator may not read the policy', async () => {
    const { desk } = await realDesk();
    expect(await issuePass(desk, await verifiedIssue(desk, ada.id, { lifetimeInMinutes: 15 }))).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'lifetime-out-of-policy', minimumMinutes: 60, maximumMinutes: 480 },
    });
  });

  it('checks the tenant’s bounds itself when the operator may read the policy', async () => {
    const { desk, writes } = await realDesk({ operatorRole: ['Authentication Administrator', 'Global Reader'] });
    expect([await issuePass(desk, await verifiedIssue(desk, ada.id, { lifetimeInMinutes: 15 })), writes()]).toEqual([
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
    await desk.journal.verify([]);
    const other = new Database(file);
    other.exec('BEGIN EXCLUSIVE');
    const refused = await issuePass(desk, await verifiedIssue(desk, ada.id));
    other.exec('ROLLBACK');
    other.close();
    expect([refused, writes()]).toEqual([{ ok: false, error: { kind: 'journal-unavailable', reason: 'locked' } }, []]);
  });

  it('refuses before the call when the disk is full', async () => {
    const { desk, writes } = await realDesk();
    const full = { ...desk, journal: { ...desk.journal, append: async () => ({ ok: false, error: { kind: 'journal-unavailable', reason: 'full' } }) as const } };
    expect([await issuePass(full, await verifiedIssue(desk, ada.id)), writes()]).toEqual([{ ok: false, error: { kind: 'journal-unavailable', reason: 'full' } }, []]);
  });
});

describe('a lost answer', () => {
  const create = { method: 'POST', path: /temporaryAccessPassMethods$/ } as const;

  it.each(['gateway-timeout-after', 'cut-after', 'cut-mid-response'] as const)('%s: the pass whose passcode nobody knows is deleted, proven gone and created anew', async (fault) => {
    const { desk, tenant, lines } = await realDesk();
    tenant.faults.queue({ match: create, times: 1, fault: { kind: fault } });

    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));

    if (!issued.ok) throw new Error(issued.error.kind);
    const shown = await revealPasscode(desk, issued.value.handle);
    expect(shown.ok && tenant.state.opens(ada.id, shown.value.passcode)).toBe(true);
    expect((await lines()).slice(0, 6)).toEqual([
      'pass.issue intent',
      'pass.revoke intent',
      'pass.revoke outcome succeeded',
      'pass.issue outcome failed',
      'pass.issue intent',
      'pass.issue outcome succeeded',
    ]);
    expect(tenant.state.passEvents.filter(({ personId }) => personId === ada.id).map(({ kind }) => kind)).toEqual(['created', 'deleted', 'created']);
  });

  it.each(['gateway-timeout-before', 'unavailable', 'cut-before'] as const)('%s: nothing was made, so it is sent again', async (fault) => {
    const { desk, tenant, lines } = await realDesk();
    tenant.faults.queue({ match: create, times: 1, fault: { kind: fault } });

    const issued = await inItsTurn(desk);

    expect([issued.ok, tenant.state.passEvents.filter(({ personId }) => personId === ada.id).map(({ kind }) => kind)]).toEqual([true, ['created']]);
    expect(await lines()).toEqual(['pass.issue intent', 'pass.issue outcome failed', 'pass.issue intent', 'pass.issue outcome succeeded']);
  });

  it('gives up after three lost answers, and says what came of them', async () => {
    const { desk, tenant, lines } = await realDesk();
    tenant.faults.queue({ match: create, times: 9, fault: { kind: 'cut-before' } });
    expect(await inItsTurn(desk)).toEqual({ ok: false, error: { kind: 'answer-lost', outcome: 'none-made' } });
    expect((await lines()).filter((line) => line === 'pass.issue intent')).toHaveLength(3);
  });

  it('is repeated after a 429 once Graph’s wait is over, each time with a line of its own', async () => {
    const { desk, tenant, lines, waited } = await realDesk();
    tenant.faults.queue({ match: create, times: 1, fault: { kind: 'throttled', retryAfterSeconds: 7 } });
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
    expect([issued.ok, waited.includes(7000), await lines()]).toEqual([true, true, ['pass.issue intent', 'pass.issue outcome failed', 'pass.issue intent', 'pass.issue outcome succeeded']]);
  });

  it('is not repeated when a colleague gave the person a pass meanwhile', async () => {
    const { desk, tenant } = await realDesk();
    tenant.faults.queue({ match: create, times: 1, fault: { kind: 'throttled', retryAfterSeconds: 1 } });
    const meanwhile = { ...desk, wait: async () => void tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, ada.id) };
    const refused = await issuePass(meanwhile, await verifiedIssue(meanwhile, ada.id));
    const events = tenant.state.passEvents.filter(({ personId }) => personId === ada.id).map(({ kind }) => kind);
    expect([refused, events]).toMatchObject([{ ok: false, error: { kind: 'pass-exists' } }, ['created']]);
  });

  it('removes a pass that is committed after its time-out, and shows the one that stands', async () => {
    const { desk, tenant } = await realDesk();
    tenant.faults.queue({ match: create, times: 1, fault: { kind: 'slow', milliseconds: 2600 } });
    const slow = { ...desk, wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds >= 20_000 ? 50 : milliseconds / 5)) };
    const issued = await issuePass(slow, await verifiedIssue(slow, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    const shown = await revealPasscode(slow, issued.value.handle);
    expect(shown.ok && tenant.state.opens(ada.id, shown.value.passcode)).toBe(true);
  });

  it('says that the outcome is unknown when reading back is impossible as well, and settles it before the next pass', async () => {
    const { desk, tenant, lines } = await realDesk();
    const wish = await verifiedIssue(desk, ada.id);
    tenant.faults.queue({ match: create, times: 1, fault: { kind: 'cut-after' } });
    // The cable is cut while the answer is on its way.
    const { current } = desk.passes;
    let isCut = false;
    const cut: Desk = { ...desk, passes: { ...desk.passes, create: async (pass) => ((isCut = true), desk.passes.create(pass)), current: async (id) => (isCut ? ({ ok: false, error: { kind: 'offline' } } as const) : current(id)) } };

    expect(await issuePass(cut, wish)).toMatchObject({ ok: false, error: { kind: 'outcome-unknown' } });
    expect(await lines()).toEqual(['pass.issue intent', 'pass.issue outcome unknown']);
    expect(await issuePass(cut, wish)).toMatchObject({ ok: false, error: { kind: 'unsettled-before' } });

    const issued = await issuePass(desk, wish);
    expect([issued.ok, await desk.journal.unsettled()]).toEqual([true, { ok: true, value: [] }]);
    expect(tenant.state.passEvents.filter(({ personId }) => personId === ada.id).map(({ kind }) => kind)).toEqual(['created', 'deleted', 'created']);
  });
});

describe('a pass that appears while the answer is lost', () => {
  it('is left alone and shown when it may be a colleague’s', async () => {
    const { desk, tenant, lines } = await realDesk();
    const wish = await verifiedIssue(desk, ada.id);
    tenant.faults.queue({ match: { method: 'POST', path: /temporaryAccessPassMethods$/ }, times: 1, fault: { kind: 'cut-before' } });
    let isFirst = true;
    const meanwhile = { ...desk, wait: async () => {
      if (isFirst) tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, ada.id, { lifetimeInMinutes: 120 });
      isFirst = false;
    } };
    const answer = await issuePass(meanwhile, wish);
    expect([answer, tenant.state.passOf(ada.id)?.lifetimeInMinutes]).toMatchObject([{ ok: false, error: { kind: 'pass-exists' } }, 120]);
    expect(await lines()).toEqual(['pass.issue intent', 'pass.issue outcome failed']);
  });
});

describe('a hand-over that nobody looked at', () => {
  it('ends with the pass revoked although the journal is full, and the lines follow when it takes them', async () => {
    const { desk, tenant, lines } = await realDesk();
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
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
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    tenant.faults.queue({ match: { method: 'DELETE' }, times: 8, fault: { kind: 'cut-before' } });
    const kept = desk.vault.forget(issued.value.handle);
    if (!kept) throw new Error('not kept');
    expect(await endHandOver(desk, kept)).toBe('still-live');
    await expect.poll(() => tenant.state.passOf(ada.id)).toBeUndefined();
  });

  it('revokes the pass when it is closed', async () => {
    const { desk, tenant, lines } = await realDesk();
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    expect(await closePasscode(desk, issued.value.handle)).toEqual({ ok: true, value: { outcome: 'revoked' } });
    expect(tenant.state.passOf(ada.id) ?? null).toBeNull();
    expect((await lines()).slice(2)).toEqual(['pass.revoke intent', 'pass.revoke outcome succeeded']);
  });

  it('keeps the passcode while the pass cannot be revoked, so that it can still be shown', async () => {
    const { desk, tenant } = await realDesk();
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    tenant.faults.queue({ match: { method: 'DELETE' }, times: 20, fault: { kind: 'cut-before' } });
    expect((await closePasscode(desk, issued.value.handle)).ok).toBe(false);
    expect((await revealPasscode(desk, issued.value.handle)).ok).toBe(true);
  });

  it('ends the same way when the window dropped what it was shown', async () => {
    const { desk, tenant } = await realDesk();
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    await revealPasscode(desk, issued.value.handle);
    await confirmSeen(desk, issued.value.handle, false);
    expect([await closePasscode(desk, issued.value.handle), tenant.state.passOf(ada.id) ?? null]).toEqual([{ ok: true, value: { outcome: 'revoked' } }, null]);
  });
});

describe('the next start', () => {
  /** The same desk after a kill: what was in memory is gone. */
  const afterKill = (desk: Desk): Desk => ({ ...desk, vault: createPasscodeVault(), memory: newMemory(), inTurn: oneAtATime(), openedAt: new Date(Date.now() + 1000).toISOString() });

  it('settles what was cut off, and says what it found', async () => {
    const { desk, tenant } = await realDesk();
    const unseen = await issuePass(desk, await verifiedIssue(desk, ada.id));
    const wish = await verifiedIssue(desk, DEMO_PEOPLE.joiner.id);
    const create = desk.passes.create;
    void issuePass({ ...desk, passes: { ...desk.passes, create: async (pass) => (await create(pass), new Promise<never>(() => undefined)) } }, wish);
    await expect.poll(() => tenant.state.passOf(DEMO_PEOPLE.joiner.id)).toBeDefined();

    const next = afterKill(desk);
    await settleAll(next);
    const notices = await sessionNotices(next);

    expect(unseen.ok).toBe(true);
    expect(notices.map((notice) => (notice.kind === 'settled' ? [notice.outcome, notice.entry.person?.displayName] : notice.kind))).toEqual([
      ['lost-pass-removed', 'Edda Solheim'],
      ['lost-pass-removed', 'Ada Lindqvist'],
    ]);
    expect([tenant.state.passOf(ada.id), tenant.state.passOf(DEMO_PEOPLE.joiner.id), await next.journal.unsettled()]).toEqual([undefined, undefined, { ok: true, value: [] }]);
  });

  it('leaves a pass alone that had been shown', async () => {
    const { desk, tenant } = await realDesk();
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    await revealPasscode(desk, issued.value.handle);
    await confirmSeen(desk, issued.value.handle, true);

    const next = afterKill(desk);
    await settleAll(next);
    expect([tenant.state.passOf(ada.id)?.id, next.memory.settlements]).toEqual([issued.value.pass.id, []]);
  });

  it('knows a pass as handed over although its outcome was never written', async () => {
    const { desk, tenant } = await realDesk();
    const append = desk.journal.append;
    const wish = await verifiedIssue(desk, ada.id);
    const forgetful: Desk = { ...desk, journal: { ...desk.journal, append: async (line) => (line.phase === 'outcome' ? ({ ok: false, error: { kind: 'journal-unavailable', reason: 'full' } } as const) : append(line)) } };
    const issued = await issuePass(forgetful, wish);
    if (!issued.ok) throw new Error(issued.error.kind);
    await revealPasscode(desk, issued.value.handle);
    await confirmSeen(desk, issued.value.handle, true);

    const next = afterKill(desk);
    await settleAll(next);
    expect([tenant.state.passOf(ada.id)?.id, await next.journal.unsettled()]).toEqual([issued.value.pass.id, { ok: true, value: [] }]);
  });

  it('finishes a revoke that was cut off', async () => {
    const { desk, tenant } = await realDesk();
    const passId = tenant.state.passOf(bruno.id)?.id ?? '';
    void revokePass({ ...desk, passes: { ...desk.passes, remove: () => new Promise<never>(() => undefined) } }, { person: null, personId: bruno.id, passId, ticket: '', reason: 'Done' });
    await expect.poll(async () => (await desk.journal.unsettled()).ok && (await desk.journal.unsettled())).toMatchObject({ value: [{ action: 'pass.revoke' }] });

    const next = afterKill(desk);
    await settleAll(next);
    expect([tenant.state.passOf(bruno.id), next.memory.settlements.map(({ outcome }) => outcome)]).toEqual([undefined, ['revoked']]);
  });

  it('keeps an act open, and refuses another pass for the person, while Graph cannot be asked', async () => {
    const { desk } = await realDesk();
    const wish = await verifiedIssue(desk, ada.id);
    void issuePass({ ...desk, passes: { ...desk.passes, create: () => new Promise<never>(() => undefined) } }, wish);
    await expect.poll(async () => (await desk.journal.unsettled()).ok && (await desk.journal.unsettled())).toMatchObject({ value: [{ action: 'pass.issue' }] });

    const next = afterKill(desk);
    const offline: Desk = { ...next, passes: { ...next.passes, current: async () => ({ ok: false, error: { kind: 'offline' } }) as const } };
    await settleAll(offline);
    expect((await sessionNotices(offline)).map(({ kind }) => kind)).toEqual(['unsettled']);
    expect(await issuePass(offline, wish)).toMatchObject({ ok: false, error: { kind: 'unsettled-before' } });
    expect((await issuePass(next, await verifiedIssue(next, ada.id))).ok).toBe(true);
  });
});

describe('a pass that is not lost', () => {
  const create = { method: 'POST', path: /temporaryAccessPassMethods$/ } as const;
  const afterKill = (desk: Desk): Desk => ({ ...desk, vault: createPasscodeVault(), memory: newMemory(), inTurn: oneAtATime(), openedAt: new Date(Date.now() + 1000).toISOString() });

  it('is a colleague’s, although it looks the same, when it was made an hour after what was cut off', async () => {
    let now = Date.now();
    const { desk, tenant } = await realDesk({ now: () => new Date(now) });
    const wish = await verifiedIssue(desk, ada.id);
    void issuePass({ ...desk, passes: { ...desk.passes, create: () => new Promise<never>(() => undefined) } }, wish);
    await expect.poll(async () => (await desk.journal.unsettled()).ok && (await desk.journal.unsettled())).toMatchObject({ value: [{ action: 'pass.issue' }] });
    now += 3_600_000;
    tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, ada.id, { lifetimeInMinutes: 60, isUsableOnce: true });

    const next = afterKill(desk);
    await settleAll(next);
    expect([tenant.state.passOf(ada.id) !== undefined, next.memory.settlements.map(({ outcome }) => outcome)]).toEqual([true, ['left-alone']]);
  });

  it('is the one this desk issued later and showed, although an earlier outcome was never written', async () => {
    const { desk, tenant } = await realDesk();
    const wish = await verifiedIssue(desk, ada.id);
    const append = desk.journal.append;
    tenant.faults.queue({ match: create, fault: { kind: 'throttled', retryAfterSeconds: 60 } });
    const full: Desk = { ...desk, journal: { ...desk.journal, append: async (line) => (line.phase === 'outcome' ? ({ ok: false, error: { kind: 'journal-unavailable', reason: 'full' } } as const) : append(line)) } };
    expect(await issuePass(full, wish)).toMatchObject({ ok: false, error: { kind: 'throttled' } });

    const unaware: Desk = { ...desk, memory: newMemory() };
    const issued = await issuePass(unaware, await verifiedIssue(unaware, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    await revealPasscode(unaware, issued.value.handle);
    await confirmSeen(unaware, issued.value.handle, true);

    const next = afterKill(desk);
    await settleAll(next);
    expect([tenant.state.passOf(ada.id)?.id, await next.journal.unsettled()]).toEqual([issued.value.pass.id, { ok: true, value: [] }]);
  });
});

describe('what keeps a desk from standing still', () => {
  const afterKill = (desk: Desk): Desk => ({ ...desk, vault: createPasscodeVault(), memory: newMemory(), inTurn: oneAtATime(), openedAt: new Date(Date.now() + 1000).toISOString() });

  it('settles acts on people who are gone', async () => {
    const { desk } = await realDesk();
    const wish = await verifiedIssue(desk, ada.id);
    void issuePass({ ...desk, passes: { ...desk.passes, create: () => new Promise<never>(() => undefined) } }, wish);
    await expect.poll(async () => (await desk.journal.unsettled()).ok && (await desk.journal.unsettled())).toMatchObject({ value: [{ action: 'pass.issue' }] });
    const gone = { ok: false, error: { kind: 'not-found', what: 'person', requestId: '' } } as const;
    const next = afterKill({ ...desk, passes: { ...desk.passes, current: async () => gone }, directory: { ...desk.directory, readForIssue: async () => gone } });
    await settleAll(next);
    expect(await next.journal.unsettled()).toEqual({ ok: true, value: [] });
  });

  it('counts quotas in one turn, so that calls side by side cannot share the last pass', async () => {
    const { desk } = await realDesk({ policy: { limits: { everyone: { passesPerOperatorHour: 1 } } } });
    const wishes = await Promise.all([ada.id, DEMO_PEOPLE.joiner.id, DEMO_PEOPLE.namesakeOne.id].map((id) => verifiedIssue(desk, id)));
    const answers = await Promise.all(wishes.map((wish) => issuePass(desk, wish)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('confirms only what was revealed', async () => {
    const { desk, tenant } = await realDesk();
    const issued = await issuePass(desk, await verifiedIssue(desk, ada.id));
    if (!issued.ok) throw new Error(issued.error.kind);
    expect(await confirmSeen(desk, issued.value.handle, true)).toMatchObject({ ok: false });
    expect([await closePasscode(desk, issued.value.handle), tenant.state.passOf(ada.id)]).toEqual([{ ok: true, value: { outcome: 'revoked' } }, undefined]);
  });

  it('issues nothing by a clock that is off', async () => {
    const { desk, writes } = await realDesk({ now: () => new Date() });
    const wish = await verifiedIssue(desk, ada.id);
    const answer = await issuePass({ ...desk, clockSkewMs: () => 3_600_000 }, wish);
    expect([answer, writes()]).toMatchObject([{ ok: false, error: { kind: 'limits', problems: [{ rule: 'clock-wrong', byMinutes: 60 }] } }, []]);
  });
});
