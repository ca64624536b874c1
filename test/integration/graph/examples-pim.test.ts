/**
 * Examples from Microsoft's documentation about PIM, roles and administrative units, served as they stand and read by the
 * adapter. As for the others, each is replayed or stands in {@link WITHOUT_CALL} with the reason.
 */
import { describe, expect } from 'vitest';
import type { NewGrant } from '../../../main/ports/grants';
import { type Grant, type GrantTarget, targetKey } from '../../../shared/domain/grant';
import { graphOpenApi } from '../../support/graph-openapi';
import { type Body, body, everyOneIsReplayed, type Example, example, replayed, reply, test } from './documented-examples';
import { batchOf, given, type Item, type ItemReply, itemsOf, PERSON } from './fake-graph';

/** An object that the documentation reads alone, as the only one of a list. */
const listOf = (name: string): ItemReply => ({ status: 200, body: { value: [example(name).responseBody] } });
const NOTHING: ItemReply = { status: 200, body: { value: [] } };
/** Before any of the ends in the examples. */
const THEN = { clock: { now: () => new Date('2022-04-12T15:00:00Z') } };

const GLOBAL: GrantTarget = { kind: 'role', id: '62e90394-69f5-4237-9190-012177145e10' };
const GROUPS: GrantTarget = { kind: 'role', id: 'fdd7a751-b60b-444a-984c-02652fe8fa1c' };
const SOMEBODY = '071cc716-8147-4397-a5ba-b2105951cc0b';

async function listed(which: RegExp, answer: ItemReply) {
  const { grants, received } = await given(batchOf(({ url }: Item) => (which.test(url) ? answer : NOTHING)), THEN);
  const read = await grants.of(PERSON, []);
  if (!read.ok) throw new Error(read.error.kind);
  const { roles, eligibleRoles, groups } = read.value;
  return { held: [roles, eligibleRoles, groups].flatMap((list): readonly (Grant | string)[] => (list.known ? list.value : ['unread'])), urls: itemsOf(received[0]!).map(({ url }) => url.split('?')[0]) };
}

describe('documented schedules and instances', () => {
  const permanent = { state: 'provisioning', endDateTime: null, path: 'direct', assignment: 'assigned', scope: '/' };

  test('of active roles', async () => {
    const { held, urls } = await listed(/\/roleAssignmentSchedules\?/, body('rbacapplication-list-roleassignmentschedules'));
    expect(held).toMatchObject([
      { ...permanent, scheduleId: '95c690fb-3eb3-4942-a03f-4524aed6f31e', requestId: '95c690fb-3eb3-4942-a03f-4524aed6f31e', target: GROUPS, targetName: 'Groups Administrator', createdDateTime: '2022-04-11T11:50:06.343Z' },
      { ...permanent, scheduleId: 'lAPpYvVpN0KRkAEhdxReEAWz5Gtet_xOv8wxvTtTpfg-1', requestId: null, target: GLOBAL, targetName: 'Global Administrator', createdDateTime: null },
    ]);
    expect(urls).toContain(example('rbacapplication-list-roleassignmentschedules').path.replace('/v1.0', ''));
  });

  test('together: the same ids join, and one without a start has none', async () => {
    const { grants } = await given(batchOf(({ url }) =>
      url.includes('/roleAssignmentSchedules?') ? body('rbacapplication-list-roleassignmentschedules') : url.includes('/roleAssignmentScheduleInstances?') ? body('rbacapplication-list-roleassignmentscheduleinstances') : NOTHING), THEN);
    const read = await grants.of(PERSON, []);
    expect(read.ok && read.value.roles.known && read.value.roles.value.map(({ scheduleId, state, startDateTime }) => [scheduleId.slice(0, 8), state, startDateTime])).toEqual([
      ['95c690fb', 'provisioning', '2022-04-11T11:50:06.343Z'], ['lAPpYvVp', 'live', null], ['lAPpYvVp', 'live', null],
    ]);
  });

  test('of eligible roles', async () => {
    const { held } = await listed(/\/roleEligibilitySchedules\?/, body('rbacapplication-list-roleeligibilityschedules'));
    expect(held[0]).toMatchObject({ scheduleId: '77f71919-62f3-4d0c-9f88-0a0391b665cd', how: 'eligible', endDateTime: '2024-04-10T00:00:00Z', person: { id: SOMEBODY }, state: 'provisioning' });
  });

  test.each<[string, RegExp, object]>([
    ['unifiedroleassignmentschedule-filterbycurrentuser', /\/roleAssignmentSchedules\?/, { target: GLOBAL, requestId: null, endDateTime: null, state: 'provisioning' }],
    ['unifiedroleeligibilityschedule-filterbycurrentuser', /\/roleEligibilitySchedules\?/, { scheduleId: '77f71919-62f3-4d0c-9f88-0a0391b665cd', endDateTime: '2024-04-10T00:00:00Z' }],
    ['unifiedroleeligibilityscheduleinstance-filterbycurrentuser', /\/roleEligibilityScheduleInstances\?/, { how: 'eligible', state: 'live', scheduleId: '77f71919-62f3-4d0c-9f88-0a0391b665cd', endDateTime: '2024-04-10T00:00:00Z' }],
  ])('%s, which is somebody’s own list', async (name, which, expected) => {
    expect((await listed(which, body(name))).held[0]).toMatchObject(expected);
  });

  test.each<[string, RegExp, object]>([
    ['unifiedroleassignmentscheduleinstance-get', /\/roleAssignmentScheduleInstances\?/, { target: GLOBAL, state: 'live', startDateTime: null, endDateTime: null, requestId: null }],
    ['unifiedroleeligibilityschedule-get', /\/roleEligibilitySchedules\?/, { targetName: 'Usage Summary Reports Reader', how: 'eligible', endDateTime: null }],
    ['unifiedroleeligibilityscheduleinstance-get', /\/roleEligibilityScheduleInstances\?/, { how: 'eligible', state: 'live', scheduleId: '77f71919-62f3-4d0c-9f88-0a0391b665cd', startDateTime: '2022-04-12T14:44:50.287Z', endDateTime: '2024-04-10T00:00:00Z' }],
  ])('%s, as the only one of a list', async (name, which, expected) => {
    expect((await listed(which, listOf(name))).held).toMatchObject([expected]);
  });
});

describe('documented requests', () => {
  /** What the documentation sends, as the desk would ask for it; its `noExpiration` is none of ours. */
  function asked({ requestBody }: Example, target: GrantTarget, how: 'active' | 'eligible'): NewGrant {
    const { principalId, directoryScopeId = '/', justification, scheduleInfo } = requestBody as { readonly principalId: string; readonly directoryScopeId?: string; readonly justification: string; readonly scheduleInfo: { readonly startDateTime: string; readonly expiration: { readonly duration?: string } } };
    return { personId: principalId, target, how, scope: directoryScopeId, startDateTime: scheduleInfo.startDateTime, minutes: Number(/PT(\d+)H/.exec(scheduleInfo.expiration.duration ?? 'PT3H')?.[1]) * 60, until: null, justification, ticketNumber: '', ticketSystem: '' };
  }

  test.each<[string, GrantTarget]>([
    ['pim-active-timebound-adminassign', { kind: 'role', id: '31392ffb-586c-42d1-9346-e59415a2cc4e' }],
    ['privilegedaccessgroup-post-assignmentschedulerequests-1', { kind: 'member', id: '68e55cce-cf7e-4a2d-9046-3e4e75c4bfa7' }],
  ])('%s is sent as documented, and its answer read', async (name, target) => {
    const shown = example(name);
    const { grants, received } = await given(() => reply(name));
    const { id, status, targetScheduleId } = shown.responseBody ?? {};
    expect(await grants.make(asked(shown, target, 'active'))).toEqual({ ok: true, value: { requestId: id, status, scheduleId: targetScheduleId } });
    expect([received[0]?.method, received[0]?.url, JSON.parse(received[0]!.body)]).toEqual([shown.method, shown.path, shown.requestBody]);
  });

  test.each<[string, GrantTarget, 'active' | 'eligible']>([
    ['rbacapplication-post-roleassignmentschedulerequests-1', GROUPS, 'active'],
    ['pim-eligible-permanent-adminassign', { kind: 'role', id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451' }, 'eligible'],
  ])('%s is without an end, which the desk never asks for; its answer is read', async (name, target, how) => {
    const shown = example(name);
    const { grants, received } = await given(() => reply(name));
    expect(await grants.make(asked(shown, target, how))).toMatchObject({ ok: true, value: { requestId: shown.responseBody?.id, status: 'Provisioned' } });
    const { scheduleInfo, ...rest } = JSON.parse(received[0]!.body) as Body;
    expect([received[0]?.url, { ...rest, scheduleInfo: null }, scheduleInfo]).toEqual([shown.path, { ...shown.requestBody, scheduleInfo: null }, { startDateTime: '2022-04-10T00:00:00Z', expiration: { type: 'afterDuration', duration: 'PT3H' } }]);
  });

  test('an end: its answer names no schedule', async () => {
    const shown = example('rbacapplication-post-roleeligibilityschedulerequests-2');
    const { grants, received } = await given(() => reply('rbacapplication-post-roleeligibilityschedulerequests-2'));
    const target: GrantTarget = { kind: 'role', id: '8424c6f0-a189-499e-bbd0-26c1753c96d4' };
    expect(await grants.remove({ personId: SOMEBODY, target, how: 'eligible', scope: '/' }, 'schedule-1', 'Done')).toEqual({ ok: true, value: { requestId: 'f341269e-c926-41fa-a905-cef3b01b2a67', status: 'Revoked', scheduleId: null } });
    // As documented, but on v1.0, with the schedule that is meant and why.
    expect([received[0]?.url, JSON.parse(received[0]!.body)]).toEqual([shown.path.replace('/beta', '/v1.0'), { ...shown.requestBody, targetScheduleId: 'schedule-1', justification: 'Done' }]);
  });

  test.each([['unifiedroleassignmentschedulerequest-cancel', 'active'], ['unifiedroleeligibilityschedulerequest-cancel', 'eligible']] as const)('%s is called off as documented', async (name, how) => {
    const { path, method } = example(name);
    const { grants, received } = await given(() => reply(name));
    expect(await grants.cancel({ target: GROUPS, how }, path.split('/').at(-2) ?? '')).toEqual({ ok: true, value: null });
    expect([received[0]?.method, received[0]?.url, received[0]?.body]).toEqual([method, path, '']);
  });

  test('lists of them say who asked and why', async () => {
    const why = 'Assign Groups Admin to IT Helpdesk group';
    const by = '3fbd929d-8c56-4462-851e-0eb9a7b3a2a5';
    for (const [name, answer] of [
      ['rbacapplication-list-roleassignmentschedulerequests-1', body], ['unifiedroleassignmentschedulerequest-filterbycurrentuser', body], ['unifiedroleassignmentschedulerequest-get-1', listOf],
    ] as const) {
      const { grants } = await given(batchOf(({ url }) => (url.includes('/roleAssignmentScheduleRequests?') ? answer(name) : NOTHING)));
      const notes = await grants.notes([]);
      expect(notes.ok && notes.value.known && notes.value.value['95c690fb-3eb3-4942-a03f-4524aed6f31e']).toEqual({ requestId: '95c690fb-3eb3-4942-a03f-4524aed6f31e', justification: why, ticketNumber: '', by });
    }
    const { grants } = await given(batchOf(({ url }) => (url.includes('/roleEligibilityScheduleRequests?') ? body('unifiedroleeligibilityschedulerequest-filterbycurrentuser') : NOTHING)));
    const notes = await grants.notes([]);
    expect(notes.ok && notes.value.known && Object.keys(notes.value.value)).toContain('50877283-9d40-433c-bab8-7986dc10458a');
  });

  test.each(['rbacapplication-list-roleassignmentschedulerequests-2', 'unifiedroleassignmentschedulerequest-get-2'])('%s, which selects no id, is not believed; the schedule within is read', async (name) => {
    const { responseBody } = example(name);
    const request = ((responseBody?.value as readonly Body[] | undefined)?.[0] ?? responseBody)!;
    const { grants } = await given(batchOf(() => ({ status: 200, body: { value: [request] } })));
    expect(await grants.notes([])).toEqual({ ok: true, value: { known: false, because: 'failed', needs: null } });
    const { held } = await listed(/\/roleAssignmentSchedules\?/, { status: 200, body: { value: [{ ...(request.targetSchedule as Body), principal: request.principal, roleDefinition: request.roleDefinition }] } });
    expect(held).toMatchObject([{ scheduleId: '95c690fb-3eb3-4942-a03f-4524aed6f31e', target: GROUPS, targetName: 'Groups Administrator', person: { id: SOMEBODY, displayName: 'Conf Room Adams', userPrincipalName: 'Adams@Contoso.com' } }]);
  });

  test.each<[string, string]>([['observed-error-pim-roleassignmentexists', 'exists'], ['observed-error-pim-roleassignmentdoesnotexist', 'does-not-exist'], ['error-role-not-assignable-at-au-scope', 'unsupported-scope']])('%s is told in our words', async (name, reason) => {
    const { grants } = await given(() => reply(name));
    expect(await grants.validate({ personId: SOMEBODY, target: GROUPS, how: 'active', scope: '/', startDateTime: null, minutes: 60, until: null, justification: 'x', ticketNumber: '', ticketSystem: '' })).toMatchObject({ ok: false, error: { kind: 'pim-refused', reason, rules: [] } });
  });
});

describe('documented policies', () => {
  const RULES = {
    active: { longestMinutes: 259_200, mustEnd: false, needs: ['justification'] }, eligible: { longestMinutes: 525_600, mustEnd: false, needs: [] },
    activation: { longestMinutes: 480, needs: ['mfa', 'justification'], needsApproval: false, approvers: [], hasAuthenticationContext: false },
  };
  const read = async (answer: ItemReply) => {
    const { grants, received } = await given(batchOf(() => answer));
    const rules = await grants.rules([GLOBAL]);
    return { rules: rules.ok ? rules.value[targetKey(GLOBAL)] : rules, url: decodeURIComponent(itemsOf(received[0]!)[0]?.url ?? '') };
  };

  test('of a role are asked for as documented', async () => {
    const name = 'policyroot-list-rolemanagementpolicyassignments-2';
    expect(await read(body(name))).toEqual({ rules: { known: true, value: RULES }, url: example(name).path.replace('/v1.0', '') });
  });

  test('of an assignment read alone, as the only one of a list', async () => {
    expect((await read(listOf('unifiedrolemanagementpolicyassignment-get-2'))).rules).toEqual({ known: true, value: RULES });
  });

  test.each(['unifiedrolemanagementpolicy-list-rules', 'unifiedrolemanagementpolicy-get-2', 'policyroot-list-rolemanagementpolicies-2'])('%s: the rules, within an assignment', async (name) => {
    const { responseBody } = example(name);
    const [first] = (responseBody?.value ?? []) as readonly Body[];
    const rules = responseBody?.rules ?? first?.rules ?? responseBody?.value;
    expect((await read({ status: 200, body: { value: [{ policy: { rules } }] } })).rules).toMatchObject({ known: true, value: { active: RULES.active, eligible: RULES.eligible } });
  });

  test.each(['policyroot-list-rolemanagementpolicyassignments-1', 'unifiedrolemanagementpolicyassignment-get-1'])('%s, without its policy, tells nothing', async (name) => {
    const answer = example(name).responseBody?.value === undefined ? listOf(name) : body(name);
    expect((await read(answer)).rules).toEqual({ known: false, because: 'failed', needs: null });
  });
});

describe('documented roles and units', () => {
  test.each(['unifiedroledefinition-get-1', 'unifiedroledefinition-get-2', 'unifiedroledefinition-get-3'])('%s, as the only one of a list', async (name) => {
    const { id, displayName, description } = example(name).responseBody as { readonly id: string; readonly displayName: string; readonly description: string };
    const { grants } = await given(() => listOf(name));
    expect(await grants.roleDefinitions()).toEqual({ ok: true, value: { known: true, value: { [id]: { displayName, description } } } });
  });

  test('units, listed and alone', async () => {
    const expected = { ok: true, value: { known: true, value: [{ id: '4d7ea995-bc0f-45c0-8c3e-132e93bf95f8', displayName: 'Seattle District Technical Schools', isRestricted: false }] } };
    const { grants, received } = await given(() => reply('directory-list-administrativeunits'));
    expect([await grants.units(), received[0]?.url.split('?')[0]]).toEqual([expected, example('directory-list-administrativeunits').path]);
    const alone = await given(() => listOf('administrativeunit-get'));
    expect(await alone.grants.units()).toEqual(expected);
  });
});

/** Examples of PIM, roles and administrative units. */
const FAMILIES = /^(administrativeunit-|approvalstage-|beta-approvalstep-|directory-(list|post)-administrativeunits|error-role-|observed-error-pim-|pim-|policyroot-|privilegedaccessgroup-|rbacapplication-|unifiedrole)/;

const NO_APPROVAL = 'approving belongs to whoever may decide a request; the desk only says that approval will be asked';
const NO_PLAIN = 'the desk makes no assignment outside PIM: it would have no end';
const OTHER_ROOM = 'roles of entitlement management, which the desk does not touch';
const NO_UNIT = 'the desk makes no units and gives nobody a role by this older way';
const WITHOUT_CALL: Readonly<Record<string, string>> = {
  'administrativeunit-list-members-1': 'who is in a unit decides about contractors, not about a grant; this one lists devices',
  'administrativeunit-list-members-2': 'who is in a unit decides about contractors, not about a grant',
  'administrativeunit-list-scopedrolemembers': NO_UNIT,
  'administrativeunit-post-scopedrolemembers': NO_UNIT,
  'approvalstage-update': NO_APPROVAL,
  'beta-approvalstep-get': NO_APPROVAL,
  'directory-post-administrativeunits': NO_UNIT,
  'policyroot-list-rolemanagementpolicies-1': 'policies are read by assignment, which says whose they are',
  'privilegedaccessgroup-post-assignmentschedulerequests-2': 'activating is the person’s own act',
  'rbacapplication-list-roleassignments-3': OTHER_ROOM,
  'rbacapplication-list-roledefinitions-2': OTHER_ROOM,
  'rbacapplication-post-roleassignments-1': NO_PLAIN,
  'rbacapplication-post-roleassignments-2': NO_PLAIN,
  'rbacapplication-post-roleassignments-3': NO_PLAIN,
  'rbacapplication-post-roleassignments-4': OTHER_ROOM,
  'rbacapplication-post-roleassignmentschedulerequests-2': 'activating is the person’s own act',
  'unifiedroleassignment-delete': NO_PLAIN,
  'unifiedrolemanagementpolicy-get-1': 'a policy without its rules tells nothing',
  'unifiedrolemanagementpolicyrule-update': 'the desk changes no rule of PIM’s',
};

describe('of the documented examples', () => {
  everyOneIsReplayed(FAMILIES, WITHOUT_CALL);

  test('those about requests are by Microsoft’s description too', () => {
    const judge = graphOpenApi();
    if (!judge) return;
    const shown = [...replayed].map((name) => ({ name, ...example(name) })).filter(({ method, path, status }) => method === 'POST' && status === 201 && path.startsWith('/v1.0'));
    const problems = shown.flatMap(({ name, method, path, requestBody }) => judge.validateRequest({ method, path, body: requestBody }).map((problem) => `${name}: ${problem}`));
    // Microsoft writes the type of the expiration with a capital here, which its own description does not know.
    expect([shown.length, problems]).toEqual([4, [expect.stringMatching(/^rbacapplication-post-roleassignmentschedulerequests-1: .*expiration\/type/)]]);
  });
});
