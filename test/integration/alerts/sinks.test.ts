/** Every sink against a real server on this machine: HTTP, HTTPS with a certificate of a test authority, and syslog over TLS. */
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps, request } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTls, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { mailSink } from '../../../main/adapters/alerts/mail';
import { postJson } from '../../../main/adapters/alerts/post';
import { secretIn } from '../../../main/adapters/alerts/secret-file';
import { createSinks } from '../../../main/adapters/alerts/sinks';
import { syslogSink } from '../../../main/adapters/alerts/syslog';
import { syslogMessage } from '../../../main/adapters/alerts/syslog-message';
import { messageOf, teamsSink } from '../../../main/adapters/alerts/teams';
import { webhookSink } from '../../../main/adapters/alerts/webhook';
import type { Letter, Mailer } from '../../../main/ports/delivery';
import type { AppError } from '../../../shared/errors';
import { err, ok } from '../../../shared/result';
import { makeCa } from '../../support/ca';
import { temporaryFolder } from '../../support/temporary';
import { hostileAlert, someAlert } from './some-alerts';

const ca = makeCa();
afterAll(() => ca.remove());
const NOW = new Date('2026-03-02T09:20:00.500Z');
const clock = { now: () => NOW };
const SECRET = 'a secret of some length';

const closing: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closing.splice(0).map((close) => close())));

/** @returns its port. Whatever is still connected is cut when the test is done. */
async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  closing.push(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    sockets.forEach((socket) => socket.destroy());
    await closed;
  });
  return (server.address() as AddressInfo).port;
}
type Received = { readonly url: string; readonly headers: IncomingMessage['headers']; readonly body: string };
function receiving(answer: (response: ServerResponse, request: Received) => void) {
  const received: Received[] = [];
  const hear = (from: IncomingMessage, response: ServerResponse) => {
    let body = '';
    from.setEncoding('utf8').on('data', (more: string) => (body += more)).on('end', () => {
      const all = { url: `${from.method} ${from.url}`, headers: from.headers, body };
      received.push(all);
      answer(response, all);
    });
  };
  return { received, hear };
}
async function http(answer: (response: ServerResponse, request: Received) => void) {
  const { received, hear } = receiving(answer);
  return { received, url: `http://127.0.0.1:${await listening(createHttp(hear))}/hooks/of-this-desk` };
}
function fileWith(text: string | Uint8Array, mode = 0o600): string {
  const file = join(temporaryFolder(), 'secret');
  writeFileSync(file, text, { mode });
  chmodSync(file, mode);
  return file;
}
/** As whoever receives it would compute it. */
const signatureOf = ({ headers, body }: Received, secret: string) => `v1=${createHmac('sha256', secret).update(`${String(headers['x-tapdesk-timestamp'])}.${body}`).digest('hex')}`;
const webhook = (url: string, secretFile = fileWith(`${SECRET}\n`)) => webhookSink({ kind: 'webhook', name: 'ops', url, secretFile }, fetch, clock);

describe('a webhook', () => {
  it('gets the alert as JSON, signed over time and body, and says whether it may be a repetition', async () => {
    const { url, received } = await http((response) => response.writeHead(202).end());
    const sink = webhook(url);
    expect([await sink.send(someAlert(1), false), await sink.send(someAlert(1), true)]).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    const timestamp = String(Math.floor(NOW.getTime() / 1000));
    expect(received.map(({ url: to, headers, body }) => ({ to, body: JSON.parse(body) as unknown, id: headers['x-tapdesk-alert-id'], repeated: headers['x-tapdesk-repeated'], timestamp: headers['x-tapdesk-timestamp'] }))).toEqual(
      [false, true].map((isRepeated) => ({ to: 'POST /hooks/of-this-desk', body: { version: 1, title: 'Temporary Access Pass issued', isRepeated, alert: someAlert(1) }, id: 'entry:1', repeated: String(isRepeated), timestamp })),
    );
    expect(received.map(({ headers }) => headers['x-tapdesk-signature'])).toEqual(received.map((each) => signatureOf(each, SECRET)));
  });

  it('gets names as bad as names can be as they are, and none of them in a header', async () => {
    const { url, received } = await http((response) => response.writeHead(200).end());
    expect(await webhook(url).send({ ...hostileAlert, id: 'finding:a\r\nX-Evil: 1\u00e9' }, false)).toEqual({ state: 'sent' });
    const [{ headers, body }] = received as [Received];
    expect([(JSON.parse(body) as { alert: object }).alert, headers['x-tapdesk-alert-id'], headers['x-evil']]).toEqual([{ ...hostileAlert, id: 'finding:a\r\nX-Evil: 1\u00e9' }, 'finding:a__X-Evil:_1_', undefined]);
  });

  it.each<[number, Record<string, string>, object]>([
    [400, {}, { state: 'failed', detail: 'status 400' }],
    [401, {}, { state: 'failed' }],
    [429, { 'Retry-After': '120' }, { state: 'failed', detail: 'status 429', waitMs: 120_000 }],
    [429, { 'Retry-After': 'soon' }, { state: 'failed', detail: 'status 429' }],
    [503, { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }, { state: 'uncertain', waitMs: 0 }],
    [500, {}, { state: 'uncertain', detail: 'status 500' }],
    [504, {}, { state: 'uncertain' }],
    [302, { Location: '/elsewhere' }, { state: 'failed', detail: 'it leads elsewhere' }],
  ])('that answers %i is taken at its word', async (status, headers, expected) => {
    const { url, received } = await http((response) => response.writeHead(status, headers).end('no'));
    expect([await webhook(url).send(someAlert(1), false), received.length]).toEqual([{ reason: 'refused', detail: expect.any(String), ...expected }, 1]);
  });

  it('may have taken what was cut off after it was sent, and has not what never reached it', async () => {
    const { url } = await http((response) => response.destroy());
    expect(await webhook(url).send(someAlert(1), false)).toEqual({ state: 'uncertain', reason: 'offline', detail: 'the connection was cut' });
    await Promise.all(closing.splice(0).map((close) => close()));
    expect(await webhook(url).send(someAlert(1), false)).toEqual({ state: 'failed', reason: 'offline', detail: 'no connection' });
  });

  it('that hangs before or in its answer holds up nobody', async () => {
    const silent = await http(() => undefined);
    expect(await postJson(fetch, silent.url, '{}', {}, 50)).toEqual({ state: 'uncertain', reason: 'time-out', detail: 'no answer within 0.05 s' });
    const endless = await http((response) => void response.writeHead(200).write('and'));
    expect(await postJson(fetch, endless.url, '{}', {})).toEqual({ state: 'sent' });
  });

  it('whose certificate nobody vouches for is sent nothing', async () => {
    const { received, hear } = receiving((response) => response.writeHead(200).end());
    const port = await listening(createHttps({ ...ca.server }, hear));
    expect([await webhook(`https://localhost:${port}/`).send(someAlert(1), false), received.length]).toEqual([{ state: 'failed', reason: 'refused', detail: expect.stringMatching(/^its certificate does not hold \(/) }, 0]);
  });

  it('is signed with what stands in the file now, and gets nothing while that is no secret', async () => {
    const { url, received } = await http((response) => response.writeHead(200).end());
    const file = fileWith(SECRET);
    const sink = webhook(url, file);
    const failed = { state: 'failed', reason: 'not-configured', detail: `no secret of 16 characters in ${file}` };
    await sink.send(someAlert(1), false);
    writeFileSync(file, '\ufeffanother secret, also long\r\n');
    await sink.send(someAlert(1), false);
    writeFileSync(file, 'short');
    expect([await sink.send(someAlert(1), false), received.map((each) => [SECRET, 'another secret, also long'].findIndex((secret) => each.headers['x-tapdesk-signature'] === signatureOf(each, secret)))]).toEqual([failed, [0, 1]]);
  });
});

describe('a secret file', () => {
  it.each<[string, () => string]>([
    ['that is not there', () => '/nowhere/at/all'],
    ['that is named from nowhere', () => 'secret'],
    ['that is a folder', temporaryFolder],
    ['that is empty', () => fileWith(' \n')],
    ['that is too long', () => fileWith('x'.repeat(5000))],
    ['that is no text', () => fileWith(new Uint8Array([0xff, 0xfe, 0x61, 0]))],
    ['with a NUL in it', () => fileWith('abc\0def')],
    ['that a group may write', () => fileWith(SECRET, 0o660)],
    ['that anybody may write', () => fileWith(SECRET, 0o602)],
    ['that never ends', () => '/dev/zero'],
    ['that is a pipe nobody writes to', () => {
      const pipe = join(temporaryFolder(), 'pipe');
      execFileSync('mkfifo', [pipe]);
      return pipe;
    }],
  ])('%s holds none', async (_, file) => {
    expect(await secretIn(file())).toBe(null);
  });

  it('may be readable for others and end with a line', async () => {
    expect(await secretIn(fileWith(`${SECRET}\r\n`, 0o644))).toBe(SECRET);
  });
});

describe('a Teams workflow', () => {
  /** Chromium's store of authorities stands in for the real one: this fetch trusts the test's alone. */
  const trusting = (url: string, init: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', headers: init.headers as Record<string, string>, ca: ca.certificate }, (answer) => {
        answer.resume().on('end', () => resolve(new Response(null, { status: answer.statusCode ?? 0 })));
      });
      sent.on('error', reject).end(init.body as string);
    });

  it('gets a card at the address that stands in the file now', async () => {
    const { received, hear } = receiving((response) => response.writeHead(202).end());
    const port = await listening(createHttps({ ...ca.server }, hear));
    const file = fileWith(`https://localhost:${port}/workflows/one?sig=abc\n`);
    const sink = teamsSink({ kind: 'teams', name: 'room', urlFile: file }, trusting);
    const first = await sink.send(someAlert(1), false);
    writeFileSync(file, `https://localhost:${port}/workflows/two?sig=def`);
    expect([first, await sink.send(someAlert(1), true), received.map(({ url }) => url)]).toEqual([{ state: 'sent' }, { state: 'sent' }, ['POST /workflows/one?sig=abc', 'POST /workflows/two?sig=def']]);
    expect(JSON.parse(received[1]!.body)).toEqual(messageOf(someAlert(1), true));
  });

  it.each(['http://contoso.example/', 'https://me:word@contoso.example/', 'file:///etc/passwd', 'contoso'])('is sent nothing to %s', async (address) => {
    const file = fileWith(address);
    expect(await teamsSink({ kind: 'teams', name: 'room', urlFile: file }, () => Promise.reject(new Error('sent'))).send(someAlert(1), false)).toEqual({ state: 'failed', reason: 'not-configured', detail: `no https address in ${file}` });
  });

  it('shows directory text in text runs alone, which know no Markdown, made fit for showing', () => {
    const { body } = messageOf(hostileAlert, true).attachments[0]!.content;
    const blocks = body.flatMap((block) => ('text' in block ? [block.text] : []));
    expect(blocks).toEqual(['Temporary Access Pass issued', 'This may be a repetition.']);
    const runs = body.flatMap((block) => ('inlines' in block ? [block.inlines.map(({ type, text }) => `${type} ${text}`)] : []));
    expect(runs[1]![1]).toMatch(/^TextRun Eve X-Evil: 1 .*\[click\]\(https:\/\/evil\.example\).*\{ \{DATE/);
    const all = runs.flat().join('');
    // eslint-disable-next-line no-control-regex -- control characters are exactly what must not be there
    expect([/[\u0000-\u001f\u202e\u2028]/.test(all), all.includes('{{'), all.length < 2000, JSON.stringify(body).includes('FactSet')]).toEqual([false, false, true, false]);
  });
});

describe('syslog over TLS', () => {
  const caFile = fileWith(ca.certificate);
  const sinkAt = (port: number, change: { readonly host?: string; readonly caFile?: string } = {}, limitMs?: number) => syslogSink({ kind: 'syslog', name: 'siem', host: 'localhost', port, caFile, ...change }, limitMs);
  async function collector(hear: (socket: TLSSocket) => void = (socket) => void socket.on('end', () => socket.end())) {
    const received: Buffer[] = [];
    const port = await listening(
      createTls({ ...ca.server }, (socket) => {
        socket.on('error', () => undefined).on('data', (bytes: Buffer) => received.push(bytes));
        hear(socket);
      }).on('tlsClientError', () => undefined),
      // Reached by names that its certificate does not have, too.
      '0.0.0.0',
    );
    return { port, text: () => Buffer.concat(received).toString('utf8') };
  }

  it('carries one message with its length in bytes before it', async () => {
    const { port, text } = await collector();
    const alert = someAlert(1, { person: { id: 'p', displayName: 'Zoë 😀', userPrincipalName: '' } });
    expect([await sinkAt(port).send(alert, false), await sinkAt(port, { host: '127.0.0.1' }).send(alert, true)]).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    const messages = [syslogMessage(alert, false), syslogMessage(alert, true)];
    expect(text()).toBe(messages.map((message) => `${Buffer.byteLength(message)} ${message}`).join(''));
    expect(messages[0]).toMatch(/^<85>1 2026-03-02T09:15:00\.000Z [!-~]{1,255} Tapdesk \d+ pass-issued \[alert@32473 id="entry:1" .*person="Zoë 😀".* repeated="false"\] Temporary Access Pass issued$/u);
  });

  it('is one message of one line whatever names say, and escapes what would end a value', () => {
    const message = syslogMessage({ ...hostileAlert, at: 'yesterday' }, false);
    // RFC 5424: values in quotation marks, with these three escaped inside.
    const [, data] = /^<85>1 - \S+ Tapdesk \d+ pass-issued (\[alert@32473(?: [A-Za-z]+="(?:[^"\\\]]|\\["\\\]])*")+\]) Temporary Access Pass issued$/u.exec(message) ?? [];
    // eslint-disable-next-line no-control-regex -- control characters are exactly what must not be there
    expect([data?.includes('<34>1 - forged \\] \\"q\\" \\\\'), /[\u0000-\u001f\u007f-\u009f\u2028]/.test(message), Buffer.byteLength(message) < 8192]).toEqual([true, false, true]);
  });

  it('sends nothing to a collector that nobody vouches for, or that has another name', async () => {
    const { port, text } = await collector();
    const other = makeCa();
    closing.push(async () => other.remove());
    const results = [await sinkAt(port, { caFile: fileWith(other.certificate) }).send(someAlert(1), false), await sinkAt(port, { host: '127.0.0.2' }).send(someAlert(1), false)];
    expect([results, text()]).toEqual([[{ state: 'failed', reason: 'refused', detail: expect.any(String) }, { state: 'failed', reason: 'refused', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' }], '']);
  });

  it('may have arrived where the collector never closes, however often it says something', async () => {
    const { port } = await collector((socket) => {
      const chatter = setInterval(() => socket.write('.'), 5);
      socket.on('close', () => clearInterval(chatter));
      // Keeps its side open: the client's end is not answered.
      (socket as unknown as { allowHalfOpen: boolean }).allowHalfOpen = true;
    });
    expect(await sinkAt(port, {}, 300).send(someAlert(1), false)).toEqual({ state: 'uncertain', reason: 'time-out', detail: 'no answer within 0.3 s' });
  });

  it('has not arrived where nobody listens, where no TLS is spoken, and where there is no certificate', async () => {
    const plain = await listening(createHttp());
    const { port } = await collector();
    await Promise.all(closing.splice(1).map((close) => close()));
    const trusted = await collector();
    const garbage = fileWith('-----BEGIN CERTIFICATE-----\nnot one\n-----END CERTIFICATE-----\n');
    expect([await sinkAt(port).send(someAlert(1), false), await sinkAt(plain).send(someAlert(1), false), await sinkAt(plain, { caFile: '/nowhere' }).send(someAlert(1), false), await sinkAt(trusted.port, { caFile: garbage }).send(someAlert(1), false)]).toMatchObject([
      { state: 'failed', reason: 'offline', detail: 'ECONNREFUSED' },
      { state: 'failed' },
      { state: 'failed', reason: 'not-configured' },
      { state: 'failed' },
    ]);
  });
});

describe('mail', () => {
  function given(failures: Readonly<Record<string, AppError>>) {
    const letters: Letter[] = [];
    const failing = new Map(Object.entries(failures));
    const mailer: Mailer = {
      send: async (letter) => {
        letters.push(letter);
        const failure = failing.get(letter.to);
        return failure ? err(failure) : ok({ requestId: 'r' });
      },
    };
    return { letters, failing, sink: mailSink({ kind: 'mail', name: 'leads', to: ['one@contoso.example', 'two@contoso.example', 'three@contoso.example'] }, mailer) };
  }

  it('goes to each address, in words, and never with a line that a name brought', async () => {
    const { sink, letters } = given({});
    expect(await sink.send(hostileAlert, true)).toEqual({ state: 'sent' });
    expect(letters.map(({ to, subject }) => [to, subject])).toEqual(['one', 'two', 'three'].map((name) => [`${name}@contoso.example`, 'Tapdesk: Temporary Access Pass issued']));
    const lines = letters[0]!.text.split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual(['Temporary Access Pass issued', '', 'Time', 'Person', 'What', 'By', 'Ticket', '', 'This may be a repetition.', '', 'Alert entry']);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(400);
  });

  it('that one address does not take reaches the others once, and is tried again for that one alone', async () => {
    const { sink, letters, failing } = given({ 'two@contoso.example': { kind: 'throttled', retryAfterSeconds: 90, requestId: '' } });
    expect(await sink.send(someAlert(1), false)).toEqual({ state: 'uncertain', reason: 'refused', detail: 'throttled', waitMs: 90_000 });
    failing.clear();
    expect([await sink.send(someAlert(1), true), await sink.send(someAlert(2), false)]).toEqual([{ state: 'sent' }, { state: 'sent' }]);
    expect(letters.map(({ to, text }) => `${to.split('@')[0]} ${text.split('\n').at(-1)}`)).toEqual(['one Alert entry:1', 'two Alert entry:1', 'three Alert entry:1', 'two Alert entry:1', 'one Alert entry:2', 'two Alert entry:2', 'three Alert entry:2']);
  });

  it.each<[AppError, object]>([
    [{ kind: 'offline' }, { state: 'failed', reason: 'offline', detail: 'offline' }],
    [{ kind: 'outcome-unknown', action: 'mail', requestId: '' }, { state: 'uncertain', reason: 'time-out', detail: 'outcome-unknown' }],
    [{ kind: 'sign-in-required', reason: 'expired' }, { state: 'failed', reason: 'not-configured', detail: 'sign-in-required' }],
    [{ kind: 'consent-required', scopes: ['Mail.Send'] }, { state: 'failed', reason: 'not-configured', detail: expect.stringMatching(/^this session may not send mail.*somebody signs in here to act$/) }],
    [{ kind: 'service-unavailable', status: 503, requestId: '' }, { state: 'failed', reason: 'refused', detail: 'service-unavailable' }],
  ])('that fails with %j says how', async (error, expected) => {
    const { sink } = given({ 'one@contoso.example': error, 'two@contoso.example': error, 'three@contoso.example': error });
    expect(await sink.send(someAlert(1), false)).toEqual(expected);
  });
});

describe('the sinks of a desk policy', () => {
  const mailer: Mailer = { send: () => new Promise(() => undefined) };
  it('are those it names, in its order, and answer whatever happens inside', async () => {
    const sinks = createSinks(
      { desktop: [], sinks: [{ kind: 'mail', name: 'hangs', to: ['a@contoso.example'] }, { kind: 'webhook', name: 'throws', url: 'https://contoso.example/', secretFile: fileWith(SECRET) }, { kind: 'teams', name: 'room', urlFile: '/nowhere' }, { kind: 'syslog', name: 'siem', host: 'localhost', port: 1 }] },
      { fetch, mailer, clock: { now: () => { throw new RangeError('no clock'); } } },
      50,
    );
    expect(sinks.map(({ name, kind }) => [name, kind])).toEqual([['hangs', 'mail'], ['throws', 'webhook'], ['room', 'teams'], ['siem', 'syslog']]);
    expect([await sinks[0]!.send(someAlert(1), false), await sinks[1]!.send(someAlert(1), false)]).toEqual([{ state: 'uncertain', reason: 'time-out', detail: 'not done within 0.05 s' }, { state: 'uncertain', reason: 'refused', detail: 'RangeError' }]);
  });
});
