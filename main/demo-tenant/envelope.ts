/**
 * Graph's error envelope and the headers every answer carries. Source: Graph, "Error responses and resource types".
 */
import { type GraphResponse, OldEnvelopeRefusal, Refusal } from './protocol';

export type Identity = { readonly requestId: string; readonly clientRequestId: string; readonly at: Date };

export const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

function innerError({ requestId, clientRequestId, at }: Identity): Readonly<Record<string, string>> {
  return { date: at.toISOString().slice(0, 19), 'request-id': requestId, 'client-request-id': clientRequestId };
}

export function errorResponse(refusal: Refusal, identity: Identity): GraphResponse {
  const { status, code, message, headers } = refusal;
  // Source: Entra, "Assign Microsoft Entra roles", answer for a role that cannot be assigned at this scope.
  if (refusal instanceof OldEnvelopeRefusal) return { status, headers, body: { 'odata.error': { code, message: { message } } } };
  const inner = innerError(identity);
  const throttled = status === 429 ? { code: '429', message: 'Please retry after', status: '429' } : {};
  return { status, headers, body: { error: { code, message, innerError: { ...throttled, ...inner } } } };
}

/** What an unexpected failure of the demo looks like: as little as the service would say. */
export function internalError(identity: Identity): GraphResponse {
  return errorResponse(new Refusal(500, 'InternalServerError', 'An internal server error occurred.'), identity);
}

const CHALLENGE = 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"';

export function unauthenticated(message: string): Refusal {
  return new Refusal(401, 'InvalidAuthenticationToken', message, { 'WWW-Authenticate': `${CHALLENGE}, client_id="00000003-0000-0000-c000-000000000000"` });
}

/** Asks for a token that says which client capability the app has. */
const DEFAULT_CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"cp1"}}}';

/** @param claims - JSON; sent base64-encoded. Source: identity platform, "Claims challenges". */
export function claimsChallenge(claims: string = DEFAULT_CLAIMS): Refusal {
  const encoded = Buffer.from(claims, 'utf8').toString('base64');
  return new Refusal(401, 'InvalidAuthenticationToken', 'Continuous access evaluation resulted in challenge.', {
    'WWW-Authenticate': `${CHALLENGE}, error="insufficient_claims", claims="${encoded}"`,
  });
}

/** Type and text of a body; nothing at all for an answer without one. */
export function payloadOf(body: unknown): { readonly type: string; readonly text: string } | undefined {
  if (body === undefined) return undefined;
  return typeof body === 'number' ? { type: 'text/plain;charset=utf-8', text: String(body) } : { type: JSON_TYPE, text: JSON.stringify(body) };
}
