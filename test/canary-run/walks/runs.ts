/** Runs at the desk of a tenant that can be looked into: every way in which their passcodes leave, or do not. */
import { expect } from '@playwright/test';
import { openPdf } from '../../support/open-pdf';
import { HANDED_OVER_WITHIN_MINUTES } from '../canary-policy';
import type { Path, Stage, Walk } from '../course';
import { clipboardOf, dialogOf, hidden, passcodeOf as passcodeShown, press, read } from '../hand-over';
import { allHeld, byManager, closeRun, deliver, everybody, expectRows, hasPass, type Hire, HIRES, meet, passcodeOf, passcodesOf, rowOf, run, runDialog, select, withPass } from '../runs';
import { keyDialog, openSealed, seal, showKey } from '../sealed';
import { onEntra, tenantOf } from './entra';

const [first, second, third, ...rest] = HIRES;
const lastPrinted = ({ course }: Stage): Buffer => course.printed().at(-1) ?? Buffer.alloc(0);

const openHandOver = async (stage: Stage, who: Hire): Promise<void> => {
  await rowOf(stage, who).getByRole('button', { name: `Hand over to ${who.displayName}` }).click();
  await expect(dialogOf(stage)).toBeVisible();
};

/** Back in the run, with nothing of it left in the page. */
const finish = async (stage: Stage): Promise<void> => {
  await press(stage, 'Done');
  await expect(dialogOf(stage)).toBeHidden();
  await stage.course.expectCleanPage(stage.desk.page);
};

const oneByOne: Path = {
  name: 'handed over one by one: shown, copied, closed unseen and kept, the screen locked; the rest given up',
  walk: async (stage) => {
    await run(stage);
    await openHandOver(stage, first);
    const before = stage.course.calls('passcode.seen');
    await press(stage, 'Show passcode');
    expect((await read(stage)) === passcodeOf(stage, first).value, 'the window shows the passcode of this person').toBe(true);
    meet(stage, [first], 'the window');
    // Concealed before it was painted it would count as seen by nobody.
    await expect.poll(() => stage.course.calls('passcode.seen')).toBe(before + 1);
    await stage.desk.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
    await hidden(stage);
    await stage.course.expectCleanPage(stage.desk.page);
    await finish(stage);
    await openHandOver(stage, second);
    await press(stage, 'Copy');
    await expect(dialogOf(stage)).toContainText('Copied.');
    expect((await clipboardOf(stage)) === passcodeOf(stage, second).value, 'the clipboard holds the passcode').toBe(true);
    await finish(stage);
    await openHandOver(stage, third);
    await expect(passcodeShown(stage)).toBeHidden();
    await finish(stage);
    await expectRows(stage, [first, second], 'Shown');
    await expectRows(stage, [third, ...rest], 'Nobody has it yet');
    await deliver(stage, 'Give up…', /^Revoke 3 passes$/);
    await expectRows(stage, [third, ...rest], 'Gone, the pass is revoked');
    await expect(runDialog(stage)).toContainText('3 passes revoked.');
    expect([first, second].every((who) => hasPass(stage, who)) && withPass(stage).length === 2, 'two passes are left').toBe(true);
    await closeRun(stage);
  },
};

const printed: Path = {
  name: 'slips, a page for each person; some printed once more',
  walk: async (stage) => {
    await run(stage);
    await deliver(stage, 'Print slips…', /^Print 5 slips$/, 'A page for each person');
    await expectRows(stage, HIRES, 'Printed');
    const job = lastPrinted(stage);
    expect([...stage.course.namesIn(job)].sort(), 'passcodes found in the job').toEqual(passcodesOf(stage));
    expect((await openPdf(job, undefined))?.pages.length, 'pages').toBe(HIRES.length);
    meet(stage, HIRES, 'slips of a run');
    await select(stage, [first, third]);
    await deliver(stage, 'Print slips…', /^Print 2 slips$/);
    await expect.poll(() => [...stage.course.namesIn(lastPrinted(stage))].sort()).toEqual(passcodesOf(stage, [first, third]));
    await closeRun(stage);
  },
};

const printedByManager: Path = {
  name: 'slips, a sheet for each manager: each has their own people',
  walk: async (stage) => {
    await run(stage);
    await deliver(stage, 'Print slips…', /^Print 5 slips$/, 'A sheet for each manager');
    await expectRows(stage, HIRES, 'Printed');
    const pages = (await openPdf(lastPrinted(stage), undefined))?.pages.map((page) => HIRES.filter((who) => page.replaceAll(' ', '').includes(passcodeOf(stage, who).value))) ?? [];
    expect(pages.map((people) => people.map(({ displayName }) => displayName).sort()).sort(), 'people by sheet').toEqual(byManager.map((people) => people.map(({ displayName }) => displayName).sort()).sort());
    meet(stage, HIRES, 'slips of a run');
    await closeRun(stage);
  },
};

const sealedPages: Path = {
  name: 'encrypted PDF: closed without its key and written anew; key shown, hidden, shown, Done; opened with it',
  walk: async (stage) => {
    await run(stage);
    await seal(stage, 'slips.pdf');
    await keyDialog(stage).getByRole('button', { name: 'Done' }).click();
    await keyDialog(stage).getByRole('button', { name: 'Close without the key' }).click();
    await expectRows(stage, HIRES, 'Nobody has it yet');
    const file = await seal(stage, 'slips.pdf');
    await stage.course.expectCleanPage(stage.desk.page);
    const key = await showKey(stage);
    await keyDialog(stage).getByRole('button', { name: 'Hide key' }).click();
    await stage.course.expectCleanPage(stage.desk.page);
    expect((await showKey(stage)) === key, 'the key is the same the second time').toBe(true);
    await keyDialog(stage).getByRole('button', { name: 'Done' }).click();
    await expectRows(stage, HIRES, 'In the encrypted PDF');
    const pages = await openSealed(stage, file, key);
    expect([pages.length, pages.flat().sort()], 'pages, and passcodes on them').toEqual([HIRES.length, passcodesOf(stage)]);
    await closeRun(stage);
  },
};

const sealedSheets: Path = {
  name: 'encrypted PDF, a sheet for each manager; the window loses focus while the key is shown',
  walk: async (stage) => {
    await run(stage);
    const file = await seal(stage, 'sheets.pdf', 'A sheet for each manager');
    const key = await showKey(stage);
    await stage.desk.app.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('blur'));
    await expect(keyDialog(stage).getByRole('group', { name: 'Key' })).toBeHidden();
    await stage.course.expectCleanPage(stage.desk.page);
    await keyDialog(stage).getByRole('button', { name: 'Done' }).click();
    await expectRows(stage, HIRES, 'In the encrypted PDF');
    const sheets = await openSealed(stage, file, key);
    expect([...sheets].sort(), 'passcodes by sheet').toEqual([...byManager.map((people) => passcodesOf(stage, people))].sort());
    await closeRun(stage);
  },
};

const mailed: Path = {
  name: 'one mail to each manager: each holds their own people’s, the mails to the people hold none',
  walk: async (stage) => {
    const before = tenantOf(stage).state.mails.length;
    await run(stage);
    await deliver(stage, 'Mail managers', /^Mail 5 passcodes$/);
    await expectRows(stage, HIRES, 'Mailed to the manager');
    const notices = () => tenantOf(stage).state.mails.slice(before).filter(({ subject }) => subject.includes('made for your account')).length;
    // Some may be of the run before: people are told one after another, and nobody waits for it.
    await expect.poll(notices, { timeout: 20_000 }).toBeGreaterThanOrEqual(HIRES.length);
    const letters = tenantOf(stage).state.mails.slice(before).map((mail) => stage.course.namesIn(Buffer.from(`${mail.subject}\n${mail.content}`))).filter((names) => names.length > 0);
    expect(letters.map((names) => [...names].sort()).sort(), 'passcodes by letter').toEqual([...byManager.map((people) => passcodesOf(stage, people))].sort());
    meet(stage, HIRES, 'the manager’s letter');
    await closeRun(stage);
  },
};

const timedOut: Path = {
  name: 'nobody receives them in time: revoked; issued again, and again not received: sign-out revokes them',
  walk: async (stage) => {
    await run(stage);
    expect(await stage.course.bringForward(stage.desk, HANDED_OVER_WITHIN_MINUTES), 'passcodes whose time is over').toBeGreaterThanOrEqual(HIRES.length);
    await expectRows(stage, HIRES, 'Gone, the pass is revoked');
    await expect.poll(() => withPass(stage), { timeout: 20_000 }).toEqual([]);
    await runDialog(stage).getByRole('button', { name: 'Issue again for 5 people' }).click();
    await allHeld(stage);
    expect(withPass(stage)).toEqual(everybody);
    await closeRun(stage);
    await stage.desk.signOut();
    await stage.course.expectCleanPage(stage.desk.page);
    expect(withPass(stage), 'who has a pass after signing out').toEqual([]);
  },
};

export const runWalk: Walk = { name: 'runs', on: onEntra('runs.json', HIRES), paths: [oneByOne, printed, printedByManager, sealedPages, sealedSheets, mailed, timedOut] };
/** With a key on the screen: as far as a planted leak of one needs to go. */
export const keyWalk: Walk = { ...runWalk, paths: [oneByOne, sealedPages] };
