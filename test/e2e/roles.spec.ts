/** Time-bound roles in the real app: granted under an incident, ended early with proof, and refused in words. */
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { expect, test } from '../support/desk';
import { deskConfig } from '../support/desk-config';
import { fillInGrant, grant, grantDialog, grantsOf, letPass, openGrant } from '../support/desk-grants';

const { displayName: ada } = DEMO_PEOPLE.member;
const LEAD = ['--demo', '--demo-role=Privileged Role Administrator'];
/** A removal that was put off is looked for every twenty seconds. */
const SENT_WITHIN_MS = 45_000;

test('an incident: two roles for two hours under a ticket, one ended early and proven gone', async ({ launchDesk }) => {
  test.setTimeout(120_000);
  const { app, page, find, goTo, waitUntilSignedIn } = await launchDesk({ args: LEAD });
  await waitUntilSignedIn();
  await find(ada);
  const dialog = await openGrant(page);
  await fillInGrant(dialog, { what: ['Exchange Administrator', 'Security Reader'], hours: 2 });
  await grant(dialog);
  const grants = grantsOf(page);
  await expect(grants.getByText('Exchange Administrator')).toBeVisible();
  await expect(grants.getByText(/ticket INC-7001/)).toHaveCount(2);

  await grants.getByRole('button', { name: 'End Exchange Administrator', exact: true }).click();
  const ending = page.getByRole('dialog', { name: 'End grant' });
  await expect(ending).toContainText(/younger than 5 minutes/);
  await ending.getByRole('button', { name: 'End', exact: true }).click();
  await expect(ending.getByRole('group', { name: 'Not ended yet' })).toContainText('Tapdesk sends it then');
  await ending.getByRole('button', { name: 'Close' }).click();
  await expect(grants.getByText(/To be ended/)).toBeVisible();

  await letPass(app, 6);
  await expect(grants.getByText('Exchange Administrator')).toBeHidden({ timeout: SENT_WITHIN_MS });
  await expect(grants.getByText('Security Reader')).toBeVisible();

  await goTo('Roles');
  const table = page.getByRole('table', { name: 'Roles' });
  await page.getByRole('searchbox').fill('INC-7001');
  await expect(table.getByRole('row', { name: new RegExp(ada) })).toHaveCount(1);
  await table.getByRole('button', { name: `End Security Reader of ${ada}`, exact: true }).click();
  await ending.getByRole('button', { name: 'End', exact: true }).click();
  await expect(ending.getByRole('group', { name: 'Ended' })).toContainText('this grant is gone');
  await ending.getByRole('button', { name: 'Close' }).click();
  await expect(table.getByRole('row', { name: new RegExp(ada) })).toHaveCount(0);

  await goTo('History');
  await expect(page.getByRole('table', { name: 'History' })).toContainText('INC-7001');
});

test('what this desk never grants, and what would outlive the contract, is refused in words', async ({ launchDesk }, info) => {
  const person = DEMO_PEOPLE.contractor;
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const config = deskConfig(info, { contractors: { end: { people: { [person.userPrincipalName]: tomorrow } } } });
  const { page, find, waitUntilSignedIn } = await launchDesk({ args: [...LEAD, config] });
  await waitUntilSignedIn();
  await find(person.displayName);
  const dialog = await openGrant(page);
  await dialog.getByRole('searchbox', { name: 'Find a role or group' }).fill('Global Admin');
  await expect(dialog.getByText(/never/i).filter({ hasText: 'Global Administrator' }).first()).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: /^Global Administrator/ })).toHaveCount(0);
  await dialog.getByRole('searchbox', { name: 'Find a role or group' }).fill('');

  await fillInGrant(dialog, { what: ['Security Reader'], hours: 72, template: 'Project or contractor' });
  await dialog.getByRole('button', { name: 'Check with PIM' }).click();
  await expect(dialog.getByText(/contract ends/i).first()).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Grant', exact: true })).toHaveCount(0);
  await expect(grantDialog(page)).toBeVisible();
});

test('an Authentication Administrator grants membership of a group they own, and is told what roles would take', async ({ launchDesk }) => {
  const { page, find, waitUntilSignedIn } = await launchDesk({ args: ['--demo'] });
  await waitUntilSignedIn();
  await find(ada);
  const dialog = await openGrant(page);
  await fillInGrant(dialog, { what: ['Exchange Administrator'], hours: 1 });
  await dialog.getByRole('button', { name: 'Check with PIM' }).click();
  await expect(dialog.getByText(/Privileged Role Administrator/).first()).toBeVisible();
  await dialog.getByRole('checkbox', { name: /^Exchange Administrator/ }).uncheck();
  await fillInGrant(dialog, { what: ['Incident responders'], hours: 1 });
  await grant(dialog);
  await expect(grantsOf(page).getByText('Incident responders')).toBeVisible();
});
