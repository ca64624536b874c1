/** Granting and ending, as operators speak of it. */
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';

export type GrantWish = {
  /** Names of roles or groups, as the catalogue has them. */
  readonly what: readonly string[];
  readonly hours: number;
  readonly reason?: string;
  readonly ticket?: string;
  readonly template?: string;
};

export const grantDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Grant a role' });
export const grantsOf = (page: Page): Locator => page.getByRole('region', { name: 'Grants' });

/** Opens the form from the person's panel, and waits until what may be granted was read. */
export async function openGrant(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Grant role' }).click();
  const dialog = grantDialog(page);
  await expect(dialog.getByRole('group', { name: 'Roles and groups' })).toBeVisible();
  return dialog;
}

/** Everything but asking PIM. */
export async function fillInGrant(dialog: Locator, { what, hours, reason = 'Mail flow is down', ticket = 'INC-7001', template = 'Incident' }: GrantWish): Promise<void> {
  await dialog.getByRole('combobox', { name: 'Template' }).selectOption(template);
  for (const name of what) await dialog.getByRole('group', { name: 'Roles and groups' }).getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
  await dialog.getByRole('spinbutton', { name: 'Duration' }).fill(String(hours));
  await dialog.getByRole('combobox', { name: 'Unit' }).selectOption('hours');
  await dialog.getByRole('textbox', { name: 'Ticket' }).fill(ticket);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  const although = dialog.getByRole('checkbox', { name: /^Grant although/ });
  if (await although.isVisible()) await although.check();
}

/** Asks PIM, sees its verdict, grants, and closes. */
export async function grant(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Check with PIM' }).click();
  const go = dialog.getByRole('button', { name: 'Grant', exact: true });
  await expect(go).toBeVisible();
  await go.click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
}

/** Moves the clock of the whole app, the demo tenant's with it: five minutes are long for a test. */
export async function letPass(app: ElectronApplication, minutes: number): Promise<void> {
  await app.evaluate((_, ahead) => {
    const Real = Date;
    class Shifted extends Real {
      constructor(...given: readonly unknown[]) {
        if (given.length === 0) super(Real.now() + ahead);
        else super(...(given as ConstructorParameters<typeof Date>));
      }
      static override now(): number {
        return Real.now() + ahead;
      }
    }
    globalThis.Date = Shifted as DateConstructor;
  }, minutes * 60_000);
}
