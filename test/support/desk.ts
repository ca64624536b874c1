/**
 * The desk as its operators speak of it: find a person, issue a pass, read it, revoke it. Tests say what happens;
 * where things stand on the screen is known here alone, by the accessible names the product promises.
 */
import { rmSync } from 'node:fs';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { handOverDialog, type HandOverWords, handOverWords } from './desk-hand-over';
import { fillIn, openIssue, type PassWish, send } from './desk-issue';
import { type PassesWords, passesWords } from './desk-passes';
import { launchApp, type Launched, type LaunchOptions } from './launch';

/** How long the app may take to answer a test server on this machine, in ms. Generous: two cores run everything. */
const ANSWER_LIMIT_IN_MS = 20_000;

export type Desk = Launched & HandOverWords & PassesWords & {
  readonly openDemo: () => Promise<void>;
  /** Presses "Sign in with Microsoft"; what then happens in the browser is the test's business. */
  readonly signIn: () => Promise<void>;
  readonly waitUntilSignedIn: () => Promise<void>;
  readonly waitUntilSignedOut: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly goTo: (view: string) => Promise<void>;
  /** Searches, opens the first person of that name, and returns their panel. */
  readonly find: (name: string) => Promise<Locator>;
  /** Finds, verifies, fills in and sends; what comes of it is the test's business. @returns the issue dialog. */
  readonly tryToIssue: (wish: PassWish) => Promise<Locator>;
  /** The whole way to the hand-over dialog, which stays open. */
  readonly issuePass: (wish: PassWish) => Promise<Locator>;
  /** Revokes the pass of the person whose panel is open, and waits until it is proven gone. */
  readonly revokePass: (reason?: string) => Promise<void>;
};

export async function launchDesk(options: LaunchOptions = {}): Promise<Desk> {
  const launched = await launchApp(options);
  launched.page.setDefaultTimeout(ANSWER_LIMIT_IN_MS);
  return { ...launched, ...vocabulary(launched.page) };
}

/** Options of the result list begin with the display name. */
export const startsWith = (name: string): RegExp => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

function vocabulary(page: Page): Omit<Desk, keyof Launched> {
  const searchBox = page.getByRole('searchbox', { name: 'Find a person' });
  const signInButton = page.getByRole('button', { name: 'Sign in with Microsoft' });
  const handOver = handOverDialog(page);

  const goTo = async (view: string) => {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view, exact: true }).click();
  };
  const find = async (name: string) => {
    await searchBox.fill(name);
    await page.getByRole('listbox', { name: 'People found' }).getByRole('option', { name: startsWith(name) }).first().click();
    const panel = page.getByRole('region', { name: startsWith(name) });
    await expect(panel.getByRole('heading', { name: startsWith(name) })).toBeVisible();
    return panel;
  };
  const tryToIssue = async ({ to, ...wish }: PassWish) => {
    await find(to);
    const dialog = await openIssue(page);
    await fillIn(dialog, wish);
    await send(dialog);
    return dialog;
  };
  return {
    ...handOverWords(page),
    ...passesWords(page, goTo),
    goTo,
    find,
    openDemo: async () => {
      await page.getByRole('button', { name: 'Open the demo tenant' }).click();
      await expect(searchBox).toBeVisible();
    },
    signIn: () => signInButton.click(),
    waitUntilSignedIn: () => expect(searchBox).toBeVisible({ timeout: ANSWER_LIMIT_IN_MS }),
    waitUntilSignedOut: () => expect(signInButton).toBeVisible({ timeout: ANSWER_LIMIT_IN_MS }),
    signOut: async () => {
      await page.getByRole('button', { name: /^Account: / }).click();
      await page.getByRole('menuitem', { name: /^(Sign out|Leave the demo tenant)$/ }).click();
      await expect(signInButton).toBeVisible();
    },
    tryToIssue,
    issuePass: async (wish) => {
      await tryToIssue(wish);
      await expect(handOver).toBeVisible({ timeout: ANSWER_LIMIT_IN_MS });
      return handOver;
    },
    revokePass: async (reason) => {
      const current = page.getByRole('region', { name: 'Current pass' });
      await current.getByRole('button', { name: 'Revoke pass' }).click();
      const dialog = page.getByRole('dialog', { name: 'Revoke pass' });
      if (reason !== undefined) await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
      await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
      await expect(current).toContainText('No pass', { timeout: ANSWER_LIMIT_IN_MS });
    },
  };
}

type DeskFixtures = {
  /** Starts desks that are closed, checked for problems and cleared away when the test ends. */
  readonly launchDesk: (options?: LaunchOptions) => Promise<Desk>;
};

/** Playwright's `test`, with desks. A page error, a console error or an uncaught exception fails the test. */
export const test = base.extend<DeskFixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted: none
  launchDesk: async ({}, use, info) => {
    const desks: Desk[] = [];
    await use(async (options) => {
      const desk = await launchDesk(options);
      desks.push(desk);
      return desk;
    });
    for (const desk of desks) {
      if (info.status !== info.expectedStatus) {
        // What it wrote, and no picture: a picture may show a passcode.
        await info.attach('output', { body: desk.output(), contentType: 'text/plain' });
      }
      await desk.close();
    }
    const problems = desks.flatMap((desk) => desk.problems);
    if (info.status === info.expectedStatus) for (const { folder } of desks) rmSync(folder, { recursive: true, force: true });
    expect(problems, 'page errors, console errors and uncaught exceptions').toEqual([]);
  },
});
export { expect };
