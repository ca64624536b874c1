/** What decides about a pass, read in one batch: what must be readable, what becomes a gap, what must never be guessed. */
import { describe, expect, it } from 'vitest';
import { PassFacts } from '../../../shared/domain/pass-facts';
import { batchOf, given, type Item, type ItemReply, itemsOf, NOW, PASS, PERSON, refusal, SCOPES, USER } from './fake-graph';

const OPERATOR = '0e5a9c1e-0000-4000-8000-000000000001';
const list = (...value: unknown[]): ItemReply => ({ status: 200, body: { value } });
const denied = refusal(403, 'Authorization_RequestDenied');
const gap = (needs: string | null, because = 'not-permitted') => ({ known: false, because, needs });
const POLICY = { state: 'enabled', includeTargets: [{ targetType: 'group', id: 'g1' }], excludeTargets: [{ targetType: 'group', id: 'g9' }] };
const CHANGE = {
  activityDateTime: '2026-03-03T10:00:00Z', activityDisplayName: 'Update user', result: 'success', initiatedBy: { user: { userPrincipalName: 'it@contoso.com' } },
  targetResources: [{ modifiedProperties: [{ displayName: 'Included Updated Properties', newValue: '"TelephoneNumber, Manager, StrongAuthenticationMethod"' }] }],
};

/** Everything readable, unless `change` says otherwise. */
function answering(change: Readonly<Record<string, ItemReply | null>> = {}): (item: Item) => ItemReply | null {
  const full: Readonly<Record<string, ItemReply>> = {
    user: { status: 200, body: { ...USER, employeeType: 'Contractor', companyName: 'Harbour Staffing', onPremisesExtensionAttributes: { extensionAttribute1: null, extensionAttribute7: '2027-03-31' }, mobilePhone: '+1 425 555 0109', businessPhones: ['1'] } },
    leaveDate: { status: 200, body: { employeeLeaveDateTime: '2026-12-31T00:00:00Z' } },
    units: list({ id: 'u1' }),
    manager: { status: 200, body: { id: 'm1', displayName: 'Boss', mail: 'boss@contoso.com' } },
    roles: list({ id: 'r1', displayName: 'Reports Reader', roleTemplateId: '4a5d8f65-41da-4de4-8968-e035b65339cf' }),
    groups: list({ id: 'g1', displayName: 'Everybody', isAssignableToRole: null }, { id: 'g2', displayName: 'Keepers', isAssignableToRole: true }),
    owned: list({ id: 'g3', displayName: 'Vault', isAssignableToRole: true }, { id: 'g4', displayName: 'Choir', isAssignableToRole: false }),
    eligible: list({ roleDefinitionId: 'FE930BE7-5e62-47db-91af-98c3a49a38b1' }, { roleDefinitionId: 'FE930BE7-5e62-47db-91af-98c3a49a38b1' }, { roleDefinitionId: 'custom-role' }),
    methods: list({ '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', id: 'f', displayName: 'Key' }),
    passes: list(PASS),
    policy: { status: 200, body: POLICY },
    audits: list(CHANGE),
    operatorRoles: list({ displayName: 'Authentication Administrator', roleTemplateId: 'c4e39bd9-1100-46d3-8c65-fb160da0071f' }),
    operatorGroups: list({ id: 'desk', displayName: 'Helpdesk' }),
  };
  return ({ id }) => (Object.hasOwn(change, id) ? (change[id] ?? null) : (full[id] ?? null));
}

describe('what decides about a pass', () => {
  it('is read whole, in one batch of fourteen', async () => {
    const { directory, received, asked } = await given(batchOf(answering()));
    const facts = await directory.readPassFacts(PERSON, OPERATOR, 14);
    expect(facts).toEqual({
      ok: true,
      value: {
        person: {
          id: PERSON, displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.com', mail: 'ada.lovelace@contoso.com', accountEnabled: true, kind: 'member',
          employeeType: 'Contractor', mobilePhone: '+1 425 555 0109', businessPhones: ['1'],
        },
        manager: { known: true, value: { id: 'm1', displayName: 'Boss', mail: 'boss@contoso.com' } },
        roles: { known: true, value: [{ templateId: '4a5d8f65-41da-4de4-8968-e035b65339cf', displayName: 'Reports Reader' }] },
        eligibleRoles: { known: true, value: [{ templateId: 'FE930BE7-5e62-47db-91af-98c3a49a38b1', displayName: 'User Administrator' }, { templateId: 'custom-role', displayName: 'custom-role' }] },
        roleAssignableGroups: { known: true, value: ['Keepers'] },
        ownedRoleAssignableGroups: { known: true, value: ['Vault'] },
        groupIds: { known: true, value: ['g1', 'g2'] },
        contract: {
          companyName: 'Harbour Staffing', leaveDate: { known: true, value: '2026-12-31T00:00:00Z' }, attributes: { known: true, value: { extensionAttribute7: '2027-03-31' } },
          groups: { known: true, value: [{ id: 'g1', displayName: 'Everybody' }, { id: 'g2', displayName: 'Keepers' }] }, units: { known: true, value: ['u1'] },
        },
        policy: {
          known: true,
          value: {
            state: 'enabled', defaultLifetimeInMinutes: 60, minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, isUsableOnce: false, defaultLength: null,
            includeTargets: [{ id: 'g1', targetType: 'group' }], excludeTargets: [{ id: 'g9', targetType: 'group' }],
          },
        },
        methods: { known: true, value: [{ id: 'f', type: 'fido2', detail: 'Key', createdDateTime: null }] },
        recentChanges: {
          known: true,
          value: [
            { at: '2026-03-03T10:00:00Z', what: 'Update user: TelephoneNumber', kind: 'phone', by: 'it@contoso.com' },
            { at: '2026-03-03T10:00:00Z', what: 'Update user: Manager', kind: 'manager', by: 'it@contoso.com' },
            { at: '2026-03-03T10:00:00Z', what: 'Update user: StrongAuthenticationMethod', kind: 'method', by: 'it@contoso.com' },
          ],
        },
        pass: expect.objectContaining({ id: PASS.id }),
        operator: {
          id: OPERATOR,
          roles: { known: true, value: [{ templateId: 'c4e39bd9-1100-46d3-8c65-fb160da0071f', displayName: 'Authentication Administrator' }] },
          groupIds: { known: true, value: ['desk'] },
          scopes: SCOPES,
        },
        readAt: NOW.toISOString(),
      },
    });
    expect(PassFacts.omit({ use: true, clockSkewMs: true, taskEndsAt: true }).safeParse(facts.ok && facts.value).success).toBe(true);
    expect([received.length, itemsOf(received[0]!).length, asked]).toEqual([1, 14, [{ features: ['people'], claims: undefined }]]);
    expect(itemsOf(received[0]!).find(({ id }) => id === 'audits')?.url).toContain(encodeURIComponent('activityDateTime ge 2026-02-18T05:06:07Z'));
  });

  it('about oneself is twelve reads, for the operator is the person', async () => {
    const { directory, received } = await given(batchOf(answering()));
    const facts = await directory.readPassFacts(PERSON, PERSON.toUpperCase(), 7);
    expect(facts.ok && facts.value.operator).toMatchObject({ id: PERSON.toUpperCase(), roles: { value: [{ displayName: 'Reports Reader' }] }, groupIds: { value: ['g1', 'g2'] } });
    expect(itemsOf(received[0]!).length).toBe(12);
  });

  it('says of everything else that was refused who could read it', async () => {
    const refused = Object.fromEntries(['manager', 'roles', 'groups', 'owned', 'eligible', 'methods', 'policy', 'audits', 'operatorRoles', 'operatorGroups'].map((id) => [id, denied]));
    const { directory } = await given(batchOf(answering(refused)));
    expect(await directory.readPassFacts(PERSON, OPERATOR, 7)).toMatchObject({
      ok: true,
      value: {
        manager: gap('people'), roles: gap('roles'), roleAssignableGroups: gap('roles'), ownedRoleAssignableGroups: gap('roles'), groupIds: gap('roles'), eligibleRoles: gap('eligibleRoles'),
        methods: gap('methods'), policy: gap('policy'), recentChanges: gap('audits'), operator: { roles: gap('roles'), groupIds: gap('roles') }, pass: { id: PASS.id },
      },
    });
  });

  it.each<[string, ItemReply | null, object]>([
    ['eligible', refusal(400, 'AadPremiumLicenseRequired'), { eligibleRoles: gap(null, 'not-licensed') }],
    ['audits', refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'), { recentChanges: gap(null, 'not-licensed') }],
    ['policy', refusal(404, 'ResourceNotFound'), { policy: gap(null, 'not-in-cloud') }],
    ['policy', null, { policy: gap(null, 'failed') }],
    ['owned', null, { ownedRoleAssignableGroups: gap(null, 'failed'), roleAssignableGroups: { known: true } }],
    ['eligible', list({ roleDefinitionId: 5 }), { eligibleRoles: gap(null, 'failed') }],
    ['manager', refusal(404, 'Request_ResourceNotFound'), { manager: { known: true, value: null } }],
  ])('keeps apart what is not there and what could not be read: %s %j', async (id, reply, expected) => {
    const { directory } = await given(batchOf(answering({ [id]: reply })));
    expect(await directory.readPassFacts(PERSON, OPERATOR, 7)).toMatchObject({ ok: true, value: expected });
  });

  it('does not take groups whose names were withheld for harmless ones, though their ids are known', async () => {
    const hidden = { '@odata.type': '#microsoft.graph.group', id: 'g7', displayName: null, isAssignableToRole: null };
    const { directory } = await given(batchOf(answering({ groups: list(hidden), owned: list(hidden) })));
    expect(await directory.readPassFacts(PERSON, OPERATOR, 7)).toMatchObject({
      value: { groupIds: { known: true, value: ['g7'] }, roleAssignableGroups: gap('roles'), ownedRoleAssignableGroups: gap('roles') },
    });
  });

  it('counts a role that it may not name as a role', async () => {
    const { directory } = await given(batchOf(answering({ roles: list({ '@odata.type': '#microsoft.graph.directoryRole', id: 'r9', displayName: null }) })));
    expect(await directory.readPassFacts(PERSON, OPERATOR, 7)).toMatchObject({ value: { roles: { known: true, value: [{ templateId: 'r9', displayName: 'Unnamed role' }] } } });
  });

  it.each([
    ['user', refusal(404, 'Request_ResourceNotFound'), { kind: 'not-found', what: 'person' }],
    ['user', denied, { kind: 'not-permitted', missing: { scopes: ['User.Read.All'] } }],
    ['user', null, { kind: 'service-unavailable' }],
    ['user', { status: 429, headers: { 'Retry-After': '60' } }, { kind: 'throttled', retryAfterSeconds: 60 }],
    ['passes', denied, { kind: 'not-permitted', missing: { scopes: ['UserAuthMethod-TAP.ReadWrite.All'] } }],
    ['passes', list({ id: 'p' }), { kind: 'unexpected-answer' }],
    ['passes', null, { kind: 'service-unavailable' }],
  ])('is not decided without the person and their pass: %s %j', async (id, reply, error) => {
    const { directory } = await given(batchOf(answering({ [id]: reply })));
    expect(await directory.readPassFacts(PERSON, OPERATOR, 7)).toMatchObject({ ok: false, error });
  });

  it('follows long lists to their end', async () => {
    let origin = '';
    const more = (page: string) => ({ '@odata.nextLink': `${origin}/v1.0/users/${PERSON}/${page}` });
    const graph = await given((request) => {
      if (request.url.endsWith('/groups-2')) return { status: 200, body: { value: [{ id: 'g8', displayName: 'Late keepers', isAssignableToRole: true }] } };
      if (request.url.endsWith('/owned-2')) return denied;
      return batchOf(answering({ groups: { status: 200, body: { value: [{ id: 'g1', displayName: 'A' }], ...more('groups-2') } }, owned: { status: 200, body: { value: [], ...more('owned-2') } } }))(request);
    });
    origin = graph.origin;
    expect(await graph.directory.readPassFacts(PERSON, OPERATOR, 7)).toMatchObject({
      value: { groupIds: { value: ['g1', 'g8'] }, roleAssignableGroups: { value: ['Late keepers'] }, ownedRoleAssignableGroups: gap('roles') },
    });
    expect(graph.received.filter(({ headers }) => headers.consistencylevel === 'eventual').map(({ url }) => url)).toEqual([`/v1.0/users/${PERSON}/groups-2`]);
  });
});

describe("Graph's words about passes", () => {
  it.each([
    ['Invalid LifetimeInMinutes specified. The valid range between 10 and 43200.', 400, 'badRequest', { kind: 'refused', reason: 'lifetime-out-of-policy', minimumMinutes: 10, maximumMinutes: 43_200 }],
    ['Temporary Access Pass cannot be added to an external guest user.', 400, 'badRequest', { kind: 'refused', reason: 'external-guest' }],
    ['Converged UserCredentialPolicy does not allow creating or updating this authentication method for the user.', 400, 'badRequest', { kind: 'refused', reason: 'not-in-policy' }],
    ['Invalid IsUsableOnce specified. The policy of the tenant allows one-time passes only.', 400, 'badRequest', { kind: 'refused', reason: 'one-time-required' }],
    ['Request Authorization failed', 403, 'accessDenied', { kind: 'not-permitted', graphCode: 'accessDenied', missing: { scopes: ['UserAuthMethod-TAP.ReadWrite.All'], roles: [expect.stringContaining('Authentication Administrator')] } }],
    ['Insufficient privileges to complete the operation.', 403, 'Authorization_RequestDenied', { kind: 'not-permitted', graphCode: 'Authorization_RequestDenied', missing: { roles: [expect.stringContaining('Authentication Administrator')] } }],
  ])('mean the same alone and inside a batch: %s', async (message, status, code, error) => {
    const alone = await given(() => refusal(status, code, message));
    const expected = { ok: false, error: { requestId: expect.stringMatching(/./), ...error } };
    expect(await alone.passes.create({ personId: PERSON, lifetimeInMinutes: 60, isUsableOnce: false, startDateTime: null })).toMatchObject(expected);
    const batched = await given(batchOf(answering({ passes: refusal(status, code, message) })));
    expect(await batched.directory.readPassFacts(PERSON, OPERATOR, 7)).toMatchObject(expected);
  });
});
