/** The two acts that are no pass: a mail, and ending sessions. Each goes out once, or nobody is told that it did not. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { isPlainAddress } from '../../../main/adapters/graph/mailer';
import { given, PASSCODE, PERSON, refusal, type Reply } from './fake-graph';

const LETTER = { to: 'boss@contoso.com', subject: 'Second half\r\nBcc: eve@evil.example', text: `The second half is:\n\n  ${PASSCODE}\n` };
const unknown = (action: 'mail' | 'sessions', requestId = 'request-1') => ({ ok: false, error: { kind: 'outcome-unknown', action, requestId } });
const throttled = (seconds: string): Reply => ({ status: 429, headers: { 'retry-after': seconds } });

/** Every fault that leaves open whether a write took effect. */
const OPEN: readonly [string, Reply, string?][] = [
  ['500', { status: 500, body: {} }],
  ['503', { status: 503, headers: { 'retry-after': '1' } }],
  ['504, which may come after it took effect', { status: 504 }],
  ['a cut connection', { fault: 'cut' }, ''],
  ['no answer in time', { fault: 'hang' }, ''],
  ['a redirect', { status: 304 }],
];

describe('a mail', () => {
  it('goes to one recipient as plain text and is not kept among the sent ones', async () => {
    const { mailer, received, asked } = await given(() => ({ status: 202 }));
    expect(await mailer.send(LETTER)).toEqual({ ok: true, value: { requestId: 'request-1' } });
    expect(received.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
      [
        'POST',
        '/v1.0/me/sendMail',
        {
          message: { subject: 'Second half Bcc: eve@evil.example', body: { contentType: 'text', content: LETTER.text }, toRecipients: [{ emailAddress: { address: 'boss@contoso.com' } }] },
          saveToSentItems: false,
        },
      ],
    ]);
    expect(asked[0]?.features).toEqual(['mail']);
  });

  it.each(OPEN)('goes out once and is left open after %s', async (_, reply, requestId) => {
    const { mailer, received } = await given(() => reply, { timeLimitMs: 500 });
    expect(await mailer.send(LETTER)).toEqual(unknown('mail', requestId));
    expect(received.length).toBe(1);
  });

  it('is not repeated after a 429 either', async () => {
    const { mailer, received, waits } = await given((_, n) => (n < 2 ? throttled('1') : { status: 202 }));
    expect(await mailer.send(LETTER)).toEqual({ ok: false, error: { kind: 'throttled', retryAfterSeconds: 1, requestId: 'request-1' } });
    expect([received.length, waits]).toEqual([1, []]);
  });

  it.each<[Reply, object]>([
    [refusal(403, 'ErrorAccessDenied', 'Access is denied.'), { kind: 'not-permitted', graphCode: 'ErrorAccessDenied', missing: { scopes: ['Mail.Send'], roles: [] } }],
    [refusal(404, 'MailboxNotEnabledForRESTAPI', 'x'), { kind: 'refused', reason: 'other', graphCode: 'MailboxNotEnabledForRESTAPI', message: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.' }],
    [refusal(400, 'ErrorInvalidRecipients', 'one-time isUsableOnce external guest'), { kind: 'refused', reason: 'other', graphCode: 'ErrorInvalidRecipients', message: 'At least one recipient is not valid.' }],
    [refusal(400, 'ErrorSomethingNew', 'details'), { kind: 'refused', reason: 'other', graphCode: 'ErrorSomethingNew', message: 'ErrorSomethingNew' }],
    [{ status: 400, text: '<html>' }, { kind: 'refused', reason: 'other', graphCode: '', message: 'Status 400' }],
  ])('that is refused says why, in words that are certainly not the letter’s: %j', async (reply, error) => {
    const { mailer } = await given(() => reply);
    expect(await mailer.send(LETTER)).toMatchObject({ ok: false, error: { requestId: 'request-1', ...error } });
  });

  it.each<[string, (sent: string) => Reply]>([
    ['a message', (sent) => refusal(400, 'ErrorInvalidRequest', `Cannot read: ${sent}`)],
    ['a code', () => refusal(400, PASSCODE)],
    ['a code around it', () => refusal(403, `Error${PASSCODE}`)],
    ['half of it as a code', () => refusal(400, PASSCODE.slice(0, 6))],
    ['a request id', () => ({ status: 400, headers: { 'request-id': '' }, body: { error: { code: 'x', message: '', innerError: { 'request-id': PASSCODE } } } })],
    ['the envelope of old', (sent) => ({ status: 400, body: { 'odata.error': { code: PASSCODE, message: { value: sent } } } })],
    ['a success with a body', (sent) => ({ status: 202, text: sent })],
    ['a failure that is no JSON', (sent) => ({ status: 500, text: sent })],
    ['an answer cut in the middle of it', (sent) => ({ fault: 'cut-midway', status: 400, body: { error: { code: sent, message: sent } } })],
  ])('is found in no error and no log line, also where Exchange quotes it in %s', async (_, answer) => {
    const { mailer, log } = await given((request) => answer(request.body));
    const outcome = await mailer.send(LETTER);
    for (const text of [JSON.stringify(outcome), inspect(outcome, { depth: 9 }), log.lines.join('\n')]) expect(text).not.toMatch(/canary|Pa55/);
  });

  it('is found in nothing that is thrown', async () => {
    const { mailer } = await given(() => ({ status: 202 }), { tokens: { token: () => Promise.reject(new Error('a bug')), scopes: () => null } });
    const thrown: unknown = await mailer.send(LETTER).catch((cause: unknown) => cause);
    expect(thrown).toBeInstanceOf(Error);
    expect(`${inspect(thrown, { depth: 9, showHidden: true })}${(thrown as Error).stack}`).not.toMatch(/canary|Pa55/);
  });

  it.each([
    '', 'boss', 'boss@', '@contoso.com', 'boss@contoso', 'Boss <boss@contoso.com>', '<boss@contoso.com>', 'boss@contoso.com>', 'boss@contoso.com, eve@evil.example', 'boss@contoso.com;eve@evil.example',
    'boss@contoso.com eve@evil.example', 'boss@contoso.com\r\nBcc: eve@evil.example', 'boss@contoso.com\n', ' boss@contoso.com', 'boss@contoso.com ', 'bo ss@contoso.com', '"boss"@contoso.com', 'boss@@contoso.com',
    'boss@contoso..com', 'boss@-contoso.com', 'boss@contoso-.com', 'boss(comment)@contoso.com', 'boss@[127.0.0.1]', 'böss@contoso.com', 'boss@contoso.com\u0000', 'boss\u202e@contoso.com', `${'b'.repeat(65)}@contoso.com`, `b@${'c.'.repeat(130)}com`,
  ])('is not sent to %j', async (to) => {
    const { mailer, received } = await given(() => ({ status: 202 }));
    expect(await mailer.send({ ...LETTER, to })).toEqual({ ok: false, error: { kind: 'invalid-input', paths: ['to'] } });
    expect(received).toEqual([]);
  });

  it('may go to any plain address', () => {
    expect(["o'neil@fjordlight.example", 'a+b@c-d.e.co', 'first.last_99@sub.contoso.onmicrosoft.com', 'r+d%40#1@fjordlight.example'].filter((address) => !isPlainAddress(address))).toEqual([]);
  });
});

describe('sessions', () => {
  it.each<[string, Reply]>([
    ['200 and true', { status: 200, body: { value: true } }],
    ['204', { status: 204 }],
    ['200 and nothing', { status: 200 }],
  ])('are ended by %s', async (_, reply) => {
    const { directory, received, asked } = await given(() => reply);
    expect(await directory.revokeSessions(PERSON)).toEqual({ ok: true, value: { requestId: 'request-1' } });
    expect(received.map(({ method, url, body }) => [method, url, body])).toEqual([['POST', `/v1.0/users/${PERSON}/revokeSignInSessions`, '']]);
    expect(asked[0]?.features).toEqual(['sessions']);
  });

  it.each([...OPEN, ['200 and false', { status: 200, body: { value: false } }]] as typeof OPEN)('are left open after %s', async (_, reply, requestId) => {
    const { directory, received } = await given(() => reply, { timeLimitMs: 500 });
    expect(await directory.revokeSessions(PERSON)).toEqual(unknown('sessions', requestId));
    expect(received.length).toBe(1);
  });

  it('are asked for again after a 429, which says that nothing was done', async () => {
    const { directory, received, waits } = await given((_, n) => (n < 3 ? throttled('2') : { status: 200, body: { value: true } }));
    expect((await directory.revokeSessions(PERSON)).ok).toBe(true);
    expect([received.length, waits]).toEqual([3, [2, 2]]);
  });

  it.each<[Reply, object]>([
    [refusal(403, 'Authorization_RequestDenied'), { kind: 'not-permitted', missing: { scopes: ['User.RevokeSessions.All'], roles: ['Authentication Administrator'] } }],
    [refusal(404, 'Request_ResourceNotFound'), { kind: 'not-found', what: 'person' }],
  ])('that may not be ended stay: %j', async (reply, error) => {
    const { directory } = await given(() => reply);
    expect(await directory.revokeSessions(PERSON)).toMatchObject({ ok: false, error });
  });

  it('are known not to have ended when nothing was sent', async () => {
    const { directory, mailer } = await given(() => ({ status: 200 }), { fetch: () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')) });
    expect(await directory.revokeSessions(PERSON)).toEqual({ ok: false, error: { kind: 'offline' } });
    expect(await mailer.send(LETTER)).toEqual({ ok: false, error: { kind: 'offline' } });
  });
});
