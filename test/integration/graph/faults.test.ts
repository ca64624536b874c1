import { describe, expect, it } from 'vitest';
import { pause } from '../../../main/adapters/graph/pause';
import { BODY_MAXIMUM } from '../../../main/adapters/graph/transport';
import { networkCode, wasNeverSent } from '../../../main/adapters/graph/never-sent';
import { backoffSeconds, retryAfterSeconds } from '../../../main/adapters/graph/retry-after';
import { batchOf, given, itemsOf, NOW, PASS, PASSCODE, PERSON, type Reply, USER } from './fake-graph';

const NEW_PASS = { personId: PERSON, lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: '2026-03-05T08:00:00Z' };
const throttled = (seconds?: string): Reply => ({ status: 429, ...(seconds === undefined ? {} : { headers: { 'retry-after': seconds } }), body: { error: { code: 'TooManyRequests', message: 'Slow down.' } } });
const unknown = (action: 'issue' | 'revoke', requestId = 'request-1') => ({ ok: false, error: { kind: 'outcome-unknown', action, requestId } });

describe('a read', () => {
  it.each([429, 503, 504])('is repeated after %d, as Graph asked', async (status) => {
    const { passes, received, waits } = await given((_, n) => (n < 3 ? { status, headers: { 'retry-after': '2' } } : { status: 200, body: { value: [] } }));
    expect(await passes.current(PERSON)).toEqual({ ok: true, value: null });
    expect([received.length, waits]).toEqual([3, [2, 2]]);
  });

  it('is repeated after a cut connection', async () => {
    const { passes, received } = await given((_, n) => (n === 1 ? { fault: 'cut' } : n === 2 ? { fault: 'cut-midway', status: 200, body: { value: [PASS] } } : { status: 200, body: { value: [] } }));
    expect(await passes.current(PERSON)).toEqual({ ok: true, value: null });
    expect(received.length).toBe(3);
  });

  it.each([400, 401, 403, 404, 409, 500, 502])('is not repeated after %d', async (status) => {
    const { passes, received } = await given(() => ({ status, body: {} }));
    expect((await passes.current(PERSON)).ok).toBe(false);
    expect(received.length).toBe(1);
  });

  it('gives up after three tries, or at once when Graph asks for more than 20 s', async () => {
    const often = await given(() => throttled());
    expect(await often.passes.current(PERSON)).toEqual({ ok: false, error: { kind: 'throttled', retryAfterSeconds: 1, requestId: 'request-1' } });
    expect([often.received.length, often.waits]).toEqual([3, [1, 2]]);
    const long = await given(() => throttled('21'));
    expect(await long.passes.current(PERSON)).toEqual({ ok: false, error: { kind: 'throttled', retryAfterSeconds: 21, requestId: 'request-1' } });
    expect([long.received.length, long.waits]).toEqual([1, []]);
    const sum = await given(() => throttled('15'));
    await sum.passes.current(PERSON);
    expect([sum.received.length, sum.waits]).toEqual([2, [15]]);
  });

  it('ends after its time limit, unrepeated', async () => {
    const { passes, received } = await given(() => ({ fault: 'hang' }), { timeLimitMs: 60 });
    expect(await passes.current(PERSON)).toEqual({ ok: false, error: { kind: 'service-unavailable', status: 0, requestId: '' } });
    expect(received.length).toBe(1);
  });

  it('that nobody waits for any more is cancelled: before, during, and while waiting to repeat it', async () => {
    const late = new AbortController();
    const hanging = await given(() => {
      late.abort();
      return { fault: 'hang' };
    });
    expect(await hanging.directory.search('ada', late.signal)).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(await hanging.directory.search('ada', late.signal)).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(hanging.received.length).toBe(1);

    const during = new AbortController();
    const waiting = await given(() => {
      setTimeout(() => during.abort(), 50);
      return throttled('10');
    }, { wait: pause });
    expect(await waiting.directory.search('ada', during.signal)).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });

  it('says offline when there is no way to Graph', async () => {
    const { graph, passes } = await given(() => ({ status: 200 }), { fetch: () => Promise.reject(new TypeError('fetch failed')) });
    expect(graph.origin).toMatch(/^http:/);
    expect(await passes.current(PERSON)).toEqual({ ok: false, error: { kind: 'offline' } });
  });

  it('refuses an endless body', async () => {
    const { passes } = await given(() => ({ status: 200, text: ' '.repeat(BODY_MAXIMUM + 1) }));
    expect(await passes.current(PERSON)).toEqual({ ok: false, error: { kind: 'unexpected-answer', requestId: 'request-1', paths: [] } });
  });
});

describe('a write goes out exactly once', () => {
  it.each<[string, Reply, string?]>([
    ['500', { status: 500, body: {} }],
    ['502', { status: 502, body: {} }],
    ['503', { status: 503, headers: { 'retry-after': '1' } }],
    ['504, which may come after it took effect', { status: 504 }],
    ['a cut connection', { fault: 'cut' }, ''],
    ['an answer cut midway', { fault: 'cut-midway', status: 201, body: { ...PASS, temporaryAccessPass: PASSCODE } }],
    ['no answer in time', { fault: 'hang' }, ''],
    ['a success without a passcode', { status: 201, body: PASS }],
    ['a success that is no JSON', { status: 201, text: `<html>${PASSCODE}</html>` }],
    ['a success with no body', { status: 201 }],
    ['a success of another shape', { status: 201, body: { value: [{ ...PASS, temporaryAccessPass: PASSCODE }] } }],
    ['an endless success', { status: 201, text: ' '.repeat(BODY_MAXIMUM + 1) }],
  ])('and is left open after %s', async (_, reply, requestId) => {
    const { passes, received } = await given(() => reply, { timeLimitMs: 500 });
    expect(await passes.create(NEW_PASS)).toEqual(unknown('issue', requestId));
    expect(received.length).toBe(1);
  });

  it.each<[string, Reply, string?]>([
    ['500', { status: 500, body: {} }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a cut connection', { fault: 'cut' }, ''],
    ['no answer in time', { fault: 'hang' }, ''],
  ])('and so is a delete after %s', async (_, reply, requestId) => {
    const { passes, received } = await given(() => reply, { timeLimitMs: 500 });
    expect(await passes.remove(PERSON, PASS.id)).toEqual(unknown('revoke', requestId));
    expect(received.length).toBe(1);
  });

  it('and a create not even after a 429: whoever repeats it has to look at the person first', async () => {
    const { passes, received, waits } = await given((_, n) => (n < 2 ? throttled('1') : { status: 201, body: { ...PASS, temporaryAccessPass: PASSCODE } }));
    expect(await passes.create(NEW_PASS)).toEqual({ ok: false, error: { kind: 'throttled', retryAfterSeconds: 1, requestId: 'request-1' } });
    expect([received.length, waits]).toEqual([1, []]);
  });

  it('but for a delete after a 429, which says that nothing was done', async () => {
    const { passes, received, waits } = await given((_, n) => (n < 3 ? throttled('3') : { status: 204 }));
    expect(await passes.remove(PERSON, PASS.id)).toEqual({ ok: true, value: { requestId: 'request-1', wasThere: true } });
    expect([received.length, waits]).toEqual([3, [3, 3]]);
    const never = await given(() => throttled('30'));
    expect(await never.passes.remove(PERSON, PASS.id)).toEqual({ ok: false, error: { kind: 'throttled', retryAfterSeconds: 30, requestId: 'request-1' } });
    expect(never.received.length).toBe(1);
  });

  it('and is known not to have happened when nothing was sent', async () => {
    const refused = Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }) });
    for (const cause of [refused, new Error('net::ERR_INTERNET_DISCONNECTED')]) {
      const { passes } = await given(() => ({ status: 200 }), { fetch: () => Promise.reject(cause) });
      expect(await passes.create(NEW_PASS)).toEqual({ ok: false, error: { kind: 'offline' } });
    }
    const { passes } = await given(() => ({ status: 200 }), { fetch: () => Promise.reject(new Error('net::ERR_CONNECTION_RESET')) });
    expect(await passes.create(NEW_PASS)).toEqual(unknown('issue', ''));
  });
});

describe('a batch', () => {
  it('asks again for throttled items alone, after the longest wait', async () => {
    const { directory, received, waits } = await given((request, n) =>
      batchOf(({ id }) => {
        if (n === 1 && id === 'methods') return { status: 429, headers: { 'Retry-After': '1' } };
        if (n === 1 && id === 'passes') return { status: 429, headers: { 'retry-after': '3' } };
        return id === 'user' ? { status: 200, body: USER } : { status: 200, body: { value: [] } };
      })(request));
    expect(await directory.read(PERSON)).toMatchObject({ ok: true, value: { methods: { known: true, value: [] }, pass: { known: true, value: null } } });
    expect(received.map((request) => itemsOf(request).map(({ id }) => id))).toEqual([['user', 'manager', 'roles', 'groups', 'methods', 'passes', 'audits', 'leaveDate'], ['methods', 'passes']]);
    expect(waits).toEqual([3]);
  });

  it('does not wait longer than its caller would', async () => {
    const { directory, received } = await given(batchOf(({ id }) => (id === 'user' ? { status: 200, body: USER } : { status: 429, headers: { 'Retry-After': '60' } })));
    expect(await directory.read(PERSON)).toMatchObject({ ok: true, value: { methods: { known: false, because: 'failed' } } });
    expect(received.length).toBe(1);
  });

  it('keeps what it has when the second round fails, and knows an item that never came', async () => {
    const { directory } = await given((request, n) =>
      n > 1 ? { status: 500 } : batchOf(({ id }) => (id === 'user' ? { status: 200, body: USER } : id === 'methods' ? { status: 503 } : null))(request));
    expect(await directory.read(PERSON)).toMatchObject({ ok: true, value: { displayName: 'Ada Lovelace', methods: { known: false, because: 'failed', needs: null }, manager: { known: false, because: 'failed' } } });
  });

  it.each<[string, Reply, unknown]>([
    ['is refused', { status: 403, body: { error: { code: 'Authorization_RequestDenied' } } }, { kind: 'not-permitted' }],
    ['has another shape', { status: 200, body: { responses: [{ id: 1 }] } }, { kind: 'unexpected-answer', requestId: 'request-1', paths: ['responses.0.id', 'responses.0.status'] }],
    ['is no JSON', { status: 200, text: '<html>' }, { kind: 'unexpected-answer', requestId: 'request-1', paths: [''] }],
    ['is cut', { fault: 'cut' }, { kind: 'offline' }],
  ])('that %s fails as a whole', async (_, reply, error) => {
    const { directory } = await given(() => reply);
    expect(await directory.read(PERSON)).toMatchObject({ ok: false, error });
  });
});

describe('a Graph without batches', () => {
  const answered = (answer: (path: string) => Reply, envelope = 404) => ({ url }: { readonly url: string }): Reply => (url.endsWith('/$batch') ? { status: envelope } : answer(url.replace('/v1.0', '')));
  const all = answered((path) => (path.includes('$select=id') ? { status: 200, body: USER } : { status: 200, body: { value: [] } }));

  it.each([404, 405, 501])('(%d) is asked for each thing alone, and never for a batch again', async (envelope) => {
    const { directory, received } = await given((request) => (request.url.endsWith('/$batch') ? { status: envelope } : all(request)));
    for (let time = 0; time < 2; time += 1) expect(await directory.read(PERSON)).toMatchObject({ ok: true, value: { displayName: 'Ada Lovelace', methods: { known: true, value: [] }, pass: { known: true, value: null } } });
    expect(received.map(({ method }) => method)).toEqual(['POST', ...Array.from({ length: 16 }, () => 'GET')]);
    await directory.search('ada', new AbortController().signal);
    expect(received.slice(17).map(({ method, headers }) => [method, headers.consistencylevel])).toEqual([['GET', 'eventual'], ['GET', 'eventual']]);
  });

  it('leaves a gap where one thing is refused, throttled for long or cut', async () => {
    const { directory, waits } = await given(answered((path) => {
      if (path.includes('/manager')) return { status: 403, body: { error: { code: 'Authorization_RequestDenied' } } };
      if (path.includes('/methods')) return throttled('10');
      if (path.includes('/temporaryAccessPassMethods')) return { fault: 'cut' };
      return path.includes('$select=id') ? { status: 200, body: USER } : { status: 200, body: { value: [] } };
    }));
    expect(await directory.read(PERSON)).toMatchObject({ ok: true, value: { manager: { because: 'not-permitted' }, methods: { because: 'failed' }, pass: { because: 'failed' }, recentChanges: { known: true } } });
    expect(waits.filter((seconds) => seconds >= 5)).toEqual([]);
  });

  it('fails as a whole when nothing is answered, or nobody waits any more', async () => {
    const cut = await given(answered(() => ({ fault: 'cut' })));
    expect(await cut.directory.read(PERSON)).toEqual({ ok: false, error: { kind: 'offline' } });
    const late = new AbortController();
    const hanging = await given(answered(() => {
      late.abort();
      return { fault: 'hang' };
    }));
    expect(await hanging.directory.search('ada', late.signal)).toEqual({ ok: false, error: { kind: 'cancelled' } });
  });
});

describe('waiting', () => {
  it('reads seconds and dates, and nothing else', () => {
    expect(['5', ' 2.1 ', 'Wed, 04 Mar 2026 05:06:17 GMT', 'Wed, 04 Mar 2020 05:06:17 GMT', '-5', '', 'soon', '999999999', '1e9', null].map((header) => retryAfterSeconds(header, NOW))).toEqual([
      5, 3, 10, 0, null, null, null, 86_400, null, null,
    ]);
    expect([1, 2, 3].map(backoffSeconds)).toEqual([1, 2, 4]);
  });
});

describe('what was never sent', () => {
  const node = (code: string, syscall?: string) => Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code, ...(syscall === undefined ? {} : { syscall }) }) });
  it.each([
    [node('ENOTFOUND', 'getaddrinfo'), true],
    [node('EHOSTUNREACH', 'connect'), true],
    [node('UND_ERR_CONNECT_TIMEOUT'), true],
    [node('DEPTH_ZERO_SELF_SIGNED_CERT'), true],
    [new Error('net::ERR_CERT_AUTHORITY_INVALID'), true],
    [Object.assign(new TypeError('fetch failed'), { cause: new AggregateError([node('ECONNREFUSED', 'connect'), node('ENETUNREACH', 'connect')]) }), true],
    [Object.assign(new TypeError('fetch failed'), { cause: new AggregateError([node('ECONNREFUSED', 'connect'), node('ECONNRESET', 'read')]) }), false],
    [node('EHOSTUNREACH', 'read'), false],
    [node('ECONNRESET', 'read'), false],
    [node('UND_ERR_SOCKET'), false],
    [new Error('net::ERR_NETWORK_CHANGED'), false],
    ['no error at all', false],
  ])('%s: %s', (cause, expected) => {
    expect(wasNeverSent(cause)).toBe(expected);
    expect(networkCode(cause)).toMatch(/^\w+$/);
  });

  it('ends on a circular cause', () => {
    const circle = new Error('circle');
    circle.cause = circle;
    expect([wasNeverSent(circle), networkCode(circle)]).toEqual([false, 'unknown']);
  });
});
