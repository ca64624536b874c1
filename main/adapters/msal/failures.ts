/**
 * The sign-in service's failures in our words. Its messages name people and tenants and are neither shown nor logged:
 * what leaves here is the AADSTS or OAuth code and the correlation id, by which its administrators find the event.
 * Codes: Microsoft Entra "authentication and authorization error codes".
 */
import { z } from 'zod';
import type { AppError } from '../../../shared/errors';
import { BrowserGivenUp, BrowserNotOpened } from './browser-sign-in';
import type { Trouble } from './network';

/** Nobody consented to a scope (65001), or only an administrator may (90094, 90095). */
const CONSENT_CODES: ReadonlySet<string> = new Set(['65001', '90094', '90095']);
/** The person pressed "Cancel" on the consent page. */
const DECLINED_CODES: ReadonlySet<string> = new Set(['65004']);
/**
 * A refresh token that will never work again, or a session that wants the person once more: expired (70008, 700082),
 * sign-in frequency (70043), password changed or sessions revoked (50173, 50133), MFA due (50076, 50078, 50079, 50158).
 */
const EXPIRED_CODES: ReadonlySet<string> = new Set([
  '70008', '700082', '700084', '70043', '50173', '50133', '50132', '50076', '50078', '50079', '50158', '50058',
]);
/** OAuth and MSAL codes that mean the same, when no AADSTS code says it better. */
const EXPIRED_NAMES: ReadonlySet<string> = new Set([
  'invalid_grant', 'interaction_required', 'login_required', 'bad_token', 'no_tokens_found', 'refresh_token_expired', 'no_account_in_silent_request',
]);

/** The same two names are all that some providers say of a scope without consent; see {@link Attempt.isFresh}. */
const VAGUE_NAMES: ReadonlySet<string> = new Set(['invalid_grant', 'interaction_required']);

/** What is read of an MSAL error, whichever of its classes it is. */
const Said = z.object({
  errorCode: z.string().catch(''),
  subError: z.string().catch(''),
  errorMessage: z.string().catch(''),
  errorNo: z.union([z.string(), z.number()]).optional().catch(undefined),
  claims: z.string().catch(''),
});

export type Attempt = {
  readonly scopes: readonly string[];
  readonly correlationId: string;
  readonly trouble: Trouble | undefined;
  /** No browser was involved: a token was to be had for scopes that a feature needs. */
  readonly isSilent: boolean;
  /** The operator signed in moments ago: "sign in again" would be asked for in a circle. */
  readonly isFresh: boolean;
};

export type Failure = {
  readonly error: AppError;
  /** What Entra wants proven at the next interactive sign-in, as the JSON text to send with it. */
  readonly claims?: string;
};

export function readFailure(cause: unknown, { scopes, correlationId, trouble, isSilent, isFresh }: Attempt): Failure {
  if (cause instanceof BrowserGivenUp) return { error: { kind: 'sign-in-cancelled' } };
  if (cause instanceof BrowserNotOpened) return { error: { kind: 'sign-in-failed', code: 'browser-not-opened', correlationId } };
  const said = Said.catch(Said.parse({})).parse(cause);
  const number = numberOf(said.errorNo, said.errorMessage);

  if (CONSENT_CODES.has(number) || [said.errorCode, said.subError].includes('consent_required')) {
    return { error: { kind: 'consent-required', scopes } };
  }
  // The browser's page explains a scope that cannot be had by silence, and lets the operator or an administrator act.
  if (isSilent && said.errorCode === 'invalid_scope') return { error: { kind: 'consent-required', scopes } };
  if (DECLINED_CODES.has(number) || said.errorCode === 'access_denied') return { error: { kind: 'sign-in-cancelled' } };
  if (said.claims) return { error: { kind: 'sign-in-required', reason: 'claims' }, claims: said.claims };
  const isVague = VAGUE_NAMES.has(said.errorCode) && !EXPIRED_NAMES.has(said.subError) && (number === '' || (said.errorCode === 'interaction_required' && !EXPIRED_CODES.has(number)));
  if (isSilent && isFresh && isVague) return { error: { kind: 'consent-required', scopes } };
  if (EXPIRED_CODES.has(number) || (number === '' && EXPIRED_NAMES.has(said.errorCode)) || EXPIRED_NAMES.has(said.subError)) {
    return { error: { kind: 'sign-in-required', reason: 'expired' } };
  }
  return { error: fromTrouble(trouble, correlationId) ?? { kind: 'sign-in-failed', code: codeOf(number, said.errorCode), correlationId } };
}

function fromTrouble(trouble: Trouble | undefined, correlationId: string): AppError | undefined {
  switch (trouble?.kind) {
    case 'unreachable':
      return { kind: 'offline' };
    case 'untrusted':
      return { kind: 'sign-in-failed', code: trouble.code, correlationId };
    case 'throttled':
      return { kind: 'throttled', retryAfterSeconds: trouble.retryAfterSeconds, requestId: correlationId };
    case 'unavailable':
      return { kind: 'service-unavailable', status: trouble.status, requestId: correlationId };
    case undefined:
      return undefined;
  }
}

/** The token endpoint gives the number as a field; the browser's answer has it in its message only. */
function numberOf(errorNo: string | number | undefined, message: string): string {
  return errorNo !== undefined ? String(errorNo) : (/AADSTS(\d{4,9})/.exec(message)?.[1] ?? '');
}

/** An error name can come from anyone who answers the loopback: only what looks like one is passed on. */
function codeOf(number: string, name: string): string {
  if (/^\d{4,9}$/.test(number)) return `AADSTS${number}`;
  return /^[\w.-]{1,64}$/.test(name) ? name : 'unknown';
}
