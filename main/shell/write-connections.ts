/**
 * A `fetch` for requests that change something: each travels on a connection of its own.
 *
 * Chromium sends any request again, POST included, when a kept-alive connection dies before the answer's headers, and then
 * reports what became of the second attempt alone: "no connection" would be said of a write that had arrived. It never
 * does so on a connection that was not used before. So a write gets a session without open connections, alone, and gives
 * it back when the answer has been read to its end. Nothing is kept on the disk: the sessions are in memory, cache-less.
 * Source: Chromium, `HttpNetworkTransaction::ShouldResendRequest`.
 */
import type { ReadableStreamDefaultReader } from 'node:stream/web';
import type { Session } from 'electron';
import { denyPermissions } from './permissions';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What is used of a session. */
export type WriteSession = Pick<Session, 'closeAllConnections' | 'fetch'>;

/** Longest answer to a write that is read, bytes; what asks for less refuses it itself. */
const BODY_MAXIMUM = 16_000_000;
/** Answers that have no body, and for which `Response` accepts none. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * @param open - Makes a session in memory for the partition; called again only when all made so far are in use.
 * @returns a fetch that answers when the whole body is here.
 */
export function freshConnections(open: (partition: string) => WriteSession): Fetch {
  const idle: WriteSession[] = [];
  let made = 0;
  const take = (): WriteSession => {
    const free = idle.pop();
    if (free) return free;
    made += 1;
    return open(`write-${made}`);
  };

  return async (url, init) => {
    init.signal?.throwIfAborted();
    const session = take();
    try {
      await session.closeAllConnections();
      // Given up meanwhile: nothing was sent, and nothing will be.
      init.signal?.throwIfAborted();
      const response = await session.fetch(url, init);
      const { status, statusText, headers } = response;
      const body = await wholeBody(response);
      return new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers });
    } finally {
      // Only now: whoever takes it next closes its connections, which must not be this write's.
      idle.push(session);
    }
  };
}

/** Sessions for {@link freshConnections}: `session.fromPartition` without a cache and without any permission. */
export function writeSessions(electronSession: { readonly fromPartition: (partition: string, options: { cache: boolean }) => Session }): (partition: string) => WriteSession {
  return (partition) => {
    const opened = electronSession.fromPartition(partition, { cache: false });
    denyPermissions(opened);
    return opened;
  };
}

/** What only reads may go over kept connections, and be repeated by Chromium; everything else goes out on a fresh one. */
export function routeWrites(ordinary: Fetch, fresh: Fetch): Fetch {
  return (url, init) => (isRead(url, init.method) ? ordinary(url, init) : fresh(url, init));
}

/** A `$batch` is a POST, but this app puts nothing but GETs into it. */
function isRead(url: string, method = 'GET'): boolean {
  const verb = method.toUpperCase();
  return verb === 'GET' || verb === 'HEAD' || (verb === 'POST' && new URL(url).pathname.endsWith('/$batch'));
}

async function wholeBody({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > BODY_MAXIMUM) {
      await reader.cancel();
      throw new TypeError('The answer is too long.');
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
