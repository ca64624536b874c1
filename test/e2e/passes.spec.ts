/** The Passes view on the demo tenant: who has a pass, taken back and proven, looked after to the end. */
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import { expect, test } from '../support/desk';
import { livesWith, openLife, stepsOf } from '../support/desk-history';
import { confirmRevoke } from '../support/desk-passes';

const { displayName: ada } = DEMO_PEOPLE.member;
const { displayName: edda } = DEMO_PEOPLE.joiner;
const { displayName: bruno } = DEMO_PEOPLE.withLivePass;

test('passes are found, reviewed, revoked with proof and closed out', async ({ launchDesk }) => {
  const desk = await launchDesk({ args: ['--demo'] });
  const { page } = desk;

  await test.step('at first nobody is known, and that audits cannot be read is said', async () => {
    await desk.waitUntilSignedIn();
    await desk.seePasses();
    await expect(page.getByText(/^Directory audits were not read, so passes made outside this desk may be missing here\. It takes .*Reports Reader/)).toBeVisible();
    await expect(page.getByText('Nobody is known who may have a pass.')).toBeVisible();
  });

  await test.step('what this desk issued is there, with state, time left and ticket', async () => {
    await desk.goTo('People');
    for (const [to, ticket] of [[ada, 'INC-2001'], [edda, 'INC-2002']] as const) {
      await desk.issuePass({ to, ticket });
      await desk.readPasscode();
      await desk.finishHandOver();
    }
    await desk.seePasses();
    await expect(desk.passOf(ada)).toContainText(/Live.*(59|60) min left.*Once.*Tove Marklund.*INC-2001.*At this desk/s);
    await expect(desk.passOf(edda)).toContainText('INC-2002');
    await expect(desk.passOf(bruno)).toHaveCount(0);
  });

  await test.step('a colleague’s pass is there once the person’s panel was seen', async () => {
    await desk.goTo('People');
    await expect((await desk.find(bruno)).getByRole('button', { name: 'Revoke pass' })).toBeVisible();
    await desk.seePasses();
    await expect(desk.passOf(bruno)).toContainText(/Live.*Not known.*Outside this desk/s);
  });

  await test.step('one is marked as reviewed', async () => {
    await page.getByRole('button', { name: `Mark the pass of ${bruno} as reviewed` }).click();
    await expect(desk.passOf(bruno)).toContainText(/Reviewed .* by Tove Marklund/);
  });

  await test.step('several are revoked, each proven', async () => {
    await desk.selectPassesOf(ada, bruno);
    const results = await desk.revokeSelected('Somebody else asked for them');
    await expect(results.getByRole('row').filter({ hasText: 'Revoked and proven' })).toHaveCount(2);
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
    await expect(desk.passOf(ada)).toHaveCount(0);
    await expect(desk.passOf(bruno)).toHaveCount(0);
  });

  await test.step('what is left unfinished is closed out', async () => {
    await page.getByRole('button', { name: 'Unfinished (1)' }).click();
    await desk.passOf(edda).focus();
    await page.keyboard.press('c');
    const results = await confirmRevoke(page.getByRole('dialog', { name: 'Close out pass' }), 'Registered a method');
    await expect(results).toContainText('Revoked and proven');
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Unfinished (0)' })).toBeVisible();
    await desk.goTo('History');
    const details = await openLife(page, livesWith(page, edda));
    await expect(details).toContainText('Registered a method');
    expect(await stepsOf(details)).toContain('Revoke a pass: succeeded');
  });
});
