/** The Passes view, as its operators speak of it. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Asking about everybody takes its batches, in ms. */
const READ_LIMIT_IN_MS = 20_000;

export type PassesWords = {
  /** Goes to the view and waits until everybody was asked about. @returns the table. */
  readonly seePasses: () => Promise<Locator>;
  /** The row of one person in the open view. */
  readonly passOf: (name: string) => Locator;
  readonly selectPassesOf: (...names: readonly string[]) => Promise<void>;
  /** Revokes what is selected, and waits for the last word on it. @returns the table of what came of each. */
  readonly revokeSelected: (reason: string) => Promise<Locator>;
};

export function passesWords(page: Page, goTo: (view: string) => Promise<void>): PassesWords {
  const table = page.getByRole('table', { name: 'Passes' });
  const passOf = (name: string) => table.getByRole('row').filter({ hasText: name });
  return {
    passOf,
    seePasses: async () => {
      await goTo('Passes');
      await expect(page.getByText(/Asked about .*Gathered/)).toBeVisible();
      // Nothing is read any more.
      await expect(page.getByRole('button', { name: 'Refresh' })).not.toHaveAttribute('aria-disabled', 'true', { timeout: READ_LIMIT_IN_MS });
      return table;
    },
    selectPassesOf: async (...names) => {
      for (const name of names) await passOf(name).getByRole('checkbox').check();
    },
    revokeSelected: async (reason) => {
      await page.getByRole('button', { name: 'Revoke selected' }).click();
      return confirmRevoke(page.getByRole('dialog', { name: /^Revoke / }), reason);
    },
  };
}

/** Says why in the open dialog, goes on, and waits for the last word. */
export async function confirmRevoke(dialog: Locator, reason: string): Promise<Locator> {
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await dialog.getByRole('button', { name: /^Revoke( \d+)?$/ }).click();
  await expect(dialog.getByRole('button', { name: 'Close', exact: true })).toBeVisible({ timeout: READ_LIMIT_IN_MS });
  return dialog.getByRole('table', { name: 'Results' });
}
