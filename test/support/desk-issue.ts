/** The issue form, as its operators speak of it. Names as the product promises them. */
import { expect, type Locator, type Page } from '@playwright/test';

export type PassWish = {
  readonly to: string;
  readonly reason?: string;
  readonly ticket?: string;
  /** Name of the preset; the first one unless said otherwise. */
  readonly scenario?: string;
  /** How the caller was verified: the beginning of the choice's name. The first that counts unless said otherwise. */
  readonly verification?: string;
  readonly lifetimeInMinutes?: number;
  readonly isUsableOnce?: boolean;
};

const SEEN = 'Passport, seen on video';

export const issueDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Issue a Temporary Access Pass' });

/** Opens the form from the person's panel, and waits until what decides about the pass was read. */
export async function openIssue(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Issue pass' }).click();
  const dialog = issueDialog(page);
  await expect(dialog.getByRole('list', { name: 'Preflight' })).toBeVisible();
  return dialog;
}

/** Says how the caller was verified, and waits until it is recorded. */
export async function verify(dialog: Locator, how?: string): Promise<void> {
  const group = dialog.getByRole('group', { name: 'Verification' });
  const choices = how === undefined ? group.getByRole('radio', { disabled: false }) : group.getByRole('radio', { name: new RegExp(`^${how}`) });
  await choices.first().check();
  const seen = group.getByRole('textbox', { name: 'What you saw' });
  if (await seen.isVisible()) {
    await seen.fill(SEEN);
    await seen.press('Enter');
  }
  await expect(group.getByText(/^Verified .* counts until/)).toBeVisible();
}

/** Goes on although something could not be checked, where that is asked. */
export async function acknowledge(dialog: Locator): Promise<void> {
  const although = dialog.getByRole('checkbox', { name: /^Issue although/ });
  if (await although.isVisible()) await although.check();
}

/** Everything but the last press. */
export async function fillIn(dialog: Locator, { reason = 'Lost phone, called back on the number on file', ticket = 'INC-1042', scenario, verification, lifetimeInMinutes, isUsableOnce }: Omit<PassWish, 'to'>): Promise<void> {
  if (scenario !== undefined) await dialog.getByRole('combobox', { name: 'Scenario' }).selectOption(scenario);
  await verify(dialog, verification);
  if (lifetimeInMinutes !== undefined) {
    const lifetime = dialog.getByRole('spinbutton', { name: 'Lifetime in minutes' });
    await lifetime.fill(String(lifetimeInMinutes));
    await lifetime.blur();
  }
  if (isUsableOnce !== undefined) await dialog.getByRole('switch', { name: 'Usable once' }).setChecked(isUsableOnce);
  await dialog.getByRole('textbox', { name: 'Ticket' }).fill(ticket);
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await acknowledge(dialog);
}

export async function send(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Issue', exact: true }).click();
}
