// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { limitText } from '../../renderer/ui/limit-text';
import { DEFAULT_RULES } from '../../shared/domain/rules';
import type { Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { refused } from '../fakes/bridge';
import { grantRow } from '../fakes/contractors';
import { EXCHANGE, grantFacts, made, TASK, TEAMS, UNIT } from '../fakes/grants';
import { ada, allFacts, operator, row } from '../fakes/people';
import { openPerson, type User } from './issue-form';

const HOUR_MS = 3_600_000;
const ALL_READ = { roles: { known: true, value: 1 }, eligibleRoles: { known: true, value: 0 }, groups: { known: true, value: 0 } } as const;
const factsOf = (changes: Parameters<typeof grantFacts>[0], rules = DEFAULT_RULES): Partial<Handlers> => ({ 'grants.facts': async () => ok({ facts: grantFacts(changes), rules }) });

async function openGrant(changes: Partial<Handlers> = {}) {
  const app = await openPerson(changes);
  await app.user.keyboard('g');
  const dialog = await screen.findByRole('dialog', { name: 'Grant a role' });
  await screen.findByRole('group', { name: 'Roles and groups' });
  return { ...app, dialog };
}
const box = (name: string) => screen.getByRole('checkbox', { name });
async function fill(user: User) {
  for (const [name, text] of [['Ticket', 'INC-1'], ['Reason', 'Mail outage']] as const) {
    await user.click(screen.getByRole('textbox', { name }));
    await user.paste(text);
  }
}
const pim = { kind: 'pim-refused', reason: 'policy', rules: ['TicketingRule'], message: '', graphCode: 'RoleAssignmentRequestPolicyValidationFailed', requestId: 'r-1' } as const;

describe('granting roles', () => {
  it('asks PIM with one Enter and grants with the next, several at once', async () => {
    const { desk, user } = await openGrant();
    await user.click(box('Exchange Administrator'));
    await user.click(box('Teams Administrator'));
    await fill(user);
    await user.keyboard('{Enter}');
    const grant = await screen.findByRole('button', { name: 'Grant' });
    expect({ tried: desk.callsOf('grants.try').length, made: desk.callsOf('grants.make').length, said: screen.getAllByText('PIM would accept this.').length }).toEqual({ tried: 1, made: 0, said: 2 });
    expect(grant.textContent).toBe('Grant');
    await user.keyboard('{Enter}');
    const results = within(await screen.findByRole('list', { name: 'Results' })).getAllByRole('listitem');
    expect(results.map(({ textContent }) => textContent.replace(/until .*/, 'until'))).toEqual(['MadeExchange Administrator: active, Whole tenant, until', 'MadeTeams Administrator: eligible, Whole tenant, until']);
    expect(desk.callsOf('grants.make')).toEqual([
      {
        personId: ada.id,
        template: 'incident',
        // Activating the second asks for approval, so eligible was suggested.
        items: [
          { target: EXCHANGE, how: 'active', scope: '/' },
          { target: TEAMS, how: 'eligible', scope: '/' },
        ],
        startDateTime: null,
        minutes: 120,
        until: null,
        reason: 'Mail outage',
        ticket: 'INC-1',
        acknowledged: [],
        taskId: null,
      },
    ]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Done' }));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('keeps the focus on the button while it becomes the next step', async () => {
    const { user } = await openGrant();
    await user.click(box('Exchange Administrator'));
    await fill(user);
    const button = screen.getByRole('button', { name: 'Check with PIM' });
    button.focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(await screen.findByRole('button', { name: 'Grant' }));
  });

  it('says beside each role what PIM would refuse, makes nothing, keeps what was typed, and asks again after a change', async () => {
    const { desk, user } = await openGrant({ 'grants.try': async () => ok({ verdicts: [{ state: 'accepted' }, { state: 'refused', error: pim }] }) });
    await user.click(box('Exchange Administrator'));
    await user.click(box('Teams Administrator'));
    await fill(user);
    await user.click(screen.getByRole('button', { name: 'Check with PIM' }));
    expect(await screen.findByText(/PIM would refuse this. PIM’s rules for it are not met: a ticket\. .*r-1/)).toBeTruthy();
    expect({ made: desk.callsOf('grants.make'), button: screen.getByRole('button', { name: 'Check with PIM' }).textContent, reason: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value }).toEqual({ made: [], button: 'Check with PIM', reason: 'Mail outage' });
    await user.click(box('Teams Administrator'));
    expect(within(screen.getByRole('group', { name: 'Roles and groups' })).queryByText(/PIM would/)).toBeNull();
  });

  it('tells what was made from what was not, and tries only the rest again', async () => {
    const { desk, user } = await openGrant({ 'grants.make': async ({ items }) => ok({ made: items.map(({ target }, at) => (at === 0 ? made(target) : { state: 'failed' as const, error: { kind: 'service-unavailable', status: 503, requestId: 'r-2' } as const })) }) });
    await user.click(box('Exchange Administrator'));
    await user.click(box('Teams Administrator'));
    await fill(user);
    await user.keyboard('{Enter}');
    await screen.findByRole('button', { name: 'Grant' });
    await user.keyboard('{Enter}');
    const again = await screen.findByRole('button', { name: 'Try again' });
    expect(within(screen.getByRole('list', { name: 'Results' })).getAllByRole('listitem').map(({ textContent }) => textContent.slice(0, 31))).toEqual(['MadeExchange Administrator: act', 'Not madeTeams Administrator: Th']);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Exchange Administrator' }).disabled).toBe(true);
    desk.answer('grants.make', async ({ items }) => ok({ made: items.map(({ target }) => made(target)) }));
    await user.click(again);
    await screen.findByRole('button', { name: 'Done' });
    expect(desk.callsOf('grants.make').map(({ items }) => items.map(({ target }) => target))).toEqual([[EXCHANGE, TEAMS], [TEAMS]]);
  });

  it('says that one refused role kept the others from being sent', async () => {
    const { user } = await openGrant({ 'grants.make': async ({ items }) => ok({ made: items.map((_, at) => ({ state: 'failed' as const, error: at === 0 ? pim : ({ kind: 'cancelled' } as const) })) }) });
    await user.click(box('Exchange Administrator'));
    await user.click(box('Teams Administrator'));
    await fill(user);
    await user.keyboard('{Enter}');
    await screen.findByRole('button', { name: 'Grant' });
    await user.keyboard('{Enter}');
    expect(await screen.findByText('PIM refused another one, so this one was not sent.')).toBeTruthy();
  });

  it('keeps what was typed when the call itself fails', async () => {
    const { user } = await openGrant({ 'grants.try': () => refused({ kind: 'offline' }) });
    await user.click(box('Exchange Administrator'));
    await fill(user);
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('group', { name: 'No connection' })).toBeTruthy();
    expect({ ticket: screen.getByRole<HTMLInputElement>('textbox', { name: 'Ticket' }).value, isChosen: screen.getByRole<HTMLInputElement>('checkbox', { name: 'Exchange Administrator' }).checked }).toEqual({ ticket: 'INC-1', isChosen: true });
  });

  it('takes scope, start, length and how from the form', async () => {
    const { desk, user } = await openGrant();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Template' }), 'Deployment window');
    await user.click(box('Exchange Administrator'));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Active or eligible: Exchange Administrator' }), 'Eligible');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Scope' }), 'Administrative unit: Berlin');
    await user.clear(screen.getByRole('spinbutton', { name: 'Duration' }));
    await user.type(screen.getByRole('spinbutton', { name: 'Duration' }), '90');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Unit' }), 'minutes');
    await user.click(screen.getByRole('radio', { name: 'Later' }));
    await fill(user);
    await user.keyboard('{Enter}');
    await screen.findByRole('button', { name: 'Grant' });
    const [sent] = desk.callsOf('grants.try');
    expect(sent).toMatchObject({ template: 'deployment', items: [{ target: EXCHANGE, how: 'eligible', scope: `/administrativeUnits/${UNIT}` }], minutes: 90, until: null });
    expect(Math.abs(Date.parse(sent!.startDateTime!) - Date.now() - HOUR_MS)).toBeLessThan(120_000);
  });
});

describe('what is refused, in words', () => {
  it('never offers what this desk never grants, and says so to who looks for it', async () => {
    const { user } = await openGrant();
    expect(screen.queryByText(/this desk never grants/)).toBeNull();
    await user.type(screen.getByRole('searchbox', { name: 'Find a role or group' }), 'global');
    expect(screen.getByRole('note').textContent).toMatch(/^Global Administrator: this desk never grants it/);
    expect(within(screen.getByRole('group', { name: 'Roles and groups' })).queryAllByRole('checkbox')).toEqual([]);
  });

  it('refuses what outlives the contract, and shows when that ends', async () => {
    const ends = new Date(Date.now() + HOUR_MS).toISOString();
    const { desk, user, dialog } = await openGrant(factsOf({ contract: { ...grantFacts().contract, leaveDate: { known: true, value: ends } } }));
    expect(within(dialog).getByText(/^Contract ends/)).toBeTruthy();
    await user.click(box('Exchange Administrator'));
    await fill(user);
    await user.keyboard('{Enter}');
    expect(screen.getAllByText(limitText({ rule: 'past-contract-end', endsAt: ends })).length).toBeGreaterThan(0);
    expect(document.activeElement?.closest('[data-place]')?.getAttribute('data-place')).toBe('lifetime');
    await user.click(screen.getByRole('button', { name: 'Until the contract ends' }));
    await user.click(screen.getByRole('button', { name: 'Check with PIM' }));
    await screen.findByRole('button', { name: 'Grant' });
    expect(Date.parse(desk.callsOf('grants.try')[0]!.until!)).toBeLessThanOrEqual(Date.parse(ends));
  });

  it('says who enforces the longest time, and refuses a longer one', async () => {
    const { user } = await openGrant();
    await user.click(box('Exchange Administrator'));
    await user.clear(screen.getByRole('spinbutton', { name: 'Duration' }));
    await user.type(screen.getByRole('spinbutton', { name: 'Duration' }), '9');
    expect(screen.getByText('Exchange Administrator may last at most 8 hours (limit set by Tapdesk: the desk policy for it).')).toBeTruthy();
  });

  it('wants a word for what could not be checked', async () => {
    const { desk, user } = await openGrant(factsOf({ grants: { known: false, because: 'not-permitted', needs: 'grantsRead' } }));
    await user.click(box('Exchange Administrator'));
    await fill(user);
    await user.keyboard('{Enter}');
    expect({ sent: desk.callsOf('grants.try'), focus: document.activeElement }).toEqual({ sent: [], focus: screen.getByRole('checkbox', { name: 'Grant although 1 check could not be made' }) });
    await user.keyboard(' {Enter}');
    await waitFor(() => expect(desk.callsOf('grants.try')[0]).toMatchObject({ acknowledged: ['grants'] }));
  });

  it('says which permission the sign-in lacks, before anything is filled in, and sends nothing', async () => {
    const { desk, user } = await openGrant(factsOf({ operator: { ...grantFacts().operator, scopes: ['RoleAssignmentSchedule.ReadWrite.Directory'] } }));
    await user.click(box('Teams Administrator'));
    expect(screen.getByRole('note', { name: 'Nothing can be granted now' }).textContent).toContain(limitText({ rule: 'scope-missing', scopes: ['RoleEligibilitySchedule.ReadWrite.Directory'] }));
    await fill(user);
    await user.keyboard('{Enter}');
    expect(desk.callsOf('grants.try')).toEqual([]);
  });

  it('says why nothing can be granted to oneself, and opens nothing', async () => {
    const { user } = await openPerson({ 'people.search': async () => ok({ people: [{ ...ada, id: operator.id }], hasMore: false }) });
    const button = await screen.findByRole('button', { name: 'Grant role' });
    await waitFor(() => expect(screen.getByText(`Nothing can be granted: ${limitText({ rule: 'self-grant' })}`).id).toBe(button.getAttribute('aria-describedby')?.split(' ').find((id) => id === 'grant-blocked')));
    await user.keyboard('g');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says what PIM asks, and that its approval covers activation only', async () => {
    const { user } = await openGrant();
    await user.click(box('Teams Administrator'));
    expect(screen.getByText(/activates it themselves for at most 8 hours at a time; that takes .*approval by Lena Lead/)).toBeTruthy();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Active or eligible: Teams Administrator' }), 'Active');
    expect(screen.getByText('PIM’s approval covers activation only: granted as active it holds at once, and nobody is asked.')).toBeTruthy();
    await user.click(box('Security Reader'));
    expect(screen.getByText(/PIM’s own rules: not read: needs Security Reader or Global Reader/)).toBeTruthy();
  });
});

describe('a task pass', () => {
  const taskEndsAt = new Date(Date.now() + 40 * 60_000).toISOString();
  const withTask: Partial<Handlers> = { 'passes.preflight': async () => ok({ facts: allFacts({ taskEndsAt, policy: { known: false, because: 'failed', needs: null } }), rules: DEFAULT_RULES }) };
  async function chooseTwo(user: User) {
    await user.click(box('Exchange Administrator'));
    await user.click(box('Teams Administrator'));
    await user.click(screen.getByRole('switch', { name: 'With a Temporary Access Pass' }));
    await fill(user);
    await user.keyboard('{Enter}');
    await screen.findByRole('button', { name: 'Grant' });
    await user.keyboard('{Enter}');
  }
  const failing: Partial<Handlers> = { ...withTask, 'grants.make': async ({ items }) => ok({ made: items.map(({ target }, at) => (at === 0 ? made(target) : { state: 'failed' as const, error: pim })) }) };

  it('goes on to the pass, with the same ticket and reason, and a lifetime that fits', async () => {
    const { desk, user } = await openGrant(withTask);
    await chooseTwo(user);
    await screen.findByRole('dialog', { name: 'Issue a Temporary Access Pass' });
    const minutes = await screen.findByRole<HTMLInputElement>('spinbutton', { name: 'Lifetime in minutes' });
    const { taskId } = desk.callsOf('grants.make')[0]!;
    expect(taskId).toMatch(/^[0-9a-f-]{36}$/);
    expect({
      read: desk.callsOf('passes.preflight').at(-1),
      ticket: screen.getByRole<HTMLInputElement>('textbox', { name: 'Ticket' }).value,
      reason: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value,
      // The usual hour does not fit into what is left of forty minutes; how much is left depends on the machine.
      fits: Number(minutes.value) >= 20 && Number(minutes.value) <= 39,
    }).toEqual({ read: { personId: ada.id, taskId }, ticket: 'INC-1', reason: 'Mail outage', fits: true });
  });

  it('stops when a grant failed, and lets one issue the pass all the same', async () => {
    const { user } = await openGrant(failing);
    await chooseTwo(user);
    expect(await screen.findByText('Some of the task’s grants were not made, so no pass was issued yet.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Issue the pass anyway' }));
    expect(await screen.findByRole('dialog', { name: 'Issue a Temporary Access Pass' })).toBeTruthy();
  });

  it('stops when a grant failed, and lets one end the task', async () => {
    const { desk, user } = await openGrant({ ...failing, 'tasks.end': async () => ok({ ended: 0, planned: 1, passRevoked: false, left: [] }) });
    await chooseTwo(user);
    await user.click(await screen.findByRole('button', { name: 'End the task' }));
    const dialog = await screen.findByRole('dialog', { name: 'End task' });
    await user.click(within(dialog).getByRole('button', { name: 'End task' }));
    expect((await within(dialog).findByRole('group', { name: 'What was ended' })).textContent).toMatch(/^1 grant is too young for PIM to remove/);
    expect(desk.callsOf('tasks.end')).toEqual([{ personId: ada.id, taskId: desk.callsOf('grants.make')[0]!.taskId, reason: '' }]);
  });
});

describe('the grants on a person’s page', () => {
  const { id, displayName, userPrincipalName } = row(1);
  const of = (changes: Parameters<typeof grantRow>[1]) => grantRow(1, { person: { id, displayName, userPrincipalName }, ...changes });
  const rows = [
    of({ scheduleId: 's1', taskId: TASK }),
    of({ scheduleId: 's2', targetName: 'Global Reader', endDateTime: null, origin: 'outside', ticket: '' }),
    of({ scheduleId: 's3', targetName: 'Reports Reader', path: 'group', origin: 'unknown', by: '' }),
    of({ scheduleId: 's4', targetName: 'Teams Administrator', state: 'future', startDateTime: new Date(Date.now() + HOUR_MS).toISOString(), endDateTime: new Date(Date.now() + 2 * HOUR_MS).toISOString() }),
  ];
  const handlers: Partial<Handlers> = { 'grants.of': async () => ok({ rows, sources: { ...ALL_READ, eligibleRoles: { known: false, because: 'not-permitted', needs: 'eligibleRoles' } }, readAt: new Date().toISOString() }) };

  it('tells apart what ends, what is permanent, what comes through a group, and what could not be read', async () => {
    await openPerson(handlers);
    const region = screen.getByRole('region', { name: 'Grants' });
    const items = await within(region).findAllByRole('listitem');
    expect(items.map((item) => ({ words: /Live|Permanent|Through a group|Starts later/.exec(item.textContent)?.[0], buttons: within(item).queryAllByRole('button').map((button) => button.getAttribute('aria-label')) }))).toEqual([
      { words: 'Live', buttons: ['End Exchange Administrator', 'Extend Exchange Administrator', 'End the task of Exchange Administrator'] },
      { words: 'Permanent', buttons: [] },
      { words: 'Through a group', buttons: [] },
      { words: 'Starts later', buttons: ['End Teams Administrator', 'Extend Teams Administrator'] },
    ]);
    expect(items[0]!.textContent).toMatch(/Live.*(5\d min|1 h 0 min).* left.*ticket INC-7.*made in: this desk/);
    expect(within(region).getByText(/^Eligible roles: not read, so some may be missing here. It takes Security Reader or Global Reader and the permission/)).toBeTruthy();
  });

  it('is read again when a grant was made or ended', async () => {
    const { desk } = await openPerson(handlers);
    await within(screen.getByRole('region', { name: 'Grants' })).findAllByRole('listitem');
    const before = desk.callsOf('grants.of').length;
    desk.emit('grants.changed', { personId: id });
    await waitFor(() => expect(desk.callsOf('grants.of').length).toBe(before + 1));
  });
});
