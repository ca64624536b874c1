import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrowserGivenUp, BrowserNotOpened } from '../../../main/adapters/msal/browser-sign-in';
import { readFailure } from '../../../main/adapters/msal/failures';
import type { Trouble } from '../../../main/adapters/msal/network';
import { AppError } from '../../../shared/errors';

const ID = '5b8f9a4e-0b6c-4d57-9f7b-7f4d2b7c9e10';
const SCOPES = ['User.Read.All'];
const read = (cause: unknown, trouble?: Trouble, { isSilent = false, isFresh = false } = {}) => readFailure(cause, { scopes: SCOPES, correlationId: ID, trouble, isSilent, isFresh });
const said = (fields: object) => Object.assign(new Error('said'), fields);

describe('what the sign-in service refused', () => {
  it.each([
    ['nobody consented', { errorCode: 'invalid_grant', errorNo: 65001, subError: 'consent_required' }, { kind: 'consent-required', scopes: SCOPES }],
    ['consent by the sub-error alone', { errorCode: 'invalid_grant', subError: 'consent_required' }, { kind: 'consent-required', scopes: SCOPES }],
    ['an administrator must consent', { errorCode: 'access_denied', errorMessage: 'AADSTS90094: needs admin' }, { kind: 'consent-required', scopes: SCOPES }],
    ['the operator declined', { errorCode: 'access_denied', errorMessage: 'AADSTS65004: declined' }, { kind: 'sign-in-cancelled' }],
    ['an idle refresh token', { errorCode: 'invalid_grant', errorNo: '700082' }, { kind: 'sign-in-required', reason: 'expired' }],
    ['a changed password', { errorCode: 'invalid_grant', errorNo: 50173 }, { kind: 'sign-in-required', reason: 'expired' }],
    ['a sign-in that is too old for its MFA', { errorCode: 'invalid_grant', errorNo: 50078 }, { kind: 'sign-in-required', reason: 'expired' }],
    ['a provider without numbers', { errorCode: 'invalid_grant' }, { kind: 'sign-in-required', reason: 'expired' }],
    ['no token left to renew with', { errorCode: 'no_tokens_found' }, { kind: 'sign-in-required', reason: 'expired' }],
    ['a client that is not registered', { errorCode: 'unauthorized_client', errorNo: 700016 }, { kind: 'sign-in-failed', code: 'AADSTS700016', correlationId: ID }],
    ['a grant that no sign-in would mend', { errorCode: 'invalid_grant', errorNo: 50034 }, { kind: 'sign-in-failed', code: 'AADSTS50034', correlationId: ID }],
    ['an error with an OAuth name only', { errorCode: 'server_error' }, { kind: 'sign-in-failed', code: 'server_error', correlationId: ID }],
    ['an error name that is no name', { errorCode: '<b>ada@contoso.example</b>' }, { kind: 'sign-in-failed', code: 'unknown', correlationId: ID }],
    ['something that is no error of MSAL', {}, { kind: 'sign-in-failed', code: 'unknown', correlationId: ID }],
  ])('%s', (_, fields, error) => {
    expect(read(said(fields)).error).toEqual(error);
  });

  it.each([
    ['a scope that cannot be had in silence', { errorCode: 'invalid_scope', errorNo: 70011 }, false],
    ['a vague refusal straight after a sign-in', { errorCode: 'invalid_grant' }, true],
    ['a vague wish for the operator straight after a sign-in', { errorCode: 'interaction_required', errorNo: 53003 }, true],
  ])('asks for the scopes by name after %s', (_, fields, isFresh) => {
    expect(read(said(fields), undefined, { isSilent: true, isFresh }).error).toEqual({ kind: 'consent-required', scopes: SCOPES });
    expect(read(said(fields), undefined, { isSilent: false, isFresh }).error.kind).not.toBe('consent-required');
    if (isFresh) expect(read(said(fields), undefined, { isSilent: true, isFresh: false }).error.kind).not.toBe('consent-required');
  });

  it.each([
    ['a code that says more', { errorCode: 'invalid_grant', errorNo: 50173 }, { kind: 'sign-in-required', reason: 'expired' }],
    ['a token that is said to be bad', { errorCode: 'invalid_grant', subError: 'bad_token' }, { kind: 'sign-in-required', reason: 'expired' }],
    ['a grant that no sign-in would mend', { errorCode: 'invalid_grant', errorNo: 50034 }, { kind: 'sign-in-failed', code: 'AADSTS50034', correlationId: ID }],
    ['claims to be met', { errorCode: 'interaction_required', claims: '{}' }, { kind: 'sign-in-required', reason: 'claims' }],
  ])('takes %s for what it is, straight after a sign-in too', (_, fields, error) => {
    expect(read(said(fields), undefined, { isSilent: true, isFresh: true }).error).toEqual(error);
  });

  it('keeps the claims that have to be sent with the next sign-in', () => {
    const claims = '{"access_token":{"capolids":{"essential":true,"values":["1"]}}}';

    expect(read(said({ errorCode: 'interaction_required', errorNo: 50076, claims }))).toEqual({ error: { kind: 'sign-in-required', reason: 'claims' }, claims });
  });
});

describe('what never got an answer', () => {
  const lost = said({ errorCode: 'network_error' });
  it.each<[Trouble, object]>([
    [{ kind: 'unreachable' }, { kind: 'offline' }],
    [{ kind: 'untrusted', code: 'ERR_CERT_DATE_INVALID' }, { kind: 'sign-in-failed', code: 'ERR_CERT_DATE_INVALID', correlationId: ID }],
    [{ kind: 'throttled', retryAfterSeconds: 7 }, { kind: 'throttled', retryAfterSeconds: 7, requestId: ID }],
    [{ kind: 'unavailable', status: 503 }, { kind: 'service-unavailable', status: 503, requestId: ID }],
  ])('%o', (trouble, error) => {
    expect(read(lost, trouble).error).toEqual(error);
  });

  it('does not hide what was answered behind some other request that failed', () => {
    expect(read(said({ errorCode: 'access_denied' }), { kind: 'unreachable' }).error).toEqual({ kind: 'sign-in-cancelled' });
  });
});

it('knows a browser that was given up from one that would not open', () => {
  expect(read(new BrowserGivenUp()).error).toEqual({ kind: 'sign-in-cancelled' });
  expect(read(new BrowserNotOpened()).error).toEqual({ kind: 'sign-in-failed', code: 'browser-not-opened', correlationId: ID });
});

it('makes an error of ours out of anything, and passes on no word of the message', () => {
  const secret = 'ada@contoso.example';
  fc.assert(
    fc.property(fc.anything(), fc.record({ errorCode: fc.string(), subError: fc.string(), errorNo: fc.anything() }), (anything, fields) => {
      for (const cause of [anything, said({ ...fields, errorMessage: `AADSTS50034: ${secret}` })]) {
        const { error } = read(cause);
        expect(AppError.safeParse(error).success).toBe(true);
        expect(JSON.stringify(error)).not.toContain(secret);
      }
    }),
  );
});
