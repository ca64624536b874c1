/** Copies of Entra's logs, kept in step with the demo tenant over HTTP: late rows, refusals, passes that are used, a desk that closes. */
import { afterEach, describe, expect, it } from 'vitest';
import { createAuditFeed } from '../../../main/adapters/graph/audit-feed';
import { createBulk } from '../../../main/adapters/graph/bulk';
import { DEMO_PEOPLE, type DemoTenantOptions } from '../../../main/demo-tenant/index';
import { newCourse, syncAudits, watchAudits } from '../../../main/usecases/sync-audits';
import type { HistoryRules } from '../../../shared/domain/history/history-rules';
import { startRecorded } from '../graph/demo-graph';
import { keptRows, syncDesk } from '../../unit/usecases/sync-fakes';

const MINUTE = 60_000;
const READER = ['Authentication Administrator', 'Reports Reader'] as const;
const ada = DEMO_PEOPLE.member.id;
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function opened(options: DemoTenantOptions = {}, rules: Partial<HistoryRules> = {}) {
  const { tenant, graph } = await startRecorded({ operatorRole: READER, auditDelayMs: 5 * MINUTE, ...options });
  cleanups.push(() => tenant.close());
  const kept = keptRows();
  const { desk, state } = syncDesk({ kept, feed: createAuditFeed(graph), passes: createBulk(graph).passes, now: () => tenant.clock.now(), rules });
  const course = newCourse();
  const asked = () => tenant.log.filter(({ path }) => path.includes('/auditLogs/')).length;
  const issue = () => {
    const { passId, passcode } = tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, ada, { isUsableOnce: true, lifetimeInMinutes: 60 });
    const now = tenant.clock.now().getTime();
    kept.open.push({ personId: ada, passId, startsAt: new Date(now).toISOString(), endsAt: new Date(now + 60 * MINUTE).toISOString() });
    return { passId, passcode };
  };
  return { tenant, kept, desk, state, asked, issue, round: () => syncAudits(desk, course) };
}

describe('a round', () => {
  it('reads back what Entra keeps, then what is new, as late as it comes, and changes nothing by reading again', async () => {
    const { tenant, kept, desk, state, round } = await opened();
    await round();
    const seeded = kept.audits.size;
    expect([seeded > 5, desk.memory.feeds.audits]).toEqual([true, { state: 'read', through: expect.any(String) as string, rows: seeded }]);
    tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, ada);
    await round();
    expect(kept.audits.size).toBe(seeded);
    const told = state.told;
    let woken = 0;
    desk.memory.onAppended.add(() => {
      woken += 1;
    });
    tenant.clock.advance(6 * MINUTE);
    await round();
    expect([kept.audits.size, state.told > told, woken > 0]).toEqual([seeded + 1, true, true]);
    await round();
    expect([kept.audits.size, kept.forgotten.length]).toEqual([seeded + 1, 1]);
    const read = desk.memory.feeds.auditsRead;
    expect(Date.parse(read?.through ?? '') - Date.parse(read?.from ?? '')).toBeGreaterThanOrEqual(6 * 1_440 * MINUTE);
  });

  it('asks one who may not read audits once an hour, and again after a consent', async () => {
    const { tenant, desk, asked, round, issue, kept } = await opened({ operatorRole: 'Authentication Administrator' });
    issue();
    await round();
    const refused = asked();
    expect([desk.memory.feeds.audits, desk.memory.feeds.signIns, desk.memory.feeds.auditsRead]).toMatchObject([{ state: 'unread', unread: { because: 'not-permitted', needs: 'audits' } }, { state: 'unread' }, null]);
    tenant.clock.advance(50 * MINUTE);
    await round();
    expect(asked()).toBe(refused);
    // What the passes show needs no such role.
    expect(kept.seen.map(({ reason }) => reason)).toEqual(['EnabledByPolicy']);
    tenant.clock.advance(11 * MINUTE);
    await round();
    expect(asked()).toBe(2 * refused);
    desk.memory.feeds.audits = { state: 'waiting' };
    await round();
    expect(asked()).toBeGreaterThan(2 * refused);
  });

  it('reads no log where the policy wants none', async () => {
    const { desk, asked, round } = await opened({}, { readAudits: false });
    await round();
    expect([asked(), desk.memory.feeds]).toEqual([0, { audits: { state: 'off' }, signIns: { state: 'off' }, auditsRead: null }]);
  });

  it('goes on after a disk that was full, and writes no mark without its rows', async () => {
    const { kept, round } = await opened();
    kept.isFull = true;
    await round();
    expect([kept.audits.size, kept.marks.size]).toEqual([0, 0]);
    kept.isFull = false;
    await round();
    expect(kept.audits.size).toBeGreaterThan(5);
  });
});

describe('passes', () => {
  it('are looked at as often as it is useful: used once is seen, and not asked again', async () => {
    const { tenant, kept, issue, round } = await opened();
    const { passId, passcode } = issue();
    const looks = () => tenant.log.filter(({ path }) => path.includes('temporaryAccessPassMethods')).length;
    await round();
    await round();
    expect(looks()).toBe(1);
    tenant.simulate.signIn(ada, passcode);
    tenant.clock.advance(11 * MINUTE);
    await round();
    tenant.clock.advance(11 * MINUTE);
    await round();
    expect([looks(), kept.seen.map((seen) => [seen.passId, seen.reason])]).toEqual([2, [[passId, 'EnabledByPolicy'], [passId, 'OneTimeUsed']]]);
  });

  it('are said to be gone when they were missing twice', async () => {
    const { tenant, kept, issue, round } = await opened();
    issue();
    tenant.simulate.deleteAs(DEMO_PEOPLE.colleague.id, ada);
    await round();
    expect(kept.seen).toEqual([]);
    tenant.clock.advance(11 * MINUTE);
    await round();
    expect(kept.seen.map(({ reason }) => reason)).toEqual(['Gone']);
  });
});

describe('sign-ins', () => {
  it('are read of people with a pass, until a day after it and once more, and of nobody else', async () => {
    const { tenant, kept, desk, issue, round, asked } = await opened();
    await round();
    expect(desk.memory.feeds.signIns).toEqual({ state: 'waiting' });
    const { passcode } = issue();
    tenant.simulate.signIn(ada, passcode);
    await round();
    expect(kept.signIns.size).toBe(0);
    tenant.clock.advance(15 * MINUTE);
    await round();
    expect([[...kept.signIns.values()].map(({ personId }) => personId), desk.memory.feeds.signIns]).toEqual([[ada], { state: 'read', through: expect.any(String) as string, rows: 1 }]);
    tenant.clock.advance(26 * 60 * MINUTE);
    await round();
    const before = asked();
    tenant.clock.advance(15 * MINUTE);
    await round();
    expect(tenant.log.slice(-(asked() - before)).filter(({ path }) => path.includes('/signIns'))).toEqual([]);
  });
});

describe('watching', () => {
  it('ends with the desk, and a round that fails is not the last', async () => {
    const { desk, kept, state } = await opened();
    let waits = 0;
    const broken = { ...desk, wait: async () => {
      waits += 1;
      kept.isFull = waits < 3;
      if (waits > 20) state.isOpen = false;
    } };
    await watchAudits(broken);
    expect([kept.audits.size > 5, waits]).toEqual([true, 21]);
  });

  it('asks nothing more when the desk closes in the middle of a round', async () => {
    const { desk, state, asked, kept } = await opened();
    const { auditFeed } = desk;
    let pages = 0;
    const closing = { ...desk, auditFeed: { ...auditFeed, audits: async (...args: Parameters<typeof auditFeed.audits>) => {
      const page = await auditFeed.audits(...args);
      pages += 1;
      if (pages === 2) state.isOpen = false;
      return page;
    } } };
    await syncAudits(closing);
    expect([asked(), kept.marks.size]).toEqual([2, 1]);
  });
});
