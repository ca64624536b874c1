import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { EVENTUAL, given, passesOf, refusal } from './client';

type Item = Readonly<Record<string, unknown>>;
type Answered = { readonly id: string; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Readonly<Record<string, unknown>> | undefined };

describe('a batch', async () => {
  const { call, tenant } = await given();
  const batch = (requests: unknown) => call('POST', '/$batch', { body: { requests } });
  const answers = async (requests: readonly Item[]) => new Map<string, Answered>((await batch(requests)).body.responses.map((answer: Answered) => [answer.id, answer]));
  const get = (id: string, url: string, more: Item = {}): Item => ({ id, method: 'GET', url, ...more });
  const post = (id: string, url: string, body: unknown = {}): Item => ({ id, method: 'POST', url, headers: { 'Content-Type': 'application/json' }, body });

  it('answers each item by its id with a status, headers and a body of its own', async () => {
    const all = await answers([get('a', '/me?$select=id'), get('b', 'users/nobody'), post('c', passesOf(DEMO_PEOPLE.member)), { id: 'd', method: 'DELETE', url: `${passesOf(DEMO_PEOPLE.contractor)}/none` }]);
    expect([...all.values()].map(({ id, status }) => [id, status]).sort()).toEqual([['a', 200], ['b', 404], ['c', 201], ['d', 404]]);
    expect(all.get('c')?.body).toMatchObject({ temporaryAccessPass: expect.stringMatching(/^.{8}$/) });
    expect(all.get('c')?.headers['Content-Type']).toContain('application/json');
    expect(all.get('b')?.body).toEqual({ error: { code: 'Request_ResourceNotFound', message: expect.any(String), innerError: expect.any(Object) } });
  });

  it('answers in no particular order', async () => {
    const items = Array.from({ length: 20 }, (_, n) => get(String(n), '/me?$select=id'));
    const orders = await Promise.all(Array.from({ length: 5 }, async () => (await batch(items)).body.responses.map((answer: Answered) => answer.id).join()));
    expect(new Set(orders).size).toBeGreaterThan(1);
    expect(orders).not.toEqual(orders.map(() => items.map(({ id }) => id).join()));
  });

  it('sends no body for 204', async () => {
    const { id = '' } = tenant.state.passOf(DEMO_PEOPLE.withLivePass.id) ?? {};
    const all = await answers([{ id: 'x', method: 'DELETE', url: `${passesOf(DEMO_PEOPLE.withLivePass)}/${id}` }]);
    expect(all.get('x')).toEqual({ id: 'x', status: 204, headers: expect.any(Object) });
  });

  it('reads ConsistencyLevel from the item, not from the batch', async () => {
    const search = '/users?$search="displayName:ada"&$select=displayName';
    const inside = await answers([get('in', search, { headers: EVENTUAL })]);
    const outside = await call('POST', '/$batch', { headers: EVENTUAL, body: { requests: [get('out', search)] } });
    expect(inside.get('in')?.body?.value).toEqual([{ displayName: 'Ada Lindqvist' }]);
    expect(outside.body.responses[0].status).toBe(400);
  });

  it('waits for what an item depends on, and fails with it', async () => {
    const all = await answers([
      get('3', '/me?$select=id', { dependsOn: ['2'] }), get('2', '/users/nobody', { dependsOn: ['1'] }), get('1', '/me?$select=id'), get('4', '/me?$select=id', { dependsOn: ['3', '1'] }),
    ]);
    expect([...all.values()].map(({ id, status }) => [id, status]).sort()).toEqual([['1', 200], ['2', 404], ['3', 424], ['4', 424]]);
  });

  it('does things in the order that was asked for', async () => {
    const url = passesOf(DEMO_PEOPLE.joiner);
    const all = await answers([{ ...get('read', url), dependsOn: ['make'] }, post('make', url)]);
    expect(all.get('read')?.body?.value).toMatchObject([{ id: all.get('make')?.body?.id, temporaryAccessPass: null }]);
  });

  it('does not act for an item whose dependency failed', async () => {
    const before = tenant.state.passEvents.length;
    await answers([get('1', '/users/nobody'), { ...post('2', passesOf(DEMO_PEOPLE.joiner)), dependsOn: ['1'] }]);
    expect(tenant.state.passEvents).toHaveLength(before);
  });

  it.each<[string, unknown]>([
    ['more than 20 items', Array.from({ length: 21 }, (_, n) => get(String(n), '/me'))],
    ['no items', []],
    ['something that is no list', {}],
    ['an item that is none', [5]],
    ['an id used twice', [get('1', '/me'), get('1', '/me')]],
    ['an item without an id', [{ method: 'GET', url: '/me' }]],
    ['an item without a method', [{ id: '1', url: '/me' }]],
    ['an item without a url', [{ id: '1', method: 'GET' }]],
    ['an absolute url', [get('1', 'https://graph.microsoft.com/v1.0/me')]],
    ['a url that names a host', [get('1', '//evil.example/me')]],
    ['a batch in the batch', [post('1', '/$batch', { requests: [] })]],
    ['an unknown dependency', [get('1', '/me', { dependsOn: ['9'] })]],
    ['a circle', [get('1', '/me', { dependsOn: ['2'] }), get('2', '/me', { dependsOn: ['1'] })]],
    ['an unknown method', [{ id: '1', method: 'TRACE', url: '/me' }]],
    ['a write without a content type', [{ id: '1', method: 'POST', url: passesOf(DEMO_PEOPLE.member), body: {} }]],
    ['a write without a body', [{ id: '1', method: 'POST', url: passesOf(DEMO_PEOPLE.member), headers: { 'Content-Type': 'application/json' } }]],
  ])('refuses %s as a whole, and does nothing', async (_, requests) => {
    const before = tenant.state.passEvents.length;
    expect(refusal(await batch(requests))).toEqual({ status: 400, code: 'BadRequest' });
    expect(tenant.state.passEvents).toHaveLength(before);
  });

  it('is taken as POST only', async () => {
    expect((await call('GET', '/$batch')).status).toBe(405);
  });

  it('logs its items under its own request id, without secrets', async () => {
    const reply = await batch([post('1', passesOf(DEMO_PEOPLE.contractor)), get('2', '/me?$select=id')]);
    const requestId = reply.headers.get('request-id');
    const items = tenant.log.filter(({ batchRequestId }) => batchRequestId === requestId).map(({ method, path, status, handled, delivered }) => ({ method, path, status, handled, delivered }));
    expect(items.sort((a, b) => a.method.localeCompare(b.method))).toEqual([
      { method: 'GET', path: '/me', status: 200, handled: true, delivered: true }, { method: 'POST', path: passesOf(DEMO_PEOPLE.contractor), status: 201, handled: true, delivered: true },
    ]);
    expect(tenant.log.find((entry) => entry.requestId === requestId)).toMatchObject({ method: 'POST', path: '/$batch', status: 200 });
  });
});
