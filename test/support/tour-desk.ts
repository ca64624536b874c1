/** The tour of a signed-in operator: find, verify, issue, hand over, take back, look back, in the demo tenant. */
import { expect } from '@playwright/test';
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { handOverDialog } from './desk-hand-over';
import { livesWith, openLife } from './desk-history';
import { issueDialog, verify } from './desk-issue';
import { CONTRACTORS_UNREAD } from './tour-contractors';
import { PASSES } from './tour-passes';
import { ROLES_UNREAD } from './tour-roles';
import { cancel, find, formIsFilled, formIsSent, formOpens, goTo, inTurn, person, press, scrollTo, see, seePerson } from './tour-steps';
import type { Stop, Walk } from './tour';

/** The second batch has answered as well. */
const seeExtras = see((page) => page.getByRole('option', { name: /manager / }).first());

const FIND: readonly Stop[] = [
  { name: 'people-empty', inContrast: true, open: (desk) => desk.waitUntilSignedIn() },
  { name: 'people-results', inContrast: true, open: inTurn(find('Ma'), seeExtras) },
  { name: 'people-nobody', open: inTurn(find('Zyxwv'), see((page) => page.getByText('Nobody found'))) },
  person('person-member', 'member', { inContrast: true }),
];

const ISSUE: readonly Stop[] = [
  { name: 'issue', inContrast: true, open: formOpens },
  {
    name: 'issue-mistakes',
    inContrast: true,
    open: async ({ page }) => {
      const dialog = issueDialog(page);
      await dialog.getByRole('spinbutton', { name: 'Lifetime in minutes' }).fill('5000');
      await dialog.getByRole('radio', { name: 'Later' }).check();
      await dialog.getByRole('button', { name: 'Issue', exact: true }).click();
      await expect(dialog.getByText('Verify first who is calling', { exact: false }).first()).toBeVisible();
    },
  },
  { name: 'issue-seen', open: inTurn(cancel, formOpens, ({ page }) => issueDialog(page).getByRole('radio', { name: 'Seen with photo ID' }).check()) },
  { name: 'issue-verified', inContrast: true, open: ({ page }) => verify(issueDialog(page)) },
  { name: 'issue-checks', isPicture: true, inContrast: true, open: inTurn(formIsFilled, press(/checks passed/), scrollTo((page) => page.getByRole('list', { name: 'Preflight' }))) },
];

const HAND_OVER: readonly Stop[] = [
  { name: 'hand-over-hidden', inContrast: true, open: inTurn(formIsSent, see(handOverDialog)) },
  {
    name: 'hand-over-unseen',
    open: async ({ page }) => {
      await handOverDialog(page).getByRole('button', { name: 'Done' }).click();
      await expect(page.getByText('Nobody has seen this passcode.')).toBeVisible();
    },
  },
  {
    name: 'hand-over-shown',
    inContrast: true,
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Show it' }).click();
      await expect(page.getByRole('group', { name: 'Passcode' })).toBeVisible();
      await page.getByRole('checkbox', { name: 'Group 1 read back' }).check();
    },
  },
  {
    name: 'person-live-pass',
    inContrast: true,
    open: async (desk) => {
      await desk.finishHandOver();
      await expect(desk.page.getByRole('list', { name: 'Life of the pass' })).toContainText('shown here');
    },
  },
  { name: 'close-out', inContrast: true, open: inTurn(press('Close out'), see((page) => page.getByRole('dialog', { name: 'Close out' }))) },
  { name: 'revoke', inContrast: true, open: inTurn(cancel, press('Revoke pass'), see((page) => page.getByRole('dialog', { name: 'Revoke pass' }))) },
  { name: 'issue-replace', inContrast: true, open: inTurn(cancel, seePerson('withLivePass'), formOpens, scrollTo((page) => page.getByRole('group', { name: 'Existing pass' }))) },
];

const OTHERS: readonly Stop[] = [
  person('person-external-guest', 'externalGuest', { open: inTurn(cancel, seePerson('externalGuest')) }),
  person('person-disabled', 'disabled'),
  person('person-future-pass', 'withFuturePass'),
  person('person-expired-pass', 'withExpiredPass'),
  person('person-contractor', 'contractor'),
  person('person-admin', 'admin'),
  { name: 'issue-blocked', inContrast: true, open: inTurn(formOpens, see((page) => page.getByRole('note', { name: 'No pass can be issued now' }))) },
  {
    name: 'issue-refused',
    inContrast: true,
    open: inTurn(cancel, seePerson('outOfScope'), formOpens, formIsFilled, formIsSent, see((page) => issueDialog(page).getByText('Entra refused', { exact: true }))),
  },
];

const REST: readonly Stop[] = [
  { name: 'policy', inContrast: true, open: inTurn(cancel, goTo('Policy'), see((page) => page.getByRole('table', { name: 'Limits in force' }))) },
  { name: 'policy-backstops', isPicture: true, open: scrollTo((page) => page.getByRole('region', { name: 'Backstops in Entra' })) },
  { name: 'history', inContrast: true, open: inTurn(goTo('History'), see((page) => page.getByRole('table', { name: 'History' }))) },
  {
    name: 'history-details',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Journals' }).click();
      await page.getByRole('button', { name: 'Verify' }).click();
      await expect(page.getByText('Head of the chain')).toBeVisible();
      await openLife(page, livesWith(page, DEMO_PEOPLE.member.displayName).first());
    },
  },
  { name: 'settings', inContrast: true, open: inTurn(goTo('Settings'), see((page) => page.getByRole('heading', { name: 'Settings' }))) },
  {
    name: 'account-menu',
    open: async ({ page }) => {
      await page.getByRole('button', { name: /^Account: / }).click();
      await expect(page.getByRole('menuitem', { name: 'Leave the demo tenant' })).toBeVisible();
    },
  },
];

export const WAY_OF_A_PASS: Walk = { name: 'the way of a pass', prepare: () => ({ args: ['--demo'] }), stops: [...FIND, ...ISSUE, ...HAND_OVER, ...OTHERS, ...PASSES, ...CONTRACTORS_UNREAD, ...ROLES_UNREAD, ...REST] };
