/** One POST of JSON to a webhook: with a time limit, without redirects, and with an answer for every way it can end. */
import type { Sent } from '../../ports/alerts';

export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** How long one call may take, ms. */
const LIMIT_MS = 15_000;

/** An answer that never came leaves it open whether the alert arrived. */
export async function postJson(fetch: FetchLike, url: string, body: string, headers: Readonly<Record<string, string>>, limitMs: number = LIMIT_MS): Promise<Sent> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), limitMs);
  try {
    // A redirect would carry the alert to somewhere nobody has configured.
    const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body, redirect: 'error', signal: limit.signal });
    // Not waited for: what it says beside its status is of no use, and may never end.
    void answer.body?.cancel().catch(() => undefined);
    return sentBy(answer);
  } catch (cause) {
    if (limit.signal.aborted) return { state: 'uncertain', reason: 'time-out', detail: `no answer within ${limitMs / 1000} s` };
    return failureOf(cause);
  } finally {
    clearTimeout(timer);
  }
}

function sentBy({ ok, status, headers }: Response): Sent {
  if (ok) return { state: 'sent' };
  // A server that failed, or what stands before it, may have taken it. 408: it was late, and may have taken it too.
  const state = status >= 500 || status === 408 ? 'uncertain' : 'failed';
  const waitMs = waitOf(headers.get('Retry-After'));
  return { state, reason: 'refused', detail: `status ${status}`, ...(waitMs !== null && { waitMs }) };
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function waitOf(retryAfter: string | null): number | null {
  if (retryAfter === null) return null;
  const text = retryAfter.trim();
  const milliseconds = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : null;
}

/** Chromium says what it was in its message, Node in the cause's code. No address gets into the detail: that of a webhook may be its secret. */
function failureOf(cause: unknown): Sent {
  const inner = cause instanceof Error ? cause.cause : undefined;
  const message = `${cause instanceof Error ? cause.message : ''} ${inner instanceof Error ? inner.message : ''}`;
  const code = (inner instanceof Error && 'code' in inner ? String(inner.code) : /ERR_[A-Z0-9_]+/.exec(message)?.[0]) ?? '';
  if (/redirect/i.test(message)) return { state: 'failed', reason: 'refused', detail: 'it leads elsewhere' };
  if (/CERT|SIGNED|VERIFY|_TLS_|_SSL_/.test(code)) return { state: 'failed', reason: 'refused', detail: `its certificate does not hold (${code})` };
  // Nobody was reached, so nobody has it.
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CONNECTION_REFUSED|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED/.test(code)) {
    return { state: 'failed', reason: 'offline', detail: 'no connection' };
  }
  return { state: 'uncertain', reason: 'offline', detail: 'the connection was cut' };
}
