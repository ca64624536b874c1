/**
 * Examples from Microsoft's documentation, served as they stand and read by the adapter. They lie beside the checkout;
 * without them these tests are skipped, and say so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { batch } from '../../../main/adapters/graph/batch';
import { errorBody } from '../../../main/adapters/graph/error-body';
import { failureOf } from '../../../main/adapters/graph/errors';
import { FEATURES, type Feature } from '../../../shared/domain/features';
import { batchOf, given, PERSON, type ItemReply, type Reply, USER } from './fake-graph';

type Example = { readonly method: string; readonly path: string; readonly requestBody: unknown; readonly status: number; readonly responseHeaders: Readonly<Record<string, string>>; readonly responseBody: unknown };

const FOLDER = fileURLToPath(new URL('../../../../shared/graph/examples/', import.meta.url));
const isThere = existsSync(FOLDER);
if (!isThere) console.warn(`SKIPPED: documentation examples of Microsoft Graph are not at ${FOLDER}`);
const test = isThere ? it : it.skip;

const example = (name: string) => JSON.parse(readFileSync(`${FOLDER}${name}.json`, 'utf8')) as Example;
function reply(name: string): Reply {
  const { status, responseHeaders, responseBody } = example(name);
  // Its length is that of the original's bytes, not of ours.
  const headers = Object.fromEntries(Object.entries(responseHeaders).filter(([header]) => header.toLowerCase() !== 'content-length'));
  return { status, headers: { 'request-id': '', ...headers }, ...(responseBody === null ? {} : { body: responseBody }) };
}
const body = (name: string): ItemReply => ({ status: example(name).status, body: example(name).responseBody });
const missing = (feature: Feature) => ({ scopes: [...FEATURES[feature].scopes], roles: [FEATURES[feature].role] });
const TAP_USER = '071cc716-8147-4397-a5ba-b2105951cc0b';
const signal = () => new AbortController().signal;

describe('documented passes', () => {
  const PASS = { createdDateTime: '2022-06-02T16:21:09.765173Z', startDateTime: '2022-06-05T00:00:00Z', lifetimeInMinutes: 60, isUsableOnce: false, isUsable: false, methodUsabilityReason: 'NotYetValid' };

  test('list', async () => {
    const { passes, received } = await given(() => reply('authentication-list-temporaryaccesspassmethods'));
    expect(await passes.current(TAP_USER)).toEqual({
      ok: true,
      value: { ...PASS, id: 'bdaede67-61e0-4349-9347-d2d6afd84009', createdDateTime: '2022-06-06T16:43:04.6438213Z', startDateTime: '2022-06-06T16:48:03.027Z' },
    });
    expect(received[0]?.url).toBe(example('authentication-list-temporaryaccesspassmethods').path);
  });

  test('get, as the only one of a list', async () => {
    const { passes } = await given(() => ({ status: 200, body: { value: [example('temporaryaccesspassauthenticationmethod-get').responseBody] } }));
    expect(await passes.current(TAP_USER)).toEqual({ ok: true, value: { ...PASS, id: '6f1967b7-15e8-4935-ac26-d50770ed07a7', createdDateTime: '2022-06-02T16:21:09.5893903Z' } });
  });

  test('create', async () => {
    const name = 'authentication-post-temporaryaccesspassmethods';
    const { passes, received } = await given(() => reply(name));
    expect(await passes.create({ personId: TAP_USER, startDateTime: '2022-06-05T00:00:00.000Z', lifetimeInMinutes: 60, isUsableOnce: false })).toEqual({
      ok: true,
      value: { pass: { ...PASS, id: '6f1967b7-15e8-4935-ac26-d50770ed07a7' }, passcode: '+drkzqAD', requestId: '' },
    });
    expect(received.map(({ method, url, body: sent }) => ({ method, path: url, requestBody: JSON.parse(sent) as unknown }))).toEqual([
      { method: 'POST', path: example(name).path, requestBody: example(name).requestBody },
    ]);
  });

  test('delete', async () => {
    const name = 'temporaryaccesspassauthenticationmethod-delete';
    const { passes, received } = await given(() => reply(name));
    expect(await passes.remove(TAP_USER, '05267842-25b2-4b21-8abd-8e4982796f7f')).toEqual({ ok: true, value: { requestId: '', wasThere: true } });
    expect([received[0]?.method, received[0]?.url]).toEqual(['DELETE', example(name).path]);
  });

  test('policy', async () => {
    const name = 'temporaryaccesspassauthenticationmethodconfiguration-get';
    const { passes, received } = await given(() => reply(name));
    expect(await passes.policy()).toEqual({
      ok: true,
      value: { known: true, value: { state: 'enabled', defaultLifetimeInMinutes: 60, minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, isUsableOnce: false } },
    });
    expect(received[0]?.url).toBe(example(name).path);
  });

  test('the whole methods policy is not mistaken for that of passes', async () => {
    const { passes } = await given(() => reply('authenticationmethodspolicy-get'));
    expect(await passes.policy()).toEqual({ ok: true, value: { known: false, because: 'failed', needs: null } });
  });
});

describe('documented people', () => {
  const nothing = { mail: null, department: null, jobTitle: null, employeeId: null, accountEnabled: null, kind: 'member' };

  test('get', async () => {
    const { directory } = await given(() => reply('user-get-2'));
    expect(await directory.readForIssue(PERSON)).toEqual({
      ok: true,
      value: { id: '87d349ed-44d7-43e1-9a83-5f2406dee5bd', displayName: 'Adele Vance', userPrincipalName: 'AdeleV@contoso.onmicrosoft.com', kind: 'member', accountEnabled: null },
    });
  });

  test.each(['user-get-3', 'user-get-4'])('%s, which selects no id, is not taken for a person', async (name) => {
    const { directory } = await given(() => reply(name));
    expect(await directory.readForIssue(PERSON)).toEqual({ ok: false, error: { kind: 'unexpected-answer', requestId: '', paths: ['id'] } });
  });

  test.each<[string, readonly object[]]>([
    ['user-list-1', [
      { ...nothing, id: '6ea91a8d-e32e-41a1-b7bd-d2d185eed0e0', displayName: 'Conf Room Adams', userPrincipalName: 'Adams@contoso.com', mail: 'Adams@contoso.com' },
      { ...nothing, id: '4562bcc8-c436-4f95-b7c0-4f8ce89dca5e', displayName: 'MOD Administrator', userPrincipalName: 'admin@contoso.com' },
    ]],
    ['user-list-8', [
      { ...nothing, id: '81a133c2-bdf2-4e67-8755-7264366b04ee', displayName: '', userPrincipalName: '', mail: 'DebraB@contoso.com' },
      { ...nothing, id: 'cb4954e8-467f-4a6d-a8c8-28b9034fadbc', displayName: '', userPrincipalName: '', mail: 'admin@contoso.com' },
    ]],
  ])('%s', async (name, people) => {
    const { directory } = await given(batchOf(({ id }) => (id === 'search' ? body(name) : { status: 200, body: { value: [] } })));
    const found = await directory.search('zz', signal());
    expect(found.ok && { ...found.value, people: new Set(found.value.people) }).toEqual({ people: new Set(people), hasMore: false });
  });

  test.each(['user-list-4', 'user-list-5', 'user-list-6', 'user-list-7'])('%s', async (name) => {
    const { directory } = await given(batchOf(({ id }) => (id === 'search' ? body(name) : { status: 200, body: { value: [] } })));
    const found = await directory.search('zz', signal());
    const rows = (example(name).responseBody as { readonly value: readonly { readonly id?: string }[] }).value;
    // Most of these leave the id out, which Graph never does when it is asked for.
    const paths = rows.flatMap((row, index) => (row.id === undefined ? [`value.${index}.id`] : []));
    if (paths.length > 0) expect(found).toEqual({ ok: false, error: { kind: 'unexpected-answer', requestId: '', paths } });
    else expect(found.ok && found.value.people.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  });

  test('manager, methods and audits', async () => {
    const gap = { status: 403, body: {} };
    const { directory } = await given(batchOf(({ id }) => {
      if (id === 'user') return { status: 200, body: USER };
      if (id === 'manager') return body('user-list-manager-1');
      if (id === 'methods') return body('authentication-list-methods');
      return id === 'audits' ? body('directoryaudit-list') : id === 'groups' ? body('user-list-transitivememberof-5') : gap;
    }));
    const read = await directory.read(PERSON);
    expect(read.ok && [read.value.manager, read.value.methods, read.value.recentChanges, read.value.roleAssignableGroups]).toEqual([
      { known: true, value: { id: '7d54cb02-aaa3-4016-9f9c-a4b49422dd9b', displayName: 'Sara Davis', mail: 'SaraD@contoso.onmicrosoft.com' } },
      {
        known: true,
        value: [
          { id: '-2_GRUg2-HYz6_1YG4YRAQ2', type: 'fido2', detail: 'Red key', createdDateTime: '2020-08-10T06:44:09Z' },
          { id: 'b5e01f81-1f81-b5e0-811f-e0b5811fe0b5', type: 'windows-hello', detail: "Jordan's Surface Book", createdDateTime: '2020-11-27T23:12:49Z' },
        ],
      },
      // "Add member to group" is no change of phone, manager or method.
      { known: true, value: [] },
      // The documented group has no id, which this app always selects.
      { known: false, because: 'failed', needs: null },
    ]);
  });
});

describe('documented batches', () => {
  test('answers in any order, each with its own status and header', async () => {
    const { graph, received } = await given(() => reply('batch-mixed'));
    const eventual = '/users?$select=id,displayName,userPrincipalName&$filter=city eq null&$count=true';
    const sent = await batch(graph, { '1': { path: '/me/memberOf' }, '2': { path: '/me/planner/tasks' }, '3': { path: '/a' }, '4': { path: '/b' }, '5': { path: eventual, isEventual: true } }, { features: ['people'], patienceSeconds: 0 });
    if (!sent.ok) throw new Error(sent.error.kind);
    expect(Object.entries(sent.value).map(([id, answer]) => [id, answer.status, errorBody(answer)])).toEqual([
      ['1', 0, { code: '', message: '', requestId: '' }],
      ['2', 403, { code: '', message: 'You do not have the required permissions to access this item.', requestId: '93b6f17e-c05d-4f45-ad2a-6665c708d8a0' }],
      ['3', 403, { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.', requestId: '93b6f17e-c05d-4f45-ad2a-6665c708d8a0' }],
      ['4', 405, { code: 'Request_BadRequest', message: 'Specified HTTP method is not allowed for the request target.', requestId: '3a3b1bf7-3596-4493-8264-de81e028071f' }],
      ['5', 200, { code: '', message: '', requestId: '' }],
    ]);
    expect(sent.value['5'].body).toMatchObject({ '@odata.count': 36, value: [{ displayName: 'Lynne Robbins' }] });
    expect(failureOf(sent.value['3'], { feature: 'roles', what: 'resource', effect: 'read' })).toEqual({
      kind: 'not-permitted', graphCode: 'Authorization_RequestDenied', requestId: '93b6f17e-c05d-4f45-ad2a-6665c708d8a0', missing: missing('roles'),
    });
    expect(JSON.parse(received[0]!.body)).toEqual({
      requests: [
        { id: '1', method: 'GET', url: '/me/memberOf' }, { id: '2', method: 'GET', url: '/me/planner/tasks' }, { id: '3', method: 'GET', url: '/a' }, { id: '4', method: 'GET', url: '/b' },
        { id: '5', method: 'GET', url: eventual, headers: { ConsistencyLevel: 'eventual' } },
      ],
    });
  });
});

describe('documented errors', () => {
  const NEW_PASS = { personId: PERSON, lifetimeInMinutes: 600, isUsableOnce: false, startDateTime: null };
  test.each<[string, object]>([
    ['observed-error-tap-lifetime-out-of-policy', { reason: 'lifetime-out-of-policy', minimumMinutes: 60, maximumMinutes: 480, message: 'Invalid LifetimeInMinutes specified. The valid range between 60 and 480.', requestId: '07ddd94e-55c9-4c36-b6a8-80676ae0830e' }],
    ['observed-error-tap-external-guest', { reason: 'external-guest', message: 'Temporary Access Pass cannot be added to an external guest user.', requestId: '' }],
    ['observed-error-tap-user-not-in-policy', { reason: 'not-in-policy', message: 'Converged UserCredentialPolicy does not allow creating or updating ...', requestId: '' }],
  ])('%s', async (name, expected) => {
    const { passes } = await given(() => reply(name));
    expect(await passes.create(NEW_PASS)).toEqual({ ok: false, error: { kind: 'refused', graphCode: 'badRequest', ...expected } });
  });

  test.each<[string, object]>([
    ['error-throttled-429', { kind: 'throttled', retryAfterSeconds: 10, requestId: '94fb3b52-452a-4535-a601-69e0a90e3aa2' }],
    ['error-reports-nonpremium-tenant', { kind: 'refused', reason: 'other', message: "Neither tenant is B2C or tenant doesn't have premium license", graphCode: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', requestId: '73badd94-c0ca-4b09-a3e6-20c1f5f9a307' }],
    ['error-role-not-assignable-at-au-scope', { kind: 'refused', reason: 'other', message: 'The given built-in role is not supported to be assigned to a single resource scope.', graphCode: 'Request_BadRequest', requestId: '' }],
    ['error-endswith-without-count', { kind: 'refused', reason: 'other', message: expect.stringMatching(/^Operator 'endsWith' is not supported/), graphCode: 'Request_UnsupportedQuery', requestId: 'b3731da7-5c46-4c37-a8e5-b190124d2531' }],
    ['claims-challenge-401', { kind: 'sign-in-required', reason: 'claims' }],
  ])('%s', async (name, expected) => {
    const { passes, asked } = await given(() => reply(name));
    expect(await passes.current(PERSON)).toEqual({ ok: false, error: expected });
    const { decodedClaims } = (example(name) as unknown as { readonly source: { readonly decodedClaims?: unknown } }).source;
    if (decodedClaims !== undefined) expect(JSON.parse(asked[1]!.claims!)).toEqual(decodedClaims);
  });
});
