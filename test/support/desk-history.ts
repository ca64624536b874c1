/** The history, as its readers speak of it: a life a row, what happened in it, and files that it is exported into. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Desk } from './desk';

/** An export reads everything, and this machine is busy, ms. */
const WRITTEN = { timeout: 30_000 };

export const historyTable = (page: Page): Locator => page.getByRole('table', { name: 'History' });
export const detailPane = (page: Page): Locator => page.getByRole('region', { name: 'Details' });
export const exportDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Export history' });

/** Rows of lives that have all of these texts in them, newest first. */
export const livesWith = (page: Page, ...texts: readonly string[]): Locator =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), historyTable(page).getByRole('row'));

/** Opens a row by the mouse. @returns its details, all of them read. */
export async function openLife(page: Page, row: Locator): Promise<Locator> {
  await row.click();
  const details = detailPane(page);
  await expect(details.getByRole('list', { name: 'What happened' })).toBeVisible();
  await expect(details).toHaveAttribute('aria-busy', 'false');
  await expect(row).toHaveAttribute('aria-current', 'true');
  return details;
}

/** What happened in the life that is open, oldest first, as its headings say it. */
export function stepsOf(details: Locator): Promise<readonly string[]> {
  return details
    .getByRole('list', { name: 'What happened' })
    .locator(':scope > li > div:first-child bdi')
    .allInnerTexts();
}

/** Whatever is exported next lies there: the system's dialog is the one part that a test cannot click. */
export async function saveInto({ app }: Pick<Desk, 'app'>, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

/** Exports what the filter shows, from the open History, and waits until the file is there. @param format - As the dialog calls it. */
export async function exportAs({ page }: Pick<Desk, 'page'>, format: string): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = exportDialog(page);
  await dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).check();
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByText('The export is written, and stands in the journal.')).toBeVisible(WRITTEN);
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(dialog).toBeHidden();
}
