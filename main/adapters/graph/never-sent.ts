/**
 * Tells whether a failed request certainly never reached Graph: no address, no connection, no valid certificate. A
 * write that failed so did not happen; every other failure leaves that open.
 *
 * Names come from Node (`code` with `syscall`, undici, TLS) and from Chromium (`net::ERR_…` in the message of what
 * Electron's `net.fetch` rejects with). What is not listed here counts as perhaps sent.
 */

/** Codes that Node uses for an attempt to connect as well as for a connection in use; the system call tells them apart. */
const CONNECTING = new Set(['connect', 'getaddrinfo']);

const NODE_CODES = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

const CHROMIUM =
  /net::ERR_(INTERNET_DISCONNECTED|NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|CONNECTION_REFUSED|CONNECTION_TIMED_OUT|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_[A-Z_]+)\b/;

/** `cause` of `cause` of …: deeper than any real chain, and an end for a circular one. */
const DEPTH = 6;

export function wasNeverSent(cause: unknown, depth = 0): boolean {
  if (!(cause instanceof Error) || depth > DEPTH) return false;
  const { code, syscall } = cause as { readonly code?: unknown; readonly syscall?: unknown };
  if (typeof syscall === 'string' && CONNECTING.has(syscall)) return true;
  if (typeof code === 'string' && NODE_CODES.has(code)) return true;
  if (CHROMIUM.test(cause.message)) return true;
  // Node tries several addresses: only when none could be reached was nothing sent.
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every((each) => wasNeverSent(each, depth + 1));
  return wasNeverSent(cause.cause, depth + 1);
}

/** The most telling code of a network failure, for the log; never its message, which may quote the request. */
export function networkCode(cause: unknown, depth = 0): string {
  if (!(cause instanceof Error) || depth > DEPTH) return 'unknown';
  const chromium = /net::(ERR_[A-Z_]+)/.exec(cause.message)?.[1];
  const { code } = cause as { readonly code?: unknown };
  const own = chromium ?? (typeof code === 'string' ? code : null);
  return own ?? (cause.cause === undefined ? cause.name : networkCode(cause.cause, depth + 1));
}
