/**
 * Answers one Graph request, by itself or as an item of a batch: fault, route, envelope, log entry.
 */
import { randomUUID } from 'node:crypto';
import { claimsChallenge, errorResponse, internalError, type Identity } from './envelope';
import type { Fault, Faults } from './faults';
import { parseQuery } from './odata/query';
import { type Caller, type GraphResponse, isRecord, Refusal } from './protocol';
import type { RequestLog } from './request-log';
import { route } from './router';
import type { Tenant } from './tenant';

export type Incoming = {
  readonly method: string;
  /** Path and query without the version: `/users?$top=5`. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: unknown;
  readonly caller: Caller;
  readonly origin: string;
  readonly batchRequestId: string | null;
};

/** How the answer reaches the caller. */
export type Delivery = 'whole' | 'cut-at-start' | 'cut-midway';

export type Answer = { readonly response: GraphResponse; readonly identity: Identity; readonly delivery: Delivery };

export type ServiceParts = { readonly tenant: Tenant; readonly faults: Faults; readonly log: RequestLog; readonly now: () => Date };

/** What a route does, or what `$batch` does in its place. */
export type Act = (identity: Identity) => GraphResponse | Promise<GraphResponse>;

export const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

export function segmentsOf(path: string): readonly string[] {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch {
    throw new Refusal(400, 'BadRequest', 'Bad Request - the URL is not correctly percent-encoded.');
  }
}

const pathOf = (target: string): string => target.split('?', 1)[0] ?? target;

/** Refusals for faults that keep the request from being handled. */
function refusalBefore(fault: Fault): Refusal | undefined {
  switch (fault.kind) {
    case 'slow':
    case 'broken-body':
    case 'cut-before':
    case 'cut-after':
    case 'cut-mid-response':
    case 'gateway-timeout-after':
      return undefined;
    case 'throttled':
      return new Refusal(429, 'TooManyRequests', 'Please retry again later.', { 'Retry-After': String(fault.retryAfterSeconds) });
    case 'unavailable':
      return new Refusal(503, 'serviceNotAvailable', 'The service is temporarily unavailable.', fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) });
    case 'gateway-timeout-before':
      return new Refusal(504, 'GatewayTimeout', 'The gateway did not answer in time.');
    case 'claims-challenge':
      return claimsChallenge(fault.claims);
  }
}

/** JSON that breaks the schema: a collection that is none, an object without its properties. */
function broken(response: GraphResponse): GraphResponse {
  const body = isRecord(response.body) && Array.isArray(response.body.value) ? { value: 'unexpected' } : { unexpected: [1] };
  return { ...response, status: response.status === 204 ? 200 : response.status, body };
}

const DELIVERIES: Readonly<Partial<Record<Fault['kind'], Delivery>>> = { 'cut-before': 'cut-at-start', 'cut-after': 'cut-at-start', 'cut-mid-response': 'cut-midway' };

export class Service {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  async answer(incoming: Incoming, act: Act = (identity) => this.#route(incoming, identity)): Promise<Answer> {
    const { faults, log, now } = this.#parts;
    const requestId = randomUUID();
    const clientRequestId = incoming.headers.get('client-request-id') ?? requestId;
    const fault = faults.take({ method: incoming.method, target: incoming.target, inBatch: incoming.batchRequestId !== null });
    if (fault?.kind === 'slow') await sleep(fault.milliseconds);
    const identity: Identity = { requestId, clientRequestId, at: now() };
    const refusal = fault && refusalBefore(fault);
    const handled = refusal === undefined && fault?.kind !== 'cut-before';
    let response: GraphResponse = { status: 504 };
    if (refusal) response = errorResponse(refusal, identity);
    else if (handled) response = await this.#attempt(act, identity);
    if (fault?.kind === 'gateway-timeout-after') response = errorResponse(new Refusal(504, 'GatewayTimeout', 'The gateway did not answer in time.'), identity);
    if (fault?.kind === 'broken-body') response = broken(response);
    const delivery = (fault && DELIVERIES[fault.kind]) ?? 'whole';
    log.add({
      at: identity.at.toISOString(),
      method: incoming.method,
      path: pathOf(incoming.target),
      status: fault?.kind === 'cut-before' ? null : response.status,
      requestId,
      clientRequestId,
      batchRequestId: incoming.batchRequestId,
      fault: fault?.kind ?? null,
      handled,
      delivered: delivery === 'whole',
    });
    return { response, identity, delivery };
  }

  /** For what never was a Graph request of the tenant: wrong host, wrong token, unreadable body. Faults do not apply. */
  refuse(method: string, path: string, headers: ReadonlyMap<string, string>, refusal: Refusal): Answer {
    const requestId = randomUUID();
    const identity: Identity = { requestId, clientRequestId: headers.get('client-request-id') ?? requestId, at: this.#parts.now() };
    this.#parts.log.add({
      at: identity.at.toISOString(), method, path, status: refusal.status, requestId, clientRequestId: identity.clientRequestId, batchRequestId: null, fault: null, handled: false, delivered: true,
    });
    return { response: errorResponse(refusal, identity), identity, delivery: 'whole' };
  }

  async #attempt(act: Act, identity: Identity): Promise<GraphResponse> {
    try {
      return await act(identity);
    } catch (cause) {
      return cause instanceof Refusal ? errorResponse(cause, identity) : internalError(identity);
    }
  }

  #route({ method, target, headers, body, caller, origin }: Incoming, { requestId, at }: Identity): GraphResponse {
    const path = pathOf(target);
    const query = parseQuery(target.slice(path.length + 1));
    return route({ method, segments: segmentsOf(path), query, headers, body, caller, origin, requestId, at }, this.#parts.tenant);
  }
}
