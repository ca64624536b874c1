/** A contractor whose project has ended, in the real app: everything that opens doors goes in one act, and the dossier proves it. */
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { expect, test } from '../support/desk';

const otto = DEMO_PEOPLE.endedContractor.displayName;

test('a contractor whose project ended loses pass, grants and sessions in one act, and the dossier shows the proof', async ({ launchDesk }) => {
  test.setTimeout(120_000);
  const roles = ['Privileged Role Administrator', 'User Administrator'].map((role) => `--demo-role=${role}`);
  const { page, goTo, waitUntilSignedIn } = await launchDesk({ args: ['--demo', ...roles] });
  await waitUntilSignedIn();
  await goTo('Contractors');
  const table = page.getByRole('table', { name: 'Contractors' });
  await page.getByRole('searchbox').fill(otto);
  const row = table.getByRole('row').filter({ hasText: otto });
  await expect(row).toContainText(/ended/i);
  await row.getByText(otto).click();

  await page.getByRole('button', { name: 'End access' }).click();
  const dialog = page.getByRole('dialog', { name: 'End access' });
  await expect(dialog.getByText('Revoke the pass')).toBeVisible();
  await expect(dialog.getByText('End Project Aurora')).toBeVisible();
  await expect(dialog).toContainText(/token/i);
  await dialog.getByRole('switch', { name: 'Also disable the account' }).check();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The project has ended');
  await dialog.getByRole('textbox', { name: 'Ticket' }).fill('CHG-31');
  await dialog.getByRole('button', { name: 'End access' }).click();
  await expect(dialog.getByRole('progressbar', { name: 'Progress' })).toBeVisible();
  await expect(dialog.getByText(/Proven gone at/).first()).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText(/Proven gone at/)).toHaveCount(2);
  await expect(dialog.getByText(/Read back as disabled/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();

  await expect(page.getByText('Account disabled').first()).toBeVisible();
  const proof = page.getByRole('list', { name: 'Proof of ended access' });
  await expect(proof.getByRole('listitem')).not.toHaveCount(0);
  await expect(proof).toContainText('CHG-31');
});
