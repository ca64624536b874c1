/** What happens when things break: a killed process, a broken settings file, a second start, a hostile directory. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { expect, test } from '../support/desk';
import { startEntra } from '../support/entra';

const ada = DEMO_PEOPLE.member.displayName;

test('an app killed between intent and outcome says so at its next start', async ({ launchDesk }) => {
  test.skip(process.platform !== 'linux', 'the browser of this test is that of Linux');
  const entra = await startEntra();
  const caller = 'Zelda Quistgaard';
  const options = { args: [`--desk-config=${entra.deskConfig}`, '--password-store=basic'], env: { ...entra.env, DBUS_SESSION_BUS_ADDRESS: undefined } };
  const first = await launchDesk(options);
  await first.signIn();
  await first.waitUntilSignedIn();
  entra.graph.faults.queue({ match: { method: 'POST', path: /temporaryAccessPassMethods$/ }, fault: { kind: 'slow', milliseconds: 20_000 } });
  const panel = await first.find(caller);
  await panel.getByRole('button', { name: 'Issue pass' }).click();
  const dialog = first.page.getByRole('dialog', { name: 'Issue a Temporary Access Pass' });
  await dialog.getByRole('textbox', { name: 'Ticket' }).fill('INC-13');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Lost phone');
  await dialog.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect.poll(() => entra.graph.log.some((entry) => entry.path.endsWith('temporaryAccessPassMethods') && entry.method === 'GET')).toBe(true);
  await first.page.waitForTimeout(1500);
  first.app.process().kill('SIGKILL');
  await first.close();

  const second = await launchDesk({ ...options, folder: first.folder });
  await second.signIn();
  await second.waitUntilSignedIn();
  const notices = second.page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText(caller);
  await expect(notices).toContainText('issue a pass');
  await second.goTo('History');
  await expect(second.page.getByRole('table', { name: 'History' })).toContainText('INC-13');
  await second.close();
  await entra.close();
});

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

test('settings are kept over a restart', async ({ launchDesk }) => {
  const first = await launchDesk({ args: ['--demo'] });
  await first.goTo('Settings');
  await first.page.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(() => first.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
  await first.close();
  const second = await launchDesk({ args: ['--demo'], folder: first.folder });
  await expect.poll(() => second.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
});

test('a second start brings the first window forward and ends', async ({ launchDesk }) => {
  const first = await launchDesk({ args: ['--demo'] });
  await expect(launchDesk({ args: ['--demo'], folder: first.folder })).rejects.toThrow();
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
