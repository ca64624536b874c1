/** The same views where there is less room: the smallest window, and text at twice its size. */
import { expect } from '@playwright/test';
import { fillInGrant, grantDialog, openGrant } from './desk-grants';
import { handOverDialog } from './desk-hand-over';
import { dossierOfOtto, ottoIsToEnd, seeContractors } from './tour-contractors';
import { LEAD, seeRoles } from './tour-roles';
import { cancel, find, formIsFilled, formIsSent, formOpens, goTo, inTurn, press, scrollTo, see, seePerson, shown } from './tour-steps';
import { resize, type Stop, type Walk, WINDOW, zoom } from './tour';

const NARROW = { width: 640, height: WINDOW.height };
const seePasses: Stop['open'] = async (desk) => {
  await desk.seePasses();
};

const SMALL: readonly Stop[] = [
  { name: 'person-narrow', open: inTurn((desk) => desk.waitUntilSignedIn(), seePerson('withLivePass'), (desk) => resize(desk, NARROW)) },
  { name: 'issue-narrow', open: formOpens },
  { name: 'issue-narrow-checks', isPicture: true, open: inTurn(formIsFilled, scrollTo((page) => page.getByRole('list', { name: 'Preflight' }))) },
  {
    name: 'people-narrow',
    open: inTurn(cancel, press('Back to the list'), find('Ma'), see((page) => page.getByRole('option', { name: /manager / }).first())),
  },
  { name: 'passes-narrow', open: seePasses },
  { name: 'policy-narrow', open: inTurn(goTo('Policy'), see((page) => page.getByRole('table', { name: 'Limits in force' }))) },
  { name: 'history-narrow', open: inTurn(goTo('History'), see((page) => page.getByRole('table', { name: 'History' }))) },
  { name: 'people-zoomed', open: inTurn((desk) => resize(desk, WINDOW), goTo('People'), (desk) => zoom(desk, 2)) },
  { name: 'passes-zoomed', open: seePasses },
  { name: 'policy-zoomed', open: goTo('Policy') },
  { name: 'person-zoomed', open: inTurn(goTo('People'), seePerson('member')) },
  { name: 'issue-zoomed', open: formOpens },
  { name: 'issue-zoomed-checks', isPicture: true, open: inTurn(formIsFilled, scrollTo((page) => page.getByRole('list', { name: 'Preflight' }))) },
  { name: 'hand-over-zoomed', open: inTurn(formIsSent, see(handOverDialog), shown) },
  { name: 'person-live-zoomed', open: inTurn((desk) => desk.finishHandOver(), scrollTo((page) => page.getByRole('list', { name: 'Life of the pass' }))) },
];

export const LESS_ROOM: Walk = { name: 'where there is less room', prepare: () => ({ args: ['--demo'] }), stops: SMALL, end: (desk) => zoom(desk, 1) };

const checkGrant: Stop['open'] = async ({ page }) => {
  const dialog = await openGrant(page);
  await fillInGrant(dialog, { what: ['Exchange Administrator'], hours: 2 });
  await dialog.getByRole('button', { name: 'Check with PIM' }).click();
  await expect(dialog.getByText('PIM would accept this.', { exact: true })).toBeVisible();
};
const seeGrantEnd = scrollTo((page) => grantDialog(page).getByRole('group', { name: 'Common durations' }));

const SMALL_ENDS: readonly Stop[] = [
  { name: 'roles-narrow', open: inTurn((desk) => desk.waitUntilSignedIn(), seeRoles, (desk) => resize(desk, NARROW)) },
  { name: 'contractors-narrow', open: seeContractors },
  { name: 'dossier-narrow', isPicture: true, open: dossierOfOtto },
  { name: 'end-access-narrow', open: ottoIsToEnd },
  { name: 'grant-narrow', open: inTurn(cancel, goTo('People'), seePerson('member'), checkGrant) },
  { name: 'grant-narrow-when', isPicture: true, open: seeGrantEnd },
  { name: 'grant-zoomed', open: inTurn(cancel, (desk) => resize(desk, WINDOW), (desk) => zoom(desk, 2), checkGrant) },
  { name: 'grant-zoomed-when', isPicture: true, open: seeGrantEnd },
  { name: 'roles-zoomed', open: inTurn(cancel, seeRoles) },
  { name: 'dossier-zoomed', open: goTo('Contractors') },
  { name: 'end-access-zoomed', open: ottoIsToEnd },
];

export const LESS_ROOM_TO_END: Walk = { name: 'grants and contractors where there is less room', prepare: () => ({ args: LEAD }), stops: SMALL_ENDS, end: (desk) => zoom(desk, 1) };
