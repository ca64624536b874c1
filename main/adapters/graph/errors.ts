/**
 * Graph's refusals in our words. Status first, code second, message only as a hint, as Microsoft asks for: the codes of
 * the authentication methods API are not documented, so four messages are recognised and everything else is quoted.
 *
 * Total over any status and body. An ambiguous answer to a write is `outcome-unknown`, never a failure that might
 * invite somebody to press the button again.
 */
import { FEATURES, type Feature } from '../../../shared/domain/features';
import type { AppError, AppErrorOf } from '../../../shared/errors';
import type { Answer, Effect } from './call';
import { type ErrorBody, errorBody } from './error-body';
import { backoffSeconds, retryAfterSeconds } from './retry-after';

/** What a call was about: it names what is missing after a 403 and what was not found after a 404. */
export type About = {
  readonly feature: Feature;
  readonly what: AppErrorOf<'not-found'>['what'];
  readonly effect: Effect;
};

/** 403 for want of a licence: no permission would help. */
const LICENCE_CODES = new Set(['AadPremiumLicenseRequired', 'Authentication_RequestFromNonPremiumTenantOrB2CTenant']);

/** With these a 401 is about what the token may do, not about who holds it: signing in again would change nothing. */
const REFUSAL_CODES = new Set(['Authorization_RequestDenied', 'PermissionScopeNotGranted', 'accessDenied']);

export function isLicenceCode(code: string): boolean {
  return LICENCE_CODES.has(code);
}

/** @param answer - Of any status outside 200 to 299. */
export function failureOf(answer: Answer, { feature, what, effect }: About): AppError {
  const { status } = answer;
  const said = errorBody(answer);
  const { requestId } = said;
  if (status === 429) return { kind: 'throttled', retryAfterSeconds: waitOf(answer), requestId };
  if (status === 401 && REFUSAL_CODES.has(said.code)) return notPermitted(said, feature);
  if (status === 401) return { kind: 'sign-in-required', reason: isClaims(answer, said) ? 'claims' : 'expired' };
  if (status === 403) return forbidden(answer, said, feature);
  if (status === 404) return { kind: 'not-found', what, requestId };
  if (status === 408 || status >= 500 || status === 0) {
    return effect === 'read' ? { kind: 'service-unavailable', status, requestId } : { kind: 'outcome-unknown', action: effect, requestId };
  }
  if (status >= 400) return refused(said, feature);
  // 1xx and 3xx: Graph sends none, so something else answered.
  return effect === 'read' ? { kind: 'unexpected-answer', requestId, paths: [] } : { kind: 'outcome-unknown', action: effect, requestId };
}

function waitOf({ header }: Answer): number {
  // The date form needs a clock; the answer is moments old, so the machine's own will do.
  return Math.max(1, retryAfterSeconds(header('Retry-After'), new Date()) ?? backoffSeconds(1));
}

function isClaims({ header }: Answer, { code }: ErrorBody): boolean {
  return code === 'insufficient_claims' || /insufficient_claims/i.test(header('WWW-Authenticate') ?? '');
}

function forbidden(answer: Answer, said: ErrorBody, feature: Feature): AppError {
  if (isClaims(answer, said)) return { kind: 'sign-in-required', reason: 'claims' };
  return isLicenceCode(said.code) ? refused(said, feature) : notPermitted(said, feature);
}

function notPermitted({ code, requestId }: ErrorBody, feature: Feature): AppError {
  const { scopes, role } = FEATURES[feature];
  return { kind: 'not-permitted', graphCode: code, requestId, missing: { scopes: [...scopes], roles: role === '' ? [] : [role] } };
}

const LIFETIME = /Invalid LifetimeInMinutes specified\. The valid range between (\d{1,6}) and (\d{1,6})/i;
const EXTERNAL_GUEST = /cannot be added to an external guest/i;
const NOT_IN_POLICY = /UserCredentialPolicy does not allow creating or updating/i;
/** No public record of Graph's words for this; any refusal that names the property is about it. */
const ONE_TIME = /isUsableOnce|one-time/i;

function refused({ code, message, requestId }: ErrorBody, feature: Feature): AppError {
  const trace = { message, graphCode: code, requestId };
  // Said of anything but a pass, the same words mean something else.
  if (feature !== 'passes') return { kind: 'refused', reason: 'other', ...trace };
  const range = LIFETIME.exec(message);
  if (range) {
    return { kind: 'refused', reason: 'lifetime-out-of-policy', minimumMinutes: Number(range[1]), maximumMinutes: Number(range[2]), ...trace };
  }
  if (EXTERNAL_GUEST.test(message)) return { kind: 'refused', reason: 'external-guest', ...trace };
  if (NOT_IN_POLICY.test(message)) return { kind: 'refused', reason: 'not-in-policy', ...trace };
  if (ONE_TIME.test(message)) return { kind: 'refused', reason: 'one-time-required', ...trace };
  return { kind: 'refused', reason: 'other', ...trace };
}
