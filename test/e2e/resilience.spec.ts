/** What happens when things break: a broken settings file, a second start, a hostile page, answers that overtake one another. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { type Desk, expect, test } from '../support/desk';

const ada = DEMO_PEOPLE.member.displayName;

test('a broken settings file is set aside and said', async ({ launchDesk }) => {
  const first = await launchDesk({ args: ['--demo'] });
  await first.close();
  const settings = readdirSync(first.userDataDir).find((name) => /^settings.*\.json$/.test(name)) ?? 'settings.json';
  writeFileSync(path.join(first.userDataDir, settings), '{ "theme": "dark", ');

  const second = await launchDesk({ args: ['--demo'], folder: first.folder });
  await expect(second.page.getByRole('region', { name: 'Notices' })).toContainText('set aside');
  const kept = readdirSync(second.userDataDir).find((name) => name.startsWith('settings.broken-'));
  expect(readFileSync(path.join(second.userDataDir, kept ?? ''), 'utf8')).toBe('{ "theme": "dark", ');
});

test('settings, the last view and the place of the window are kept over a restart', async ({ launchDesk }) => {
  const chosen = async (desk: Desk) => ({
    theme: await desk.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource),
    bounds: await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds()),
    isCompact: await desk.page.getByRole('radio', { name: 'Compact' }).isChecked(),
    view: await desk.page.getByRole('navigation', { name: 'Views' }).locator('[aria-current="page"]').innerText(),
  });
  const bounds = { x: 60, y: 40, width: 1010, height: 705 };
  const first = await launchDesk({ args: ['--demo'] });
  await first.goTo('Settings');
  await first.page.getByRole('radio', { name: 'Dark' }).click();
  await first.page.getByRole('radio', { name: 'Compact' }).click();
  await first.app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds);
  const wanted = { theme: 'dark', bounds, isCompact: true, view: 'Settings' };
  await expect.poll(() => chosen(first)).toEqual(wanted);
  await first.close();

  const second = await launchDesk({ args: ['--demo'], folder: first.folder });
  await expect(second.page.getByRole('radio', { name: 'Compact' })).toBeVisible();
  await expect.poll(() => chosen(second)).toEqual(wanted);
});

test('a second start brings the first window forward and ends', async ({ launchDesk }) => {
  const first = await launchDesk({ args: ['--demo'] });
  // Without a window manager nothing is ever minimised, so it is told so, and what it is asked is written down.
  await first.app.evaluate(({ BrowserWindow }) => {
    const asked: string[] = [];
    const [window] = BrowserWindow.getAllWindows();
    Object.assign(window ?? {}, { isMinimized: () => !asked.includes('restore'), restore: () => asked.push('restore'), focus: () => asked.push('focus') });
    Object.assign(globalThis, { asked });
  });
  const ended = await first.startAgain();
  expect({ ...ended, seconds: ended.seconds < 15 }).toEqual({ code: 0, signal: null, seconds: true });
  await expect.poll(() => first.app.evaluate(() => (globalThis as unknown as { asked: readonly string[] }).asked)).toEqual(['restore', 'focus']);
  await expect(first.page.getByRole('searchbox', { name: 'Find a person' })).toBeVisible();
  expect(first.app.windows()).toHaveLength(1);
});

test('a broken desk policy names its line, and the demo tenant still opens', async ({ launchDesk }) => {
  const folder = test.info().outputPath('policy');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'desk.json');
  writeFileSync(file, '{\n  "version": 1,\n  "tenantId": "not-a-guid",\n  "clientId": "00000000-0000-4000-8000-000000000000",\n  "cloud": "global"\n}\n');
  const desk = await launchDesk({ args: [`--desk-config=${file}`] });
  await expect(desk.page.locator('body')).toContainText('tenantId');
  await expect(desk.page.locator('body')).toContainText(/line 3/i);
  await desk.openDemo();
});

test('the window is what the shell promises', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  expect(await desk.page.evaluate(() => [typeof (window as never as { require: unknown }).require, typeof (window as never as { process: unknown }).process, Object.keys((window as never as { desk: object }).desk).sort()])).toEqual([
    'undefined',
    'undefined',
    ['call', 'on'],
  ]);
  await desk.page.evaluate(() => {
    window.open('https://example.com');
    const frame = document.createElement('iframe');
    frame.src = 'https://example.com';
    document.body.append(frame);
    location.href = 'https://example.com';
  });
  await desk.page.waitForTimeout(500);
  expect(desk.page.url()).toBe('app://desk/index.html');
  expect(desk.app.windows()).toHaveLength(1);
  // Chromium says that the frame was refused; that is the point here.
  (desk.problems as string[]).length = 0;
});

test('what is typed in haste ends on the newest answer', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  const box = desk.page.getByRole('searchbox', { name: 'Find a person' });
  for (const text of ['b', 'br', 'bru', 'bruno', 'bruno c', 'ada lindqvist']) await box.fill(text);
  await expect(desk.page.getByRole('listbox', { name: 'People found' }).getByRole('option')).toHaveCount(1);
  await expect(desk.page.getByRole('option').first()).toContainText(ada);
});
