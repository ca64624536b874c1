import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type RoleName } from '../../../main/demo-tenant';
import { graphOpenApi } from '../../support/graph-openapi';
import { clockAt, given, refusal } from './client';

const clock = clockAt('2026-03-02T09:00:00Z');
const { member, admin, harmlessRole, colleague, disabled, roleGroupOwner, operator, endedContractor, contractor } = DEMO_PEOPLE;
const OFF = { body: { accountEnabled: false } };
const DENIED = { status: 403, code: 'Authorization_RequestDenied' };
const at = ({ id }: { readonly id: string }) => `/users/${id}`;
const api = graphOpenApi();

describe('disabling an account', async () => {
  const { call, get, tenant } = await given({ people: 0, now: clock.now });

  it('answers 204, and the account is disabled; and back', async () => {
    const reply = await call('PATCH', at(member), OFF);
    expect([reply.status, reply.body, (await get(`${at(member)}?$select=accountEnabled`)).body.accountEnabled, tenant.state.person(member.id)?.accountEnabled]).toEqual([204, undefined, false, false]);
    expect((await call('PATCH', at(disabled), { body: { accountEnabled: true } })).status).toBe(204);
    expect(tenant.state.person(disabled.id)?.accountEnabled).toBe(true);
  });

  it('leaves two records, with what was and what is', async () => {
    const before = tenant.state.audits.length;
    await call('PATCH', at(endedContractor), OFF);
    const change = { displayName: 'AccountEnabled', oldValue: '[true]', newValue: '[false]' };
    const record = (activityDisplayName: string) => ({
      activityDisplayName, loggedByService: 'Core Directory', category: 'UserManagement', result: 'success', activityDateTime: '2026-03-02T09:00:00.000Z', initiatedBy: { user: { id: operator.id } },
      targetResources: [{ id: endedContractor.id, modifiedProperties: expect.arrayContaining([change]) }],
    });
    expect(tenant.state.audits.slice(before)).toMatchObject([record('Disable account'), record('Update user')]);
    await call('PATCH', at(endedContractor), OFF);
    expect(tenant.state.audits).toHaveLength(before + 2);
    await call('PATCH', at(endedContractor), { body: { accountEnabled: true } });
    expect(tenant.state.audits.slice(before + 2).map(({ activityDisplayName }) => activityDisplayName)).toEqual(['Enable account', 'Update user']);
  });

  it('stops a sign-in with a pass, and ends no session by itself', async () => {
    const { passcode } = tenant.simulate.issueAs(colleague.id, contractor.id, { isUsableOnce: false });
    expect(tenant.simulate.signIn(contractor.id, passcode)).toBe(true);
    await call('PATCH', at(contractor), OFF);
    expect([tenant.simulate.signIn(contractor.id, passcode), tenant.state.passOf(contractor.id)?.isUsable]).toEqual([false, true]);
    const sessions = async () => (await get(`${at(contractor)}?$select=signInSessionsValidFromDateTime`)).body.signInSessionsValidFromDateTime;
    expect(await sessions()).toBeNull();
    await call('POST', `${at(contractor)}/revokeSignInSessions`);
    expect(await sessions()).toBe('2026-03-02T09:00:00Z');
  });

  it.each<[unknown, number]>([
    [{ accountEnabled: false, displayName: 'X' }, 403], [{ displayName: 'X' }, 403], [{ accountEnabled: 'false' }, 400], [{ accountEnabled: null }, 400], [{}, 400], [[], 400], [{ nonsense: 1 }, 400], [undefined, 400],
  ])('refuses %j with %d and changes nothing', async (body, status) => {
    expect((await call('PATCH', at(harmlessRole), { body })).status).toBe(status);
    expect(tenant.state.person(harmlessRole.id)).toMatchObject({ accountEnabled: true, displayName: harmlessRole.displayName });
  });

  it('knows who does not exist, and whose account is kept elsewhere', async () => {
    expect(refusal(await call('PATCH', '/users/nobody', OFF))).toEqual({ status: 404, code: 'Request_ResourceNotFound' });
    const extraPeople = [{ displayName: 'Sync Ed', userPrincipalName: 'sync.ed@fjordlight.example', onPremisesSyncEnabled: true }];
    const own = await given({ people: 0, extraPeople });
    expect(refusal(await own.call('PATCH', '/users/sync.ed@fjordlight.example', OFF))).toEqual({ status: 400, code: 'Request_BadRequest' });
    expect(own.tenant.state.person('sync.ed@fjordlight.example')?.accountEnabled).toBe(true);
  });

  it.skipIf(!api)('is a request and an answer as Microsoft describes them', async () => {
    const reply = await call('PATCH', at(member), OFF);
    expect(api?.validateRequest({ method: 'PATCH', path: at(member), headers: { 'content-type': 'application/json' }, ...OFF })).toEqual([]);
    expect(api?.validateResponse({ method: 'PATCH', path: at(member), status: reply.status, body: reply.body })).toEqual([]);
  });
});

describe('who may disable whom', async () => {
  const HELPDESK = '33333333-3333-4333-8333-333333333333';
  const extraPeople = [{ id: HELPDESK, displayName: 'Hedda Desk', userPrincipalName: 'hedda.desk@fjordlight.example', directoryRoles: ['Helpdesk Administrator' as const] }];
  const targets = [member, harmlessRole, colleague, { id: HELPDESK }, roleGroupOwner, admin];

  // A member, a Reports Reader, an Authentication Administrator, a Helpdesk Administrator, an owner of a role-assignable group, a Global Administrator.
  it.each<[RoleName, readonly number[]]>([
    ['Authentication Administrator', [204, 204, 204, 403, 403, 403]],
    ['User Administrator', [204, 204, 403, 204, 403, 403]],
    ['Privileged Authentication Administrator', [204, 204, 204, 204, 204, 204]],
    ['Global Administrator', [204, 204, 204, 204, 204, 204]],
    ['Helpdesk Administrator', [403, 403, 403, 403, 403, 403]],
    ['Global Reader', [403, 403, 403, 403, 403, 403]],
  ])('%s: %j', async (operatorRole, statuses) => {
    const { call } = await given({ people: 0, operatorRole, extraPeople });
    const answered = await Promise.all(targets.map(async (target) => (await call('PATCH', at(target), OFF)).status));
    expect(answered).toEqual(statuses);
  });

  it.each<[readonly string[], number]>([
    [['User.EnableDisableAccount.All', 'User.Read.All'], 204], [['User.ReadWrite.All'], 204], [['Directory.ReadWrite.All'], 204],
    [['User.EnableDisableAccount.All'], 403], [['User.EnableDisableAccount.All', 'User.ReadBasic.All'], 403], [['User.Read.All'], 403], [['User.RevokeSessions.All', 'User.Read.All'], 403],
  ])('the scopes %j give %d', async (scopes, status) => {
    const { call } = await given({ people: 0, scopes });
    const reply = await call('PATCH', at(member), OFF);
    expect(reply.status === 204 ? 204 : refusal(reply)).toEqual(status === 204 ? 204 : DENIED);
  });

  it('a privileged administrator\'s account takes a scope more', async () => {
    const status = async (scopes: readonly string[]) => (await (await given({ people: 0, scopes, operatorRole: 'Privileged Authentication Administrator' })).call('PATCH', at(admin), OFF)).status;
    expect([await status(['User.ReadWrite.All']), await status(['User.ReadWrite.All', 'Directory.AccessAsUser.All'])]).toEqual([403, 204]);
  });
});
