/** The operator at the issue form and the hand-over dialog, by the names the product promises. */
import { expect, type Locator } from '@playwright/test';
import type { Stage } from './course';

/** Reading back after a lost answer takes its pauses, ms. */
const ISSUED_WITHIN_MS = 30_000;
/** Longer than the press that only switches, ms. */
const HELD_MS = 800;

export const dialogOf = ({ desk }: Stage): Locator => desk.page.getByRole('dialog', { name: 'Temporary Access Pass', exact: true });
export const passcodeOf = (stage: Stage): Locator => dialogOf(stage).getByRole('group', { name: 'Passcode' });
export const press = async (stage: Stage, name: string | RegExp): Promise<void> => dialogOf(stage).getByRole('button', { name, exact: true }).click();

/** Fills in the form and sends it; what comes of it is the walk's business. @returns the form. */
export async function sendIssue({ desk }: Stage, person: string): Promise<Locator> {
  const panel = await desk.find(person);
  await panel.getByRole('button', { name: 'Issue pass' }).click();
  const form = desk.page.getByRole('dialog', { name: 'Issue a Temporary Access Pass' });
  await form.getByRole('group', { name: 'Verification' }).getByRole('radio', { name: 'Seen with photo ID' }).check();
  const seen = form.getByRole('textbox', { name: 'What you saw' });
  await seen.fill('Passport, on video');
  await seen.press('Enter');
  await expect(form).toContainText('counts until');
  await form.getByRole('textbox', { name: 'Ticket' }).fill('INC-4711');
  await form.getByRole('textbox', { name: 'Reason' }).fill('Lost phone, called back on the number on file');
  for (const name of [/^Replace it/, /^Issue although/]) {
    const box = form.getByRole('checkbox', { name });
    if (await box.count() > 0) await box.check();
  }
  await form.getByRole('button', { name: 'Issue', exact: true }).click();
  return form;
}

/** The whole way to the hand-over, which stays open and hidden. @returns the passcode, as the tenant gave it out. */
export async function issue(stage: Stage, person: string): Promise<string> {
  const form = await sendIssue(stage, person);
  const failure = form.getByRole('alert').or(form.getByText('You are not permitted', { exact: false }));
  await expect(dialogOf(stage).or(failure).first()).toBeVisible({ timeout: ISSUED_WITHIN_MS });
  await expect(dialogOf(stage)).toBeVisible();
  return stage.course.canaries.newest();
}

/** @returns what stands in the group, without white space. */
export async function read(stage: Stage): Promise<string> {
  const shown = passcodeOf(stage);
  await expect(shown).toHaveText(/\S{4}/);
  return (await shown.innerText()).replace(/\s/g, '');
}

/** A short press leaves it shown. @returns the passcode, which is the one the tenant gave out. */
export async function show(stage: Stage): Promise<string> {
  await press(stage, 'Show passcode');
  const passcode = await read(stage);
  expect(passcode === stage.course.canaries.newest(), 'the window shows the passcode the tenant gave out').toBe(true);
  stage.course.canaries.add(passcode, 'the window');
  return passcode;
}

export async function hidden(stage: Stage, withinMs = 5_000): Promise<void> {
  await expect(passcodeOf(stage)).toBeHidden({ timeout: withinMs });
}

export async function holdWithPointer(stage: Stage): Promise<void> {
  const { mouse } = stage.desk.page;
  await dialogOf(stage).getByRole('button', { name: 'Show passcode' }).hover();
  await mouse.down();
  await read(stage);
  await stage.desk.page.waitForTimeout(HELD_MS);
  await mouse.up();
  await hidden(stage);
}

export async function holdWithKey(stage: Stage): Promise<void> {
  const { keyboard } = stage.desk.page;
  await dialogOf(stage).getByRole('button', { name: 'Show passcode' }).focus();
  await keyboard.down('Space');
  await read(stage);
  await stage.desk.page.waitForTimeout(HELD_MS);
  await keyboard.up('Space');
  await hidden(stage);
}

/** Ends the hand-over of a passcode that somebody has. The page holds nothing of it afterwards. */
export async function done(stage: Stage): Promise<void> {
  await press(stage, 'Done');
  await expect(dialogOf(stage)).toBeHidden();
  await stage.course.expectCleanPage(stage.desk.page);
}

export const clipboardOf = ({ desk }: Stage): Promise<string> => desk.app.evaluate(async ({ clipboard }) => clipboard.readText());
