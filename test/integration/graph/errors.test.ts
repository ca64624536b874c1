import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Answer, Effect } from '../../../main/adapters/graph/call';
import { errorBody } from '../../../main/adapters/graph/error-body';
import { type About, failureOf } from '../../../main/adapters/graph/errors';
import { unread } from '../../../main/adapters/graph/known';
import { parse } from '../../../main/adapters/graph/parse';
import { createdPass } from '../../../main/adapters/graph/pass';
import { GraphUser } from '../../../main/adapters/graph/person-row';
import { FEATURES, type Feature } from '../../../shared/domain/features';
import { Unread } from '../../../shared/domain/known';
import { AppError } from '../../../shared/errors';

const answer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  body,
  header: (name) => new Headers(headers).get(name),
});
const about = (effect: Effect = 'read', feature: Feature = 'passes', what: About['what'] = 'person'): About => ({ feature, what, effect });
const said = (message: string, code = 'badRequest') => ({ error: { code, message, innerError: { 'request-id': 'r1' } } });
const trace = (message: string) => ({ message, graphCode: 'badRequest', requestId: 'r1' });

describe("Graph's refusals", () => {
  it.each([
    ['Invalid LifetimeInMinutes specified. The valid range between 60 and 480.', { reason: 'lifetime-out-of-policy', minimumMinutes: 60, maximumMinutes: 480 }],
    ['Temporary Access Pass cannot be added to an external guest user.', { reason: 'external-guest' }],
    ['Converged UserCredentialPolicy does not allow creating or updating ...', { reason: 'not-in-policy' }],
    ['Invalid IsUsableOnce specified.', { reason: 'one-time-required' }],
    ['Something new.', { reason: 'other' }],
  ])('%s', (message, expected) => {
    expect(failureOf(answer(400, said(message)), about('issue'))).toEqual({ kind: 'refused', ...expected, ...trace(message) });
  });

  it('mean nothing of a pass where they are said of something else', () => {
    for (const feature of (Object.keys(FEATURES) as Feature[]).filter((name) => name !== 'passes')) {
      for (const message of ['Invalid IsUsableOnce specified.', 'A one-time code is external guest data.']) {
        expect(failureOf(answer(400, said(message)), about('mail', feature))).toEqual({ kind: 'refused', reason: 'other', ...trace(message) });
      }
    }
  });

  it.each<[number, unknown, Readonly<Record<string, string>>, Effect, AppError]>([
    [401, {}, {}, 'read', { kind: 'sign-in-required', reason: 'expired' }],
    [401, said('', 'accessDenied'), {}, 'issue', { kind: 'not-permitted', graphCode: 'accessDenied', requestId: 'r1', missing: { scopes: ['UserAuthMethod-TAP.ReadWrite.All'], roles: [FEATURES.passes.role] } }],
    [401, {}, { 'www-authenticate': 'Bearer error="insufficient_claims"' }, 'read', { kind: 'sign-in-required', reason: 'claims' }],
    [403, said('', 'insufficient_claims'), {}, 'read', { kind: 'sign-in-required', reason: 'claims' }],
    [403, said('', 'Authorization_RequestDenied'), { 'request-id': 'r2' }, 'revoke', { kind: 'not-permitted', graphCode: 'Authorization_RequestDenied', requestId: 'r2', missing: { scopes: ['UserAuthMethod-TAP.ReadWrite.All'], roles: [FEATURES.passes.role] } }],
    [404, undefined, {}, 'issue', { kind: 'not-found', what: 'person', requestId: '' }],
    [408, undefined, {}, 'read', { kind: 'service-unavailable', status: 408, requestId: '' }],
    [408, undefined, {}, 'issue', { kind: 'outcome-unknown', action: 'issue', requestId: '' }],
    [409, said('Busy.', 'Directory_ConcurrencyViolation'), {}, 'issue', { kind: 'refused', reason: 'other', message: 'Busy.', graphCode: 'Directory_ConcurrencyViolation', requestId: 'r1' }],
    [429, undefined, { 'retry-after': '7' }, 'issue', { kind: 'throttled', retryAfterSeconds: 7, requestId: '' }],
    [429, undefined, { 'retry-after': '0' }, 'read', { kind: 'throttled', retryAfterSeconds: 1, requestId: '' }],
    [500, '<html>', {}, 'read', { kind: 'service-unavailable', status: 500, requestId: '' }],
    [507, null, {}, 'revoke', { kind: 'outcome-unknown', action: 'revoke', requestId: '' }],
    [503, undefined, {}, 'mail', { kind: 'outcome-unknown', action: 'mail', requestId: '' }],
    [408, undefined, {}, 'sessions', { kind: 'outcome-unknown', action: 'sessions', requestId: '' }],
    [304, undefined, {}, 'read', { kind: 'unexpected-answer', requestId: '', paths: [] }],
    [304, undefined, {}, 'revoke', { kind: 'outcome-unknown', action: 'revoke', requestId: '' }],
  ])('%d %j %j of a %s', (status, body, headers, effect, expected) => {
    expect(failureOf(answer(status, body, headers), about(effect))).toEqual(expected);
  });

  it('are read from either envelope, with the deepest code one knows', () => {
    const read = (body: unknown) => errorBody(answer(400, body));
    expect([
      read({ error: { code: 'outer', message: 'm', innererror: { code: 'Request_BadRequest', innererror: { code: 'unheardOf', 'request-id': 'deep' } } } }),
      read({ error: { code: 'unheardOf', message: 'm' } }),
      read({ 'odata.error': { code: 'Request_BadRequest', message: { lang: 'en', value: 'old' } } }),
      read({ 'odata.error': { code: 'Request_BadRequest', message: { message: 'older' } } }),
      read({ error: 'a string' }),
      read({ error: { code: 5, message: ['x'], innerError: 'y' } }),
      read([]),
    ]).toEqual([
      { code: 'Request_BadRequest', message: 'm', requestId: 'deep' },
      { code: 'unheardOf', message: 'm', requestId: '' },
      { code: 'Request_BadRequest', message: 'old', requestId: '' },
      { code: 'Request_BadRequest', message: 'older', requestId: '' },
      ...Array.from({ length: 3 }, () => ({ code: '', message: '', requestId: '' })),
    ]);
  });

  it('are bounded: no message of a megabyte, no endless nesting', () => {
    let nested: unknown = { code: 'Request_BadRequest', 'request-id': 'too deep' };
    for (let depth = 0; depth < 1000; depth += 1) nested = { innerError: nested };
    expect(errorBody(answer(400, { error: { code: 'c'.repeat(1e6), message: 'm'.repeat(1e6), innerError: nested } }))).toEqual({ code: 'c'.repeat(200), message: 'm'.repeat(500), requestId: '' });
  });

  it('become one of our errors whatever the status and body, without a throw', () => {
    const effects = fc.constantFrom<Effect>('read', 'issue', 'revoke', 'mail', 'sessions');
    const features = fc.constantFrom(...(Object.keys(FEATURES) as Feature[]));
    const bodies = fc.oneof(
      fc.jsonValue(),
      fc.constant(undefined),
      fc.record({ error: fc.oneof(fc.jsonValue(), fc.record({ code: fc.jsonValue(), message: fc.jsonValue(), innerError: fc.jsonValue() })) }),
      fc.record({ 'odata.error': fc.jsonValue() }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 700 }), bodies, effects, features, fc.string(), (status, body, effect, feature, header) => {
        const error = failureOf({ status, body, header: () => header }, { feature, what: 'person', effect });
        expect(AppError.parse(error)).toEqual(error);
        expect(Unread.safeParse(unread(error, feature)).success).toBe(true);
        // Whatever may have taken effect is never reported as a failure.
        if (effect !== 'read' && status >= 500) expect(error).toMatchObject({ kind: 'outcome-unknown', action: effect });
        for (const schema of [GraphUser, createdPass({ lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: null }, new Date(0))] as readonly z.ZodType[]) {
          const parsed = parse({ status: 200, body, header: () => null }, schema, { feature, what: 'person', effect });
          if (!parsed.ok) expect(AppError.parse(parsed.error)).toEqual(parsed.error);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('an answer that breaks its schema', () => {
  it('is told by its paths, never by its values', () => {
    const broken = { id: 'not-a-guid-canary', displayName: { canary: 1 }, accountEnabled: 'canary' };
    const result = parse(answer(200, broken, { 'request-id': 'r1' }), GraphUser, about());
    expect(result).toEqual({ ok: false, error: { kind: 'unexpected-answer', requestId: 'r1', paths: ['id', 'displayName', 'accountEnabled'] } });
    expect(JSON.stringify(result)).not.toContain('canary');
  });
});

describe('what could not be read', () => {
  it.each<[AppError, Feature, unknown]>([
    [{ kind: 'not-permitted', graphCode: '', requestId: '', missing: { scopes: [], roles: [] } }, 'audits', { because: 'not-permitted', needs: 'audits' }],
    [{ kind: 'consent-required', scopes: [] }, 'methods', { because: 'not-permitted', needs: 'methods' }],
    [{ kind: 'refused', reason: 'other', message: '', graphCode: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', requestId: '' }, 'audits', { because: 'not-licensed', needs: null }],
    [{ kind: 'refused', reason: 'other', message: "Resource not found for the segment 'authentication'.", graphCode: 'BadRequest', requestId: '' }, 'passes', { because: 'not-in-cloud', needs: null }],
    [{ kind: 'service-unavailable', status: 500, requestId: '' }, 'roles', { because: 'failed', needs: null }],
  ])('%j', (error, feature, expected) => {
    expect(unread(error, feature)).toEqual({ known: false, ...(expected as object) });
  });
});
