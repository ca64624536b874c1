import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type RoleName } from '../../../main/demo-tenant';
import { clockAt, EVENTUAL, given, passesOf, POLICY, refusal } from './client';

const AUDITS = '/auditLogs/directoryAudits';
const clock = clockAt('2026-03-02T09:00:00Z');

describe('directory audits', async () => {
  const { call, get, tenant } = await given({ now: clock.now, operatorRole: ['Authentication Administrator', 'Reports Reader'] });
  clock.forward(1);
  const { body: pass } = await call('POST', passesOf(DEMO_PEOPLE.member), { body: {} });
  clock.forward(1);
  await call('DELETE', `${passesOf(DEMO_PEOPLE.member)}/${pass.id}`);
  const early = (await get(AUDITS)).body.value.length;
  clock.forward(5);
  const found = async (query: string) => (await get(`${AUDITS}?${query}`)).body.value.map((entry: { resultReason: string }) => entry.resultReason);

  it('tell who made and removed a pass for whom, newest first', async () => {
    const { body } = await get(`${AUDITS}?$top=2`);
    const user = { id: tenant.operator.id, displayName: tenant.operator.displayName, userPrincipalName: tenant.operator.userPrincipalName };
    const record = (activityDisplayName: string, resultReason: string) => expect.objectContaining({
      activityDisplayName, resultReason, loggedByService: 'Authentication Methods', category: 'UserManagement', result: 'success', initiatedBy: { app: null, user: expect.objectContaining(user) },
      targetResources: [expect.objectContaining({ id: DEMO_PEOPLE.member.id, type: 'User' })],
    });
    expect(body.value).toEqual([
      record('Admin deleted security info', 'Admin deleted temporary access pass method for user'),
      record('Admin registered security info', 'Admin registered temporary access pass method for user'),
    ]);
    expect(body['@odata.nextLink']).toContain('$skiptoken=');
  });

  it('can be read five minutes after the act, and not before', async () => {
    expect((await get(AUDITS)).body.value.length - early).toBe(2);
    expect((await get(`${AUDITS}/${tenant.state.audits.at(-1)?.id ?? ''}`)).body.activityDisplayName).toBe('Admin deleted security info');
    const { tenant: other, call: ask, get: read } = await given({ now: clock.now, auditDelayMs: 60_000, operatorRole: ['Authentication Administrator', 'Reports Reader'] });
    await ask('POST', passesOf(DEMO_PEOPLE.member), { body: {} });
    const id = other.state.audits.at(-1)?.id ?? '';
    other.clock.advance(59_999);
    expect([(await read(`${AUDITS}/${id}`)).status, JSON.stringify((await read(AUDITS)).body).includes(id)]).toEqual([404, false]);
    other.clock.advance(1);
    expect([(await read(`${AUDITS}/${id}`)).status, JSON.stringify((await read(AUDITS)).body).includes(id)]).toEqual([200, true]);
  });

  it('hold neither the pass id nor the passcode nor the lifetime', () => {
    const text = JSON.stringify(tenant.state.audits);
    expect([pass.id, pass.temporaryAccessPass, 'lifetimeInMinutes'].filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('can be filtered by time, activity, actor, target and service', async () => {
    const both = ['Admin deleted temporary access pass method for user', 'Admin registered temporary access pass method for user'];
    expect(await found(`$filter=targetResources/any(t: t/id eq '${DEMO_PEOPLE.member.id}')`)).toEqual(both);
    expect(await found(`$filter=initiatedBy/user/id eq '${tenant.operator.id}' and loggedByService eq 'Authentication Methods'`)).toEqual(both);
    expect(await found("$filter=activityDisplayName eq 'Admin deleted security info'")).toEqual(both.slice(0, 1));
    expect(await found("$filter=startsWith(activityDisplayName,'Admin') and activityDateTime ge 2026-03-02T09:00:30Z")).toEqual(both);
    expect(await found(`$filter=initiatedBy/user/userPrincipalName eq '${DEMO_PEOPLE.colleague.userPrincipalName}'`)).toHaveLength(6);
    expect((await found('$orderby=activityDateTime')).at(-1)).toBe(both[0]);
  });

  it.each(["category eq 'UserManagement'", "result eq 'success'", "resultReason eq 'x'", "loggedByService ne 'PIM'"])('cannot be filtered by %s', async (filter) => {
    expect((await get(`${AUDITS}?$filter=${filter}`)).status).toBe(400);
  });

  it.each<[RoleName, number]>([['Authentication Administrator', 403], ['Helpdesk Administrator', 403], ['Reports Reader', 200], ['Security Reader', 200], ['Global Reader', 200]])('are for %s: %d', async (operatorRole, status) => {
    expect((await (await given({ people: 0, operatorRole })).get(AUDITS)).status).toBe(status);
  });
});

describe('revoking sessions', () => {
  it('answers 200 with a value and moves the time, for people whose account is here', async () => {
    const { call, get } = await given({ now: clock.now });
    const reply = await call('POST', `/users/${DEMO_PEOPLE.member.id}/revokeSignInSessions`);
    expect({ status: reply.status, value: reply.body.value }).toEqual({ status: 200, value: true });
    expect((await get(`/users/${DEMO_PEOPLE.member.id}?$select=signInSessionsValidFromDateTime`)).body.signInSessionsValidFromDateTime).toBe(`${clock.now().toISOString().slice(0, 19)}Z`);
    expect((await call('POST', `/users/${DEMO_PEOPLE.externalGuest.id}/microsoft.graph.revokeSignInSessions`)).body.value).toBe(true);
    expect((await get(`/users/${DEMO_PEOPLE.externalGuest.id}?$select=signInSessionsValidFromDateTime`)).body.signInSessionsValidFromDateTime).toBeNull();
  });

  it.each<[RoleName, number, number]>([['Authentication Administrator', 200, 403], ['Helpdesk Administrator', 200, 403], ['Privileged Authentication Administrator', 200, 200], ['Global Reader', 403, 403]])('as %s: %d for a member, %d for an administrator', async (operatorRole, member, admin) => {
    const { call } = await given({ operatorRole });
    const status = async (person: { readonly id: string }) => (await call('POST', `/users/${person.id}/revokeSignInSessions`)).status;
    expect([await status(DEMO_PEOPLE.member), await status(DEMO_PEOPLE.admin)]).toEqual([member, admin]);
  });
});

describe('eligible roles', () => {
  const path = `/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '${DEMO_PEOPLE.eligible.id}'`;
  it('are not for an Authentication Administrator', async () => {
    expect(refusal(await (await given()).get(path))).toEqual({ status: 403, code: 'Authorization_RequestDenied' });
  });
  it('are shown to a Security Reader', async () => {
    const { body } = await (await given({ operatorRole: 'Security Reader' })).get(path);
    expect(body.value).toMatchObject([{ principalId: DEMO_PEOPLE.eligible.id, roleDefinitionId: 'fe930be7-5e62-47db-91af-98c3a49a38b1', directoryScopeId: '/' }]);
  });
});

describe('tokens of an identity provider', async () => {
  /** The token is the scopes after the name: `operator:User.Read.All,...`. */
  const { call } = await given({
    authenticate: (bearer) => {
      const [name = '', scopes = ''] = bearer.split(':');
      return name === 'operator' ? { userId: DEMO_PEOPLE.operator.id, scopes: scopes.split(',') } : name === 'guest' ? { userPrincipalName: DEMO_PEOPLE.internalGuest.userPrincipalName } : name === 'stranger' ? { userId: 'nobody' } : null;
    },
  });
  const status = async (method: string, path: string, scopes: string, body?: unknown) => (await call(method, path, { token: `operator:${scopes}`, headers: EVENTUAL, ...(body === undefined ? {} : { body }) })).status;
  const TAP = passesOf(DEMO_PEOPLE.member);

  it('say who is calling', async () => {
    expect((await call('GET', '/me?$select=id', { token: 'operator:User.Read' })).body.id).toBe(DEMO_PEOPLE.operator.id);
    expect([(await call('GET', '/me', { token: 'stranger' })).status, (await call('GET', '/me', { token: 'other' })).status]).toEqual([401, 401]);
  });

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['GET', TAP, ['UserAuthMethod-TAP.Read.All', 'UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'], ['UserAuthMethod-TAP.Read', 'User.Read.All', '']],
    ['POST', TAP, ['UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'], ['UserAuthMethod-TAP.Read.All', 'UserAuthMethod-TAP.Read', 'UserAuthMethod-TAP.ReadWrite', 'UserAuthenticationMethod.Read.All']],
    ['GET', `/users/${DEMO_PEOPLE.member.id}/authentication/methods`, ['UserAuthenticationMethod.Read.All'], ['UserAuthMethod-TAP.ReadWrite.All']],
    ['GET', '/users?$select=department', ['User.Read.All', 'Directory.Read.All'], ['User.ReadBasic.All', 'User.Read']],
    ['GET', '/users?$select=displayName', ['User.ReadBasic.All'], ['User.Read']],
    ['GET', `/users/${DEMO_PEOPLE.member.id}/manager`, ['User.Read.All'], ['User.ReadBasic.All']],
    ['POST', `/users/${DEMO_PEOPLE.member.id}/revokeSignInSessions`, ['User.RevokeSessions.All'], ['User.Read.All']],
    ['GET', '/me/transitiveMemberOf/microsoft.graph.directoryRole?$count=true', ['User.Read'], ['UserAuthMethod-TAP.ReadWrite.All']],
  ])('%s %s is opened by the right scopes only', async (method, path, right, wrong) => {
    const body = method === 'POST' && path === TAP ? {} : undefined;
    for (const scope of right) expect([scope, await status(method, path, scope, body)]).toEqual([scope, method === 'POST' && path === TAP ? 201 : 200]);
    for (const scope of wrong) expect([scope, await status(method, path, scope, body)]).toEqual([scope, 403]);
  });

  it('of guests may not list people', async () => {
    expect(refusal(await call('GET', '/users', { token: 'guest' }))).toEqual({ status: 403, code: 'Authorization_RequestDenied' });
  });

  it('reading the policy alone takes a narrower scope than reading it whole', async () => {
    const { call: ask } = await given({ operatorRole: 'Global Reader', authenticate: (scope) => ({ userId: DEMO_PEOPLE.operator.id, scopes: [scope] }) });
    const read = async (path: string) => (await ask('GET', path, { token: 'Policy.Read.All' })).status;
    expect([await read(POLICY), await read('/policies/authenticationMethodsPolicy')]).toEqual([403, 200]);
  });

});
