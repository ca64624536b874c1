/** The app and the window's process killed, with a passcode on the screen and before anybody saw it. */
import { expect } from '@playwright/test';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import type { Path, Stage, Walk } from '../course';
import { issue, show } from '../hand-over';
import { onEntra } from './entra';

const AGAIN_WITHIN_MS = 20_000;

const passOf = ({ tenant }: Stage, personId: string) => tenant?.state.passOf(personId);

export async function killApp(stage: Stage): Promise<void> {
  stage.desk.app.process().kill('SIGKILL');
  await stage.desk.close();
}

/** Straight from the window, because to Playwright a page that crashed once stays so; empty while there is nothing to read. */
const textOfWindow = ({ desk }: Stage): Promise<string> =>
  desk.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return '';
    // A script for a window that is just starting over may never be answered.
    const nothing = new Promise<string>((resolve) => setTimeout(() => resolve(''), 1_000));
    return Promise.race([contents.executeJavaScript('document.documentElement.outerHTML') as Promise<string>, nothing]);
  });

/** The window has started over, and holds nothing of what it held. */
async function expectFreshWindow(stage: Stage): Promise<void> {
  await expect.poll(async () => (await textOfWindow(stage)).includes('Find a person'), { timeout: AGAIN_WITHIN_MS }).toBe(true);
  expect(stage.course.namesIn(Buffer.from(await textOfWindow(stage))), 'passcodes in the window').toEqual([]);
}

const shownThenKilled: Path = {
  name: 'SIGKILL of the app while it is shown; started again, the pass stands',
  walk: async (stage) => {
    const passcode = await issue(stage, DEMO_PEOPLE.member.displayName);
    await show(stage);
    await stage.desk.page.waitForTimeout(500);
    await killApp(stage);
    await stage.openAgain();
    expect(stage.tenant?.state.opens(DEMO_PEOPLE.member.id, passcode), 'the passcode still opens the account').toBe(true);
    await stage.course.expectCleanPage(stage.desk.page);
  },
};

const unseenThenKilled: Path = {
  name: 'SIGKILL of the app before anybody saw it; started again, settled: the pass is gone',
  walk: async (stage) => {
    await issue(stage, DEMO_PEOPLE.joiner.displayName);
    await killApp(stage);
    expect(passOf(stage, DEMO_PEOPLE.joiner.id) !== undefined, 'a pass is left').toBe(true);
    await stage.openAgain();
    await expect.poll(() => passOf(stage, DEMO_PEOPLE.joiner.id), { timeout: AGAIN_WITHIN_MS }).toBeUndefined();
    await expect(stage.desk.page.getByRole('region', { name: 'Notices' })).toContainText(DEMO_PEOPLE.joiner.displayName);
    await stage.course.expectCleanPage(stage.desk.page);
  },
};

const windowKilled: Path = {
  name: 'SIGKILL of the window’s process while it is shown: a fresh window',
  walk: async (stage) => {
    await issue(stage, DEMO_PEOPLE.contractor.displayName);
    await show(stage);
    const pid = await stage.desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
    if (pid === undefined) throw new Error('The window has no process');
    process.kill(pid, 'SIGKILL');
    await expectFreshWindow(stage);
    await stage.desk.close();
    await stage.openAgain();
  },
};

const windowCrashed: Path = {
  name: 'crash of the window before anybody saw it: revoked, no crash dump',
  walk: async (stage) => {
    await issue(stage, DEMO_PEOPLE.harmlessRole.displayName);
    await stage.desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await expectFreshWindow(stage);
    await expect.poll(() => passOf(stage, DEMO_PEOPLE.harmlessRole.id), { timeout: AGAIN_WITHIN_MS }).toBeUndefined();
    await stage.desk.close();
  },
};

export const crashWalk: Walk = { name: 'crashes', on: onEntra('crashes.json'), paths: [shownThenKilled, unseenThenKilled, windowKilled, windowCrashed] };
