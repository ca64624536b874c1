/**
 * The demo tenant on the network: loopback only, one token, no browser may read it.
 *
 * A page in a browser could name a host of its own that resolves to this machine (DNS rebinding); the Host header gives
 * it away. No CORS header is ever sent.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answerBatch } from './batch';
import { unauthenticated } from './envelope';
import { worstOf } from './fault-effects';
import { type Caller, type GraphResponse, Refusal } from './protocol';
import type { RequestLog } from './request-log';
import { send } from './send';
import { type Act, type Answer, type Incoming, isBatch, type Service, sleep } from './service';

/** Graph takes 4 MB. */
const LARGEST_BODY_BYTES = 4 * 1024 * 1024;
const VERSION = '/v1.0';

export type HttpParts = {
  readonly service: Service;
  readonly log: RequestLog;
  readonly scheme: 'http' | 'https';
  /** Known once the server listens. */
  readonly port: () => number;
  readonly callerOf: (bearer: string) => Caller | undefined;
  readonly latencyMs: number;
};

function headersOf(message: IncomingMessage): ReadonlyMap<string, string> {
  return new Map(Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not tear the connection down: the refusal has to reach the caller.
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Refusal(413, 'RequestEntityTooLarge', 'The request body is too large.', { Connection: 'close' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseBody(bytes: Buffer, contentType: string): unknown {
  if (bytes.length === 0) return undefined;
  if (!/^application\/json\b/i.test(contentType.trim())) throw new Refusal(415, 'UnsupportedMediaType', 'The content type of the request must be application/json.');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, 'BadRequest', 'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.');
  }
}

/** What follows the version. */
function targetOf(url: string): string {
  if (url === VERSION || url.startsWith(`${VERSION}/`) || url.startsWith(`${VERSION}?`)) return url.slice(VERSION.length) || '/';
  const version = /^\/([^/?]*)/.exec(url)?.[1] ?? '';
  throw new Refusal(400, 'BadRequest', `Invalid version: ${version}`);
}

export function requestListener(parts: HttpParts): RequestListener {
  const { service, log, scheme, port, callerOf, latencyMs } = parts;

  const hostOf = (headers: ReadonlyMap<string, string>): string => {
    const host = headers.get('host') ?? '';
    if (host === `127.0.0.1:${port()}` || host === `localhost:${port()}`) return host;
    throw new Refusal(421, 'MisdirectedRequest', 'This host is not served here.');
  };
  const authenticated = (headers: ReadonlyMap<string, string>): Caller => {
    const bearer = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (bearer === undefined) throw unauthenticated('Access token is empty.');
    const caller = callerOf(bearer);
    if (!caller) throw unauthenticated('Access token validation failure.');
    return caller;
  };

  /** Everything that can be refused before the request is one of Graph's. */
  const prepare = async (message: IncomingMessage): Promise<Incoming> => {
    const headers = headersOf(message);
    const host = hostOf(headers);
    const caller = authenticated(headers);
    const target = targetOf(message.url ?? '/');
    const body = parseBody(await readBody(message), headers.get('content-type') ?? '');
    return { method: message.method ?? 'GET', target, headers, body, caller, origin: `${scheme}://${host}`, batchRequestId: null };
  };

  const answer = async (incoming: Incoming): Promise<Answer> => {
    if (!isBatch(incoming.target)) return service.answer(incoming);
    let inner: Pick<Answer, 'delivery' | 'onHeld'> & { readonly body: unknown } = { delivery: 'whole', onHeld: [], body: undefined };
    const act: Act = async (identity): Promise<GraphResponse> => {
      if (incoming.method !== 'POST') throw new Refusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
      const batch = await answerBatch(service, incoming, identity);
      inner = { ...batch, body: batch.response.body };
      return batch.response;
    };
    const outer = await service.answer(incoming, act);
    const delivery = worstOf([outer.delivery, inner.delivery]);
    // Another body in its place, or a part of it, tells nobody what became of the items.
    if (delivery !== 'whole' || outer.response.body !== inner.body) log.markLost(outer.identity.requestId);
    return { ...outer, delivery, onHeld: [...outer.onHeld, ...inner.onHeld] };
  };

  const respond = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    let incoming: Incoming;
    try {
      incoming = await prepare(message);
    } catch (cause) {
      const refusal = cause instanceof Refusal ? cause : new Refusal(400, 'BadRequest', 'The request could not be read.');
      send(response, refused(message, refusal)); return;
    }
    if (latencyMs > 0) await sleep(latencyMs);
    const answered = await answer(incoming);
    if (answered.delivery === 'whole') noteIfGone(response, answered.identity.requestId);
    send(response, answered);
  };

  /** What is sent whole can still meet a caller who is no longer there. */
  const noteIfGone = (response: ServerResponse, requestId: string): void => {
    if (response.closed) log.markLost(requestId);
    response.once('close', () => {
      if (!response.writableFinished) log.markLost(requestId);
    });
  };

  /** Logged like any other, so that a test sees what was turned away; faults do not apply to it. */
  const refused = (message: IncomingMessage, refusal: Refusal): Answer => service.refuse({ method: message.method ?? 'GET', target: message.url ?? '/', headers: headersOf(message), batchRequestId: null }, refusal);

  return (message, response) => {
    message.on('error', () => response.destroy());
    respond(message, response).catch(() => response.destroy());
  };
}
