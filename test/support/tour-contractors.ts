/** The tour of contractors and of access that ends: the list, dossiers, one act over several people, what is left open of it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import type { DeskPolicy } from '../../shared/desk-policy';
import { cutOff } from './cut-off';
import { leastPolicy } from './desk-policy';
import { deskPolicy } from './tour-policy-file';
import { LEAD } from './tour-roles';
import { cancel, goTo, inTurn, press, see, type Step } from './tour-steps';
import type { Stop, Walk } from './tour';

const { endedContractor: otto, externalGuest: henrik, endingContractor: sofia, unsponsored: kwame, guestContractor: anouk } = DEMO_PEOPLE;

/** Everybody from this company counts: guests of the tenant whose account lives elsewhere among them. */
const POLICY: DeskPolicy = { ...leastPolicy, contractors: { companies: ['partner.example'], end: { leaveDate: true, attribute: 'extensionAttribute7' } } };
const ENDED = { timeout: 30_000 };

const table = (page: Page): Locator => page.getByRole('table', { name: 'Contractors' });
const endAccessDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'End access' });
export const seeContractors: Step = inTurn(goTo('Contractors'), see((page) => table(page).getByRole('rowheader').first()), ({ page }) =>
  // Nothing is read any more.
  expect(page.getByRole('button', { name: 'Refresh' })).not.toHaveAttribute('aria-disabled', 'true', ENDED));
const filterContractors = (text: string): Step => ({ page }) => page.getByRole('searchbox', { name: 'Filter contractors' }).fill(text);
const openDossier = (name: string): Step => async (desk) => {
  await filterContractors(name)(desk);
  await table(desk.page).getByText(name).first().click();
  await expect(desk.page.getByRole('heading', { name: 'Proof of ended access' })).toBeVisible();
};
export const dossierOfOtto: Step = inTurn(openDossier(otto.displayName), see((page) => page.getByText('Project Aurora').first()));
/** Everything was read that decides what ends. */
const outlookOf = (...names: readonly string[]): Step => async ({ page }) => {
  for (const name of names) await expect(endAccessDialog(page).getByRole('heading', { name })).toBeVisible(ENDED);
};
export const ottoIsToEnd: Step = inTurn(press('End access'), outlookOf(otto.displayName));

/** As an Authentication Administrator, who may not read every leave date. */
export const CONTRACTORS_UNREAD: readonly Stop[] = [{ name: 'contractors-unread', open: seeContractors }];

const LIST: readonly Stop[] = [
  { name: 'contractors', inContrast: true, open: inTurn((desk) => desk.waitUntilSignedIn(), seeContractors) },
  {
    name: 'contractors-selected',
    inContrast: true,
    open: async ({ page }) => {
      await page.getByRole('combobox', { name: 'Contract end' }).selectOption('ended');
      await page.getByRole('button', { name: 'Enabled only' }).click();
      for (const row of [0, 1]) await table(page).getByRole('checkbox', { name: /^Select (?!all)/ }).nth(row).check();
    },
  },
];

const DOSSIERS: readonly Stop[] = [
  {
    name: 'dossier',
    open: inTurn(async ({ page }) => {
      await page.getByRole('button', { name: 'Enabled only' }).click();
      await page.getByRole('combobox', { name: 'Contract end' }).selectOption('any');
    }, dossierOfOtto),
  },
  { name: 'dossier-guest', open: inTurn(press('Back to the list'), openDossier(henrik.displayName), see((page) => page.getByRole('heading', { name: 'Who can help this guest' }))) },
];

const END: readonly Stop[] = [
  { name: 'end-access', inContrast: true, open: inTurn(press('Back to the list'), dossierOfOtto, ottoIsToEnd, ({ page }) => endAccessDialog(page).getByRole('switch', { name: 'Also disable the account' }).check()) },
  {
    name: 'end-access-done',
    inContrast: true,
    open: async ({ app, page }) => {
      const dialog = endAccessDialog(page);
      const goesOn = await cutOff(app, { address: 'revokeSignInSessions' });
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('The project has ended');
      await dialog.getByRole('textbox', { name: 'Ticket' }).fill('CHG-31');
      await dialog.getByRole('button', { name: 'End access' }).click();
      await expect(dialog.getByText('Not complete', { exact: true })).toBeVisible(ENDED);
      await goesOn();
    },
  },
  {
    name: 'dossier-proof',
    inContrast: true,
    open: async ({ page }) => {
      await endAccessDialog(page).getByRole('button', { name: 'Close', exact: true }).click();
      await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Resume');
      await expect(page.getByRole('list', { name: 'Proof of ended access' })).toContainText('CHG-31');
    },
  },
  { name: 'give-up', open: inTurn(press('Give up'), see((page) => page.getByRole('dialog', { name: 'Give up ending access' }))) },
  {
    name: 'end-access-many',
    open: inTurn(cancel, press('Back to the list'), async ({ page }) => {
      for (const { displayName } of [sofia, kwame, anouk]) {
        await page.getByRole('searchbox', { name: 'Filter contractors' }).fill(displayName);
        await table(page).getByRole('checkbox', { name: `Select ${displayName}` }).check();
      }
      await page.getByRole('searchbox', { name: 'Filter contractors' }).fill('');
      await page.getByRole('button', { name: 'End access', exact: true }).first().click();
    }, outlookOf(sofia.displayName, kwame.displayName, anouk.displayName)),
  },
  {
    name: 'end-access-paused',
    open: async ({ page }) => {
      const dialog = endAccessDialog(page);
      await dialog.getByRole('textbox', { name: 'Reason' }).fill('The framework contract is over');
      await dialog.getByRole('button', { name: /^End access of/ }).click();
      await dialog.getByRole('button', { name: 'Pause' }).click();
      await expect(dialog.getByRole('button', { name: 'Go on' })).toBeVisible(ENDED);
    },
  },
];

export const CONTRACTORS: Walk = {
  name: 'contractors, and access that ends',
  prepare: () => ({ args: [deskPolicy(JSON.stringify(POLICY, null, 2)), ...LEAD] }),
  stops: [...LIST, ...DOSSIERS, ...END],
};
