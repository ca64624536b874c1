/**
 * Signing in with Microsoft, in the real app: MSAL, Chromium's network, the operating system's browser command and, where
 * there is one, its keyring. The tenant is one the app has never heard of, named by a desk policy file alone.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExtraPerson } from '../../main/demo-tenant';
import { FEATURES } from '../../shared/domain/features';
import { type Desk, expect, test as base } from '../support/desk';
import { handOverDialog } from '../support/desk-hand-over';
import { livesWith, openLife, stepsOf } from '../support/desk-history';
import { acknowledge, send } from '../support/desk-issue';
import { CALLER, COLLEAGUE, OPERATOR, startEntra, type TestEntra } from '../support/entra';
import { type Keyring, KEYRING_SWITCH, startKeyring } from '../support/keyring';
import type { LaunchOptions } from '../support/launch';

/** No keyring, whatever this machine has: Chromium then offers no encryption. */
const WITHOUT_KEYRING = { switch: '--password-store=basic', env: { DBUS_SESSION_BUS_ADDRESS: undefined } };

type Fixtures = {
  /** In seconds; see `startEntra`. */
  readonly accessTokenSeconds: number;
  /** People of the tenant besides the usual ones. */
  readonly extraPeople: readonly ExtraPerson[];
  readonly entra: TestEntra;
  readonly keyring: Keyring;
  /** Starts the app for this tenant; with a keyring when one is given. */
  readonly openDesk: (options?: Pick<LaunchOptions, 'folder'> & { readonly keyring?: Keyring }) => Promise<Desk>;
};

const test = base.extend<Fixtures>({
  accessTokenSeconds: [3600, { option: true }],
  extraPeople: [[], { option: true }],
  entra: async ({ accessTokenSeconds, extraPeople }, use) => {
    const entra = await startEntra({ accessTokenSeconds, extraPeople });
    await use(entra);
    await entra.close();
  },
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted: none
  keyring: async ({}, use) => {
    const keyring = await startKeyring();
    await use(keyring);
    await keyring.close();
  },
  openDesk: async ({ entra, launchDesk }, use) => {
    await use(({ keyring, folder } = {}) =>
      launchDesk({
        args: [`--desk-config=${entra.deskConfig}`, keyring ? KEYRING_SWITCH : WITHOUT_KEYRING.switch],
        env: { ...entra.env, ...(keyring ? keyring.env : WITHOUT_KEYRING.env) },
        ...(folder !== undefined && { folder }),
      }),
    );
  },
});

test.skip(process.platform !== 'linux', 'the browser and the keyring of these tests are those of Linux');

/** Every file under a folder, as one text. */
const contentOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

test('the whole way of a pass, for a person of a tenant the app does not know', async ({ entra, openDesk, keyring }) => {
  const desk = await openDesk({ keyring });
  await desk.signIn();
  await desk.waitUntilSignedIn();
  await expect(desk.page.getByText('DEMO', { exact: true })).toHaveCount(0);

  await desk.issuePass({ to: CALLER.displayName, ticket: 'INC-2077', lifetimeInMinutes: 60 });
  const passcode = await desk.readPasscode();
  const person = entra.graph.state.person(CALLER.userPrincipalName)!;
  expect(entra.graph.state.opens(person.id, passcode)).toBe(true);
  await desk.finishHandOver();
  await desk.revokePass();
  expect(entra.graph.state.passOf(person.id)).toBeUndefined();

  await desk.goTo('History');
  const life = livesWith(desk.page, CALLER.displayName, 'INC-2077');
  await expect(life).toHaveCount(1);
  await expect(await openLife(desk.page, life)).toContainText(OPERATOR);

  await desk.close();
  const left = contentOf(desk.folder) + desk.output();
  expect(left).not.toContain(passcode);
  expect(entra.idp.secrets.filter((secret) => left.includes(secret))).toEqual([]);
});

/** Reading back after a lost answer takes its pauses, in ms. */
const SETTLED = { timeout: 20_000 };
const CREATE = { method: 'POST', path: /temporaryAccessPassMethods$/ } as const;

/** What happened to the caller's passes at the tenant, and how each call to make one was answered. */
function passesMade(entra: TestEntra) {
  const { id } = entra.graph.state.person(CALLER.userPrincipalName)!;
  return {
    events: entra.graph.state.passEvents.filter(({ personId }) => personId === id).map(({ kind }) => kind),
    creates: entra.graph.log.filter(({ method, path: asked }) => method === 'POST' && asked.endsWith('/temporaryAccessPassMethods')).map(({ status }) => status),
  };
}

/** The lives in History about the caller, newest first: what happened in each, oldest first. */
async function livesOf({ page, goTo }: Desk): Promise<readonly (readonly string[])[]> {
  await goTo('History');
  const rows = livesWith(page, CALLER.displayName);
  await expect(rows.first()).toBeVisible();
  const lives: (readonly string[])[] = [];
  for (const row of await rows.all()) lives.push(await stepsOf(await openLife(page, row)));
  return lives;
}

test('Graph asks for more in the middle of issuing: a new token is fetched with the claims, and one pass is made', async ({ entra, openDesk }) => {
  const desk = await openDesk();
  await desk.signIn();
  await desk.waitUntilSignedIn();
  await desk.find(CALLER.displayName);
  const before = entra.idp.grants.length;
  const claims = { access_token: { nbf: { essential: true, value: '1751328000' } } };
  entra.graph.faults.queue({ match: CREATE, fault: { kind: 'claims-challenge', claims: JSON.stringify(claims) } });

  await desk.issuePass({ to: CALLER.displayName });
  const passcode = await desk.readPasscode();

  const fetched = entra.idp.grants.slice(before).map(({ grant, claims: sent, refused }) => ({ grant, refused, claims: JSON.parse(sent || '{}') as unknown }));
  expect(fetched.filter((each) => JSON.stringify(each.claims).includes('nbf'))).toMatchObject([{ grant: 'refresh_token', refused: null, claims }]);
  expect([passesMade(entra), entra.browser.opened().length]).toEqual([{ events: ['created'], creates: [401, 201] }, 1]);
  expect(entra.graph.state.opens(entra.graph.state.person(CALLER.userPrincipalName)!.id, passcode)).toBe(true);
  await desk.finishHandOver();
});

test('the answer is lost after the pass was made: what nobody saw is removed and made anew, and when that is lost each time the words say so', async ({ entra, openDesk }) => {
  const desk = await openDesk();
  await desk.signIn();
  await desk.waitUntilSignedIn();
  entra.graph.faults.queue({ match: CREATE, times: 3, fault: { kind: 'cut-after' } });

  const dialog = await desk.tryToIssue({ to: CALLER.displayName, ticket: 'INC-LOST' });
  await expect(dialog).toContainText('deleted that pass and read back that it is gone', SETTLED);
  expect(passesMade(entra).events).toEqual(['created', 'deleted', 'created', 'deleted', 'created', 'deleted']);

  entra.graph.faults.queue({ match: CREATE, fault: { kind: 'cut-after' } });
  await acknowledge(dialog);
  await send(dialog);
  await expect(handOverDialog(desk.page)).toBeVisible(SETTLED);
  const passcode = await desk.readPasscode();
  expect(passesMade(entra).events.slice(6)).toEqual(['created', 'deleted', 'created']);
  expect(entra.graph.state.opens(entra.graph.state.person(CALLER.userPrincipalName)!.id, passcode)).toBe(true);
  await desk.finishHandOver();
  const lost = ['Issue a pass: begun', 'Revoke a pass: begun', 'Revoke a pass: succeeded', 'Issue a pass: failed'];
  const handedOver = ['Issue a pass: begun', 'Issue a pass: succeeded', 'Fetch the passcode', 'Show the passcode', 'Close the hand-over'];
  // What the operator began once is one life, however often the way broke.
  expect(await livesOf(desk)).toEqual([[...lost, ...handedOver], [...lost, ...lost, ...lost]]);
});

test('the answer is lost before a pass was made: it is sent again by itself, and one pass is made', async ({ entra, openDesk }) => {
  const desk = await openDesk();
  await desk.signIn();
  await desk.waitUntilSignedIn();
  entra.graph.faults.queue({ match: CREATE, fault: { kind: 'gateway-timeout-before' } });

  await desk.issuePass({ to: CALLER.displayName, ticket: 'INC-LOST' });
  const passcode = await desk.readPasscode();
  expect([passesMade(entra), entra.graph.state.opens(entra.graph.state.person(CALLER.userPrincipalName)!.id, passcode)]).toEqual([{ events: ['created'], creates: [504, 201] }, true]);
  await desk.finishHandOver();
  expect(await livesOf(desk)).toEqual([
    ['Issue a pass: begun', 'Issue a pass: failed', 'Issue a pass: begun', 'Issue a pass: succeeded', 'Fetch the passcode', 'Show the passcode', 'Close the hand-over'],
  ]);
});

test('a permission to issue that nobody consented to: the checks say so, and asking for it from there is enough', async ({ entra, openDesk }) => {
  const [scope] = FEATURES.passes.scopes;
  entra.idp.withdrawConsent(scope);
  const desk = await openDesk();
  await desk.signIn();
  await desk.waitUntilSignedIn();

  const dialog = await desk.tryToIssue({ to: CALLER.displayName });
  const line = dialog.getByRole('list', { name: 'Preflight' }).getByRole('listitem').filter({ hasText: scope });
  await expect(line).toContainText(/^Blocked/);
  await dialog.getByRole('button', { name: 'Ask for consent' }).click();
  await expect(line).toHaveCount(0);
  expect([entra.browser.opened().length, passesMade(entra).creates]).toEqual([2, []]);
  await send(dialog);
  await desk.readPasscode();
  expect(passesMade(entra)).toEqual({ events: ['created'], creates: [201] });
  await desk.finishHandOver();
});

test('a desk policy whose limits are broken: one signs in, reads and revokes, and issues nothing', async ({ entra, openDesk }) => {
  const policy = JSON.parse(readFileSync(entra.deskConfig, 'utf8')) as object;
  writeFileSync(entra.deskConfig, JSON.stringify({ ...policy, limits: { standard: { oneTimeRequired: 'yes' } } }, null, 2));
  const caller = entra.graph.state.person(CALLER.userPrincipalName)!;
  entra.graph.simulate.issueAs(entra.graph.state.person(COLLEAGUE)!.id, caller.id);
  const desk = await openDesk();
  await expect(desk.page.getByText('oneTimeRequired').first()).toBeVisible();
  await desk.signIn();
  await desk.waitUntilSignedIn();

  const notices = desk.page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText(/desk\.json, line \d+, column \d+/);
  await expect(notices).toContainText('limits.standard.oneTimeRequired');
  await expect(notices.getByRole('button', { name: 'Dismiss notice' })).toHaveCount(1);
  const panel = await desk.find(CALLER.displayName);
  await panel.getByRole('button', { name: 'Issue pass' }).click();
  await expect(desk.page.getByRole('dialog')).toContainText('The desk policy file cannot be used');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await desk.revokePass('Left over');
  expect([passesMade(entra).creates, entra.graph.state.passOf(caller.id)]).toEqual([[], undefined]);
});

test.describe('a person whose name is an attack', () => {
  const MALLORY = 'Mallory';
  const attack = '<img src=x onerror="document.title=1"><b id="injected">bold</b><script>window.injected = 1</script>\u202Egnp.exe\u2066 \u200B';
  test.use({ extraPeople: [{ displayName: `${MALLORY} ${attack}${'W'.repeat(10_000)}`, userPrincipalName: 'mallory@fabrikam.example', department: attack, jobTitle: attack }] });

  /** What of the name does harm on the screen as it stands: nothing, one hopes. */
  const harm = (desk: Desk) =>
    desk.page.evaluate(() => {
      const attributes = [...document.querySelectorAll('body *')].flatMap((element) => [...element.attributes].map(({ value }) => value));
      const boxes = [document.documentElement, document.body, ...document.querySelectorAll('[role="dialog"], [role="listbox"], [role="region"], section, main')];
      return {
        elements: [...document.querySelectorAll('#injected, img[src="x"], body script:not([src])')].map(({ outerHTML }) => outerHTML),
        ran: 'injected' in window,
        invisible: [document.title, document.body.innerText, ...attributes].filter((text) => /[\u200B\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/.test(text)).map((text) => text.slice(0, 80)),
        endless: [document.body.innerText, ...attributes].filter((text) => /W{200}/.test(text)).length,
        wide: boxes.filter((box) => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1).map((box) => `${box.tagName} ${box.getAttribute('aria-label') ?? ''} ${box.scrollWidth}>${box.clientWidth}`),
      };
    });
  const none = { elements: [], ran: false, invisible: [], endless: 0, wide: [] };

  test('is found, given a pass and relieved of it like anybody, and is shown harmlessly all the way', async ({ entra, openDesk }) => {
    const desk = await openDesk();
    await desk.signIn();
    await desk.waitUntilSignedIn();
    const seen: Record<string, unknown> = {};
    const look = async (where: string) => {
      seen[where] = await harm(desk);
    };
    const narrow = async (width: number) => {
      await desk.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setContentSize(wanted, 700), width);
      await expect.poll(() => desk.page.evaluate(() => innerWidth)).toBe(width);
    };

    const panel = await desk.find(MALLORY);
    await expect(panel).toContainText('The stored name has hidden or cut-off characters');
    await look('list and panel');
    await panel.getByRole('button', { name: 'Issue pass' }).click();
    await expect(desk.page.getByRole('list', { name: 'Preflight' })).toBeVisible();
    await look('issue');
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(desk.page.getByRole('dialog')).toHaveCount(0);
    await desk.issuePass({ to: MALLORY, ticket: 'INC-666' });
    await look('hand-over');
    const passcode = await desk.readPasscode();
    const person = entra.graph.state.person('mallory@fabrikam.example')!;
    expect(entra.graph.state.opens(person.id, passcode)).toBe(true);
    await desk.finishHandOver();
    await desk.seePasses();
    await look('Passes');
    await narrow(640);
    await look('Passes in a narrow window');
    await narrow(1200);
    await desk.passOf(MALLORY).getByRole('checkbox').check();
    await desk.page.getByRole('button', { name: 'Revoke selected' }).click();
    await look('revoke from Passes');
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await desk.goTo('People');
    await desk.page.getByRole('region', { name: 'Current pass' }).getByRole('button', { name: 'Revoke pass' }).click();
    await expect(desk.page.getByRole('dialog', { name: 'Revoke pass' })).toBeVisible();
    await look('revoke');
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(desk.page.getByRole('dialog')).toHaveCount(0);
    await desk.revokePass();
    await narrow(640);
    await look('panel in a narrow window');
    await narrow(1200);
    await desk.goTo('History');
    const life = livesWith(desk.page, MALLORY, 'INC-666');
    await expect(life).toHaveCount(1);
    expect(await stepsOf(await openLife(desk.page, life))).toEqual([
      'Issue a pass: begun', 'Issue a pass: succeeded', 'Fetch the passcode', 'Show the passcode', 'Close the hand-over', 'Revoke a pass: begun', 'Revoke a pass: succeeded',
    ]);
    await desk.page.getByText('All fields').first().click();
    await look('History');
    await narrow(640);
    await look('History in a narrow window');

    expect(seen).toEqual(Object.fromEntries(Object.keys(seen).map((where) => [where, none])));
    expect(entra.graph.state.passOf(person.id)).toBeUndefined();
  });
});

test.describe('with a keyring', () => {
  test.use({ accessTokenSeconds: 120 });

  test('the operator is signed in again after a restart, without a browser, until they sign out', async ({ entra, openDesk, keyring }) => {
    const first = await openDesk({ keyring });
    await first.signIn();
    await first.waitUntilSignedIn();
    await first.close();

    const second = await openDesk({ keyring, folder: first.folder });
    await second.waitUntilSignedIn();
    await second.find(CALLER.displayName);
    expect(entra.idp.grants.map(({ grant }) => grant)).toContain('refresh_token');
    expect(entra.browser.opened()).toHaveLength(1);

    await second.signOut();
    expect(existsSync(path.join(second.userDataDir, 'sign-in.bin'))).toBe(false);
    await second.close();
    const third = await openDesk({ keyring, folder: first.folder });
    await third.waitUntilSignedOut();
  });
});

test.describe('without encryption', () => {
  test('the app says that the sign-in is kept in memory only, and asks again after a restart', async ({ openDesk }) => {
    const first = await openDesk();
    await first.signIn();
    await first.waitUntilSignedIn();
    await expect(first.page.getByRole('region', { name: 'Notices' })).toContainText('in memory only');
    await first.close();
    expect(existsSync(path.join(first.userDataDir, 'sign-in.bin'))).toBe(false);

    const second = await openDesk({ folder: first.folder });
    await second.waitUntilSignedOut();
  });
});

test.describe('in the browser', () => {
  test('nothing happens: the operator cancels here, and can try again', async ({ entra, openDesk }) => {
    entra.browser.now(OPERATOR, 'nothing');
    const desk = await openDesk();
    await desk.signIn();
    await expect.poll(() => entra.browser.opened().length).toBe(1);
    await desk.page.getByRole('button', { name: 'Cancel' }).click();
    await desk.waitUntilSignedOut();
    await expect(desk.page.getByText('Sign-in was cancelled').first()).toBeVisible();

    entra.browser.now(OPERATOR);
    await desk.signIn();
    await desk.waitUntilSignedIn();
  });

  test('the operator declines', async ({ entra, openDesk }) => {
    entra.browser.now(OPERATOR, 'decline');
    const desk = await openDesk();
    await desk.signIn();

    await expect(desk.page.getByText('Sign-in was cancelled').first()).toBeVisible();
    await desk.waitUntilSignedOut();
  });

  test('somebody of another tenant signs in', async ({ entra, openDesk }) => {
    entra.idp.answerForTenant('1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f');
    const desk = await openDesk();
    await desk.signIn();

    await expect(desk.page.getByText('That account belongs to another tenant').first()).toBeVisible();
    await desk.waitUntilSignedOut();
  });
});

test.describe('when every call needs a renewal', () => {
  test.use({ accessTokenSeconds: 120 });

  test('a refresh token that has ended asks for a new sign-in, and the work goes on after it', async ({ entra, openDesk }) => {
    const desk = await openDesk();
    await desk.signIn();
    await desk.waitUntilSignedIn();
    entra.idp.endRefreshTokens();

    await desk.page.getByRole('searchbox', { name: 'Find a person' }).fill(CALLER.displayName);
    await expect(desk.page.getByText('Your sign-in has run out.').first()).toBeVisible();
    await desk.page.getByRole('button', { name: 'Sign in again' }).first().click();
    await expect.poll(() => entra.browser.opened().length).toBe(2);

    await expect.poll(() => entra.idp.grants.filter(({ grant }) => grant === 'authorization_code').length).toBe(2);
    await desk.page.getByRole('searchbox', { name: 'Find a person' }).fill('');
    await desk.find(CALLER.displayName);
  });

  test('a permission nobody consented to is asked for with a button, and only the same person may answer', async ({ entra, openDesk }) => {
    const [scope] = FEATURES.people.scopes;
    entra.idp.withdrawConsent(scope);
    const desk = await openDesk();
    await desk.signIn();
    await desk.waitUntilSignedIn();

    await desk.page.getByRole('searchbox', { name: 'Find a person' }).fill(CALLER.displayName);
    const missing = desk.page.getByRole('group', { name: 'Consent is missing' });
    await expect(missing).toContainText(scope);
    expect(entra.browser.opened()).toHaveLength(1);

    entra.browser.now(COLLEAGUE);
    await missing.getByRole('button', { name: 'Ask for consent' }).click();
    await expect(missing).toContainText(`Expected ${OPERATOR}, but ${COLLEAGUE} signed in.`);

    // The colleague's consent was for the whole tenant here; take it back, so that it is the operator who gives it.
    entra.idp.withdrawConsent(scope);
    entra.browser.now(OPERATOR);
    await missing.getByRole('button', { name: 'Ask for consent' }).click();
    await expect(missing).toHaveCount(0);
    await desk.page.getByRole('searchbox', { name: 'Find a person' }).fill('');
    await desk.find(CALLER.displayName);
  });
});
