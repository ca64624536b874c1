/** The adapter over a demo tenant of its own, and every request it sends there, the items of a batch as requests of their own. */
import { randomUUID } from 'node:crypto';
import { createGraph } from '../../../main/adapters/graph/client';
import type { Fetch } from '../../../main/adapters/graph/transport';
import { type DemoTenantOptions, startDemoTenant } from '../../../main/demo-tenant/index';
import { ok } from '../../../shared/result';
import type { JudgedRequest } from '../../support/graph-openapi';
import { memoryLog } from '../../support/memory-log';
import { itemsOf, ports } from './fake-graph';

export type RecordedRequest = JudgedRequest & { readonly authorized: boolean };

export async function startRecorded(options: DemoTenantOptions = {}) {
  const sent: RecordedRequest[] = [];
  const log = memoryLog();
  const recording: Fetch = (url, init) => {
    const headers = Object.fromEntries(new Headers(init.headers));
    const { pathname, search } = new URL(url);
    const body = typeof init.body === 'string' ? init.body : '';
    const request = { method: init.method ?? 'GET', path: `${pathname}${search}`, headers, authorized: 'authorization' in headers };
    if (pathname.endsWith('$batch')) for (const item of itemsOf({ method: '', url: '', headers: {}, body })) sent.push({ method: item.method, path: item.url, headers: item.headers ?? {}, authorized: true });
    else sent.push({ ...request, ...(body === '' ? {} : { body: JSON.parse(body) as unknown }) });
    return fetch(url, init);
  };
  const tenant = await startDemoTenant({ people: 300, latencyMs: 0, ...options });
  const graph = createGraph({
    origin: tenant.origin, fetch: recording, newId: randomUUID, clock: { now: () => tenant.clock.now() }, log, allowLoopbackHttp: true, timeLimitMs: 3000,
    tokens: { token: async () => ok(tenant.accessToken), scopes: () => tenant.scopes },
    wait: async () => undefined,
  });
  return { tenant, sent, log, ...ports(graph) };
}
