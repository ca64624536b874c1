/** Onboarding in the real app: who starts and what is missing, and one act for many of them, paused, killed, gone on with, handed over. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { DeskPolicy } from '../../shared/desk-policy';
import { type Desk, expect, test } from '../support/desk';
import { deskConfig } from '../support/desk-config';
import { handOverDialog } from '../support/desk-hand-over';
import { answerAll, begin, chooseGroup, composeRun, countShown, dryRun, everyRow, keyDialog, listen, onboardingTable, openRun, readCsv, resultsTable, rowIn, RUN_LIMIT, runDialog, turnsIn, untilEnded } from '../support/desk-runs';
import { startEntra, type TestEntra } from '../support/entra';
import { openPdf } from '../support/open-pdf';

const WEEKLY = 'New hires: weekly intake';
/** Settling reads back with its pauses, in ms. */
const SETTLED = { timeout: 90_000 };

/** As a service desk that onboards many would write it. Hours and zones do not depend on where the test runs. */
const FOR_MANY: Partial<DeskPolicy> = {
  limits: { everyone: { passesPerOperatorHour: 500, passesPerOperatorDay: 500, delivery: { channels: ['call', 'slip', 'manager-mail'] } } },
  runs: { timeZone: 'Europe/Berlin', timeZones: [{ property: 'country', value: 'IN', timeZone: 'Asia/Kolkata' }] },
};

test('the list shows who starts and what is missing, by hire date and by group, and is selected with the keyboard', async ({ launchDesk }) => {
  const { page, goTo, waitUntilSignedIn } = await launchDesk({ args: ['--demo'] });
  await waitUntilSignedIn();
  await goTo('Onboarding');
  const table = onboardingTable(page);
  await page.getByRole('combobox', { name: 'Hire dates' }).selectOption('Past 7 and coming 14 days');
  await expect(countShown(page)).toHaveText(/^2\d\d of 2\d\d shown/);
  await expect(table.getByRole('rowheader').first()).toBeVisible();

  await chooseGroup(page, WEEKLY);
  await expect(countShown(page)).toHaveText(/^20 of 20 shown/);
  // Everybody is read for this filter, so what is said below is said of all twenty.
  await page.getByRole('combobox', { name: 'Missing' }).selectOption('Something missing');
  await expect(page.getByText(/Manager, methods and pass of 20 people read/)).toBeVisible();
  const flaws = ['Account disabled', 'No licence', 'No manager', 'Manager without mail', 'Account of another organisation', 'No pass, no method'];
  // The table follows a moment later what was read.
  await expect(async () => {
    const rows = (await everyRow(table)).join('\n');
    expect(flaws.filter((flaw) => !rows.includes(flaw))).toEqual([]);
  }).toPass({ timeout: 15_000 });
  await page.getByRole('combobox', { name: 'Missing' }).selectOption('Nothing missing');
  await expect(countShown(page)).toHaveText(/^[1-9] of 20 shown/);
  await page.getByRole('combobox', { name: 'Missing' }).selectOption('Everybody');
  await expect(countShown(page)).toHaveText(/^20 of 20 shown/);

  await table.getByRole('row').nth(1).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  await expect(page.getByText('3 selected')).not.toHaveCount(0);
  await page.keyboard.press('Control+a');
  await expect(page.getByText('20 selected')).not.toHaveCount(0);
  const dialog = await openRun(page, 'Issue passes');
  await expect(dialog).toContainText('Issue passes: 20 people');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Issue passes…' })).toBeFocused();
});

test('a run that is larger than the desk policy allows is refused, and says what would be needed', async ({ launchDesk }, info) => {
  const { page, goTo, waitUntilSignedIn } = await launchDesk({ args: ['--demo', deskConfig(info, { runs: { maximumPeople: 5 } })] });
  await waitUntilSignedIn();
  await goTo('Onboarding');
  await chooseGroup(page, WEEKLY);
  await onboardingTable(page).getByRole('row').nth(1).focus();
  await page.keyboard.press('Control+a');
  const dialog = await openRun(page, 'Issue passes');
  await expect(dialog.getByRole('note', { name: 'Too many people for one run' })).toContainText('more than 5 people at once, and Tapdesk has no approvals yet');
  await composeRun(dialog, { seen: 'Passports at the door' });
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('button', { name: 'Dry run', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await expect(dialog.getByRole('table')).toHaveCount(0);
});

test.describe('in a tenant that outlives the app', () => {
  test.skip(process.platform !== 'linux', 'the browser of these tests is that of Linux');
  let entra: TestEntra;
  test.beforeEach(async () => {
    const namesake = { displayName: 'Nadia Okafor', employeeId: 'X-4711' };
    entra = await startEntra({ cohorts: true, extraPeople: ['nadia.okafor', 'nadia.okafor2'].map((alias) => ({ ...namesake, userPrincipalName: `${alias}@fabrikam.example` })) });
    const policy = JSON.parse(readFileSync(entra.deskConfig, 'utf8')) as object;
    writeFileSync(entra.deskConfig, JSON.stringify({ ...policy, ...FOR_MANY }));
  });
  test.afterEach(() => entra.close());

  const options = () => ({ args: [`--desk-config=${entra.deskConfig}`, '--password-store=basic', '--lang=en-GB'], env: { ...entra.env, TZ: 'UTC', DBUS_SESSION_BUS_ADDRESS: undefined } });
  /** A create takes so long, ms; so that there is a middle to pause or kill in. */
  const slowCreates = (milliseconds: number) => entra.graph.faults.queue({ match: { method: 'POST', path: /temporaryAccessPassMethods$/ }, times: 10_000, fault: { kind: 'slow', milliseconds } });
  const weekly = () => {
    const [cohort] = entra.graph.cohorts;
    if (!cohort) throw new Error('The tenant has no cohort.');
    return cohort;
  };
  /** Of the two hundred. Up to forty are under way at a time and are finished before a pause: with more there is a middle. */
  const monthly = () => entra.graph.cohorts[1]?.members().slice(0, 120) ?? [];

  async function signedIn(launchDesk: (given?: object) => Promise<Desk>, more: object = {}): Promise<Desk> {
    const desk = await launchDesk({ ...options(), ...more });
    await desk.signIn();
    await desk.waitUntilSignedIn();
    return desk;
  }

  test('a list with flaws becomes a run that is paused, gone on with, announced, and handed over in four ways', async ({ launchDesk }) => {
    test.setTimeout(150_000);
    const { state } = entra.graph;
    const desk = await signedIn(launchDesk);
    const { page, app } = desk;
    await desk.goTo('Onboarding');
    const people = monthly();
    const [first, second, third] = people;
    if (!first || !second || !third) throw new Error('The cohort is too small.');

    await test.step('every flaw of the list is said with its line and column, and nobody of such a line is taken', async () => {
      const lines = people.map(({ person }, at) => [at % 2 === 0 ? 'America/New_York' : '', person.userPrincipalName, '', '']);
      const table = [
        ['Time zone', 'UPN', 'Employee ID', 'Desk'],
        ...lines,
        ['', 'nobody.at.all@fabrikam.example', '', ''],
        ['', second.person.userPrincipalName, '', 'B12'],
        ['Middle-earth/Shire', third.person.userPrincipalName, '', ''],
        ['', '', 'X-4711', ''],
      ];
      const said = await readCsv(page, table.map((line) => line.join(',')));
      await expect(said).toContainText('124 lines, 120 people found. 4 lines with a problem: nobody of them is included.');
      await expect(page.getByText('Columns passed over, because they mean nothing here: Desk.')).toBeVisible();
      const problems = page.getByRole('table', { name: 'Problems in the list' }).getByRole('row');
      const rows = await problems.evaluateAll((all) => all.slice(1).map((row) => [...row.children].map((cell) => cell.textContent)));
      expect(rows.map(([line, column, heading, value]) => [line, column, heading, value])).toEqual([
        ['122', '2', 'UPN', 'nobody.at.all@fabrikam.example'],
        ['123', '2', 'UPN', second.person.userPrincipalName],
        ['124', '1', 'Time zone', 'Middle-earth/Shire'],
        ['125', '3', 'Employee ID', 'X-4711'],
      ]);
      expect(rows.map(([, , , , what]) => what)).toEqual([
        expect.stringContaining('Nobody with this'),
        expect.stringContaining('in line 3 already'),
        expect.stringContaining('Not a time zone'),
        expect.stringContaining('More than one person'),
      ]);
    });

    const dialog = await openRun(page, 'Issue passes');
    await test.step('the dry run says who is left out and why, and when each pass starts in whose zone; nothing is sent', async () => {
      await composeRun(dialog, { seen: 'Passports at the door' });
      const plan = await dryRun(dialog);
      await expect(dialog).toContainText(/\D0 will get a pass, 120 will not\./);
      await answerAll(dialog);
      const taken = people.filter(({ obstacles }) => obstacles.length === 0);
      await expect(dialog).toContainText(`${taken.length} will get a pass, ${120 - taken.length} will not.`);
      const row = await rowIn(plan, first.person.userPrincipalName);
      await expect(row).toContainText(/08:00.*\(America\/New_York\)/);
      await expect(row).toContainText('zone from the list');
      expect(state.passEvents.filter(({ requestId }) => requestId !== null)).toEqual([]);
    });

    const heard = await listen(page);
    const [, all] = await test.step('paused in the middle it stands still, and goes on to the end', async () => {
      slowCreates(300);
      await begin(dialog);
      await expect.poll(async () => (await turnsIn(dialog))[0], RUN_LIMIT).toBeGreaterThan(2);
      await dialog.getByRole('button', { name: 'Pause' }).click();
      await expect(dialog.getByText('Paused', { exact: true })).toBeVisible(RUN_LIMIT);
      const turns = await turnsIn(dialog);
      const made = state.passEvents.length;
      expect(turns[0]).toBeLessThan(turns[1]);
      // Long enough for what is not paused to go on.
      await page.waitForTimeout(1500);
      expect([await turnsIn(dialog), state.passEvents.length]).toEqual([turns, made]);
      await dialog.getByRole('button', { name: 'Resume' }).click();
      await untilEnded(dialog);
      expect((await turnsIn(dialog))[0]).toBe(turns[1]);
      return turns;
    });
    const told = (await heard()).filter((words) => / of \d+|done/.test(words));
    expect(told.length, told.join(' | ')).toBeLessThanOrEqual(8);
    expect(told.at(-1)).toMatch(new RegExp(`^The run has ended: ${all} done, ${all} passcodes to hand over\\.$`));
    expect(told.filter((words) => /^Paused: \d+ of/.test(words))).toHaveLength(1);
    expect(told.filter((words) => /^Resumed: \d+ of/.test(words))).toHaveLength(1);

    const held = people.filter(({ person }) => state.passEvents.some(({ kind, personId, requestId }) => kind === 'created' && personId === person.id && requestId !== null)).map(({ person }) => person);
    expect(held.length).toBe(all);
    const [byVoice, inPdf, alsoInPdf, given, ...rest] = held;
    if (!byVoice || !inPdf || !alsoInPdf || !given) throw new Error('Too few passes were made.');
    const select = async (...names: readonly string[]) => {
      for (const name of names) await (await rowIn(resultsTable(page), name)).getByRole('checkbox').check();
    };

    await test.step('one is read aloud', async () => {
      await (await rowIn(resultsTable(page), byVoice.userPrincipalName)).getByRole('button', { name: /^Hand over to / }).click();
      await expect(handOverDialog(page)).toBeVisible();
      expect(state.opens(byVoice.id, await desk.readPasscode())).toBe(true);
      await desk.finishHandOver();
      await expect(await rowIn(resultsTable(page), byVoice.userPrincipalName)).toContainText('Shown');
    });

    await test.step('two go into a PDF that only its key opens', async () => {
      const file = path.join(desk.folder, 'slips.pdf');
      await saveTo(app, file);
      await select(inPdf.userPrincipalName, alsoInPdf.userPrincipalName);
      await dialog.getByRole('button', { name: 'Encrypted PDF…' }).click();
      await dialog.getByRole('button', { name: 'Write 2 passcodes into an encrypted PDF' }).click();
      await keyDialog(page).getByRole('button', { name: 'Show key' }).click();
      const shown = keyDialog(page).getByRole('group', { name: 'Key' });
      await expect(shown).toHaveText(/\S{4}/);
      const key = (await shown.innerText()).replace(/\s/g, '');
      const bytes = readFileSync(file);
      expect(await openPdf(bytes, undefined)).toBeNull();
      expect(await openPdf(bytes, `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
      const pages = (await openPdf(bytes, key))?.pages ?? [];
      expect(pages.map((text) => [inPdf, alsoInPdf].map(({ userPrincipalName }) => plain(text).includes(plain(userPrincipalName))))).toEqual(expect.arrayContaining([[true, false], [false, true]]));
      expect(pages).toHaveLength(2);
      await keyDialog(page).getByRole('button', { name: 'Done' }).click();
      await expect(await rowIn(resultsTable(page), inPdf.userPrincipalName)).toContainText('In the encrypted PDF');
    });

    await test.step('what is given up is revoked in the tenant', async () => {
      await select(given.userPrincipalName);
      await dialog.getByRole('button', { name: 'Give up…' }).click();
      await dialog.getByRole('button', { name: 'Revoke 1 pass' }).click();
      await expect(dialog.getByRole('paragraph').filter({ hasText: '1 pass revoked.' })).toBeVisible(RUN_LIMIT);
      await expect(await rowIn(resultsTable(page), given.userPrincipalName)).toContainText('Gone');
      expect(state.passOf(given.id)).toBeUndefined();
    });

    await test.step('the rest are printed at once, a slip each, with the passcode that opens it', async () => {
      await printToMemory(app);
      await dialog.getByRole('button', { name: 'Print slips…' }).click();
      await dialog.getByRole('button', { name: `Print ${rest.length} slips` }).click();
      await expect(dialog.getByRole('paragraph').filter({ hasText: `${rest.length} passcodes went to the print system.` })).toBeVisible(RUN_LIMIT);
      const slips = slipsIn(await printed(app));
      expect(rest.filter(({ id, userPrincipalName }) => !state.opens(id, slips.get(userPrincipalName) ?? ''))).toEqual([]);
      expect(slips.size).toBe(rest.length);
    });
    await expect(dialog.getByText(/nobody has yet/)).toHaveCount(0);
  });

  test('killed in the middle: the next start says so, settles, goes on to the end, and what was printed stays what it was', async ({ launchDesk }) => {
    test.setTimeout(150_000);
    const { state } = entra.graph;
    const first = await signedIn(launchDesk);
    await first.goTo('Onboarding');
    await readCsv(first.page, ['Object ID', ...monthly().map(({ person }) => person.id)]);
    const dialog = await openRun(first.page, 'Issue passes');
    await composeRun(dialog, { ticket: 'HR-78', seen: 'Passports at the door' });
    await dryRun(dialog);
    // Whoever has a pass of a colleague's keeps it.
    await answerAll(dialog, /^Replace/);
    const taken = monthly().filter(({ obstacles, livePass }) => obstacles.length === 0 && livePass === null);
    slowCreates(300);
    await begin(dialog);
    await expect.poll(async () => (await turnsIn(dialog))[0], RUN_LIMIT).toBeGreaterThan(1);
    await dialog.getByRole('button', { name: 'Pause' }).click();
    await expect(dialog.getByText('Paused', { exact: true })).toBeVisible(RUN_LIMIT);

    await printToMemory(first.app);
    await dialog.getByRole('button', { name: 'Print slips…' }).click();
    await dialog.getByRole('button', { name: /^Print \d+ slips?$/ }).click();
    await expect(dialog.getByRole('paragraph').filter({ hasText: /went to the print system/ })).toBeVisible(RUN_LIMIT);
    const slips = slipsIn(await printed(first.app));
    const before = state.passEvents.length;
    await dialog.getByRole('button', { name: 'Resume' }).click();
    // Some are in the air now, and of some nobody was told.
    await expect.poll(() => state.passEvents.length, RUN_LIMIT).toBeGreaterThan(before);
    first.app.process().kill('SIGKILL');
    await first.close();
    const killedAt = state.livePasses().length;

    const second = await signedIn(launchDesk, { folder: first.folder });
    const { page } = second;
    const notices = page.getByRole('region', { name: 'Notices' });
    await expect(notices).toContainText(`A run over ${taken.length} people to issue passes was stopped before its end.`, SETTLED);
    await expect(notices).toContainText('ticket HR-78');
    await notices.getByRole('button', { name: 'Show run' }).click();
    const again = runDialog(page);
    const shownAt = performance.now();
    await again.getByRole('button', { name: 'Resume' }).click(SETTLED);
    test.info().annotations.push({ type: 'measured', description: `settled ${((performance.now() - shownAt) / 1000).toFixed(1)} s after the notice` });
    await untilEnded(again);
    expect(await turnsIn(again)).toEqual([taken.length, taken.length]);
    expect(killedAt).toBeGreaterThan(0);
    for (const [userPrincipalName, passcode] of slips) expect(state.opens(state.person(userPrincipalName)?.id ?? '', passcode)).toBe(true);
    expect(slips.size).toBeGreaterThan(0);
    await expect(await rowIn(resultsTable(page), [...slips.keys()][0] ?? '')).toContainText('Printed');
    const passOf = new Map(state.livePasses().map(({ personId, id }) => [personId, id]));
    expect(taken.filter(({ person }) => !passOf.has(person.id)).map(({ person }) => person.userPrincipalName)).toEqual([]);
    await again.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(notices.getByText(/was stopped before its end/)).toHaveCount(0);
  });

  test('passes of many are revoked as a run, and are gone in the tenant', async ({ launchDesk }) => {
    const { state, simulate } = entra.graph;
    const { page, ...desk } = await signedIn(launchDesk);
    const able = weekly().members().filter(({ obstacles, livePass }) => obstacles.length === 0 && livePass === null).slice(0, 6);
    const colleague = state.people.find(({ directoryRoles }) => directoryRoles.includes('Global Administrator'));
    for (const { person } of able) simulate.issueAs(colleague?.id ?? '', person.id);
    const holders = weekly().members().filter(({ livePass }) => livePass !== null);
    await desk.goTo('Onboarding');
    await chooseGroup(page, WEEKLY);
    await onboardingTable(page).getByRole('row').nth(1).focus();
    await page.keyboard.press('Control+a');
    const dialog = await openRun(page, 'Revoke passes');
    await composeRun(dialog, { ticket: '', reason: 'The intake was called off' });
    await dryRun(dialog);
    await expect(dialog).toContainText(`${holders.length} will lose their pass, ${20 - holders.length} will not.`);
    await begin(dialog);
    await untilEnded(dialog);
    const left = holders.filter(({ person }) => state.passOf(person.id) !== undefined);
    expect([holders.length, left]).toEqual([7, []]);
    await expect(await rowIn(resultsTable(page), able[0]?.person.userPrincipalName ?? '')).toContainText('Done');
  });
});

/** The system's dialog is the one part that a test cannot click. */
const saveTo = (app: ElectronApplication, filePath: string) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, filePath);

/** The next slips are printed into the app's memory; {@link printed} then tells what stood on them. */
async function printToMemory(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    electron.once('web-contents-created', (_, contents) => {
      contents.print = (_options, done) => {
        void (contents.executeJavaScript('document.body.innerText') as Promise<string>).then((text) => {
          Object.assign(globalThis, { printedText: text });
          done?.(true, '');
        });
      };
    });
  });
}

const printed = (app: ElectronApplication): Promise<string> => app.evaluate(() => (globalThis as unknown as { readonly printedText: string }).printedText);

const plain = (text: string): string => text.replaceAll(/\s/g, '');

/** By user principal name: the line under it on the slip is the passcode. */
const slipsIn = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/User name: (\S+)\s+(\S.*)/g)].map(([, userPrincipalName = '', passcode = '']) => [userPrincipalName, plain(passcode)]));
