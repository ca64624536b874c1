/** PIM’s answers that no well-behaved tenant gives, and what becomes of a request whose answer is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDuration, millisecondsOf, minutesOf } from '../../../main/adapters/graph/pim-duration';
import type { Grants, NewGrant } from '../../../main/ports/grants';
import { FEATURES, type Feature } from '../../../shared/domain/features';
import { type GrantTarget, targetKey } from '../../../shared/domain/grant';
import { batchOf, given, type Item, type ItemReply, itemsOf, NOW, PERSON, refusal, type Reply } from './fake-graph';

const ROLE = '69091246-20e8-4a56-aa4d-066075b2a7a8';
const TEAMS: GrantTarget = { kind: 'role', id: ROLE };
const GROUP = '68e55cce-cf7e-4a2d-9046-3e4e75c4bfa7';
const OTHER_GROUP = '2b5ed229-4072-478d-9504-a047ebd4b07d';
const MEMBER: GrantTarget = { kind: 'member', id: GROUP };
const ACCESS = { personId: PERSON, target: TEAMS, how: 'active', scope: '/' } as const;
const NEW: NewGrant = { ...ACCESS, startDateTime: null, minutes: 120, until: null, justification: 'Because', ticketNumber: '', ticketSystem: '' };
const DONE = { id: '95c690fb-3eb3-4942-a03f-4524aed6f31e', status: 'Provisioned', targetScheduleId: 'schedule-1' };

const at = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString();
const missing = (feature: Feature) => ({ scopes: [...FEATURES[feature].scopes], roles: [FEATURES[feature].role] });
const listOf = (...value: readonly object[]): ItemReply => ({ status: 200, body: { value } });
const until = (endDateTime: string) => ({ startDateTime: at(-60), expiration: { type: 'afterDateTime', endDateTime, duration: null } });
const schedule = (more: object = {}) => ({
  id: 'schedule-1', principalId: PERSON, roleDefinitionId: ROLE.toUpperCase(), directoryScopeId: '/', appScopeId: null, createdUsing: 'request-1', createdDateTime: at(-60), status: 'Provisioned',
  assignmentType: 'Assigned', memberType: 'Direct', scheduleInfo: until(at(60)), ...more,
});
const instance = (more: object = {}) => ({
  id: 'instance-1', principalId: PERSON, roleDefinitionId: ROLE, directoryScopeId: '/', appScopeId: null, startDateTime: at(-60), endDateTime: at(60), assignmentType: 'Assigned', memberType: 'Direct',
  roleAssignmentScheduleId: 'schedule-1', ...more,
});
const groupLine = (groupId: string, more: object = {}) => ({ id: `${groupId}_member_1`, principalId: PERSON, groupId, accessId: 'member', assignmentType: 'assigned', memberType: 'direct', ...more });

/** Answers the lists of active roles, and says of all others that they are empty. */
const roles = (schedules: ItemReply, instances: ItemReply) => ({ url }: Item): ItemReply =>
  url.includes('/roleAssignmentSchedules') ? schedules : url.includes('/roleAssignmentScheduleInstances') ? instances : listOf();

async function held(answer: (item: Item) => ItemReply, groupIds: readonly string[] = []) {
  const { grants, received } = await given(batchOf(answer));
  const read = await grants.of(PERSON, groupIds);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return { ...read.value, items: received.flatMap((request) => itemsOf(request)) };
}

describe('a duration of PIM’s', () => {
  it.each([['PT0S', 0], ['PT8H', 480], ['P180D', 259_200], ['P1DT2H30M', 1590], ['PT90S', 1], ['P1Y', 525_600], ['P1M', 43_200], ['P2W', 20_160], ['pt5m', 5], ['PT1.5S', 0]])('%s is %d minutes', (duration, minutes) => {
    expect(minutesOf(duration)).toBe(minutes);
  });

  it.each(['', 'P', 'PT', 'P1', '8H', 'PT8', '-PT8H', 'PT8H ', 'P1H', '08:00:00'])('%j is none', (duration) => {
    expect([minutesOf(duration), millisecondsOf(duration)]).toEqual([null, null]);
  });

  it('comes back as it was written, whatever its length', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1_051_200 }), (minutes) => minutesOf(isoDuration(minutes)) === minutes));
    expect([5, 60, 120, 90, 1440, 43_200, 1500].map(isoDuration)).toEqual(['PT5M', 'PT1H', 'PT2H', 'PT1H30M', 'P1D', 'P30D', 'PT25H']);
  });
});

describe('what is held', () => {
  it('is what there is an instance of, whatever the schedule says of its end', async () => {
    const read = await held(roles(listOf(schedule({ scheduleInfo: until(at(-1)) })), listOf(instance({ endDateTime: at(-1) }))));
    expect(read.roles).toMatchObject({ known: true, value: [{ state: 'live', endDateTime: at(-1), target: TEAMS, requestId: 'request-1' }] });
  });

  it('lives on after its schedule was taken back', async () => {
    const read = await held(roles(listOf(), listOf(instance())));
    expect(read.roles).toEqual({
      known: true,
      value: [{
        scheduleId: 'schedule-1', requestId: null, target: TEAMS, targetName: 'Teams Administrator', how: 'active', scope: '/', scopeName: '', person: { id: PERSON, displayName: '', userPrincipalName: '' },
        startDateTime: at(-60), endDateTime: at(60), createdDateTime: null, state: 'live', path: 'direct', assignment: 'assigned',
      }],
    });
  });

  it.each<[string, object, readonly object[]]>([
    ['has ended and is gone', { scheduleInfo: until(at(-1)) }, []],
    ...['Canceled', 'Denied', 'Failed', 'Revoked', 'revoked'].map((status) => [`is settled as ${status}`, { status }, []] as [string, object, readonly object[]]),
    ['is on its way', { status: 'PendingProvisioning' }, [{ state: 'provisioning', endDateTime: at(60) }]],
    ['has a status nobody knows', { status: 'Reticulating' }, [{ state: 'provisioning' }]],
    ['starts later', { scheduleInfo: { startDateTime: at(30), expiration: { type: 'AfterDuration', duration: 'PT2H' } } }, [{ state: 'future', startDateTime: at(30), endDateTime: at(150) }]],
    ['has no end', { scheduleInfo: { startDateTime: at(-1), expiration: { type: 'noExpiration' } } }, [{ state: 'provisioning', endDateTime: null }]],
    ['says nothing of when', { scheduleInfo: null }, [{ state: 'provisioning', startDateTime: null, endDateTime: null }]],
    ['is for an app of the directory', { directoryScopeId: null, appScopeId: '/apps/1' }, [{ scope: '/apps/1', scopeName: '/apps/1' }]],
    ['is for a unit without a name', { directoryScopeId: '/administrativeUnits/1', directoryScope: {} }, [{ scope: '/administrativeUnits/1', scopeName: '/administrativeUnits/1' }]],
    ['comes by a way nobody knows', { memberType: 'Inherited' }, [{ path: 'group' }]],
    ['was activated', { assignmentType: 'activated', memberType: null }, [{ assignment: 'activated', path: 'direct' }]],
  ])('a schedule that %s', async (_, more, expected) => {
    expect((await held(roles(listOf(schedule(more)), listOf()))).roles).toMatchObject({ known: true, value: expected });
  });

  it('of a role through a group is a line of its own, though the schedule is the group’s', async () => {
    const ofGroup = schedule({ principalId: GROUP });
    const { grants } = await given(batchOf(roles(listOf(ofGroup), listOf(instance({ principalId: GROUP }), instance({ id: 'instance-2', memberType: 'Group' })))));
    const read = await grants.all([]);
    expect(read.ok && read.value.roles.known && read.value.roles.value.map(({ person, path, state }) => [person.id, path, state])).toEqual([[GROUP, 'direct', 'live'], [PERSON, 'group', 'live']]);
  });

  it.each<[string, object]>([
    ['whose end cannot be told', { scheduleInfo: { startDateTime: at(0), expiration: { type: 'afterDuration', duration: 'soon' } } }],
    ['that ends, and not when', { scheduleInfo: { startDateTime: at(0), expiration: { type: 'afterDateTime' } } }],
    ['of no role', { roleDefinitionId: 'Teams' }],
    ['of nobody', { principalId: null }],
    ['that starts at no instant', { scheduleInfo: { startDateTime: 'today', expiration: { type: 'noExpiration' } } }],
  ])('is not read where there is a line %s: it is not "nothing"', async (_, more) => {
    const read = await held(roles(listOf(schedule(), schedule(more)), listOf()));
    expect([read.roles, read.eligibleRoles]).toEqual([{ known: false, because: 'failed', needs: null }, { known: true, value: [] }]);
  });

  it('is not read when its instances are refused, or its schedules', async () => {
    const no = refusal(403, 'Authorization_RequestDenied');
    for (const answer of [roles(listOf(schedule()), no), roles(no, listOf(instance()))]) expect((await held(answer)).roles).toEqual({ known: false, because: 'not-permitted', needs: 'grantsRead' });
    const licence = refusal(400, 'AadPremiumLicenseRequired', 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.');
    expect(await held(() => licence)).toMatchObject({ roles: { because: 'not-licensed' }, eligibleRoles: { because: 'not-licensed' }, groups: { because: 'not-licensed' } });
  });

  it('is asked for with the person’s id inside one string', async () => {
    const { grants, received } = await given(batchOf(() => listOf()));
    await grants.of("x' or principalId ne 'x", []);
    const urls = itemsOf(received[0]!).map(({ url }) => decodeURIComponent(url));
    expect(urls.length).toBe(8);
    expect(urls.every((url) => url.includes("$filter=principalId eq 'x'' or principalId ne ''x'&$expand="))).toBe(true);
  });

  it('is read to its last page, and is not the whole where there is no last one', async () => {
    const state = { origin: '' };
    const page = (n: number, last: number) => ({ value: [schedule({ id: `schedule-${n}` })], ...(n < last ? { '@odata.nextLink': `${state.origin}/v1.0/roleManagement/directory/roleAssignmentSchedules?page=${n + 1}` } : {}) });
    const answer = (last: number) => (request: Parameters<ReturnType<typeof batchOf>>[0]): Reply =>
      request.method === 'POST' ? batchOf(roles({ status: 200, body: page(1, last) }, listOf()))(request) : { status: 200, body: page(Number(request.url.split('=')[1]), last) };
    const three = await given(answer(3));
    state.origin = three.origin;
    const read = await three.grants.all([]);
    expect(read.ok && read.value.roles.known && read.value.roles.value.map(({ scheduleId }) => scheduleId)).toEqual(['schedule-1', 'schedule-2', 'schedule-3']);
    const endless = await given(answer(Number.POSITIVE_INFINITY));
    state.origin = endless.origin;
    expect(await endless.grants.all([])).toMatchObject({ value: { roles: { known: false, because: 'failed' } } });
  });
});

describe('groups one by one', () => {
  const byPerson = (item: Item) => item.url.includes('privilegedAccess') && item.url.includes('principalId');
  const isOf = (item: Item, groupId: string) => item.url.includes(`'${groupId}'`);
  const no = refusal(403, 'Authorization_RequestDenied');

  it.each([['is refused', no], ['is not known', refusal(400, 'BadRequest')]])('are asked where the list of the person %s; other people are left out', async (_, answer) => {
    const lines = [groupLine(GROUP), groupLine(GROUP, { id: 'another', principalId: OTHER_GROUP })];
    const read = await held((item) => (byPerson(item) ? answer : isOf(item, GROUP) && item.url.includes('assignmentScheduleInstances') ? listOf(...lines) : listOf()), [GROUP, GROUP.toUpperCase()]);
    expect(read.groups).toMatchObject({ known: true, value: [{ target: MEMBER, targetName: GROUP, scope: '/', state: 'live', person: { id: PERSON } }] });
    expect(read.items.filter(({ url }) => url.includes('groupId')).length).toBe(4);
  });

  it('are not asked where the person’s list was read, or did not answer', async () => {
    for (const [answer, because] of [[listOf(), null], [{ status: 500 }, 'failed']] as const) {
      const read = await held((item) => (byPerson(item) ? answer : listOf()), [GROUP]);
      expect([read.groups.known ? null : read.groups.because, read.items.length]).toEqual([because, 8]);
    }
  });

  it('of somebody else are left out; that one did not answer is not', async () => {
    const answer = (other: ItemReply) => (item: Item) => (byPerson(item) ? no : isOf(item, OTHER_GROUP) ? other : item.url.includes('assignmentScheduleInstances') ? listOf(groupLine(GROUP)) : listOf());
    expect((await held(answer(no), [GROUP, OTHER_GROUP])).groups).toMatchObject({ known: true, value: [{ target: MEMBER }] });
    expect((await held(answer(refusal(404, 'ResourceNotFound')), [GROUP, OTHER_GROUP])).groups).toMatchObject({ known: true, value: [{ target: MEMBER }] });
    expect((await held(answer({ status: 503 }), [GROUP, OTHER_GROUP])).groups).toEqual({ known: false, because: 'failed', needs: null });
    expect((await held(answer(no), [OTHER_GROUP])).groups).toEqual({ known: false, because: 'not-permitted', needs: 'groupGrants' });
  });

  it('go into batches of twenty', async () => {
    const groups = Array.from({ length: 12 }, (_, index) => `68e55cce-cf7e-4a2d-9046-${String(index).padStart(12, '0')}`);
    const { grants, received } = await given(batchOf(() => listOf()));
    expect(await grants.all(groups)).toMatchObject({ ok: true, value: { groups: { known: true, value: [] } } });
    expect(received.map((request) => itemsOf(request).length).sort((one, other) => one - other)).toEqual([4, 8, 20, 20]);
  });

  it('fail as a whole with the exchange', async () => {
    const { grants } = await given(() => ({ fault: 'cut' }));
    expect([await grants.all([GROUP]), await grants.of(PERSON, [GROUP]), await grants.notes([]), await grants.rules([TEAMS]), await grants.groups([GROUP])]).toEqual(Array.from({ length: 5 }, () => ({ ok: false, error: { kind: 'offline' } })));
  });
});

describe('PIM’s rules', () => {
  const rule = (id: string, more: object) => ({ id, ...more });
  const BASE = [
    rule('Expiration_Admin_Assignment', { isExpirationRequired: true, maximumDuration: 'PT8H' }), rule('Enablement_Admin_Assignment', { enabledRules: ['Ticketing', 'SomethingNew', 'Ticketing'] }),
    rule('Expiration_Admin_Eligibility', { isExpirationRequired: false, maximumDuration: null }), rule('Enablement_Admin_Eligibility', { enabledRules: [] }),
    rule('Expiration_EndUser_Assignment', { isExpirationRequired: true, maximumDuration: 'PT1H' }), rule('Enablement_EndUser_Assignment', { enabledRules: ['MultiFactorAuthentication'] }),
    rule('Approval_EndUser_Assignment', { setting: { isApprovalRequired: true, approvalStages: [{ primaryApprovers: [
      { '@odata.type': '#microsoft.graph.groupMembers', groupId: GROUP, description: 'Approvers' }, { '@odata.type': '#microsoft.graph.singleUser', userId: PERSON, description: null },
      { '@odata.type': '#microsoft.graph.requestorManager', managerLevel: 1 }, { '@odata.type': '#microsoft.graph.groupMembers', groupId: GROUP, description: 'Approvers' },
    ] }] } }),
    rule('AuthenticationContext_EndUser_Assignment', { isEnabled: true, claimValue: 'c1' }), rule('Notification_Admin_Admin_Eligibility', { notificationType: 'Email' }),
  ];
  const policy = (rules: readonly object[]) => listOf({ id: 'policy', policy: { id: 'policy', rules } });
  const read = async (answer: ItemReply, targets: readonly GrantTarget[] = [TEAMS]) => {
    const { grants, received } = await given(batchOf(() => answer));
    const rules = await grants.rules(targets);
    return { rules: rules.ok ? rules.value : {}, received };
  };

  it('are read by their ids; what PIM may come to ask besides is passed over', async () => {
    const { rules, received } = await read(policy(BASE), [TEAMS, MEMBER]);
    expect(rules[targetKey(TEAMS)]).toEqual({
      known: true,
      value: {
        active: { longestMinutes: 480, mustEnd: true, needs: ['ticket'] },
        eligible: { longestMinutes: null, mustEnd: false, needs: [] },
        activation: { longestMinutes: 60, needs: ['mfa'], needsApproval: true, approvers: ['Approvers', PERSON, 'the person’s manager'], hasAuthenticationContext: true },
      },
    });
    expect(itemsOf(received[0]!).map(({ url }) => decodeURIComponent(url))).toEqual([
      `/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq '${ROLE}'&$expand=policy($expand=rules)`,
      `/policies/roleManagementPolicyAssignments?$filter=scopeId eq '${GROUP}' and scopeType eq 'Group' and roleDefinitionId eq 'member'&$expand=policy($expand=rules)`,
    ]);
  });

  it.each<[string, ItemReply]>([
    ...BASE.slice(0, 8).map(({ id }) => [`without ${id}`, policy(BASE.filter((each) => each.id !== id))] as [string, ItemReply]),
    ['with a length that is none', policy([rule('Expiration_Admin_Assignment', { isExpirationRequired: true, maximumDuration: 'long' }), ...BASE.slice(1)])],
    ['with no policy at all', listOf()],
    ['whose policy was not expanded', listOf({ id: 'policy' })],
  ])('%s are not known', async (_, answer) => {
    expect((await read(answer)).rules).toEqual({ [targetKey(TEAMS)]: { known: false, because: 'failed', needs: null } });
  });

  it('of one may be refused and not of another', async () => {
    const { grants } = await given(batchOf(({ url }) => (url.includes('Group') ? refusal(403, 'PermissionScopeNotGranted') : policy(BASE))));
    expect(await grants.rules([TEAMS, MEMBER])).toMatchObject({ ok: true, value: { [targetKey(TEAMS)]: { known: true }, [targetKey(MEMBER)]: { known: false, because: 'not-permitted', needs: 'groupRules' } } });
  });
});

describe('PIM refuses', () => {
  const FAILED = 'The following policy rules failed: ["ExpirationRule","MfaRule","ExpirationRule"]';
  it.each<[string, ItemReply, GrantTarget, object]>([
    ['RoleAssignmentExists', refusal(400, 'RoleAssignmentExists', 'The Role assignment already exists.'), TEAMS, { reason: 'exists', rules: [] }],
    ['RoleAssignmentDoesNotExist', refusal(400, 'RoleAssignmentDoesNotExist'), TEAMS, { reason: 'does-not-exist' }],
    ['PendingRoleAssignmentRequest', refusal(400, 'PendingRoleAssignmentRequest'), TEAMS, { reason: 'pending' }],
    ['RoleAssignmentRequestPolicyValidationFailed', refusal(400, 'RoleAssignmentRequestPolicyValidationFailed', FAILED), TEAMS, { reason: 'policy', rules: ['ExpirationRule', 'MfaRule'], message: FAILED }],
    ['the same without names', refusal(400, 'RoleAssignmentRequestPolicyValidationFailed', 'No.'), TEAMS, { reason: 'policy', rules: [] }],
    ['ActiveDurationTooShort', refusal(400, 'ActiveDurationTooShort'), TEAMS, { reason: 'too-short' }],
    ['RoleAssignmentRequestAcrsValidationFailed', refusal(400, 'RoleAssignmentRequestAcrsValidationFailed'), TEAMS, { reason: 'step-up' }],
    ['RoleNotFound', refusal(400, 'RoleNotFound'), TEAMS, { reason: 'not-found' }],
    ['SubjectNotFound', refusal(400, 'SubjectNotFound'), TEAMS, { reason: 'not-found' }],
    ['nothing there', refusal(404, 'Request_ResourceNotFound'), TEAMS, { reason: 'not-found' }],
    ['for want of a licence (400)', refusal(400, 'AadPremiumLicenseRequired'), TEAMS, { reason: 'not-licensed' }],
    ['for want of a licence (403)', refusal(403, 'AadPremiumLicenseRequired'), TEAMS, { reason: 'not-licensed' }],
    ['a member of a restricted unit', refusal(403, 'Authorization_RequestDenied', 'Target object is a member of a restricted management administrative unit and can only be modified by …'), TEAMS, { reason: 'restricted-unit' }],
    ['a role that is not for units, in the older envelope', { status: 400, body: { 'odata.error': { code: 'Request_BadRequest', message: { message: 'The given built-in role is not supported to be assigned to a single resource scope.' } } } }, TEAMS, { reason: 'unsupported-scope', requestId: '' }],
    ['a dynamic group', refusal(400, 'BadRequest', 'Groups with dynamic membership cannot be managed.'), MEMBER, { reason: 'group-not-manageable' }],
    ['a synchronised group', refusal(400, 'BadRequest', 'The group is synchronized.'), MEMBER, { reason: 'group-not-manageable' }],
    ['a role with the same words', refusal(400, 'BadRequest', 'The group is synchronized.'), TEAMS, { reason: 'other', message: 'The group is synchronized.', graphCode: 'BadRequest' }],
    ['ResourceIsLocked', refusal(400, 'ResourceIsLocked', 'Locked.'), TEAMS, { reason: 'other', message: 'Locked.', graphCode: 'ResourceIsLocked' }],
    ['with a conflict', refusal(409, 'Directory_ConcurrencyViolation'), TEAMS, { reason: 'other', graphCode: 'Directory_ConcurrencyViolation' }],
    ['with a code inside another', { status: 400, body: { error: { code: 'badRequest', message: 'No.', innerError: { code: 'RoleAssignmentExists' } } } }, TEAMS, { reason: 'exists', graphCode: 'RoleAssignmentExists' }],
  ])('%s', async (_, answer, target, expected) => {
    const { grants, received } = await given(() => ({ headers: { 'request-id': '' }, ...answer }));
    const expectedError = { ok: false, error: expect.objectContaining({ kind: 'pim-refused', ...expected }) };
    expect([await grants.make({ ...NEW, target }), await grants.validate({ ...NEW, target }), await grants.remove({ ...ACCESS, target }, 'schedule-1', '')]).toEqual([expectedError, expectedError, expectedError]);
    expect(received.length).toBe(3);
  });

  it.each<[number, string, GrantTarget, object]>([
    [403, 'Authorization_RequestDenied', TEAMS, { kind: 'not-permitted', graphCode: 'Authorization_RequestDenied', requestId: 'request-1', missing: missing('grants') }],
    [403, 'Authorization_RequestDenied', MEMBER, { kind: 'not-permitted', graphCode: 'Authorization_RequestDenied', requestId: 'request-1', missing: missing('groupGrants') }],
    [400, 'PermissionScopeNotGranted', TEAMS, { kind: 'not-permitted', graphCode: 'PermissionScopeNotGranted', requestId: 'request-1', missing: missing('grants') }],
    [401, 'InvalidAuthenticationToken', TEAMS, { kind: 'sign-in-required', reason: 'expired' }],
  ])('%d %s for the operator’s sake', async (status, code, target, error) => {
    const { grants } = await given(() => refusal(status, code));
    expect(await grants.make({ ...NEW, target })).toEqual({ ok: false, error });
  });
});

describe('a request to PIM', () => {
  const acts: readonly (readonly [string, 'grant' | 'end-grant', (grants: Grants) => Promise<unknown>])[] = [
    ['make', 'grant', (grants) => grants.make(NEW)],
    ['change', 'grant', (grants) => grants.change(ACCESS, 'schedule-1', 'adminExtend', { startDateTime: null, until: at(90) }, { justification: 'More', ticketNumber: '', ticketSystem: '' })],
    ['remove', 'end-grant', (grants) => grants.remove(ACCESS, 'schedule-1', 'Done')],
    ['cancel', 'end-grant', (grants) => grants.cancel(ACCESS, 'request-1')],
  ];
  const lost: readonly (readonly [string, Reply])[] = [['500', { status: 500 }], ['503', { status: 503 }], ['504', { status: 504 }], ['302', { status: 302 }], ['a cut connection', { fault: 'cut' }], ['half an answer', { fault: 'cut-midway', status: 201, body: DONE }]];

  it.each(acts.flatMap(([name, action, act]) => lost.map(([what, reply]) => [name, what, reply, action, act] as const)))('to %s goes out once and is left open after %s', async (_, __, reply, action, act) => {
    const { grants, received } = await given(() => reply);
    expect(await act(grants)).toMatchObject({ ok: false, error: { kind: 'outcome-unknown', action } });
    expect(received.length).toBe(1);
  });

  it.each(acts)('to %s is left open after its time limit', async (_, action, act) => {
    const { grants, received } = await given(() => ({ fault: 'hang' }), { timeLimitMs: 60 });
    expect([await act(grants), received.length]).toEqual([{ ok: false, error: { kind: 'outcome-unknown', action, requestId: '' } }, 1]);
  });

  it.each(acts)('to %s may go out again after a 429, which says that nothing was done', async (name, _, act) => {
    const { grants, received, waits } = await given((__, n) => (n === 1 ? { status: 429, headers: { 'retry-after': '3' } } : name === 'cancel' ? { status: 204 } : { status: 201, body: DONE }));
    expect([await act(grants), received.length, waits]).toMatchObject([{ ok: true }, 2, [3]]);
  });

  it.each(acts.slice(0, 3))('to %s that was done, and not to our knowledge, is left open', async (_, action, act) => {
    for (const body of [undefined, {}, { ...DONE, id: null }]) {
      const { grants } = await given(() => ({ status: 201, body }));
      expect(await act(grants)).toEqual({ ok: false, error: { kind: 'outcome-unknown', action, requestId: 'request-1' } });
    }
  });

  it('tells PIM’s id of it, its status and its schedule', async () => {
    const { grants, received } = await given(() => ({ status: 201, body: { ...DONE, status: 'Granted' } }));
    expect(await grants.make(NEW)).toEqual({ ok: true, value: { requestId: DONE.id, status: 'Granted', scheduleId: 'schedule-1' } });
    expect(JSON.parse(received[0]!.body)).toEqual({
      action: 'adminAssign', principalId: PERSON, roleDefinitionId: ROLE, directoryScopeId: '/', scheduleInfo: { expiration: { type: 'afterDuration', duration: 'PT2H' } }, justification: 'Because',
    });
  });

  it('that makes nothing is a read: it is repeated after a 503 and a cut', async () => {
    const { grants, received, asked } = await given((_, n) => (n === 1 ? { status: 503, headers: { 'retry-after': '1' } } : n === 2 ? { fault: 'cut' } : { status: 201, body: DONE }));
    expect(await grants.validate({ ...NEW, target: MEMBER })).toEqual({ ok: true, value: null });
    expect(received.map(({ url, body }) => [url, (JSON.parse(body) as { readonly isValidationOnly?: unknown }).isValidationOnly])).toEqual(Array.from({ length: 3 }, () => ['/v1.0/identityGovernance/privilegedAccess/group/assignmentScheduleRequests', true]));
    expect(asked.every(({ features }) => features.join() === 'groupGrants')).toBe(true);
  });

  it('names the schedule it is about, and the end it wants', async () => {
    const { grants, received } = await given(() => ({ status: 201, body: DONE }));
    const eligible = { ...ACCESS, target: MEMBER, how: 'eligible' } as const;
    await grants.remove(eligible, 'schedule-2', 'Done');
    await grants.change(ACCESS, 'schedule-1', 'adminUpdate', { startDateTime: at(-60), until: at(30) }, { justification: 'Less', ticketNumber: '', ticketSystem: '' });
    expect(received.map(({ url, body }) => [url, JSON.parse(body) as unknown])).toEqual([
      ['/v1.0/identityGovernance/privilegedAccess/group/eligibilityScheduleRequests', { action: 'adminRemove', principalId: PERSON, groupId: GROUP, accessId: 'member', targetScheduleId: 'schedule-2', justification: 'Done' }],
      ['/v1.0/roleManagement/directory/roleAssignmentScheduleRequests', {
        action: 'adminUpdate', principalId: PERSON, roleDefinitionId: ROLE, directoryScopeId: '/', targetScheduleId: 'schedule-1', justification: 'Less',
        scheduleInfo: { startDateTime: at(-60), expiration: { type: 'afterDateTime', endDateTime: at(30) } },
      }],
    ]);
  });

  it('is not sent without an end, or for an id that walks the path', async () => {
    const { grants, received } = await given(() => ({ status: 201, body: DONE }));
    const endless = { ok: false, error: { kind: 'invalid-input', paths: ['minutes', 'until'] } };
    expect([await grants.make({ ...NEW, minutes: null }), await grants.validate({ ...NEW, minutes: null })]).toEqual([endless, endless]);
    expect(await grants.cancel(ACCESS, '..')).toEqual({ ok: false, error: { kind: 'invalid-input', paths: ['requestId'] } });
    expect(received).toEqual([]);
    await grants.cancel(ACCESS, 'a/b?c');
    expect(received[0]?.url).toBe('/v1.0/roleManagement/directory/roleAssignmentScheduleRequests/a%2Fb%3Fc/cancel');
  });
});

describe('what stands beside a grant', () => {
  it('is read where it may be, request by request', async () => {
    const asked = (id: string, more: object) => ({ id, ...more });
    const { grants } = await given(batchOf(({ url }) =>
      url.includes('/roleManagement/') ? refusal(403, 'PermissionScopeNotGranted') : listOf(
        asked('1', { justification: 'Why', ticketInfo: { ticketNumber: 'INC-1' }, createdBy: { user: { id: PERSON, displayName: 'Ada' } } }),
        asked('2', { justification: null, ticketInfo: null, createdBy: { user: null, application: { id: 'app' } } }), asked('3', {}))));
    expect(await grants.notes([GROUP])).toEqual({
      ok: true,
      value: { known: true, value: {
        1: { requestId: '1', justification: 'Why', ticketNumber: 'INC-1', by: 'Ada' }, 2: { requestId: '2', justification: '', ticketNumber: '', by: 'app' }, 3: { requestId: '3', justification: '', ticketNumber: '', by: '' },
      } },
    });
  });

  it('is a gap where it was refused or is not there', async () => {
    const no = await given((request) => (request.url.endsWith('$batch') ? batchOf(() => refusal(403, 'Authorization_RequestDenied'))(request) : refusal(403, 'Authorization_RequestDenied')));
    const gap = (needs: string) => ({ ok: true, value: { known: false, because: 'not-permitted', needs } });
    expect([await no.grants.roleDefinitions(), await no.grants.units(), await no.grants.ownedGroups(PERSON), await no.grants.groups([GROUP]), await no.grants.notes([GROUP])]).toEqual(['roles', 'units', 'roles', 'roles', 'grants'].map(gap));
    const nowhere = await given(() => ({ status: 404, body: {} }));
    expect(await nowhere.grants.units()).toEqual({ ok: true, value: { known: false, because: 'not-in-cloud', needs: null } });
  });

  it('of groups leaves out what PIM does not take: a mere distribution list', async () => {
    const group = (more: object) => ({ id: GROUP, displayName: 'Group', ...more });
    const { grants } = await given(() => listOf(group({ securityEnabled: false, groupTypes: [] }), group({ securityEnabled: false, groupTypes: ['Unified', 'DynamicMembership'] }), group({})));
    const read = await grants.ownedGroups(PERSON);
    expect(read.ok && read.value.known && read.value.value.map(({ isDynamic }) => isDynamic)).toEqual([true, false]);
  });
});
