/** The new hires of the demo tenant, and what may be asked about them. */
import { describe, expect, it } from 'vitest';
import { type CohortMember, DEMO_PEOPLE } from '../../../main/demo-tenant';
import { clockAt, EVENTUAL, given, names, passesOf, refusal } from './client';

const START = '2026-03-02T09:00:00Z';
const DAY = 86_400_000;
const enc = encodeURIComponent;
const open = (options = {}) => given({ cohorts: true, now: clockAt(START).now, ...options });

const counts = (members: readonly CohortMember[]) => {
  const count = (test: (member: CohortMember) => boolean) => members.filter(test).length;
  return {
    size: members.length,
    free: count(({ obstacles }) => obstacles.length === 0),
    disabled: count(({ obstacles }) => obstacles.join() === 'account-disabled'),
    guests: count(({ obstacles }) => obstacles.join() === 'external-guest'),
    outOfReach: count(({ obstacles }) => obstacles.join() === 'out-of-reach'),
    noManager: count(({ manager }) => manager === null),
    managerWithoutMail: count(({ manager }) => manager !== null && manager.mail === null),
    noLicence: count(({ hasLicence, obstacles }) => !hasLicence && !obstacles.includes('external-guest')),
    registered: count(({ hasRegistered }) => hasRegistered),
    holders: count(({ livePass }) => livePass?.isUsable === true),
  };
};

describe('cohorts', async () => {
  const { tenant, call } = await open({ largeCohort: true });
  const { cohorts } = tenant;
  const [weekly = [], monthly = [], seasonal = []] = cohorts.map((cohort) => cohort.members());

  it('are three, each hired on one day and in one group', () => {
    expect(cohorts.map(({ key, size, hireDate, group }) => [key, size, hireDate, group.displayName])).toEqual([
      ['weekly', 20, '2026-03-05T00:00:00Z', 'New hires: weekly intake'], ['monthly', 200, '2026-03-12T00:00:00Z', 'New hires: monthly intake'], ['seasonal', 2_000, '2026-03-19T00:00:00Z', 'New hires: seasonal intake'],
    ]);
    cohorts.forEach(({ hireDate, group }, n) => {
      const members = [weekly, monthly, seasonal][n]!;
      expect(members.filter(({ person }) => person.employeeHireDate !== hireDate || !person.groupIds.includes(group.id))).toEqual([]);
    });
  });

  it('have the flaws that lists from HR have', () => {
    expect([weekly, monthly, seasonal].map(counts)).toEqual([
      { size: 20, free: 17, disabled: 1, guests: 1, outOfReach: 1, noManager: 1, managerWithoutMail: 1, noLicence: 1, registered: 1, holders: 1 },
      { size: 200, free: 190, disabled: 6, guests: 2, outOfReach: 2, noManager: 10, managerWithoutMail: 6, noLicence: 10, registered: 10, holders: 1 },
      { size: 2_000, free: 1_900, disabled: 60, guests: 20, outOfReach: 20, noManager: 100, managerWithoutMail: 60, noLicence: 100, registered: 100, holders: 10 },
    ]);
  });

  it('have two people with one name each', () => {
    for (const members of [weekly, monthly, seasonal]) {
      const seen = members.map(({ person }) => person.displayName);
      const twice = seen.filter((name, n) => seen.indexOf(name) !== n);
      expect(twice.length).toBeGreaterThan(0);
      expect(members.filter(({ person }) => twice.includes(person.displayName)).every(({ hasNamesake }) => hasNamesake)).toBe(true);
    }
  });

  it('were made in the last weeks, have not signed in, and start in many countries', () => {
    const all = [...weekly, ...monthly, ...seasonal];
    const age = (iso: string) => (Date.parse(START) - Date.parse(iso)) / DAY;
    expect(all.filter(({ person }) => age(person.createdDateTime) < 1 || age(person.createdDateTime) > 21)).toEqual([]);
    expect(all.filter(({ person, hasRegistered }) => (person.signInActivity !== null) !== hasRegistered)).toEqual([]);
    expect(all.filter(({ person }) => person.officeLocation === null || person.officeLocation !== person.city || person.country !== person.usageLocation)).toEqual([]);
    expect(new Set(weekly.map(({ person }) => person.country)).size).toBeGreaterThan(4);
    expect(new Set(monthly.map(({ person }) => person.city)).size).toBe(12);
  });

  it('have ids and addresses of their own', () => {
    const { people } = tenant.state;
    expect([people.length, new Set(people.map(({ id }) => id)).size, new Set(people.map(({ userPrincipalName }) => userPrincipalName.toLowerCase())).size]).toEqual([2_523, 2_523, 2_523]);
    expect(people.filter(({ userPrincipalName }) => !/^[a-z0-9._-]+(#EXT#)?@fjordlight\.example$/.test(userPrincipalName))).toEqual([]);
    expect(new Set([...weekly, ...monthly, ...seasonal].map(({ person }) => person.employeeId)).size).toBe(2_220);
  });

  it('say of each member what Graph answers to a create', async () => {
    const send = (members: readonly CohortMember[]) => Promise.all(members.map(async ({ person }) => (await call('POST', passesOf(person), { body: {} })).status));
    const of = (obstacle: string) => monthly.filter(({ obstacles }) => obstacles.some((each) => each === obstacle));
    expect(new Set(await send(of('external-guest')))).toEqual(new Set([400]));
    expect(new Set(await send(of('out-of-reach')))).toEqual(new Set([403]));
    // Nothing documented keeps a disabled account from being given one; it cannot sign in with it.
    expect(new Set(await send(of('account-disabled')))).toEqual(new Set([201]));
    expect(new Set(await send(monthly.filter(({ obstacles }) => obstacles.length === 0)))).toEqual(new Set([201]));
  });

  it('go by the state, not by the seed', async () => {
    const own = await open({ operatorRole: ['Authentication Administrator', 'User Administrator'] });
    const read = () => own.tenant.cohorts[0]!.members();
    const free = read().find(({ obstacles, livePass }) => obstacles.length === 0 && livePass === null)!;
    const of = () => read().find(({ person }) => person.id === free.person.id)!;
    await own.call('PATCH', `/users/${free.person.id}`, { body: { accountEnabled: false } });
    const pass = own.tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, free.person.id);
    own.tenant.simulate.registerMethod(free.person.id, 'fido2');
    expect([of().obstacles, of().livePass?.id, of().hasRegistered]).toEqual([['account-disabled'], pass.passId, true]);
    expect(own.tenant.cohorts[0]!.members(free.person.id).every(({ obstacles }) => obstacles.includes('out-of-reach'))).toBe(true);
  });

  it('change nobody else, and are the same whichever others there are', async () => {
    const [without, two, again, other] = await Promise.all([given({ now: clockAt(START).now }), open(), open(), open({ seed: 2 })]);
    const { people } = without.tenant.state;
    expect(without.tenant.cohorts).toEqual([]);
    expect(tenant.state.people.slice(0, people.length)).toEqual(people);
    expect(two.tenant.state.people).toEqual(again.tenant.state.people);
    expect(two.tenant.state.people.length).toBe(523);
    const ids = (desk: typeof two) => desk.tenant.cohorts.map((cohort) => cohort.members().map(({ person }) => person.id));
    expect(ids(two)).toEqual([weekly, monthly].map((members) => members.map(({ person }) => person.id)));
    expect(ids(other)).not.toEqual(ids(two));
    expect(two.tenant.state.schedules().map(({ principalId }) => principalId)).toEqual(without.tenant.state.schedules().map(({ principalId }) => principalId));
  });

  it('come with the default seed, besides its 5,000 people', async () => {
    const { tenant: usual } = await given({ people: undefined as never });
    expect([usual.cohorts.map(({ size }) => size), usual.state.people.length]).toEqual([[20, 200], 5_223]);
  });
});

describe('what the app asks about new hires', async () => {
  const { tenant, get, call } = await open({ people: 400 });
  const [weekly, monthly] = tenant.cohorts;
  if (!weekly || !monthly) throw new Error('No cohorts');
  const SELECT = 'id,displayName,employeeHireDate,createdDateTime,accountEnabled,assignedLicenses,usageLocation,officeLocation,country,city,department,companyName,userType,identities,creationType,externalUserState,employeeId,mail,jobTitle';
  const pages = async (path: string, headers = {}) => {
    const found: { readonly id: string }[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const reply = await get(next, headers);
      expect(reply.status).toBe(200);
      found.push(...reply.body.value);
      next = (reply.body['@odata.nextLink'] as string | undefined)?.slice(tenant.origin.length);
    }
    return found;
  };
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).sort();

  it('lists them by hire date over pages, as an advanced query only', async () => {
    const filter = `$filter=${enc('employeeHireDate ge 2026-03-04T00:00:00Z and employeeHireDate le 2026-03-13T00:00:00Z')}`;
    expect(refusal(await get(`/users?${filter}`))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    expect(refusal(await get(`/users?${filter}&$count=true`))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    const found = await pages(`/users?${filter}&$select=${SELECT}&$count=true&$top=50`, EVENTUAL);
    const wanted = tenant.state.people.filter(({ employeeHireDate: date }) => date !== null && date >= '2026-03-04' && date <= '2026-03-13T00:00:00Z');
    expect(wanted.length).toBeGreaterThan(219);
    expect(idsOf(found)).toEqual(idsOf(wanted));
    expect(Object.keys(found[0]!).sort()).toEqual(SELECT.split(',').sort());
    expect((await get(`/users/$count?${filter}`, EVENTUAL)).body).toBe(wanted.length);
    expect((await get(`/users?${filter}&$count=true&$expand=manager`, EVENTUAL)).status).toBe(400);
  });

  it('lists them by the day they were made, without the header too', async () => {
    const found = await pages(`/users?$filter=${enc('createdDateTime ge 2026-02-09T00:00:00Z')}&$select=id,createdDateTime&$top=999`);
    expect(idsOf(found)).toEqual(idsOf(tenant.state.people.filter(({ createdDateTime }) => createdDateTime >= '2026-02-09')));
    expect(found.length).toBeGreaterThan(219);
  });

  const fifteen = monthly.members().map(({ person }) => person).filter(({ mail }) => mail !== null).slice(30, 45);
  it.each([
    ['id', (person: (typeof fifteen)[number]) => person.id.toUpperCase()],
    ['userPrincipalName', (person: (typeof fifteen)[number]) => person.userPrincipalName.toUpperCase()],
    ['mail', (person: (typeof fifteen)[number]) => person.mail!.toUpperCase()],
    ['employeeId', (person: (typeof fifteen)[number]) => person.employeeId!],
  ])('finds fifteen at once by %s, in whatever letters, and no more than fifteen', async (name, valueOf) => {
    const list = (values: readonly string[]) => enc(`${name} in (${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(',')})`);
    const values = fifteen.map(valueOf);
    const reply = await get(`/users?$filter=${list(values)}&$select=id`);
    expect(idsOf(reply.body.value)).toEqual(idsOf(fifteen));
    const dearer = await get(`/users?$filter=${list([...values, 'x'])}&$select=id`);
    expect([dearer.status, dearer.body.error.code, dearer.body.error.message]).toEqual([400, 'Request_UnsupportedQuery', "Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: 15."]);
    const both = await get(`/users?$filter=${list(values)} and accountEnabled eq false&$select=id`);
    expect(idsOf(both.body.value)).toEqual(idsOf(fifteen.filter(({ accountEnabled }) => !accountEnabled)));
    expect((await get(`/users?$filter=${enc(`${name} in ('nobody-at-all')`)}`)).body.value).toEqual([]);
  });

  it('counts alternatives joined by or as well', async () => {
    const either = (count: number) => enc(Array.from({ length: count }, (_, n) => `displayName eq 'Nobody ${n}'`).join(' or '));
    expect((await get(`/users?$filter=${either(15)}`)).status).toBe(200);
    expect(refusal(await get(`/users?$filter=${either(16)}`))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    expect((await get(`/users?$filter=(${either(10)}) and (${either(10)})`)).status).toBe(200);
    expect((await get(`/users?$filter=${either(10)} or mail in ('a','b','c','d','e','f')`)).status).toBe(400);
  });

  it('keeps the order of the directory, whichever order was asked in', async () => {
    const [a, b] = [fifteen[0]!, DEMO_PEOPLE.member];
    expect((await get(`/users?$filter=${enc(`id in ('${a.id}','${b.id}','${a.id}')`)}&$select=id`)).body.value.map(({ id }: { readonly id: string }) => id)).toEqual([b.id, a.id]);
    expect((await get(`/users?$filter=${enc(`id eq '${a.id}' and id eq '${b.id}'`)}`)).body.value).toEqual([]);
    expect((await get(`/users?$filter=${enc(`id eq '${a.id}' or id eq '${b.id}'`)}`)).body.value).toHaveLength(2);
    expect((await get(`/users?$filter=${enc(`not(id eq '${a.id}')`)}&$count=true&$top=1`, EVENTUAL)).body['@odata.count']).toBe(tenant.state.people.length - 1);
  });

  it('finds their groups by search and by the beginning of a name', async () => {
    const wanted = ['New hires: monthly intake', 'New hires: weekly intake'];
    expect(names(await get(`/groups?$filter=${enc("startswith(displayName,'new hires')")}&$select=displayName`)).toSorted()).toEqual(wanted);
    expect(refusal(await get(`/groups?$search=${enc('"displayName:intake"')}`))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    expect(names(await get(`/groups?$search=${enc('"displayName:intake hire"')}&$select=displayName`, EVENTUAL)).toSorted()).toEqual(wanted);
    expect(names(await get(`/groups?$search=${enc('"description:week"')}&$select=displayName`, EVENTUAL))).toEqual(['New hires: weekly intake']);
    expect((await get(`/groups?$search=${enc('"isAssignableToRole:true"')}`, EVENTUAL)).status).toBe(400);
    expect((await get(`/groups?$search=${enc('"displayName:finance"')}&$filter=${enc("startswith(displayName,'Finance d')")}&$count=true&$select=displayName`, EVENTUAL)).body).toMatchObject({ '@odata.count': 1, 'value': [{ displayName: 'Finance department' }] });
  });

  it('lists the people of a group over pages', async () => {
    const found = await pages(`/groups/${monthly.group.id}/members/microsoft.graph.user?$select=id,displayName&$top=30`);
    expect(idsOf(found)).toEqual(idsOf(monthly.members().map(({ person }) => person)));
    const without = await given();
    expect((await without.get(`/groups/${monthly.group.id}`)).status).toBe(404);
    expect(names(await without.get('/groups?$select=displayName')).filter((name) => name.startsWith('New hires'))).toEqual([]);
  });

  it('does all of it within a batch', async () => {
    const [{ person }] = weekly.members().filter(({ obstacles, livePass, manager }) => obstacles.length === 0 && livePass === null && manager?.mail != null) as [CohortMember];
    const holder = weekly.members().find(({ livePass }) => livePass !== null)!;
    const item = (id: string, method: string, url: string, more = {}) => ({ id, method, url, ...more });
    const json = { headers: { 'Content-Type': 'application/json' }, body: {} };
    const { body } = await call('POST', '/$batch', {
      body: {
        requests: [
          item('hired', 'GET', `/users?$filter=${enc('employeeHireDate ge 2026-03-05T00:00:00Z and employeeHireDate le 2026-03-05T00:00:00Z')}&$count=true&$select=id&$top=3`, { headers: EVENTUAL }),
          item('count', 'GET', `/users/$count?$filter=${enc("startswith(displayName,'a')")}`, { headers: EVENTUAL }),
          item('in', 'GET', `/users?$filter=${enc(`id in ('${person.id}')`)}&$select=id`),
          item('manager', 'GET', `/users/${person.id}?$select=id,mail&$expand=manager($select=id,displayName,mail)`),
          item('members', 'GET', `/groups/${weekly.group.id}/members/microsoft.graph.user?$select=id&$top=5`),
          item('sessions', 'POST', `/users/${person.id}/revokeSignInSessions`, json),
          item('create', 'POST', passesOf(person), json),
          item('delete', 'DELETE', `${passesOf(holder.person)}/${holder.livePass!.id}`),
        ],
      },
    });
    const answers = new Map<string, { readonly status: number; readonly body: Readonly<Record<string, unknown>> }>(body.responses.map((each: { readonly id: string }) => [each.id, each]));
    expect(Object.fromEntries([...answers].map(([id, { status }]) => [id, status]))).toEqual({ hired: 200, count: 200, in: 200, manager: 200, members: 200, sessions: 200, create: 201, delete: 204 });
    expect(answers.get('manager')?.body.manager).toMatchObject({ id: person.managerId, mail: expect.stringContaining('@') });
    expect([answers.get('hired')?.body.value, answers.get('members')?.body.value]).toEqual([expect.objectContaining({ length: 3 }), expect.objectContaining({ length: 5 })]);
    expect(tenant.state.passActs().slice(-2).map(({ wasTold }) => wasTold)).toEqual([true, true]);
  });
});
