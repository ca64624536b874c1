/** Disabling an account and enabling it again: sent once, and never said to be done or not done where nobody can know. */
import { afterEach, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type DemoTenantOptions } from '../../../main/demo-tenant/index';
import { graphOpenApi, problemsOf } from '../../support/graph-openapi';
import { startRecorded } from './demo-graph';
import { given, PERSON, refusal, type Reply } from './fake-graph';

const { member, admin } = DEMO_PEOPLE;

describe('an account', () => {
  it.each([true, false])('is set by one request for that property alone: %s', async (isEnabled) => {
    const { directory, received, asked } = await given(() => ({ status: 204 }));
    expect(await directory.setEnabled(PERSON, isEnabled)).toEqual({ ok: true, value: { requestId: 'request-1' } });
    expect(received.map(({ method, url, body }) => [method, url, JSON.parse(body) as unknown])).toEqual([['PATCH', `/v1.0/users/${PERSON}`, { accountEnabled: isEnabled }]]);
    expect(received[0]!.headers['content-type']).toContain('application/json');
    expect(asked).toEqual([{ features: ['disable'], claims: undefined }]);
  });

  const unknown = { kind: 'outcome-unknown', action: 'disable' };
  it.each<[string, Reply, object, number]>([
    ['a cut line', { fault: 'cut' }, unknown, 1],
    ['half an answer', { fault: 'cut-midway', status: 200, body: { id: PERSON } }, unknown, 1],
    ['a time-out on the way', { status: 504 }, unknown, 1],
    ['an outage', { status: 503 }, unknown, 1],
    ['an answer from something else', { status: 302 }, unknown, 1],
    ['a refusal', refusal(403, 'Authorization_RequestDenied'), { kind: 'not-permitted', missing: { scopes: ['User.EnableDisableAccount.All', 'User.Read.All'], roles: ['User Administrator'] } }, 1],
    ['nobody there', refusal(404, 'Request_ResourceNotFound'), { kind: 'not-found', what: 'person' }, 1],
    ['a throttle that does not end', { status: 429, headers: { 'retry-after': '1' } }, { kind: 'throttled' }, 3],
  ])('after %s is said to be what is known of it', async (_, reply, error, requests) => {
    const { directory, received } = await given(() => reply, { timeLimitMs: 500 });
    expect(await directory.setEnabled(PERSON, false)).toMatchObject({ ok: false, error });
    expect(received.length).toBe(requests);
  });

  it('that hangs is not known either', async () => {
    const { directory } = await given(() => ({ fault: 'hang' }), { timeLimitMs: 100 });
    expect(await directory.setEnabled(PERSON, false)).toMatchObject({ ok: false, error: unknown });
  });
});

describe('in the demo tenant', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const tenant of open.splice(0)) await tenant.close();
  });
  const started = async (options: DemoTenantOptions) => {
    const recorded = await startRecorded(options);
    open.push(recorded.tenant);
    return recorded;
  };

  it('it is disabled, and enabled again, by whoever may', async () => {
    const { directory, sent } = await started({ operatorRole: 'User Administrator' });
    const enabled = async () => {
      const read = await directory.readForIssue(member.id);
      return read.ok && read.value.accountEnabled;
    };
    expect(await directory.setEnabled(member.id, false)).toMatchObject({ ok: true, value: { requestId: expect.stringMatching(/./) } });
    expect(await enabled()).toBe(false);
    expect(await directory.setEnabled(member.id, false)).toMatchObject({ ok: true });
    expect(await directory.setEnabled(member.id, true)).toMatchObject({ ok: true });
    expect(await enabled()).toBe(true);
    expect(await directory.setEnabled(admin.id, false)).toMatchObject({ ok: false, error: { kind: 'not-permitted' } });
    const judge = graphOpenApi();
    if (judge) expect(problemsOf(judge, sent)).toEqual([]);
    else console.warn('SKIPPED: the OpenAPI description of Microsoft Graph is not beside the checkout');
  });

  it.each([['gateway-timeout-before', true], ['gateway-timeout-after', false], ['cut-before', true], ['cut-after', false]] as const)('it goes out once, and nobody knows more after %s', async (kind, isEnabled) => {
    const { directory, tenant } = await started({ operatorRole: 'User Administrator' });
    tenant.faults.queue({ match: { method: 'PATCH' }, times: 1, fault: { kind } });
    expect(await directory.setEnabled(member.id, false)).toMatchObject({ ok: false, error: { kind: 'outcome-unknown', action: 'disable' } });
    expect(await directory.readForIssue(member.id)).toMatchObject({ ok: true, value: { accountEnabled: isEnabled } });
    expect(tenant.faults.pending).toBe(0);
  });
});
