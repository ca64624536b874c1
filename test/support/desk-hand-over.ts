/** The hand-over, as its operators speak of it: read aloud, copy, print, mail, split, done. */
import { expect, type Locator, type Page } from '@playwright/test';

export const handOverDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Temporary Access Pass', exact: true });

export type HandOverWords = {
  /** Shows the passcode in the open hand-over dialog, or the half that is left to read, and returns it without white space. */
  readonly readPasscode: () => Promise<string>;
  readonly copyPasscode: () => Promise<void>;
  readonly printSlip: () => Promise<void>;
  readonly mailToManager: () => Promise<void>;
  /** The second half goes to the manager. */
  readonly splitWithManager: () => Promise<void>;
  readonly finishHandOver: () => Promise<void>;
};

export function handOverWords(page: Page): HandOverWords {
  const dialog = handOverDialog(page);
  const ways = dialog.getByRole('group', { name: 'Other ways to hand over' });
  const handOver = (way: string, said: RegExp) => async () => {
    await ways.getByRole('button', { name: way }).click();
    await expect(ways.getByText(said)).toBeVisible();
  };
  return {
    readPasscode: async () => {
      await dialog.getByRole('button', { name: 'Show passcode' }).click();
      const shown = dialog.getByRole('group', { name: 'Passcode' });
      await expect(shown).toHaveText(/\S{4}/);
      return (await shown.innerText()).replace(/\s/g, '');
    },
    copyPasscode: handOver('Copy', /^Copied\./),
    printSlip: handOver('Print slip', /^The slip was given to the print system/),
    mailToManager: handOver('Mail to manager', /^Mailed to /),
    splitWithManager: handOver('Split: second half to manager', /^The second half was mailed to /),
    finishHandOver: async () => {
      await dialog.getByRole('button', { name: 'Done' }).click();
      await expect(dialog).toBeHidden();
    },
  };
}
