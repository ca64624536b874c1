/** The main job by keyboard alone, and how many keys it takes beyond what is typed. */
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { expect, startsWith, test } from '../support/desk';
import { handOverDialog } from '../support/desk-hand-over';
import { issueDialog } from '../support/desk-issue';
import { keysOf } from '../support/keys';

const { displayName: ada } = DEMO_PEOPLE.member;
/** What the product promises, with verification and ticket. */
const MOST_KEYS = 12;

test('find, verify, ticket, issue, read aloud, done: by keyboard alone, in twelve keys or fewer', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  const { page } = desk;
  const keys = keysOf(page);
  const dialog = issueDialog(page);
  const handOver = handOverDialog(page);

  await expect(page.getByRole('searchbox', { name: 'Find a person' })).toBeFocused();
  await keys.type('ada lindqvist');
  await expect(page.getByRole('option', { name: startsWith(ada) })).toBeVisible();
  await keys.press('Enter');
  await expect(page.getByRole('region', { name: 'Current pass' })).toContainText('No pass');
  await keys.press('i');

  const first = dialog.getByRole('group', { name: 'Verification' }).getByRole('radio').first();
  await expect(first).toBeFocused();
  await keys.press('Space');
  await expect(dialog.getByText(/^Verified .* counts until/)).toBeVisible();
  await keys.press('Tab');
  await expect(dialog.getByRole('textbox', { name: 'Ticket' })).toBeFocused();
  await keys.type('INC-9');
  await keys.press('Tab');
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await keys.type('Lost phone');
  await keys.press('Enter');
  await expect(dialog.getByRole('checkbox', { name: /^Issue although/ })).toBeFocused();
  await keys.press('Space');
  await keys.press('Enter');

  await expect(handOver.getByRole('button', { name: 'Show passcode' })).toBeFocused();
  await keys.press('Space');
  await expect(handOver.getByRole('group', { name: 'Passcode' })).toHaveText(/\S{4}/);
  await expect(handOver.getByRole('heading', { name: 'Read it aloud, and have it read back' })).toBeVisible();
  await keys.press('Tab');
  await expect(handOver.getByRole('button', { name: 'Done' })).toBeFocused();
  await keys.press('Enter');
  await expect(handOver).toBeHidden();
  await expect(page.getByRole('region', { name: 'Current pass' }).getByRole('button', { name: 'Revoke pass' })).toBeVisible();

  console.log(`Keys beyond the text typed: ${keys.count()} (${keys.pressed.join(' ')})`);
  expect(keys.count()).toBeLessThanOrEqual(MOST_KEYS);
});
