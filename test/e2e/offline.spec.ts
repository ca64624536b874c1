/** Without the network, and with a Graph that asks for a pause: what was read stays, acts are refused, nothing waits to be sent. */
import { expect, test } from '../support/desk';
import { handOverDialog } from '../support/desk-hand-over';
import { openIssue, fillIn, send } from '../support/desk-issue';
import { CALLER, COLLEAGUE, startEntra } from '../support/entra';

/** Reads are repeated a few times before they are given up, in ms. */
const GIVEN_UP = { timeout: 30_000 };
/** Long enough for something that was queued to go out, had it been, in ms. */
const WOULD_HAVE_GONE_OUT_MS = 1_500;

test('cut off or throttled, what was read stays with its age, acts are refused with the reason, and nothing is sent later by itself', async ({ launchDesk }) => {
  test.skip(process.platform !== 'linux', 'the browser of this test is that of Linux');
  const entra = await startEntra();
  const { graph } = entra;
  const caller = graph.state.person(CALLER.userPrincipalName)!;
  graph.simulate.issueAs(graph.state.person(COLLEAGUE)!.id, caller.id);
  const desk = await launchDesk({ args: [`--desk-config=${entra.deskConfig}`, '--password-store=basic'], env: { ...entra.env, DBUS_SESSION_BUS_ADDRESS: undefined } });
  const { page } = desk;
  await desk.signIn();
  await desk.waitUntilSignedIn();
  const panel = await desk.find(CALLER.displayName);
  const current = page.getByRole('region', { name: 'Current pass' });
  await expect(current).toContainText('Live');
  await desk.seePasses();
  await expect(desk.passOf(CALLER.displayName)).toContainText('Live');
  await desk.goTo('People');
  const passBefore = graph.state.passOf(caller.id)?.id;
  const writes = () => graph.log.filter(({ method, path, handled }) => handled && method !== 'GET' && !path.includes('$batch')).length;

  await test.step('a cut in the middle of an issue: it says that nothing was sent', async () => {
    await openIssue(page);
    const dialog = page.getByRole('dialog');
    await fillIn(dialog, {});
    await dialog.getByRole('checkbox', { name: 'Replace it' }).check();
    graph.faults.random({ rate: 1, seed: 1, kinds: ['cut-before'] });
    await send(dialog);
    await expect(dialog.getByRole('group', { name: /^(No connection|Microsoft Graph is not available)$/ })).toBeVisible(GIVEN_UP);
    await expect(handOverDialog(page)).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('the person stays readable, with the age of what is shown', async () => {
    await panel.getByRole('button', { name: 'Read again' }).click();
    await expect(panel).toContainText(/What is shown here was read at .*, (just now|.* ago), and may have changed since/, GIVEN_UP);
    await expect(current).toContainText('Live');
  });

  await test.step('so does what stands in Passes', async () => {
    await desk.goTo('Passes');
    await expect(page.getByRole('group', { name: /^(No connection|Microsoft Graph is not available)$/ }).first()).toBeVisible(GIVEN_UP);
    await expect(desk.passOf(CALLER.displayName)).toContainText('Live');
    await desk.goTo('People');
  });

  await test.step('back online nothing goes out by itself', async () => {
    graph.faults.clear();
    await page.waitForTimeout(WOULD_HAVE_GONE_OUT_MS);
    expect([writes(), graph.state.passOf(caller.id)?.id]).toEqual([0, passBefore]);
  });

  await test.step('a Graph that asks for a long pause: a revoke is refused with the time to wait, and not sent later', async () => {
    graph.faults.throttleAll(2_000, 60);
    await current.getByRole('button', { name: 'Revoke pass' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke pass' });
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(dialog.getByRole('group', { name: 'Microsoft asks for a pause' })).toContainText(/Try again in \d+ seconds/, GIVEN_UP);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.waitForTimeout(2_000 + WOULD_HAVE_GONE_OUT_MS);
    expect([writes(), graph.state.passOf(caller.id)?.id]).toEqual([0, passBefore]);
  });

  await test.step('then the operator revokes it, and it is gone', async () => {
    await desk.revokePass();
    expect(graph.state.passOf(caller.id)).toBeUndefined();
  });
  await desk.close();
  await entra.close();
});
