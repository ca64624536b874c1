/** The app is killed in the middle of a pass. What the next start finds, settles and says. */
import { expect, test as base } from '../support/desk';
import { historyTable, livesWith, openLife, stepsOf } from '../support/desk-history';
import { newestActions } from '../support/newest-actions';
import { CALLER, startEntra, type TestEntra } from '../support/entra';

/** Settling reads back with its pauses before the desk opens, in ms. */
const SETTLED = { timeout: 20_000 };

const test = base.extend<{ readonly entra: TestEntra }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern which fixtures are wanted: none
  entra: async ({}, use) => {
    const entra = await startEntra();
    await use(entra);
    await entra.close();
  },
});

test.skip(process.platform !== 'linux', 'the browser of these tests is that of Linux');

const optionsOf = (entra: TestEntra) => ({ args: [`--desk-config=${entra.deskConfig}`, '--password-store=basic'], env: { ...entra.env, DBUS_SESSION_BUS_ADDRESS: undefined } });

function passesOf({ graph: { state } }: TestEntra) {
  const { id } = state.person(CALLER.userPrincipalName)!;
  return { events: state.passEvents.filter(({ personId }) => personId === id).map(({ kind }) => kind), isLive: state.passOf(id) !== undefined };
}

test('killed between intent and outcome: the next start removes what nobody saw, says so, and the journal has it', async ({ entra, launchDesk }) => {
  const first = await launchDesk(optionsOf(entra));
  await first.signIn();
  await first.waitUntilSignedIn();
  const held = new Promise<void>((resolve) => {
    entra.graph.faults.queue({ match: { method: 'POST', path: /temporaryAccessPassMethods$/ }, fault: { kind: 'hold', when: 'after', onHeld: resolve } });
  });
  await first.tryToIssue({ to: CALLER.displayName, ticket: 'INC-13' });
  await held;
  first.app.process().kill('SIGKILL');
  await first.close();
  expect(passesOf(entra)).toEqual({ events: ['created'], isLive: true });

  const second = await launchDesk({ ...optionsOf(entra), folder: first.folder });
  await second.signIn();
  await second.waitUntilSignedIn();
  const notices = second.page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText(new RegExp(`issued a pass to ${CALLER.displayName}.*deleted it and read back that it is gone`), SETTLED);
  expect(passesOf(entra)).toEqual({ events: ['created', 'deleted'], isLive: false });
  await second.goTo('History');
  const life = livesWith(second.page, CALLER.displayName, 'INC-13');
  await expect(life).toHaveCount(1);
  const details = await openLife(second.page, life);
  expect(await stepsOf(details)).toEqual(['Issue a pass: begun', 'Revoke a pass: begun', 'Revoke a pass: succeeded', 'Issue a pass: failed']);
  await expect(life).toContainText('Failed');
  await expect(historyTable(second.page)).not.toContainText('No outcome');
});

test('killed with a pass in hand: unseen it is removed at the next start, seen it stays', async ({ entra, launchDesk }) => {
  const first = await launchDesk(optionsOf(entra));
  await first.signIn();
  await first.waitUntilSignedIn();
  await first.issuePass({ to: CALLER.displayName, ticket: 'INC-14' });
  first.app.process().kill('SIGKILL');
  await first.close();

  const second = await launchDesk({ ...optionsOf(entra), folder: first.folder });
  await second.signIn();
  await second.waitUntilSignedIn();
  await expect(second.page.getByRole('region', { name: 'Notices' })).toContainText(/whose passcode nobody saw.*gone/, SETTLED);
  expect(passesOf(entra)).toEqual({ events: ['created', 'deleted'], isLive: false });

  await second.issuePass({ to: CALLER.displayName, ticket: 'INC-15' });
  const passcode = await second.readPasscode();
  // The window has said that it stood there, and that is on the disk: from then on it counts as seen.
  await expect.poll(() => newestActions(second)).toContain('passcode.show');
  second.app.process().kill('SIGKILL');
  await second.close();

  const third = await launchDesk({ ...optionsOf(entra), folder: first.folder });
  await third.signIn();
  await third.waitUntilSignedIn();
  await third.find(CALLER.displayName);
  await expect(third.page.getByRole('region', { name: 'Current pass' })).toContainText('Live');
  await expect(third.page.getByRole('region', { name: 'Notices' })).not.toContainText(CALLER.displayName);
  expect(entra.graph.state.opens(entra.graph.state.person(CALLER.userPrincipalName)!.id, passcode)).toBe(true);
  expect(passesOf(entra)).toEqual({ events: ['created', 'deleted', 'created'], isLive: true });
});
