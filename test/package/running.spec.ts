/** The packaged app at work: it starts with its fuses set, shows the demo tenant, and cannot be led astray. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from './packaged-app';

/** Long enough for a navigation, had it been allowed; nothing waits for it otherwise. */
const NAVIGATION_WOULD_TAKE_MS = 1_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}

test('it opens the demo tenant and is ready to find a person', async ({ start }) => {
  const { page } = await start();
  expect(new URL(page.url())).toMatchObject({ protocol: 'app:', host: 'desk' });
  await page.getByRole('button', { name: 'Open the demo tenant' }).click();
  await expect(page.getByRole('searchbox', { name: 'Find a person' })).toBeVisible();
  await expect(page.getByText('DEMO', { exact: true }).first()).toBeVisible();
});

test('its pages come with a strict content security policy', async ({ start }) => {
  const { page } = await start();
  const policy = (await page.reload())?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).not.toMatch(/unsafe-(inline|eval|hashes)|https?:|\*/);
  expect(policy).toContain("script-src 'self'");
});

test('its pages have nothing of Node or Electron', async ({ start }) => {
  const { page } = await start();
  const found = await page.evaluate(() => ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in globalThis));
  expect(found).toEqual([]);
});

test('its window goes nowhere else and opens no other', async ({ start }) => {
  const { page } = await start();
  const home = page.url();
  for (const address of ['https://example.invalid/', 'file:///etc/passwd', 'data:text/html,elsewhere', 'app://other/index.html']) {
    await page.evaluate((url) => { location.href = url; }, address).catch(() => undefined);
    await page.waitForTimeout(NAVIGATION_WOULD_TAKE_MS);
    expect(page.url(), address).toBe(home);
  }
  expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true);
  expect(page.context().pages()).toHaveLength(1);
});

test('it is not a Node for other scripts, and takes no Node options', async ({ start }, info) => {
  const marker = info.outputPath('preloaded');
  const script = info.outputPath('preload.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
  const { page, output } = await start({
    args: ['-r', script, script],
    env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require=${script}` },
  });
  // As a Node it would have had no window.
  await expect(page.getByRole('button', { name: 'Open the demo tenant' })).toBeVisible();
  expect({ ran: existsSync(marker), complained: output().includes('bad option') }).toEqual({ ran: false, complained: false });
});

test('its main process opens no port for a debugger', async ({ start }) => {
  const port = await freePort();
  const { page, output } = await start({ args: [`--inspect=127.0.0.1:${port}`] });
  await expect(page.getByRole('button', { name: 'Open the demo tenant' })).toBeVisible();
  expect({ listens: await answers(port), says: output().includes('Debugger listening') }).toEqual({ listens: false, says: false });
});

test('it keeps its data where the system says, whatever --user-data-dir says', async ({ start }, info) => {
  const wished = info.outputPath('user-data');
  const { page, home } = await start({ args: [`--user-data-dir=${wished}`] });
  await page.getByRole('button', { name: 'Open the demo tenant' }).click();
  await expect(page.getByRole('searchbox', { name: 'Find a person' })).toBeVisible();
  const strayed = existsSync(wished) ? readdirSync(wished, { recursive: true, encoding: 'utf8' }) : [];
  expect(strayed).toEqual([]);
  expect(readdirSync(path.join(home, '.config'))).toContain('Tapdesk');
});

test('it takes no desk policy from its arguments', async ({ start }, info) => {
  // From the checkout a policy that is no JSON stops everything and is complained about by name.
  const policy = info.outputPath('broken-desk.json');
  writeFileSync(policy, '{ broken');
  const { page } = await start({ args: [`--desk-config=${policy}`] });
  await page.getByRole('button', { name: 'Open the demo tenant' }).click();
  await expect(page.getByRole('searchbox', { name: 'Find a person' })).toBeVisible();
  expect(await page.locator('body').innerText()).not.toContain('broken-desk.json');
});
