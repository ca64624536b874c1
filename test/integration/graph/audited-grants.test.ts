/** Grants that PIM's audit knows: recognised by their activity, once for each request, and not known at all where half of it is missing. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/index';
import { startRecorded } from './demo-graph';
import { batchOf, given, type ItemReply, itemsOf, refusal, type Reply } from './fake-graph';

const SINCE = '2026-03-01T10:20:30.500Z';
const [DOCUMENTED, OBSERVED] = ['Privileged Identity Management', 'PIM'];
const list = (...value: unknown[]): ItemReply => ({ status: 200, body: { value } });
const detail = (key: string, value: string) => ({ key, value });
const ENTRY = {
  activityDateTime: '2026-03-02T10:00:01Z',
  activityDisplayName: 'Add member to role in PIM completed (timebound)',
  result: 'success',
  resultReason: 'Mail queue stuck, INC-4711',
  initiatedBy: { user: { id: 'a1', displayName: 'Selma', userPrincipalName: 'selma@contoso.com' }, app: null },
  targetResources: [{ id: 'role', type: 'Role', displayName: 'Exchange Administrator' }, { id: 'target-request', type: 'Request' }, { id: 'p1', type: 'User' }],
  additionalDetails: [detail('RequestId', 'trace'), detail('RoleAssignmentRequestId', 'r1'), detail('Justification', 'from the details')],
};
const MADE = { requestId: 'r1', at: '2026-03-02T10:00:01Z', by: { id: 'a1', displayName: 'Selma' }, justification: 'Mail queue stuck, INC-4711' };
const of = (observed: ItemReply, documented: ItemReply = list()) => given(batchOf(({ id }) => (id === OBSERVED ? observed : documented)));
const about = (id: string, more: object = {}) => ({ ...ENTRY, additionalDetails: [detail('RoleAssignmentRequestId', id)], ...more });
const gap = (because: string, needs: string | null = null) => ({ ok: true, value: { known: false, because, needs } });

describe('grants that were made', () => {
  it('count once for each request, newest first, as the completed entry has it', async () => {
    const { audits } = await of(list(
      about('R1', { activityDateTime: '2026-03-02T10:00:00Z', activityDisplayName: 'Add member to role in PIM requested (timebound)' }),
      ENTRY,
      { ...ENTRY, activityDateTime: '2026-03-02T10:00:03Z', additionalDetails: [detail('RoleAssignmentRequestId', 'R1')] },
      about('r2', { activityDateTime: '2026-03-02T12:00:00Z', activityDisplayName: 'Add eligible member to group in PIM completed (timebound)' }),
      about('r3', { activityDateTime: '2026-03-02T11:00:00Z', activityDisplayName: 'Add owner to group in PIM completed (permanent)', initiatedBy: { user: null, app: { appId: 'app', servicePrincipalId: null, displayName: 'Joiner job' } } }),
    ));
    const found = await audits.grantsMade(SINCE);
    const notBegun = await of(list(about('r4', { activityDisplayName: 'Add eligible member to role in PIM requested (timebound)' })));
    expect(await notBegun.audits.grantsMade(SINCE)).toEqual({ ok: true, value: { known: true, value: [{ ...MADE, requestId: 'r4' }] } });
    expect(found).toEqual({
      ok: true,
      value: {
        known: true,
        value: [
          { ...MADE, requestId: 'r2', at: '2026-03-02T12:00:00Z' },
          { ...MADE, requestId: 'r3', at: '2026-03-02T11:00:00Z', by: { id: 'app', displayName: 'Joiner job' } },
          MADE,
        ],
      },
    });
  });

  it.each([
    ['the twin of Core Directory', { activityDisplayName: 'Add member to role', initiatedBy: { user: null, app: { displayName: 'MS-PIM' } } }],
    ['a removal', { activityDisplayName: 'Remove member from role in PIM completed (timebound)' }],
    ['an activation', { activityDisplayName: 'Add member to role completed (PIM activation)' }],
    ['a role given outside of PIM', { activityDisplayName: 'Add member to role outside of PIM (permanent)' }],
    ['a failure', { result: 'failure' }],
    ['an entry that names no request', { additionalDetails: [], targetResources: null }],
    ['an entry without an activity', { activityDisplayName: null }],
  ])('are not %s', async (_, more) => {
    const { audits } = await of(list({ ...ENTRY, ...more }));
    expect(await audits.grantsMade(SINCE)).toEqual({ ok: true, value: { known: true, value: [] } });
  });

  it.each([
    ['what the entry is about, where the key is missing', { additionalDetails: [detail('RequestId', 'trace')] }, { requestId: 'target-request' }],
    ['any request id at all', { additionalDetails: [detail('RequestId', 'trace')], targetResources: [] }, { requestId: 'trace' }],
    ['the details, where the reason is empty', { resultReason: '' }, { justification: 'from the details' }],
    ['nobody, where nobody is named', { initiatedBy: null }, { by: { id: '', displayName: '' } }],
  ])('take from %s', async (_, more, expected) => {
    const { audits } = await of(list({ ...ENTRY, ...more }));
    expect(await audits.grantsMade(SINCE)).toEqual({ ok: true, value: { known: true, value: [{ ...MADE, ...expected }] } });
  });

  it('are asked for by both names of the service, in one exchange, and an instant alone', async () => {
    const { audits, received, asked } = await of(list(), list(ENTRY));
    expect(await audits.grantsMade(SINCE)).toEqual({ ok: true, value: { known: true, value: [MADE] } });
    expect(itemsOf(received[0]!).map(({ url }) => Object.fromEntries(new URL(url, 'http://x').searchParams))).toEqual(
      [OBSERVED, DOCUMENTED].map((service) => ({ $filter: `loggedByService eq '${service}' and activityDateTime ge 2026-03-01T10:20:30Z`, $orderby: 'activityDateTime desc', $top: '999' })),
    );
    expect([received.length, asked]).toEqual([1, [{ features: ['audits'], claims: undefined }]]);
    await expect(audits.grantsMade("2026' or true")).rejects.toThrow(RangeError);
  });

  it('are not known by half', async () => {
    expect(await (await of(list(ENTRY), refusal(403, 'Authorization_RequestDenied'))).audits.grantsMade(SINCE)).toEqual(gap('not-permitted', 'audits'));
    expect(await (await of(refusal(400, 'BadRequest'), list(ENTRY))).audits.grantsMade(SINCE)).toEqual(gap('failed'));
    expect(await (await of(refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'))).audits.grantsMade(SINCE)).toEqual(gap('not-licensed'));
    let origin = '';
    const endless = await given((request) => (request.url.endsWith('/$batch') ? batchOf(() => page())(request) : page()));
    const page = () => ({ status: 200, body: { value: [ENTRY], '@odata.nextLink': `${origin}/v1.0/auditLogs/directoryAudits?$skiptoken=1` } });
    origin = endless.origin;
    expect(await endless.audits.grantsMade(SINCE)).toEqual(gap('failed'));
  });

  it.each<[string, Reply, object]>([
    ['down', { status: 500 }, { kind: 'service-unavailable' }],
    ['cut off', { fault: 'cut' }, { kind: 'offline' }],
    ['busy', { status: 429, headers: { 'retry-after': '90' } }, { kind: 'throttled' }],
  ])('are a failure while Graph is %s', async (_, reply, error) => {
    expect(await (await given(() => reply)).audits.grantsMade(SINCE)).toMatchObject({ ok: false, error });
  });
});

describe('in the demo tenant', () => {
  it('grants are known minutes later, by the request that made them', async () => {
    const { graph, audits, tenant } = await startRecorded({ operatorRole: ['Privileged Role Administrator', 'Reports Reader'] });
    const since = tenant.clock.now().toISOString();
    const asked = await graph.send({
      method: 'POST', path: '/roleManagement/directory/roleAssignmentScheduleRequests', features: ['grants'], effect: 'grant',
      body: {
        action: 'adminAssign', principalId: DEMO_PEOPLE.member.id, roleDefinitionId: '4a5d8f65-41da-4de4-8968-e035b65339cf', directoryScopeId: '/', justification: 'Audit of the quarter', ticketInfo: { ticketNumber: 'INC-1', ticketSystem: 'desk' },
        scheduleInfo: { startDateTime: since, expiration: { type: 'afterDuration', duration: 'PT1H' } },
      },
    });
    expect(asked).toMatchObject({ ok: true, value: { status: 201 } });
    const requestId = asked.ok ? (asked.value.body as { readonly id: string }).id : '';
    expect(await audits.grantsMade(since)).toEqual({ ok: true, value: { known: true, value: [] } });
    tenant.clock.advance(600_000);
    expect(await audits.grantsMade(since)).toMatchObject({ ok: true, value: { known: true, value: [{ requestId, by: { displayName: DEMO_PEOPLE.operator.displayName }, justification: 'Audit of the quarter' }] } });
    await tenant.close();
    const closed = await startRecorded();
    expect(await closed.audits.grantsMade(since)).toEqual(gap('not-permitted', 'audits'));
    await closed.tenant.close();
  });
});
