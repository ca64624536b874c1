/**
 * The adapter against a Graph-shaped server that shares nothing with the demo tenant, so that the two cannot agree on a
 * mistake: routes, query options and bodies are written from Microsoft's documentation alone. It answers only what was
 * selected, and variants of it answer as lesser Graphs do.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createGraph } from '../../../main/adapters/graph/client';
import { ok } from '../../../shared/result';
import { ports } from './fake-graph';

type Fields = Record<string, unknown>;
type Answer = { readonly status: number; readonly body?: unknown };
type Variant = { readonly hasBatch?: boolean; readonly policy?: Answer; readonly isBare?: boolean; readonly deleted?: number };

const ID = '9d2b7c1e-5a84-4f0e-8a67-3f1c0c9b7d21';
const PEOPLE: readonly Fields[] = [
  { id: ID, displayName: 'Grace Hopper', userPrincipalName: 'grace@navy.example', mail: 'grace@navy.example', accountEnabled: true, userType: 'Member', externalUserState: '', identities: [] },
  { id: randomUUID(), displayName: 'Alan Turing', userPrincipalName: 'alan@park.example', accountEnabled: true, userType: 'Member' },
];
const POLICY: Answer = { status: 200, body: { state: 'enabled', defaultLifetimeInMinutes: 60, minimumLifetimeInMinutes: 30, maximumLifetimeInMinutes: 480, isUsableOnce: true } };

function answering({ hasBatch = true, policy = POLICY, isBare = false, deleted = 204 }: Variant) {
  let pass: Fields | null = null;
  const selected = (person: Fields, url: URL): Fields => {
    const names = url.searchParams.get('$select')?.split(',') ?? ['id', 'displayName', 'userPrincipalName', 'mail'];
    return Object.fromEntries(names.filter((name) => name in person).map((name) => [name, person[name]]));
  };
  const passes = (method: string, id: string | undefined, body: Fields): Answer => {
    if (method === 'GET' && id === undefined) return { status: 200, body: { value: pass === null ? [] : [pass] } };
    if (method === 'DELETE' && id === pass?.id) {
      pass = null;
      return { status: deleted };
    }
    if (method !== 'POST') return { status: 404, body: {} };
    pass = { id: randomUUID(), createdDateTime: '2026-03-04T05:06:07Z', startDateTime: '2026-03-04T05:06:07Z', isUsable: true, methodUsabilityReason: 'EnabledByPolicy', ...body };
    return { status: 201, body: { ...(isBare ? { id: pass.id } : pass), temporaryAccessPass: 'H0pper+1' } };
  };
  const one = (method: string, target: string, headers: Fields, body: Fields): Answer => {
    const url = new URL(target, 'http://graph');
    const [, root, id, ...rest] = url.pathname.split('/');
    if (url.pathname.startsWith('/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/')) return policy;
    if (method === 'POST' && root === '$batch' && hasBatch) {
      const items = body.requests as readonly { id: string; method: string; url: string; headers?: Fields }[];
      return { status: 200, body: { responses: items.map((item) => ({ id: item.id, ...one(item.method, item.url, lowered(item.headers ?? {}), {}) })) } };
    }
    if (root !== 'users') return { status: 404, body: {} };
    if (id === undefined) {
      if (headers.consistencylevel !== 'eventual') return { status: 400, body: { error: { code: 'Request_UnsupportedQuery', message: 'No.' } } };
      const words = [...(url.searchParams.get('$search') ?? '').matchAll(/"displayName:([^"]*)"/g)].map(([, word = '']) => word.toLowerCase());
      return { status: 200, body: { value: PEOPLE.filter(({ displayName }) => words.some((word) => String(displayName).toLowerCase().includes(word))).map((person) => selected(person, url)) } };
    }
    const person = PEOPLE.find((each) => each.id === id);
    if (person && method === 'GET' && rest.length === 0) return { status: 200, body: selected(person, url) };
    return person && rest[0] === 'authentication' && rest[1] === 'temporaryAccessPassMethods' ? passes(method, rest[2], body) : { status: 404, body: {} };
  };
  return one;
}

const lowered = (headers: Fields): Fields => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
const textOf = async (request: IncomingMessage) => Buffer.concat(await request.toArray() as Buffer[]).toString('utf8');

const cleanups: (() => void)[] = [];
afterEach(() => cleanups.splice(0).forEach((close) => close()));

async function given(variant: Variant) {
  const one = answering(variant);
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      const { status, body } = one(request.method ?? '', (request.url ?? '').replace(/^\/v1\.0/, ''), request.headers, text === '' ? {} : (JSON.parse(text) as Fields));
      response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close().closeAllConnections());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return ports(createGraph({ origin, fetch, newId: randomUUID, clock: { now: () => new Date('2026-03-04T05:10:00Z') }, allowLoopbackHttp: true, tokens: { token: async () => ok('token'), scopes: () => null }, wait: async () => undefined }));
}

describe.each<[string, Variant]>([
  ['as documented', {}],
  ['without batches', { hasBatch: false }],
  ['that says no more of a new pass than it must', { isBare: true }],
  ['that answers a delete with 200', { deleted: 200 }],
])('a Graph %s', (_, variant) => {
  it('finds, reads, creates and removes', async () => {
    const { directory, passes } = await given(variant);
    expect(await directory.search('grace', new AbortController().signal)).toMatchObject({ ok: true, value: { people: [{ id: ID, displayName: 'Grace Hopper', kind: 'member', department: null }] } });
    expect(await directory.read(ID)).toMatchObject({ ok: true, value: { displayName: 'Grace Hopper', mobilePhone: null, pass: { known: true, value: null }, roles: { known: false } } });
    expect(await directory.readForIssue(ID)).toMatchObject({ ok: true, value: { accountEnabled: true, kind: 'member' } });

    const created = await passes.create({ personId: ID, lifetimeInMinutes: 45, isUsableOnce: true, startDateTime: null });
    expect(created).toMatchObject({ ok: true, value: { passcode: 'H0pper+1', requestId: '', pass: { lifetimeInMinutes: 45, isUsableOnce: true } } });
    const id = created.ok ? created.value.pass.id : '';
    expect(await passes.current(ID)).toMatchObject({ ok: true, value: { id, lifetimeInMinutes: 45 } });
    expect(await passes.remove(ID, id)).toEqual({ ok: true, value: { requestId: '', wasThere: true } });
    expect(await passes.remove(ID, id)).toEqual({ ok: true, value: { requestId: '', wasThere: false } });
    expect(await passes.current(ID)).toEqual({ ok: true, value: null });
    expect(await directory.read(randomUUID())).toMatchObject({ ok: false, error: { kind: 'not-found', what: 'person' } });
  });
});

/** What Graph documents for what such a server leaves out. */
const REST = { defaultLength: null, includeTargets: [{ id: 'all_users', targetType: 'group' }], excludeTargets: [] };

it.each<[string, Answer, unknown]>([
  ['is there', POLICY, { known: true, value: { ...REST, ...(POLICY.body as object) } }],
  ['is partly there', { status: 200, body: { state: 'enabled' } }, { known: true, value: { state: 'enabled', defaultLifetimeInMinutes: 60, minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, isUsableOnce: false, ...REST } }],
  ['is not there', { status: 404, body: {} }, { known: false, because: 'not-in-cloud', needs: null }],
  ['is not implemented', { status: 501 }, { known: false, because: 'not-in-cloud', needs: null }],
])('the policy of such a server that %s', async (_, policy, expected) => {
  const { passes } = await given({ policy });
  expect(await passes.policy()).toEqual({ ok: true, value: expected });
});
