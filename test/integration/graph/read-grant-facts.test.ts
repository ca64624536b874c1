/** What the directory knows that decides about a grant, read in one batch: what must be readable and what becomes a gap. */
import { afterEach, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type DemoTenantOptions } from '../../../main/demo-tenant/index';
import { GrantFacts } from '../../../shared/domain/grant-facts';
import { graphOpenApi, problemsOf } from '../../support/graph-openapi';
import { startRecorded } from './demo-graph';
import { batchOf, given, type Item, type ItemReply, itemsOf, NOW, PERSON, refusal, SCOPES, USER } from './fake-graph';

const OPERATOR = '0e5a9c1e-0000-4000-8000-000000000001';
const list = (...value: unknown[]): ItemReply => ({ status: 200, body: { value } });
const denied = refusal(403, 'Authorization_RequestDenied');
const gap = (needs: string | null, because = 'not-permitted') => ({ known: false, because, needs });

function answering(change: Readonly<Record<string, ItemReply | null>> = {}): (item: Item) => ItemReply | null {
  const full: Readonly<Record<string, ItemReply>> = {
    user: { status: 200, body: { ...USER, accountEnabled: false, employeeType: 'Vendor', companyName: 'Harbour Staffing', onPremisesExtensionAttributes: {} } },
    leaveDate: { status: 200, body: { employeeLeaveDateTime: null } },
    units: list(),
    roles: list({ id: 'r1', displayName: 'Reports Reader', roleTemplateId: '4a5d8f65-41da-4de4-8968-e035b65339cf' }),
    eligible: list({ roleDefinitionId: 'fe930be7-5e62-47db-91af-98c3a49a38b1' }),
    groups: list({ id: 'g1', displayName: 'Everybody' }, { id: 'g2', displayName: 'Keepers', isAssignableToRole: true }),
    owned: list({ id: 'g3', displayName: 'Vault', isAssignableToRole: true }, { id: 'g4', displayName: 'Choir' }),
    manager: { status: 200, body: { id: 'm1', displayName: 'Boss', mail: null } },
    operatorRoles: list({ displayName: 'Privileged Role Administrator', roleTemplateId: 'e8611ab8-c189-46e8-94e1-60213ab1f814' }),
    operatorGroups: list({ id: 'desk', displayName: 'Helpdesk' }),
  };
  return ({ id }) => (Object.hasOwn(change, id) ? (change[id] ?? null) : (full[id] ?? null));
}

describe('what decides about a grant', () => {
  it('is read whole, in one batch of ten', async () => {
    const { directory, received, asked } = await given(batchOf(answering()));
    const facts = await directory.readGrantFacts(PERSON, OPERATOR);
    expect(facts).toEqual({
      ok: true,
      value: {
        person: { id: PERSON, displayName: 'Ada Lovelace', userPrincipalName: 'ada@contoso.com', accountEnabled: false, kind: 'member', employeeType: 'Vendor' },
        contract: { companyName: 'Harbour Staffing', leaveDate: { known: true, value: null }, attributes: { known: true, value: {} }, groups: { known: true, value: [{ id: 'g1', displayName: 'Everybody' }, { id: 'g2', displayName: 'Keepers' }] }, units: { known: true, value: [] } },
        roles: { known: true, value: [{ templateId: '4a5d8f65-41da-4de4-8968-e035b65339cf', displayName: 'Reports Reader' }] },
        eligibleRoles: { known: true, value: [{ templateId: 'fe930be7-5e62-47db-91af-98c3a49a38b1', displayName: 'User Administrator' }] },
        roleAssignableGroups: { known: true, value: ['Keepers'] },
        ownedRoleAssignableGroups: { known: true, value: ['Vault'] },
        manager: { known: true, value: { id: 'm1', displayName: 'Boss', mail: null } },
        operator: { id: OPERATOR, roles: { known: true, value: [{ templateId: 'e8611ab8-c189-46e8-94e1-60213ab1f814', displayName: 'Privileged Role Administrator' }] }, groupIds: { known: true, value: ['desk'] }, scopes: SCOPES },
        readAt: NOW.toISOString(),
      },
    });
    expect(GrantFacts.omit({ catalogue: true, units: true, grants: true, clockSkewMs: true, operator: true }).safeParse(facts.ok && facts.value).success).toBe(true);
    expect([received.length, itemsOf(received[0]!).length, asked]).toEqual([1, 10, [{ features: ['people'], claims: undefined }]]);
  });

  it('about oneself is eight reads, for the operator is the person', async () => {
    const { directory, received } = await given(batchOf(answering()));
    const facts = await directory.readGrantFacts(PERSON, PERSON.toUpperCase());
    expect(facts.ok && facts.value.operator).toMatchObject({ roles: { value: [{ displayName: 'Reports Reader' }] }, groupIds: { value: ['g1', 'g2'] } });
    expect(itemsOf(received[0]!).length).toBe(8);
  });

  it('says of everything else that was refused who could read it', async () => {
    const { directory } = await given(batchOf(({ id }) => (id === 'user' ? answering()({ id, method: 'GET', url: '' }) : denied)));
    expect(await directory.readGrantFacts(PERSON, OPERATOR)).toMatchObject({
      value: {
        roles: gap('roles'), eligibleRoles: gap('eligibleRoles'), roleAssignableGroups: gap('roles'), ownedRoleAssignableGroups: gap('roles'), manager: gap('people'),
        contract: { leaveDate: gap('contractEnd'), groups: gap('roles'), units: gap('units'), attributes: { known: true } }, operator: { roles: gap('roles'), groupIds: gap('roles') },
      },
    });
  });

  it.each([
    [refusal(404, 'Request_ResourceNotFound'), { kind: 'not-found', what: 'person' }],
    [denied, { kind: 'not-permitted', missing: { scopes: ['User.Read.All'] } }],
    [null, { kind: 'service-unavailable' }],
  ])('is not decided without the person: %j', async (reply, error) => {
    const { directory } = await given(batchOf(answering({ user: reply })));
    expect(await directory.readGrantFacts(PERSON, OPERATOR)).toMatchObject({ ok: false, error });
  });
});

describe('in the demo tenant', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const tenant of open.splice(0)) await tenant.close();
  });
  const started = async (options: DemoTenantOptions = {}) => {
    const recorded = await startRecorded(options);
    open.push(recorded.tenant);
    return recorded;
  };
  const { contractor, operator, roleGroupMember } = DEMO_PEOPLE;

  it('it is read as far as the operator may', async () => {
    const { directory, sent } = await started();
    expect(await directory.readGrantFacts(contractor.id, operator.id)).toMatchObject({
      ok: true,
      value: {
        person: { displayName: contractor.displayName, employeeType: 'Contractor' }, contract: { leaveDate: gap('contractEnd'), attributes: { known: true }, groups: { known: true }, units: { known: true } },
        eligibleRoles: gap('eligibleRoles'), manager: { known: true }, operator: { roles: { known: true, value: [{ displayName: 'Authentication Administrator' }] } },
      },
    });
    const reader = await started({ operatorRole: ['Authentication Administrator', 'Global Reader'] });
    expect(await reader.directory.readGrantFacts(contractor.id, operator.id)).toMatchObject({ value: { contract: { leaveDate: { known: true, value: expect.stringMatching(/Z$/) } }, eligibleRoles: { known: true } } });
    expect(await directory.readGrantFacts(roleGroupMember.id, operator.id)).toMatchObject({ value: { roleAssignableGroups: { known: true, value: [expect.stringMatching(/./)] } } });
    const judge = graphOpenApi();
    if (judge) expect(problemsOf(judge, sent)).toEqual([]);
    else console.warn('SKIPPED: the OpenAPI description of Microsoft Graph is not beside the checkout');
  });
});
