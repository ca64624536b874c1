/** Onboarding and runs, as operators speak of them: choose people, say what for, try it, begin it, hand over. */
import { expect, type Locator, type Page } from '@playwright/test';

/** A dry run of two hundred and a run of forty take their time, in ms. */
export const RUN_LIMIT = { timeout: 60_000 };

export type RunAct = 'Issue passes' | 'Revoke passes' | 'End access';
export type RunWish = {
  readonly ticket?: string;
  readonly reason?: string;
  /** What was seen; the manager of each attested where it is left out. */
  readonly seen?: string;
};

export const onboardingTable = (page: Page): Locator => page.getByRole('table', { name: 'Onboarding' });
export const runDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Run', exact: true });
export const keyDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Key of the encrypted PDF' });
export const resultsTable = (page: Page): Locator => runDialog(page).getByRole('table', { name: 'Results' });
/** The view's own count; a screen reader is told the same. */
export const countShown = (page: Page): Locator => page.getByRole('paragraph').filter({ hasText: /^\d+ of \d+ shown/ });

/** The row that Tab reaches. A key pressed on it finds it wherever the focus was: a dialog that opens sets it a moment later. */
const atKeyboard = (table: Locator): Locator => table.locator('tr[tabindex="0"]');

/** On by some rows, and until those that are in sight then are drawn. */
async function pageDown(table: Locator): Promise<void> {
  await atKeyboard(table).press('PageDown');
  await table.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

/** Pages through a long table with the keyboard until the row is drawn. @param text - Part of what stands in it. */
export async function rowIn(table: Locator, text: string): Promise<Locator> {
  const row = table.getByRole('row').filter({ hasText: text });
  const total = Number(await table.getAttribute('aria-rowcount'));
  // In one step: rows that are found now may be drawn no longer when they are asked again. Where the keyboard is, a row stays drawn.
  const reach = () => row.evaluateAll(([found]) => found instanceof HTMLElement && (found.focus(), document.activeElement === found));
  await atKeyboard(table).press('Home');
  for (let seen = 0; seen <= total && !(await reach()); seen += 5) await pageDown(table);
  await expect(row).toBeVisible();
  return row;
}

/** The text of every row, the head aside, paged through with the keyboard; rows come and go while people are still read. */
export async function everyRow(table: Locator): Promise<readonly string[]> {
  const texts = new Map<string, string>();
  await atKeyboard(table).press('Home');
  const total = Number(await table.getAttribute('aria-rowcount')) - 1;
  for (let seen = 0; seen <= total && texts.size < total; seen += 5) {
    const drawn = await table.locator('tr[data-row]').evaluateAll((rows) => rows.map((row) => [row.getAttribute('data-row') ?? '', (row as HTMLElement).innerText] as const));
    for (const [id, text] of drawn) texts.set(id, text);
    await pageDown(table);
  }
  expect(texts.size).toBe(total);
  return [...texts.values()];
}

/** Chooses a group by the beginning of its name, with the keyboard alone, and waits for its people. */
export async function chooseGroup(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name: 'By group' }).check();
  const box = page.getByRole('combobox', { name: 'Find a group' });
  await box.fill(name);
  // What was found for fewer letters stays in sight until this is answered.
  await expect(page.getByText('1 group found')).toBeVisible();
  await box.press('Enter');
  await expect(page.getByText(`Members of ${name}`)).toBeVisible();
  await expect(countShown(page)).toBeVisible();
}

/** Chooses a file as the system's dialog would. @returns what the view says of it. */
export async function readCsv(page: Page, lines: readonly string[], name = 'starters.csv'): Promise<Locator> {
  await page.getByRole('radio', { name: 'From a CSV' }).check();
  await page.getByLabel('CSV file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n'), 'utf8') });
  const said = page.getByText(new RegExp(`^${name}: \\d+ lines?, .* found`)).filter({ visible: true }).last();
  await expect(said).toBeVisible();
  return said;
}

/** Opens the run for those who are selected, and waits for its form. */
export async function openRun(page: Page, act: RunAct): Promise<Locator> {
  await page.getByRole('button', { name: `${act}…` }).click();
  const dialog = runDialog(page);
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeVisible();
  return dialog;
}

export async function composeRun(dialog: Locator, { ticket = 'HR-77', reason = 'They start on Wednesday', seen }: RunWish = {}): Promise<void> {
  const verification = dialog.getByRole('group', { name: 'Verification' });
  if (await verification.isVisible()) {
    await verification.getByRole('radio', { name: seen === undefined ? /manager attested$/ : 'Seen with photo ID' }).check();
    if (seen !== undefined) await verification.getByRole('textbox', { name: 'What you saw' }).fill(seen);
  }
  await dialog.getByRole('textbox', { name: 'Ticket' }).fill(ticket);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
}

/** Tries it without sending anything. @returns the table of everybody. */
export async function dryRun(dialog: Locator): Promise<Locator> {
  await dialog.getByRole('button', { name: 'Dry run', exact: true }).click();
  const table = dialog.getByRole('table', { name: 'Dry run' });
  await expect(table).toBeVisible(RUN_LIMIT);
  return table;
}

/** Answers the questions for everybody who has them, but for those named. */
export async function answerAll(dialog: Locator, except?: RegExp): Promise<void> {
  for (const question of await dialog.getByRole('group', { name: 'Questions' }).getByRole('checkbox').all()) {
    const label = (await question.getAttribute('aria-label')) ?? (await question.evaluate((box: HTMLInputElement) => box.labels?.[0]?.textContent ?? ''));
    if (except?.test(label) !== true) await question.check();
  }
}

/** Presses the button that names the act and how many it meets. */
export async function begin(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: /^(Issue|Revoke) \d+ pass|^End access of \d+ / }).click();
  await expect(dialog.getByRole('progressbar', { name: 'Progress' })).toBeVisible(RUN_LIMIT);
}

export const untilEnded = (dialog: Locator): Promise<void> => expect(dialog.getByText('Ended', { exact: true })).toBeVisible(RUN_LIMIT);

/** How many people had their turn, and of how many. */
export async function turnsIn(dialog: Locator): Promise<readonly [over: number, all: number]> {
  const text = (await dialog.getByRole('progressbar', { name: 'Progress' }).getAttribute('aria-valuetext')) ?? '';
  const [, over = 'NaN', all = 'NaN'] = /^(\d+) of (\d+)$/.exec(text) ?? [];
  return [Number(over), Number(all)];
}

/** Everything a screen reader is told from now on, politely or at once, in the order it is told. @returns reads it. */
export async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    let last = '';
    // A modal dialog has regions of its own that say the same: what follows the same words is no second saying.
    const hear = () => {
      for (const region of document.querySelectorAll('[aria-live]')) {
        const words = region.textContent.replaceAll('\u00a0', '').trim();
        if (words !== '' && words !== last && !heard.slice(-1).includes(words)) heard.push((last = words));
      }
    };
    hear();
    heard.length = 0;
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { readonly heard: readonly string[] }).heard);
}
