/**
 * Reads Graph's error envelopes. Total: whatever the body holds, the answer is a code, a message and a request id,
 * empty strings where there is none.
 *
 * Shapes: `{ error: { code, message, innerError } }`, with `innererror` nested to any depth, and the older
 * `{ "odata.error": { code, message: { message | value } } }`. Source: Graph "error responses"; facts 1.9 and 10.
 */
import type { Answer } from './call';

export type ErrorBody = { readonly code: string; readonly message: string; readonly requestId: string };

/** Codes this app acts on or can explain. Inner codes are finer than outer ones, but only if one knows them. */
const KNOWN_CODES = new Set([
  'accessDenied',
  'badRequest',
  'AadPremiumLicenseRequired',
  'ActiveDurationTooShort',
  'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
  'Authorization_RequestDenied',
  'Directory_ConcurrencyViolation',
  'InvalidAuthenticationToken',
  'PendingRoleAssignmentRequest',
  'PermissionScopeNotGranted',
  'Request_BadRequest',
  'Request_ResourceNotFound',
  'Request_UnsupportedQuery',
  'RoleAssignmentDoesNotExist',
  'RoleAssignmentExists',
  'RoleAssignmentRequestAcrsValidationFailed',
  'RoleAssignmentRequestPolicyValidationFailed',
  'RoleNotFound',
  'SubjectNotFound',
  'TooManyRequests',
  'insufficient_claims',
]);

/** Inner errors that are looked at; Graph nests two or three. */
const DEPTH = 8;
/** Longest part of Graph's message that is kept, characters. */
const MESSAGE_MAXIMUM = 500;

export function errorBody({ body, header }: Pick<Answer, 'body' | 'header'>): ErrorBody {
  const envelope = record(body);
  const outer = record(envelope?.error) ?? record(envelope?.['odata.error']);
  const layers = layersOf(outer);
  const codes = layers.map((layer) => text(layer.code)).filter((code) => code !== '');
  const known = codes.filter((code) => KNOWN_CODES.has(code));
  const requestIds = [header('request-id') ?? '', ...layers.map((layer) => text(layer['request-id'])).reverse()].filter((id) => id !== '');
  return {
    code: (known.at(-1) ?? codes[0] ?? '').slice(0, 200),
    message: messageOf(outer).slice(0, MESSAGE_MAXIMUM),
    requestId: (requestIds[0] ?? '').slice(0, 200),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function layersOf(outer: Fields | null): readonly Fields[] {
  const layers: Fields[] = [];
  for (let layer = outer; layer !== null && layers.length < DEPTH; layer = record(layer.innerError) ?? record(layer.innererror)) layers.push(layer);
  return layers;
}

function messageOf(outer: Fields | null): string {
  const nested = record(outer?.message);
  return text(outer?.message) || text(nested?.message) || text(nested?.value);
}

function record(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
