/**
 * MSAL's way to the sign-in service: over the `fetch` it is given (Electron's, which uses the system's proxy and trust
 * store). No cookies, no redirects: nobody who stands in between gets to send a token request elsewhere. Every request
 * has a time limit that covers the body too. MSAL swallows why a request failed, so the last trouble is kept here.
 */
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

export type FetchLike = (url: string, init: RequestInit) => Promise<Response>;

/** What went wrong with the most recent request; `undefined` when it was answered. */
export type Trouble =
  | { readonly kind: 'unreachable' }
  /** The connection was made and is not to be trusted; `code` is the platform's own, e.g. `ERR_CERT_DATE_INVALID`. */
  | { readonly kind: 'untrusted'; readonly code: string }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unavailable'; readonly status: number };

export type Network = { readonly module: INetworkModule; readonly trouble: () => Trouble | undefined };

/** Used when a 429 says no time of its own, in seconds. */
const DEFAULT_RETRY_SECONDS = 10;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

export function createNetwork(fetch: FetchLike, limitInMs: number): Network {
  let trouble: Trouble | undefined;

  const send =
    (method: 'GET' | 'POST') =>
    async <T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> => {
      try {
        const response = await fetch(url, {
          method,
          ...(options?.headers && { headers: options.headers }),
          ...(method === 'POST' && options?.body !== undefined && { body: options.body }),
          credentials: 'omit',
          redirect: 'error',
          signal: AbortSignal.timeout(limitInMs),
        });
        const text = await response.text();
        trouble = troubleOf(response);
        return { status: response.status, headers: Object.fromEntries(response.headers), body: readJson(text) as T };
      } catch (cause) {
        trouble = unreachable(cause);
        throw cause;
      }
    };
  return { module: { sendGetRequestAsync: send('GET'), sendPostRequestAsync: send('POST') }, trouble: () => trouble };
}

function troubleOf({ status, headers }: Response): Trouble | undefined {
  if (status === TOO_MANY_REQUESTS) {
    const seconds = Number(headers.get('retry-after'));
    return { kind: 'throttled', retryAfterSeconds: Number.isInteger(seconds) && seconds > 0 ? seconds : DEFAULT_RETRY_SECONDS };
  }
  return status >= SERVER_ERROR ? { kind: 'unavailable', status } : undefined;
}

/** A proxy's log-in page or an empty answer is no JSON. MSAL refuses the empty object for what it lacks. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Chromium says `net::ERR_CERT_…` or `net::ERR_SSL_…` in the message; Node has an OpenSSL code on the cause. */
function unreachable(cause: unknown): Trouble {
  const said = cause instanceof Error ? `${cause.message} ${codeOf(cause)} ${codeOf(cause.cause)}` : '';
  const code = /\b(?:ERR_CERT_\w+|ERR_SSL_\w+|ERR_TLS_\w+|CERT_\w+|UNABLE_TO_\w+|(?:DEPTH_ZERO_)?SELF_SIGNED_\w+)/.exec(said)?.[0];
  return code === undefined ? { kind: 'unreachable' } : { kind: 'untrusted', code };
}

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}
