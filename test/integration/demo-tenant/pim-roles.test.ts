import { describe, expect, it } from 'vitest';
import { ROLE_TEMPLATES, type RoleName } from '../../../main/demo-tenant';
import { EVENTUAL, passesOf, refusal } from './client';
import { ADA, ELIGIBLE, HEAD, INSTANCES, OTTILIE, pimDesk, REQUESTS, ROLES, RURIK, SCHEDULES, START, TOVE, YRSA } from './pim-desk';

const EXCHANGE = ROLE_TEMPLATES['Exchange Administrator'];

describe('a role for a time', () => {
  it('is provisioned at once, shows everywhere, and ends by itself', async () => {
    const desk = await pimDesk({ operatorRole: ['Privileged Role Administrator', 'Authentication Administrator'] });
    const { status, body } = await desk.assign(ADA.id, 'Exchange Administrator', { startsInMinutes: -5_000, more: { ticketInfo: { ticketNumber: 'INC-1', ticketSystem: 'Desk' } } });
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        '@odata.context': expect.stringMatching(/roleAssignmentScheduleRequests\/\$entity$/), id: expect.any(String), status: 'Provisioned', createdDateTime: START, completedDateTime: START, approvalId: null,
        customData: null, action: 'adminAssign', principalId: ADA.id, roleDefinitionId: EXCHANGE, directoryScopeId: '/', appScopeId: null, isValidationOnly: false, targetScheduleId: body.id,
        justification: 'Mail flow stopped', createdBy: { application: null, device: null, user: { displayName: null, id: TOVE.id } },
        scheduleInfo: { startDateTime: START, recurrence: null, expiration: { type: 'afterDuration', endDateTime: null, duration: 'PT120M' } }, ticketInfo: { ticketNumber: 'INC-1', ticketSystem: 'Desk' },
      },
    });
    expect(await desk.of(INSTANCES, ADA.id)).toMatchObject([{ roleDefinitionId: EXCHANGE, startDateTime: START, endDateTime: '2026-03-02T11:00:00.000Z', assignmentType: 'Assigned', memberType: 'Direct', roleAssignmentScheduleId: body.id }]);
    expect(await desk.of(SCHEDULES, ADA.id)).toMatchObject([{ id: body.id, createdUsing: body.id, status: 'Provisioned' }]);
    expect(await desk.of(`${ROLES}/roleAssignments`, ADA.id)).toMatchObject([{ roleDefinitionId: EXCHANGE }]);
    const names = async () => (await desk.get(`/users/${ADA.id}/transitiveMemberOf/microsoft.graph.directoryRole?$count=true&$select=displayName`, EVENTUAL)).body.value;
    expect(await names()).toEqual([{ displayName: 'Exchange Administrator' }]);
    // The role protects its holder from an Authentication Administrator for as long as it lasts.
    expect((await desk.call('POST', passesOf(ADA), { body: {} })).status).toBe(403);
    desk.forward(120);
    expect([await desk.of(INSTANCES, ADA.id), await desk.of(SCHEDULES, ADA.id), await names(), desk.tenant.state.rolesOf(ADA.id)]).toEqual([[], [], [], []]);
    expect((await desk.call('POST', passesOf(ADA), { body: {} })).status).toBe(201);
    expect(desk.tenant.state.grantEvents.filter(({ principalId }) => principalId === ADA.id).map(({ kind, at }) => [kind, at])).toEqual([['made', START], ['started', START], ['expired', '2026-03-02T11:00:00.000Z']]);
  });

  it('that starts later is granted, can be cancelled, and is refused afterwards', async () => {
    const desk = await pimDesk();
    const { body } = await desk.assign(ADA.id, 'Exchange Administrator', { startsInMinutes: 60 });
    expect([body.status, body.completedDateTime, body.scheduleInfo.startDateTime]).toEqual(['Granted', desk.inMinutes(60), desk.inMinutes(60)]);
    expect([await desk.of(INSTANCES, ADA.id), (await desk.of(SCHEDULES, ADA.id)).length]).toEqual([[], 1]);
    expect((await desk.call('POST', `${REQUESTS}/${body.id}/cancel`)).status).toBe(204);
    expect([(await desk.call('POST', `${REQUESTS}/${body.id}/cancel`)).status, await desk.of(SCHEDULES, ADA.id), (await desk.get(`${REQUESTS}/${body.id}`)).body.status]).toEqual([400, [], 'Canceled']);
    const { body: live } = await desk.assign(ADA.id, 'Exchange Administrator');
    expect((await desk.call('POST', `${REQUESTS}/${live.id}/cancel`)).status).toBe(400);
    desk.forward(31 * 1440);
    expect((await desk.get(`${REQUESTS}/${body.id}`)).status).toBe(404);
  });

  it('starts on its day', async () => {
    const desk = await pimDesk();
    const { body } = await desk.assign(ADA.id, 'Exchange Administrator', { startsInMinutes: 60 });
    desk.forward(60);
    expect([(await desk.get(`${REQUESTS}/${body.id}`)).body.status, (await desk.of(INSTANCES, ADA.id)).length]).toEqual(['Provisioned', 1]);
  });

  it('is removed after five minutes and not before, and never twice', async () => {
    const desk = await pimDesk();
    const { body } = await desk.assign(ADA.id, 'Exchange Administrator');
    desk.forward(4.9);
    expect(refusal(await desk.remove(ADA.id, 'Exchange Administrator'))).toEqual({ status: 400, code: 'ActiveDurationTooShort' });
    expect((await desk.of(INSTANCES, ADA.id)).length).toBe(1);
    desk.forward(0.2);
    const removed = await desk.remove(ADA.id, 'Exchange Administrator');
    expect({ status: removed.status, body: removed.body }).toMatchObject({ status: 201, body: { status: 'Revoked', action: 'adminRemove', scheduleInfo: null, targetScheduleId: null, completedDateTime: null } });
    expect([await desk.of(INSTANCES, ADA.id), await desk.of(SCHEDULES, ADA.id), (await desk.get(`${REQUESTS}/${body.id}`)).body.status]).toEqual([[], [], 'Provisioned']);
    expect(refusal(await desk.remove(ADA.id, 'Exchange Administrator'))).toEqual({ status: 400, code: 'RoleAssignmentDoesNotExist' });
  });

  it('is removed alone when its schedule is named, and the others stay', async () => {
    const desk = await pimDesk();
    const { body: now } = await desk.assign(ADA.id, 'Exchange Administrator', { minutes: 60 });
    const { body: later } = await desk.assign(ADA.id, 'Exchange Administrator', { minutes: 60, startsInMinutes: 60 });
    expect(refusal(await desk.assign(ADA.id, 'Exchange Administrator', { minutes: 60, startsInMinutes: 59 }))).toEqual({ status: 400, code: 'RoleAssignmentExists' });
    const named = await desk.call('POST', REQUESTS, { body: { action: 'adminRemove', targetScheduleId: later.targetScheduleId } });
    expect([named.status, named.body.targetScheduleId, (await desk.get(`${REQUESTS}/${later.id}`)).body.status]).toEqual([201, later.id, 'Revoked']);
    expect((await desk.of(SCHEDULES, ADA.id)).map(({ id }) => id)).toEqual([now.id]);
  });

  it('does not take away what is held without PIM, unless that is all there is', async () => {
    const desk = await pimDesk();
    expect(refusal(await desk.assign(HEAD.id, 'Global Administrator', { minutes: 60 }))).toEqual({ status: 400, code: 'RoleAssignmentExists' });
    await desk.assign(HEAD.id, 'Reports Reader');
    desk.forward(10);
    await desk.remove(HEAD.id, 'Reports Reader');
    expect(desk.tenant.state.rolesOf(HEAD.id)).toEqual(['Global Administrator']);
    expect((await desk.remove(HEAD.id, 'Global Administrator')).status).toBe(201);
    expect(desk.tenant.state.rolesOf(HEAD.id)).toEqual([]);
  });

  it('is extended and updated', async () => {
    const desk = await pimDesk();
    const { body } = await desk.assign(ADA.id, 'Exchange Administrator', { minutes: 60 });
    const change = (action: string, endsIn: number) => desk.assign(ADA.id, 'Exchange Administrator', { more: { action, scheduleInfo: { expiration: { type: 'AfterDateTime', endDateTime: desk.inMinutes(endsIn) } } } });
    desk.forward(30);
    expect(refusal(await change('adminExtend', 20))).toEqual({ status: 400, code: 'InvalidRoleAssignmentRequestSchedule' });
    expect((await change('adminExtend', 90)).body).toMatchObject({ status: 'Provisioned', action: 'adminExtend', targetScheduleId: body.id });
    expect(await desk.of(INSTANCES, ADA.id)).toMatchObject([{ startDateTime: START, endDateTime: desk.inMinutes(90), roleAssignmentScheduleId: body.id }]);
    expect(refusal(await change('adminExtend', 481)).code).toBe('RoleAssignmentRequestPolicyValidationFailed');
    expect((await change('adminUpdate', 10)).status).toBe(201);
    desk.forward(10);
    expect(await desk.of(INSTANCES, ADA.id)).toEqual([]);
    expect(refusal(await change('adminExtend', 90))).toEqual({ status: 400, code: 'RoleAssignmentDoesNotExist' });
    expect((await change('adminRenew', 90)).status).toBe(201);
    expect(desk.tenant.state.grantEvents.map(({ kind }) => kind).slice(-6)).toEqual(['started', 'extended', 'updated', 'expired', 'made', 'started']);
  });

  it('is only tried when it says so', async () => {
    const desk = await pimDesk();
    const tried = await desk.assign(ADA.id, 'Exchange Administrator', { more: { isValidationOnly: true } });
    expect([tried.status, tried.body.status, tried.body.isValidationOnly]).toEqual([201, 'Granted', true]);
    expect([await desk.of(SCHEDULES, ADA.id), await desk.of(REQUESTS, ADA.id), (await desk.get(`${REQUESTS}/${tried.body.id}`)).status, desk.tenant.state.grantEvents]).toEqual([[], [], 404, expect.not.arrayContaining([expect.objectContaining({ principalId: ADA.id })])]);
    expect(refusal(await desk.assign(ADA.id, 'Exchange Administrator', { minutes: 481, more: { isValidationOnly: true } })).code).toBe('RoleAssignmentRequestPolicyValidationFailed');
  });

  it('waits to be provisioned, and lingers after its end, when the tenant is slow', async () => {
    const desk = await pimDesk({ provisioningLagMs: 60_000, expiryLagMs: 30_000, removalLagMs: 120_000 });
    const { body } = await desk.assign(ADA.id, 'Exchange Administrator', { minutes: 10 });
    expect([body.status, body.completedDateTime, await desk.of(INSTANCES, ADA.id), (await desk.of(SCHEDULES, ADA.id))[0]?.status]).toEqual(['PendingProvisioning', null, [], 'PendingProvisioning']);
    expect(refusal(await desk.assign(ADA.id, 'Exchange Administrator'))).toEqual({ status: 400, code: 'PendingRoleAssignmentRequest' });
    desk.forward(1);
    expect([(await desk.get(`${REQUESTS}/${body.id}`)).body.status, (await desk.of(INSTANCES, ADA.id)).length]).toEqual(['Provisioned', 1]);
    desk.forward(9.25);
    expect((await desk.of(INSTANCES, ADA.id)).length).toBe(1);
    desk.forward(0.5);
    expect(await desk.of(INSTANCES, ADA.id)).toEqual([]);
    await desk.assign(ADA.id, 'Teams Administrator');
    desk.forward(6);
    await desk.remove(ADA.id, 'Teams Administrator');
    expect([await desk.of(SCHEDULES, ADA.id), (await desk.of(INSTANCES, ADA.id)).length, desk.tenant.state.rolesOf(ADA.id)]).toEqual([[], 1, ['Teams Administrator']]);
    desk.forward(2);
    expect([await desk.of(INSTANCES, ADA.id), desk.tenant.state.rolesOf(ADA.id)]).toEqual([[], []]);
  });

  it('is not taken from the last Global Administrator', async () => {
    const desk = await pimDesk();
    await desk.assign(ADA.id, 'Global Administrator', { minutes: 60 });
    await desk.remove(HEAD.id, 'Global Administrator');
    desk.forward(61);
    expect(desk.tenant.state.rolesOf(ADA.id)).toEqual(['Global Administrator']);
    await desk.assign(RURIK.id, 'Global Administrator', { minutes: 60 });
    expect([desk.tenant.state.rolesOf(ADA.id), desk.tenant.state.rolesOf(RURIK.id)]).toEqual([[], ['Global Administrator']]);
  });
});

describe('what PIM refuses', async () => {
  const desk = await pimDesk();
  const policy = (rules: readonly string[]) => ({ code: 'RoleAssignmentRequestPolicyValidationFailed', message: `The following policy rules failed: ${JSON.stringify(rules)}` });

  it.each<[string, RoleName, object, number, string]>([
    ['a role that is none', 'Exchange Administrator', { roleDefinitionId: '00000000-0000-0000-0000-000000000001' }, 400, 'RoleNotFound'],
    ['a principal that is none', 'Exchange Administrator', { principalId: '00000000-0000-0000-0000-000000000001' }, 400, 'SubjectNotFound'],
    ['less than five minutes', 'Exchange Administrator', { scheduleInfo: { expiration: { type: 'afterDuration', duration: 'PT4M59S' } } }, 400, 'ActiveDurationTooShort'],
    ['an end before the start', 'Exchange Administrator', { scheduleInfo: { startDateTime: '2026-03-05T09:00:00Z', expiration: { type: 'afterDateTime', endDateTime: '2026-03-04T09:00:00Z' } } }, 400, 'InvalidRoleAssignmentRequestSchedule'],
    ['a recurrence', 'Exchange Administrator', { scheduleInfo: { recurrence: {}, expiration: { type: 'noExpiration' } } }, 400, 'InvalidRoleAssignmentRequestSchedule'],
    ['no schedule', 'Exchange Administrator', { scheduleInfo: null }, 400, 'InvalidRoleAssignmentRequestSchedule'],
    ['a duration that is none', 'Exchange Administrator', { scheduleInfo: { expiration: { type: 'afterDuration', duration: '2 hours' } } }, 400, 'BadRequest'],
    ['an action that is none', 'Exchange Administrator', { action: 'adminDelete' }, 400, 'BadRequest'],
    ['a property that is none', 'Exchange Administrator', { reason: 'x' }, 400, 'BadRequest'],
    ['a member of a restricted unit', 'Exchange Administrator', { principalId: YRSA.id }, 403, 'Authorization_RequestDenied'],
    ['somebody else activating', 'User Administrator', { action: 'selfActivate', principalId: OTTILIE.id }, 403, 'Authorization_RequestDenied'],
  ])('%s', async (_, role, more, status, code) => {
    expect(refusal(await desk.assign(ADA.id, role, { more }))).toEqual({ status, code });
  });

  it.each<[string, RoleName, object, readonly string[]]>([
    ['too long', 'Exchange Administrator', { scheduleInfo: { expiration: { type: 'afterDuration', duration: 'PT8H1M' } } }, ['ExpirationRule']],
    ['without an end', 'Teams Administrator', { scheduleInfo: { expiration: { type: 'noExpiration' } } }, ['ExpirationRule']],
    ['without a justification', 'Exchange Administrator', { justification: ' ' }, ['JustificationRule']],
    ['without a ticket', 'Helpdesk Administrator', { justification: null }, ['JustificationRule', 'TicketingRule']],
    ['of any length under a broken policy', 'Printer Administrator', { scheduleInfo: { expiration: { type: 'afterDuration', duration: 'PT5M' } } }, ['ExpirationRule']],
  ])('what the policy forbids: %s', async (_, role, more, rules) => {
    expect((await desk.assign(ADA.id, role, { more })).body.error).toMatchObject(policy(rules));
  });

  it('a caller without multifactor authentication, where the policy asks for it', async () => {
    const weak = await pimDesk({ operatorHasMfa: false });
    expect((await weak.assign(ADA.id, 'Helpdesk Administrator', { more: { ticketInfo: { ticketNumber: 'INC-1' } } })).body.error).toMatchObject(policy(['MfaRule']));
    expect((await weak.assign(ADA.id, 'Exchange Administrator')).status).toBe(201);
  });

  it('a unit for a role that has no such scope, in the older envelope', async () => {
    const { body: units } = await desk.get("/directory/administrativeUnits?$filter=displayName eq 'Warehouse and logistics'");
    const directoryScopeId = `/administrativeUnits/${units.value[0].id}`;
    const refused = await desk.assign(ADA.id, 'Exchange Administrator', { more: { directoryScopeId } });
    expect([refused.status, refused.body]).toEqual([400, { 'odata.error': { code: 'Request_BadRequest', message: { message: 'The given built-in role is not supported to be assigned to a single resource scope.' } } }]);
    expect((await desk.assign(ADA.id, 'License Administrator', { more: { directoryScopeId } })).status).toBe(201);
    expect((await desk.get(`${INSTANCES}?$filter=directoryScopeId eq '${directoryScopeId}'&$expand=directoryScope($select=displayName)`)).body.value).toMatchObject([{ directoryScopeId, directoryScope: { displayName: 'Warehouse and logistics' } }]);
    // Over a unit it is no role over the tenant.
    expect(desk.tenant.state.rolesOf(ADA.id)).toEqual([]);
  });
});

describe('who may', () => {
  it.each<[RoleName, number, number]>([['Authentication Administrator', 403, 403], ['Global Reader', 403, 200], ['Privileged Role Administrator', 201, 200], ['Global Administrator', 201, 200]])('%s: grant %d, read %d', async (operatorRole, write, read) => {
    const desk = await pimDesk({ operatorRole });
    expect([(await desk.assign(ADA.id, 'Exchange Administrator')).status, (await desk.get(REQUESTS)).status, (await desk.get(SCHEDULES)).status]).toEqual([write, read, read]);
  });

  it.each<[string, number, number, number]>([
    ['RoleAssignmentSchedule.ReadWrite.Directory', 201, 201, 200], ['RoleManagement.ReadWrite.Directory', 201, 201, 200], ['RoleAssignmentSchedule.Remove.Directory', 403, 201, 403], ['RoleAssignmentSchedule.Read.Directory', 403, 403, 403],
  ])('%s: grant %d, remove %d, read requests %d', async (scope, write, remove, read) => {
    const desk = await pimDesk({ scopes: [scope] });
    desk.tenant.simulate.grantAs(HEAD.id, ADA.id, { role: 'Teams Administrator', minutes: 60 });
    desk.forward(6);
    expect([(await desk.assign(ADA.id, 'Exchange Administrator')).status, (await desk.remove(ADA.id, 'Teams Administrator')).status, (await desk.get(REQUESTS)).status]).toEqual([write, remove, read]);
  });

  it('holds it only for a time may for that time only', async () => {
    const desk = await pimDesk({ operatorRole: [] });
    expect((await desk.assign(ADA.id, 'Exchange Administrator')).status).toBe(403);
    desk.tenant.simulate.grantAs(HEAD.id, TOVE.id, { role: 'Privileged Role Administrator', minutes: 60 });
    expect((await desk.assign(ADA.id, 'Exchange Administrator')).status).toBe(201);
    desk.forward(60);
    expect((await desk.assign(ADA.id, 'Teams Administrator')).status).toBe(403);
  });
});

describe('being eligible', () => {
  const body = (more: object = {}) => ({ action: 'adminAssign', principalId: ADA.id, roleDefinitionId: EXCHANGE, directoryScopeId: '/', justification: 'Rota', scheduleInfo: { expiration: { type: 'afterDuration', duration: 'P30D' } }, ...more });

  it('is no role yet, and becomes one when activated', async () => {
    const desk = await pimDesk({ operatorRole: ['Privileged Role Administrator'] });
    expect((await desk.call('POST', ELIGIBLE, { body: body() })).body).toMatchObject({ status: 'Provisioned', scheduleInfo: { expiration: { duration: 'P30D' } } });
    expect([await desk.of(INSTANCES, ADA.id), desk.tenant.state.rolesOf(ADA.id)]).toEqual([[], []]);
    expect(await desk.of(`${ROLES}/roleEligibilityScheduleInstances`, ADA.id)).toMatchObject([{ roleDefinitionId: EXCHANGE, memberType: 'Direct', id: expect.stringMatching(/-1-e$/) }]);
    const { scheduleId } = desk.tenant.simulate.activate(ADA.id, 'Exchange Administrator', 60);
    expect(await desk.of(INSTANCES, ADA.id)).toMatchObject([{ assignmentType: 'Activated', roleAssignmentScheduleId: scheduleId, endDateTime: desk.inMinutes(60) }]);
    expect(() => desk.tenant.simulate.activate(ADA.id, 'Exchange Administrator', 60)).toThrow('already exists');
    desk.forward(60);
    expect([await desk.of(INSTANCES, ADA.id), (await desk.of(`${ROLES}/roleEligibilitySchedules`, ADA.id)).length]).toEqual([[], 1]);
  });

  it('is refused to whoever is not, and pending where approval is needed', async () => {
    const desk = await pimDesk();
    expect(() => desk.tenant.simulate.activate(ADA.id, 'Exchange Administrator', 60)).toThrow('does not exist');
    await desk.call('POST', ELIGIBLE, { body: body({ roleDefinitionId: ROLE_TEMPLATES['SharePoint Administrator'] }) });
    const { requestId, scheduleId } = desk.tenant.simulate.activate(ADA.id, 'SharePoint Administrator', 60);
    expect([scheduleId, (await desk.get(`${REQUESTS}/${requestId}`)).body]).toMatchObject([null, { status: 'PendingApproval', approvalId: requestId, action: 'selfActivate' }]);
    expect(await desk.of(INSTANCES, ADA.id)).toEqual([]);
  });

  it('shows to the person themself without a role', async () => {
    const desk = await pimDesk({ operatorRole: [] });
    desk.tenant.simulate.grantAs(HEAD.id, TOVE.id, { role: 'Exchange Administrator', how: 'eligible', minutes: 600 });
    const mine = await desk.get(`${ROLES}/roleEligibilityScheduleInstances/filterByCurrentUser(on='principal')`);
    expect([mine.status, mine.body.value.length, (await desk.get(`${ROLES}/roleEligibilityScheduleInstances`)).status]).toEqual([200, 1, 403]);
    const activated = await desk.call('POST', REQUESTS, { body: { ...body(), action: 'SelfActivate', principalId: TOVE.id, scheduleInfo: { expiration: { type: 'afterDuration', duration: 'PT1H' } } } });
    expect([activated.status, activated.body.status]).toEqual([201, 'Provisioned']);
  });
});
