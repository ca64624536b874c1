import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type DirectoryAudit, ROLE_TEMPLATES } from '../../../main/demo-tenant';
import { ADA, HEAD, INSTANCES, pimDesk, REQUESTS, ROLES, SCHEDULES, TOVE } from './pim-desk';

const detail = (audit: DirectoryAudit | undefined, key: string) => audit?.additionalDetails.find((each) => each.key === key)?.value;

describe('audit records', async () => {
  const desk = await pimDesk();
  const count = desk.tenant.state.audits.length;
  const { body: request } = await desk.assign(ADA.id, 'Exchange Administrator', { minutes: 60 });
  const fresh = (): readonly DirectoryAudit[] => desk.tenant.state.audits.slice(count);

  it('tell of a grant: asked for, done in the directory by MS-PIM, completed', () => {
    const [requested, core, completed] = fresh();
    const user = expect.objectContaining({ id: TOVE.id, userPrincipalName: TOVE.userPrincipalName });
    expect([requested, completed]).toEqual(['requested', 'completed'].map((step) => expect.objectContaining({
      activityDisplayName: `Add member to role in PIM ${step} (timebound)`, loggedByService: 'PIM', category: 'RoleManagement', result: 'success', resultReason: 'Mail flow stopped', initiatedBy: { app: null, user },
      targetResources: [
        expect.objectContaining({ type: 'Role', displayName: 'Exchange Administrator' }), expect.objectContaining({ type: 'Request', id: request.id }), expect.objectContaining({ type: 'User', id: ADA.id }),
        expect.objectContaining({ type: 'Directory' }), expect.objectContaining({ type: 'Other' }),
      ],
    })));
    expect(core).toMatchObject({ activityDisplayName: 'Add member to role', loggedByService: 'Core Directory', initiatedBy: { user: null, app: { displayName: 'MS-PIM' } }, targetResources: [{ id: ADA.id, type: 'User' }, { type: 'Role' }] });
    expect([detail(completed, 'RoleAssignmentRequestId'), detail(completed, 'TemplateId'), detail(completed, 'Justification'), detail(completed, 'StartTime'), detail(completed, 'ipaddr')]).toEqual([
      request.id, ROLE_TEMPLATES['Exchange Administrator'], 'Mail flow stopped', request.scheduleInfo.startDateTime, '127.0.0.1',
    ]);
    expect(String(completed?.id)).toMatch(/^PIM_/);
  });

  it('can be found by service and name when they have arrived', async () => {
    const found = async () => (await desk.get("/auditLogs/directoryAudits?$filter=loggedByService eq 'PIM' and startswith(activityDisplayName,'Add member to role in PIM completed') and targetResources/any(t: t/id eq '" + ADA.id + "')")).body.value.length;
    expect(await found()).toBe(0);
    desk.forward(6);
    expect(await found()).toBe(1);
  });

  it('tell that the platform ended what had run out', () => {
    desk.forward(60);
    expect(fresh().slice(-2)).toMatchObject([
      { activityDisplayName: 'Remove member from role', loggedByService: 'Core Directory' },
      { activityDisplayName: 'Remove member from role in PIM completed (timebound)', loggedByService: 'PIM', initiatedBy: { app: null, user: { displayName: 'Azure AD PIM', userPrincipalName: null } } },
    ]);
    expect(detail(fresh().at(-1), 'RoleAssignmentRequestId')).toBe(request.id);
  });

  it('of a removal, a group and an eligibility have their own names', async () => {
    await desk.assign(ADA.id, 'Exchange Administrator', { minutes: 60 });
    desk.forward(6);
    const before = desk.tenant.state.audits.length;
    await desk.remove(ADA.id, 'Exchange Administrator', { justification: 'Fixed early' });
    desk.tenant.simulate.grantAs(HEAD.id, ADA.id, { role: 'Teams Administrator', how: 'eligible', minutes: 600, justification: 'Rota' });
    await desk.assignGroup(ADA.id, 'project');
    expect(desk.tenant.state.audits.slice(before).map(({ activityDisplayName, category, resultReason }) => [activityDisplayName, category, resultReason])).toEqual([
      ['Remove member from role in PIM requested (timebound)', 'RoleManagement', 'Fixed early'],
      ['Remove member from role', 'RoleManagement', ''],
      ['Remove member from role in PIM completed (timebound)', 'RoleManagement', 'Fixed early'],
      ['Add eligible member to role in PIM requested (timebound)', 'RoleManagement', 'Rota'],
      ['Add eligible member to role in PIM completed (timebound)', 'RoleManagement', 'Rota'],
      ['Add member to role in PIM requested (timebound)', 'GroupManagement', 'On the bridge'],
      ['Add member to group', 'GroupManagement', ''],
      ['Add member to role in PIM completed (timebound)', 'GroupManagement', 'On the bridge'],
    ]);
  });
});

describe('what happened to grants', () => {
  it('is told with who did it, by which request of the log', async () => {
    const desk = await pimDesk();
    const { body, headers } = await desk.assign(ADA.id, 'Exchange Administrator', { more: { ticketInfo: { ticketNumber: 'INC-9', ticketSystem: 'Desk' } } });
    const event = { scheduleId: body.id, scheduleRequestId: body.id, how: 'active', principalId: ADA.id, callerId: TOVE.id, requestId: headers.get('request-id') };
    expect(desk.tenant.state.grantEvents.at(-2)).toMatchObject({ kind: 'made', ...event });
    expect(desk.tenant.log.some(({ requestId }) => requestId === event.requestId)).toBe(true);
    const grant = { scheduleId: body.id, requestId: body.id, principalId: ADA.id, hasInstance: true, ticketNumber: 'INC-9', ticketSystem: 'Desk', justification: 'Mail flow stopped', callerId: TOVE.id };
    expect([desk.tenant.state.schedules().at(-1)?.access.kind, desk.tenant.state.instances().filter(({ principalId }) => principalId === ADA.id)]).toMatchObject(['group', [grant]]);
    desk.forward(6);
    desk.tenant.simulate.removeGrantAs(HEAD.id, ADA.id, { role: 'Exchange Administrator' });
    expect(desk.tenant.state.grantEvents.slice(-2)).toMatchObject([{ kind: 'removed', callerId: HEAD.id, requestId: null }, { kind: 'gone', callerId: null }]);
    expect(() => desk.tenant.simulate.grantAs(DEMO_PEOPLE.colleague.id, ADA.id, { role: 'Exchange Administrator', minutes: 60 })).toThrow('Insufficient privileges');
  });

  it('answers faults and batches as any other request does', async () => {
    const desk = await pimDesk();
    desk.tenant.faults.queue({ match: { method: 'POST', path: /roleAssignmentScheduleRequests/ }, fault: { kind: 'gateway-timeout-after' } });
    expect([(await desk.assign(ADA.id, 'Exchange Administrator')).status, (await desk.of(INSTANCES, ADA.id)).length]).toEqual([504, 1]);
    const { body } = await desk.call('POST', '/$batch', { body: { requests: [{ id: '1', method: 'GET', url: `${SCHEDULES}?$filter=principalId eq '${ADA.id}'` }, { id: '2', method: 'GET', url: `${REQUESTS}?$filter=principalId eq '${ADA.id}' and status eq 'Provisioned'` }] } });
    expect(body.responses.map((each: { status: number; body: { value: unknown[] } }) => [each.status, each.body.value.length])).toEqual([[200, 1], [200, 1]]);
  });
});

describe('the grants of the seed', () => {
  it('are there before anybody asks: active and eligible, roles and groups, some about to end, some yet to start', async () => {
    const { tenant } = await pimDesk({ people: 500 });
    const all = tenant.state.schedules();
    const count = (test: (grant: (typeof all)[number]) => boolean) => all.filter(test).length;
    const now = tenant.clock.now().getTime();
    const endsWithin = (minutes: number) => count(({ endDateTime }) => endDateTime !== null && Date.parse(endDateTime) < now + minutes * 60_000);
    expect([all.length >= 24, count(({ how }) => how === 'eligible') >= 4, count(({ access }) => access.kind === 'group') >= 8, endsWithin(60) >= 3, count(({ hasInstance }) => !hasInstance) >= 3, count(({ assignmentType }) => assignmentType === 'Activated')]).toEqual([true, true, true, true, true, 1]);
    expect(all.filter(({ endDateTime }) => endDateTime === null)).toEqual([]);
  });

  it('can be as many as a load test needs, the same every time, and are listed in pages', async () => {
    const [one, other] = [await pimDesk({ people: 1_500, liveGrants: 500 }), await pimDesk({ people: 1_500, liveGrants: 500 })];
    const shape = (desk: typeof one) => desk.tenant.state.instances().map(({ principalId, access, endDateTime }) => [principalId, access, endDateTime]);
    expect([one.tenant.state.instances().length >= 500, shape(one)]).toEqual([true, shape(other)]);
    const first = await one.get(`${INSTANCES}?$filter=endDateTime ge ${one.inMinutes(0)}&$top=100&$expand=principal($select=id,displayName),roleDefinition($select=displayName)`);
    const second = await one.get(first.body['@odata.nextLink'].slice(one.tenant.origin.length));
    expect([first.body.value.length, second.body.value.length, first.body.value[0].roleDefinition.displayName]).toEqual([100, 100, expect.any(String)]);
    expect((await one.get(`${ROLES}/roleDefinitions?$filter=isBuiltIn eq false`)).body.value).toHaveLength(1);
  });
});
