/** What a program that counts finds in the tenant, without asking the app. */
import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { given, passesOf } from './client';

describe('log and events together', async () => {
  const { tenant, call } = await given();
  const item = (id: string, person: { readonly id: string }) => ({ id, method: 'POST', url: passesOf(person), headers: { 'Content-Type': 'application/json' }, body: {} });
  const named = (id: string) => ({ body: {}, headers: { 'client-request-id': id } });

  it('say which create displaced which pass, by whom and by which request', async () => {
    const before = tenant.state.passOf(DEMO_PEOPLE.withLivePass.id)?.id ?? '';
    const reply = await call('POST', passesOf(DEMO_PEOPLE.withLivePass), named('mine-1'));
    const requestId = reply.headers.get('request-id');
    const [replaced, created] = tenant.state.passEvents.slice(-2);
    const cause = { requestId, clientRequestId: 'mine-1', callerId: tenant.operator.id, personId: DEMO_PEOPLE.withLivePass.id };
    expect(replaced).toEqual({ at: expect.any(String), kind: 'replaced', passId: before, replacedBy: reply.body.id, ...cause });
    expect(created).toEqual({ at: expect.any(String), kind: 'created', passId: reply.body.id, replacedBy: null, ...cause });
    expect(tenant.log.find((entry) => entry.requestId === requestId)).toMatchObject({ method: 'POST', status: 201, clientRequestId: 'mine-1' });
  });

  it('say it of the items of a batch, each by its own id', async () => {
    const requests = [item('1', DEMO_PEOPLE.member), { ...item('2', DEMO_PEOPLE.joiner), headers: { 'Content-Type': 'application/json', 'client-request-id': 'mine-3' } }];
    const { headers } = await call('POST', '/$batch', { body: { requests }, headers: { 'client-request-id': 'mine-2' } });
    const events = tenant.state.passEvents.slice(-2);
    const entries = events.map((event) => tenant.log.find(({ requestId }) => requestId === event.requestId));
    expect(entries.map((entry) => entry?.batchRequestId)).toEqual([headers.get('request-id'), headers.get('request-id')]);
    expect(new Map(events.map(({ personId, clientRequestId }) => [personId, clientRequestId]))).toEqual(new Map([[DEMO_PEOPLE.member.id, 'mine-2'], [DEMO_PEOPLE.joiner.id, 'mine-3']]));
    expect(entries.map((entry, n) => entry?.clientRequestId === events[n]?.clientRequestId)).toEqual([true, true]);
  });

  it('name a request for every event that came by one, answered or not', async () => {
    tenant.faults.queue({ match: { method: 'POST' }, fault: { kind: 'cut-after' } });
    await call('POST', passesOf(DEMO_PEOPLE.contractor), named('mine-4')).catch(() => undefined);
    tenant.simulate.deleteAs(DEMO_PEOPLE.colleague.id, DEMO_PEOPLE.contractor.id);
    const known = new Set(tenant.log.map(({ requestId }) => requestId));
    const events = tenant.state.passEvents;
    expect(events.filter(({ requestId }) => requestId !== null && !known.has(requestId))).toEqual([]);
    expect(events.filter(({ requestId }) => requestId === null).map(({ callerId }) => callerId)).toEqual(Array.from({ length: 5 }, () => DEMO_PEOPLE.colleague.id));
    expect(events.find(({ clientRequestId }) => clientRequestId === 'mine-4')).toMatchObject({ kind: 'created', personId: DEMO_PEOPLE.contractor.id });
  });

  it('mark what an item with a failed dependency never was: handled', async () => {
    await call('POST', '/$batch', { body: { requests: [{ id: '1', method: 'GET', url: '/users/nobody' }, { ...item('2', DEMO_PEOPLE.member), dependsOn: ['1'] }] } });
    expect(tenant.log.find(({ status }) => status === 424)).toMatchObject({ method: 'POST', path: passesOf(DEMO_PEOPLE.member), handled: false, batchRequestId: expect.any(String) });
  });

  it('keep as many requests as asked for, the newest', async () => {
    const desk = await given({ people: 0, logLimit: 40 });
    for (let n = 0; n < 100; n += 1) await desk.get('/organization');
    expect(desk.tenant.log.length).toBeLessThan(43);
    expect(desk.tenant.log.length).toBeGreaterThanOrEqual(40);
    expect(desk.tenant.log.at(-1)?.sequence).toBe(100);
  });
});
