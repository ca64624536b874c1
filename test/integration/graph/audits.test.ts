/** Entra's logs and its standing assignments: what is read from them, and what a refusal, an outage or a flood becomes. */
import { describe, expect, it } from 'vitest';
import { batchOf, given, type ItemReply, itemsOf, PERSON, refusal, type Reply } from './fake-graph';

const SINCE = '2026-03-01T10:20:30.500Z';
const AUDIT = {
  activityDateTime: '2026-03-02T10:00:00Z',
  activityDisplayName: 'Admin registered security info',
  result: 'success',
  resultReason: 'Admin registered temporary access pass method for user',
  initiatedBy: { user: { id: 'a1', displayName: 'Selma', userPrincipalName: 'selma@contoso.com' }, app: null },
  targetResources: [{ id: PERSON, displayName: 'Ada', userPrincipalName: 'ada@contoso.com', type: 'User' }],
};
const page = (value: readonly unknown[], nextLink?: string): Reply => ({ status: 200, body: { value, ...(nextLink === undefined ? {} : { '@odata.nextLink': nextLink }) } });
const parameters = (url: string) => Object.fromEntries(new URL(url, 'http://x').searchParams);

describe('passes that administrators made', () => {
  it('are recognised by their reason, in any case; what else is registered, failed or names nobody is left out', async () => {
    const { audits, received, asked } = await given(() =>
      page([
        { ...AUDIT, activityDateTime: '2026-03-01T11:00:00Z', resultReason: 'ADMIN REGISTERED TEMPORARY ACCESS PASS METHOD FOR USER', initiatedBy: { user: null, app: { displayName: 'Joiner job', appId: 'app', servicePrincipalId: null } } },
        { ...AUDIT, resultReason: 'Admin registered phone method for user' },
        { ...AUDIT, resultReason: null },
        { ...AUDIT, result: 'failure' },
        { ...AUDIT, targetResources: [{ id: 'not a person' }] },
        { ...AUDIT, targetResources: null },
        AUDIT,
        { ...AUDIT, activityDateTime: '2026-03-01T12:00:00Z', initiatedBy: null },
      ]));
    const person = { id: PERSON, displayName: 'Ada', userPrincipalName: 'ada@contoso.com' };
    expect(await audits.passesMade(SINCE)).toEqual({
      ok: true,
      value: {
        known: true,
        value: [
          { at: '2026-03-02T10:00:00Z', person, by: { id: 'a1', displayName: 'Selma' } },
          { at: '2026-03-01T12:00:00Z', person, by: { id: '', displayName: '' } },
          { at: '2026-03-01T11:00:00Z', person, by: { id: 'app', displayName: 'Joiner job' } },
        ],
      },
    });
    expect(parameters(received[0]!.url)).toEqual({
      $filter: "activityDisplayName eq 'Admin registered security info' and loggedByService eq 'Authentication Methods' and activityDateTime ge 2026-03-01T10:20:30Z",
      $orderby: 'activityDateTime desc',
      $top: '999',
    });
    expect(asked[0]?.features).toEqual(['audits']);
  });

  it('are read page by page, and not shown at all where they do not end', async () => {
    let origin = '';
    let pages = 3;
    const graph = await given((_, n) => page([AUDIT], n < pages ? `${origin}/v1.0/auditLogs/directoryAudits?$skiptoken=${n}` : undefined));
    origin = graph.origin;
    const three = await graph.audits.passesMade(SINCE);
    expect(three.ok && three.value.known && three.value.value.length).toBe(3);
    pages = Number.POSITIVE_INFINITY;
    expect(await graph.audits.passesMade(SINCE)).toEqual({ ok: true, value: { known: false, because: 'failed', needs: null } });
    expect(graph.received.length).toBe(3 + 20);
  });

  it('are asked about with an instant and nothing else', async () => {
    const { audits, received } = await given(() => page([]));
    await expect(audits.passesMade("2026' or true")).rejects.toThrow(RangeError);
    expect(received).toEqual([]);
  });
});

describe('sign-ins', () => {
  it('count from the instant on, when they succeeded', async () => {
    const at = (createdDateTime: string, errorCode: number | null = 0) => ({ createdDateTime, status: { errorCode } });
    const { audits, received } = await given(() =>
      page([at('2026-03-01T10:20:30.400Z'), at('2026-03-01T10:20:30.5Z'), at('2026-03-02T08:00:00Z', 50126), at('2026-03-02T08:01:00Z', null), { createdDateTime: '2026-03-02T08:02:00Z', status: null }, at('2026-03-02T09:00:00Z')]));
    expect(await audits.signInsOf(PERSON, SINCE)).toEqual({ ok: true, value: { known: true, value: [{ at: '2026-03-02T09:00:00Z' }, { at: '2026-03-01T10:20:30.5Z' }] } });
    expect(parameters(received[0]!.url)).toEqual({ $filter: `userId eq '${PERSON}' and createdDateTime ge 2026-03-01T10:20:30Z`, $top: '999' });
  });
});

describe('standing issuers', () => {
  const [ISSUER, CHIEF] = ['c4e39bd9-1100-46d3-8c65-fb160da0071f', '7be44c8a-adaf-4e2a-84d6-ab2649e08a13'];
  const held = (principalId: string, more: object = {}) => ({ principalId, assignmentType: 'Assigned', endDateTime: null, memberType: 'Direct', ...more });
  const list = (...value: unknown[]): ItemReply => ({ status: 200, body: { value } });

  it('hold the role by assignment and without an end, once each, by name where there is one', async () => {
    const { guards, received } = await given(batchOf(({ id }) => (id === ISSUER
      ? list(
          held('p1', { principal: { '@odata.type': '#microsoft.graph.user', displayName: 'Selma' } }),
          held('p1', { directoryScopeId: '/administrativeUnits/1', principal: { displayName: 'Selma' } }),
          held('g1', { principal: { '@odata.type': '#microsoft.graph.group', displayName: 'Helpdesk' } }),
          held('p2', { assignmentType: 'Activated' }),
          held('p3', { endDateTime: '2026-04-01T00:00:00Z' }),
        )
      : list(held('p4')))));
    expect(await guards.standingIssuers()).toEqual({
      ok: true,
      value: {
        known: true,
        value: [
          { id: 'p1', displayName: 'Selma', role: 'Authentication Administrator' },
          { id: 'g1', displayName: 'Helpdesk', role: 'Authentication Administrator' },
          { id: 'p4', displayName: 'p4', role: 'Privileged Authentication Administrator' },
        ],
      },
    });
    expect(itemsOf(received[0]!).map(({ url }) => parameters(url))).toEqual([ISSUER, CHIEF].map((role) => ({ $filter: `roleDefinitionId eq '${role}'`, $expand: 'principal' })));
  });

  it('are not known by half', async () => {
    const { guards } = await given(batchOf(({ id }) => (id === ISSUER ? list(held('p1')) : refusal(403, 'Authorization_RequestDenied'))));
    expect(await guards.standingIssuers()).toEqual({ ok: true, value: { known: false, because: 'not-permitted', needs: 'issuers' } });
  });
});

describe('what the operator may not read', () => {
  const asks = {
    passesMade: (graph: Awaited<ReturnType<typeof given>>) => graph.audits.passesMade(SINCE),
    signInsOf: (graph: Awaited<ReturnType<typeof given>>) => graph.audits.signInsOf(PERSON, SINCE),
    standingIssuers: (graph: Awaited<ReturnType<typeof given>>) => graph.guards.standingIssuers(),
  };
  const needs = { passesMade: 'audits', signInsOf: 'audits', standingIssuers: 'issuers' } as const;

  describe.each(Object.keys(asks) as (keyof typeof asks)[])('of %s', (name) => {
    const gap = (because: string) => ({ ok: true, value: { known: false, because, needs: because === 'not-permitted' ? needs[name] : null } });
    /** The envelope of a batch fares as a request of its own does. */
    it.each<[string, Reply, unknown]>([
      ['for want of a role', refusal(403, 'Authorization_RequestDenied'), gap('not-permitted')],
      ['for want of a licence', refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'), gap('not-licensed')],
      ['for want of a licence for roles', refusal(400, 'AadPremiumLicenseRequired'), gap('not-licensed')],
      ['for another reason', refusal(400, 'BadRequest'), gap('failed')],
      ['in an answer that is none', { status: 200, text: '<html>' }, gap('failed')],
      ['because Graph is down', { status: 500 }, { ok: false, error: { kind: 'service-unavailable', status: 500, requestId: 'request-1' } }],
      ['because there is no way to Graph', { fault: 'cut' }, { ok: false, error: { kind: 'offline' } }],
      ['because Graph wants peace', { status: 429, headers: { 'retry-after': '90' } }, { ok: false, error: { kind: 'throttled', retryAfterSeconds: 90, requestId: 'request-1' } }],
    ])('%s', async (_, reply, expected) => {
      expect(await asks[name](await given(() => reply))).toEqual(expected);
    });

    it('for want of consent is said before anything is sent', async () => {
      const graph = await given(() => page([]), { tokens: { token: async () => ({ ok: false, error: { kind: 'consent-required', scopes: ['x'] } }), scopes: () => null } });
      expect(await asks[name](graph)).toEqual(gap('not-permitted'));
      expect(graph.received).toEqual([]);
    });
  });
});
