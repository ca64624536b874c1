import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type RoleName } from '../../../main/demo-tenant';
import { clockAt, given, passesOf, POLICY, POLICY_TYPE, refusal } from './client';

const START = '2026-03-02T09:00:00.000Z';
const DENIED = { status: 403, code: 'accessDenied' };
const BAD = { status: 400, code: 'badRequest' };

describe('creating a pass', async () => {
  const clock = clockAt(START);
  const { call, get, tenant } = await given({ now: clock.now });
  const create = (person: { readonly id: string }, body: unknown = {}) => call('POST', passesOf(person), { body });

  it('answers with the secret, the defaults of the policy and no end', async () => {
    const reply = await create(DEMO_PEOPLE.member);
    expect(reply).toMatchObject({ status: 201 });
    expect(reply.body).toEqual({
      '@odata.context': expect.any(String), '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethod', id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      temporaryAccessPass: expect.stringMatching(/^[A-Za-z0-9!#$%&*+=?@^_-]{8}$/), createdDateTime: START, startDateTime: START, lifetimeInMinutes: 60, isUsableOnce: false, isUsable: true,
      methodUsabilityReason: 'EnabledByPolicy',
    });
  });

  it('never shows the secret again, and keeps it nowhere', async () => {
    const created = await create(DEMO_PEOPLE.member);
    const passcode: string = created.body.temporaryAccessPass;
    const listed = await get(passesOf(DEMO_PEOPLE.member));
    const one = await get(`${passesOf(DEMO_PEOPLE.member)}/${created.body.id}`);
    expect(listed.body.value).toHaveLength(1);
    expect(one.body).toEqual({ '@odata.context': expect.any(String), '@odata.type': expect.any(String), ...listed.body.value[0] });
    expect(one.body.temporaryAccessPass).toBeNull();
    expect(JSON.stringify([tenant.log, tenant.state.passes(), tenant.state.passEvents, tenant.state.audits, tenant.state.passOf(DEMO_PEOPLE.member.id)])).not.toContain(JSON.stringify(passcode).slice(1, -1));
    expect([tenant.state.opens(DEMO_PEOPLE.member.id, passcode), tenant.state.opens(DEMO_PEOPLE.member.id, `${passcode}x`)]).toEqual([true, false]);
  });

  it('takes the place of a live pass without a word', async () => {
    const [before] = (await get(passesOf(DEMO_PEOPLE.withLivePass))).body.value;
    expect(before).toMatchObject({ isUsable: true, temporaryAccessPass: null });
    const after = await create(DEMO_PEOPLE.withLivePass);
    expect(after.status).toBe(201);
    expect((await get(passesOf(DEMO_PEOPLE.withLivePass))).body.value.map((pass: { id: string }) => pass.id)).toEqual([after.body.id]);
    expect(tenant.state.passEvents.slice(-2).map(({ kind, passId }) => [kind, passId])).toEqual([['replaced', before.id], ['created', after.body.id]]);
  });

  it('with a start to come makes a pass that is not yet valid', async () => {
    const reply = await create(DEMO_PEOPLE.joiner, { startDateTime: '2026-03-04T08:00:00+01:00', lifetimeInMinutes: 120 });
    expect(reply.body).toMatchObject({ startDateTime: '2026-03-04T07:00:00.000Z', lifetimeInMinutes: 120, isUsable: false, methodUsabilityReason: 'NotYetValid' });
    clock.forward(46 * 60);
    expect(tenant.state.passOf(DEMO_PEOPLE.joiner.id)).toMatchObject({ isUsable: true, methodUsabilityReason: 'EnabledByPolicy' });
    clock.forward(120);
    expect((await get(passesOf(DEMO_PEOPLE.joiner))).body.value).toMatchObject([{ isUsable: false, methodUsabilityReason: 'Expired' }]);
  });

  it('counts a start in the past from now', async () => {
    expect((await create(DEMO_PEOPLE.member, { startDateTime: '2020-01-01T00:00:00Z' })).body.startDateTime).toBe(clock.now().toISOString());
  });

  it.each([{ lifetimeInMinutes: 59 }, { lifetimeInMinutes: 481 }, { lifetimeInMinutes: 0 }, { lifetimeInMinutes: -1 }, { lifetimeInMinutes: 9_999_999_999 }])('refuses %j and names the bounds', async (body) => {
    const reply = await create(DEMO_PEOPLE.member, body);
    expect(refusal(reply)).toEqual(BAD);
    expect(reply.body.error.message).toBe('Invalid LifetimeInMinutes specified. The valid range between 60 and 480.');
  });

  it.each([{ lifetimeInMinutes: '60' }, { lifetimeInMinutes: 60.5 }, { isUsableOnce: 'yes' }, { startDateTime: 'tomorrow' }, { startDateTime: '2026-02-30T99:00:00Z' }, { startDateTime: 5 }, { unknown: 1 }, []])('refuses %j', async (body) => {
    expect(refusal(await create(DEMO_PEOPLE.member, body))).toEqual(BAD);
  });

  it('refuses a request without a body', async () => {
    expect(refusal(await call('POST', passesOf(DEMO_PEOPLE.member)))).toEqual(BAD);
  });

  it('does not let the caller choose the passcode', async () => {
    expect((await create(DEMO_PEOPLE.member, { temporaryAccessPass: 'chosen-by-me' })).body.temporaryAccessPass).not.toBe('chosen-by-me');
  });

  it('refuses external guests with the documented words, and serves internal guests and external members', async () => {
    const reply = await create(DEMO_PEOPLE.externalGuest);
    expect({ ...refusal(reply), message: reply.body.error.message }).toEqual({ ...BAD, message: 'Temporary Access Pass cannot be added to an external guest user.' });
    expect((await create(DEMO_PEOPLE.internalGuest)).status).toBe(201);
    expect((await create(DEMO_PEOPLE.externalMember)).status).toBe(201);
  });

  it('refuses people outside the policy', async () => {
    const reply = await create(DEMO_PEOPLE.excluded);
    expect({ ...refusal(reply), start: reply.body.error.message.slice(0, 70) }).toEqual({ ...BAD, start: 'Converged UserCredentialPolicy does not allow creating or updating thi' });
  });

  it('cannot be changed: there is no PATCH', async () => {
    expect((await call('PATCH', `${passesOf(DEMO_PEOPLE.member)}/x`, { body: {} })).status).toBe(405);
  });

  it('makes passcodes that differ', async () => {
    const codes = await Promise.all(Array.from({ length: 30 }, () => create(DEMO_PEOPLE.member)));
    expect(new Set(codes.map(({ body }) => body.temporaryAccessPass)).size).toBe(30);
  });

  it('answers 404 for nobody and for no such pass', async () => {
    expect((await create({ id: 'nobody' })).status).toBe(404);
    expect((await call('DELETE', `${passesOf(DEMO_PEOPLE.member)}/none`)).status).toBe(404);
    expect((await get(`${passesOf(DEMO_PEOPLE.member)}/none`)).status).toBe(404);
  });
});

describe('the life of a pass', async () => {
  const clock = clockAt(START);
  const { call, get, tenant } = await given({ now: clock.now });

  it('starts with a live, a future and an expired one made by a colleague', async () => {
    const reasons = await Promise.all([DEMO_PEOPLE.withLivePass, DEMO_PEOPLE.withFuturePass, DEMO_PEOPLE.withExpiredPass].map(async (person) => (await get(passesOf(person))).body.value[0].methodUsabilityReason));
    expect(reasons).toEqual(['EnabledByPolicy', 'NotYetValid', 'Expired']);
    expect(tenant.state.livePasses().map(({ personId }) => personId).sort()).toEqual([DEMO_PEOPLE.withLivePass.id, DEMO_PEOPLE.withFuturePass.id, DEMO_PEOPLE.endedContractor.id].sort());
  });

  it('ends for a one-time pass with the first sign-in, and the pass stays until it is deleted', async () => {
    const { id: person } = DEMO_PEOPLE.member;
    const { body } = await call('POST', passesOf(DEMO_PEOPLE.member), { body: { isUsableOnce: true } });
    expect(tenant.state.signIn(person, 'wrong')).toBe(false);
    expect(tenant.state.signIn(person, body.temporaryAccessPass)).toBe(true);
    expect(tenant.state.signIn(person, body.temporaryAccessPass)).toBe(false);
    expect((await get(passesOf(DEMO_PEOPLE.member))).body.value).toMatchObject([{ id: body.id, isUsable: false, methodUsabilityReason: 'OneTimeUsed' }]);
    const removed = await call('DELETE', `${passesOf(DEMO_PEOPLE.member)}/${body.id}`);
    expect({ status: removed.status, body: removed.body }).toEqual({ status: 204, body: undefined });
    expect((await get(passesOf(DEMO_PEOPLE.member))).body.value).toEqual([]);
    expect(tenant.state.passEvents.slice(-3).map(({ kind }) => kind)).toEqual(['created', 'used', 'deleted']);
  });

  it('allows many sign-ins with a multi-use pass, until it expires', async () => {
    const { body } = await call('POST', passesOf(DEMO_PEOPLE.contractor), { body: { lifetimeInMinutes: 60 } });
    const signIn = () => tenant.state.signIn(DEMO_PEOPLE.contractor.id, body.temporaryAccessPass);
    expect([signIn(), signIn()]).toEqual([true, true]);
    clock.forward(59);
    expect(signIn()).toBe(true);
    clock.forward(1);
    expect(signIn()).toBe(false);
  });

  it('opens nothing for a disabled account', async () => {
    const { body } = await call('POST', passesOf(DEMO_PEOPLE.disabled), { body: {} });
    expect(tenant.state.signIn(DEMO_PEOPLE.disabled.id, body.temporaryAccessPass)).toBe(false);
  });
});

describe('who may issue for whom', () => {
  const people = ['member', 'harmlessRole', 'admin', 'roleGroupMember', 'roleGroupOwner', 'operator', 'colleague'] as const;
  const allowed = async (operatorRole: RoleName) => {
    const { call } = await given({ operatorRole });
    const statuses = await Promise.all(people.map(async (key) => [key, (await call('POST', passesOf(DEMO_PEOPLE[key]), { body: {} })).status] as const));
    return statuses.filter(([, status]) => status === 201).map(([key]) => key);
  };

  it.each<[RoleName, readonly string[]]>([
    ['Authentication Administrator', ['member', 'harmlessRole', 'colleague']],
    ['Privileged Authentication Administrator', ['member', 'harmlessRole', 'admin', 'roleGroupMember', 'roleGroupOwner', 'colleague']],
    ['Global Reader', []],
    ['Helpdesk Administrator', []],
    ['User Administrator', []],
    ['Reports Reader', []],
    ['Authentication Policy Administrator', []],
  ])('%s: %j', async (role, expected) => {
    expect(await allowed(role)).toEqual(expected);
  });

  it('also holds for deleting', async () => {
    const { call, tenant } = await given({ operatorRole: 'Helpdesk Administrator' });
    const pass = tenant.state.passOf(DEMO_PEOPLE.withLivePass.id);
    expect(refusal(await call('DELETE', `${passesOf(DEMO_PEOPLE.withLivePass)}/${pass?.id ?? ''}`))).toEqual(DENIED);
    expect(tenant.state.passOf(DEMO_PEOPLE.withLivePass.id)).toEqual(pass);
  });

  it('lets a Global Reader list without the secret, and a Helpdesk Administrator not even that', async () => {
    const reader = await given({ operatorRole: 'Global Reader' });
    const helpdesk = await given({ operatorRole: 'Helpdesk Administrator' });
    expect((await reader.get(passesOf(DEMO_PEOPLE.withLivePass))).body.value).toMatchObject([{ temporaryAccessPass: null, isUsable: true }]);
    expect(refusal(await helpdesk.get(passesOf(DEMO_PEOPLE.withLivePass)))).toEqual(DENIED);
    expect(refusal(await helpdesk.get(`/users/${DEMO_PEOPLE.member.id}/authentication/methods`))).toEqual(DENIED);
  });

  it('refuses to issue for oneself by either path, but lets one read and delete', async () => {
    const { call, get } = await given({ operatorRole: 'Privileged Authentication Administrator' });
    expect(refusal(await call('POST', '/me/authentication/temporaryAccessPassMethods', { body: {} }))).toEqual(DENIED);
    expect(refusal(await call('POST', passesOf(DEMO_PEOPLE.operator), { body: {} }))).toEqual(DENIED);
    expect((await get('/me/authentication/temporaryAccessPassMethods')).body.value).toEqual([]);
    expect((await call('DELETE', '/me/authentication/temporaryAccessPassMethods/none')).status).toBe(404);
  });
});

describe('the policy of passes', async () => {
  const admin = await given({ operatorRole: ['Authentication Policy Administrator', 'Authentication Administrator'] });
  const patch = (change: object) => admin.call('PATCH', POLICY, { body: { '@odata.type': POLICY_TYPE, ...change } });

  it('is read alone and as part of the whole', async () => {
    const alone = await admin.get(POLICY);
    const whole = await admin.get('/policies/authenticationMethodsPolicy');
    expect(alone.body).toMatchObject({ id: 'TemporaryAccessPass', state: 'enabled', minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, defaultLifetimeInMinutes: 60, defaultLength: 8, isUsableOnce: false });
    expect(whole.body.authenticationMethodConfigurations).toEqual([Object.fromEntries(Object.entries(alone.body).filter(([name]) => name !== '@odata.context'))]);
  });

  it('is changed with 204 and reset to defaults', async () => {
    const reply = await patch({ maximumLifetimeInMinutes: 43_200, defaultLength: 48 });
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 204, body: undefined });
    const { body } = await admin.call('POST', passesOf(DEMO_PEOPLE.member), { body: { lifetimeInMinutes: 43_200 } });
    expect(body.temporaryAccessPass).toHaveLength(48);
    expect((await admin.call('DELETE', POLICY)).status).toBe(204);
    expect(admin.tenant.state.passPolicy).toMatchObject({ state: 'disabled', maximumLifetimeInMinutes: 480, defaultLength: 8 });
    expect(admin.tenant.state.passOf(DEMO_PEOPLE.member.id)).toMatchObject({ isUsable: false, methodUsabilityReason: 'DisabledByPolicy' });
    expect(refusal(await admin.call('POST', passesOf(DEMO_PEOPLE.member), { body: {} }))).toEqual(BAD);
    await patch({ state: 'enabled' });
    expect((await admin.call('POST', passesOf(DEMO_PEOPLE.member), { body: {} })).status).toBe(201);
  });

  it('forces one-time passes, and stops the multi-use ones that exist', async () => {
    await admin.call('POST', passesOf(DEMO_PEOPLE.contractor), { body: {} });
    await patch({ isUsableOnce: true });
    expect(admin.tenant.state.passOf(DEMO_PEOPLE.contractor.id)).toMatchObject({ isUsable: false, methodUsabilityReason: 'DisabledByPolicy' });
    expect(refusal(await admin.call('POST', passesOf(DEMO_PEOPLE.member), { body: { isUsableOnce: false } }))).toEqual(BAD);
    expect((await admin.call('POST', passesOf(DEMO_PEOPLE.member), { body: {} })).body).toMatchObject({ isUsableOnce: true, isUsable: true });
    await patch({ isUsableOnce: false });
  });

  it('targets people and groups; exclusion wins', async () => {
    const { id } = DEMO_PEOPLE.member;
    const issue = async () => (await admin.call('POST', passesOf(DEMO_PEOPLE.member), { body: {} })).status;
    await patch({ includeTargets: [{ targetType: 'user', id: DEMO_PEOPLE.joiner.id }] });
    expect(await issue()).toBe(400);
    await patch({ includeTargets: [{ targetType: 'user', id }] });
    expect(await issue()).toBe(201);
    await patch({ excludeTargets: [{ targetType: 'user', id }] });
    expect(await issue()).toBe(400);
    await patch({ includeTargets: [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }], excludeTargets: [] });
    expect(await issue()).toBe(201);
  });

  it.each([
    { defaultLength: 7 }, { defaultLength: 49 }, { minimumLifetimeInMinutes: 9 }, { maximumLifetimeInMinutes: 43_201 }, { minimumLifetimeInMinutes: 481 }, { defaultLifetimeInMinutes: 30 }, { state: 'off' },
    { isUsableOnce: 1 }, { unknown: 1 }, { includeTargets: 'all' }, { includeTargets: [{ id: 1 }] }, { '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration' },
  ])('refuses %j and stays as it was', async (change) => {
    const before = admin.tenant.state.passPolicy;
    expect(refusal(await patch(change))).toEqual(BAD);
    expect(admin.tenant.state.passPolicy).toEqual(before);
  });

  it('is not for an Authentication Administrator, to read or to write', async () => {
    const { get, call } = await given();
    expect([refusal(await get(POLICY)), refusal(await get('/policies/authenticationMethodsPolicy')), refusal(await call('PATCH', POLICY, { body: { '@odata.type': POLICY_TYPE } })), refusal(await call('DELETE', POLICY))]).toEqual([DENIED, DENIED, DENIED, DENIED]);
  });

  it('is read but not written by a Global Reader', async () => {
    const { get, call } = await given({ operatorRole: 'Global Reader' });
    expect([(await get(POLICY)).status, (await call('DELETE', POLICY)).status]).toEqual([200, 403]);
  });
});
