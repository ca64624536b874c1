/** The Passes view, with the passes that were met on the way there. */
import { expect } from '@playwright/test';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { confirmRevoke } from './desk-passes';
import { cancel, inTurn, press, see } from './tour-steps';
import type { Stop } from './tour';

const { member: ada, withLivePass: bruno, joiner: edda } = DEMO_PEOPLE;

export const PASSES: readonly Stop[] = [
  {
    name: 'passes',
    inContrast: true,
    open: async (desk) => {
      await cancel(desk);
      await desk.issuePass({ to: edda.displayName });
      await desk.readPasscode();
      await desk.finishHandOver();
      await desk.seePasses();
      await desk.page.getByRole('button', { name: `Mark the pass of ${bruno.displayName} as reviewed` }).click();
      await expect(desk.passOf(bruno.displayName)).toContainText('Reviewed');
      await desk.selectPassesOf(ada.displayName, bruno.displayName);
      await desk.passOf(edda.displayName).focus();
    },
  },
  { name: 'passes-issuers', isBehindMenu: 'table thead', open: inTurn(press('Revoke all issued by'), see((page) => page.getByRole('menuitem').first())) },
  {
    name: 'passes-revoke',
    inContrast: true,
    open: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Revoke selected' }).click();
      await expect(page.getByRole('dialog', { name: 'Revoke 2 passes' })).toBeVisible();
    },
  },
  {
    name: 'passes-revoked',
    inContrast: true,
    open: async ({ page }) => {
      const results = await confirmRevoke(page.getByRole('dialog'), 'Project ended');
      await expect(results.getByText('Revoked and proven')).toHaveCount(2);
    },
  },
  {
    name: 'passes-unfinished',
    isPicture: true,
    open: async ({ page }) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
      await page.getByRole('button', { name: 'Unfinished (1)' }).click();
      await expect(page.getByText('1 shown')).not.toHaveCount(0);
    },
  },
  {
    name: 'passes-close-out',
    isPicture: true,
    open: async (desk) => {
      await desk.passOf(edda.displayName).focus();
      await desk.page.keyboard.press('c');
      await expect(desk.page.getByRole('dialog', { name: 'Close out pass' })).toBeVisible();
    },
  },
  { name: 'passes-nothing', isPicture: true, open: inTurn(cancel, ({ page }) => page.getByRole('searchbox', { name: 'Filter passes' }).fill('zyxwv'), see((page) => page.getByText('Nothing to show here with this filter.'))) },
];
