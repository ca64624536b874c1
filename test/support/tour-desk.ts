/** The tour of a signed-in operator: find, issue, hand over, revoke, look back, in the demo tenant. */
import { expect, type Locator, type Page } from '@playwright/test';
import { DEMO_PEOPLE, type DemoPersonKey } from '../../main/demo-tenant/directory/demo-people';
import type { Desk } from './desk';
import { resize, type Stop, type Walk, WINDOW, zoom } from './tour';

const NARROW = { width: 640, height: WINDOW.height };
const issueDialog = (page: Page) => page.getByRole('dialog', { name: 'Issue a Temporary Access Pass' });
const history = (page: Page) => page.getByRole('table', { name: 'History' });
const handOver = (page: Page) => page.getByRole('dialog', { name: 'Temporary Access Pass', exact: true });

type Step = (desk: Desk) => Promise<void>;
const inTurn = (...steps: readonly Step[]): Step => async (desk) => {
  for (const step of steps) await step(desk);
};
const see = (what: (page: Page) => Locator): Step => ({ page }) => expect(what(page)).toBeVisible();
const goTo = (view: string): Step => (desk) => desk.goTo(view);
const type = (text: string): Step => ({ page }) => page.getByRole('searchbox', { name: 'Find a person' }).fill(text);
/** The second batch has answered as well. */
const seeExtras = see((page) => page.getByRole('option', { name: /manager / }).first());

const seePerson = (key: DemoPersonKey): Step => async (desk) => {
  const panel = await desk.find(DEMO_PEOPLE[key].displayName);
  await expect(panel.getByRole('region', { name: 'Current pass' })).toBeVisible();
};

async function openIssue({ page }: Desk): Promise<void> {
  await page.getByRole('button', { name: 'Issue pass' }).click();
  await expect(issueDialog(page).getByRole('spinbutton', { name: 'Lifetime in minutes' })).toBeVisible();
}

async function issue({ page }: Desk): Promise<void> {
  const dialog = issueDialog(page);
  await dialog.getByRole('textbox', { name: 'Ticket' }).fill('INC-2041');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Lost phone. Called back on the number on file.');
  await dialog.getByRole('button', { name: 'Issue', exact: true }).click();
}

async function cancel({ page }: Desk): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
}

const person = (name: string, key: DemoPersonKey, more: Partial<Stop> = {}): Stop => ({ name, open: seePerson(key), ...more });

const find: readonly Stop[] = [
  { name: 'people-empty', inContrast: true, open: (desk) => desk.waitUntilSignedIn() },
  {
    name: 'people-results',
    inContrast: true,
    open: inTurn(type('Ma'), seeExtras),
  },
  { name: 'people-nobody', open: inTurn(type('Zyxwv'), see((page) => page.getByText('Nobody found'))) },
  person('person-member', 'member', { inContrast: true }),
];

const issuing: readonly Stop[] = [
  { name: 'issue', inContrast: true, open: openIssue },
  {
    name: 'issue-mistakes',
    open: async ({ page }) => {
      const dialog = issueDialog(page);
      await dialog.getByRole('spinbutton', { name: 'Lifetime in minutes' }).fill('5000');
      await dialog.getByRole('radio', { name: 'Later' }).check();
      await dialog.getByRole('button', { name: 'Issue', exact: true }).click();
    },
  },
  { name: 'hand-over-hidden', inContrast: true, open: inTurn(cancel, openIssue, issue, see(handOver)) },
  {
    name: 'hand-over-unseen',
    open: async ({ page }) => {
      await handOver(page).getByRole('button', { name: 'Done' }).click();
      await expect(page.getByText('Nobody has seen this passcode.')).toBeVisible();
    },
  },
  {
    name: 'hand-over-shown',
    inContrast: true,
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Show it' }).click();
      await expect(page.getByRole('group', { name: 'Passcode' })).toBeVisible();
    },
  },
  {
    name: 'person-live-pass',
    inContrast: true,
    open: async (desk) => {
      await desk.finishHandOver();
      await expect(desk.page.getByRole('region', { name: 'Current pass' }).getByRole('button', { name: 'Revoke pass' })).toBeVisible();
    },
  },
  {
    name: 'revoke',
    inContrast: true,
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Revoke pass' }).click();
      await expect(page.getByRole('dialog', { name: 'Revoke pass' })).toBeVisible();
    },
  },
  { name: 'issue-replace', inContrast: true, open: inTurn(cancel, seePerson('withLivePass'), openIssue) },
];

const otherPeople: readonly Stop[] = [
  person('person-external-guest', 'externalGuest', { open: inTurn(cancel, seePerson('externalGuest')) }),
  person('person-disabled', 'disabled'),
  person('person-future-pass', 'withFuturePass'),
  person('person-expired-pass', 'withExpiredPass'),
  person('person-contractor', 'contractor'),
  person('person-admin', 'admin'),
  {
    name: 'issue-refused',
    inContrast: true,
    open: inTurn(openIssue, issue, see((page) => issueDialog(page).getByText('You are not permitted to do this', { exact: true }))),
  },
];

const rest: readonly Stop[] = [
  { name: 'history', inContrast: true, open: inTurn(cancel, goTo('History'), see(history)) },
  {
    name: 'history-details',
    open: async ({ page }) => {
      await page.getByRole('button', { name: 'Verify' }).click();
      await expect(page.getByText('Head of the chain')).toBeVisible();
      await page.getByRole('button', { name: /^Details of entr/ }).first().click();
      await expect(page.getByText('Previous hash').first()).toBeVisible();
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

/** The same views where there is less room: the smallest window, and text at twice its size. */
const small: readonly Stop[] = [
  {
    name: 'person-narrow',
    open: inTurn((desk) => desk.waitUntilSignedIn(), seePerson('withLivePass'), (desk) => resize(desk, NARROW)),
  },
  { name: 'issue-narrow', open: openIssue },
  { name: 'people-narrow', open: inTurn(cancel, ({ page }) => page.getByRole('button', { name: 'Back to the list' }).click(), type('Ma'), seeExtras) },
  { name: 'history-narrow', open: inTurn(goTo('History'), see(history)) },
  { name: 'people-zoomed', open: inTurn((desk) => resize(desk, WINDOW), goTo('People'), (desk) => zoom(desk, 2)) },
  { name: 'person-zoomed', open: seePerson('member') },
  { name: 'issue-zoomed', open: openIssue },
  {
    name: 'hand-over-zoomed',
    open: async (desk) => {
      await issue(desk);
      await handOver(desk.page).getByRole('button', { name: 'Show passcode' }).click();
      await expect(desk.page.getByRole('group', { name: 'Passcode' })).toBeVisible();
    },
  },
];

export const DESK_WALKS: readonly Walk[] = [
  { name: 'the way of a pass', prepare: () => ({ args: ['--demo'] }), stops: [...find, ...issuing, ...otherPeople, ...rest] },
  {
    name: 'where there is less room',
    prepare: () => ({ args: ['--demo'] }),
    stops: small,
    end: inTurn((desk) => zoom(desk, 1), (desk) => desk.finishHandOver()),
  },
];
