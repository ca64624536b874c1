/** The pace against the demo tenant's quotas, on a clock of its own: as fast as the tenant allows, and few are refused. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createBulk } from '../../../main/adapters/graph/bulk';
import { carry } from '../../../main/adapters/graph/call';
import { createGraph } from '../../../main/adapters/graph/client';
import { createPasses } from '../../../main/adapters/graph/passes';
import { DEMO_PEOPLE, type DemoTenant, type DemoTenantOptions, startDemoTenant } from '../../../main/demo-tenant/index';
import { ok } from '../../../shared/result';
import { given, PASS, PERSON, refusal } from './fake-graph';
import { virtualTime } from './virtual-time';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function startPaced(options: DemoTenantOptions) {
  const time = virtualTime();
  const tenant = await startDemoTenant({ people: 600, latencyMs: 0, now: time.now, ...options });
  cleanups.push(() => tenant.close(), time.stop);
  const graph = createGraph({
    origin: tenant.origin, fetch: time.fetch, newId: randomUUID, clock: { now: time.now }, allowLoopbackHttp: true, wait: time.wait,
    tokens: { token: async () => ok(tenant.accessToken), scopes: () => null },
  });
  return { time, tenant, graph, bulk: createBulk(graph) };
}

function membersOf(tenant: DemoTenant, count: number): readonly string[] {
  const wellKnown = new Set<string>(Object.values(DEMO_PEOPLE).map(({ id }) => id));
  const reachable = tenant.state.people.filter(({ id, userType, userPrincipalName, accountEnabled }) => !wellKnown.has(id) && userType === 'Member' && accountEnabled && !userPrincipalName.includes('#EXT#') && tenant.state.rolesOf(id).length === 0 && tenant.state.passOf(id) === undefined);
  return reachable.slice(0, count).map(({ id }) => id);
}

/** As a run does: so many at a time, and who was throttled once more. */
async function issueAll({ bulk, time }: Awaited<ReturnType<typeof startPaced>>, people: readonly string[], atATime: number) {
  const begun = time.now().getTime();
  const left = [...people];
  let throttled = 0;
  const failed: string[] = [];
  const waitsUntil = () => Math.max(bulk.pace().slowedUntil ?? 0, bulk.pace().nextWriteAt ?? 0);
  const work = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      for (let until = waitsUntil(); until > time.now().getTime(); until = waitsUntil()) await time.wait(Math.min(until - time.now().getTime(), 500));
      const issued = await bulk.passes.create({ personId: id, lifetimeInMinutes: 60, isUsableOnce: false, startDateTime: null });
      if (issued.ok) continue;
      if (issued.error.kind !== 'throttled') failed.push(issued.error.kind);
      else {
        // Without a request's id nothing was sent: its turn would have come too late.
        if (issued.error.requestId !== '') throttled += 1;
        left.unshift(id);
        await time.wait(500);
      }
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return { ms: time.now().getTime() - begun, throttled, failed };
}

describe('a run against the tenant’s quotas', () => {
  it('of five writes in ten seconds takes a tenth more than the least possible, at most, and few of its calls are refused', async () => {
    const paced = await startPaced({ quotas: { writes: { limit: 5, windowMs: 10_000 } } });
    const people = membersOf(paced.tenant, 100);
    const { ms, throttled, failed } = await issueAll(paced, people, 8);
    expect([people.length, failed, people.every((id) => paced.tenant.state.passOf(id))]).toEqual([100, [], true]);
    const least = (100 / 5 - 1) * 10_000;
    expect(ms).toBeGreaterThanOrEqual(least);
    expect(ms).toBeLessThan(least * 1.1);
    expect(throttled / (100 + throttled)).toBeLessThan(0.12);
    expect(paced.bulk.pace().writesPerMs * 10_000).toBeGreaterThan(4);
    expect(paced.bulk.pace().writesPerMs * 10_000).toBeLessThan(6.5);
  });

  it('sends no create later than five seconds after it was asked for: the person is looked at again first', async () => {
    const { bulk, time, tenant } = await startPaced({ quotas: { writes: { limit: 2, windowMs: 60_000 } } });
    const sentAt: number[] = [];
    await Promise.all(membersOf(tenant, 12).map(async (personId) => {
      const askedAt = time.now().getTime();
      const issued = await bulk.passes.create({ personId, lifetimeInMinutes: 60, isUsableOnce: false, startDateTime: null });
      if (issued.ok || issued.error.kind !== 'throttled' || issued.error.requestId !== '') sentAt.push(time.now().getTime() - askedAt);
      else expect(time.now().getTime() - askedAt).toBeLessThan(6_000);
    }));
    expect(sentAt.length).toBeLessThan(12);
    expect(Math.max(...sentAt)).toBeLessThan(6_000);
  });

  it('as documented meets no refusal, goes six at a time, and says how many are left', async () => {
    const paced = await startPaced({});
    const people = membersOf(paced.tenant, 300);
    const { ms, throttled, failed } = await issueAll(paced, people, 12);
    expect([people.length, throttled, failed, paced.bulk.pace().writesLeft]).toEqual([300, 0, [], 2610]);
    expect(ms).toBe((300 / 6) * 20);
  });

  it('asks for the size of the tenant once, first, and says nothing of priority', async () => {
    const { tenant, bulk, graph } = await startPaced({});
    const [first = '', second = ''] = membersOf(tenant, 2);
    await bulk.passes.current(first);
    await bulk.passes.current(second);
    expect(tenant.log.filter(({ path }) => path.includes('/users/$count'))).toHaveLength(1);
    await createPasses(graph).current(first);
    expect(bulk.pace()).toEqual({ slowedUntil: null, writesLeft: 2910, writesPerMs: 2910 / 150_000, nextWriteAt: null, concurrency: 6 });
  });
});

describe('in the background', () => {
  const newPass = { personId: PERSON, lifetimeInMinutes: 60, isUsableOnce: false, startDateTime: null };
  const throttledOnce = (n: number) => (n === 1 ? { ...refusal(429, 'TooManyRequests'), headers: { 'Retry-After': '30' } } : null);

  it('a call has no priority, one that somebody waits for has the highest', async () => {
    const { graph, passes, received } = await given(() => ({ status: 200, body: { value: [] } }));
    await createBulk(graph).passes.current(PERSON);
    await passes.current(PERSON);
    const asked = received.filter(({ url }) => !url.includes('$count')).map(({ headers }) => headers['x-ms-throttle-priority']);
    expect(asked).toEqual([undefined, 'high']);
  });

  it.each(['create', 'remove'] as const)('a throttled %s is not repeated, and everything else waits for as long as Graph said', async (write) => {
    let writes = 0;
    const { graph, received, waits } = await given((request) => {
      if (request.method === 'GET') return { status: 200, body: request.url.includes('$count') ? undefined : { value: [] } };
      writes += 1;
      return throttledOnce(writes) ?? { status: 201, body: { ...PASS, temporaryAccessPass: 'x' } };
    });
    const bulk = createBulk(graph);
    const sent = write === 'create' ? await bulk.passes.create(newPass) : await bulk.passes.remove(PERSON, PASS.id);
    expect([sent.ok, !sent.ok && sent.error.kind, writes]).toEqual([false, 'throttled', 1]);
    expect(bulk.pace()).toMatchObject({ slowedUntil: graph.clock.now().getTime() + 30_000, concurrency: 3 });
    await bulk.passes.current(PERSON);
    expect(waits).toEqual([30]);
    expect(received.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });

  it('a throttled read is, for as long as it takes', async () => {
    let reads = 0;
    const { graph, waits } = await given((request) => {
      if (request.url.includes('$count')) return { status: 403 };
      reads += 1;
      return reads < 5 ? { ...refusal(429, 'TooManyRequests'), headers: { 'Retry-After': '60' } } : { status: 200, body: { value: [] } };
    });
    expect(await createBulk(graph).passes.current(PERSON)).toEqual({ ok: true, value: null });
    expect([reads, waits]).toEqual([5, [60, 60, 60, 60]]);
  });

  it('nobody who is waited for stands in line, and an abort leaves it', async () => {
    const controller = new AbortController();
    const { graph, passes } = await given((_, n) => (n === 1 ? { ...refusal(429, 'TooManyRequests'), headers: { 'Retry-After': '300' } } : { status: 200, body: { value: [] } }), {
      wait: (_, signal) => new Promise((__, reject) => signal?.addEventListener('abort', () => reject(carry({ kind: 'cancelled' })))),
    });
    await passes.create(newPass);
    const facts = createBulk(graph).manyFacts(PERSON, 7, controller.signal);
    expect((await passes.current(PERSON)).ok).toBe(true);
    controller.abort();
    expect(await facts).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });
});
