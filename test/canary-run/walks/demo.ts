/** At the desk of the demo tenant: call mode, the clipboard, a slip, the journal's export. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { DEMO_PEOPLE } from '../../../main/demo-tenant/directory/demo-people';
import { exportAs, historyTable, saveInto } from '../../support/desk-history';
import { canaryPolicy } from '../canary-policy';
import type { Path, Walk } from '../course';
import { clipboardOf, dialogOf, done, hidden, holdWithKey, holdWithPointer, issue, passcodeOf, press, read, show } from '../hand-over';

/** Shown or copied for 30 s; what is added is patience, ms. */
const THIRTY_SECONDS_MS = 36_000;

export const callMode: Path = {
  name: 'call mode: show, read back, hide, hold by pointer and key, lost focus, Done',
  walk: async (stage) => {
    await issue(stage, DEMO_PEOPLE.member.displayName);
    const passcode = await show(stage);
    await stage.course.plant(stage.desk, passcode);
    for (const tick of await dialogOf(stage).getByRole('checkbox', { name: /read back$/ }).all()) await tick.check();
    await press(stage, 'Hide passcode');
    await hidden(stage);
    await stage.course.expectCleanPage(stage.desk.page);
    await holdWithPointer(stage);
    await holdWithKey(stage);
    await press(stage, 'Show passcode');
    await read(stage);
    await stage.desk.app.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('blur'));
    await hidden(stage);
    await stage.course.expectCleanPage(stage.desk.page);
    await done(stage);
  },
};

const replaced: Path = {
  name: 'a live pass replaced, shown, Done',
  walk: async (stage) => {
    await issue(stage, DEMO_PEOPLE.withLivePass.displayName);
    await show(stage);
    await done(stage);
  },
};

const copied: Path = {
  name: 'copy: off the clipboard, and off the screen, after 30 s',
  walk: async (stage) => {
    const passcode = await issue(stage, DEMO_PEOPLE.joiner.displayName);
    await press(stage, 'Copy');
    await expect(dialogOf(stage)).toContainText('Copied.');
    expect((await clipboardOf(stage)) === passcode, 'the clipboard holds the passcode').toBe(true);
    await show(stage);
    await expect.poll(() => clipboardOf(stage), { timeout: THIRTY_SECONDS_MS }).toBe('');
    await hidden(stage, THIRTY_SECONDS_MS);
    await done(stage);
  },
};

const slip: Path = {
  name: 'slip: the printed page holds the passcode, inflated and decoded; Done without showing it',
  walk: async (stage) => {
    const passcode = await issue(stage, DEMO_PEOPLE.contractor.displayName);
    await press(stage, 'Print slip');
    await expect(dialogOf(stage)).toContainText('given to the print system');
    const page = stage.course.printed().at(-1);
    const name = stage.course.canaries.add(passcode, 'the slip');
    expect(page && stage.course.namesIn(page), 'passcodes found in the slip').toEqual([name]);
    await done(stage);
  },
};

const locked: Path = {
  name: 'the screen is locked while it is shown: forgotten',
  walk: async (stage) => {
    await issue(stage, DEMO_PEOPLE.internalGuest.displayName);
    await show(stage);
    await stage.desk.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
    await expect(dialogOf(stage)).toContainText('gone from this desk');
    await expect(passcodeOf(stage)).toBeHidden();
    await done(stage);
  },
};

const exported: Path = {
  name: 'the journal exported as CSV',
  walk: async (stage) => {
    const { desk } = stage;
    const file = path.join(desk.folder, 'home', 'journal.csv');
    await saveInto(desk, file);
    await desk.goTo('History');
    await expect(historyTable(desk.page)).toBeVisible();
    await exportAs(desk, 'CSV');
    expect(readFileSync(file, 'utf8').split('\r\n').length, 'lines of the file').toBeGreaterThan(2);
    await stage.course.expectCleanPage(desk.page);
    await desk.goTo('People');
  },
};

const leaving: Path = {
  name: 'copy, Done, sign-out, quit: the clipboard is emptied on quitting',
  walk: async (stage) => {
    const passcode = await issue(stage, DEMO_PEOPLE.harmlessRole.displayName);
    await press(stage, 'Copy');
    await expect(dialogOf(stage)).toContainText('Copied.');
    await done(stage);
    await stage.desk.signOut();
    await stage.course.expectCleanPage(stage.desk.page);
    expect((await clipboardOf(stage)) === passcode, 'the clipboard still holds the passcode').toBe(true);
    await stage.desk.close();
    expect(stage.course.clipboardsAtQuit().at(-1), 'the clipboard as the app went').toBe('');
  },
};

export const demoWalk: Walk = {
  name: 'demo tenant',
  on: async (course, walk) => {
    const args = ['--demo', canaryPolicy(path.join(course.folder, 'demo.json'))];
    const desk = await course.open({ args });
    try {
      await desk.waitUntilSignedIn();
      await walk({ desk, course, tenant: null, openAgain: () => Promise.reject(new Error('the demo tenant goes with the app')) });
    } finally {
      await desk.close();
    }
  },
  paths: [callMode, replaced, copied, slip, locked, exported, leaving],
};
