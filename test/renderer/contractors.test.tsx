// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { arranged, NO_FILTER } from '../../renderer/features/contractors/arrange';
import { endAgeText } from '../../renderer/features/contractors/contract-end-text';
import { joined } from '../../renderer/features/contractors/contractor-entry';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import type { Contractor } from '../../shared/domain/contractor';
import type { GrantRow } from '../../shared/domain/grant';
import type { Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { refused } from '../fakes/bridge';
import { contractor, contractorHandlers, daysFromNow, grantRow } from '../fakes/contractors';
import { details, entry, row } from '../fakes/people';
import { renderApp } from './render-app';

const onContractors = { settings: { ...DEFAULT_SETTINGS, lastView: 'contractors' as const } };
const shown = (contractors: readonly Contractor[], grants: readonly GrantRow[] = [], changes: Partial<Handlers> = {}) => renderApp({ ...contractorHandlers(contractors, grants), ...changes }, onContractors);
const table = () => screen.findByRole('table', { name: 'Contractors' });
const names = async () =>
  within(await table())
    .queryAllByRole('rowheader')
    .map((cell) => cell.querySelector('bdi')?.textContent);
const cellsOf = async (name: string) => {
  await screen.findByText(name);
  const header = within(await table())
    .getAllByRole('rowheader')
    .find((cell) => cell.textContent.startsWith(name));
  return within(header!.closest('tr')!)
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
};
const end = (days: number): Contractor['end'] => ({ known: true, value: { at: daysFromNow(days), from: 'attribute' } });
/** In the order that the operator's English has. */
const DATE = /(\d+ )?[A-Z][a-z]{2,3}( \d+,)? \d{4}/;
const unread = { known: false, because: 'not-permitted', needs: 'contractEnd' } as const;

const five = [
  contractor(1, { end: { known: true, value: null } }),
  contractor(2, { end: unread, companyName: 'Litware' }),
  contractor(3, { end: end(3), accountEnabled: false }),
  contractor(4, { end: end(-12), employeeType: 'Vendor' }),
  contractor(5, { end: end(90), manager: { known: true, value: null }, lastSignInAt: unread }),
];

describe('the contractors', () => {
  it('puts past ends first and marks them, and keeps an end that was not read apart from none', async () => {
    shown(five);
    await screen.findByText('Person 1');
    expect(await names()).toEqual(['Person 4', 'Person 3', 'Person 5', 'Person 2', 'Person 1']);
    const ends = await Promise.all(['Person 4', 'Person 3', 'Person 2', 'Person 1'].map(async (name) => (await cellsOf(name))[1]?.replace(DATE, ' DATE')));
    expect(ends).toEqual(['ended 12 days ago DATE', 'ends in 3 days DATE', 'Contract end: Not read', 'Contract end: None on file']);
  });

  it('shows who they are, what they hold, and when they were last seen', async () => {
    shown(five, [grantRow(5), grantRow(5, { scheduleId: 's2', state: 'provisioning' }), grantRow(5, { scheduleId: 's3', state: 'future' })]);
    await screen.findByText('2 live, 1 future');
    expect((await cellsOf('Person 5')).slice(2, 8)).toEqual(['Account: Enabled', 'Grants: 2 live, 1 future', 'Last sign-in: Not read', 'Manager: None', 'Company: Fabrikam', 'Contractor because: employee type Contractor']);
    expect((await cellsOf('Person 3')).slice(2, 5)).toEqual(['Account: Disabled', 'Grants: none', 'Last sign-in: 24 hours ago']);
  });

  it('says what could not be read, and does not call no grants seen none', async () => {
    const sources = { roles: { known: false, because: 'not-permitted', needs: 'grantsRead' }, eligibleRoles: { known: false, because: 'not-permitted', needs: 'grantsRead' }, groups: { known: true, value: 0 } } as const;
    shown(five, [], {
      'contractors.list': async () => ok({ contractors: five, unread: [{ source: 'Members of Build crew', needs: 'Directory Readers and the permission GroupMember.Read.All' }], isComplete: false, readAt: new Date().toISOString() }),
      'grants.list': async () => ok({ rows: [], sources, readAt: new Date().toISOString() }),
    });
    const note = await screen.findByRole('note', { name: 'What could not be read' });
    await waitFor(() => expect(within(note).getAllByRole('listitem')).toHaveLength(3));
    expect(within(note).getAllByRole('listitem').map((line) => line.textContent)).toEqual([
      'Members of Build crew: not read; it takes Directory Readers and the permission GroupMember.Read.All.',
      'There are more contractors than can be read at once: look for others in People, or narrow the rules in the desk policy.',
      'Roles held for a time, roles that can be activated: not read: needs Security Reader or Global Reader and the permissions RoleAssignmentSchedule.Read.Directory, RoleEligibilitySchedule.Read.Directory, RoleManagement.Read.Directory; somebody may hold more than the column “Grants” says.',
    ]);
    expect((await cellsOf('Person 1'))[3]).toBe('Grants: none seen');
  });

  it('filters by text, by contract end and by account, and says how many are in each', async () => {
    const { user } = shown(five);
    await screen.findByText('Person 1');
    const choice = screen.getByRole('combobox', { name: 'Contract end' });
    expect(within(choice).getAllByRole('option').map((option) => option.textContent)).toEqual(['Any contract end (5)', 'Ended (1)', 'Ending within 30 days (1)', 'No end on file (1)', 'End not read (1)']);
    const found: unknown[] = [];
    for (const value of ['ended', 'soon', 'none', 'not-read']) {
      await user.selectOptions(choice, value);
      await waitFor(async () => expect(await names()).toHaveLength(1));
      found.push(...(await names()));
    }
    expect(found).toEqual(['Person 4', 'Person 3', 'Person 1', 'Person 2']);
    await user.selectOptions(choice, 'any');
    await user.click(screen.getByRole('button', { name: 'Enabled only' }));
    await waitFor(async () => expect(await names()).not.toContain('Person 3'));
    await user.type(screen.getByRole('searchbox', { name: 'Filter contractors' }), 'litware');
    await waitFor(async () => expect(await names()).toEqual(['Person 2']));
  });

  it('sorts by a column, both ways, and says so', async () => {
    const { user } = shown(five);
    await screen.findByText('Person 1');
    const head = () => screen.getByRole('columnheader', { name: /Company/ });
    await user.click(within(head()).getByRole('button'));
    expect({ last: (await names())[4], sort: head().getAttribute('aria-sort') }).toEqual({ last: 'Person 2', sort: 'ascending' });
    await user.click(within(head()).getByRole('button'));
    expect({ first: (await names())[0], sort: head().getAttribute('aria-sort') }).toEqual({ first: 'Person 2', sort: 'descending' });
  });

  it('keeps what was read, with its age, when a later read fails', async () => {
    const { desk, user } = shown(five);
    await screen.findByText('Person 1');
    desk.answer('contractors.list', () => refused({ kind: 'offline' }));
    await user.keyboard('{F5}');
    expect(await screen.findByRole('group', { name: 'No connection' })).toBeTruthy();
    expect(await names()).toHaveLength(5);
  });

  it('reads the grants again when one was changed', async () => {
    const { desk } = shown(five);
    await screen.findAllByText('none');
    desk.answer('grants.list', contractorHandlers(five, [grantRow(1)])['grants.list']);
    act(() => desk.emit('grants.changed', { personId: row(1).id }));
    expect(await screen.findByText('1 live')).toBeTruthy();
  });
});

describe('two thousand contractors', () => {
  const many = Array.from({ length: 2000 }, (_, at) => contractor(at + 1, { end: end((at % 200) - 60), companyName: `Company ${at % 37}` }));

  it('are put in order within 100 ms', () => {
    const rows = joined(many, undefined);
    const took = [1, 2, 3].map(() => {
      const before = performance.now();
      const found = arranged(rows, { ...NO_FILTER, text: 'company 1' }, { column: 'company', direction: 'descending' }, new Date());
      expect(found.length).toBeGreaterThan(500);
      return performance.now() - before;
    });
    expect(Math.min(...took)).toBeLessThan(100);
  });

  it('are drawn as far as they are in sight, told in full, and reached with the keyboard', async () => {
    shown(many);
    await screen.findAllByText(/^2000 of 2000 shown/);
    const drawn = within(await table()).getAllByRole('rowheader').length;
    expect({ isPart: drawn < 60, rows: (await table()).getAttribute('aria-rowcount') }).toEqual({ isPart: true, rows: '2001' });

    const first = within(await table()).getAllByRole('row')[1]!;
    act(() => first.focus());
    fireEvent.keyDown(first, { key: 'End' });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('2001'));
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowUp' });
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('2000');
  });

  it('are more than one act of ending access holds', async () => {
    const { desk, user } = shown(many);
    await screen.findAllByText(/^2000 of 2000 shown/);
    await user.click(screen.getByRole('checkbox', { name: 'Select all rows shown' }));
    await user.click(screen.getByRole('button', { name: 'End access' }));
    expect(await screen.findByText('Access can be ended for at most 200 people at once. Choose fewer, then the rest.')).toBeTruthy();
    expect(desk.callsOf('access.preview')).toEqual([]);
  });
});

describe('the dossier', () => {
  const guest = contractor(6, { kind: 'external-guest', end: end(-1) });
  const outcome = (seq: number, changes: Parameters<typeof entry>[1]) => entry(seq, { phase: 'outcome', person: row(6), ticket: 'INC-3', ...changes });
  const history = [
    outcome(8, { action: 'access.end', detail: { steps: 3, planned: 0, notRead: '' } }),
    outcome(7, { action: 'grant.end', detail: { targetName: 'Exchange Administrator', proven: true, stillHeld: 1 } }),
    outcome(6, { action: 'pass.revoke', detail: { proven: true } }),
    outcome(5, { action: 'account.disable', result: 'unknown', detail: { proven: false } }),
    entry(4, { phase: 'intent', action: 'grant.make', result: null, person: row(6), detail: { targetName: 'Teams Administrator' } }),
  ];
  const handlers: Partial<Handlers> = {
    'contractors.read': async () => ok({ contractor: guest, sponsors: { known: true, value: [{ id: 's', displayName: 'Sven Sponsor', mail: null }] }, details: details(guest), history }),
  };
  const grants = [grantRow(6), grantRow(6, { scheduleId: 'p', targetName: 'Security Reader', endDateTime: null })];

  it('shows who answers for them, until when, and what they can do now', async () => {
    const { user } = shown([guest], grants, handlers);
    await user.click(await screen.findByText('Person 6'));
    expect(document.activeElement).toBe(await screen.findByRole('heading', { level: 1, name: 'Person 6' }));
    const contract = within(await screen.findByRole('region', { name: 'Contract' }));
    expect(contract.getAllByRole('definition').map((fact) => fact.textContent.replace(DATE, 'DATE'))).toEqual(['DATE ended 1 day ago, from the attribute of the account', 'employee type Contractor', 'Fabrikam', 'Contractor', 'Sven Sponsor', 'Mia Manager']);
    const access = within(screen.getByRole('region', { name: 'Access' }));
    const held = within(await access.findByRole('list', { name: 'Grants' })).getAllByRole('listitem').map((item) => item.textContent);
    expect({ pass: access.getByText('No pass').textContent, live: held[0]?.startsWith('Exchange Administrator Whole tenant, ends '), permanent: held[1] }).toEqual({ pass: 'No pass', live: true, permanent: 'Security Reader Whole tenant, permanent: not ended here' });
  });

  it('proves what was ended, never what was not, and tells the rest as history', async () => {
    const { user } = shown([guest], grants, handlers);
    await user.click(await screen.findByText('Person 6'));
    const proofs = within(await screen.findByRole('list', { name: 'Proof of ended access' })).getAllByRole('listitem').map((item) => item.textContent.replace(/ at .*2026.*?by Dana/, ' AT by Dana'));
    expect(proofs).toEqual([
      'End access: 3 steps AT by Dana Operator (dana@contoso.example), ticket INC-3, journal entry 8',
      'Exchange Administrator ended, proven gone; the person still held the same by another path AT by Dana Operator (dana@contoso.example), ticket INC-3, journal entry 7',
      'Pass revoked, proven gone AT by Dana Operator (dana@contoso.example), ticket INC-3, journal entry 6',
    ]);
    const lines = within(screen.getByRole('list', { name: 'History at this desk' })).getAllByRole('listitem').map((item) => item.textContent.split('. ')[0]);
    expect(lines).toEqual(['End access: succeeded', 'End a grant, Exchange Administrator: succeeded', 'Revoke a pass: succeeded', 'Disable the account: not known', 'Grant for a time, Teams Administrator: no outcome recorded']);
  });

  it('says who can help a guest of another organisation, and goes back to the row', async () => {
    const { user } = shown([guest], grants, handlers);
    const line = (await screen.findByText('Person 6')).closest('tr')!;
    act(() => line.focus());
    await user.keyboard('{Enter}');
    expect(within(await screen.findByRole('region', { name: 'Who can help this guest' })).getByText(/their own organisation’s helpdesk resets password and methods/)).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement?.getAttribute('data-row')).toBe(guest.id));
    expect(screen.queryByRole('region', { name: 'Contract' })).toBeNull();
  });

  it('opens the person, and ends their access from here', async () => {
    const { desk, user } = shown([guest], grants, handlers);
    await user.click(await screen.findByText('Person 6'));
    await screen.findByRole('region', { name: 'Contract' });
    const dossier = within(screen.getByRole('region', { name: 'Person 6' }));
    await user.click(dossier.getByRole('button', { name: 'End access' }));
    await user.type(await screen.findByRole('textbox', { name: 'Reason' }), 'Project ended{Enter}');
    await screen.findAllByText('1 person done, every step proven.');
    const before = desk.callsOf('contractors.read').length;
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(desk.callsOf('contractors.read').length).toBe(before + 1));
    await user.click(dossier.getByRole('button', { name: 'Open person' }));
    expect(await screen.findByRole('heading', { level: 2, name: 'Person 6' })).toBeTruthy();
  });
});

describe('contract ends in words', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  it.each([
    ['2026-02-26T23:59:59Z', 'ended 12 days ago'],
    ['2026-03-09T23:59:59Z', 'ended 1 day ago'],
    ['2026-03-10T23:59:59Z', 'ends today'],
    ['2026-03-11T23:59:59Z', 'ends in 1 day'],
    ['2026-03-13T23:59:59Z', 'ends in 3 days'],
  ])('%s: %s', (at, words) => {
    expect(endAgeText({ at, from: 'attribute' }, now)).toBe(words);
  });
});
