import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type RoleName } from '../../../main/demo-tenant';
import { clockAt, EVENTUAL, given, names, passesOf, refusal } from './client';

const clock = clockAt('2026-03-02T09:00:00Z');
const TODAY = '2026-03-02';
const DAY = 86_400_000;
const enc = encodeURIComponent;
const { contractor, endedContractor, endingContractor, unsponsored, guestContractor, withLivePass, withExpiredPass } = DEMO_PEOPLE;
const READER: readonly RoleName[] = ['Authentication Administrator', 'Reports Reader', 'Global Reader'];
const day = (count: number) => new Date(clock.now().getTime() + count * DAY).toISOString().slice(0, 10);

describe('contractors', async () => {
  const { tenant } = await given({ people: 5_000, now: clock.now });
  const generated = tenant.state.people.filter(({ kind, id }) => kind === 'contractor' && !Object.values(DEMO_PEOPLE).some((known) => known.id === id));
  const endOf = ({ employeeLeaveDateTime, onPremisesExtensionAttributes }: (typeof generated)[number]) => employeeLeaveDateTime?.slice(0, 10) ?? onPremisesExtensionAttributes.extensionAttribute7 ?? null;
  const count = (test: (person: (typeof generated)[number]) => boolean) => generated.filter(test).length;

  it('are about one in twelve, or as many as were asked for', async () => {
    const countOf = async (options: object) => (await given({ now: clock.now, ...options })).tenant.state.people.filter(({ kind }) => kind === 'contractor').length;
    expect(tenant.state.people.filter(({ kind }) => kind === 'contractor')).toHaveLength(400);
    expect([await countOf({ people: 2_500, contractors: 2_000 }), await countOf({ people: 2_000, contractors: 5 }), await countOf({ people: 300, contractors: 0 })]).toEqual([2_000, 5, 4]);
  });

  it('are the same for the same seed and number', async () => {
    const peopleOf = async (options: object) => (await given({ people: 500, contractors: 200, now: clock.now, ...options })).tenant.state.people;
    expect(await peopleOf({})).toEqual(await peopleOf({}));
    expect(await peopleOf({ seed: 2 })).not.toEqual(await peopleOf({}));
  });

  it('are called by many names in many spellings, and come from a dozen firms', () => {
    expect(new Set(generated.map(({ employeeType }) => employeeType?.toLowerCase()))).toEqual(new Set(['contractor', 'consultant', 'external', 'vendor']));
    expect(new Set(generated.map(({ employeeType }) => employeeType)).size).toBeGreaterThan(6);
    expect(new Set(generated.map(({ companyName }) => companyName)).size).toBe(12);
  });

  it('end from 200 days ago to 300 days ahead, as one place, the other, both or none says', () => {
    const ends = generated.map(endOf).filter((end) => end !== null).sort();
    expect([ends.at(0)! >= day(-200), ends.at(0)! < day(-180), ends.at(-1)! <= day(300), ends.at(-1)! > day(280)]).toEqual([true, true, true, true]);
    const places = { leaveDate: 0, attribute: 0, both: 0, none: 0 };
    for (const { employeeLeaveDateTime, onPremisesExtensionAttributes: { extensionAttribute7 } } of generated) {
      places[employeeLeaveDateTime === null ? (extensionAttribute7 === undefined ? 'none' : 'attribute') : extensionAttribute7 === undefined ? 'leaveDate' : 'both'] += 1;
    }
    expect(Object.values(places).every((number) => number > 20)).toBe(true);
    expect(generated.filter((person) => !/^(\d{4}-\d{2}-\d{2})?$/.test(endOf(person) ?? ''))).toEqual([]);
  });

  it('have a manager, a sponsor or nobody', () => {
    expect([count(({ managerId }) => managerId !== null) > 250, count(({ sponsorIds }) => sponsorIds.length > 0) > 30, count(({ managerId, sponsorIds }) => managerId === null && sponsorIds.length === 0) > 15]).toEqual([true, true, true]);
  });

  it('are disabled after their end, but not all of them', () => {
    const ended = generated.filter((person) => (endOf(person) ?? TODAY) < TODAY);
    expect([ended.filter(({ accountEnabled }) => !accountEnabled).length > 60, ended.filter(({ accountEnabled }) => accountEnabled).length > 20]).toEqual([true, true]);
  });

  it('signed in lately, long ago or never, and not after they were disabled', () => {
    expect([count(({ signInActivity }) => signInActivity === null) > 20, count(({ signInActivity }) => (signInActivity?.lastSignInDateTime ?? '9') < day(-60)) > 10]).toEqual([true, true]);
    const late = generated.filter((person) => !person.accountEnabled && (endOf(person) ?? '9') < TODAY && (person.signInActivity?.lastSuccessfulSignInDateTime ?? '') > `${endOf(person) ?? ''}T24`);
    expect(late).toEqual([]);
    expect(count(({ signInActivity }) => (signInActivity?.lastSuccessfulSignInDateTime ?? '') >= '2026-03-02T09:00:01Z')).toBe(0);
  });
});

describe('the well-known contractors', async () => {
  const { get } = await given({ people: 0, now: clock.now, operatorRole: READER });
  const read = async ({ id }: { readonly id: string }) => {
    const { body } = await get(`/users/${id}?$select=displayName,accountEnabled,employeeType,companyName,userType,employeeLeaveDateTime,onPremisesExtensionAttributes&$expand=manager($select=id)`);
    const sponsors = (await get(`/users/${id}/sponsors?$select=id`)).body.value.map((sponsor: { id: string }) => sponsor.id);
    return [body.displayName, body.employeeType, body.companyName, body.userType, body.accountEnabled, body.employeeLeaveDateTime?.slice(0, 10) ?? null, body.onPremisesExtensionAttributes.extensionAttribute7, body.manager?.id ?? null, sponsors];
  };

  it('are at every stage of a contract', async () => {
    expect(await Promise.all([contractor, endedContractor, endingContractor, unsponsored, guestContractor].map(read))).toEqual([
      ['Farid Benali', 'Contractor', 'Harbour Staffing', 'Member', true, day(30), null, DEMO_PEOPLE.member.id, []],
      ['Otto Brandt', 'Contractor', 'Kattegat Interim', 'Member', true, day(-1), day(-1), withLivePass.id, []],
      ['Sofia Reyes', 'Contractor', 'Saltholm Logistics', 'Member', true, day(3), day(3), withExpiredPass.id, []],
      ['Kwame Mensah', 'Contractor', 'Talent & Tide', 'Member', true, null, null, null, []],
      ['Anouk Dubois', 'Consultant', 'Quayside Technical', 'Guest', true, day(45), day(45), null, [withLivePass.id]],
    ]);
  });

  it('may have a pass, the guest among them', async () => {
    const { call } = await given({ people: 0 });
    expect((await call('POST', passesOf(guestContractor), { body: {} })).status).toBe(201);
  });
});

describe('a list of contractors', async () => {
  const { get, tenant } = await given({ people: 1_500, contractors: 700, now: clock.now, operatorRole: READER });
  const { people } = tenant.state;
  const low = (text: string | null) => (text ?? '').toLowerCase();
  const found = async (filter: string) => (await get(`/users?$filter=${enc(filter)}&$select=id&$count=true&$top=999`, EVENTUAL)).body.value.map(({ id }: { id: string }) => id);

  it.each<[string, (person: (typeof people)[number]) => boolean]>([
    ["employeeType in ('Contractor','Consultant','External','Vendor')", ({ employeeType }) => ['contractor', 'consultant', 'external', 'vendor'].includes(low(employeeType))],
    ["employeeType eq 'vendor' or employeeType eq 'EXTERNAL'", ({ employeeType }) => ['vendor', 'external'].includes(low(employeeType))],
    ["companyName eq 'Talent & Tide'", ({ companyName }) => companyName === 'Talent & Tide'],
    ["startswith(companyName,'øresund')", ({ companyName }) => companyName === 'Øresund Projekt AB'],
    ["userType eq 'Guest' and accountEnabled eq true", ({ userType, accountEnabled }) => userType === 'Guest' && accountEnabled],
    ["onPremisesExtensionAttributes/extensionAttribute7 ne null", ({ onPremisesExtensionAttributes }) => onPremisesExtensionAttributes.extensionAttribute7 !== undefined],
    [`onPremisesExtensionAttributes/extensionAttribute7 eq '${day(3)}'`, ({ onPremisesExtensionAttributes }) => onPremisesExtensionAttributes.extensionAttribute7 === day(3)],
    ['employeeLeaveDateTime le 2026-03-02T00:00:00Z', ({ employeeLeaveDateTime }) => employeeLeaveDateTime !== null && employeeLeaveDateTime <= '2026-03-02T00:00:00Z'],
  ])('can be asked for by %s', async (filter, test) => {
    const expected = people.filter(test).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(0);
    expect(await found(filter)).toEqual(expected.slice(0, 999));
  });

  it.each(["employeeType in ('Contractor')", "companyName eq 'Harbour Staffing'", "startswith(companyName,'Har')", 'employeeLeaveDateTime le 2026-03-02T00:00:00Z'])('wants the header and the count for %s', async (filter) => {
    expect(refusal(await get(`/users?$filter=${enc(filter)}&$count=true`))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    expect(refusal(await get(`/users?$filter=${enc(filter)}`, EVENTUAL))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    expect((await get(`/users?$filter=${enc(filter)}&$count=true`, EVENTUAL)).status).toBe(200);
  });

  it.each(["startswith(onPremisesExtensionAttributes/extensionAttribute7,'2026')", "onPremisesExtensionAttributes/extensionAttribute16 eq 'x'"])('cannot be asked for by %s', async (filter) => {
    expect((await get(`/users?$filter=${enc(filter)}&$count=true`, EVENTUAL)).status).toBe(400);
  });

  it('has no expansion in an advanced query, and has one in any other', async () => {
    const expand = '$select=id&$expand=manager($select=displayName)';
    expect(refusal(await get(`/users?$filter=employeeType eq 'Contractor'&$count=true&${expand}`, EVENTUAL))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
    const { body } = await get(`/users?${expand}&$top=999`);
    expect(body.value.find(({ id }: { id: string }) => id === endedContractor.id).manager.displayName).toBe(withLivePass.displayName);
  });

  it('shows all fifteen attributes, and sign-in activity only of those who ever signed in', async () => {
    const { body } = await get(`/users/${endedContractor.id}?$select=onPremisesExtensionAttributes,signInActivity`);
    expect(Object.keys(body.onPremisesExtensionAttributes)).toHaveLength(15);
    expect(body.signInActivity).toMatchObject({ lastSignInDateTime: expect.stringMatching(/^2026-02-/), lastNonInteractiveSignInDateTime: '2026-03-01T09:00:00Z' });
    const never = people.find(({ signInActivity }) => signInActivity === null);
    expect((await get(`/users/${never?.id ?? ''}?$select=id,signInActivity`)).body).toEqual({ '@odata.context': expect.any(String), id: never?.id });
  });

  it('comes in pages of at most 500 with sign-in activity, of 999 without', async () => {
    const page = async (path: string) => (await get(path)).body;
    const first = await page('/users?$top=999&$select=id,signInActivity');
    expect([first.value.length, (await page('/users?$top=999&$select=id')).value.length, (await page('/users?$select=id,signInActivity')).value.length]).toEqual([500, 999, 100]);
    const ids = [...first.value, ...(await page(first['@odata.nextLink'].slice(tenant.origin.length))).value].map(({ id }: { id: string }) => id);
    expect(ids).toEqual(people.slice(0, 1_000).map(({ id }) => id));
  });

  it('gives activity by id alone', async () => {
    expect((await get(`/users/${enc(contractor.userPrincipalName)}?$select=signInActivity`)).status).toBe(400);
    expect((await get(`/users/${contractor.id}?$select=signInActivity`)).status).toBe(200);
  });

  it('keeps leave dates and activity from those who may not read them', async () => {
    const { get: ask } = await given({ people: 0 });
    const few = await given({ people: 0, operatorRole: READER, scopes: ['User.Read.All'] });
    for (const name of ['employeeLeaveDateTime', 'signInActivity']) {
      expect([(await ask(`/users?$select=${name}`)).status, (await few.get(`/users?$select=${name}`)).status, (await ask('/users?$select=onPremisesExtensionAttributes')).status]).toEqual([403, 403, 200]);
    }
    expect((await ask('/users?$filter=employeeLeaveDateTime le 2026-03-02T00:00:00Z&$count=true', EVENTUAL)).status).toBe(403);
  });

  it('moves with a sign-in', async () => {
    const { tenant: own, get: ask } = await given({ people: 0, now: clock.now, operatorRole: READER });
    const { passcode } = own.simulate.issueAs(DEMO_PEOPLE.colleague.id, contractor.id);
    own.simulate.signIn(contractor.id, passcode);
    expect((await ask(`/users/${contractor.id}?$select=signInActivity`)).body.signInActivity).toMatchObject({ lastSignInDateTime: '2026-03-02T09:00:00Z', lastSuccessfulSignInDateTime: '2026-03-02T09:00:00Z' });
  });
});

describe('members of a group, and of those within it', async () => {
  const { get, tenant } = await given({ people: 400, now: clock.now });
  const groups: readonly { readonly id: string; readonly displayName: string }[] = (await get(`/users/${DEMO_PEOPLE.member.id}/transitiveMemberOf?$select=id,displayName`)).body.value;
  const everybody = groups.find(({ displayName }) => displayName === 'Everybody at Fjordlight')?.id ?? '';
  const path = `/groups/${everybody}/transitiveMembers`;

  it('come through nested groups, as an advanced query when cast', async () => {
    const { body } = await get(`${path}/microsoft.graph.user?$count=true&$top=999&$select=id`, EVENTUAL);
    expect(body['@odata.count']).toBe(body.value.length);
    const inSome = tenant.state.people.filter(({ groupIds, department }) => department !== null && groupIds.length > 0).map(({ id }) => id);
    expect(body.value.map(({ id }: { id: string }) => id)).toEqual(inSome);
    expect(refusal(await get(`${path}/microsoft.graph.user`))).toEqual({ status: 400, code: 'Request_UnsupportedQuery' });
  });

  it('are told with their type when not cast, and want a scope and a group', async () => {
    expect((await get(`${path}?$top=1&$select=displayName`)).body.value).toEqual([{ '@odata.type': '#microsoft.graph.user', displayName: 'Ada Lindqvist' }]);
    expect(names(await get(`${path}?$top=2`))).toHaveLength(2);
    expect(refusal(await get(`/groups/${DEMO_PEOPLE.member.id}/transitiveMembers`))).toEqual({ status: 404, code: 'Request_ResourceNotFound' });
    expect((await (await given({ people: 0, scopes: ['User.Read.All'] })).get(path)).status).toBe(403);
  });
});
