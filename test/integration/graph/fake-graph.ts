/**
 * A Graph-shaped HTTP server that answers exactly what a test tells it to, faults included, and keeps what it received.
 * For answers that no well-behaved tenant gives; the demo tenant is for the others.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { createAudits } from '../../../main/adapters/graph/audits';
import { createGraph, type Graph, type GraphOptions } from '../../../main/adapters/graph/client';
import { createContractors } from '../../../main/adapters/graph/contractors';
import { createMailer } from '../../../main/adapters/graph/mailer';
import { createGrants } from '../../../main/adapters/graph/grants';
import { createDirectory } from '../../../main/adapters/graph/people';
import { createPasses } from '../../../main/adapters/graph/passes';
import { createTenantGuards } from '../../../main/adapters/graph/tenant-guards';
import { ok } from '../../../shared/result';
import { memoryLog } from '../../support/memory-log';

export type Received = { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string };

export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown; readonly text?: string }
  /** The connection is cut before any answer, or after half of it; or no answer ever comes. */
  | { readonly fault: 'cut' | 'hang' }
  | { readonly fault: 'cut-midway'; readonly status: number; readonly body: unknown };

export type Item = { readonly id: string; readonly method: string; readonly url: string; readonly headers?: Readonly<Record<string, string>> };
export type ItemReply = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown };

export const NOW = new Date('2026-03-04T05:06:07.000Z');
/** What the token of {@link given} may do. */
export const SCOPES = ['User.Read.All', 'UserAuthMethod-TAP.ReadWrite.All'];
export const PERSON = '071cc716-8147-4397-a5ba-b2105951cc0b';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** @param answer - Called once per request, with its number from 1. */
export async function given(answer: (request: Received, n: number) => Reply, options: Partial<GraphOptions> = {}) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const got = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(got);
      write(response, answer(got, received.length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  }));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const log = memoryLog();
  const asked: { readonly features: readonly string[]; readonly claims: string | undefined }[] = [];
  const waits: number[] = [];
  let now = NOW.getTime();
  const graph = createGraph({
    origin,
    fetch,
    newId: randomUUID,
    clock: { now: () => new Date(now) },
    log,
    allowLoopbackHttp: true,
    timeLimitMs: 2000,
    tokens: {
      token: async (features, claims) => {
        asked.push({ features, claims });
        return ok(claims === undefined ? 'token-1' : 'token-2');
      },
      scopes: () => SCOPES,
    },
    // Time passes without anybody waiting for it.
    wait: async (milliseconds) => {
      waits.push(milliseconds / 1000);
      now += milliseconds;
    },
    ...options,
  });
  return { ...ports(graph), origin, received, log, asked, waits };
}

export function ports(graph: Graph) {
  return { graph, directory: createDirectory(graph), passes: createPasses(graph), audits: createAudits(graph), contractors: createContractors(graph), mailer: createMailer(graph), guards: createTenantGuards(graph), grants: createGrants(graph) };
}

const jsonOf = (body: unknown): string => (body === undefined ? '' : JSON.stringify(body));

function write(response: ServerResponse, reply: Reply): void {
  if ('fault' in reply && reply.fault !== 'cut-midway') {
    if (reply.fault === 'cut') response.destroy();
    return;
  }
  const headers = { 'content-type': 'application/json', 'request-id': 'request-1', ...('headers' in reply ? reply.headers : {}) };
  const text = 'text' in reply ? reply.text : jsonOf(reply.body);
  if ('fault' in reply) {
    response.writeHead(reply.status, { ...headers, 'content-length': Buffer.byteLength(text) });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
    return;
  }
  response.writeHead(reply.status, headers).end(text);
}

/** Answers a `$batch` item by item, in reverse: the order of the answers means nothing. */
export function batchOf(answer: (item: Item) => ItemReply | null): (request: Received) => Reply {
  return (request) => {
    const { requests } = JSON.parse(request.body) as { readonly requests: readonly Item[] };
    const responses = requests.flatMap((item) => {
      const reply = answer(item);
      return reply === null ? [] : [{ id: item.id, headers: { 'Content-Type': 'application/json' }, ...reply }];
    });
    return { status: 200, body: { responses: responses.reverse() } };
  };
}

export function itemsOf(request: Received): readonly Item[] {
  return (JSON.parse(request.body) as { readonly requests: readonly Item[] }).requests;
}

export function refusal(status: number, code: string, message = 'Refused.'): ItemReply {
  return { status, body: { error: { code, message, innerError: { 'request-id': 'inner-request', date: '2026-03-04T05:06:07' } } } };
}

export const USER = {
  id: PERSON,
  displayName: 'Ada Lovelace',
  userPrincipalName: 'ada@contoso.com',
  mail: 'ada.lovelace@contoso.com',
  department: 'Engines',
  jobTitle: 'Analyst',
  employeeId: 'E100',
  accountEnabled: true,
  userType: 'Member',
  creationType: null,
  externalUserState: null,
  identities: [{ signInType: 'userPrincipalName', issuer: 'contoso.com', issuerAssignedId: 'ada@contoso.com' }],
};

export const PASS = {
  id: 'bdaede67-61e0-4349-9347-d2d6afd84009',
  temporaryAccessPass: null as string | null,
  createdDateTime: '2026-03-04T05:00:00.6438213Z',
  startDateTime: '2026-03-04T05:00:00Z',
  lifetimeInMinutes: 60,
  isUsableOnce: false,
  isUsable: true,
  methodUsabilityReason: 'EnabledByPolicy',
};

/** Nothing about this string may be found anywhere but in the answer to the create. */
export const PASSCODE = 'canary+Pa55/"\\code';
