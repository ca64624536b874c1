// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { awayText } from '../../renderer/features/onboarding/hire-text';
import { presetsOf } from '../../renderer/features/onboarding/ways';
import type { Joiner, JoinerDetails } from '../../shared/domain/onboarding';
import type { Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { later, refused } from '../fakes/bridge';
import { joiner, joinerDetails, onboardingHandlers } from '../fakes/onboarding';
import { pass, row } from '../fakes/people';
import { renderApp } from './render-app';

const onOnboarding = { settings: { ...DEFAULT_SETTINGS, lastView: 'onboarding' as const } };
const shown = (people: readonly Joiner[], details: Readonly<Record<string, Partial<JoinerDetails>>> = {}, changes: Partial<Handlers> = {}) => renderApp({ ...onboardingHandlers(people, details), ...changes }, onOnboarding);
const table = () => screen.findByRole('table', { name: 'Onboarding' });
const names = async () =>
  within(await table())
    .queryAllByRole('rowheader')
    .map((cell) => cell.querySelector('bdi')?.textContent);
const rowOf = async (name: string) => (await screen.findByRole('button', { name })).closest('tr')!;
const cellsOf = async (name: string) =>
  within(await rowOf(name))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);
const boxOf = (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name: `Select ${name}` });

const DAY_MS = 86_400_000;
/** A first day so many days from the operator's today. */
const startsIn = (days: number) => {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) + days * DAY_MS).toISOString();
};
const notPermitted = { known: false, because: 'not-permitted', needs: 'audits' } as const;
const five: readonly Joiner[] = [
  joiner(1, { employeeHireDate: startsIn(3) }),
  joiner(2, { employeeHireDate: startsIn(-1), accountEnabled: false, licences: 0 }),
  joiner(3, { employeeHireDate: null, kind: 'external-guest', licences: 0 }),
  joiner(4, { employeeHireDate: startsIn(0), lastSignInAt: { known: true, value: new Date(Date.now() - DAY_MS).toISOString() } }),
  joiner(5, { employeeHireDate: startsIn(9), lastSignInAt: notPermitted }),
];
const laterPass = pass({ startDateTime: new Date(Date.now() + DAY_MS).toISOString(), isUsable: false, methodUsabilityReason: 'NotYetValid' });
const theirs: Readonly<Record<string, Partial<JoinerDetails>>> = {
  [row(2).id]: { manager: { known: true, value: null } },
  [row(4).id]: { methods: { known: true, value: [{ id: 'm', type: 'authenticator', detail: 'Pixel', createdDateTime: null }] }, manager: { known: true, value: { id: row(9).id, displayName: 'Mia Manager', mail: '' } } },
  [row(5).id]: { pass: { known: true, value: laterPass }, methods: { known: false, because: 'failed', needs: null } },
};

describe('the onboarding view', () => {
  it('puts who started or starts first on top, with what each still lacks', async () => {
    shown(five, theirs);
    await screen.findByText('Microsoft Authenticator');
    expect(await names()).toEqual(['Person 2', 'Person 4', 'Person 1', 'Person 5', 'Person 3']);
    const missing = await Promise.all((await names()).map(async (name) => (await cellsOf(name ?? '')).at(-1)));
    expect(missing).toEqual([
      'Missing: ✕Account disabled✕No licence✕No manager✕No pass, no method',
      'Missing: ✕Manager without mail',
      'Missing: ✕No pass, no method',
      'Missing: ?Not everything could be read',
      'Missing: ✕Account of another organisation',
    ]);
  });

  it('shows account, licence, manager, methods, pass and first sign-in, and keeps "not read" apart from "none"', async () => {
    shown(five, theirs);
    await screen.findByText('Microsoft Authenticator');
    expect((await cellsOf('Person 4')).slice(1, -1)).toEqual([
      expect.stringMatching(/^Hire date: .+today$/),
      'Account: Enabled',
      'Licence: 1 licence',
      'Manager: Mia Managerno mail',
      'Methods: Microsoft Authenticator',
      'Pass: None',
      'First sign-in: Has signed inlast 24 hours ago',
    ]);
    expect((await cellsOf('Person 5')).slice(1, -1)).toEqual([
      expect.stringMatching(/^Hire date: .+in 9 days$/),
      'Account: Enabled',
      'Licence: 1 licence',
      'Manager: Person 900',
      'Methods: Not read',
      expect.stringMatching(/^Pass: Not valid yetstarts /),
      'First sign-in: Not read',
    ]);
    expect((await cellsOf('Person 3')).slice(1, 4)).toEqual(['Hire date: None on file', 'Account: Enabled', 'Licence: None']);
  });

  it('says what could not be read and which role would', async () => {
    shown(five, theirs);
    const note = await screen.findByRole('note', { name: 'What could not be read' });
    await waitFor(() => expect(within(note).getAllByRole('listitem').map((line) => line.textContent)).toEqual(['First sign-in of 1 person: not read: needs Reports Reader and the permission AuditLog.Read.All.', 'Methods of 1 person: not read: the request failed.']));
  });

  it('asks for the past week and the next two, and for other days once they stand', async () => {
    const { desk, user } = shown(five);
    await screen.findByText('Person 1');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Hire dates' }), 'Next 2 weeks');
    const past = screen.getByRole('spinbutton', { name: 'Past days' });
    expect(past).toMatchObject({ value: '0' });
    await waitFor(() => expect(desk.callsOf('onboarding.list')).toHaveLength(2));
    await user.clear(past);
    expect(await screen.findByText('Whole days, 0 to 90.')).toBeTruthy();
    await user.type(past, '21');
    await waitFor(() => expect(desk.callsOf('onboarding.list').at(-1)).toEqual({ choice: { by: 'hire-date', pastDays: 21, comingDays: 14 } }));
    expect({ asked: desk.callsOf('onboarding.list').map(({ choice }) => choice), preset: screen.getByRole<HTMLSelectElement>('combobox', { name: 'Hire dates' }).selectedOptions[0]?.textContent }).toEqual({
      asked: [
        { by: 'hire-date', pastDays: 7, comingDays: 14 },
        { by: 'hire-date', pastDays: 0, comingDays: 14 },
        { by: 'hire-date', pastDays: 21, comingDays: 14 },
      ],
      preset: 'Own choice of days',
    });
  });

  it('says when nobody has a hire date, and offers the other ways', async () => {
    const { desk, user } = shown([]);
    await screen.findByText(/^Nobody has a hire date within these days/);
    await user.click(screen.getByRole('button', { name: 'By creation date' }));
    await waitFor(() => expect(desk.callsOf('onboarding.list').at(-1)).toEqual({ choice: { by: 'created', pastDays: 14 } }));
    expect(screen.getByRole('radio', { name: 'By creation date' })).toMatchObject({ checked: true });
  });

  it('puts the newest account first by creation date, and shows the date', async () => {
    const { user } = shown([joiner(1, { createdDateTime: '2026-01-01T12:00:00Z' }), joiner(2, { createdDateTime: '2026-01-03T12:00:00Z' })]);
    await screen.findByText('Person 1');
    await user.click(screen.getByRole('radio', { name: 'By creation date' }));
    await waitFor(async () => expect(await names()).toEqual(['Person 2', 'Person 1']));
    expect((await cellsOf('Person 2'))[1]).toMatch(/created .*2026/);
  });

  it('chooses a group by the beginning of its name, with the keyboard', async () => {
    const groups = [1, 2].map((number) => ({ id: `b0000000-0000-4000-8000-00000000000${number}`, displayName: `Joiners ${number}`, description: null }));
    const { desk, user } = shown(five, {}, { 'onboarding.groups': async () => ok({ groups }) });
    await user.click(await screen.findByRole('radio', { name: 'By group' }));
    await user.type(screen.getByRole('combobox', { name: 'Find a group' }), 'join');
    await screen.findByRole('option', { name: 'Joiners 2' });
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(desk.callsOf('onboarding.list').at(-1)).toEqual({ choice: { by: 'group', groupId: groups[1]?.id } }));
    expect(await screen.findByRole('button', { name: 'Choose another group' })).toBeTruthy();
  });

  it('keeps what was read, with its age, when a later read fails, and what is selected', async () => {
    const { desk, user } = shown(five, theirs);
    await user.click(await boxOf('Person 1'));
    await waitFor(async () => expect((await cellsOf('Person 4'))[5]).toBe('Methods: Microsoft Authenticator'));
    desk.answer('onboarding.list', () => refused({ kind: 'offline' }));
    desk.answer('onboarding.details', () => refused({ kind: 'offline' }));
    await user.keyboard('{F5}');
    await waitFor(() => expect(screen.getAllByRole('group', { name: 'No connection' })).toHaveLength(2));
    expect({ rows: await names(), selected: (await boxOf('Person 1')).checked, age: screen.getByText(/^5 of 5 shown, as of \d.*1 selected$/).textContent !== '', methods: (await cellsOf('Person 4'))[5] }).toEqual({
      rows: ['Person 2', 'Person 4', 'Person 1', 'Person 5', 'Person 3'],
      selected: true,
      age: true,
      methods: 'Methods: Microsoft Authenticator',
    });
  });

  it('shows the rows before their details, and says that these are being read', async () => {
    const { promise, settle } = later<Awaited<ReturnType<Handlers['onboarding.details']>>>();
    shown([joiner(1)], {}, { 'onboarding.details': () => promise });
    expect((await cellsOf('Person 1')).slice(4)).toEqual(['Manager: …', 'Methods: …', 'Pass: …', 'First sign-in: Not yet', 'Missing: Reading…']);
    expect(screen.getByText(/^Manager, methods and pass of 0 of 1 person read/)).toBeTruthy();
    await act(async () => settle(ok({ details: [joinerDetails(row(1).id, { methods: { known: true, value: [{ id: 'm', type: 'phone', detail: '', createdDateTime: null }] } })] })));
    await waitFor(async () => expect((await cellsOf('Person 1')).at(-1)).toBe('Missing: ✓Nothing'));
  });
});

describe('the filter and the order', () => {
  it('reads everybody for what is missing, and only then', async () => {
    const sixty = Array.from({ length: 100 }, (_, at) => joiner(at + 1, { displayName: `Person ${at + 1}` }));
    const { desk, user } = shown(sixty, { [row(99).id]: { pass: { known: true, value: pass() } } });
    await screen.findByText(/^Manager, methods and pass of \d\d of 100 people read.*comes into sight/);
    const before = desk.callsOf('onboarding.details').flatMap(({ ids }) => ids).length;
    await user.selectOptions(screen.getByRole('combobox', { name: 'Missing' }), 'No pass yet');
    await screen.findByText(/^99 of 100 shown, as of/);
    const asked = desk.callsOf('onboarding.details').flatMap(({ ids }) => ids);
    expect({ part: before < 60, all: new Set(asked).size, twice: asked.length - new Set(asked).size }).toEqual({ part: true, all: 100, twice: 0 });
    expect(screen.getByText(/^Manager, methods and pass of 100 people read, as of/)).toBeTruthy();
  });

  it('filters by what is missing and by text, and says when nobody is left', async () => {
    const { user } = shown(five, theirs);
    const part = await screen.findByRole('combobox', { name: 'Missing' });
    const found: unknown[] = [];
    for (const name of ['Something missing', 'No pass yet', 'Nothing missing']) {
      await user.selectOptions(part, name);
      await screen.findByText(name === 'Nothing missing' ? /^0 of 5 shown, as of/ : /^4 of 5 shown, as of/);
      found.push(await names());
    }
    expect(found).toEqual([['Person 2', 'Person 4', 'Person 1', 'Person 3'], ['Person 2', 'Person 4', 'Person 1', 'Person 3'], []]);
    expect(screen.getByText('Nobody to show here with this filter.')).toBeTruthy();
    await user.selectOptions(part, 'Everybody');
    await user.type(screen.getByRole('searchbox', { name: 'Filter onboarding' }), 'mia man');
    await waitFor(async () => expect(await names()).toEqual(['Person 4']));
  });

  it('sorts by name, first day and what is missing, both ways, and says so', async () => {
    const { user } = shown(five, theirs);
    await screen.findByText('Microsoft Authenticator');
    const head = (name: RegExp) => screen.getByRole('columnheader', { name });
    await user.click(within(head(/^Name/)).getByRole('button'));
    await user.click(within(head(/^Name/)).getByRole('button'));
    expect({ first: (await names())[0], sort: head(/^Name/).getAttribute('aria-sort') }).toEqual({ first: 'Person 5', sort: 'descending' });
    await user.click(within(head(/^Missing/)).getByRole('button'));
    expect({ first: (await names())[0], last: (await names())[4] }).toEqual({ first: 'Person 2', last: 'Person 5' });
    await user.click(within(head(/^Hire date/)).getByRole('button'));
    expect((await names())[4]).toBe('Person 3');
  });
});

describe('selecting people', () => {
  it('takes one, a range with Shift, all shown and none, and says how many', async () => {
    const { user } = shown(five);
    await user.click(await boxOf('Person 2'));
    const status = () => screen.getAllByRole('status').map((region) => region.textContent.trim());
    expect(status()).toContain('1 selected');
    fireEvent.click(await boxOf('Person 5'), { shiftKey: true });
    expect(status()).toContain('4 selected');
    await user.click(screen.getByRole('checkbox', { name: 'Select all rows shown' }));
    expect(status()).toContain('5 selected');
    await user.click(screen.getByRole('button', { name: 'Select none' }));
    expect(status()).toContain('Nobody selected');
  });

  it('takes the row by its keys', async () => {
    shown(five);
    const first = await rowOf('Person 2');
    act(() => first.focus());
    fireEvent.keyDown(first, { key: ' ' });
    fireEvent.keyDown(first, { key: 'ArrowDown' });
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
    fireEvent.keyDown(document.activeElement!, { key: ' ', shiftKey: true });
    const isSelected = async (name: string) => (await boxOf(name)).checked;
    expect(await Promise.all(['Person 2', 'Person 4', 'Person 1', 'Person 5'].map(isSelected))).toEqual([true, true, true, false]);
    fireEvent.keyDown(document.activeElement!, { key: 'a', ctrlKey: true });
    expect(screen.getByText(/as of .*5 selected$/)).toBeTruthy();
  });

  it('leaves alone whom the filter hides, and says so', async () => {
    const { user } = shown(five);
    await user.click(await screen.findByRole('checkbox', { name: 'Select all rows shown' }));
    await user.type(screen.getByRole('searchbox', { name: 'Filter onboarding' }), 'person 1');
    expect(await screen.findByText(/^1 of 5 shown, as of .*\. 1 selected, 4 more that the filter hides and that nothing is done for$/)).toBeTruthy();
  });

  it('opens the person with Enter', async () => {
    const { desk } = shown(five);
    const first = await rowOf('Person 2');
    act(() => first.focus());
    fireEvent.keyDown(first, { key: 'Enter' });
    await waitFor(() => expect(desk.callsOf('people.read')).toEqual([{ personId: row(2).id }]));
  });
});

describe('two thousand people', () => {
  it('are drawn and read as far as they are in sight, told in full, and reached with the keyboard', async () => {
    const many = Array.from({ length: 2000 }, (_, at) => joiner(at + 1));
    const { desk } = shown(many);
    await screen.findByText(/^2000 of 2000 shown, as of/);
    await screen.findByText(/^Manager, methods and pass of \d\d of 2000 people read/);
    const drawn = within(await table()).getAllByRole('rowheader').length;
    expect({ isPart: drawn < 60, asked: desk.callsOf('onboarding.details').length <= 10, rows: (await table()).getAttribute('aria-rowcount') }).toEqual({ isPart: true, asked: true, rows: '2001' });
    const first = within(await table()).getAllByRole('row')[1]!;
    act(() => first.focus());
    fireEvent.keyDown(first, { key: 'End' });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('2001'));
    await waitFor(() => expect(desk.callsOf('onboarding.details').flatMap(({ ids }) => ids)).toContain(row(2000).id));
  });
});

describe('first days in words', () => {
  it('counts by the operator’s calendar', () => {
    const now = new Date(2026, 2, 2, 23, 30);
    expect(['2026-03-02', '2026-03-03', '2026-03-01', '2026-03-05', '2026-02-20'].map((day) => awayText(day, now))).toEqual(['today', 'tomorrow', 'yesterday', 'in 3 days', '10 days ago']);
  });

  it('has a week from Monday to Sunday, on whatever day', () => {
    const week = (day: number) => presetsOf(new Date(2026, 2, day)).find(({ id }) => id === 'week')?.window;
    expect([2, 4, 8].map(week)).toEqual([
      { pastDays: 0, comingDays: 6 },
      { pastDays: 2, comingDays: 4 },
      { pastDays: 6, comingDays: 0 },
    ]);
  });
});
