/**
 * Examples from Microsoft's documentation, served as they stand and read by the adapter. The last test
 * holds that none of those this app is concerned with was left out: each is replayed, or stands in {@link WITHOUT_CALL} with
 * the reason.
 */
import { describe, expect } from 'vitest';
import { batch } from '../../../main/adapters/graph/batch';
import { errorBody } from '../../../main/adapters/graph/error-body';
import { failureOf } from '../../../main/adapters/graph/errors';
import { FEATURES, type Feature } from '../../../shared/domain/features';
import { body, everyOneIsReplayed, example, reply, test } from './documented-examples';
import { batchOf, given, PERSON, type ItemReply, USER } from './fake-graph';

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
      value: { known: true, value: { state: 'enabled', defaultLifetimeInMinutes: 60, minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, isUsableOnce: false, defaultLength: 8, includeTargets: [{ id: 'all_users', targetType: 'group' }], excludeTargets: [] } },
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
    ['observed-error-pim-roleassignmentexists', { kind: 'refused', reason: 'other', message: 'The Role assignment already exists.', graphCode: 'RoleAssignmentExists', requestId: expect.stringMatching(/./) }],
    ['observed-error-pim-roleassignmentdoesnotexist', { kind: 'refused', reason: 'other', message: 'The Role assignment does not exist.', graphCode: 'RoleAssignmentDoesNotExist', requestId: expect.stringMatching(/./) }],
    ['claims-challenge-401', { kind: 'sign-in-required', reason: 'claims' }],
  ])('%s', async (name, expected) => {
    const { passes, asked } = await given(() => reply(name));
    expect(await passes.current(PERSON)).toEqual({ ok: false, error: expected });
    const { decodedClaims } = (example(name) as unknown as { readonly source: { readonly decodedClaims?: unknown } }).source;
    if (decodedClaims !== undefined) expect(JSON.parse(asked[1]!.claims!)).toEqual(decodedClaims);
  });
});

describe('documented memberships', () => {
  const facts = async (answers: Readonly<Record<string, ItemReply>>) => {
    const { directory } = await given(batchOf(({ id }) => answers[id] ?? (id === 'user' ? { status: 200, body: USER } : id === 'passes' ? { status: 200, body: { value: [] } } : { status: 403, body: {} })));
    const read = await directory.readPassFacts(PERSON, PERSON, 7);
    if (!read.ok) throw new Error(read.error.kind);
    return read.value;
  };
  const tiers = async (memberships: string) => {
    const { directory } = await given(batchOf(({ id }) => (id.endsWith('/user') ? { status: 200, body: USER } : id.endsWith('/memberships') ? body(memberships) : { status: 403, body: {} })));
    const read = await directory.readTiers([PERSON]);
    return read.ok ? read.value[PERSON] : undefined;
  };

  test.each(['user-list-memberof-1', 'user-list-transitivememberof-1'])('%s: groups without an id, which this app always selects, are not believed; roles there are none', async (name) => {
    expect(await tiers(name)).toMatchObject({ known: true, value: { roles: { known: true, value: [] }, roleAssignableGroups: { known: false, because: 'failed' } } });
  });

  test.each(['user-list-memberof-5', 'user-list-transitivememberof-5'])('%s: nor are they in a list of groups alone', async (name) => {
    expect(await facts({ groups: body(name) })).toMatchObject({ groupIds: { known: false, because: 'failed' }, roleAssignableGroups: { known: false, because: 'failed' } });
  });

  test('eligible roles', async () => {
    expect((await facts({ eligible: body('unifiedroleeligibilityscheduleinstance-filterbycurrentuser') })).eligibleRoles).toEqual({
      known: true, value: [{ templateId: '8424c6f0-a189-499e-bbd0-26c1753c96d4', displayName: '8424c6f0-a189-499e-bbd0-26c1753c96d4' }],
    });
  });

  test('standing assignments', async () => {
    const { guards } = await given(batchOf(() => body('rbacapplication-list-roleassignmentscheduleinstances')));
    const ids = ['6be4b305-b75e-4efc-bfcc-31bd3b53a5f8', '56f2d212-e49c-42e3-8298-0188e5bef094'];
    expect(await guards.standingIssuers()).toEqual({
      ok: true,
      value: { known: true, value: ['Authentication Administrator', 'Privileged Authentication Administrator'].flatMap((role) => ids.map((id) => ({ id, displayName: id, role }))) },
    });
  });
});

describe('documented logs', () => {
  const AUDITS = ['directoryaudit-list', 'directoryaudit-get', 'directoryaudit-list-filter-initiatedby', 'observed-directoryaudit-pim-activation-expired', 'observed-directoryaudit-pim-adminassign-completed'];
  test.each(AUDITS)('%s is read, and holds no pass and no change that matters', async (name) => {
    const { audits } = await given(() => reply(name));
    expect(await audits.passesMade('2018-01-01T00:00:00Z')).toEqual({ ok: true, value: { known: true, value: [] } });
    const { directory } = await given(batchOf(({ id }) => (id === 'user' ? { status: 200, body: USER } : id === 'audits' ? body(name) : { status: 403, body: {} })));
    expect(await directory.read(PERSON)).toMatchObject({ value: { recentChanges: { known: true, value: [] } } });
  });

  test('a grant that PIM recorded is one that was made; one that ran out is not', async () => {
    const made = async (name: string) => (await given(batchOf(({ id }) => (id === 'PIM' ? body(name) : { status: 200, body: { value: [] } })))).audits.grantsMade('2024-01-01T00:00:00Z');
    expect(await made('observed-directoryaudit-pim-adminassign-completed')).toEqual({
      ok: true, value: { known: true, value: [{ requestId: '12345', at: '2024-12-16T16:32:16.087554Z', by: { id: '12345', displayName: 'Admin' }, justification: 'test assign' }] },
    });
    expect(await made('observed-directoryaudit-pim-activation-expired')).toEqual({ ok: true, value: { known: true, value: [] } });
  });

  test.each(['signin-list-1', 'signin-list-2'])('%s is read, but not followed to another host', async (name) => {
    const { responseBody } = example(name);
    const { audits, received } = await given(() => reply(name));
    expect(await audits.signInsOf(PERSON, '2020-03-01T00:00:00Z')).toEqual({ ok: true, value: { known: false, because: 'failed', needs: null } });
    expect(received.length).toBe(1);
    const whole = await given(() => ({ status: 200, body: { ...(responseBody as object), '@odata.nextLink': undefined } }));
    expect(await whole.audits.signInsOf(PERSON, '2020-03-01T00:00:00Z')).toMatchObject({ value: { known: true, value: [{ at: '2020-03-13T19:15:41.6195833Z' }] } });
  });
});

describe('documented acts', () => {
  test('sending mail', async () => {
    const { requestBody, path } = example('user-sendmail-1');
    const { message } = requestBody as { readonly message: { readonly subject: string; readonly body: { readonly content: string }; readonly toRecipients: readonly [{ readonly emailAddress: { readonly address: string } }] } };
    const { mailer, received } = await given(() => reply('user-sendmail-1'));
    expect(await mailer.send({ to: message.toRecipients[0].emailAddress.address, subject: message.subject, text: message.body.content })).toEqual({ ok: true, value: { requestId: '' } });
    // As documented, but for the copy to somebody else, the type in the spelling of the schema, and the boolean as one.
    expect([received[0]?.url, JSON.parse(received[0]!.body)]).toEqual([
      path,
      { message: { subject: message.subject, body: { contentType: 'text', content: message.body.content }, toRecipients: message.toRecipients }, saveToSentItems: false },
    ]);
  });

  test('ending sessions', async () => {
    const { directory, received } = await given(() => reply('user-revokesigninsessions'));
    expect(await directory.revokeSessions(PERSON)).toEqual({ ok: true, value: { requestId: '' } });
    expect([received[0]?.method, received[0]?.url]).toEqual([example('user-revokesigninsessions').method, example('user-revokesigninsessions').path.replace('/me/', `/users/${PERSON}/`)]);
  });
});

/** Families of examples that this app is concerned with: passes, their policy, methods, people, logs, batches, refusals. */
const FAMILIES = /^(temporaryaccesspass|authentication-|authenticationmethodspolicy|user-|batch-|error-|observed-|claims-challenge|signin-|directoryaudit-|rbacapplication-list-roleassignmentscheduleinstances|unifiedrole(assignment|eligibility)scheduleinstance-)/;

const SETTING_POLICY = 'the tenant policy is only read for now; changing it is still to come';
const NO_CHANGE = 'the app changes no property of a person but whether the account is enabled, which none of these examples does';
const NO_COUNT = 'the app counts what it reads and asks for no count';
const WITHOUT_CALL: Readonly<Record<string, string>> = {
  'authenticationmethodspolicy-update': SETTING_POLICY,
  'temporaryaccesspassauthenticationmethodconfiguration-update': SETTING_POLICY,
  'temporaryaccesspassauthenticationmethodconfiguration-delete': SETTING_POLICY,
  'batch-dependson': 'batches hold reads that need nothing of one another; the example shows no answer either',
  'user-delta-1': 'the app keeps no copy of the directory to bring up to date',
  'user-delta-3': 'the app keeps no copy of the directory to bring up to date',
  'user-list-directreports': 'no view shows reports',
  'user-list-manager-2': 'the chain of managers is not read, the manager alone is',
  'user-list-memberof-2': NO_COUNT,
  'user-list-transitivememberof-3': NO_COUNT,
  'user-update-1': NO_CHANGE,
  'user-update-2': NO_CHANGE,
  'user-update-3': NO_CHANGE,
  'user-update-4': NO_CHANGE,
  'unifiedroleassignmentscheduleinstance-get': 'assignments are listed, never read one by one',
  'unifiedroleeligibilityscheduleinstance-get': 'eligibilities are listed, never read one by one',
};

describe('of the documented examples', () => everyOneIsReplayed(FAMILIES, WITHOUT_CALL));
