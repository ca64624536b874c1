/** An encrypted PDF of a run: written, its key shown, opened with it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import { openPdf } from '../support/open-pdf';
import type { Stage } from './course';
import { deliver } from './runs';

export const keyDialog = ({ desk }: Stage): Locator => desk.page.getByRole('dialog', { name: 'Key of the encrypted PDF' });

/** Writes the slips of all, or of those selected, into an encrypted PDF. @returns where it lies. */
export async function seal(stage: Stage, name: string, layout?: string): Promise<string> {
  const { desk } = stage;
  const file = path.join(desk.folder, 'home', name);
  await desk.app.evaluate(({ dialog }, filePath) => void Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) }), file);
  await deliver(stage, 'Encrypted PDF…', /into an encrypted PDF$/, layout);
  await expect(keyDialog(stage)).toBeVisible({ timeout: 60_000 });
  return file;
}

/** @returns the key as it stands in the window, which is the one that the app's reply held. */
export async function showKey(stage: Stage): Promise<string> {
  await keyDialog(stage).getByRole('button', { name: 'Show key' }).click();
  const shown = keyDialog(stage).getByRole('group', { name: 'Key' });
  await expect(shown).toHaveText(/\S{4}/);
  const key = (await shown.innerText()).replace(/\s/g, '');
  const known = stage.course.canaries.of('key').map(({ value }) => value);
  expect(known.includes(key), 'the window shows the key that the reply held').toBe(true);
  stage.course.canaries.add(key, 'the window', 'key');
  // It counts as seen once it was painted.
  await stage.desk.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 200)))));
  return key;
}

/**
 * The file gives nothing away, and with its key all: so the search of it has not looked at an empty file.
 * @returns on each page, the names of the passcodes.
 */
export async function openSealed({ course }: Stage, file: string, key: string): Promise<readonly (readonly string[])[]> {
  const bytes = readFileSync(file);
  expect(course.namesIn(bytes), 'passcodes and keys in the file').toEqual([]);
  expect(await openPdf(bytes, undefined), 'the file opened without its key').toBeNull();
  const opened = await openPdf(bytes, key);
  expect(opened === null, 'the file stays closed with its key').toBe(false);
  const found = opened?.pages.map((page) => course.canaries.of('passcode').filter(({ value }) => page.replaceAll(' ', '').includes(value))) ?? [];
  for (const { value } of found.flat()) course.canaries.add(value, 'an encrypted PDF, opened with its key');
  return found.map((page) => page.map(({ name }) => name).sort());
}
