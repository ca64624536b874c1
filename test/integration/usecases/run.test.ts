/** A run over the real adapters: the dry run, the run, its deliveries, and what a stop in the middle leaves. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import { handOverOne, giveUp, mailRun, printRun } from '../../../main/usecases/deliver-run';
import type { Desk } from '../../../main/usecases/desk';
import { closePasscode, confirmSeen, revealPasscode } from '../../../main/usecases/hand-over';
import { planRun } from '../../../main/usecases/plan-run';
import { restoreRun } from '../../../main/usecases/restore-run';
import { readingOf } from '../../../main/usecases/run';
import { keySeen, revealKey, sealRun } from '../../../main/usecases/seal-run';
import { settleAll } from '../../../main/usecases/settle';
import { cancelRun, pauseRun, resumeRun, retryRun, startRun } from '../../../main/usecases/start-run';
import { err } from '../../../shared/result';
import { realDesk, UNREAD_LINES } from '../../support/real-desk';
import { begun, over, requestFor } from '../../support/real-run';

const POLICY = { limits: { everyone: { passesPerOperatorHour: 1000, passesPerOperatorDay: 1000, delivery: { channels: ['call' as const, 'slip' as const, 'manager-mail' as const] } } } };
const { member, namesakeOne, namesakeTwo, disabled, externalGuest, withLivePass, admin } = DEMO_PEOPLE;

const restored = async (desk: Desk) => {
  await settleAll(desk);
  await restoreRun(desk);
  while (desk.memory.run?.state === 'settling') await new Promise((resolve) => setTimeout(resolve, 20));
  return readingOf(desk, desk.memory.run!);
};

describe('a run', () => {
  it('gives a pass to everybody who may have one, and says why to the others', async () => {
    const { desk, tenant, lines } = await realDesk({ policy: POLICY });
    const { plan } = await begun(desk, requestFor([member, namesakeOne, disabled, externalGuest, withLivePass, admin]));
    expect(plan.rows.map(({ blocked, asks }) => [...blocked.map(({ rule }) => rule), ...asks.filter((line) => line === 'existing-pass')])).toEqual([[], [], ['account-disabled'], ['external-guest'], ['existing-pass'], expect.arrayContaining(['operator-role'])]);
    expect(plan.questions.find(({ line }) => line === 'existing-pass')).toEqual({ line: 'existing-pass', people: 1 });
    const { rows, progress } = await over(desk);
    expect(rows.map(({ state, delivery }) => `${state} ${delivery}`)).toEqual(['done held', 'done held', 'left-out null', 'left-out null', 'left-out null', 'left-out null']);
    expect([progress.state, progress.counts, progress.delivery.held]).toEqual(['ended', { waiting: 0, working: 0, done: 2, failed: 0, 'left-out': 4, cancelled: 0 }, 2]);
    expect(tenant.log.filter(({ method, path }) => method === 'POST' && path.endsWith('temporaryAccessPassMethods'))).toHaveLength(2);
    // Its last line is written once nothing is held: a stop before that must offer the run.
    expect((await lines()).sort()).toEqual(['pass.issue intent', 'pass.issue intent', 'pass.issue outcome succeeded', 'pass.issue outcome succeeded', 'run.begin intent']);
    await printRun(desk, { runId: desk.memory.run!.id, personIds: [member.id, namesakeOne.id], layout: 'page-per-person' });
    expect((await lines()).slice(-1)).toEqual(['run.begin outcome succeeded']);
  });

  it('replaces a live pass only if that was answered', async () => {
    const { desk, tenant } = await realDesk({ policy: POLICY });
    const before = tenant.state.passes();
    await begun(desk, requestFor([withLivePass]), [...UNREAD_LINES, 'existing-pass']);
    const { rows } = await over(desk);
    expect(rows[0]).toMatchObject({ state: 'done', delivery: 'held' });
    expect(tenant.state.passes()).toHaveLength(before.length);
  });

  it('is no larger than the policy allows, and no larger than the quota', async () => {
    const small = await realDesk({ policy: { ...POLICY, runs: { maximumPeople: 1 } } });
    expect(await planRun(small.desk, requestFor([member, namesakeOne]))).toEqual({ ok: false, error: { kind: 'run-refused', reason: 'too-large', maximum: 1 } });
    const { desk } = await realDesk({ policy: { limits: { everyone: { passesPerOperatorHour: 1 } } } });
    const { plan } = await begun(desk, requestFor([member, namesakeOne]));
    expect(plan.rows.map(({ blocked }) => blocked)).toEqual([[], [{ rule: 'quota', per: 'hour', maximum: 1, used: 1 }]]);
    expect((await over(desk)).progress.counts).toMatchObject({ done: 1, 'left-out': 1 });
  });

  it('starts on the hire day, at the hour, where the person is', async () => {
    const now = () => new Date('2026-03-02T10:00:00Z');
    const { desk } = await realDesk({ policy: { ...POLICY, runs: { timeZone: 'Europe/Oslo', timeZones: [] } }, now });
    const people = [
      { personId: member.id, timeZone: 'Asia/Singapore', startDate: '2026-03-09', line: 2 },
      { personId: namesakeOne.id, timeZone: null, startDate: '2026-03-10', line: 3 },
      { personId: namesakeTwo.id, timeZone: null, startDate: '2026-03-01', line: 4 },
    ];
    const plan = await planRun(desk, requestFor([], { people, start: 'hire-day', startTime: '08:30' }));
    expect(plan.ok && plan.value.rows.map(({ startDateTime, timeZone, zoneFrom }) => [startDateTime, timeZone, zoneFrom])).toEqual([
      ['2026-03-09T00:30:00.000Z', 'Asia/Singapore', 'list'],
      ['2026-03-10T07:30:00.000Z', 'Europe/Oslo', 'desk'],
      [null, 'Europe/Oslo', 'desk'],
    ]);
  });

  it('hands over one by one, on paper, by an encrypted PDF, and takes back what is given up', async () => {
    const { desk, tenant, printed, sealed } = await realDesk({ policy: POLICY });
    const everybody = [member, namesakeOne, namesakeTwo, DEMO_PEOPLE.joiner];
    const { runId } = await begun(desk, requestFor(everybody));
    await over(desk);
    const one = await handOverOne(desk, { runId, personId: member.id });
    if (!one.ok) throw new Error(one.error.kind);
    expect(await closePasscode(desk, one.value.handle)).toEqual({ ok: true, value: { outcome: 'kept' } });
    await revealPasscode(desk, one.value.handle);
    await confirmSeen(desk, one.value.handle, true);
    await printRun(desk, { runId, personIds: [namesakeOne.id], layout: 'page-per-person' });
    const file = await sealRun(desk, { runId, personIds: [namesakeTwo.id], layout: 'sheet-per-manager' }, async () => '/tmp/x.pdf');
    if (!file.ok) throw new Error(file.error.kind);
    expect(readingOf(desk, desk.memory.run!).rows.map(({ delivery }) => delivery)).toEqual(['shown', 'printed', 'held', 'held']);
    expect(await keySeen(desk, file.value.keyHandle, true)).toMatchObject({ ok: false });
    expect(await revealKey(desk, file.value.keyHandle)).toEqual({ ok: true, value: { key: sealed[0]?.key } });
    await keySeen(desk, file.value.keyHandle, true);
    expect(await giveUp(desk, { runId, personIds: everybody.map(({ id }) => id) })).toEqual({ ok: true, value: { revoked: 1, stillLive: 0 } });
    expect(readingOf(desk, desk.memory.run!).rows.map(({ delivery }) => delivery)).toEqual(['shown', 'printed', 'sealed', 'gone']);
    expect([printed.map(({ displayName }) => displayName), sealed[0]?.slips.map(({ displayName }) => displayName)]).toEqual([['Petra Nilsson'], ['Petra Nilsson']]);
    const holds = everybody.map(({ id }) => tenant.state.passes().some(({ personId }) => personId === id));
    expect(holds).toEqual([true, true, true, false]);
    // Whoever has none may be tried once more; the others stay as they are.
    expect(await retryRun(desk, runId)).toEqual({ ok: true, value: { people: 1 } });
    expect((await over(desk)).rows.map(({ delivery }) => delivery)).toEqual(['shown', 'printed', 'sealed', 'held']);
  });

  it('mails each manager once', async () => {
    const { desk, tenant } = await realDesk({ policy: POLICY });
    const { runId } = await begun(desk, requestFor([member, namesakeOne]));
    await over(desk);
    const sent = await mailRun(desk, { runId, personIds: [member.id, namesakeOne.id] });
    expect(sent).toMatchObject({ ok: true });
    expect(tenant.state.mails.length).toBe(sent.ok ? sent.value.mails : -1);
    expect(readingOf(desk, desk.memory.run!).rows.filter(({ delivery }) => delivery === 'mailed')).toHaveLength(sent.ok ? sent.value.people : -1);
    expect(await mailRun(desk, { runId, personIds: [member.id] })).toMatchObject({ ok: true, value: { mails: 0, failed: 1 } });
  });

  it('pauses by itself without a network, goes on, and can be cancelled', async () => {
    const { desk, tenant } = await realDesk({ policy: POLICY });
    const people = [member, namesakeOne, namesakeTwo];
    let isDown = true;
    const create = desk.bulk.passes.create;
    const cut: Desk = { ...desk, bulk: { ...desk.bulk, passes: { ...desk.bulk.passes, create: async (pass) => (isDown ? err({ kind: 'offline' as const }) : create(pass)) } } };
    const { runId } = await begun(cut, requestFor(people));
    expect((await over(cut)).progress).toMatchObject({ state: 'paused', pausedBecause: { kind: 'offline' }, counts: { waiting: 3, done: 0, failed: 0 } });
    expect(await startRun(cut, { planId: runId, acknowledged: [] })).toMatchObject({ ok: false, error: { reason: 'another-runs' } });
    isDown = false;
    await resumeRun(cut, runId);
    await pauseRun(cut, runId);
    const paused = await over(cut);
    expect(paused.progress.state).toMatch(/paused|ended/);
    if (paused.progress.state === 'paused') expect(await cancelRun(cut, runId)).toEqual({ ok: true, value: {} });
    const { counts } = readingOf(cut, cut.memory.run!).progress;
    expect([counts.waiting, counts.working, counts.failed]).toEqual([0, 0, 0]);
    expect(tenant.state.passes().filter(({ personId }) => people.some(({ id }) => id === personId))).toHaveLength(counts.done);
  });

  it('revokes for many, and ends the access of many', async () => {
    const { desk, tenant } = await realDesk({ policy: POLICY });
    const { plan } = await begun(desk, requestFor([withLivePass, member], { kind: 'revoke', verification: null }), []);
    expect(plan.rows.map(({ blocked }) => blocked)).toEqual([[], [{ rule: 'no-pass' }]]);
    expect((await over(desk)).rows.map(({ state }) => state)).toEqual(['done', 'left-out']);
    expect(tenant.state.passes().some(({ personId }) => personId === withLivePass.id)).toBe(false);
    await begun(desk, requestFor([DEMO_PEOPLE.withFuturePass, member], { kind: 'end-access', verification: null }), []);
    expect((await over(desk)).rows.map(({ state, error }) => [state, error])).toEqual([['done', null], ['done', null]]);
    expect(tenant.state.passes().some(({ personId }) => personId === DEMO_PEOPLE.withFuturePass.id)).toBe(false);
  });

  it('is offered after a stop, settles what was in the air, and goes on without displacing what was received', async () => {
    const first = await realDesk({ policy: POLICY });
    const people = [member, namesakeOne, namesakeTwo, DEMO_PEOPLE.joiner];
    const { runId } = await begun(first.desk, requestFor(people));
    await over(first.desk);
    await printRun(first.desk, { runId, personIds: [member.id], layout: 'page-per-person' });
    const received = first.tenant.state.passes().find(({ personId }) => personId === member.id)?.id;
    // Stopped here: a desk anew on the same journal and tenant, without the vault.
    const again: Desk = { ...first.desk, vault: (await realDesk()).desk.vault, memory: { ...(await realDesk()).desk.memory }, openedAt: new Date(Date.now() + 1000).toISOString() };
    const offered = await restored(again);
    expect([offered.progress.state, offered.rows.map(({ state, delivery }) => `${state} ${delivery}`)]).toEqual(['stopped', ['done printed', 'waiting null', 'waiting null', 'waiting null']]);
    expect(people.map(({ id }) => first.tenant.state.passes().some(({ personId }) => personId === id))).toEqual([true, false, false, false]);
    expect(await resumeRun(again, runId)).toEqual({ ok: true, value: {} });
    expect((await over(again)).rows.map(({ state, delivery }) => `${state} ${delivery}`)).toEqual(['done printed', 'done held', 'done held', 'done held']);
    expect(first.tenant.state.passes().find(({ personId }) => personId === member.id)?.id).toBe(received);
  });
});
