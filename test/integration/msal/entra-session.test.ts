/** The session with Entra against a real OpenID provider in Entra's shape, with the browser replaced as `xdg-open` is. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEntraSession } from '../../../main/adapters/msal/entra-session';
import type { SecretBox } from '../../../main/adapters/msal/secret-box';
import type { EntraSession } from '../../../main/ports/session';
import { cloudOf } from '../../../shared/domain/cloud';
import { type TestBrowser, makeBrowser } from '../../support/browser';
import { type TestCa, makeCa } from '../../support/ca';
import { guidOf } from '../../support/entra-shape';
import { startIdp, type TestIdp } from '../../support/idp';
import { memoryLog } from '../../support/memory-log';
import { aesSecretBox, noSecretBox } from '../../support/secret-box';
import { createTlsFetch } from '../../support/tls-fetch';

const ADA = 'ada.lovelace@contoso.example';
const BOB = 'bob.martin@contoso.example';
const SCOPES = ['User.Read', 'User.Read.All', 'UserAuthMethod-TAP.ReadWrite.All', 'AuditLog.Read.All'];
/** Shorter than the five minutes before the end at which MSAL renews: every call asks the provider. */
const ALWAYS_EXPIRED = 120;
const CHALLENGE = '{"access_token":{"nbf":{"essential":true,"value":"1751328000"}}}';

let ca: TestCa;
let browser: TestBrowser;
let idp: TestIdp;
let folder: string;
const log = memoryLog();

beforeAll(() => {
  ca = makeCa();
});
afterAll(() => ca.remove());
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'session-'));
  browser = makeBrowser(ca);
  browser.now(ADA);
  idp = await startIdp({ ca, scopes: SCOPES });
});
afterEach(async () => {
  await idp.close();
  browser.remove();
  rmSync(folder, { recursive: true, force: true });
});

type Wishes = {
  readonly secretBox?: SecretBox;
  readonly provider?: Pick<TestIdp, 'authority' | 'tenantId' | 'clientId'>;
  readonly openBrowser?: (url: string) => Promise<void>;
  readonly browserInMs?: number;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
};

const cacheFile = () => path.join(folder, 'session', 'tokens.bin');

function aSession({ secretBox = aesSecretBox(), provider = idp, openBrowser = browser.open, browserInMs = 20_000, fetch = createTlsFetch(ca) }: Wishes = {}): EntraSession {
  return createEntraSession({
    cloud: cloudOf({ authority: provider.authority, graph: 'https://localhost:1' }, provider.tenantId),
    policy: provider,
    cacheFile: cacheFile(),
    secretBox,
    fetch,
    openBrowser,
    log,
    limits: { browserInMs, requestInMs: 10_000 },
  });
}

async function signedIn(wishes?: Wishes): Promise<EntraSession> {
  const session = aSession(wishes);
  expect(await session.signIn()).toMatchObject({ ok: true });
  return session;
}

/** Everything under the test's folder, as one text. */
const onDisk = () =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
        .join('\n')
    : '';

const loopbackOf = (url: URL) => Number(new URL(url.searchParams.get('redirect_uri') ?? '').port);
const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** An operator who leaves the browser open: `address` resolves when it has been opened. */
function waitingBrowser() {
  let opened: (url: URL) => void = () => undefined;
  const address = new Promise<URL>((resolve) => {
    opened = resolve;
  });
  return { address, openBrowser: async (url: string) => opened(new URL(url)) };
}

describe('signing in', () => {
  it('says who the operator is, after the system browser came back', async () => {
    expect(await aSession().signIn()).toEqual({
      ok: true,
      value: {
        status: 'signed-in',
        tenant: { kind: 'entra', id: idp.tenantId, cloud: new URL(idp.origin).host, passesAvailable: true },
        operator: { id: guidOf(ADA), displayName: 'Ada Lovelace', userPrincipalName: ADA },
        tokenCache: 'encrypted',
        readOnly: null,
      },
    });
  });

  it('asks for the profile alone, with PKCE, a nonce and a choice of accounts, and says that it understands challenges', async () => {
    await signedIn();

    const asked = Object.fromEntries(browser.opened()[0]!.searchParams);
    expect(asked.scope!.split(' ').sort()).toEqual(['User.Read', 'offline_access', 'openid', 'profile']);
    expect(asked).toMatchObject({ code_challenge_method: 'S256', prompt: 'select_account', response_mode: 'form_post', response_type: 'code' });
    expect(asked.nonce).toMatch(/.{20}/);
    expect(JSON.parse(asked.claims!)).toMatchObject({ access_token: { xms_cc: { values: ['CP1'] } } });
  });

  it('tells the operator in the browser to go back, on a page that loads nothing', async () => {
    await signedIn();

    await expect.poll(() => browser.lastPage()).toContain('Go back to Tapdesk');
    expect(browser.lastPage()).toContain(`content="default-src 'none'`);
    expect(browser.lastPage()).not.toMatch(/https?:|src=|href=|<script/);
  });

  it.each([
    ['the operator cancels', 'cancel'],
    ['the time is up', 'limit'],
    ['a second sign-in begins', 'second'],
  ])('ends when %s, and closes the loopback server', async (_, how) => {
    const { address, openBrowser } = waitingBrowser();
    const session = aSession({ openBrowser, browserInMs: how === 'limit' ? 700 : 20_000 });
    const first = session.signIn();
    const port = loopbackOf(await address);
    if (how === 'cancel') session.cancelSignIn();
    const second = how === 'second' ? session.signIn() : undefined;

    expect(await first).toEqual({ ok: false, error: { kind: 'sign-in-cancelled' } });
    expect(await isFree(port)).toBe(true);
    session.cancelSignIn();
    expect(await second).toEqual(second && { ok: false, error: { kind: 'sign-in-cancelled' } });
  });

  it('ends when it is cancelled before the browser was even opened', async () => {
    const session = aSession();
    const signIn = session.signIn();
    session.cancelSignIn();

    expect(await signIn).toEqual({ ok: false, error: { kind: 'sign-in-cancelled' } });
    expect(browser.opened()).toEqual([]);
  });

  it('can be tried again after a browser that was closed', async () => {
    browser.now(ADA, 'nothing');
    const session = aSession({ browserInMs: 700 });
    expect(await session.signIn()).toEqual({ ok: false, error: { kind: 'sign-in-cancelled' } });

    browser.now(ADA);
    expect(await aSession().signIn()).toMatchObject({ ok: true });
  });

  it('is cancelled when the operator declines in the browser', async () => {
    browser.now(ADA, 'decline');

    expect(await aSession().signIn()).toEqual({ ok: false, error: { kind: 'sign-in-cancelled' } });
    await expect.poll(() => browser.lastPage()).toContain('Not signed in');
  });

  it('says so when no browser can be opened', async () => {
    const session = aSession({ openBrowser: () => Promise.reject(new Error('no xdg-open')) });

    expect(await session.signIn()).toEqual({ ok: false, error: { kind: 'sign-in-failed', code: 'browser-not-opened', correlationId: expect.any(String) } });
  });

  it('refuses another tenant and keeps nothing of it', async () => {
    idp.answerForTenant(guidOf('another tenant'));
    const secretBox = aesSecretBox();
    const session = aSession({ secretBox });

    expect(await session.signIn()).toEqual({ ok: false, error: { kind: 'wrong-tenant', expected: idp.tenantId, actual: guidOf('another tenant') } });
    expect(await session.token(['people'])).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'signed-out' } });
    expect(await aSession({ secretBox }).restore()).toBeNull();
    const kept = existsSync(cacheFile()) ? (await secretBox.open(readFileSync(cacheFile()))).text : '';
    expect(idp.secrets.filter((secret) => kept.includes(secret))).toEqual([]);
  });

  it('is offline when the service cannot be reached', async () => {
    await idp.close();

    expect(await aSession().signIn()).toEqual({ ok: false, error: { kind: 'offline' } });
  });

  it('does not take a certificate it cannot trust for being offline', async () => {
    const strangers = makeCa();
    const session = createEntraSession({
      cloud: cloudOf({ authority: idp.authority, graph: 'https://localhost:1' }, idp.tenantId),
      policy: idp,
      cacheFile: cacheFile(),
      secretBox: noSecretBox,
      fetch: createTlsFetch(strangers),
      openBrowser: browser.open,
      log,
    });

    expect(await session.signIn()).toMatchObject({ ok: false, error: { kind: 'sign-in-failed', code: expect.stringMatching(/CERT|SIGNATURE|VERIFY/) } });
    strangers.remove();
  });

  it('says that the service is down, with its status', async () => {
    idp.breakDown(503);

    expect(await aSession().signIn()).toMatchObject({ ok: false, error: { kind: 'service-unavailable', status: 503 } });
  });
});

describe('tokens', () => {
  it('are given without a browser, for the scopes of the feature, to many callers at the cost of one', async () => {
    const session = await signedIn();
    const before = idp.grants.length;

    const tokens = await Promise.all([session.token(['people']), session.token(['people']), session.token(['people'])]);

    expect(new Set(tokens.map((token) => token.ok && token.value)).size).toBe(1);
    expect(idp.whoIs(tokens[0].ok ? tokens[0].value : '')).toMatchObject({ userPrincipalName: ADA });
    expect(idp.grants.length - before).toBeLessThanOrEqual(1);
    expect(browser.opened()).toHaveLength(1);
  });

  it('are renewed when they have expired', async () => {
    await idp.close();
    idp = await startIdp({ ca, scopes: SCOPES, accessTokenSeconds: ALWAYS_EXPIRED });
    const session = await signedIn();

    const [first, second] = [await session.token(['people']), await session.token(['people'])];

    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: true });
    expect(second).not.toEqual(first);
    expect(idp.grants.map(({ grant }) => grant)).toEqual(['authorization_code', 'refresh_token', 'refresh_token']);
  });

  it('are not to be had before anybody signed in', async () => {
    expect(await aSession().token(['people'])).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'signed-out' } });
  });

  it.each([700082, 50173, 70008] as const)('need a new sign-in after the refresh token ended (AADSTS%i), and come again after it', async (code) => {
    await idp.close();
    idp = await startIdp({ ca, scopes: SCOPES, accessTokenSeconds: ALWAYS_EXPIRED });
    const session = await signedIn();
    idp.endRefreshTokens(code);

    expect(await session.token(['people'])).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'expired' } });
    expect(await session.signIn()).toMatchObject({ ok: true, value: { operator: { userPrincipalName: ADA } } });
    expect(browser.opened().at(-1)!.searchParams.get('login_hint')).toBe(ADA);
    expect(await session.token(['people'])).toMatchObject({ ok: true });
  });

  it('are refused when the same person does not come back; the session stays theirs', async () => {
    const session = await signedIn();
    browser.now(BOB);

    expect(await session.signIn()).toEqual({ ok: false, error: { kind: 'wrong-account', expected: ADA, actual: BOB } });
    const token = await session.token(['people']);
    expect(idp.whoIs(token.ok ? token.value : '')).toMatchObject({ userPrincipalName: ADA });
  });

  it('are offline without the service, and there again with it', async () => {
    await idp.close();
    idp = await startIdp({ ca, scopes: SCOPES, accessTokenSeconds: ALWAYS_EXPIRED });
    const session = await signedIn();
    idp.breakDown(503);
    expect(await session.token(['people'])).toMatchObject({ ok: false, error: { kind: 'service-unavailable', status: 503 } });
    await idp.close();

    expect(await session.token(['passes'])).toEqual({ ok: false, error: { kind: 'offline' } });
  });
});

describe('the permissions of the newest token', () => {
  const TAP = 'UserAuthMethod-TAP.ReadWrite.All';

  it('are not known before there is one, and forgotten with the account', async () => {
    const session = aSession();
    expect(session.scopes()).toBeNull();
    await session.signIn();
    expect(session.scopes()).toContain('User.Read');
    expect(session.scopes()!.filter((scope) => /openid|profile|offline/.test(scope))).toEqual([]);
    await session.signOut();
    expect(session.scopes()).toBeNull();
  });

  it('are not known after a restart until a token came', async () => {
    const secretBox = aesSecretBox();
    await signedIn({ secretBox });
    const restarted = aSession({ secretBox });
    await restarted.restore();
    expect(restarted.scopes()).toBeNull();
    expect(await restarted.token(['people'])).toMatchObject({ ok: true });
    expect(restarted.scopes()).toContain('User.Read.All');
  });

  it('are what the service granted, before a consent and after it', async () => {
    await idp.close();
    idp = await startIdp({ ca, scopes: SCOPES, accessTokenSeconds: ALWAYS_EXPIRED });
    idp.withdrawConsent(TAP);
    const session = await signedIn();
    await session.token(['passes']);
    expect(session.scopes()).not.toContain(TAP);

    await session.consent(['passes']);
    expect(session.scopes()).toContain(TAP);
    const token = await session.token(['passes']);
    expect(idp.whoIs(token.ok ? token.value : '')!.scopes).toEqual(expect.arrayContaining([...session.scopes()!]));
  });

  it('stay those of the operator when somebody else comes back', async () => {
    const session = await signedIn();
    await session.token(['people']);
    const before = session.scopes();
    browser.now(BOB);
    await session.signIn();
    expect(session.scopes()).toEqual(before);
  });
});

describe('consent', () => {
  const TAP = 'UserAuthMethod-TAP.ReadWrite.All';
  const sessionWithoutConsent = async () => {
    await idp.close();
    idp = await startIdp({ ca, scopes: SCOPES, accessTokenSeconds: ALWAYS_EXPIRED });
    idp.withdrawConsent(TAP);
    return signedIn();
  };

  it('is asked for by name when it is missing, and not in a browser nobody asked for', async () => {
    const session = await sessionWithoutConsent();

    expect(await session.token(['passes'])).toEqual({ ok: false, error: { kind: 'consent-required', scopes: [TAP] } });
    expect(await session.token(['people'])).toMatchObject({ ok: true });
    expect(browser.opened()).toHaveLength(1);
  });

  it('is asked for, and not another sign-in, where the service says no more than no straight after one', async () => {
    await idp.close();
    idp = await startIdp({ ca, scopes: SCOPES, accessTokenSeconds: ALWAYS_EXPIRED });
    const overTls = createTlsFetch(ca);
    const isRenewal = ({ body }: RequestInit) => typeof body === 'string' && body.includes('grant_type=refresh_token');
    const fetch = async (url: string, init: RequestInit) => (isRenewal(init) ? Response.json({ error: 'invalid_grant' }, { status: 400 }) : overTls(url, init));
    const session = await signedIn({ fetch });

    expect(await session.token(['passes'])).toEqual({ ok: false, error: { kind: 'consent-required', scopes: [TAP] } });
  });

  it('makes the feature work once the operator gave it', async () => {
    const session = await sessionWithoutConsent();

    expect(await session.consent(['passes'])).toMatchObject({ ok: true, value: { status: 'signed-in' } });
    const asked = browser.opened().at(-1)!.searchParams;
    expect({ hint: asked.get('login_hint'), scope: asked.get('scope')!.includes(TAP) }).toEqual({ hint: ADA, scope: true });
    expect(await session.token(['passes'])).toMatchObject({ ok: true });
  });

  it('is refused from another account, whose tokens are not kept', async () => {
    const session = await sessionWithoutConsent();
    browser.now(BOB);

    expect(await session.consent(['passes'])).toEqual({ ok: false, error: { kind: 'wrong-account', expected: ADA, actual: BOB } });
    const token = await session.token(['people']);
    expect(idp.whoIs(token.ok ? token.value : '')).toMatchObject({ userPrincipalName: ADA });
  });

  it('is cancelled when the operator declines it', async () => {
    const session = await sessionWithoutConsent();
    browser.now(ADA, 'decline');

    expect(await session.consent(['passes'])).toEqual({ ok: false, error: { kind: 'sign-in-cancelled' } });
    expect(await session.token(['people'])).toMatchObject({ ok: true });
  });

  it('needs somebody who is signed in', async () => {
    expect(await aSession().consent(['passes'])).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'signed-out' } });
  });
});

describe('a claims challenge', () => {
  it('gets a fresh token with the claims, without a browser when Entra is content', async () => {
    const session = await signedIn();
    const old = await session.token(['people']);

    const fresh = await session.token(['people'], CHALLENGE);

    expect(fresh).toMatchObject({ ok: true });
    expect(fresh).not.toEqual(old);
    expect(await session.token(['people'])).toEqual(fresh);
    expect(JSON.parse(idp.grants.at(-1)!.claims)).toMatchObject({ access_token: { nbf: { value: '1751328000' }, xms_cc: { values: ['CP1'] } } });
  });

  it('that only the operator can meet is sent with the next sign-in', async () => {
    const session = await signedIn();
    idp.demandPresence();

    expect(await session.token(['people'], CHALLENGE)).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'claims' } });
    expect(await session.signIn()).toMatchObject({ ok: true });
    const asked = browser.opened().at(-1)!.searchParams;
    expect(JSON.parse(asked.get('claims')!)).toMatchObject({ access_token: { nbf: { value: '1751328000' } } });
    expect(asked.get('login_hint')).toBe(ADA);
    expect(await session.token(['people'], CHALLENGE)).toMatchObject({ ok: true });
  });

  it('that is no JSON is refused, not sent', async () => {
    const session = await signedIn();

    expect(await session.token(['people'], 'no json')).toMatchObject({ ok: false, error: { kind: 'sign-in-failed', code: 'invalid_claims' } });
  });
});

describe('after a restart', () => {
  it('the operator is there at once, without browser or network, and tokens are renewed silently', async () => {
    const secretBox = aesSecretBox();
    await idp.close();
    idp = await startIdp({ ca, scopes: SCOPES, accessTokenSeconds: ALWAYS_EXPIRED });
    await signedIn({ secretBox });
    const before = idp.grants.length;

    const restarted = aSession({ secretBox });
    expect(await restarted.restore()).toMatchObject({ status: 'signed-in', operator: { userPrincipalName: ADA }, tokenCache: 'encrypted' });
    expect(idp.grants).toHaveLength(before);
    expect(await restarted.token(['people'])).toMatchObject({ ok: true });
    expect(browser.opened()).toHaveLength(1);
  });

  it('nothing is known when the system does not encrypt, and nothing was written', async () => {
    const session = aSession({ secretBox: noSecretBox });
    expect(await session.signIn()).toMatchObject({ ok: true, value: { tokenCache: 'memory' } });
    expect(await session.token(['people'])).toMatchObject({ ok: true });

    expect(readdirSync(folder)).toEqual([]);
    expect(await aSession({ secretBox: noSecretBox }).restore()).toBeNull();
  });

  it('a file that cannot be opened any more is removed, and a new sign-in makes a new one', async () => {
    await signedIn();
    const secretBox = aesSecretBox();

    expect(await aSession({ secretBox }).restore()).toBeNull();
    expect(existsSync(cacheFile())).toBe(false);
    await signedIn({ secretBox });
    expect(await aSession({ secretBox }).restore()).toMatchObject({ status: 'signed-in' });
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['cut short', Buffer.from('abc')],
  ])('a file that is %s is removed', async (_, content) => {
    await signedIn();
    writeFileSync(cacheFile(), content);

    expect(await aSession().restore()).toBeNull();
    expect(existsSync(cacheFile())).toBe(false);
  });

  it('the tokens of another client or authority are thrown away', async () => {
    const secretBox = aesSecretBox();
    await signedIn({ secretBox });

    expect(await aSession({ secretBox, provider: { ...idp, clientId: guidOf('another client') } }).restore()).toBeNull();
    expect(existsSync(cacheFile())).toBe(false);
  });
});

describe('what is kept', () => {
  it('is no token in the clear, in a file of this user alone', async () => {
    const session = await signedIn();
    await session.token(['people']);

    expect(statSync(cacheFile()).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(cacheFile()))).toEqual(['tokens.bin']);
    expect(idp.secrets.filter((secret) => onDisk().includes(secret))).toEqual([]);
    expect(onDisk()).not.toContain(ADA);
  });

  it('is gone after signing out', async () => {
    const secretBox = aesSecretBox();
    const session = await signedIn({ secretBox });
    await session.signOut();

    expect(existsSync(cacheFile())).toBe(false);
    expect(await session.token(['people'])).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'signed-out' } });
    expect(await aSession({ secretBox }).restore()).toBeNull();
    browser.now(BOB);
    expect(await session.signIn()).toMatchObject({ ok: true, value: { operator: { userPrincipalName: BOB } } });
  });

  it('does not come back with a renewal that was under way while signing out', async () => {
    await idp.close();
    idp = await startIdp({ ca, scopes: SCOPES, accessTokenSeconds: ALWAYS_EXPIRED });
    const session = await signedIn();
    const late = session.token(['people']);
    await session.signOut();

    expect(await late).toEqual({ ok: false, error: { kind: 'sign-in-required', reason: 'signed-out' } });
    expect(existsSync(cacheFile())).toBe(false);
  });
});

it('the log names no person and holds no token or code, after all of the above', () => {
  const written = log.lines.join('\n');
  expect(written).toContain('session.signed-in');
  expect(written).not.toMatch(/contoso|lovelace|eyJ|code=|AADSTS\d+:/i);
});
