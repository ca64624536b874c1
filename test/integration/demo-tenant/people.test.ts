import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { clockAt, given, refusal } from './client';

const clock = clockAt('2026-03-02T09:00:00Z');

describe('the people of the demo tenant', async () => {
  const { tenant, get } = await given({ people: 5_000, now: clock.now });
  const { people } = tenant.state;

  it('are the same for the same seed, and others for another', async () => {
    const same = await given({ people: 5_000, now: clock.now });
    const other = await given({ people: 5_000, now: clock.now, seed: 2 });
    expect(same.tenant.state.people).toEqual(people);
    expect(other.tenant.state.people[100]?.id).not.toBe(people[100]?.id);
    expect(other.tenant.state.person(DEMO_PEOPLE.member.id)?.displayName).toBe('Ada Lindqvist');
  });

  it('are as many as were asked for, each with an id and an address of their own', () => {
    expect({ count: people.length, ids: new Set(people.map(({ id }) => id)).size, addresses: new Set(people.map(({ userPrincipalName }) => userPrincipalName.toLowerCase())).size }).toEqual({ count: 5_000, ids: 5_000, addresses: 5_000 });
  });

  it('have ids and addresses of the right form', () => {
    expect(people.filter(({ id }) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
    expect(people.filter(({ userPrincipalName }) => !/^[a-z0-9._-]+(#EXT#)?@fjordlight\.example$/.test(userPrincipalName))).toEqual([]);
    expect(people.filter(({ employeeId }) => employeeId !== null && employeeId.length > 16)).toEqual([]);
  });

  it('write their names in many scripts', () => {
    const scripts = ['Latin', 'Greek', 'Cyrillic', 'Arabic', 'Hebrew', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Devanagari', 'Thai', 'Georgian', 'Tamil', 'Ethiopic'];
    expect(scripts.filter((script) => !people.some(({ displayName }) => new RegExp(`\\p{Script=${script}}`, 'u').test(displayName)))).toEqual([]);
    expect(people.some(({ displayName }) => /[åøñşłđ]/i.test(displayName))).toBe(true);
  });

  it('are of every kind a helpdesk meets', () => {
    const count = (test: (person: (typeof people)[number]) => boolean) => people.filter(test).length;
    const soon = (iso: string | null) => iso !== null && Math.abs(Date.parse(iso) - clock.now().getTime()) < 32 * 86_400_000;
    expect({
      members: count(({ kind }) => kind === 'member') > 3_000,
      internalGuests: count(({ kind }) => kind === 'internal-guest') > 20,
      externalGuests: count(({ kind, userType, creationType }) => kind === 'external-guest' && userType === 'Guest' && creationType === 'Invitation') > 200,
      pending: count(({ externalUserState }) => externalUserState === 'PendingAcceptance') > 5,
      externalMembers: count(({ kind, userType }) => kind === 'external-member' && userType === 'Member') > 20,
      contractors: count(({ employeeType }) => employeeType === 'Contractor') > 100,
      joiners: count(({ kind, employeeHireDate }) => kind === 'joiner' && soon(employeeHireDate)) > 50,
      disabled: count(({ accountEnabled }) => !accountEnabled) > 50,
      administrators: count(({ directoryRoles }) => directoryRoles.length > 0) > 10,
      owners: count(({ ownedGroupIds }) => ownedGroupIds.length > 0) > 0,
      withoutManager: count(({ kind, managerId }) => kind === 'member' && managerId === null) > 10,
    }).toEqual({ members: true, internalGuests: true, externalGuests: true, pending: true, externalMembers: true, contractors: true, joiners: true, disabled: true, administrators: true, owners: true, withoutManager: true });
  });

  it('have managers that form a tree', () => {
    const managers = new Map(people.map(({ id, managerId }) => [id, managerId]));
    const depth = (id: string): number => {
      let steps = 0;
      for (let at: string | null | undefined = id; at != null && steps < 50; at = managers.get(at)) steps += 1;
      return steps;
    };
    expect(Math.max(...people.map(({ id }) => depth(id)))).toBeLessThan(12);
  });

  it('can be added to', async () => {
    const { tenant: own } = await given({ extraPeople: [{ displayName: 'Zed Extra', userPrincipalName: 'zed@fjordlight.example', directoryRoles: ['User Administrator'] }] });
    expect(own.state.person('ZED@fjordlight.example')).toMatchObject({ displayName: 'Zed Extra', directoryRoles: ['User Administrator'], userType: 'Member', accountEnabled: true });
    expect(own.state.people).toHaveLength(300);
  });

  it('are told apart as members, internal and external guests by what Graph returns', async () => {
    const kindOf = async (person: { readonly id: string }) => {
      const { body } = await get(`/users/${person.id}?$select=userType,creationType,externalUserState,identities,userPrincipalName`);
      return [body.userType, body.creationType, body.externalUserState, body.identities[0].signInType, String(body.userPrincipalName).includes('#EXT#')];
    };
    expect(await Promise.all([DEMO_PEOPLE.member, DEMO_PEOPLE.internalGuest, DEMO_PEOPLE.externalGuest, DEMO_PEOPLE.externalMember].map(kindOf))).toEqual([
      ['Member', null, null, 'userPrincipalName', false],
      ['Guest', null, null, 'userPrincipalName', false],
      ['Guest', 'Invitation', 'Accepted', 'federated', true],
      ['Member', 'Invitation', 'Accepted', 'federated', true],
    ]);
  });
});

describe('the people to warn of', async () => {
  const { tenant, get, call } = await given({ now: clock.now, operatorRole: ['Authentication Administrator', 'Reports Reader'] });
  const changesOf = async (person: { readonly id: string }) => {
    const { body } = await get(`/auditLogs/directoryAudits?$filter=targetResources/any(t:t/id eq '${person.id}')`);
    return body.value.map((audit: { activityDateTime: string; activityDisplayName: string; targetResources: { modifiedProperties: { displayName: string }[] }[] }) =>
      [audit.activityDateTime, audit.activityDisplayName, audit.targetResources[0]?.modifiedProperties[0]?.displayName]);
  };

  it('had a phone, a manager or a method changed some days ago, on record', async () => {
    const { phoneChanged, managerChanged, methodChanged } = DEMO_PEOPLE;
    expect(await changesOf(phoneChanged)).toEqual([['2026-02-28T09:00:00.000Z', 'Update user', 'MobilePhone']]);
    expect(await changesOf(managerChanged)).toEqual([['2026-02-27T09:00:00.000Z', 'Update user', 'Manager']]);
    expect(await changesOf(methodChanged)).toEqual([['2026-03-01T09:00:00.000Z', 'User registered security info', undefined]]);
    expect((await get(`/users/${phoneChanged.id}?$select=mobilePhone`)).body.mobilePhone).toBe('+1 425 555 0177');
    expect((await get(`/users/${managerChanged.id}/manager?$select=id`)).body.id).toBe(DEMO_PEOPLE.withExpiredPass.id);
    expect(JSON.stringify((await get(`/users/${methodChanged.id}/authentication/methods`)).body)).toContain('"createdDateTime":"2026-03-01T09:00:00.000Z"');
  });

  it('have a phone, a manager and mail', () => {
    const { phoneChanged, managerChanged, methodChanged, outOfScope } = DEMO_PEOPLE;
    for (const { id } of [phoneChanged, managerChanged, methodChanged, outOfScope]) {
      expect(tenant.state.person(id)).toMatchObject({ mobilePhone: expect.stringMatching(/^\+1 425 555 01/), managerId: expect.any(String), mail: expect.stringContaining('@') });
    }
  });

  it('are left out of the policy by a group, though it includes everybody', async () => {
    expect(tenant.state.passPolicy.includeTargets).toMatchObject([{ id: 'all_users' }]);
    const reply = await call('POST', `/users/${DEMO_PEOPLE.outOfScope.id}/authentication/temporaryAccessPassMethods`, { body: {} });
    expect([reply.status, reply.body.error.message.startsWith('Converged UserCredentialPolicy does not allow creating or updating')]).toEqual([400, true]);
  });
});

describe('what a person is linked to', async () => {
  const { get, tenant } = await given();
  const at = (person: { readonly id: string }, rest: string) => `/users/${person.id}/${rest}`;
  const eventual = { ConsistencyLevel: 'eventual' };

  it('gives the manager, alone and expanded', async () => {
    const alone = await get(at(DEMO_PEOPLE.joiner, 'manager?$select=id,displayName'));
    const expanded = await get(`/users/${DEMO_PEOPLE.joiner.id}?$select=displayName&$expand=manager($select=id,displayName)`);
    const { id, displayName } = DEMO_PEOPLE.member;
    expect(alone.body).toMatchObject({ '@odata.type': '#microsoft.graph.user', id, displayName });
    expect(expanded.body).toEqual({ '@odata.context': expect.any(String), displayName: 'Edda Solheim', manager: { '@odata.type': '#microsoft.graph.user', id, displayName } });
  });

  it('answers 404 for somebody without a manager', async () => {
    expect(refusal(await get(at(DEMO_PEOPLE.chief, 'manager')))).toEqual({ status: 404, code: 'Request_ResourceNotFound' });
    expect((await get(`/users/${DEMO_PEOPLE.chief.id}?$select=id&$expand=manager`)).body).not.toHaveProperty('manager');
  });

  it('gives reports and sponsors', async () => {
    const reports = await get(at(DEMO_PEOPLE.member, 'directReports?$select=displayName'));
    const sponsors = await get(at(DEMO_PEOPLE.externalGuest, 'sponsors?$select=displayName'));
    expect(reports.body.value.map((person: { displayName: string }) => person.displayName)).toEqual(['Edda Solheim', 'Farid Benali', 'Ines Carvalho']);
    expect(sponsors.body.value.map((person: { displayName: string }) => person.displayName)).toEqual(['Ada Lindqvist']);
  });

  it('gives direct groups and roles, and those that come through groups', async () => {
    const direct = await get(at(DEMO_PEOPLE.roleGroupMember, 'memberOf?$select=displayName'));
    const transitive = await get(at(DEMO_PEOPLE.roleGroupMember, 'transitiveMemberOf?$select=displayName'));
    const named = (reply: typeof direct) => reply.body.value.map((item: { displayName: string }) => item.displayName).sort();
    expect(named(direct)).toEqual(['IT department', 'Malmö office', 'Platform operators']);
    expect(named(transitive)).toEqual(['Everybody at Fjordlight', 'IT department', 'Malmö office', 'Platform operators', 'User Administrator']);
  });

  it('casts the list to one type, transitively only as an advanced query', async () => {
    const path = at(DEMO_PEOPLE.admin, 'transitiveMemberOf/microsoft.graph.directoryRole');
    expect(refusal(await get(path))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    expect(refusal(await get(`${path}?$count=true`))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    expect((await get(`${path}?$count=true&$select=displayName,roleTemplateId`, eventual)).body).toEqual({
      '@odata.context': expect.stringContaining('directoryRoles'), '@odata.count': 1, value: [{ displayName: 'Global Administrator', roleTemplateId: '62e90394-69f5-4237-9190-012177145e10' }],
    });
    expect((await get(at(DEMO_PEOPLE.admin, 'memberOf/microsoft.graph.directoryRole'))).body.value).toHaveLength(1);
  });

  it('shows which groups are role-assignable, and filters on it', async () => {
    const path = at(DEMO_PEOPLE.roleGroupMember, 'transitiveMemberOf/microsoft.graph.group?$select=displayName,isAssignableToRole&$count=true&$filter=isAssignableToRole eq true');
    expect((await get(path, eventual)).body.value).toEqual([{ displayName: 'Platform operators', isAssignableToRole: true }]);
    expect((await get(at(DEMO_PEOPLE.roleGroupOwner, 'ownedObjects/microsoft.graph.group?$select=displayName,isAssignableToRole'))).body.value).toEqual([{ displayName: 'Vault keepers', isAssignableToRole: true }]);
  });

  it('answers 404 for somebody who does not exist', async () => {
    expect(refusal(await get('/users/nobody@fjordlight.example/memberOf'))).toEqual({ status: 404, code: 'Request_ResourceNotFound' });
  });

  it('lists methods with the pass, and masks telephone numbers', async () => {
    const people = tenant.state.people.filter(({ id, mobilePhone, kind }) => mobilePhone !== null && kind === 'member' && id !== tenant.operator.id).slice(0, 20);
    const lists = await Promise.all(people.map(({ id }) => get(`/users/${id}/authentication/methods`)));
    const phones = lists.flatMap(({ body }) => body.value.filter((method: { phoneNumber?: string }) => method.phoneNumber).map((method: { phoneNumber: string }) => method.phoneNumber));
    expect(phones.length).toBeGreaterThan(5);
    expect(phones.filter((phone: string) => !/^\+1 X+\d\d$/.test(phone))).toEqual([]);
    const own = await get(at(DEMO_PEOPLE.withLivePass, 'authentication/methods'));
    expect(own.body.value.map((method: Readonly<Record<string, unknown>>) => method['@odata.type'])).toEqual(
      expect.arrayContaining(['#microsoft.graph.passwordAuthenticationMethod', '#microsoft.graph.temporaryAccessPassAuthenticationMethod']),
    );
    expect(JSON.stringify(own.body)).toContain('"temporaryAccessPass":null');
  });

  it('takes no query options on methods', async () => {
    expect((await get(at(DEMO_PEOPLE.member, 'authentication/methods?$select=id'))).status).toBe(400);
  });

  it('shows numbers in full to a Privileged Authentication Administrator', async () => {
    const other = await given({ operatorRole: 'Privileged Authentication Administrator' });
    const people = tenant.state.people.filter(({ id, mobilePhone, kind }) => mobilePhone !== null && kind === 'member' && id !== tenant.operator.id).slice(0, 20);
    const lists = await Promise.all(people.map(({ id }) => other.get(`/users/${id}/authentication/methods`)));
    expect(JSON.stringify(lists.map(({ body }) => body))).toMatch(/"phoneNumber":"\+1 \d{3} 555 01\d\d"/);
  });
});
