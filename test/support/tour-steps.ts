/** Steps from stop to stop that several walks take. */
import { expect, type Locator, type Page } from '@playwright/test';
import { DEMO_PEOPLE, type DemoPersonKey } from '../../main/demo-tenant/directory/demo-people';
import type { Desk } from './desk';
import { handOverDialog } from './desk-hand-over';
import { fillIn, issueDialog, openIssue, send } from './desk-issue';
import type { Stop } from './tour';

export type Step = (desk: Desk) => Promise<void>;

export const inTurn = (...steps: readonly Step[]): Step => async (desk) => {
  for (const step of steps) await step(desk);
};
export const see = (what: (page: Page) => Locator): Step => ({ page }) => expect(what(page)).toBeVisible();
export const goTo = (view: string): Step => (desk) => desk.goTo(view);
export const find = (text: string): Step => ({ page }) => page.getByRole('searchbox', { name: 'Find a person' }).fill(text);
export const press = (name: string | RegExp): Step => ({ page }) => page.getByRole('button', { name }).first().click();

export const seePerson = (key: DemoPersonKey): Step => async (desk) => {
  const panel = await desk.find(DEMO_PEOPLE[key].displayName);
  await expect(panel.getByRole('region', { name: 'Current pass' })).toBeVisible();
};
export const person = (name: string, key: DemoPersonKey, more: Partial<Stop> = {}): Stop => ({ name, open: seePerson(key), ...more });

/** The form, with everything read. */
export const formOpens: Step = async ({ page }) => {
  await openIssue(page);
};
export const formIsFilled: Step = ({ page }) => fillIn(issueDialog(page), { ticket: 'INC-2041', reason: 'Lost phone. Called back on the number on file.' });
export const formIsSent: Step = ({ page }) => send(issueDialog(page));
export const issued: Step = inTurn(formOpens, formIsFilled, formIsSent, see(handOverDialog));
export const shown: Step = async (desk) => {
  await desk.readPasscode();
};

export const cancel: Step = async ({ page }) => {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
};

/** So that the picture shows it, where a form or a view is taller than the window. */
export const scrollTo = (what: (page: Page) => Locator): Step => ({ page }) => what(page).evaluate((element) => element.scrollIntoView({ block: 'center' }));
