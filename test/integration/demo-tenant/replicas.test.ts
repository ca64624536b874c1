import { describe, expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../../../main/demo-tenant';
import { clockAt, given, passesOf, type Reply } from './client';

const url = passesOf(DEMO_PEOPLE.member);
const methodsUrl = `/users/${DEMO_PEOPLE.member.id}/authentication/methods`;
const ids = (reply: Reply): readonly string[] => reply.body.value.map(({ id }: { readonly id: string }) => id);

async function lagging(replicaDelayMs = 30_000) {
  const desk = await given({ now: clockAt('2026-03-02T09:00:00.000Z').now, replicaDelayMs });
  return { ...desk, make: async (body: object = {}): Promise<string> => (await desk.call('POST', url, { body })).body.id };
}

describe('reads of a pass', () => {
  it('alternate between a replica that lags and one that knows, until both know', async () => {
    const { get, tenant, make } = await lagging();
    const id = await make();
    const seen: (readonly string[])[] = [];
    for (let n = 0; n < 4; n += 1) seen.push(ids(await get(url)));
    expect(seen).toEqual([[], [id], [], [id]]);
    expect(tenant.state.passOf(DEMO_PEOPLE.member.id)?.id).toBe(id);
    tenant.clock.advance(29_999);
    expect(ids(await get(url))).toEqual([]);
    tenant.clock.advance(1);
    expect([ids(await get(url)), ids(await get(url))]).toEqual([[id], [id]]);
  });

  it('by id lag too: 404 for what is there, 200 for what is gone', async () => {
    const { get, call, tenant, make } = await lagging();
    const id = await make();
    expect([(await get(`${url}/${id}`)).status, (await get(`${url}/${id}`)).status]).toEqual([404, 200]);
    tenant.clock.advance(30_000);
    expect((await call('DELETE', `${url}/${id}`)).status).toBe(204);
    expect([(await get(`${url}/${id}`)).status, (await get(`${url}/${id}`)).status]).toEqual([200, 404]);
    expect(tenant.state.passOf(DEMO_PEOPLE.member.id)).toBeUndefined();
  });

  it('lag in a batch and in the list of methods, each taking turns of its own', async () => {
    const { get, call, make } = await lagging();
    const id = await make();
    const inBatch = async () => {
      const { body } = await call('POST', '/$batch', { body: { requests: [{ id: '1', method: 'GET', url }, { id: '2', method: 'GET', url: methodsUrl }] } });
      return body.responses.map((answer: { id: string; body: object }) => [answer.id, JSON.stringify(answer.body).includes(id)]).sort();
    };
    expect([await inBatch(), await inBatch()]).toEqual([[['1', false], ['2', false]], [['1', true], ['2', true]]]);
    expect(JSON.stringify((await get(methodsUrl)).body)).not.toContain(id);
  });

  it('meet the pass that was replaced, and the writes act on what is', async () => {
    const { get, call, tenant, make } = await lagging();
    const first = await make();
    tenant.clock.advance(30_000);
    const second = await make();
    const third = await make();
    expect([ids(await get(url)), ids(await get(url))]).toEqual([[first], [third]]);
    expect((await call('DELETE', `${url}/${first}`)).status).toBe(404);
    expect((await call('DELETE', `${url}/${third}`)).status).toBe(204);
    expect(tenant.state.passEvents.slice(-5).map(({ kind, passId }) => [kind, passId])).toEqual([['replaced', first], ['created', second], ['replaced', second], ['created', third], ['deleted', third]]);
  });

  it('agree at once by default', async () => {
    const { get, make } = await lagging(0);
    const id = await make();
    expect([ids(await get(url)), ids(await get(url))]).toEqual([[id], [id]]);
  });
});
