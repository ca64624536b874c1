/** The audit feed: what is asked of Entra's logs, what is kept of odd records, and how the reports' quota is kept to. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createAuditFeed } from '../../../main/adapters/graph/audit-feed';
import { createAudits } from '../../../main/adapters/graph/audits';
import { createBulk } from '../../../main/adapters/graph/bulk';
import { createGraph } from '../../../main/adapters/graph/client';
import { DEMO_PEOPLE, DOCUMENTED_REPORTS, startDemoTenant } from '../../../main/demo-tenant/index';
import { AuditRow, SignInRow } from '../../../shared/domain/history/audit-row';
import { ok } from '../../../shared/result';
import { graphOpenApi, problemsOf } from '../../support/graph-openapi';
import { startRecorded } from './demo-graph';
import { given, PERSON, refusal, type Reply } from './fake-graph';
import { virtualTime } from './virtual-time';

const SINCE = '2026-03-01T10:20:30.500Z';
const READER = ['Authentication Administrator', 'Reports Reader'] as const;
const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const page = (value: readonly unknown[], nextLink?: string): Reply => ({ status: 200, body: { value, ...(nextLink === undefined ? {} : { '@odata.nextLink': nextLink }) } });
const parameters = (url: string) => Object.fromEntries(new URL(url, 'http://x').searchParams);
async function feedOver(...args: Parameters<typeof given>) {
  const over = await given(...args);
  return { ...over, feed: createAuditFeed(over.graph) };
}

const RECORD = {
  id: 'a1',
  activityDateTime: '2026-03-02T10:00:00.1234567Z',
  activityDisplayName: 'Update user',
  loggedByService: 'Core Directory',
  category: 'UserManagement',
  result: 'success',
  resultReason: '',
  correlationId: 'c1',
  initiatedBy: { app: null, user: { id: 'u1', displayName: 'Selma', userPrincipalName: 'selma@contoso.com' } },
  targetResources: [{
    id: PERSON, displayName: 'Ada', userPrincipalName: 'ada@contoso.com', type: 'User',
    modifiedProperties: [
      { displayName: 'MobilePhone', oldValue: '["+1 OLD"]', newValue: '["+1 SECRET"]' },
      { displayName: 'Included Updated Properties', oldValue: null, newValue: '"MobilePhone, Manager"' },
      { displayName: 'TargetId.UserType', oldValue: null, newValue: '"Member"' },
    ],
  }],
  additionalDetails: [{ key: 'RoleAssignmentRequestId', value: 'r1' }, { key: 'ipaddr', value: '192.0.2.99' }, { key: 'wids', value: 'x' }],
};

describe('audits', () => {
  it('are asked for oldest first, by kind and time, without priority', async () => {
    const { feed, received, asked } = await feedOver(() => page([]));
    for (const stream of feed.streams) expect(await feed.audits(stream, SINCE, null)).toEqual({ ok: true, value: { known: true, value: { rows: [], next: null, isOldestFirst: true } } });
    const reads = received.filter(({ url }) => url.includes('/auditLogs/'));
    expect(reads.map(({ url }) => parameters(url).$filter)).toEqual([
      "loggedByService eq 'Authentication Methods'", "loggedByService eq 'PIM'", "loggedByService eq 'Privileged Identity Management'",
      "startswith(activityDisplayName,'Update StsRefreshTokenValidFrom')",
      "loggedByService eq 'Core Directory' and startswith(activityDisplayName,'Add member to role')", "loggedByService eq 'Core Directory' and startswith(activityDisplayName,'Remove member from role')",
      "activityDisplayName eq 'Disable account'", "activityDisplayName eq 'Enable account'", "activityDisplayName eq 'Set user manager'", "loggedByService eq 'Core Directory' and activityDisplayName eq 'Update user'",
    ].map((filter) => `${filter} and activityDateTime ge 2026-03-01T10:20:30Z`));
    expect(reads.map(({ url, headers }) => [parameters(url).$orderby, parameters(url).$top, headers['x-ms-throttle-priority']])).toEqual(reads.map(() => ['activityDateTime asc', '999', undefined]));
    expect(asked.at(-1)?.features).toEqual(['audits']);
    await expect(feed.audits("x' or true", SINCE, null)).rejects.toThrow(RangeError);
    await expect(feed.audits('pim', "2026' or true", null)).rejects.toThrow(RangeError);
  });

  it('are kept with the names of what changed and no value of it', async () => {
    const { feed } = await feedOver(() => page([RECORD]));
    const read = await feed.audits('users', SINCE, null);
    expect(read).toEqual({ ok: true, value: { known: true, value: { next: null, isOldestFirst: true, rows: [{
      id: 'a1', at: '2026-03-02T10:00:00.123Z', activity: 'Update user', service: 'Core Directory', category: 'UserManagement', result: 'success', resultReason: '', correlationId: 'c1',
      by: { id: 'u1', displayName: 'Selma', userPrincipalName: 'selma@contoso.com', isApp: false },
      targets: [{ id: PERSON, displayName: 'Ada', userPrincipalName: 'ada@contoso.com', type: 'User' }],
      details: { RoleAssignmentRequestId: 'r1' }, changed: ['MobilePhone', 'Manager'],
    }] } } });
    expect(JSON.stringify(read)).not.toMatch(/SECRET|OLD|192\.0\.2/);
  });

  it('that are odd are kept as far as they go, and lose no other', async () => {
    const odd = { id: 'odd', activityDateTime: '2026-03-02T11:00:00+01:00', result: 7, initiatedBy: 'x', targetResources: [null, 3, { id: 9, type: 'User', modifiedProperties: [null, {}] }], additionalDetails: [{ key: 1 }, { key: 'RequestId', value: null }] };
    const byApp = { ...RECORD, id: 'app', initiatedBy: { user: null, app: { displayName: 'MS-PIM', servicePrincipalId: 's1', appId: null } } };
    const irrelevant = { ...RECORD, id: 'no', targetResources: [{ modifiedProperties: [{ displayName: 'AssignedLicense', newValue: 'x' }] }] };
    const { feed } = await feedOver(() => page([null, 'text', {}, { id: 'x', activityDateTime: 'yesterday' }, odd, irrelevant, byApp]));
    const read = await feed.audits('users', SINCE, null);
    const rows = read.ok && read.value.known ? read.value.value.rows : [];
    expect(rows.map((row) => AuditRow.safeParse(row).success)).toEqual([true, true]);
    expect(rows).toMatchObject([
      { id: 'odd', at: '2026-03-02T10:00:00.000Z', result: 'unknown', by: null, changed: [], details: { RequestId: '' } },
      { id: 'app', by: { id: 's1', displayName: 'MS-PIM', userPrincipalName: '', isApp: true } },
    ]);
  });

  it('go on where a page ended, and only there', async () => {
    let link = '';
    const { feed, received, origin } = await feedOver(() => page([RECORD], link));
    link = `${origin}/v1.0/auditLogs/directoryAudits?$skiptoken=2`;
    const first = await feed.audits('pim', SINCE, null);
    const next = first.ok && first.value.known ? first.value.value.next : null;
    expect(next).toBe('/auditLogs/directoryAudits?$skiptoken=2');
    await feed.audits('pim', SINCE, next);
    expect(received.at(-1)?.url).toBe('/v1.0/auditLogs/directoryAudits?$skiptoken=2');
    const unread = { ok: true, value: { known: false, because: 'failed', needs: null } };
    for (link of ['https://evil.example/v1.0/auditLogs/directoryAudits?$skiptoken=2', `${origin}/v1.0/users?$skiptoken=2`, `${origin}/v1.0/auditLogs/signIns?$skiptoken=2`]) expect(await feed.audits('pim', SINCE, null)).toEqual(unread);
    const sent = received.length;
    expect([await feed.audits('pim', SINCE, '/users?$top=1'), await feed.signIns(PERSON, SINCE, next)]).toEqual([unread, unread]);
    expect(received.length).toBe(sent);
  });

  it('say when they did not come in the order asked for', async () => {
    const { feed } = await feedOver(() => page([RECORD, { ...RECORD, id: 'a2', activityDateTime: '2026-03-02T09:00:00Z' }]));
    expect(await feed.audits('users', SINCE, null)).toMatchObject({ value: { value: { isOldestFirst: false } } });
  });

  it.each([
    ['a role that may not', refusal(403, 'Authorization_RequestDenied'), { ok: true, value: { known: false, because: 'not-permitted', needs: 'audits' } }],
    ['a tenant without the licence', refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'), { ok: true, value: { known: false, because: 'not-licensed', needs: null } }],
    ['a cloud without the log', refusal(404, 'ResourceNotFound'), { ok: true, value: { known: false, because: 'not-in-cloud', needs: null } }],
  ])('are not read by %s, which is said', async (_, answer, expected) => {
    const { feed } = await feedOver(() => answer);
    expect([await feed.audits('pim', SINCE, null), await feed.signIns(PERSON, SINCE, null)]).toEqual([expected, expected]);
  });

  it('wait for as long as Graph asks, and end with the desk', async () => {
    const leaving = new AbortController();
    const { graph, waits } = await given((_, n) => (n === 2 ? { ...refusal(429, 'TooManyRequests'), headers: { 'Retry-After': '40' } } : page([])));
    const feed = createAuditFeed(graph, leaving.signal);
    expect(await feed.audits('pim', SINCE, null)).toMatchObject({ ok: true, value: { known: true } });
    expect(waits.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(40);
    leaving.abort();
    expect(await feed.audits('pim', SINCE, null)).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });
});

describe('sign-ins of a person', () => {
  it('are theirs alone, failed ones too; one that does not say how it ended is no success', async () => {
    const record = { id: 's1', createdDateTime: '2026-03-02T10:00:00Z', userId: PERSON.toUpperCase(), userDisplayName: 'Ada', userPrincipalName: 'ada@contoso.com', appDisplayName: 'Portal', ipAddress: '192.0.2.1', correlationId: 'c', status: { errorCode: 50126 }, location: { city: 'Oslo', countryOrRegion: 'no' } };
    const { feed, received } = await feedOver(() => page([record, { ...record, id: 's2', status: null, location: { countryOrRegion: 'Norway' } }, { ...record, id: 's3', userId: 'somebody-else' }, { createdDateTime: 'x' }]));
    const read = await feed.signIns(PERSON, SINCE, null);
    const rows = read.ok && read.value.known ? read.value.value.rows : [];
    expect(rows.every((row) => SignInRow.safeParse(row).success)).toBe(true);
    expect(rows).toMatchObject([{ id: 's1', errorCode: 50126, country: 'NO', city: 'Oslo', app: 'Portal' }, { id: 's2', errorCode: -1, country: '', city: '' }]);
    expect(parameters(received.at(-1)?.url ?? '')).toEqual({ $filter: `userId eq '${PERSON}' and createdDateTime ge 2026-03-01T10:20:30Z`, $top: '999' });
  });
});

describe('over the demo tenant', () => {
  it('every kind of record is found, late as Entra has it, and every request is one that Graph documents', async () => {
    const { tenant, graph, sent } = await startRecorded({ operatorRole: READER, auditDelayMs: 300_000 });
    cleanups.push(() => tenant.close());
    const feed = createAuditFeed(graph);
    const since = tenant.clock.now().toISOString();
    const ada = DEMO_PEOPLE.member.id;
    tenant.simulate.issueAs(DEMO_PEOPLE.colleague.id, ada);
    tenant.simulate.changePhone(ada, '+1 425 555 0199', DEMO_PEOPLE.colleague.id);
    const readAll = async () => {
      const pages = [];
      for (const stream of feed.streams) pages.push(await feed.audits(stream, since, null));
      return pages.flatMap((each) => (each.ok && each.value.known ? each.value.value.rows.map(({ activity, changed }) => [activity, ...changed].join(' ')) : ['unread']));
    };
    expect(await readAll()).toEqual([]);
    tenant.clock.advance(301_000);
    expect(await readAll()).toEqual(['Admin registered security info', 'Update user MobilePhone']);
    await feed.signIns(ada, since, null);
    const openApi = graphOpenApi();
    if (openApi) expect(problemsOf(openApi, sent.filter(({ path }) => path.includes('/auditLogs/')))).toEqual([]);
    else console.warn('NOT JUDGED: the OpenAPI description is not beside the checkout');
  });

  it('the quota of the reports is kept, together with what somebody waits for, and holds up no other read', async () => {
    const time = virtualTime();
    const tenant = await startDemoTenant({ people: 300, latencyMs: 0, now: time.now, operatorRole: READER, quotas: { reports: DOCUMENTED_REPORTS } });
    cleanups.push(() => tenant.close(), time.stop);
    const graph = createGraph({ origin: tenant.origin, fetch: time.fetch, newId: randomUUID, clock: { now: time.now }, allowLoopbackHttp: true, wait: time.wait, tokens: { token: async () => ok(tenant.accessToken), scopes: () => null } });
    const [feed, bulk, audits] = [createAuditFeed(graph), createBulk(graph), createAudits(graph)];
    const begun = time.now().getTime();
    const since = new Date(begun - 86_400_000).toISOString();
    const ended: string[] = [];
    const foreground = audits.passesMade(since).then((read) => ended.push(read.ok && read.value.known ? 'foreground' : 'refused'));
    const reading = Promise.all(Array.from({ length: 20 }, async (_, n) => feed.audits(feed.streams[n % feed.streams.length] ?? '', since, null))).then(() => ended.push('feed'));
    const run = bulk.passes.current(DEMO_PEOPLE.member.id).then(() => ended.push('run'));
    await Promise.all([foreground, reading, run]);
    expect([ended.slice(0, 2).sort(), ended[2], tenant.log.filter(({ status }) => status === 429).length]).toEqual([['foreground', 'run'], 'feed', 0]);
    // One of the first window was the foreground's; four go in each.
    expect(time.now().getTime() - begun).toBeGreaterThanOrEqual(50_000);
  });

  it('a refusal of the reports stops the reports alone', async () => {
    const { graph, waits } = await given((request) => (request.url.includes('/auditLogs/') ? { ...refusal(429, 'TooManyRequests'), headers: { 'Retry-After': '30' } } : { status: 200, body: { value: [] } }));
    // Somebody's own read: tried three times at most, and refused.
    await createAudits(graph).passesMade(SINCE);
    const before = waits.length;
    expect(await createBulk(graph).passes.current(PERSON)).toEqual({ ok: true, value: null });
    expect([waits.length - before, graph.pace.reading().slowedUntil]).toEqual([0, null]);
  });
});
