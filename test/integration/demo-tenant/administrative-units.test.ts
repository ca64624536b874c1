import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type RoleName } from '../../../main/demo-tenant';
import { graphOpenApi } from '../../support/graph-openapi';
import { clockAt, EVENTUAL, given, names, passesOf, refusal } from './client';

const UNITS = '/directory/administrativeUnits';
const { member, executive, executiveAssistant, executiveDesk, colleague, withLivePass, endingContractor, operator } = DEMO_PEOPLE;
const DENIED = { status: 403, code: 'Authorization_RequestDenied' };
const clock = clockAt('2026-03-02T09:00:00Z');
const api = graphOpenApi();
const EXAMPLES = fileURLToPath(new URL('../../../../shared/graph/examples', import.meta.url));

type Unit = { readonly id: string; readonly displayName: string };
type Listed = { readonly id: string };

describe('administrative units', async () => {
  const { get, tenant } = await given({ people: 1_000, now: clock.now });
  const all: readonly Unit[] = (await get(UNITS)).body.value;
  const idOf = (displayName: string) => all.find((unit) => unit.displayName === displayName)?.id ?? '';

  it('are four, one of them restricted, some filled by a rule', async () => {
    const { body } = await get(`${UNITS}?$select=displayName,isMemberManagementRestricted,membershipType,membershipRule`);
    const unit = (displayName: string, isMemberManagementRestricted: boolean, membershipRule: string | null) => ({ displayName, isMemberManagementRestricted, membershipType: membershipRule === null ? null : 'Dynamic', membershipRule });
    expect(body.value).toEqual([
      unit('Malmö office', false, '(user.city -eq "Malmö")'), unit('Warehouse and logistics', false, null), unit('Finance department', false, '(user.department -eq "Finance")'), unit('Executives', true, null),
    ]);
  });

  it('can be found by name, sorted and read in pages', async () => {
    expect(names(await get(`${UNITS}?$filter=displayName eq 'executives'`))).toEqual(['Executives']);
    expect(names(await get(`${UNITS}?$filter=startsWith(displayName,'fin')`))).toEqual(['Finance department']);
    const { body } = await get(`${UNITS}?$top=3&$orderby=displayName&$count=true&$select=displayName`, EVENTUAL);
    expect([body['@odata.count'], body.value]).toEqual([4, ['Executives', 'Finance department', 'Malmö office'].map((displayName) => ({ displayName }))]);
    expect(names(await get(body['@odata.nextLink'].slice(tenant.origin.length), EVENTUAL))).toEqual(['Warehouse and logistics']);
  });

  it.each([`${UNITS}?$filter=visibility eq 'x'`, `${UNITS}?$filter=displayName ne 'x'`, `${UNITS}?$filter=displayName eq 'x'&$orderby=displayName`, `${UNITS}?$select=nonsense`, `${UNITS}?$skip=1`])('refuse %s', async (path) => {
    expect((await get(path)).status).toBe(400);
  });

  it('can be read one by one', async () => {
    expect((await get(`${UNITS}/${idOf('Executives').toUpperCase()}?$select=id,isMemberManagementRestricted`)).body).toMatchObject({ id: idOf('Executives'), isMemberManagementRestricted: true });
    expect(refusal(await get(`${UNITS}/${member.id}`))).toEqual({ status: 404, code: 'Request_ResourceNotFound' });
  });

  it('have the members their rule or somebody gave them', async () => {
    const membersOf = async (unit: string) => (await get(`${UNITS}/${idOf(unit)}/members/microsoft.graph.user?$select=id&$top=999`)).body.value.map(({ id }: Listed) => id);
    const { people } = tenant.state;
    const ids = (test: (person: (typeof people)[number]) => boolean) => people.filter(test).map(({ id }) => id);
    expect(await membersOf('Malmö office')).toEqual(ids(({ city }) => city === 'Malmö'));
    expect(await membersOf('Finance department')).toEqual(ids(({ department }) => department === 'Finance'));
    expect(await membersOf('Warehouse and logistics')).toEqual(ids(({ department }) => department === 'Logistics'));
    expect(await membersOf('Warehouse and logistics')).toContain(endingContractor.id);
    expect(await membersOf('Executives')).toEqual([executive.id, executiveAssistant.id]);
  });

  it('list members with their type, in pages, with a count when asked', async () => {
    const path = `${UNITS}/${idOf('Malmö office')}/members?$select=displayName&$top=10&$count=true`;
    const { body } = await get(path, EVENTUAL);
    expect([body['@odata.count'] > 20, body.value.length, body.value[0]]).toEqual([true, 10, { '@odata.type': '#microsoft.graph.user', displayName: 'Ada Lindqvist' }]);
    const next = await get(body['@odata.nextLink'].slice(tenant.origin.length), EVENTUAL);
    expect([next.body['@odata.count'], next.body.value.length]).toEqual([undefined, 10]);
    expect((await get(path)).body).not.toHaveProperty('@odata.count');
  });

  it('show in what a person is a member of', async () => {
    const { body } = await get(`/users/${executive.id}/memberOf/microsoft.graph.administrativeUnit?$select=displayName`);
    expect(body.value).toEqual([{ displayName: 'Malmö office' }, { displayName: 'Finance department' }, { displayName: 'Executives' }]);
    expect((await get(`/users/${executive.id}/memberOf?$select=id`)).body.value).toContainEqual({ '@odata.type': '#microsoft.graph.administrativeUnit', id: idOf('Executives') });
  });

  it('name who administers them alone', async () => {
    const { body } = await get(`${UNITS}/${idOf('Executives')}/scopedRoleMembers`);
    const roleMemberInfo = { id: executiveDesk.id, displayName: executiveDesk.displayName, userPrincipalName: executiveDesk.userPrincipalName };
    const entry = { id: expect.any(String), roleId: expect.any(String), administrativeUnitId: idOf('Executives'), roleMemberInfo };
    expect(body.value).toEqual([entry, entry]);
    expect(new Set(body.value.flatMap((each: { id: string; roleId: string }) => [each.id, each.roleId])).size).toBe(4);
    const elsewhere = (await get(`${UNITS}/${idOf('Malmö office')}/scopedRoleMembers`)).body.value;
    expect(elsewhere.filter((each: { roleMemberInfo: Listed }) => each.roleMemberInfo.id === executiveDesk.id)).toEqual([]);
  });

  it.each([
    ['', ['AdministrativeUnit.Read.All', 'Directory.Read.All'], ['User.Read.All', 'RoleManagement.Read.Directory']],
    ['/members', ['AdministrativeUnit.Read.All', 'Directory.Read.All'], ['GroupMember.Read.All']],
    ['/scopedRoleMembers', ['RoleManagement.Read.Directory', 'Directory.Read.All'], ['AdministrativeUnit.Read.All']],
  ])('%s are opened by the right scopes only', async (rest, right, wrong) => {
    const status = async (scope: string) => (await (await given({ people: 0, scopes: [scope] })).get(`${UNITS}${rest === '' ? '' : `/${idOf('Executives')}${rest}`}`)).status;
    expect([await Promise.all(right.map(status)), await Promise.all(wrong.map(status))]).toEqual([right.map(() => 200), wrong.map(() => 403)]);
  });

  it('tell who is in them, but nothing about people, without a scope for people', async () => {
    const { get: read } = await given({ people: 0, scopes: ['AdministrativeUnit.Read.All'] });
    expect((await read(`${UNITS}/${idOf('Executives')}/members?$select=id,displayName`)).body.value[0]).toEqual({ '@odata.type': '#microsoft.graph.user', id: executive.id, displayName: null });
  });

  it.skipIf(!api).each(['', '/{}', '/{}/members', '/{}/members/microsoft.graph.user?$select=id,displayName', '/{}/scopedRoleMembers'])('%s answer as Microsoft describes it', async (rest) => {
    const path = `${UNITS}${rest.replace('{}', idOf('Executives'))}`;
    const { status, body } = await get(path);
    // The documentation's own example has this name, the description has not.
    const problems = api?.validateResponse({ method: 'GET', path, status, body }).filter((problem) => !problem.includes('roleMemberInfo.userPrincipalName'));
    expect([status, api?.validateRequest({ method: 'GET', path }), problems]).toEqual([200, [], []]);
  });

  it.skipIf(!existsSync(EXAMPLES)).each([
    ['directory-list-administrativeunits', ''], ['administrativeunit-get', '/{}'], ['administrativeunit-list-scopedrolemembers', '/{}/scopedRoleMembers'],
  ])('have every property of the documentation\'s example %s', async (file, rest) => {
    const one = (body: { readonly value?: readonly object[] }) => body.value?.[0] ?? body;
    const documented = one(JSON.parse(readFileSync(`${EXAMPLES}/${file}.json`, 'utf8')).responseBody);
    expect(Object.keys(one((await get(`${UNITS}${rest.replace('{}', idOf('Executives'))}`)).body))).toEqual(expect.arrayContaining(Object.keys(documented)));
  });
});

describe('a person in a restricted management unit', async () => {
  it.each<RoleName>(['Authentication Administrator', 'Privileged Authentication Administrator', 'Global Administrator'])('is out of reach for a %s of the whole tenant', async (operatorRole) => {
    const { call, get, tenant } = await given({ people: 0, operatorRole });
    const made = await call('POST', passesOf(executive), { body: {} });
    const ended = await call('POST', `/users/${executive.id}/revokeSignInSessions`);
    const disabled = await call('PATCH', `/users/${executive.id}`, { body: { accountEnabled: false } });
    expect([made, ended, disabled].map(refusal)).toEqual([{ status: 403, code: 'accessDenied' }, DENIED, DENIED]);
    expect(ended.body.error.message).toContain('restricted management administrative unit');
    expect((await get(`/users/${executive.id}?$select=isManagementRestricted,accountEnabled,signInSessionsValidFromDateTime`)).body).toMatchObject({ isManagementRestricted: true, accountEnabled: true, signInSessionsValidFromDateTime: null });
    expect(tenant.state.passOf(executive.id)).toBeUndefined();
  });

  it('keeps a pass that only the unit\'s administrators may take back', async () => {
    const { call, get, tenant } = await given({ people: 0, operatorRole: 'Privileged Authentication Administrator' });
    const { passId } = tenant.simulate.issueAs(executiveDesk.id, executive.id);
    expect((await get(passesOf(executive))).body.value).toMatchObject([{ id: passId, isUsable: true }]);
    expect(refusal(await call('DELETE', `${passesOf(executive)}/${passId}`))).toEqual({ status: 403, code: 'accessDenied' });
    expect(() => tenant.simulate.deleteAs(colleague.id, executive.id)).toThrow('Request Authorization failed');
    expect([tenant.simulate.deleteAs(executiveDesk.id, executive.id), tenant.state.passOf(executive.id)]).toEqual([true, undefined]);
  });

  it('is managed by the unit\'s own administrators, who may do nothing elsewhere', async () => {
    const { call, get } = await given({ people: 0, authenticate: () => ({ userId: executiveDesk.id }) });
    const acts = async (id: string) => [
      (await call('POST', `/users/${id}/revokeSignInSessions`)).status,
      (await call('PATCH', `/users/${id}`, { body: { accountEnabled: false } })).status,
    ];
    expect([await acts(executive.id), await acts(member.id), await acts(withLivePass.id)]).toEqual([[200, 204], [403, 403], [403, 403]]);
    expect((await get(`/users/${executive.id}?$select=accountEnabled`)).body.accountEnabled).toBe(false);
  });

  it('protects even who administers it', async () => {
    const { call } = await given({ people: 0 });
    expect((await call('POST', passesOf(executiveDesk), { body: {} })).status).toBe(403);
    const { call: privileged } = await given({ people: 0, operatorRole: 'Privileged Authentication Administrator' });
    expect((await privileged('POST', passesOf(executiveDesk), { body: {} })).status).toBe(201);
  });
});

describe('a role over a unit that is not restricted', async () => {
  const units = (await (await given({ people: 0 })).get(UNITS)).body.value as readonly Unit[];
  const unitId = units.find(({ displayName }) => displayName === 'Finance department')?.id ?? '';
  const extraPeople = [
    { id: '11111111-1111-4111-8111-111111111111', displayName: 'Finn Local', userPrincipalName: 'finn.local@fjordlight.example', unitRoles: [{ role: 'Privileged Authentication Administrator' as const, unitId }] },
    { id: '22222222-2222-4222-8222-222222222222', displayName: 'Fay Reader', userPrincipalName: 'fay.reader@fjordlight.example', department: 'Finance', directoryRoles: ['Reports Reader' as const] },
  ];
  const { tenant } = await given({ people: 0, extraPeople });
  const issue = (personId: string) => () => tenant.simulate.issueAs('finn.local@fjordlight.example', personId);

  it('counts towards its members without a role, and towards nobody else', () => {
    expect(issue(withLivePass.id)().passcode).toMatch(/./);
    expect(issue(operator.id)).toThrow('Request Authorization failed');
    expect(issue('fay.reader@fjordlight.example')).toThrow('Request Authorization failed');
    expect(issue(executive.id)).toThrow('Request Authorization failed');
  });
});
