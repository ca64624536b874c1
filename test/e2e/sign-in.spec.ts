/**
 * Signing in with Microsoft, in the real app: MSAL, Chromium's network, the operating system's browser command and, where
 * there is one, its keyring. The tenant is one the app has never heard of, named by a desk policy file alone.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FEATURES } from '../../shared/domain/features';
import { type Desk, expect, test as base } from '../support/desk';
import { CALLER, COLLEAGUE, OPERATOR, startEntra, type TestEntra } from '../support/entra';
import { type Keyring, KEYRING_SWITCH, startKeyring } from '../support/keyring';
import type { LaunchOptions } from '../support/launch';

/** No keyring, whatever this machine has: Chromium then offers no encryption. */
const WITHOUT_KEYRING = { switch: '--password-store=basic', env: { DBUS_SESSION_BUS_ADDRESS: undefined } };

type Fixtures = {
  /** In seconds; see `startEntra`. */
  readonly accessTokenSeconds: number;
  readonly entra: TestEntra;
  readonly keyring: Keyring;
  /** Starts the app for this tenant; with a keyring when one is given. */
  readonly openDesk: (options?: Pick<LaunchOptions, 'folder'> & { readonly keyring?: Keyring }) => Promise<Desk>;
};

const test = base.extend<Fixtures>({
  accessTokenSeconds: [3600, { option: true }],
  entra: async ({ accessTokenSeconds }, use) => {
    const entra = await startEntra({ accessTokenSeconds });
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
  const journal = desk.page.getByRole('table', { name: 'History' });
  await expect(journal.getByRole('row').filter({ hasText: CALLER.displayName }).filter({ hasText: 'INC-2077' }).first()).toBeVisible();
  await expect(journal).toContainText(OPERATOR);

  await desk.close();
  const left = contentOf(desk.folder) + desk.output();
  expect(left).not.toContain(passcode);
  expect(entra.idp.secrets.filter((secret) => left.includes(secret))).toEqual([]);
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
