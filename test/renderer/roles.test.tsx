// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { limitText } from '../../renderer/ui/limit-text';
import type { GrantRow } from '../../shared/domain/grant';
import type { Handlers, Output } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { grantRow } from '../fakes/contractors';
import { FINANCE, TASK } from '../fakes/grants';
import { ada, row } from '../fakes/people';
import { renderApp } from './render-app';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString();
const onRoles = { settings: { ...DEFAULT_SETTINGS, lastView: 'roles' as const } };
const ALL_READ = { roles: { known: true, value: 1 }, eligibleRoles: { known: true, value: 0 }, groups: { known: true, value: 0 } } as const;

const ROWS = [
  grantRow(1, { endDateTime: inMinutes(90), ticket: 'INC-9', taskId: TASK }),
  grantRow(2, { endDateTime: inMinutes(30), targetName: 'Teams Administrator', origin: 'outside', by: 'Zed', reason: 'Roll-out', ticket: '', template: '' }),
  grantRow(3, { endDateTime: inMinutes(240), startDateTime: inMinutes(120), state: 'future', how: 'eligible', template: 'deployment', ticket: 'INC-10' }),
  grantRow(4, { endDateTime: inMinutes(45), target: FINANCE, targetName: 'Finance approvers', scopeName: '', by: '', origin: 'unknown', reason: '' }),
];
const listOf = (rows: readonly GrantRow[], sources: Output<'grants.list'>['sources'] = ALL_READ): Partial<Handlers> => ({
  'grants.list': async () => ok({ rows, sources, readAt: new Date().toISOString() }),
});

async function openRoles(changes: Partial<Handlers> = listOf(ROWS)) {
  const app = renderApp(changes, onRoles);
  const table = await screen.findByRole('table', { name: 'Roles' });
  await waitFor(() => expect(within(table).getAllByRole('rowheader').length).toBeGreaterThan(0));
  return { ...app, table };
}
const names = () => within(screen.getByRole('table', { name: 'Roles' })).queryAllByRole('rowheader').map((cell) => cell.querySelector('bdi')?.textContent);
const cellsOf = (name: string) => {
  const header = within(screen.getByRole('table', { name: 'Roles' })).getAllByRole('rowheader').find((cell) => cell.textContent.startsWith(name));
  return within(header!.closest('tr')!).getAllByRole('cell').map((cell) => cell.textContent);
};

describe('the table of roles', () => {
  it('shows who holds what, until when, why, by whom, and where it was made; soon to end first', async () => {
    await openRoles();
    expect(names()).toEqual(['Person 2', 'Person 4', 'Person 1', 'Person 3']);
    const [target, state, ends, ...rest] = cellsOf('Person 1');
    expect([target, ...rest]).toEqual(['Role or group: Exchange AdministratorActive · Whole tenant', 'Why: Mail outage', 'Ticket: INC-9', 'Made by: Dana OperatorThis desk · Incident', 'End…Extend…End task…']);
    expect({ state: /^Live1 h (2\d|30) min left$/.test(state!), zone: /^Ends at: .*\d\d:\d\d.* \S+$/.test(ends!) }).toEqual({ state: true, zone: true });
    expect(cellsOf('Person 3')[1]).toMatch(/^Starts laterstarts in (1 h 5\d min|2 h 0 min)$/);
    expect([cellsOf('Person 4')[0], cellsOf('Person 4')[5]]).toEqual(['Role or group: member of Finance approversActive', 'Made by: Not knownOrigin not known · Incident']);
  });

  it('filters by person, role, ticket and operator, by template, origin and kind', async () => {
    const { user } = await openRoles();
    const shown = async (text: string) => {
      await user.clear(screen.getByRole('searchbox', { name: 'Filter roles' }));
      await user.paste(text);
      return names();
    };
    expect([await shown('person 4'), await shown('teams'), await shown('inc-1'), await shown('zed'), await shown('nobody')]).toEqual([['Person 4'], ['Person 2'], ['Person 3'], ['Person 2'], []]);
    expect(screen.getByText('Nothing to show here with this filter.')).toBeTruthy();
    await user.clear(screen.getByRole('searchbox', { name: 'Filter roles' }));
    const choose = async (name: string, choice: string, back: string) => {
      await user.selectOptions(screen.getByRole('combobox', { name }), choice);
      const found = names();
      await user.selectOptions(screen.getByRole('combobox', { name }), back);
      return found;
    };
    expect([await choose('Template', 'Deployment window', 'Any template'), await choose('Template', 'No template', 'Any template'), await choose('Made in', 'Outside this desk', 'Made anywhere'), await choose('Kind', 'Groups', 'Everything'), await choose('Kind', 'Eligible', 'Everything')]).toEqual([
      ['Person 3'],
      ['Person 2'],
      ['Person 2'],
      ['Person 4'],
      ['Person 3'],
    ]);
  });

  it('sorts by a column, both ways, and says so', async () => {
    const { user } = await openRoles();
    const head = () => screen.getByRole('columnheader', { name: /^Person/ });
    await user.click(within(head()).getByRole('button'));
    expect({ order: names(), sort: head().getAttribute('aria-sort') }).toEqual({ order: ['Person 1', 'Person 2', 'Person 3', 'Person 4'], sort: 'ascending' });
    await user.click(within(head()).getByRole('button'));
    expect({ order: names(), sort: head().getAttribute('aria-sort') }).toEqual({ order: ['Person 4', 'Person 3', 'Person 2', 'Person 1'], sort: 'descending' });
  });

  it('draws a few of five hundred rows, and finds the last of them', async () => {
    const { user, table } = await openRoles(listOf(Array.from({ length: 500 }, (_, at) => grantRow(at + 1, { endDateTime: inMinutes(at + 10), ticket: `INC-${String(at + 1)}` }))));
    expect({ all: table.getAttribute('aria-rowcount'), drawn: within(table).getAllByRole('rowheader').length < 60 }).toEqual({ all: '501', drawn: true });
    await user.click(screen.getByRole('searchbox', { name: 'Filter roles' }));
    await user.paste('INC-500');
    await waitFor(() => expect(names()).toEqual(['Person 500']));
  });

  it('says what could not be read, and who could read it', async () => {
    await openRoles(listOf(ROWS, { ...ALL_READ, groups: { known: false, because: 'not-permitted', needs: 'groupGrants' } }));
    expect(screen.getByText(/^Grants of groups: not read, so some may be missing here. It takes Owner of the group and the permissions PrivilegedAssignmentSchedule/)).toBeTruthy();
  });

  it('says that other groups are not in the list where they could be asked one by one only', async () => {
    await openRoles(listOf(ROWS, { ...ALL_READ, isSomeGroupsOnly: true }));
    expect(screen.getByText(/^Grants of groups: only of those that this desk grants or that you own/)).toBeTruthy();
  });

  it('is read again when a grant was made or ended, and by F5', async () => {
    const { desk, user } = await openRoles();
    desk.answer('grants.list', async () => ok({ rows: ROWS.slice(0, 1), sources: ALL_READ, readAt: new Date().toISOString() }));
    act(() => desk.emit('grants.changed', { personId: row(2).id }));
    await waitFor(() => expect(names()).toEqual(['Person 1']));
    desk.answer('grants.list', async () => ok({ rows: ROWS, sources: ALL_READ, readAt: new Date().toISOString() }));
    await user.keyboard('{F5}');
    await waitFor(() => expect(names()).toHaveLength(4));
  });

  it('is worked by keyboard: arrows move, Enter opens the person', async () => {
    const { user } = await openRoles();
    act(() => document.querySelector<HTMLElement>('tr[tabindex="0"]')!.focus());
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(await screen.findByRole('heading', { name: 'Person 1' })).toBeTruthy();
  });
});

describe('ending a grant', () => {
  const endOf = async (user: Awaited<ReturnType<typeof openRoles>>['user'], name: RegExp) => {
    await user.click(screen.getByRole('button', { name }));
    return screen.findByRole('dialog', { name: 'End grant' });
  };

  it('proves it, names what the person still holds, and offers to revoke the sessions', async () => {
    const stillHeld = [{ scheduleId: 'p', path: 'group' as const, assignment: 'assigned' as const, how: 'active' as const, endDateTime: null, scopeName: 'Whole tenant' }];
    const { desk, user } = await openRoles({ ...listOf([...ROWS, grantRow(1, { scheduleId: 'other', endDateTime: null })]), 'grants.end': async () => ok({ state: 'ended', provenAt: '2026-01-05T09:00:07Z', stillHeld }) });
    const dialog = await endOf(user, /^End Exchange Administrator of Person 1$/);
    expect(within(dialog).getByText(/holds the same by another path, which stays/).textContent).toMatch(/permanently/);
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' }));
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason (optional)' }), 'Done');
    await user.click(within(dialog).getByRole('button', { name: 'End' }));
    const ended = await within(dialog).findByRole('group', { name: 'Ended' });
    expect(ended.textContent).toMatch(/Read back at .*:07.*this grant is gone.*The access is not gone\. The person still holds Exchange Administrator:through a group, Whole tenant.*live on for about an hour/);
    await user.click(within(dialog).getByRole('button', { name: 'Revoke sessions' }));
    expect(await within(dialog).findByText(/^The sign-in sessions were ended at/)).toBeTruthy();
    const { person, target, scheduleId } = ROWS[0]!;
    expect({ end: desk.callsOf('grants.end'), sessions: desk.callsOf('sessions.revoke') }).toEqual({
      end: [{ personId: person.id, scheduleId, target, how: 'active', scope: '/', reason: 'Done', ticket: 'INC-9' }],
      sessions: [{ personId: person.id, reason: 'Done', ticket: 'INC-9' }],
    });
  });

  it('explains PIM’s five minutes before, and never calls it ended while it is not', async () => {
    const young = grantRow(1, { createdDateTime: inMinutes(-1), startDateTime: inMinutes(-1) });
    const { user } = await openRoles({ ...listOf([young]), 'grants.end': async () => ok({ state: 'planned', at: inMinutes(4) }) });
    const dialog = await endOf(user, /^End Exchange/);
    expect(within(dialog).getByText(/^PIM removes nothing that is younger than 5 minutes\. The removal is put off until .* also after a restart/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'End' }));
    const planned = await within(dialog).findByRole('group', { name: 'Not ended yet' });
    expect({ text: planned.textContent, sessions: within(dialog).queryByRole('button', { name: 'Revoke sessions' }) }).toEqual({ text: expect.stringMatching(/^Not ended yet: PIM takes the removal at/), sessions: null });
  });

  it('keeps the dialog and says why when it could not be proven', async () => {
    const { user } = await openRoles({ ...listOf(ROWS), 'grants.end': async () => ({ ok: false, error: { kind: 'grant-not-proven', scheduleId: 's' } }) });
    const dialog = await endOf(user, /^End Exchange Administrator of Person 1$/);
    await user.click(within(dialog).getByRole('button', { name: 'End' }));
    expect(await within(dialog).findByRole('group', { name: 'Not proven yet' })).toBeTruthy();
  });

  it('offers nothing on what is permanent or held through a group, and says why when a key is pressed', async () => {
    const { user } = await openRoles(listOf([grantRow(1, { path: 'group' }), grantRow(2, { endDateTime: null })]));
    expect(screen.queryByRole('button', { name: /^End / })).toBeNull();
    act(() => document.querySelector<HTMLElement>('tr[tabindex="0"]')!.focus());
    await user.keyboard('e');
    expect({ dialog: screen.queryByRole('dialog'), said: screen.getAllByText('This is held through a group, and is not Tapdesk’s to end.').length > 0 }).toEqual({ dialog: null, said: true });
  });

  it('ends a task with its pass, and says what was left', async () => {
    const left = [{ what: 'schedule-1', error: { kind: 'grant-changed' } as const }];
    const { desk, user } = await openRoles({ ...listOf(ROWS), 'tasks.end': async () => ok({ ended: 1, planned: 0, passRevoked: true, left }) });
    await user.click(screen.getByRole('button', { name: /^End the task of Exchange/ }));
    const dialog = await screen.findByRole('dialog', { name: 'End task' });
    await user.click(within(dialog).getByRole('button', { name: 'End task' }));
    const ended = await within(dialog).findByRole('group', { name: 'What was ended' });
    expect(ended.textContent).toMatch(/^1 grant is ended, and that is proven\. The pass is revoked\. 1 could not be ended\.Exchange Administrator: It is not there any more/);
    expect({ call: desk.callsOf('tasks.end'), again: within(dialog).getAllByRole('button', { name: 'Try again' }).length }).toEqual({ call: [{ personId: ROWS[0]!.person.id, taskId: TASK, reason: '' }], again: 1 });
  });
});

describe('extending a grant', () => {
  const localMinutes = (at: Date) => new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);

  it('moves the end within the limits, and refuses one beyond them in words', async () => {
    const { desk, user } = await openRoles();
    await user.click(screen.getByRole('button', { name: /^Extend Exchange Administrator of Person 1$/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Extend grant' });
    await within(dialog).findByRole('button', { name: 'Change the end' });
    await waitFor(() => expect(within(dialog).queryByText('Reading the limits…')).toBeNull());
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'Takes longer');
    await user.click(within(dialog).getByRole('button', { name: '1 day later' }));
    expect(within(dialog).getByText('Exchange Administrator may last at most 8 hours (limit set by Tapdesk: the desk policy for it).')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Change the end' }));
    expect(desk.callsOf('grants.change')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: '1 hour later' }));
    await user.click(within(dialog).getByRole('button', { name: 'Change the end' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const [sent] = desk.callsOf('grants.change');
    expect({ until: localMinutes(new Date(sent!.until)), reason: sent!.reason, scheduleId: sent!.scheduleId }).toEqual({ until: localMinutes(new Date(Date.parse(ROWS[0]!.endDateTime!) + HOUR_MS)), reason: 'Takes longer', scheduleId: 'schedule-1' });
  });

  it('wants a reason, and another end', async () => {
    const { desk, user } = await openRoles();
    await user.click(screen.getByRole('button', { name: /^Extend Exchange Administrator of Person 1$/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Extend grant' });
    await waitFor(() => expect(within(dialog).queryByText('Reading the limits…')).toBeNull());
    await user.click(within(dialog).getByRole('button', { name: 'Change the end' }));
    expect({ sent: desk.callsOf('grants.change'), focus: document.activeElement, said: within(dialog).getAllByText('Choose another end than it has.').length > 0 }).toEqual({ sent: [], focus: within(dialog).getByRole('textbox', { name: 'Reason' }), said: true });
  });
});

describe('granting from the list', () => {
  it('finds the person first, then opens the same form, and gives the focus back', async () => {
    const { user } = await openRoles();
    await user.click(screen.getByRole('button', { name: 'Grant role' }));
    await user.type(await screen.findByRole('searchbox', { name: 'Find who is to be granted a role' }), 'ada');
    await screen.findByText('1 person found');
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Grant a role' });
    expect(await within(dialog).findByRole('group', { name: 'Roles and groups' })).toBeTruthy();
    expect(within(dialog).getByText('Ada Lovelace')).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).not.toBe(document.body));
  });

  it('goes on to the pass of the task on the person’s page', async () => {
    const { desk, user } = await openRoles();
    await user.click(screen.getByRole('button', { name: 'Grant role' }));
    await user.type(await screen.findByRole('searchbox', { name: 'Find who is to be granted a role' }), 'ada');
    await screen.findByText('1 person found');
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('checkbox', { name: 'Exchange Administrator' }));
    await user.click(screen.getByRole('switch', { name: 'With a Temporary Access Pass' }));
    for (const [name, text] of [['Ticket', 'INC-1'], ['Reason', 'Mail outage']] as const) {
      await user.click(screen.getByRole('textbox', { name }));
      await user.paste(text);
    }
    await user.keyboard('{Enter}');
    await screen.findByRole('button', { name: 'Grant' });
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: 'Issue a Temporary Access Pass' });
    await waitFor(() => expect(desk.callsOf('passes.preflight')).toEqual([{ personId: ada.id, taskId: desk.callsOf('grants.make')[0]!.taskId }]));
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Ticket' })).value).toBe('INC-1');
  });

  it('says why oneself cannot be chosen', async () => {
    const { user } = await openRoles({ ...listOf(ROWS), 'people.search': async () => ok({ people: [{ ...row(9), id: '0f000000-0000-4000-8000-000000000001' }], hasMore: false }) });
    await user.click(screen.getByRole('button', { name: 'Grant role' }));
    await user.type(await screen.findByRole('searchbox', { name: 'Find who is to be granted a role' }), 'dana');
    await screen.findByText('1 person found');
    await user.keyboard('{Enter}');
    expect({ said: screen.getAllByText(limitText({ rule: 'self-grant' })).length > 0, form: screen.queryByRole('dialog', { name: 'Grant a role' }) }).toEqual({ said: true, form: null });
  });
});
