import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { DEMO_PEOPLE, type DemoTenant, type Hold } from '../../../main/demo-tenant';
import { given, passesOf } from './client';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A bare connection, so that every byte that comes back is seen. */
function speak(tenant: DemoTenant, method: string, path: string, body: unknown) {
  const { hostname, port, host } = new URL(tenant.origin);
  const text = JSON.stringify(body);
  const socket = connect(Number(port), hostname);
  const state = { bytes: '', isClosed: false };
  socket.on('data', (chunk) => { state.bytes += chunk.toString(); });
  socket.on('close', () => { state.isClosed = true; });
  socket.on('error', () => undefined);
  socket.write(`${method} /v1.0${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${tenant.accessToken}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  open.push(() => socket.destroy());
  return { state, socket };
}

async function held(tenant: DemoTenant, when: Hold['when'], method: string, path: string, body: unknown = {}, inBatch = false) {
  let count = 0;
  const reached = new Promise<void>((resolve) => {
    tenant.faults.queue({ match: { method, inBatch, path: /temporaryAccessPassMethods/ }, fault: { kind: 'hold', when, onHeld: () => { count += 1; resolve(); } } });
  });
  const caller = speak(tenant, inBatch ? 'POST' : method, path, body);
  await reached;
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { ...caller, count: () => count };
}

describe('a hold', async () => {
  const { tenant, get } = await given({ people: 0 });
  const made = () => tenant.state.passEvents.filter(({ kind }) => kind === 'created').length;

  it.each<[Hold['when'], number, boolean]>([['before', 0, false], ['after', 1, false], ['mid-response', 1, true]])('%s: the pass is made %d times, bytes on the wire: %s', async (when, effect, hasBytes) => {
    const before = made();
    const { state, count } = await held(tenant, when, 'POST', passesOf(DEMO_PEOPLE.member));
    expect({ effect: made() - before, isClosed: state.isClosed, hasBytes: state.bytes !== '', count: count() }).toEqual({ effect, isClosed: false, hasBytes, count: 1 });
    expect(tenant.log.at(-1)).toMatchObject({ fault: 'hold', handled: effect === 1, delivered: false, status: effect === 1 ? 201 : null });
    if (!hasBytes) return;
    const [head = '', body = ''] = state.bytes.split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    expect([head.split('\r\n')[0], Buffer.byteLength(body)]).toEqual(['HTTP/1.1 201 Created', Math.floor(length / 2)]);
  });

  it('in the middle of an answer without a body holds before the first byte', async () => {
    await held(tenant, 'after', 'POST', passesOf(DEMO_PEOPLE.contractor));
    const id = tenant.state.passOf(DEMO_PEOPLE.contractor.id)?.id ?? '';
    const { state } = await held(tenant, 'mid-response', 'DELETE', `${passesOf(DEMO_PEOPLE.contractor)}/${id}`);
    expect([tenant.state.passOf(DEMO_PEOPLE.contractor.id), state.bytes, state.isClosed]).toEqual([undefined, '', false]);
  });

  it('of an item holds the batch: the others are done', async () => {
    const before = made();
    const item = (id: string, person: { readonly id: string }) => ({ id, method: 'POST', url: passesOf(person), headers: { 'Content-Type': 'application/json' }, body: {} });
    const { state, count } = await held(tenant, 'before', 'POST', '/$batch', { requests: [item('1', DEMO_PEOPLE.joiner), item('2', DEMO_PEOPLE.contractor)] }, true);
    expect([made() - before, state.bytes, count()]).toEqual([1, '', 1]);
    expect(tenant.log.slice(-3).map(({ delivered }) => delivered)).toEqual([false, false, false]);
  });

  it('ends with the caller or with the tenant, and others are served meanwhile', async () => {
    const { socket } = await held(tenant, 'after', 'POST', passesOf(DEMO_PEOPLE.member));
    expect((await get('/me')).status).toBe(200);
    socket.destroy();
    const other = await given({ people: 0 });
    const { state } = await held(other.tenant, 'after', 'POST', passesOf(DEMO_PEOPLE.member));
    await other.tenant.close();
    await expect.poll(() => state.isClosed).toBe(true);
  });

  it('never comes by chance', async () => {
    const desk = await given({ people: 0 });
    desk.tenant.faults.random({ rate: 1, seed: 3 });
    for (let n = 0; n < 60; n += 1) await desk.get('/organization').catch(() => undefined);
    const { injected } = desk.tenant.faults;
    expect([injected.hold, Object.values(injected).reduce((sum, each) => sum + each, 0)]).toEqual([0, 60]);
    expect(Object.entries(injected).filter(([, times]) => times > 0)).toHaveLength(10);
  });
});
