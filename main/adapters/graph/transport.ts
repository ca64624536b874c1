/**
 * The last link: one HTTP exchange, under one time limit from the first byte sent to the last byte read.
 *
 * Neither cookies nor caches nor redirects: a redirect could carry the token to another host, and Chromium would keep
 * what it caches on disk. Bounds: {@link TIME_LIMIT_MS} and {@link BODY_MAXIMUM}.
 */
import type { ReadableStreamDefaultReader } from 'node:stream/web';
import type { AppError } from '../../../shared/errors';
import type { Log } from '../../ports/desk';
import { type Call, carried, carry } from './call';
import { addHeaders, type Link } from './middleware';
import { networkCode, wasNeverSent } from './never-sent';

/** WHATWG `fetch`: Electron's `net.fetch` in the app (system proxy and certificates), Node's own in tests. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export const TIME_LIMIT_MS = 15_000;
/** Longest body that is read, bytes. A page of 999 users with every property we ask for is about 1 MB. */
export const BODY_MAXIMUM = 8_000_000;

type Options = {
  readonly fetch: Fetch;
  readonly newId: () => string;
  readonly timeLimitMs: number;
  readonly log?: Log | undefined;
};

export function sending({ fetch, newId, timeLimitMs, log }: Options): Link {
  return async (context, passage) => {
    const { call } = passage;
    // One per exchange, not per call: Microsoft's support finds each try by its own id.
    const clientRequestId = newId();
    // High is for what somebody is waiting for, and for nothing else. Source: Graph throttling limits, identity and access.
    addHeaders(context, { Accept: 'application/json', 'client-request-id': clientRequestId, ...(call.isBackground ? {} : { 'x-ms-throttle-priority': 'high' }) });
    const url = String(context.request);
    const headers = new Headers(context.options?.headers);
    const { method = 'GET', body } = context.options ?? {};

    const end = endOf(call.signal, timeLimitMs);
    let requestId = '';
    try {
      if (call.signal?.aborted) throw carry({ kind: 'cancelled' });
      const init: RequestInit & { readonly cache: 'no-store' } = { method, headers, signal: end.signal, redirect: 'error', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' };
      // Raced as well: a `fetch` that forgets its signal once the headers are in must not hang the desk.
      context.response = await Promise.race([fetch(url, body == null ? init : { ...init, body }), end.reached]);
      requestId = context.response.headers.get('request-id') ?? '';
      passage.text = await Promise.race([textOf(context.response), end.reached]);
    } catch (cause) {
      const error = carried(cause) ?? meaningOf(cause, call, end.why(), requestId);
      log?.warn('graph.no-answer', { clientRequestId, requestId, effect: call.effect, outcome: error.kind, code: end.why() ?? networkCode(cause) });
      throw carry(error);
    } finally {
      end.release();
    }
  };
}

type Why = 'cancelled' | 'time-out' | null;

/** Nothing here is a bug: address and headers were built before, so all that can fail is the exchange itself. */
function meaningOf(cause: unknown, { effect }: Call, why: Why, requestId: string): AppError {
  if (effect !== 'read') return why === null && wasNeverSent(cause) ? { kind: 'offline' } : { kind: 'outcome-unknown', action: effect, requestId };
  if (why === 'cancelled') return { kind: 'cancelled' };
  if (why === 'time-out') return { kind: 'service-unavailable', status: 0, requestId };
  return cause instanceof TooLong ? { kind: 'unexpected-answer', requestId, paths: [] } : { kind: 'offline' };
}

/** Joins the caller's signal and the time limit; `AbortSignal.any` is missing in older Electrons. */
function endOf(signal: AbortSignal | undefined, timeLimitMs: number) {
  const controller = new AbortController();
  let why: Why = null;
  const end = (reason: Exclude<Why, null>) => {
    why ??= reason;
    controller.abort();
  };
  const onAbort = () => end('cancelled');
  const timer = setTimeout(() => end('time-out'), timeLimitMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  const reached = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(new Error('ended')), { once: true });
  });
  // Nobody may be waiting for it any more when it comes.
  reached.catch(() => undefined);
  return {
    signal: controller.signal,
    reached,
    why: (): Why => why,
    release: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
}

class TooLong extends Error {}

async function textOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > BODY_MAXIMUM) {
      await reader.cancel();
      throw new TooLong('The answer is too long.');
    }
    text += decoder.decode(value, { stream: true });
  }
}
