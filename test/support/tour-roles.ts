/** The tour of what is granted for a time: the Roles view, granting, ending, extending, and the task that holds a pass and grants. */
import { expect, type Locator, type Page } from '@playwright/test';
import { ROLE_TEMPLATES } from '../../main/demo-tenant/directory/roles';
import { cutOff } from './cut-off';
import { fillInGrant, grantDialog, grantsOf, openGrant } from './desk-grants';
import { issueDialog } from './desk-issue';
import { cancel, goTo, inTurn, press, scrollTo, see, seePerson, type Step } from './tour-steps';
import type { Stop, Walk } from './tour';

/** Settling a grant whose answer was lost takes its looks at PIM, ms. */
const SETTLED = { timeout: 20_000 };

const rolesTable = (page: Page): Locator => page.getByRole('table', { name: 'Roles' });
const endDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'End grant' });
const filterRoles = (text: string): Step => ({ page }) => page.getByRole('searchbox', { name: 'Filter roles' }).fill(text);
const ofKind = (kind: string): Step => async ({ page }) => {
  await page.getByRole('combobox', { name: 'Kind' }).selectOption(kind);
};
const firstRow = (page: Page): Locator => rolesTable(page).getByRole('rowheader').first();
export const seeRoles: Step = inTurn(goTo('Roles'), see(firstRow));
const close: Step = async ({ page }) => {
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
};
const formOpens: Step = async ({ page }) => {
  await openGrant(page);
};
const askPim: Step = async ({ page }) => {
  await grantDialog(page).getByRole('button', { name: 'Check with PIM' }).click();
};
const seeAct = (act: RegExp, dialog: (page: Page) => Locator): Step => async ({ page }) => {
  await grantsOf(page).getByRole('button', { name: act }).first().click();
  await expect(dialog(page)).toBeVisible();
};

/** As an Authentication Administrator, who may read little of PIM and grants membership of their own groups alone. */
export const ROLES_UNREAD: readonly Stop[] = [
  { name: 'roles-unread', open: seeRoles },
  {
    name: 'grant-blocked',
    open: inTurn(goTo('People'), seePerson('member'), formOpens, ({ page }) => fillInGrant(grantDialog(page), { what: ['Exchange Administrator'], hours: 2 }), askPim, see((page) => page.getByRole('note', { name: 'Nothing can be granted now' }))),
  },
];

const LOOK: readonly Stop[] = [
  { name: 'roles', inContrast: true, open: inTurn((desk) => desk.waitUntilSignedIn(), seeRoles) },
  { name: 'roles-filtered', isPicture: true, open: inTurn(filterRoles('Aurora'), see((page) => page.getByText(/^\d of \d\d shown/))) },
  { name: 'roles-person', open: inTurn(filterRoles(''), press('Grant role'), ({ page }) => page.getByRole('searchbox', { name: 'Find who is to be granted a role' }).fill('Ma'), see((page) => page.getByText(/^The first/))) },
];

const GRANT: readonly Stop[] = [
  { name: 'grant', inContrast: true, open: inTurn(cancel, goTo('People'), seePerson('member'), formOpens) },
  {
    name: 'grant-mistakes',
    inContrast: true,
    open: async ({ page }) => {
      const dialog = grantDialog(page);
      await fillInGrant(dialog, { what: ['Exchange Administrator'], hours: 72, reason: '', ticket: '' });
      await dialog.getByRole('radio', { name: 'Later' }).check();
      await dialog.getByRole('button', { name: 'Check with PIM' }).click();
      await dialog.getByRole('spinbutton', { name: 'Duration' }).evaluate((field) => field.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'grant-never',
    isPicture: true,
    open: async ({ page }) => {
      const dialog = grantDialog(page);
      await dialog.getByRole('searchbox', { name: 'Find a role or group' }).fill('Administrator');
      await dialog.getByRole('note').filter({ hasText: 'Global Administrator' }).evaluate((note) => note.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'grant-pim-refuses',
    open: async (desk) => {
      await cancel(desk);
      const dialog = await openGrant(desk.page);
      await fillInGrant(dialog, { what: ['Reports Reader', 'Helpdesk Administrator'], hours: 2 });
      await dialog.getByRole('combobox', { name: 'Scope' }).selectOption({ label: 'Administrative unit: Finance department' });
      await askPim(desk);
      await expect(dialog.getByText('PIM would refuse this.').first()).toBeInViewport();
    },
  },
  {
    name: 'grant-checked',
    inContrast: true,
    open: async (desk) => {
      const dialog = grantDialog(desk.page);
      await dialog.getByRole('combobox', { name: 'Scope' }).selectOption('Whole tenant');
      await dialog.getByRole('switch', { name: 'With a Temporary Access Pass' }).check();
      await askPim(desk);
      const accepted = dialog.getByText('PIM would accept this.', { exact: true });
      await expect(accepted).toHaveCount(2);
      await accepted.first().evaluate((line) => line.scrollIntoView({ block: 'center' }));
    },
  },
  {
    name: 'grant-with-pass',
    isPicture: true,
    open: async ({ page }) => {
      const field = grantDialog(page).getByText('protects whoever holds it', { exact: false });
      await field.evaluate((text) => text.scrollIntoView({ block: 'center' }));
    },
  },
  { name: 'grant-when', isPicture: true, open: scrollTo((page) => grantDialog(page).getByRole('group', { name: 'Common durations' })) },
  {
    name: 'grant-results',
    inContrast: true,
    open: async ({ app, page }) => {
      // Asking PIM without making anything goes through.
      const goesOn = await cutOff(app, { body: ROLE_TEMPLATES['Helpdesk Administrator'], unless: '"isValidationOnly":true' });
      await grantDialog(page).getByRole('button', { name: 'Grant', exact: true }).click();
      await expect(page.getByRole('region', { name: 'Results' }).getByText('Not certain', { exact: true })).toBeInViewport(SETTLED);
      await goesOn();
    },
  },
  {
    name: 'issue-task',
    isPicture: true,
    open: inTurn(press('Issue the pass anyway'), see((page) => issueDialog(page).getByText('This pass goes with grants', { exact: false }))),
  },
];

const END: readonly Stop[] = [
  { name: 'person-grants', open: inTurn(cancel, see((page) => grantsOf(page).getByText('Reports Reader'))) },
  { name: 'end-grant-young', open: seeAct(/^End Reports/, endDialog) },
  { name: 'extend-grant', open: inTurn(cancel, seeAct(/^Extend Reports/, (page) => page.getByRole('dialog', { name: 'Extend grant' })), ({ page }) => expect(page.getByText('Reading the limits…')).toBeHidden()) },
  { name: 'end-task', open: inTurn(cancel, seeAct(/^End the task/, (page) => page.getByRole('dialog', { name: 'End task' }))) },
  { name: 'end-task-ended', isPicture: true, open: inTurn(press('End task'), see((page) => page.getByRole('group', { name: 'What was ended' }))) },
  { name: 'person-grant-planned', isPicture: true, open: inTurn(close, see((page) => grantsOf(page).getByText(/To be ended/))) },
  {
    // One who is eligible and has activated it: two paths to the same.
    name: 'end-grant',
    open: inTurn(seeRoles, filterRoles('Teams Administrator'), ofKind('active'), async ({ page }) => {
      await rolesTable(page).getByRole('row').filter({ hasText: 'activated by the person' }).getByRole('button', { name: /^End / }).click();
      await expect(endDialog(page)).toContainText('by another path');
    }),
  },
  {
    name: 'end-grant-ended',
    inContrast: true,
    open: async ({ page }) => {
      await endDialog(page).getByRole('button', { name: 'End', exact: true }).click();
      await expect(endDialog(page).getByText('The access is not gone.')).toBeVisible();
    },
  },
];

const LAST: readonly Stop[] = [{ name: 'policy-grants', isPicture: true, open: inTurn(close, goTo('Policy'), scrollTo((page) => page.getByRole('table', { name: 'What may be granted' }))) }];

/** Who may grant directory roles. */
export const LEAD = ['--demo', '--demo-role=Privileged Role Administrator'];

export const TIME_BOUND_ROLES: Walk = { name: 'time-bound roles', prepare: () => ({ args: LEAD }), stops: [...LOOK, ...GRANT, ...END, ...LAST] };
