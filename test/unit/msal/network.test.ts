import { describe, expect, it } from 'vitest';
import { createNetwork } from '../../../main/adapters/msal/network';

const URL_OF_TOKENS = 'https://login.example/t/oauth2/v2.0/token';
const answering = (body: string, init: ResponseInit = {}) => createNetwork(async () => new Response(body, init), 1_000);

describe('requests to the sign-in service', () => {
  it('carry no cookies, follow no redirect and have a time limit', async () => {
    let sent: RequestInit = {};
    const { module } = createNetwork(async (_url, init) => {
      sent = init;
      return new Response('{"a":1}', { headers: { 'content-type': 'application/json' } });
    }, 1_000);

    const answer = await module.sendPostRequestAsync(URL_OF_TOKENS, { headers: { accept: 'application/json' }, body: 'x=1' });

    expect(answer).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, body: { a: 1 } });
    expect(sent).toMatchObject({ method: 'POST', body: 'x=1', headers: { accept: 'application/json' }, credentials: 'omit', redirect: 'error' });
    expect(sent.signal).toBeInstanceOf(AbortSignal);
  });

  it('end at the time limit', async () => {
    const { module, trouble } = createNetwork(
      (_url, init) => new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new TypeError('aborted')))),
      20,
    );

    await expect(module.sendGetRequestAsync(URL_OF_TOKENS)).rejects.toThrow('aborted');
    expect(trouble()).toEqual({ kind: 'unreachable' });
  });

  it('take a page of a proxy for an answer without content', async () => {
    const { module } = answering('<html>Log in to the hotel</html>');

    expect((await module.sendGetRequestAsync(URL_OF_TOKENS)).body).toEqual({});
  });
});

describe('what went wrong', () => {
  it.each([
    [429, { 'retry-after': '7' }, { kind: 'throttled', retryAfterSeconds: 7 }],
    [429, { 'retry-after': 'soon' }, { kind: 'throttled', retryAfterSeconds: 10 }],
    [503, {}, { kind: 'unavailable', status: 503 }],
    [400, {}, undefined],
    [200, {}, undefined],
  ])('status %i', async (status, headers: Record<string, string>, trouble) => {
    const network = answering('{}', { status, headers });
    await network.module.sendPostRequestAsync(URL_OF_TOKENS);

    expect(network.trouble()).toEqual(trouble);
  });

  it.each([
    [new Error('net::ERR_INTERNET_DISCONNECTED'), { kind: 'unreachable' }],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), { kind: 'untrusted', code: 'ERR_CERT_AUTHORITY_INVALID' }],
    [new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }), { kind: 'unreachable' }],
    [new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }) }), { kind: 'untrusted', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
  ])('%s', async (cause, trouble) => {
    const network = createNetwork(() => Promise.reject(cause), 1_000);
    await expect(network.module.sendGetRequestAsync(URL_OF_TOKENS)).rejects.toBe(cause);

    expect(network.trouble()).toEqual(trouble);
  });
});
