/**
 * Puts the operator's token on a request, if and only if it goes to the configured Graph.
 *
 * The client's own handler decides by a list of host names and knows https only; ours compares scheme, host and port.
 * A token source that cannot deliver says why as data, and that is what the caller gets.
 */
import type { TokenSource } from '../../ports/session';
import { carry } from './call';
import { claimsChallenge } from './claims-challenge';
import { addHeaders, type Link } from './middleware';

/** @param origin - As {@link graphOrigin} returns it. */
export function authenticating({ origin, tokens }: { readonly origin: string; readonly tokens: TokenSource }): Link {
  return async (context, { call }, next) => {
    if (!isAt(origin, context.request)) throw new Error('Refused to send a token anywhere but to the configured Graph.');

    const sendWith = async (claims: string | undefined) => {
      const token = await tokens.token(call.features, claims);
      if (!token.ok) throw carry(token.error);
      addHeaders(context, { Authorization: `Bearer ${token.value}` });
      await next();
    };
    await sendWith(call.claims);

    const { response } = context;
    const challenge = response ? claimsChallenge({ status: response.status, header: (name) => response.headers.get(name) }) : null;
    // Once: a second challenge means that the sign-in service and Graph disagree, and only the operator can settle it.
    if (challenge !== null && call.claims === undefined) await sendWith(challenge);
  };
}

/**
 * @param origin - `https://host[:port]`, or with `allowLoopbackHttp` also `http://127.0.0.1:port`.
 * @returns it in its one canonical form.
 * @throws RangeError for anything else: the desk policy was checked before, so this is a bug.
 */
export function graphOrigin(origin: string, allowLoopbackHttp: boolean): string {
  const url = new URL(origin);
  const isLoopback = allowLoopbackHttp && url.protocol === 'http:' && url.hostname === '127.0.0.1';
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if ((url.protocol !== 'https:' && !isLoopback) || !isBare) throw new RangeError('Graph must be an https origin without a path.');
  return url.origin;
}

function isAt(origin: string, request: unknown): boolean {
  if (typeof request !== 'string') return false;
  const url = new URL(request);
  return url.origin === origin && url.username === '' && url.password === '';
}
