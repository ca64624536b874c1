/** The main job on the demo tenant, what stands in its way, and what it leaves behind. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DEMO_DOMAIN, DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { expect, test } from '../support/desk';
import { handOverDialog } from '../support/desk-hand-over';
import { exportAs, livesWith, openLife, saveInto, stepsOf } from '../support/desk-history';
import { send } from '../support/desk-issue';
import { findOnDisk } from '../support/find-on-disk';
import { newestActions } from '../support/newest-actions';

const ada = DEMO_PEOPLE.member.displayName;

/** Every file of a folder as one text; empty while there is no such folder. */
const contentOf = (folder: string): string => (existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n') : '');

test('a pass is issued, read, revoked, and every step stands in the journal', async ({ launchDesk }) => {
  const desk = await launchDesk();
  await desk.openDemo();
  await expect(desk.page.getByText('DEMO', { exact: true })).toBeVisible();

  await desk.issuePass({ to: ada, ticket: 'INC-4711', reason: 'New phone, seen on video' });
  const passcode = await desk.readPasscode();
  expect(passcode).toMatch(/^\S{8}$/);
  await desk.finishHandOver();
  await expect(desk.page.getByText(passcode)).toHaveCount(0);
  await desk.revokePass('Registered her new phone');

  await desk.goTo('History');
  const life = livesWith(desk.page, ada, 'INC-4711');
  await expect(life).toHaveCount(1);
  await expect(life).toContainText('Revoked');
  const details = await openLife(desk.page, life);
  await expect(details).toContainText(DEMO_PEOPLE.operator.userPrincipalName);
  await expect(details).toContainText('New phone, seen on video');
  await expect(details).toContainText('Registered her new phone');
  expect(await stepsOf(details)).toEqual([
    'Issue a pass: begun', 'Issue a pass: succeeded', 'Fetch the passcode', 'Show the passcode', 'Close the hand-over', 'Revoke a pass: begun', 'Revoke a pass: succeeded',
  ]);
});

test('the passcode is nowhere on disk, and a planted one would be found', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  await desk.issuePass({ to: ada });
  const passcode = await desk.readPasscode();
  expect(findOnDisk(passcode, [desk.folder]), 'while it is shown').toEqual([]);
  await desk.finishHandOver();
  await desk.close();
  expect(findOnDisk(passcode, [desk.folder]), 'after closing').toEqual([]);
  expect(desk.output()).not.toContain(passcode);

  for (const [name, content] of Object.entries({
    plain: `x${passcode}y`,
    wide: Buffer.from(passcode, 'utf16le'),
    coded: Buffer.from(`ab${passcode}cd`).toString('base64'),
  })) {
    const planted = path.join(desk.folder, `planted-${name}`);
    writeFileSync(planted, content);
    expect(findOnDisk(passcode, [desk.folder])).toContain(planted);
  }
});

test('neither the log nor the output names a person, not even when something breaks', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  await desk.issuePass({ to: ada });
  await desk.readPasscode();
  await desk.finishHandOver();
  await desk.revokePass();
  await desk.find(DEMO_PEOPLE.withLivePass.displayName);
  await desk.app.evaluate((_, { displayName, userPrincipalName }) => {
    setImmediate(() => {
      throw new Error(`${displayName} broke it`);
    });
    void Promise.reject(new TypeError(`nothing is known of ${userPrincipalName}`));
  }, DEMO_PEOPLE.member);
  const log = () => contentOf(path.join(desk.userDataDir, 'logs'));
  // That it was logged at all is the proof that the search below looks at something.
  await expect.poll(() => ['process.uncaught-exception', 'process.unhandled-rejection'].filter((event) => log().includes(event))).toHaveLength(2);
  await desk.close();

  const left = `${log()}\n${desk.output()}`;
  const told = Object.values(DEMO_PEOPLE).flatMap(({ displayName, userPrincipalName }) => [displayName, userPrincipalName]);
  expect([told.length > 10, [...told, DEMO_DOMAIN].filter((text) => left.includes(text))]).toEqual([true, []]);
});

test('a pass whose passcode nobody looked at does not outlive its dialog', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  const handOver = await desk.issuePass({ to: ada });
  await handOver.getByRole('button', { name: 'Done' }).click();
  const warning = desk.page.getByText('Nobody has seen this passcode');
  await expect(warning).toBeVisible();
  await desk.page.getByRole('button', { name: 'Revoke the pass and close' }).click();
  await expect(desk.page.getByRole('region', { name: 'Current pass' })).toContainText('No pass');
});

test('a window that starts over cannot show what it was handed: nobody saw it, and the pass goes', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  await desk.issuePass({ to: ada });
  await desk.page.evaluate(() => window.location.reload());
  await desk.waitUntilSignedIn();
  await expect.poll(() => newestActions(desk)).toContain('pass.revoke');
  await desk.find(ada);
  await expect(desk.page.getByRole('region', { name: 'Current pass' })).toContainText('No pass');
});

test('a passcode on the screen is concealed when the window loses the focus, and gone when the computer is locked', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  const dialog = await desk.issuePass({ to: ada });
  const passcode = await desk.readPasscode();
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('blur'));
  await expect(dialog.getByRole('group', { name: 'Passcode' })).toHaveCount(0);
  expect(await desk.readPasscode()).toBe(passcode);
  await expect.poll(() => newestActions(desk)).toContain('passcode.show');
  await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await expect(dialog).toContainText('It had been handed over, so the pass stays as it is.');
  await expect(dialog.getByRole('button', { name: /passcode/ })).toHaveCount(0);
  await desk.finishHandOver();
  await expect(desk.page.getByRole('region', { name: 'Current pass' })).toContainText('Live');
});

test('a live pass is replaced only after the operator said so', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  const dialog = await desk.tryToIssue({ to: DEMO_PEOPLE.withLivePass.displayName, reason: 'Lost the slip' });
  await expect(dialog).toContainText('Tick this to replace it, or cancel to leave it as it is.');
  await dialog.getByRole('checkbox', { name: 'Replace it' }).check();
  await send(dialog);
  await expect(handOverDialog(desk.page)).toBeVisible();
});

test('an admin is out of reach: the checks say so and who could, and nothing is sent', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  const dialog = await desk.tryToIssue({ to: DEMO_PEOPLE.admin.displayName });
  await expect(dialog.getByRole('list', { name: 'Preflight' }).getByRole('listitem').first()).toContainText(/^Blocked.*Global Administrator/);
  await expect(dialog.getByRole('note', { name: 'No pass can be issued now' })).toContainText('It takes a Privileged Authentication Administrator.');
  await expect(handOverDialog(desk.page)).toHaveCount(0);
});

test('Entra’s refusal is said in words with the request id', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  // Whom the tenant's policy leaves out cannot be known by an Authentication Administrator: only Entra can say it.
  const dialog = await desk.tryToIssue({ to: DEMO_PEOPLE.outOfScope.displayName });
  await expect(dialog).toContainText('The person is not among those whom the tenant allows to use a pass.');
  await expect(dialog).toContainText(/[0-9a-f]{8}-[0-9a-f]{4}/);
  await expect(dialog).not.toContainText('{"error"');
});

test('the journal is exported as CSV that a spreadsheet cannot run', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  await desk.issuePass({ to: ada, reason: '=HYPERLINK("http://evil.example")' });
  await desk.readPasscode();
  await desk.finishHandOver();
  await desk.goTo('History');
  const file = path.join(desk.folder, 'journal.csv');
  await saveInto(desk, file);
  await exportAs(desk, 'CSV');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('HYPERLINK');
  expect(text).not.toMatch(/(^|,)"?=HYPERLINK/m);
  expect(text).toContain(ada);
});
