/** The desk policy at work: the form says its limits, the main process keeps them, a restart forgets none, a broken file stops everything. */
import { DEMO_PEOPLE } from '../../main/demo-tenant/directory/demo-people';
import type { DeskPolicy } from '../../shared/desk-policy';
import type { Bridge, Input } from '../../shared/ipc/contract';
import { type Desk, expect, test } from '../support/desk';
import { deskConfig } from '../support/desk-config';
import { handOverDialog } from '../support/desk-hand-over';
import { fillIn, openIssue, send } from '../support/desk-issue';

const { member: ada, joiner: edda } = DEMO_PEOPLE;
const STRICT: Partial<DeskPolicy> = {
  limits: {
    everyone: {
      lifetime: { maximumMinutes: 60 },
      oneTimeRequired: true,
      passesPerOperatorHour: 1,
      ticket: { pattern: 'INC-[0-9]{4}', example: 'INC-1042' },
    },
  },
};

/** Sends what no form would: straight to the main process. @returns the rules it names. */
async function sendByHand({ page }: Desk, personId: string, change: Partial<Input<'passes.issue'>>): Promise<readonly string[]> {
  const input: Input<'passes.issue'> = {
    personId, lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: null, reason: 'By hand', ticket: 'INC-1042', replacesPassId: null,
    acknowledged: ['eligible-roles', 'tenant-policy', 'recent-changes'], verificationId: null, scenario: '', taskId: null, ...change,
  };
  return page.evaluate(async (request) => {
    const { desk } = window as unknown as { readonly desk: Bridge };
    const verified = await desk.call('verification.record', { personId: request.personId, kind: 'photo-id', against: 'Passport', againstId: '' });
    const reply = await desk.call('passes.issue', { ...request, verificationId: verified.ok ? verified.value.id : null });
    if (reply.ok) return ['issued'];
    return reply.error.kind === 'limits' ? reply.error.problems.map(({ rule }) => rule) : [reply.error.kind];
  }, input);
}

test('a strict desk policy is said by the form, kept by the main process, and outlives a restart', async ({ launchDesk }, info) => {
  const options = { args: ['--demo', deskConfig(info, STRICT)] };
  const first = await launchDesk(options);

  await test.step('the Policy view shows the limits and who enforces them', async () => {
    await first.goTo('Policy');
    const limits = first.page.getByRole('table', { name: 'Limits in force' });
    await expect(limits.getByRole('row').filter({ hasText: 'Longest lifetime' })).toContainText(/1 hour.*This tool/);
    await expect(limits.getByRole('row').filter({ hasText: 'Usable once only' })).toContainText(/yes.*This tool/);
    await expect(limits.getByRole('row').filter({ hasText: 'Passes for each operator' })).toContainText('1 an hour');
    await expect(limits.getByRole('row').filter({ hasText: 'Ticket' })).toContainText('like INC-1042');
    await expect(first.page.getByRole('region', { name: 'Limits', exact: true })).toContainText('desk.json');
    await expect(first.page.getByRole('region', { name: 'Backstops in Entra' })).toContainText('Conditional Access');
    await first.goTo('People');
  });

  await test.step('the form says what is wrong, at the place where it is', async () => {
    await first.find(ada.displayName);
    const dialog = await openIssue(first.page);
    await expect(dialog.getByRole('switch', { name: 'Usable once' })).toBeDisabled();
    await fillIn(dialog, { scenario: 'First day', lifetimeInMinutes: 120, ticket: 'CALL 7' });
    await send(dialog);
    await expect(dialog.getByRole('spinbutton', { name: 'Lifetime in minutes' })).toHaveAccessibleDescription(/Choose 10 to 60 whole minutes \(limit set by Tapdesk\)/);
    await expect(dialog.getByRole('textbox', { name: 'Ticket' })).toHaveAccessibleDescription(/the form this desk uses, such as INC-1042/);
    await expect(handOverDialog(first.page)).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('the main process refuses the same, whatever asks', async () => {
    expect(await sendByHand(first, ada.id, { lifetimeInMinutes: 120, isUsableOnce: false, ticket: 'CALL 7' })).toEqual(['lifetime-out-of-range', 'one-time-required', 'ticket-pattern']);
    expect(await sendByHand(first, ada.id, { acknowledged: [] })).toEqual(['not-acknowledged', 'not-acknowledged', 'not-acknowledged']);
  });

  await test.step('one pass an hour, and no more', async () => {
    await first.issuePass({ to: ada.displayName });
    await first.readPasscode();
    await first.finishHandOver();
    await expectQuotaSpent(first);
    await first.close();
  });

  await test.step('a restart resets nothing', async () => {
    await expectQuotaSpent(await launchDesk({ ...options, folder: first.folder }));
  });
});

async function expectQuotaSpent(desk: Desk): Promise<void> {
  await desk.find(edda.displayName);
  const dialog = await openIssue(desk.page);
  await expect(dialog.getByRole('list', { name: 'Preflight' }).getByRole('listitem').first()).toContainText(/^Blocked.*1 of at most 1 passes within an hour/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await sendByHand(desk, edda.id, {})).toEqual(['quota']);
}

test('a broken desk policy: the app opens and reads, issues nothing, and names file, line and rule', async ({ launchDesk }, info) => {
  const broken = '{\n  "version": 1,\n  "tenantId": "1b4e28ba-2fa1-11d2-883f-0016d3cca427",\n  "clientId": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",\n  "cloud": "global",\n  "limits": { "everyone": {\n    "passesPerOperatorHuor": 1\n  } }\n}\n';
  const desk = await launchDesk({ args: ['--demo', deskConfig(info, broken)] });
  const notices = desk.page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText(/desk\.json, line 7, column \d+: .*passesPerOperatorHuor/);
  await expect(notices).toContainText('limits.everyone');

  const panel = await desk.find(ada.displayName);
  await expect(panel).toContainText('ada.lindqvist@');
  await panel.getByRole('button', { name: 'Issue pass' }).click();
  await expect(desk.page.getByRole('dialog')).toContainText('The desk policy file cannot be used');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await sendByHand(desk, ada.id, {})).toEqual(['desk-policy-broken']);

  await notices.getByRole('button', { name: 'Open the policy' }).click();
  const limits = desk.page.getByRole('region', { name: 'Limits', exact: true });
  await expect(limits).toContainText('nothing can be issued');
  await expect(limits).toContainText('line 7');
  await desk.goTo('Passes');
  await expect(desk.page.getByText('Nobody is known who may have a pass.')).toBeVisible();
});
