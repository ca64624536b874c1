/** A caller of the demo tenant for these tests: plain fetch, no library in between. */
import { afterAll } from 'vitest';
import { type DemoTenant, type DemoTenantOptions, startDemoTenant } from '../../../main/demo-tenant';

export type Reply = { readonly status: number; readonly headers: Headers; readonly body: Body };
/** Bodies are looked into by the tests; a missing part is undefined and fails the expectation. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Body = any;

export type Call = (method: string, path: string, more?: { readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown; readonly token?: string }) => Promise<Reply>;
export type Desk = { readonly tenant: DemoTenant; readonly call: Call; readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Reply> };

export const EVENTUAL = { ConsistencyLevel: 'eventual' } as const;

/** Starts a tenant without latency and with few people, and stops it after the file's tests. */
export async function given(options: DemoTenantOptions = {}): Promise<Desk> {
  const tenant = await startDemoTenant({ people: 300, latencyMs: 0, ...options });
  opened.push(tenant);
  const call: Call = async (method, path, { headers = {}, body, token = tenant.accessToken } = {}) => {
    const response = await fetch(`${tenant.origin}${path.startsWith('/v1.0') || path.startsWith('/beta') ? '' : '/v1.0'}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  return { tenant, call, get: (path, headers = {}) => call('GET', path, { headers }) };
}

const opened: DemoTenant[] = [];
afterAll(async () => {
  await Promise.all(opened.splice(0).map((tenant) => tenant.close()));
});

export const passesOf = (person: { readonly id: string }): string => `/users/${person.id}/authentication/temporaryAccessPassMethods`;
export const POLICY = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass';
export const POLICY_TYPE = '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration';

/** The same bodies as the service sends them, with what changes by itself taken out. */
export const refusal = (reply: Reply): { readonly status: number; readonly code: string } => ({ status: reply.status, code: reply.body.error.code });
export const names = (reply: Reply): readonly string[] => reply.body.value.map((person: { displayName: string }) => person.displayName);

/** A clock that stands still until it is moved. */
export function clockAt(iso: string): { readonly now: () => Date; readonly forward: (minutes: number) => void } {
  let at = Date.parse(iso);
  return {
    now: () => new Date(at),
    forward: (minutes) => {
      at += minutes * 60_000;
    },
  };
}
