/**
 * Answers one Graph request, by itself or as an item of a batch: quota, fault, route, envelope, log entry.
 */
import { randomUUID } from 'node:crypto';
import { errorResponse, internalError, type Identity } from './envelope';
import { broken, type Delivery, deliveryUnder, refusalAfter, refusalBefore, staysUnanswered } from './fault-effects';
import type { Faults } from './faults';
import { parseQuery } from './odata/query';
import { type Caller, type GraphResponse, Refusal } from './protocol';
import type { Quotas, Verdict } from './quotas/quotas';
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

export type Answer = {
  readonly response: GraphResponse;
  readonly identity: Identity;
  readonly delivery: Delivery;
  /** To be called once the answer hangs. */
  readonly onHeld: readonly (() => void)[];
};

export type ServiceParts = { readonly tenant: Tenant; readonly faults: Faults; readonly quotas: Quotas; readonly log: RequestLog; readonly now: () => Date };

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

export const isBatch = (target: string): boolean => /^\/\$batch(\?|$)/.test(target);
const priorityOf = (headers: ReadonlyMap<string, string>): string | null => headers.get('x-ms-throttle-priority') ?? null;
/** Of a batch each item is counted, and the batch itself is not. */
const UNCOUNTED: Verdict = { refusal: undefined, headers: {} };

const pathOf = (target: string): string => target.split('?', 1)[0] ?? target;

export class Service {
  readonly #parts: ServiceParts;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
  }

  async answer(incoming: Incoming, act: Act = (identity) => this.#route(incoming, identity)): Promise<Answer> {
    const { faults, quotas, log, now } = this.#parts;
    // Who is over the quota gets no further: no fault is used up, and nothing is done.
    const { refusal, headers } = isBatch(incoming.target) && incoming.batchRequestId === null ? UNCOUNTED : quotas.judge(incoming.method, incoming.target, now());
    if (refusal) return this.refuse(incoming, refusal);
    const requestId = randomUUID();
    const clientRequestId = incoming.headers.get('client-request-id') ?? requestId;
    const fault = faults.take({ method: incoming.method, target: incoming.target, inBatch: incoming.batchRequestId !== null });
    if (fault?.kind === 'slow') await sleep(fault.milliseconds);
    const identity: Identity = { requestId, clientRequestId, at: now() };
    const isUnanswered = staysUnanswered(fault);
    const before = fault && refusalBefore(fault);
    const handled = before === undefined && !isUnanswered;
    let response: GraphResponse = { status: 504 };
    if (before) response = errorResponse(before, identity);
    else if (handled) response = await this.#attempt(act, identity);
    const after = refusalAfter(fault);
    if (after) response = errorResponse(after, identity);
    if (fault?.kind === 'broken-body') response = broken(response);
    response = { ...response, headers: { ...headers, ...response.headers } };
    const delivery = deliveryUnder(fault);
    log.add({
      at: identity.at.toISOString(),
      method: incoming.method,
      path: pathOf(incoming.target),
      status: isUnanswered ? null : response.status,
      requestId,
      clientRequestId,
      priority: priorityOf(incoming.headers),
      batchRequestId: incoming.batchRequestId,
      fault: fault?.kind ?? null,
      handled,
      delivered: delivery === 'whole',
    });
    return { response, identity, delivery, onHeld: fault?.kind === 'hold' ? [fault.onHeld] : [] };
  }

  /**
   * For what never reaches a route: wrong host, wrong token, unreadable body, over quota, an item whose dependency failed.
   * Faults do not apply.
   */
  refuse(incoming: Pick<Incoming, 'method' | 'headers' | 'batchRequestId'> & { readonly target: string }, refusal: Refusal): Answer {
    const requestId = randomUUID();
    const { method, headers, batchRequestId } = incoming;
    const identity: Identity = { requestId, clientRequestId: headers.get('client-request-id') ?? requestId, at: this.#parts.now() };
    this.#parts.log.add({
      at: identity.at.toISOString(), method, path: pathOf(incoming.target), status: refusal.status, requestId, clientRequestId: identity.clientRequestId, priority: priorityOf(headers), batchRequestId, fault: null, handled: false, delivered: true,
    });
    return { response: errorResponse(refusal, identity), identity, delivery: 'whole', onHeld: [] };
  }

  async #attempt(act: Act, identity: Identity): Promise<GraphResponse> {
    try {
      return await act(identity);
    } catch (cause) {
      return cause instanceof Refusal ? errorResponse(cause, identity) : internalError(identity);
    }
  }

  #route({ method, target, headers, body, caller, origin }: Incoming, { requestId, clientRequestId, at }: Identity): GraphResponse {
    const path = pathOf(target);
    const query = parseQuery(target.slice(path.length + 1));
    const { tenant } = this.#parts;
    tenant.settle(at);
    return route({ method, segments: segmentsOf(path), query, headers, body, caller, origin, requestId, clientRequestId, at }, tenant);
  }
}
