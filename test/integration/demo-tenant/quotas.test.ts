/** What a caller may ask in a while, on a clock that stands still until it is moved. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, DEMO_TENANT_ID, type DemoTenantOptions, DOCUMENTED_REPORTS } from '../../../main/demo-tenant';
import { clockAt, given, passesOf, type Reply } from './client';

const START = '2026-03-02T09:00:00Z';
const WRITES = { writes: { limit: 5, windowMs: 10_000 }, resourceUnits: null } as const;
const ADA = DEMO_PEOPLE.member;

async function desk(options: DemoTenantOptions = {}) {
  const clock = clockAt(START);
  const { tenant, call, get } = await given({ now: clock.now, ...options });
  const create = (person = ADA) => call('POST', passesOf(person), { body: {} });
  return { tenant, call, get, create, seconds: (count: number) => clock.forward(count / 60), made: () => tenant.state.passEvents.filter(({ kind, requestId }) => kind === 'created' && requestId !== null).length };
}

const statuses = (replies: readonly Reply[]) => replies.map(({ status }) => status);
const times = async (count: number, send: () => Promise<Reply>): Promise<readonly Reply[]> => {
  const replies: Reply[] = [];
  for (let n = 0; n < count; n += 1) replies.push(await send());
  return replies;
};

describe('the quota of writes', () => {
  it('refuses what is beyond it as the documentation has it, and does nothing', async () => {
    const { create, made, tenant } = await desk({ quotas: WRITES });
    const replies = await times(6, create);
    expect([statuses(replies), made()]).toEqual([[201, 201, 201, 201, 201, 429], 5]);
    const { headers, body } = replies[5]!;
    expect(body).toEqual({
      error: {
        code: 'TooManyRequests', message: 'Please retry again later.',
        innerError: { 'code': '429', 'message': 'Please retry after', 'status': '429', 'date': START.slice(0, 19), 'request-id': headers.get('request-id'), 'client-request-id': headers.get('client-request-id') },
      },
    });
    expect(headers.get('retry-after')).toBe('10');
    expect(headers.get('x-ms-throttle-information')).toBe('WriteLimitExceeded');
    expect(headers.get('x-ms-throttle-scope')).toMatch(new RegExp(`^Tenant_Application/Write/[0-9a-f-]{36}/${DEMO_TENANT_ID}$`));
    expect(tenant.log.at(-1)).toMatchObject({ status: 429, fault: null, handled: false, delivered: true });
  });

  it('slides: room comes back write by write, when Retry-After said', async () => {
    const { create, seconds } = await desk({ quotas: WRITES });
    await times(3, create);
    seconds(4);
    await times(2, create);
    seconds(2.5);
    const refused = await create();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '4']);
    seconds(3.4);
    expect((await create()).status).toBe(429);
    seconds(0.1);
    expect(statuses(await times(4, create))).toEqual([201, 201, 201, 429]);
  });

  it('counts what fails, and leaves reads and mail alone', async () => {
    const { create, call, get } = await desk({ quotas: WRITES });
    const mail = { message: { subject: 'Hello', body: { contentType: 'Text', content: 'Hello' }, toRecipients: [{ emailAddress: { address: 'ada.lindqvist@fjordlight.example' } }] } };
    expect(statuses(await times(7, () => get('/me')))).toEqual(Array.from({ length: 7 }, () => 200));
    expect(statuses(await times(6, () => call('POST', '/me/sendMail', { body: mail })))).toEqual(Array.from({ length: 6 }, () => 202));
    expect(statuses(await times(5, () => call('DELETE', `${passesOf(ADA)}/nothing`)))).toEqual(Array.from({ length: 5 }, () => 404));
    expect((await create()).status).toBe(429);
  });

  it('counts a write that a fault hit, and spends no fault on one that is refused', async () => {
    const { create, tenant } = await desk({ quotas: WRITES });
    tenant.faults.queue({ match: { method: 'POST' }, times: 6, fault: { kind: 'unavailable' } });
    expect(statuses(await times(6, create))).toEqual([503, 503, 503, 503, 503, 429]);
    expect(tenant.faults.pending).toBe(1);
  });

  it('is not used up by what it refuses', async () => {
    const { create, seconds } = await desk({ quotas: WRITES });
    await times(5, create);
    for (let n = 0; n < 9; n += 1) {
      seconds(1);
      expect((await create()).status).toBe(429);
    }
    seconds(1);
    expect(statuses(await times(6, create))).toEqual([201, 201, 201, 201, 201, 429]);
  });

  it('judges each item of a batch by itself, and the envelope not at all', async () => {
    const { call, made } = await desk({ quotas: WRITES });
    const people = [ADA, DEMO_PEOPLE.joiner, DEMO_PEOPLE.contractor, DEMO_PEOPLE.namesakeOne, DEMO_PEOPLE.namesakeTwo, DEMO_PEOPLE.phoneChanged, DEMO_PEOPLE.managerChanged];
    const requests = [...people.map((person, n) => ({ id: `w${n}`, method: 'POST', url: passesOf(person), headers: { 'Content-Type': 'application/json' }, body: {} })), { id: 'r', method: 'GET', url: '/me' }];
    const reply = await call('POST', '/$batch', { body: { requests } });
    const items: readonly { readonly id: string; readonly status: number; readonly headers: Readonly<Record<string, string>> }[] = reply.body.responses;
    const refused = items.filter(({ status }) => status === 429);
    expect([reply.status, made(), items.filter(({ status }) => status === 201).length, items.find(({ id }) => id === 'r')?.status]).toEqual([200, 5, 5, 200]);
    expect(refused.map(({ headers }) => headers['Retry-After'])).toEqual(['10', '10']);
  });

  it('is 3,000 in 150 seconds, told from four fifths on', async () => {
    const { call, create, seconds } = await desk();
    const write = (id: number) => ({ id: String(id), method: 'DELETE', url: `${passesOf(ADA)}/nothing` });
    const inBatches = (count: number) => times(count / 20, () => call('POST', '/$batch', { body: { requests: Array.from({ length: 20 }, (_, n) => write(n)) } }));
    const percentage = async () => (await create()).headers.get('x-ms-throttle-limit-percentage');
    await inBatches(2_380);
    const before = await times(18, create);
    const told = [before.at(-1)?.headers.get('x-ms-throttle-limit-percentage'), await percentage(), await percentage()];
    await inBatches(580);
    await times(19, create);
    const last = await percentage();
    const refused = await create();
    expect([told, last, refused.status, refused.headers.get('retry-after')]).toEqual([[null, null, '0.8'], '1', 429, '150']);
    seconds(150);
    expect((await create()).status).toBe(201);
  });

  it('can be switched off, and cannot be nonsense', async () => {
    const { create } = await desk({ quotas: { writes: null, resourceUnits: null } });
    expect(new Set(statuses(await times(50, create)))).toEqual(new Set([201]));
    await expect(given({ quotas: { writes: { limit: 0, windowMs: 1 } } })).rejects.toThrow(RangeError);
  });
});

describe('resource units', () => {
  it.each([
    ['GET', '/users', '2'], ['GET', '/users?$select=id', '1'], ['GET', '/users?%24select=id&$top=5', '1'], ['GET', '/users?$top=5', '1'], ['GET', '/users?$top=20', '2'], ['GET', '/users?$expand=manager', '3'],
    ['GET', `/users/${ADA.id}`, '1'], ['GET', `/users/${ADA.id}?$select=id&$expand=manager`, '1'], ['GET', `/users/${ADA.id}/transitiveMemberOf`, '2'], ['GET', '/me/memberOf', '2'], ['GET', '/me/memberOf?$select=id', '1'],
    ['GET', `/users/${ADA.id}/authentication/methods`, '1'], ['DELETE', `${passesOf(ADA)}/nothing`, '1'], ['GET', '/auditLogs/directoryAudits', '1'],
  ])('%s %s costs %s', async (method, path, units) => {
    const { call } = await desk();
    expect((await call(method, path)).headers.get('x-ms-resource-unit')).toBe(units);
  });

  it('counts what the request costs, and tells in whole seconds when there is room', async () => {
    const { get, seconds } = await desk({ quotas: { resourceUnits: { limit: 6, windowMs: 10_000 } } });
    const first = await times(2, () => get('/users'));
    seconds(3.2);
    const full = await get('/users');
    const refused = await get('/users?$expand=manager');
    expect([statuses([...first, full, refused]), refused.headers.get('retry-after'), refused.headers.get('x-ms-throttle-information')]).toEqual([[200, 200, 200, 429], '7', 'ResourceUnitLimitExceeded']);
    expect([full.headers.get('x-ms-throttle-limit-percentage'), first[1]?.headers.get('x-ms-throttle-limit-percentage')]).toEqual(['1', null]);
    expect(refused.headers.get('x-ms-throttle-scope')).toContain('Tenant_Application/ReadWrite/');
    seconds(6.8);
    expect((await get('/users?$expand=manager')).status).toBe(200);
  });

  it('are fewer in a small tenant', async () => {
    const requests = Array.from({ length: 20 }, (_, n) => ({ id: String(n), method: 'GET', url: '/me' }));
    const reached = async (people: number) => {
      const { call } = await desk({ people });
      for (let count = 0; ; ) {
        const { body } = await call('POST', '/$batch', { body: { requests } });
        const passed: number = body.responses.filter(({ status }: { readonly status: number }) => status === 200).length;
        count += passed;
        if (passed < requests.length) return count;
      }
    };
    expect(await Promise.all([0, 300, 501].map(reached))).toEqual([3_500, 5_000, 8_000]);
  });
});

describe('reports', () => {
  it('have a quota of their own, which is off until asked for', async () => {
    const audits = '/auditLogs/directoryAudits?$top=1';
    const free = await desk({ operatorRole: 'Reports Reader' });
    expect(new Set(statuses(await times(12, () => free.get(audits))))).toEqual(new Set([200]));
    const { get, seconds } = await desk({ operatorRole: 'Reports Reader', quotas: { reports: DOCUMENTED_REPORTS } });
    const replies = await times(6, () => get(audits));
    expect([statuses(replies), replies[5]?.headers.get('retry-after'), (await get('/me')).status]).toEqual([[200, 200, 200, 200, 200, 429], '10', 200]);
    seconds(10);
    expect((await get(audits)).status).toBe(200);
  });
});

describe('the log', () => {
  it('keeps the priority a request was sent with', async () => {
    const { tenant, call } = await desk();
    await call('GET', '/me', { headers: { 'x-ms-throttle-priority': 'high' } });
    await call('POST', '/$batch', { body: { requests: [{ id: '1', method: 'GET', url: '/me', headers: { 'x-ms-throttle-priority': 'low' } }] } });
    expect(tenant.log.map(({ path, priority }) => [path, priority])).toEqual([['/me', 'high'], ['/me', 'low'], ['/$batch', null]]);
  });

  it('says of each pass made or taken back whether anybody was told', async () => {
    const { tenant, call, create } = await desk();
    const made: (Reply | undefined)[] = [await create()];
    for (const kind of ['cut-after', 'cut-mid-response', 'gateway-timeout-after', 'broken-body'] as const) {
      tenant.faults.queue({ match: { method: 'POST' }, fault: { kind } });
      made.push(await create().catch(() => undefined));
    }
    const id = tenant.state.passOf(ADA.id)?.id ?? '';
    await call('DELETE', `${passesOf(ADA)}/${id}`);
    tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, ADA.id);
    const acts = tenant.state.passActs().filter(({ personId }) => personId === ADA.id);
    expect(acts.map(({ kind, wasTold }) => [kind, wasTold])).toEqual([
      ['created', true], ['replaced', false], ['created', false], ['replaced', false], ['created', false], ['replaced', false], ['created', false], ['replaced', false], ['created', false], ['deleted', true], ['created', null],
    ]);
    expect(acts.at(-2)).toMatchObject({ passId: id, personId: ADA.id, callerId: tenant.operator.id, at: expect.stringContaining('2026-03-02T09:00:00') });
    expect(made[0]?.body.id).toBe(acts[0]?.passId);
  });

  it('says so of the items of a batch whose answer was spoilt', async () => {
    const { tenant, call } = await desk();
    const send = () => call('POST', '/$batch', { body: { requests: [{ id: '1', method: 'POST', url: passesOf(ADA), headers: { 'Content-Type': 'application/json' }, body: {} }] } });
    await send();
    tenant.faults.queue({ match: { path: /batch/ }, fault: { kind: 'broken-body' } });
    await send();
    expect(tenant.state.passActs().filter(({ personId, kind }) => personId === ADA.id && kind === 'created').map(({ wasTold }) => wasTold)).toEqual([true, false]);
  });

  it('notices a caller who hung up before the answer', async () => {
    const { tenant } = await desk({ latencyMs: 50 });
    const gone = new AbortController();
    const sent = fetch(`${tenant.origin}/v1.0${passesOf(ADA)}`, { method: 'POST', signal: gone.signal, body: '{}', headers: { 'authorization': `Bearer ${tenant.accessToken}`, 'content-type': 'application/json' } });
    setTimeout(() => gone.abort(), 20);
    await expect(sent).rejects.toThrow();
    await expect.poll(() => tenant.state.passActs().filter(({ personId }) => personId === ADA.id).map(({ wasTold }) => wasTold)).toEqual([false]);
  });
});
