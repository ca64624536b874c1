/**
 * Developer tools and reloading are there from the checkout and nowhere else. The packaged app's own main process cannot
 * be asked, so its archive is also run by the checkout's Electron, whose can: an archive is the packaged app whoever runs it.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { type Launched, launchApp } from '../support/launch';
import { expect, packagedParts, test } from './packaged-app';

const KEYS = ['F12', 'Control+Shift+I', 'Control+R', 'F5'];

/** How long the tools may take to open, in ms: a busy machine needs some of it. Where they must not open, a little is enough. */
const OPENING = { wanted: 15_000, unwanted: 2_000 };

/** What the menu offers of it, and whether asking for the tools outright opens them. */
async function offered({ app }: Launched, isWanted: boolean) {
  const roles = await app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).flatMap((item) => [item, ...(item.submenu?.items ?? [])]).map(({ role }) => (role ?? '').toLowerCase()));
  const opens = await app.evaluate(async ({ BrowserWindow }, limitInMs) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) return null;
    const opened = new Promise<boolean>((resolve) => {
      contents.once('devtools-opened', () => resolve(true));
      setTimeout(() => resolve(contents.isDevToolsOpened()), limitInMs);
    });
    contents.openDevTools({ mode: 'detach' });
    return opened;
  }, isWanted ? OPENING.wanted : OPENING.unwanted);
  return { menu: ['reload', 'forcereload', 'toggledevtools'].filter((role) => roles.includes(role)), hasMenu: roles.includes('zoomin'), opens };
}

for (const [where, appPath, expected] of [
  ['from the checkout they are there', undefined, { menu: ['reload', 'toggledevtools'], hasMenu: true, opens: true }],
  ['in the packaged archive they are not', path.join(packagedParts().resources, 'app.asar'), { menu: [], hasMenu: true, opens: false }],
] as const) {
  test(where, async () => {
    test.skip(process.platform !== 'linux', 'Only on Linux can its data be kept apart from those of the person who runs the tests.');
    const launched = await launchApp({ ...(appPath && { appPath }) });
    expect(await offered(launched, expected.opens)).toEqual(expected);
    await launched.close();
    rmSync(launched.folder, { recursive: true, force: true });
  });
}

test('no key opens them in the packaged app, nor loads its page again', async ({ start }) => {
  const { page } = await start();
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  for (const key of KEYS) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Open the demo tenant' }).click();
  await expect(page.getByRole('searchbox', { name: 'Find a person' })).toBeVisible();
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  expect([await page.evaluate(() => 'isSamePage' in globalThis), targetInfos.map(({ url }) => url).filter((url) => url.startsWith('devtools:'))]).toEqual([true, []]);
});
