/** PIM of the demo tenant beside Microsoft's own material: its description of the API, and the documentation's examples. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ROLE_TEMPLATES, type RoleName, TIME_BOUND_GROUPS } from '../../../main/demo-tenant';
import { graphOpenApi } from '../../support/graph-openapi';
import { ADA, ELIGIBLE, GROUPS, HEAD, INSTANCES, pimDesk, REQUESTS, ROLES, SCHEDULES, TOVE } from './pim-desk';

const api = graphOpenApi();
const EXAMPLES = fileURLToPath(new URL('../../../../shared/graph/examples', import.meta.url));
const hasExamples = existsSync(EXAMPLES);
if (!api || !hasExamples) console.warn("../shared/graph is absent: PIM's answers are not held against Microsoft's material.");

const operatorRole: readonly RoleName[] = ['Privileged Role Administrator', 'Groups Administrator'];
const GROUP = TIME_BOUND_GROUPS.incident.id;
const POLICIES = '/policies/roleManagementPolicyAssignments';
const EXCHANGE = ROLE_TEMPLATES['Exchange Administrator'];

/** Where the description, cut to what the app uses, knows less of a related type than Graph does. */
const CUT = [/\.(principal|group|directoryScope)\.\w+ is not declared/, /approvalStages\/\d+\/primaryApprovers/, /primaryApprovers\[\d+\]/];

/** Objects the documentation's own examples show as null, and the description does not let be null. */
const NULL_ALL_THE_SAME = new Set(['application', 'device', 'recurrence', 'directoryScope', 'appScope', 'activatedUsing', 'targetSchedule', 'scheduleInfo']);

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, inner]) => inner !== null || !NULL_ALL_THE_SAME.has(name)).map(([name, inner]) => [name, withoutNulls(inner)]));
}

describe('answers of PIM held against the OpenAPI description', async () => {
  const desk = await pimDesk({ people: 400, operatorRole });
  const info = { startDateTime: '2026-03-02T09:00:00Z', expiration: { type: 'afterDuration', duration: 'PT2H' } };
  const role = { action: 'adminAssign', principalId: ADA.id, roleDefinitionId: EXCHANGE, directoryScopeId: '/', justification: 'x', ticketInfo: { ticketNumber: 'INC-1', ticketSystem: 'Desk' }, scheduleInfo: info };
  const group = { action: 'adminAssign', principalId: ADA.id, groupId: GROUP, accessId: 'member', justification: 'x', ticketInfo: { ticketNumber: 'INC-1', ticketSystem: 'Desk' }, scheduleInfo: info };
  desk.tenant.simulate.grantAs(HEAD.id, TOVE.id, { groupId: GROUP, minutes: 60, ticketNumber: 'INC-2' });
  const { requestId } = desk.tenant.simulate.grantAs(HEAD.id, TOVE.id, { role: 'Teams Administrator', minutes: 60 });
  const future = (await desk.assign(ADA.id, 'Teams Administrator', { startsInMinutes: 60 })).body.id;

  it.skipIf(!api).each<[string, string, object?]>([
    ['POST', REQUESTS, role],
    ['POST', REQUESTS, { ...role, isValidationOnly: true, roleDefinitionId: ROLE_TEMPLATES['Reports Reader'] }],
    ['POST', REQUESTS, { ...role, scheduleInfo: { expiration: { type: 'noExpiration' } } }],
    ['POST', ELIGIBLE, { ...role, roleDefinitionId: ROLE_TEMPLATES['Reports Reader'] }],
    ['POST', `${REQUESTS}/${future}/cancel`],
    ['GET', `${REQUESTS}?$filter=principalId eq '${ADA.id}'&$expand=principal,roleDefinition,targetSchedule`],
    ['GET', `${REQUESTS}/${requestId}`],
    ['GET', `${REQUESTS}/nothing`],
    ['GET', `${SCHEDULES}?$top=50&$expand=roleDefinition`],
    ['GET', `${INSTANCES}?$expand=principal($select=id,displayName),roleDefinition,directoryScope,activatedUsing`],
    ['GET', `${ROLES}/roleEligibilityScheduleRequests`],
    ['GET', `${ROLES}/roleEligibilitySchedules?$expand=roleDefinition`],
    ['GET', `${ROLES}/roleEligibilityScheduleInstances`],
    ['GET', `${ROLES}/roleDefinitions?$filter=isBuiltIn eq true&$select=id,displayName`],
    ['GET', `${ROLES}/roleDefinitions/${EXCHANGE}`],
    ['GET', `${ROLES}/roleAssignments?$expand=principal`],
    ['GET', `${POLICIES}?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq '${EXCHANGE}'&$expand=policy($expand=rules)`],
    ['GET', `${POLICIES}?$filter=scopeId eq '${GROUP}' and scopeType eq 'Group'&$expand=policy($expand=rules)`],
    ['POST', `${GROUPS}/assignmentScheduleRequests`, group],
    ['POST', `${GROUPS}/eligibilityScheduleRequests`, { ...group, ticketInfo: {} }],
    ['POST', `${GROUPS}/assignmentScheduleRequests`, { ...group, accessId: 'owner', scheduleInfo: { expiration: { type: 'noExpiration' } } }],
    ['GET', `${GROUPS}/assignmentScheduleRequests?$filter=groupId eq '${GROUP}'`],
    ['GET', `${GROUPS}/assignmentSchedules?$filter=groupId eq '${GROUP}'`],
    ['GET', `${GROUPS}/assignmentScheduleInstances?$filter=groupId eq '${GROUP}'&$expand=group,principal`],
    ['GET', `${GROUPS}/eligibilityScheduleRequests?$filter=groupId eq '${GROUP}'`],
    ['GET', `${GROUPS}/eligibilitySchedules?$filter=groupId eq '${GROUP}'`],
    ['GET', `${GROUPS}/eligibilityScheduleInstances?$filter=principalId eq '${ADA.id}'`],
  ])('%s %s', async (method, path, body) => {
    const reply = await desk.call(method, path, body ? { body } : {});
    const request = api?.validateRequest({ method, path, headers: { 'content-type': 'application/json' }, body });
    const response = api?.validateResponse({ method, path, status: reply.status, body: withoutNulls(reply.body) }).filter((problem) => !CUT.some((known) => known.test(problem)));
    expect({ request, response }).toEqual({ request: [], response: [] });
  });

  it.skipIf(!api)('the judge finds what is wrong', () => {
    expect(api?.validateResponse({ method: 'POST', path: REQUESTS, status: 201, body: { reason: 'x' } })).toEqual(['body.reason is not declared']);
    expect(api?.validateResponse({ method: 'GET', path: INSTANCES, status: 200, body: { value: [{ scheduleId: 'x' }] } })).not.toEqual([]);
  });
});

/** Names the documentation shows and the answer lacks; of lists only the first item is looked at. */
function missing(documented: unknown, actual: unknown, at = ''): readonly string[] {
  if (Array.isArray(documented)) return documented.length === 0 ? [] : missing(documented[0], Array.isArray(actual) ? actual[0] : undefined, `${at}[]`);
  if (typeof documented !== 'object' || documented === null) return [];
  const record = (typeof actual === 'object' && actual !== null ? actual : {}) as Readonly<Record<string, unknown>>;
  return Object.entries(documented).flatMap(([name, inner]) => (Object.hasOwn(record, name) ? missing(inner, record[name], `${at}.${name}`) : [`${at}.${name}`]));
}

describe("the documentation's examples, replayed", async () => {
  const example = (name: string) => JSON.parse(readFileSync(`${EXAMPLES}/${name}.json`, 'utf8'));
  const desk = await pimDesk({ operatorRole });
  desk.tenant.simulate.grantAs(HEAD.id, TOVE.id, { role: 'Teams Administrator', how: 'eligible', minutes: 600 });
  const mine = { principalId: ADA.id };

  it.skipIf(!hasExamples).each<[string, object]>([
    ['pim-active-timebound-adminassign', mine],
    ['pim-eligible-permanent-adminassign', mine],
    ['rbacapplication-post-roleassignmentschedulerequests-1', { ...mine, roleDefinitionId: ROLE_TEMPLATES['Directory Readers'] }],
    ['rbacapplication-post-roleassignmentschedulerequests-2', { principalId: TOVE.id, roleDefinitionId: ROLE_TEMPLATES['Teams Administrator'] }],
    ['privilegedaccessgroup-post-assignmentschedulerequests-1', { ...mine, groupId: TIME_BOUND_GROUPS.project.id }],
  ])('%s', async (name, ours) => {
    const { path, requestBody, status, responseBody } = example(name);
    const reply = await desk.call('POST', path, { body: { ...requestBody, ...ours } });
    // An annotation of the documentation's that is none of the type's.
    const gaps = missing(responseBody, reply.body).filter((gap) => gap !== '.@odata.type');
    expect({ status: reply.status, gaps, type: reply.body.scheduleInfo.expiration.type }).toEqual({ status, gaps: [], type: responseBody.scheduleInfo.expiration.type });
  });

  it.skipIf(!hasExamples)('pim removal, with what it does not say', async () => {
    desk.forward(6);
    const { requestBody, status, responseBody } = example('rbacapplication-post-roleeligibilityschedulerequests-2');
    const reply = await desk.call('POST', ELIGIBLE, { body: { ...requestBody, ...mine, roleDefinitionId: example('pim-eligible-permanent-adminassign').requestBody.roleDefinitionId } });
    expect({ status: reply.status, gaps: missing(responseBody, reply.body), body: reply.body }).toMatchObject({ status, gaps: [], body: { status: 'Revoked', scheduleInfo: null, targetScheduleId: null } });
  });

  it.skipIf(!hasExamples).each<[string, object, number]>([
    ['observed-error-pim-roleassignmentexists', {}, 400],
    ['observed-error-pim-roleassignmentdoesnotexist', { action: 'selfActivate' }, 400],
  ])('%s', async (name, more, status) => {
    const id = name.endsWith('exists') ? HEAD.id : TOVE.id;
    const reply = await desk.assign(id, 'Global Administrator', { minutes: 60, more });
    const { responseBody } = example(name);
    expect([reply.status, reply.body.error.code, reply.body.error.message]).toEqual([status, responseBody.error.code, responseBody.error.message]);
  });
});

describe('the rules of a policy', async () => {
  const desk = await pimDesk({ people: 0, operatorRole: 'Global Reader' });
  const rules = async (role: RoleName) => {
    const { body } = await desk.get(`${POLICIES}?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq '${ROLE_TEMPLATES[role]}'&$expand=policy($expand=rules)`);
    return body.value[0].policy.rules as readonly Readonly<Record<string, unknown>>[];
  };
  const rule = async (role: RoleName, id: string) => (await rules(role)).find((each) => each.id === id);

  it.skipIf(!hasExamples)('are the seventeen of the documentation, by id and by shape', async () => {
    const documented = JSON.parse(readFileSync(`${EXAMPLES}/unifiedrolemanagementpolicy-list-rules.json`, 'utf8')).responseBody.value as readonly Readonly<Record<string, unknown>>[];
    const ours = await rules('Reports Reader');
    expect(ours.map(({ id }) => id)).toEqual(documented.map(({ id }) => id));
    for (const each of documented) expect([each.id, Object.keys(ours.find(({ id }) => id === each.id) ?? {}).sort()]).toEqual([each.id, Object.keys(each).sort()]);
  });

  it('differ from role to role', async () => {
    expect(await rule('Reports Reader', 'Expiration_Admin_Assignment')).toMatchObject({ maximumDuration: 'P180D', isExpirationRequired: true });
    expect(await rule('Exchange Administrator', 'Expiration_Admin_Assignment')).toMatchObject({ maximumDuration: 'PT8H' });
    expect(await rule('Helpdesk Administrator', 'Enablement_Admin_Assignment')).toMatchObject({ enabledRules: ['MultiFactorAuthentication', 'Justification', 'Ticketing'] });
    expect(await rule('SharePoint Administrator', 'Approval_EndUser_Assignment')).toMatchObject({ setting: { isApprovalRequired: true, approvalStages: [{ primaryApprovers: [{ userId: HEAD.id }] }] } });
    expect(await rule('Printer Administrator', 'Expiration_Admin_Assignment')).toMatchObject({ maximumDuration: 'PT0S' });
  });

  it('are listed for a scope that is named, and found again by the id of the policy', async () => {
    for (const filter of ['', "?$filter=scopeId eq '/'", "?$filter=scopeType eq 'DirectoryRole'"]) expect((await desk.get(`${POLICIES}${filter}`)).status).toBe(400);
    const { body } = await desk.get(`${POLICIES}?$filter=scopeId eq '/' and scopeType eq 'Directory'`);
    const [first] = body.value;
    const policy = await desk.get(`/policies/roleManagementPolicies/${first.policyId}?$expand=rules,effectiveRules`);
    expect([policy.body.rules.length, policy.body.effectiveRules.length, (await desk.get(`/policies/roleManagementPolicies/${first.policyId}/rules`)).body.value.length, (await desk.get(`${POLICIES}/${first.id}?$expand=policy($expand=rules)`)).body.policy.rules.length]).toEqual([17, 17, 17, 17]);
    expect((await desk.get('/policies/roleManagementPolicies/Nothing_x')).status).toBe(404);
  });

  it('are for readers of roles, and of a group for its owner', async () => {
    const plain = await pimDesk({ operatorRole: 'Authentication Administrator' });
    const status = async (scopeId: string, scopeType: string) => (await plain.get(`${POLICIES}?$filter=scopeId eq '${scopeId}' and scopeType eq '${scopeType}'`)).status;
    expect([await status('/', 'DirectoryRole'), await status(GROUP, 'Group')]).toEqual([403, 200]);
  });
});
