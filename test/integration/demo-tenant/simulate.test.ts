import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { clockAt, given, passesOf } from './client';

const START = '2026-03-02T09:00:00.000Z';
const MINUTE = 60_000;
const { member, colleague, admin, withLivePass, joiner, disabled, operator } = DEMO_PEOPLE;
const start = (more: object = {}) => given({ now: clockAt(START).now, operatorRole: ['Authentication Administrator', 'Reports Reader'], ...more });

describe('a person', async () => {
  const { tenant, call, get } = await start();

  it('signs in with a passcode, once with a one-time pass, and the sign-in log knows', async () => {
    const { body } = await call('POST', passesOf(member), { body: { isUsableOnce: true } });
    expect([tenant.simulate.signIn(member.id, 'wrong'), tenant.simulate.signIn(member.id, body.temporaryAccessPass), tenant.state.signIn(member.id, body.temporaryAccessPass)]).toEqual([false, true, false]);
    expect(tenant.state.passOf(member.id)?.methodUsabilityReason).toBe('OneTimeUsed');
    expect(tenant.state.signIns.map(({ userId, createdDateTime }) => [userId, createdDateTime])).toEqual([[member.id, START]]);
    expect(tenant.simulate.signIn('nobody', body.temporaryAccessPass)).toBe(false);
  });

  it('does not get in with a disabled account', () => {
    const { passcode } = tenant.simulate.issueAs(colleague.id, disabled.id);
    expect([tenant.simulate.signIn(disabled.id, passcode), tenant.state.passEvents.at(-1)?.kind]).toEqual([false, 'created']);
  });

  it.each([
    ['authenticator', 'microsoftAuthenticator', /Authenticator/], ['phone', 'phone', /Phone/], ['fido2', 'fido2', /Fido2/],
  ] as const)('registers: %s', async (type, graphType, reason) => {
    const at = new Date('2026-03-01T12:00:00.000Z');
    tenant.simulate.registerMethod(member.id, type, at);
    const { body } = await get(`/users/${member.id}/authentication/methods`);
    const method = body.value.find((each: Readonly<Record<string, unknown>>) => each['@odata.type'] === `#microsoft.graph.${graphType}AuthenticationMethod` && each.createdDateTime === at.toISOString());
    expect(method).toBeDefined();
    if (type === 'phone') expect(method.phoneNumber).toMatch(/^\+1 X+\d\d$/);
    expect(tenant.state.audits.at(-1)).toMatchObject({
      activityDisplayName: 'User registered security info', resultReason: expect.stringMatching(reason), activityDateTime: at.toISOString(), loggedByService: 'Authentication Methods',
      initiatedBy: { user: { id: member.id } }, targetResources: [{ id: member.id }],
    });
  });
});

describe('a colleague with another tool', async () => {
  const { tenant, get } = await start();

  it('makes a pass in place of what is there, without a word', async () => {
    const before = tenant.state.passOf(withLivePass.id)?.id;
    const { passId, passcode } = tenant.simulate.issueAs(colleague.id, withLivePass.id, { lifetimeInMinutes: 120, isUsableOnce: true });
    expect((await get(passesOf(withLivePass))).body.value).toMatchObject([{ id: passId, lifetimeInMinutes: 120, isUsableOnce: true, temporaryAccessPass: null }]);
    expect(tenant.state.opens(withLivePass.id, passcode)).toBe(true);
    const cause = { requestId: null, clientRequestId: null, callerId: colleague.id };
    expect(tenant.state.passEvents.slice(-2)).toMatchObject([{ kind: 'replaced', passId: before, replacedBy: passId, ...cause }, { kind: 'created', passId, replacedBy: null, ...cause }]);
    expect(tenant.state.audits.at(-1)).toMatchObject({ activityDisplayName: 'Admin registered security info', initiatedBy: { user: { id: colleague.id } } });
    expect(tenant.log.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('takes a pass back', async () => {
    expect([tenant.simulate.deleteAs(colleague.id, withLivePass.id), tenant.simulate.deleteAs(colleague.id, withLivePass.id)]).toEqual([true, false]);
    expect([(await get(passesOf(withLivePass))).body.value, tenant.state.passEvents.at(-1)?.callerId]).toEqual([[], colleague.id]);
  });

  it('is refused what Graph refuses', () => {
    const { issueAs } = tenant.simulate;
    expect(() => issueAs(colleague.id, admin.id)).toThrow('Request Authorization failed');
    expect(() => issueAs(colleague.id, colleague.id)).toThrow('Request Authorization failed');
    expect(() => issueAs(member.id, joiner.id)).toThrow('Request Authorization failed');
    expect(() => issueAs(colleague.id, DEMO_PEOPLE.externalGuest.id)).toThrow('external guest user');
    expect(() => issueAs(colleague.id, joiner.id, { lifetimeInMinutes: 5 })).toThrow('between 60 and 480');
    expect(tenant.state.passOf(joiner.id)).toBeUndefined();
  });

  it('changes a phone and a manager, and Core Directory writes what changed', async () => {
    tenant.simulate.changePhone(member.id, '+1 425 555 0190', colleague.id);
    tenant.simulate.changeManager(member.id, operator.id, colleague.id);
    expect((await get(`/users/${member.id}?$select=mobilePhone&$expand=manager($select=id)`)).body).toMatchObject({ mobilePhone: '+1 425 555 0190', manager: { id: operator.id } });
    const record = (name: string, oldValue: string, newValue: string) => ({
      activityDisplayName: 'Update user', loggedByService: 'Core Directory', category: 'UserManagement', initiatedBy: { user: { userPrincipalName: colleague.userPrincipalName } },
      targetResources: [{ id: member.id, modifiedProperties: [{ displayName: name, oldValue: `["${oldValue}"]`, newValue: `["${newValue}"]` }, { displayName: 'Included Updated Properties', oldValue: null, newValue: `"${name}"` }, { displayName: 'TargetId.UserType' }] }],
    });
    expect(tenant.state.audits.slice(-2)).toMatchObject([record('MobilePhone', '+1 425 555 0110', '+1 425 555 0190'), record('Manager', DEMO_PEOPLE.chief.id, operator.id)]);
    expect(() => { tenant.simulate.changeManager(member.id, 'nobody', colleague.id); }).toThrow('does not exist');
  });
});

describe('lively people', () => {
  const livelyPeople = { signInAfterMs: 5 * MINUTE, registerAfterMs: 2 * MINUTE };
  const registered = (tenant: Awaited<ReturnType<typeof start>>['tenant'], personId: string) => tenant.state.registrations().filter((each) => each.personId === personId).map(({ type, createdDateTime }) => [type, createdDateTime]);

  it('sign in by themselves after a while, and register an authenticator after another', async () => {
    const { tenant, call, get } = await start({ livelyPeople });
    await call('POST', passesOf(member), { body: { isUsableOnce: true } });
    tenant.clock.advance(5 * MINUTE - 1);
    expect((await get(passesOf(member))).body.value[0].isUsable).toBe(true);
    tenant.clock.advance(1);
    expect((await get(passesOf(member))).body.value[0].methodUsabilityReason).toBe('OneTimeUsed');
    expect(registered(tenant, member.id)).toEqual([]);
    tenant.clock.advance(60 * MINUTE);
    expect(registered(tenant, member.id)).toEqual([['authenticator', '2026-03-02T09:07:00.000Z']]);
    expect(tenant.state.signIns.map(({ createdDateTime }) => createdDateTime)).toEqual(['2026-03-02T09:05:00.000Z']);
    expect(tenant.state.passEvents.at(-1)).toMatchObject({ kind: 'used', at: '2026-03-02T09:05:00.000Z', callerId: null });
    expect((await get(`/auditLogs/signIns?$filter=userId eq '${member.id}'`)).body.value).toHaveLength(1);
  });

  it('sign in once with a pass for many times, and not with one that is gone, replaced, used or their account disabled', async () => {
    const { tenant, call } = await start({ livelyPeople });
    const { simulate, state, clock } = tenant;
    await call('POST', passesOf(member), { body: {} });
    await call('POST', passesOf(joiner), { body: {} });
    await call('POST', passesOf(disabled), { body: {} });
    const shared = simulate.issueAs(colleague.id, DEMO_PEOPLE.contractor.id);
    simulate.signIn(DEMO_PEOPLE.contractor.id, shared.passcode);
    clock.advance(3 * MINUTE);
    simulate.deleteAs(colleague.id, joiner.id);
    const { passId } = simulate.issueAs(colleague.id, member.id);
    clock.advance(30 * MINUTE);
    expect(state.passEvents.filter(({ kind }) => kind === 'used').map(({ personId, passId: used, at }) => [personId, used, at])).toEqual([
      [DEMO_PEOPLE.contractor.id, shared.passId, START], [member.id, passId, '2026-03-02T09:08:00.000Z'],
    ]);
  });

  it('count from the start of a pass that starts later, and leave the past as the seed has it', async () => {
    const { tenant, call } = await start({ livelyPeople });
    await call('POST', passesOf(member), { body: { startDateTime: '2026-03-02T10:00:00Z' } });
    tenant.clock.advance(64 * MINUTE);
    expect(tenant.state.signIns).toEqual([]);
    tenant.clock.advance(MINUTE);
    expect(tenant.state.signIns.map(({ createdDateTime }) => createdDateTime)).toEqual(['2026-03-02T10:05:00.000Z']);
    expect(tenant.state.passOf(DEMO_PEOPLE.withExpiredPass.id)?.methodUsabilityReason).toBe('Expired');
  });

  it('are not there unless asked for', async () => {
    const { tenant, call } = await start();
    await call('POST', passesOf(member), { body: {} });
    tenant.clock.advance(30 * MINUTE);
    expect(tenant.state.signIns).toEqual([]);
  });
});
