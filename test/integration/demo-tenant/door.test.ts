import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { given, refusal } from './client';

function statusFor(origin: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: '/v1.0/me', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject).end();
  });
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    socket.on('connect', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => { resolve(false); });
    socket.on('timeout', () => { socket.destroy(); resolve(false); });
  });
}

describe('the door of the demo tenant', async () => {
  const { tenant, call, get } = await given();
  const port = Number(new URL(tenant.origin).port);

  it('listens on the loopback address', async () => {
    expect(await connects('127.0.0.1', port)).toBe(true);
  });

  const outside = Object.values(networkInterfaces()).flatMap((all) => all ?? []).filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address);
  if (outside.length === 0) console.warn('This machine has no network address of its own: not tried from outside.');
  it.skipIf(outside.length === 0)('does not listen on an address that another machine can reach', async () => {
    expect(await Promise.all(outside.map((address) => connects(address, port)))).toEqual(outside.map(() => false));
  });

  it.each(['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1.evil.example:${port}`, `[::1]:${port}`])('refuses the host %s, whatever the token', async (host) => {
    expect(await statusFor(tenant.origin, { host, authorization: `Bearer ${tenant.accessToken}` })).toBe(421);
  });

  it('answers to localhost too', async () => {
    expect(await statusFor(tenant.origin, { host: `localhost:${port}`, authorization: `Bearer ${tenant.accessToken}` })).toBe(200);
  });

  it.each([['no token', {}], ['another token', { authorization: 'Bearer abc' }], ['another scheme', { authorization: 'Basic abc' }]])('refuses %s with a challenge', async (_, headers) => {
    const response = await fetch(`${tenant.origin}/v1.0/me`, { headers });
    expect({ status: response.status, challenge: response.headers.get('www-authenticate')?.startsWith('Bearer '), body: await response.json() }).toEqual({
      status: 401,
      challenge: true,
      body: { error: { code: 'InvalidAuthenticationToken', message: expect.any(String), innerError: { date: expect.any(String), 'request-id': expect.any(String), 'client-request-id': expect.any(String) } } },
    });
  });

  it('makes a token of 32 random bytes, another one at each start', async () => {
    const other = await given();
    expect(Buffer.from(tenant.accessToken, 'base64url')).toHaveLength(32);
    expect(other.tenant.accessToken).not.toBe(tenant.accessToken);
  });

  it('sends no CORS header, not even when a browser asks', async () => {
    const response = await fetch(`${tenant.origin}/v1.0/me`, { method: 'OPTIONS', headers: { origin: 'http://evil.example', 'access-control-request-method': 'GET' } });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(response.status).toBe(401);
  });

  it('echoes the client request id and gives every answer a request id', async () => {
    const reply = await call('GET', '/me', { headers: { 'client-request-id': 'mine' } });
    expect({ client: reply.headers.get('client-request-id'), request: reply.headers.get('request-id'), type: reply.headers.get('content-type') }).toEqual({
      client: 'mine', request: expect.stringMatching(/^[0-9a-f-]{36}$/), type: expect.stringContaining('application/json'),
    });
    expect(reply.headers.get('date')).not.toBeNull();
  });

  it.each([
    ['malformed JSON', '{"lifetimeInMinutes":', 400, 'BadRequest'],
    ['a body that is too large', JSON.stringify({ text: 'x'.repeat(5 * 1024 * 1024) }), 413, 'RequestEntityTooLarge'],
  ])('refuses %s', async (_, body, status, code) => {
    expect(refusal(await call('POST', '/$batch', { body }))).toEqual({ status, code });
  });

  it('refuses a body that is not said to be JSON', async () => {
    expect(refusal(await call('POST', '/$batch', { body: '{}', headers: { 'content-type': 'text/plain' } }))).toEqual({ status: 415, code: 'UnsupportedMediaType' });
  });

  it.each([
    ['GET', '/beta/me', 400, 'BadRequest'],
    ['GET', '/v1.0/nothing', 400, 'BadRequest'],
    ['GET', '/v1.0/users/x/y/z', 400, 'BadRequest'],
    ['DELETE', '/v1.0/users', 405, 'Request_BadRequest'],
    ['GET', '/v1.0/users?$top=5&$top=6', 400, 'BadRequest'],
    ['GET', '/v1.0/users/%E0%A4%A', 400, 'BadRequest'],
    ['GET', '/v1.0/users?$filter=%E0%A4%A', 400, 'BadRequest'],
  ])('refuses %s %s', async (method, path, status, code) => {
    expect(refusal(await call(method, path))).toEqual({ status, code });
  });

  it('knows its operator and its organisation', async () => {
    const me = await get('/me?$select=id,displayName,userPrincipalName');
    const organization = await get('/organization');
    expect({ ...me.body, '@odata.context': undefined }).toEqual({ ...tenant.operator, '@odata.context': undefined });
    expect(organization.body.value[0].id).toBe(tenant.tenantId);
  });
});
