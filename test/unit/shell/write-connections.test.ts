import { describe, expect, it, vi } from 'vitest';
import { freshConnections, routeWrites, type WriteSession, writeSessions } from '../../../main/shell/write-connections';

type Step = string;

/** Sessions that say what happens to them, and answer when they are told to. */
function given(answer: (url: string, init: RequestInit) => Promise<Response> = async () => new Response('ok')) {
  const steps: Step[] = [];
  const opened: string[] = [];
  const open = (partition: string): WriteSession => {
    opened.push(partition);
    return {
      closeAllConnections: async () => {
        await Promise.resolve();
        steps.push(`${partition} closed`);
      },
      fetch: (input, init) => {
        const url = input as string;
        steps.push(`${partition} sent ${url}`);
        return answer(url, init ?? {});
      },
    };
  };
  return { steps, opened, fresh: freshConnections(open) };
}

describe('a write', () => {
  it('goes out on a session whose connections were closed before, every time', async () => {
    const { steps, opened, fresh } = given();
    await fresh('https://graph/1', { method: 'POST' });
    await fresh('https://graph/2', { method: 'DELETE' });
    expect([opened, steps]).toEqual([['write-1'], ['write-1 closed', 'write-1 sent https://graph/1', 'write-1 closed', 'write-1 sent https://graph/2']]);
  });

  it('shares its session with no other write until its body has been read', async () => {
    let finish: () => void = () => undefined;
    const slow = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('slow '));
        finish = () => {
          controller.enqueue(new TextEncoder().encode('body'));
          controller.close();
        };
      },
    });
    const { opened, steps, fresh } = given(async (url) => new Response(url.endsWith('slow') ? slow : 'quick'));
    const first = fresh('https://graph/slow', { method: 'POST' });
    const others = await Promise.all([fresh('https://graph/a', { method: 'POST' }), fresh('https://graph/b', { method: 'POST' })]);
    expect(await Promise.all(others.map((response) => response.text()))).toEqual(['quick', 'quick']);
    expect(opened).toEqual(['write-1', 'write-2', 'write-3']);
    await fresh('https://graph/c', { method: 'POST' });
    expect(steps.filter((step) => step.startsWith('write-1'))).toEqual(['write-1 closed', 'write-1 sent https://graph/slow']);
    finish();
    expect(await (await first).text()).toBe('slow body');
  });

  it('gives its session back when it failed, and says why', async () => {
    const { opened, fresh } = given(() => Promise.reject(new Error('net::ERR_CONNECTION_RESET')));
    await expect(fresh('https://graph/1', { method: 'POST' })).rejects.toThrow('net::ERR_CONNECTION_RESET');
    await expect(fresh('https://graph/2', { method: 'POST' })).rejects.toThrow('net::ERR_CONNECTION_RESET');
    expect(opened).toEqual(['write-1']);
  });

  it('fails when its body does, or has no end', async () => {
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('net::ERR_CONTENT_LENGTH_MISMATCH')) });
    await expect(given(async () => new Response(broken)).fresh('https://graph/1', {})).rejects.toThrow('MISMATCH');
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)) });
    await expect(given(async () => new Response(endless)).fresh('https://graph/1', {})).rejects.toThrow('too long');
  });

  it('hands on status, headers and body, and the request as it was', async () => {
    const seen: RequestInit[] = [];
    const { fresh } = given(async (_, init) => {
      seen.push(init);
      return new Response('{"id":1}', { status: 201, headers: { 'request-id': 'r1' } });
    });
    const init = { method: 'POST', body: '{}', headers: { a: 'b' }, redirect: 'error' as const };
    const response = await fresh('https://graph/1', init);
    expect([response.status, response.headers.get('request-id'), await response.text()]).toEqual([201, 'r1', '{"id":1}']);
    expect(seen).toEqual([init]);
  });

  it.each([204, 205, 304])('answered %d has no body', async (status) => {
    const response = await given(async () => new Response(null, { status })).fresh('https://graph/1', { method: 'DELETE' });
    expect([response.status, response.body]).toEqual([status, null]);
  });

  it('given up before it was sent is not sent', async () => {
    const { steps, opened, fresh } = given();
    await expect(fresh('https://graph/1', { method: 'POST', signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    expect([steps, opened]).toEqual([[], []]);

    const controller = new AbortController();
    const sent = fresh('https://graph/2', { method: 'POST', signal: controller.signal });
    controller.abort();
    await expect(sent).rejects.toThrow(/abort/i);
    expect(steps).toEqual(['write-1 closed']);
    await fresh('https://graph/3', { method: 'POST' });
    expect(opened).toEqual(['write-1']);
  });

  it('given up on the way ends with its request', async () => {
    const controller = new AbortController();
    const { fresh } = given((_, { signal }) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))));
    const sent = fresh('https://graph/1', { method: 'POST', signal: controller.signal });
    setTimeout(() => controller.abort(), 5);
    await expect(sent).rejects.toThrow('aborted');
  });
});

it('sessions for writes are in memory, without cache or permission', () => {
  const opened = { setPermissionRequestHandler: vi.fn(), setPermissionCheckHandler: vi.fn(), setDevicePermissionHandler: vi.fn() };
  const fromPartition = vi.fn(() => opened);
  expect(writeSessions({ fromPartition } as never)('write-1')).toBe(opened);
  expect(fromPartition).toHaveBeenCalledWith('write-1', { cache: false });
  expect(Object.values(opened).map((set) => set.mock.calls.length)).toEqual([1, 1, 1]);
});

it.each<[string | undefined, string, string]>([
  [undefined, '/v1.0/users', 'ordinary'],
  ['GET', '/v1.0/users', 'ordinary'],
  ['get', '/v1.0/users', 'ordinary'],
  ['HEAD', '/v1.0/users', 'ordinary'],
  ['POST', '/v1.0/$batch', 'ordinary'],
  ['POST', '/v1.0/users/1/authentication/temporaryAccessPassMethods', 'fresh'],
  ['POST', '/v1.0/users?x=/$batch', 'fresh'],
  ['POST', '/v1.0/$batch/more', 'fresh'],
  ['DELETE', '/v1.0/$batch', 'fresh'],
  ['DELETE', '/v1.0/users/1/authentication/temporaryAccessPassMethods/2', 'fresh'],
  ['POST', '/tenant/oauth2/v2.0/token', 'fresh'],
])('%s %s takes the %s way', async (method, path, way) => {
  const route = routeWrites(async () => new Response('ordinary'), async () => new Response('fresh'));
  expect(await (await route(`https://graph.example${path}`, method === undefined ? {} : { method })).text()).toBe(way);
});
