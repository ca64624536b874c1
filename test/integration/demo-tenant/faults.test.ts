import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type Fault, type FaultKind } from '../../../main/demo-tenant';
import { given, passesOf } from './client';

const MEMBER = DEMO_PEOPLE.member;

describe('a fault', async () => {
  const { call, get, tenant } = await given();
  const url = passesOf(MEMBER);
  const made = () => tenant.state.passEvents.filter(({ kind }) => kind === 'created').length;
  /** What a caller saw of a create, and whether it took effect. */
  const createUnder = async (fault: Fault) => {
    tenant.faults.queue({ match: { method: 'POST', path: /temporaryAccessPassMethods$/ }, fault });
    const before = made();
    const seen = await call('POST', url, { body: {} }).then(({ status, headers, body }) => ({ status, headers, body }), () => 'cut' as const);
    const entry = tenant.log.at(-1);
    return { seen, effect: made() - before, logged: { status: entry?.status, fault: entry?.fault, handled: entry?.handled, delivered: entry?.delivered } };
  };

  it.each<[Fault, number, number]>([
    [{ kind: 'throttled', retryAfterSeconds: 7 }, 429, 0],
    [{ kind: 'throttled' }, 429, 0],
    [{ kind: 'unavailable', retryAfterSeconds: 3 }, 503, 0],
    [{ kind: 'unavailable' }, 503, 0],
    [{ kind: 'gateway-timeout-before' }, 504, 0],
    [{ kind: 'gateway-timeout-after' }, 504, 1],
    [{ kind: 'claims-challenge' }, 401, 0],
  ])('%j answers %d, and the pass is made %d times', async (fault, status, effect) => {
    const result = await createUnder(fault);
    expect(result).toMatchObject({ seen: { status }, effect, logged: { status, fault: fault.kind, handled: effect === 1, delivered: true } });
    expect(JSON.stringify(result.seen)).not.toContain('temporaryAccessPass"');
  });

  it.each<[FaultKind & ('cut-before' | 'cut-after' | 'cut-mid-response'), number]>([['cut-before', 0], ['cut-after', 1], ['cut-mid-response', 1]])('%s leaves the caller without an answer, and the pass is made %d times', async (kind, effect) => {
    expect(await createUnder({ kind })).toMatchObject({ seen: 'cut', effect, logged: { fault: kind, handled: effect === 1, delivered: false } });
  });

  it('says when to come back', async () => {
    tenant.faults.queue({ match: {}, fault: { kind: 'throttled', retryAfterSeconds: 11 } });
    const reply = await get('/me');
    expect({ after: reply.headers.get('retry-after'), error: reply.body.error }).toEqual({
      after: '11', error: { code: 'TooManyRequests', message: 'Please retry again later.', innerError: expect.objectContaining({ code: '429', status: '429', 'request-id': expect.any(String) }) },
    });
  });

  it('may leave open when to come back', async () => {
    tenant.faults.queue({ match: {}, times: 2, fault: { kind: 'throttled' } });
    const batch = await call('POST', '/$batch', { body: { requests: [{ id: '1', method: 'GET', url: '/me' }] } });
    expect([batch.status, batch.headers.has('retry-after'), (await get('/me')).headers.has('retry-after')]).toEqual([429, false, false]);
  });

  it('challenges with claims that can be decoded', async () => {
    tenant.faults.queue({ match: {}, fault: { kind: 'claims-challenge' } });
    const header = (await get('/me')).headers.get('www-authenticate') ?? '';
    const claims = /error="insufficient_claims", claims="([^"]+)"/.exec(header)?.[1] ?? '';
    expect(JSON.parse(Buffer.from(claims, 'base64').toString('utf8'))).toEqual({ access_token: { acrs: { essential: true, value: 'cp1' } } });
  });

  it('can be slowness', async () => {
    tenant.faults.queue({ match: { path: /^\/me/ }, fault: { kind: 'slow', milliseconds: 120 } });
    const from = performance.now();
    expect((await get('/me')).status).toBe(200);
    expect(performance.now() - from).toBeGreaterThan(100);
  });

  it('can be an answer of the wrong shape', async () => {
    tenant.faults.queue({ match: {}, times: 2, fault: { kind: 'broken-body' } });
    expect((await get('/users')).body).toEqual({ value: 'unexpected' });
    expect((await get('/me')).body).toEqual({ unexpected: [1] });
  });

  it('comes as often as it was queued for, in the order it was queued, and not for others', async () => {
    tenant.faults.queue({ match: { method: 'get', path: /\/manager/g }, times: 2, fault: { kind: 'unavailable' } });
    tenant.faults.queue({ match: { path: /\/manager/ }, fault: { kind: 'throttled', retryAfterSeconds: 1 } });
    const statuses: number[] = [];
    for (const path of ['/me', '/me/manager', '/me/manager', '/me/manager', '/me/manager']) statuses.push((await get(path)).status);
    expect({ statuses, pending: tenant.faults.pending }).toEqual({ statuses: [200, 503, 503, 429, 200], pending: 0 });
  });

  it('can be taken back', async () => {
    tenant.faults.queue({ match: {}, times: 9, fault: { kind: 'unavailable' } });
    tenant.faults.random({ rate: 1, seed: 1, kinds: ['unavailable'] });
    tenant.faults.clear();
    expect((await get('/me')).status).toBe(200);
  });

  it('can be aimed at the items of a batch', async () => {
    tenant.faults.queue({ match: { inBatch: true, path: /^\/me/ }, times: 2, fault: { kind: 'throttled', retryAfterSeconds: 4 } });
    expect((await get('/me')).status).toBe(200);
    const { status, body } = await call('POST', '/$batch', { body: { requests: [{ id: '1', method: 'GET', url: '/me' }, { id: '2', method: 'GET', url: '/organization' }, { id: '3', method: 'GET', url: '/me' }] } });
    const byId = body.responses.map((answer: { id: string; status: number; headers: Record<string, string> }) => [answer.id, answer.status, answer.headers['Retry-After']]).sort();
    expect({ status, byId }).toEqual({ status: 200, byId: [['1', 429, '4'], ['2', 200, undefined], ['3', 429, '4']] });
  });

  it('that cuts an item cuts the whole batch, and the others may have been done', async () => {
    tenant.faults.queue({ match: { inBatch: true, path: /contractor|temporaryAccessPassMethods/ }, fault: { kind: 'cut-after' } });
    const before = made();
    await expect(call('POST', '/$batch', { body: { requests: [{ id: '1', method: 'POST', url: passesOf(DEMO_PEOPLE.contractor), headers: { 'Content-Type': 'application/json' }, body: {} }, { id: '2', method: 'GET', url: '/me' }] } })).rejects.toThrow();
    expect(made() - before).toBe(1);
    const batch = tenant.log.at(-1);
    expect(tenant.log.filter(({ requestId, batchRequestId }) => requestId === batch?.requestId || batchRequestId === batch?.requestId).map(({ delivered }) => delivered)).toEqual([false, false, false]);
  });

  it('can come by chance, the same for the same seed', async () => {
    const run = async (seed: number) => {
      const desk = await given({ people: 0 });
      desk.tenant.faults.random({ rate: 0.5, seed, kinds: ['unavailable', 'gateway-timeout-before'] });
      const statuses: number[] = [];
      for (let n = 0; n < 30; n += 1) statuses.push((await desk.get('/me?$select=id')).status);
      return statuses;
    };
    const [first, again, other] = [await run(1), await run(1), await run(2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 503, 504]));
  });
});

describe('faults that are aimed', async () => {
  const { call, get, tenant } = await given();
  const item = (id: string, method: string, url: string) => ({ id, method, url, ...(method === 'POST' ? { headers: { 'Content-Type': 'application/json' }, body: {} } : {}) });

  it('by chance can be kept to writes, in a batch too, and are counted by kind', async () => {
    const before = tenant.faults.injected;
    tenant.faults.random({ rate: 1, seed: 5, kinds: ['unavailable'], match: { isWrite: true } });
    const batch = await call('POST', '/$batch', { body: { requests: [item('1', 'GET', '/me'), item('2', 'POST', passesOf(MEMBER))] } });
    expect([(await get('/me')).status, (await call('POST', passesOf(MEMBER), { body: {} })).status, (await call('DELETE', `${passesOf(MEMBER)}/x`)).status, batch.status]).toEqual([200, 503, 503, 200]);
    expect(new Map(batch.body.responses.map(({ id, status }: { id: string; status: number }) => [id, status]))).toEqual(new Map([['1', 200], ['2', 503]]));
    tenant.faults.clear();
    expect([before.unavailable, tenant.faults.injected.unavailable]).toEqual([0, 3]);
  });

  it('by chance do not depend on requests they cannot hit', async () => {
    const run = async (withReads: boolean) => {
      const desk = await given({ people: 0 });
      desk.tenant.faults.random({ rate: 0.5, seed: 9, kinds: ['unavailable'], match: { method: 'POST' } });
      const statuses: number[] = [];
      for (let n = 0; n < 20; n += 1) {
        if (withReads) await desk.get('/organization');
        statuses.push((await desk.call('POST', passesOf(MEMBER), { body: {} })).status);
      }
      return statuses;
    };
    const [plain, mixed] = [await run(false), await run(true)];
    expect(mixed).toEqual(plain);
    expect(new Set(plain)).toEqual(new Set([201, 503]));
  });

  it('can throttle everybody for a while; of a batch the items, each with its own header', async () => {
    tenant.faults.throttleAll(10_000, 6);
    const alone = await get('/me');
    const batch = await call('POST', '/$batch', { body: { requests: [item('1', 'GET', '/me'), item('2', 'POST', passesOf(MEMBER))] } });
    expect([alone.status, alone.headers.get('retry-after'), batch.status]).toEqual([429, '6', 200]);
    expect(batch.body.responses.map(({ status, headers }: { status: number; headers: Record<string, string> }) => [status, headers['Retry-After']])).toEqual([[429, '6'], [429, '6']]);
    expect(tenant.state.passOf(MEMBER.id)).toBeUndefined();
    tenant.clock.advance(10_000);
    expect((await get('/me')).status).toBe(200);
    tenant.faults.throttleAll(10_000, 6);
    tenant.faults.clear();
    expect((await get('/me')).status).toBe(200);
  });
});

describe('the log', async () => {
  const { get, call, tenant } = await given({ people: 0 });

  it('holds what was asked, without query or body', async () => {
    await get('/users?$filter=displayName eq \'Secret Name\'');
    expect(tenant.log.at(-1)).toEqual({
      sequence: expect.any(Number), at: expect.any(String), method: 'GET', path: '/users', status: 200, requestId: expect.any(String), clientRequestId: expect.any(String), batchRequestId: null,
      priority: null, fault: null, handled: true, delivered: true,
    });
  });

  it('holds what was turned away at the door', async () => {
    await call('GET', '/me', { token: 'wrong' });
    expect(tenant.log.at(-1)).toMatchObject({ status: 401, handled: false });
  });
});
