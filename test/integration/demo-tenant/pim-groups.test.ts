import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type RoleName, TIME_BOUND_GROUPS } from '../../../main/demo-tenant';
import { EVENTUAL, names, refusal } from './client';
import { ADA, GROUPS, HEAD, pimDesk, START, TOVE } from './pim-desk';

const INCIDENT = TIME_BOUND_GROUPS.incident.id;
const REQUESTS = `${GROUPS}/assignmentScheduleRequests`;
const INSTANCES = `${GROUPS}/assignmentScheduleInstances`;
const PLAIN = { operatorRole: 'Authentication Administrator' as const };

describe('membership for a time', async () => {
  const desk = await pimDesk(PLAIN);
  const made = await desk.assignGroup(ADA.id, 'incident');
  const members = async () => names(await desk.get(`/groups/${INCIDENT}/members?$select=displayName`));

  it('is for the owner to give, who holds no role for it', () => {
    const id = `${INCIDENT}_member_${made.body.id}`;
    expect({ status: made.status, body: made.body }).toMatchObject({
      status: 201,
      body: {
        status: 'Provisioned', action: 'adminAssign', accessId: 'member', groupId: INCIDENT, principalId: ADA.id, targetScheduleId: id, isValidationOnly: false, createdDateTime: START,
        ticketInfo: { ticketNumber: 'INC-1', ticketSystem: 'Desk' }, scheduleInfo: { startDateTime: START, expiration: { type: 'afterDuration', duration: 'PT120M' } },
      },
    });
  });

  it('is listed for a group or a principal, and for nothing less', async () => {
    const { body } = await desk.get(`${INSTANCES}?$filter=groupId eq '${INCIDENT}' and principalId eq '${ADA.id}'&$expand=group($select=displayName),principal($select=displayName)`);
    expect(body.value).toMatchObject([{
      id: made.body.targetScheduleId, assignmentScheduleId: made.body.targetScheduleId, accessId: 'member', assignmentType: 'assigned', memberType: 'direct', startDateTime: START,
      endDateTime: '2026-03-02T11:00:00.000Z', group: { displayName: 'Incident responders' }, principal: { displayName: 'Ada Lindqvist' },
    }]);
    for (const name of ['assignmentScheduleRequests', 'assignmentSchedules', 'assignmentScheduleInstances', 'eligibilityScheduleRequests', 'eligibilitySchedules', 'eligibilityScheduleInstances']) {
      expect([name, (await desk.get(`${GROUPS}/${name}`)).status, (await desk.get(`${GROUPS}/${name}?$filter=accessId eq 'member'`)).status, (await desk.get(`${GROUPS}/${name}?$filter=groupId eq '${INCIDENT}'`)).status]).toEqual([name, 400, 400, 200]);
    }
    expect((await desk.get(`${REQUESTS}/${made.body.id}`)).body.id).toBe(made.body.id);
  });

  it('shows wherever memberships show, and no longer than it lasts', async () => {
    const { body } = await desk.get(`/users/${ADA.id}/transitiveMemberOf/microsoft.graph.group?$count=true&$filter=displayName eq 'Incident responders'&$select=displayName`, EVENTUAL);
    expect([body.value.length, (await members()).includes('Ada Lindqvist'), desk.tenant.state.groupIdsOf(ADA.id).includes(INCIDENT)]).toEqual([1, true, true]);
    expect(names(await desk.get(`/groups/${INCIDENT}/owners?$select=displayName`))).toEqual(['Tove Marklund']);
    desk.forward(120);
    expect([(await members()).includes('Ada Lindqvist'), desk.tenant.state.groupIdsOf(ADA.id).includes(INCIDENT)]).toEqual([false, false]);
  });

  it('is refused twice over, and taken back after five minutes', async () => {
    await desk.assignGroup(ADA.id, 'incident');
    expect(refusal(await desk.assignGroup(ADA.id, 'incident'))).toEqual({ status: 400, code: 'RoleAssignmentExists' });
    const remove = () => desk.call('POST', REQUESTS, { body: { action: 'adminRemove', accessId: 'member', groupId: INCIDENT, principalId: ADA.id } });
    expect(refusal(await remove())).toEqual({ status: 400, code: 'ActiveDurationTooShort' });
    desk.forward(5);
    expect([(await remove()).status, (await members()).includes('Ada Lindqvist')]).toEqual([201, false]);
  });

  it('keeps to the policy of the group', async () => {
    expect((await desk.assignGroup(ADA.id, 'deployment', { minutes: 721, more: { ticketInfo: null } })).body.error).toMatchObject({
      code: 'RoleAssignmentRequestPolicyValidationFailed', message: 'The following policy rules failed: ["ExpirationRule","TicketingRule"]',
    });
  });

  it('is not for the operations on roles to end', async () => {
    const { body } = await desk.assignGroup(ADA.id, 'project', { startsInMinutes: 600 });
    const other = await pimDesk();
    const there = (await other.assignGroup(HEAD.id, 'project')).body.targetScheduleId;
    other.forward(6);
    expect(refusal(await other.call('POST', '/roleManagement/directory/roleAssignmentScheduleRequests', { body: { action: 'adminRemove', targetScheduleId: there } }))).toEqual({ status: 400, code: 'RoleAssignmentDoesNotExist' });
    expect((await desk.call('POST', REQUESTS, { body: { action: 'adminRemove', targetScheduleId: body.targetScheduleId } })).status).toBe(201);
  });

  it('that starts later can be cancelled', async () => {
    const { body } = await desk.assignGroup(ADA.id, 'project', { startsInMinutes: 30 });
    expect([body.status, (await desk.call('POST', `${REQUESTS}/${body.id}/cancel`)).status, (await desk.get(`${GROUPS}/assignmentSchedules?$filter=groupId eq '${TIME_BOUND_GROUPS.project.id}' and principalId eq '${ADA.id}'`)).body.value]).toEqual(['Granted', 204, []]);
  });
});

describe('the first use of a group', () => {
  it('onboards it, which changes the ids of its policies and shows who was in it before', async () => {
    const desk = await pimDesk(PLAIN);
    const group = TIME_BOUND_GROUPS.deployment.id;
    const policies = async () => (await desk.get(`/policies/roleManagementPolicyAssignments?$filter=scopeId eq '${group}' and scopeType eq 'Group'`)).body.value;
    const standing = async () => (await desk.get(`${INSTANCES}?$filter=groupId eq '${group}'`)).body.value;
    const before = await policies();
    expect([before.map(({ roleDefinitionId }: { roleDefinitionId: string }) => roleDefinitionId), await standing()]).toEqual([['member', 'owner'], []]);
    await desk.assignGroup(ADA.id, 'deployment', { more: { isValidationOnly: true } });
    expect(await policies()).toEqual(before);
    await desk.assignGroup(ADA.id, 'deployment');
    const after = await policies();
    expect(after.some(({ policyId }: { policyId: string }) => before.some((old: { policyId: string }) => old.policyId === policyId))).toBe(false);
    expect(await standing()).toMatchObject([{ accessId: 'owner', principalId: TOVE.id, endDateTime: null }, { accessId: 'member', principalId: ADA.id }]);
  });
});

describe('who may give membership', () => {
  it.each<[RoleName, string, number]>([
    ['Groups Administrator', 'Vault keepers', 403], ['Privileged Role Administrator', 'Vault keepers', 201], ['Authentication Administrator', 'Everybody at Fjordlight', 403],
    ['Groups Administrator', 'Everybody at Fjordlight', 201], ['User Administrator', 'Everybody at Fjordlight', 201], ['Directory Writers', 'Everybody at Fjordlight', 201],
    ['Identity Governance Administrator', 'Everybody at Fjordlight', 201], ['Privileged Role Administrator', 'Everybody at Fjordlight', 403],
  ])('%s, %s: %d', async (operatorRole, name, status) => {
    const desk = await pimDesk({ operatorRole });
    const groupId = (await desk.get(`/groups?$filter=displayName eq '${name}'&$select=id`)).body.value[0].id;
    expect((await desk.assignGroup(ADA.id, 'incident', { more: { groupId } })).status).toBe(status);
    expect((await desk.get(`${INSTANCES}?$filter=groupId eq '${groupId}'`)).status).toBe(operatorRole === 'Authentication Administrator' ? 403 : 200);
  });

  it.each(['All contractors', 'Legacy file servers'])('nobody, of %s', async (name) => {
    const desk = await pimDesk(PLAIN);
    const { body } = await desk.get('/me/ownedObjects/microsoft.graph.group?$select=id,displayName,isAssignableToRole,groupTypes,onPremisesSyncEnabled');
    const group = body.value.find(({ displayName }: { displayName: string }) => displayName === name);
    expect([group.groupTypes.includes('DynamicMembership') ? true : group.onPremisesSyncEnabled, body.value.length]).toEqual([true, 6]);
    expect((await desk.assignGroup(ADA.id, 'incident', { more: { groupId: group.id } })).status).toBe(400);
  });

  it('ends when the ownership does', async () => {
    const desk = await pimDesk({ operatorRole: [] });
    const groupId = (await desk.get("/groups?$filter=displayName eq 'Platform operators'")).body.value[0].id;
    desk.tenant.simulate.grantAs(HEAD.id, TOVE.id, { groupId, access: 'owner', minutes: 30 });
    const given = await desk.assignGroup(ADA.id, 'incident', { more: { groupId } });
    // Through the group Ada is User Administrator while it lasts, and PIM says by which way.
    expect([given.status, desk.tenant.state.rolesOf(ADA.id)]).toEqual([201, ['User Administrator']]);
    desk.forward(30);
    expect((await desk.assignGroup(DEMO_PEOPLE.joiner.id, 'incident', { more: { groupId } })).status).toBe(403);
  });

  it.each<[string, number, number]>([['PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup', 201, 200], ['PrivilegedAssignmentSchedule.Read.AzureADGroup', 403, 200], ['PrivilegedAssignmentSchedule.Remove.AzureADGroup', 403, 403], ['RoleManagement.ReadWrite.Directory', 403, 403]])('with the scope %s: give %d, read %d', async (scope, write, read) => {
    const desk = await pimDesk({ ...PLAIN, scopes: [scope] });
    expect([(await desk.assignGroup(ADA.id, 'incident')).status, (await desk.get(`${INSTANCES}?$filter=groupId eq '${INCIDENT}'`)).status]).toEqual([write, read]);
  });
});
