import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type RoleName } from '../../../main/demo-tenant';
import { given, refusal } from './client';

const INSTANCES = '/roleManagement/directory/roleAssignmentScheduleInstances';
const AUTHENTICATION_ADMINISTRATOR = 'c4e39bd9-1100-46d3-8c65-fb160da0071f';
const USER_ADMINISTRATOR = 'fe930be7-5e62-47db-91af-98c3a49a38b1';

describe('standing assignments of roles', async () => {
  const { get, tenant } = await given({ operatorRole: ['Authentication Administrator', 'Security Reader'] });
  const found = async (path: string) => (await get(path)).body.value;

  it('tell who holds a role without an end', async () => {
    const value = await found(`${INSTANCES}?$filter=roleDefinitionId eq '${AUTHENTICATION_ADMINISTRATOR}'`);
    expect(value.map(({ principalId }: { principalId: string }) => principalId)).toEqual([DEMO_PEOPLE.colleague.id, tenant.operator.id, DEMO_PEOPLE.executiveDesk.id]);
    expect(value[0]).toEqual({
      id: expect.any(String), principalId: DEMO_PEOPLE.colleague.id, roleDefinitionId: AUTHENTICATION_ADMINISTRATOR, directoryScopeId: '/', appScopeId: null, startDateTime: null, endDateTime: null,
      assignmentType: 'Assigned', memberType: 'Direct', roleAssignmentOriginId: value[0].id, roleAssignmentScheduleId: value[0].id,
    });
  });

  it('tell what comes through a group', async () => {
    expect(await found(`${INSTANCES}?$filter=principalId eq '${DEMO_PEOPLE.roleGroupMember.id}'`)).toMatchObject([{ roleDefinitionId: USER_ADMINISTRATOR, memberType: 'Group' }]);
    expect(await found(`${INSTANCES}?$filter=principalId eq '${DEMO_PEOPLE.member.id}'`)).toEqual([]);
    expect(await found(`${INSTANCES}?$filter=principalId eq '${DEMO_PEOPLE.eligible.id}'`)).toEqual([]);
  });

  it('name the principal when asked, in pages when asked', async () => {
    const { body } = await get(`${INSTANCES}?$filter=roleDefinitionId eq '${AUTHENTICATION_ADMINISTRATOR}'&$expand=principal($select=id,displayName)&$select=principalId&$top=1`);
    expect(body.value).toEqual([{ principalId: DEMO_PEOPLE.colleague.id, principal: { '@odata.type': '#microsoft.graph.user', id: DEMO_PEOPLE.colleague.id, displayName: DEMO_PEOPLE.colleague.displayName } }]);
    expect((await get(body['@odata.nextLink'].slice(tenant.origin.length))).body.value).toHaveLength(1);
    expect((await get(`${INSTANCES}?$expand=condition`)).status).toBe(400);
    expect((await get(`${INSTANCES}?$filter=principal eq 'x'`)).status).toBe(400);
  });

  it('have ids that differ', async () => {
    const value = await found(INSTANCES);
    expect(new Set(value.map(({ id }: { id: string }) => id)).size).toBe(value.length);
  });

  it('are principals of their own in the plain list, groups among them', async () => {
    const value = await found(`/roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq '${USER_ADMINISTRATOR}'`);
    expect(value.length).toBeGreaterThan(0);
    expect(value.map(({ principalId }: { principalId: string }) => principalId)).not.toContain(DEMO_PEOPLE.roleGroupMember.id);
    expect(value.some(({ principalId }: { principalId: string }) => tenant.state.person(principalId) === undefined)).toBe(true);
  });

  it.each<[RoleName, number, number]>([['Authentication Administrator', 403, 403], ['Directory Readers', 403, 200], ['Global Reader', 200, 200], ['Privileged Role Administrator', 200, 200]])('are for %s: %d, plain %d', async (operatorRole, instances, plain) => {
    const desk = await given({ people: 0, operatorRole });
    expect([(await desk.get(INSTANCES)).status, (await desk.get('/roleManagement/directory/roleAssignments')).status]).toEqual([instances, plain]);
  });

  it('take their scopes', async () => {
    const status = async (scope: string) => (await (await given({ people: 0, operatorRole: 'Security Reader', scopes: [scope] })).get(INSTANCES)).status;
    expect([await status('RoleManagement.Read.Directory'), await status('RoleAssignmentSchedule.Read.Directory'), await status('Directory.Read.All')]).toEqual([200, 200, 403]);
  });
});

describe('the scopes of the built-in token', () => {
  it('are everything unless narrowed, and the tenant says so', async () => {
    const [all, few] = [await given({ people: 0 }), await given({ people: 0, scopes: ['User.Read', 'User.Read.All'] })];
    expect([all.tenant.scopes, few.tenant.scopes]).toEqual([null, ['User.Read', 'User.Read.All']]);
    expect([(await few.get('/me')).status, (await few.get(`/users/${DEMO_PEOPLE.member.id}`)).status]).toEqual([200, 200]);
    expect(refusal(await few.get(`/users/${DEMO_PEOPLE.member.id}/authentication/temporaryAccessPassMethods`))).toEqual({ status: 403, code: 'accessDenied' });
  });
});
