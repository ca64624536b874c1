import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../main/adapters/graph/call';
import { createGraph } from '../../../main/adapters/graph/client';
import { pathBelow } from '../../../main/adapters/graph/collection';
import { err } from '../../../shared/result';
import { batchOf, given, itemsOf, NOW, PASS, PERSON, refusal, USER } from './fake-graph';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const READ: Call = { method: 'GET', path: '/users', features: ['people'], effect: 'read' };
const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"cp1"}}}';
const challenge = (claims = CLAIMS) => ({
  'www-authenticate': `Bearer realm="", authorization_uri="https://login.example/authorize", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
});

it("Graph's clock is compared with this machine's at every answer that names the time", async () => {
  const { graph } = await given((_, n) => ({ status: 200, headers: { date: n === 1 ? new Date(NOW.getTime() + 90_000).toUTCString() : 'soon' }, body: {} }));
  expect(graph.clockSkewMs()).toBeNull();
  await graph.send(READ);
  expect(graph.clockSkewMs()).toBe(90_000);
  await graph.send(READ);
  expect(graph.clockSkewMs()).toBe(90_000);
});

describe('a request to Graph', () => {
  it('carries the token, an id of its own and its priority, and no cookie', async () => {
    const { graph, received } = await given(() => ({ status: 200, headers: { 'set-cookie': 'a=b' }, body: {} }));
    await graph.send(READ);
    await graph.send({ ...READ, isEventual: true });
    const [first, second] = received;
    expect([first?.method, first?.url]).toEqual(['GET', '/v1.0/users']);
    expect(first?.headers).toMatchObject({ authorization: 'Bearer token-1', accept: 'application/json', 'x-ms-throttle-priority': 'high' });
    expect(first?.headers['client-request-id']).toMatch(GUID);
    expect(second?.headers['client-request-id']).not.toBe(first?.headers['client-request-id']);
    expect([first?.headers.consistencylevel, second?.headers.consistencylevel]).toEqual([undefined, 'eventual']);
    expect([first?.headers.cookie, second?.headers.cookie]).toEqual([undefined, undefined]);
  });

  it('asks for the scopes of what it is for', async () => {
    const { directory, passes, asked } = await given((request) =>
      request.url.endsWith('$batch') ? batchOf(() => ({ status: 404 }))(request) : { status: 404 });
    await directory.read(PERSON);
    await directory.readForIssue(PERSON);
    await passes.current(PERSON);
    await passes.policy();
    expect(asked.map(({ features }) => features)).toEqual([['people'], ['people'], ['passes'], ['policy']]);
  });

  it('goes nowhere but to the configured scheme, host and port', () => {
    const make = (origin: string, allowLoopbackHttp = false) => () =>
      createGraph({ origin, fetch, newId: randomUUID, clock: { now: () => NOW }, tokens: { token: async () => err({ kind: 'offline' }), scopes: () => null }, allowLoopbackHttp });
    for (const origin of ['http://127.0.0.1:1', 'http://graph.example', 'https://graph.example/v1.0', 'https://user@graph.example', 'ftp://graph.example']) {
      expect(make(origin), origin).toThrow(RangeError);
    }
    expect(make('http://localhost:1', true)).toThrow(RangeError);
    expect(make('https://graph.microsoft.com')).not.toThrow();
    expect(make('http://127.0.0.1:1', true)).not.toThrow();
  });

  it('follows a next link only on the same Graph, and says the header again', async () => {
    const roles = (name: string, link?: string) => ({ value: [{ id: '1', displayName: name }], ...(link === undefined ? {} : { '@odata.nextLink': link }) });
    let next = '';
    const { directory, received, origin } = await given((request) =>
      request.url.endsWith('$batch')
        ? batchOf(({ url }) => (url.includes('manager') ? { status: 404 } : { status: 200, body: roles('Helpdesk Administrator', next) }))(request)
        : { status: 200, body: roles('Directory Readers') });
    next = `${origin}/v1.0/users/${PERSON}/transitiveMemberOf/microsoft.graph.directoryRole?$count=true&$skiptoken=a%2Bb`;
    expect(await directory.enrich([PERSON])).toEqual({
      ok: true,
      value: [{ id: PERSON, manager: { known: true, value: null }, roles: { known: true, value: ['Helpdesk Administrator', 'Directory Readers'] } }],
    });
    expect(received[1]).toMatchObject({ url: next.slice(origin.length), headers: { consistencylevel: 'eventual' } });

    for (const elsewhere of ['https://evil.example/v1.0/users', origin.replace('http:', 'https:') + '/v1.0/users', `${origin}/beta/users`, `${origin}/v1.0/../beta/users`, 'nonsense']) {
      next = elsewhere;
      const before = received.length;
      expect(await directory.enrich([PERSON])).toMatchObject({ value: [{ roles: { known: false, because: 'failed' } }] });
      expect(received.length, elsewhere).toBe(before + 1);
    }
    expect(pathBelow('https://a.example', 'https://a.example@evil.example/v1.0/users')).toBeNull();
  });

  it('stops following a collection that does not end', async () => {
    const state = { origin: '' };
    const page = () => ({ value: [{ displayName: 'Role' }], '@odata.nextLink': `${state.origin}/v1.0/more` });
    const { directory, received, origin } = await given((request) => (request.url.endsWith('$batch') ? batchOf(() => ({ status: 200, body: page() }))(request) : { status: 200, body: page() }));
    state.origin = origin;
    expect(await directory.enrich([PERSON])).toMatchObject({ value: [{ roles: { known: false, because: 'failed' } }] });
    expect(received.length).toBe(10);
  });

  it('does not follow redirects', async () => {
    const other = await given(() => ({ status: 200, body: {} }));
    const { graph } = await given(() => ({ status: 307, headers: { location: `${other.origin}/v1.0/users` } }));
    expect(await graph.send(READ)).toEqual({ ok: false, error: { kind: 'offline' } });
    expect(other.received).toEqual([]);
  });
});

describe('a token', () => {
  it('that cannot be had ends the call with the reason, unsent', async () => {
    const { passes, directory, received } = await given(() => ({ status: 200 }), { tokens: { token: async () => err({ kind: 'consent-required', scopes: ['Policy.Read.AuthenticationMethod'] }), scopes: () => null } });
    expect(await passes.current(PERSON)).toEqual({ ok: false, error: { kind: 'consent-required', scopes: ['Policy.Read.AuthenticationMethod'] } });
    expect(await directory.read(PERSON)).toEqual({ ok: false, error: { kind: 'consent-required', scopes: ['Policy.Read.AuthenticationMethod'] } });
    expect(await passes.policy()).toEqual({
      ok: true,
      value: { known: false, because: 'not-permitted', needs: 'policy' },
    });
    expect(received).toEqual([]);
  });

  it('source that throws is a bug and stays one', async () => {
    const { graph } = await given(() => ({ status: 200 }), { tokens: { token: () => Promise.reject(new Error('bug in the token source')), scopes: () => null } });
    await expect(graph.send(READ)).rejects.toThrow('bug in the token source');
  });

  it.each([401, 403])('that is no longer enough (%d) is asked for again with the claims, once, even for a POST', async (status) => {
    const { passes, received, asked } = await given((_, n) => (n === 1 ? { status, headers: challenge() } : { status: 201, body: { ...PASS, temporaryAccessPass: 'secret' } }));
    expect(await passes.create({ personId: PERSON, lifetimeInMinutes: 60, isUsableOnce: false, startDateTime: null })).toMatchObject({ ok: true });
    expect(asked).toEqual([{ features: ['passes'], claims: undefined }, { features: ['passes'], claims: CLAIMS }]);
    expect(received.map(({ method, headers, body }) => [method, headers.authorization, body])).toEqual([
      ['POST', 'Bearer token-1', '{"lifetimeInMinutes":60,"isUsableOnce":false}'],
      ['POST', 'Bearer token-2', '{"lifetimeInMinutes":60,"isUsableOnce":false}'],
    ]);
  });

  it('that is challenged twice needs the operator', async () => {
    const { passes, received } = await given(() => ({ status: 401, headers: challenge() }));
    expect(await passes.current(PERSON)).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'claims' } });
    expect(received.length).toBe(2);
  });

  it.each([
    ['no JSON', challenge('not json')],
    ['no object', challenge('[1]')],
    ['no base64', { 'www-authenticate': 'Bearer error="insufficient_claims", claims="%%%"' }],
    ['far too long', challenge(`{"a":"${'x'.repeat(8_000)}"}`)],
    ['another error', { 'www-authenticate': 'Bearer error="invalid_token"' }],
  ])('challenge that is %s is not passed on', async (_, headers) => {
    const { passes, asked } = await given(() => ({ status: 401, headers }));
    expect(await passes.current(PERSON)).toMatchObject({ ok: false, error: { kind: 'sign-in-required' } });
    expect(asked.map(({ claims }) => claims)).toEqual(headers['www-authenticate'].includes('"insufficient_claims"') && headers['www-authenticate'].length > 9_000 ? [undefined, expect.any(String)] : [undefined]);
  });

  it('challenge inside a batch is answered for the items that asked', async () => {
    const { directory, received, asked } = await given((request, n) =>
      batchOf(({ id }) => {
        if (n === 1 && id === 'methods') return { status: 401, headers: { 'WWW-Authenticate': challenge()['www-authenticate'] } };
        return id === 'user' ? { status: 200, body: USER } : id === 'methods' ? { status: 200, body: { value: [] } } : refusal(403, 'Authorization_RequestDenied');
      })(request));
    expect(await directory.read(PERSON)).toMatchObject({ ok: true, value: { methods: { known: true, value: [] } } });
    expect(received.map((request) => itemsOf(request).length)).toEqual([8, 1]);
    expect(asked.map(({ claims }) => claims)).toEqual([undefined, CLAIMS]);
  });
});
