// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { asMember, fromDirectory, fromList } from '../../renderer/features/onboarding/entry';
import { listProblemText } from '../../renderer/features/onboarding/list-problem-text';
import { readCsvFile } from '../../renderer/features/onboarding/read-csv-file';
import { LIST_TEXT_MAXIMUM, type ListProblem, ListProblemKind, type RunList } from '../../shared/domain/run-list';
import type { Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { later, refused } from '../fakes/bridge';
import { joiner } from '../fakes/onboarding';
import { row } from '../fakes/people';
import { renderApp } from './render-app';

const onOnboarding = { settings: { ...DEFAULT_SETTINGS, lastView: 'onboarding' as const } };
const found = (number: number, changes: Partial<RunList['people'][number]> = {}) => ({ personId: row(number).id, displayName: row(number).displayName, userPrincipalName: row(number).userPrincipalName, timeZone: null, startDate: null, line: number + 1, ...changes });
const problem = (changes: Partial<ListProblem> = {}): ListProblem => ({ kind: 'unknown', line: 4, column: 2, heading: 'UPN', value: 'nobody@contoso.example', firstLine: null, ...changes });
const list = (changes: Partial<RunList> = {}): RunList => ({ people: [], problems: [], ignored: [], lines: 0, ...changes });

async function open(handlers: Partial<Handlers>) {
  const app = renderApp(handlers, onOnboarding);
  await app.user.click(await screen.findByRole('radio', { name: 'From a CSV' }));
  return app;
}
const csvFile = (text: string | Uint8Array<ArrayBuffer>, name = 'joiners.csv') => new File([text], name, { type: 'text/csv' });
const choose = (file: File) => fireEvent.change(screen.getByLabelText('CSV file'), { target: { files: [file] } });

describe('people from a CSV', () => {
  it('reads a chosen file, and shows who was found in the same table, all selected, for a run', async () => {
    const people = [found(1, { startDate: '2041-03-02', timeZone: 'Europe/Berlin' }), found(2)];
    const { desk, user } = await open({ 'runs.read-list': async () => ok(list({ people, lines: 2, ignored: ['Cost centre'] })), 'onboarding.list': async ({ choice }) => ok({ people: choice.by === 'people' ? [joiner(1, { id: found(1).personId, accountEnabled: false })] : [], isComplete: true, readAt: new Date().toISOString() }) });
    choose(csvFile('\ufeffUPN,Start\nperson1@contoso.example,2026-03-02\n'));
    const table = await screen.findByRole('table', { name: 'Onboarding' });
    await waitFor(() => expect(within(table).getAllByRole('rowheader')).toHaveLength(2));
    // What the directory says of them comes a moment later; of whoever it says nothing, that was not read.
    await within(table).findByText('Disabled');
    const second = within(within(table).getByText('Person 2').closest('tr')!).getAllByRole('cell').map((cell) => cell.textContent);
    const first = within(within(table).getByText('Person 1').closest('tr')!).getAllByRole('cell').map((cell) => cell.textContent);
    expect({ sent: desk.callsOf('runs.read-list'), asked: desk.callsOf('onboarding.list').map(({ choice }) => choice.by), day: first[1], accounts: [first[2], second[2]] }).toEqual({
      sent: [{ text: 'UPN,Start\nperson1@contoso.example,2026-03-02\n' }],
      asked: ['hire-date', 'people'],
      day: expect.stringMatching(/2041in \d+ days, from the list$/),
      accounts: [expect.stringContaining('Disabled'), 'Account: Not read'],
    });
    expect(screen.getByText('Columns passed over, because they mean nothing here: Cost centre.')).toBeTruthy();
    expect(screen.getByText(/^2 of 2 shown, as of .*\. 2 selected$/)).toBeTruthy();
    // What missing can be told of them comes with their details.
    await screen.findByText(/^Manager, methods and pass of 2 people read/);
    await user.click(screen.getByRole('button', { name: 'Issue passes…' }));
    await screen.findByRole('dialog', { name: 'Run' });
  });

  it('takes line, date and zone of the list into the run, and the hire date on file for whoever comes from the directory', () => {
    const named = found(1, { startDate: '2041-03-02', timeZone: 'Europe/Berlin' });
    expect({ list: fromList([named]).map(asMember), directory: fromDirectory([joiner(2)]).map(asMember) }).toEqual({ list: [named], directory: [found(2, { line: null })] });
  });

  it('lists each problem with its place and what to do, and says who is not included', async () => {
    const problems = [problem(), problem({ kind: 'duplicate', line: 6, firstLine: 2 }), problem({ kind: 'bad-date', line: 6, column: 3, heading: 'Start', value: '31.2.2026' })];
    await open({ 'runs.read-list': async () => ok(list({ people: [found(1)], lines: 5, problems })) });
    choose(csvFile('x'));
    expect(await screen.findByText('joiners.csv: 5 lines, 1 person found. 2 lines with a problem: nobody of them is included.')).toBeTruthy();
    const rows = within(screen.getByRole('table', { name: 'Problems in the list' })).getAllByRole('row').slice(1);
    expect(rows.map((each) => [...each.querySelectorAll('th, td')].map((cell) => cell.textContent))).toEqual([
      ['4', '2', 'UPN', 'nobody@contoso.example', 'Nobody with this in the directory. Correct it, or wait until the account is there.'],
      ['6', '2', 'UPN', 'nobody@contoso.example', 'The person is in line 2 already. Remove one of the two.'],
      ['6', '3', 'Start', '31.2.2026', 'Not a date. Write it as 2026-03-02.'],
    ]);
  });

  it('draws thousands of problems a part at a time', async () => {
    const problems = Array.from({ length: 1000 }, (_, at) => problem({ line: at + 2 }));
    const { user } = await open({ 'runs.read-list': async () => ok(list({ lines: 1000, problems })) });
    choose(csvFile('x'));
    const table = await screen.findByRole('table', { name: 'Problems in the list' });
    const drawn = () => within(table).getAllByRole('row').length - 1;
    const before = drawn();
    await user.click(screen.getByRole('button', { name: 'Show more problems' }));
    expect({ before, after: drawn(), all: table.getAttribute('aria-rowcount') }).toEqual({ before: 50, after: 550, all: '1001' });
  });

  it('says that nothing of a file is used when something is wrong with it as a whole', async () => {
    await open({ 'runs.read-list': async () => ok(list({ lines: 3, problems: [problem({ kind: 'no-identifier', line: 1, column: 1, heading: '', value: '' })] })) });
    choose(csvFile('x'));
    expect(await screen.findByText(/^joiners\.csv: .* nothing of it is used\.$/)).toBeTruthy();
    expect(screen.getByText('Nobody in this list can be used. Correct it and read it again, or choose another way.')).toBeTruthy();
  });

  it('sends neither a file that is too large nor one that is not UTF-8', async () => {
    const { desk } = await open({});
    choose(csvFile(new Uint8Array([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72])));
    expect((await screen.findByRole('alert')).textContent).toBe('joiners.csv: The file is not UTF-8, so names in it may come out wrong. Save it as “CSV UTF-8”. Nothing was read.');
    choose(csvFile('a'.repeat(LIST_TEXT_MAXIMUM + 1)));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toBe('joiners.csv: The file is larger than 4 MB. Split the list. Nothing was read.'));
    expect(desk.callsOf('runs.read-list')).toEqual([]);
  });

  it('takes a dropped file, and pasted text', async () => {
    const { desk, user } = await open({});
    fireEvent.drop(screen.getByText(/^A header row/), { dataTransfer: { files: [csvFile('dropped')] } });
    await waitFor(() => expect(desk.callsOf('runs.read-list')).toEqual([{ text: 'dropped' }]));
    await user.click(screen.getByRole('button', { name: 'Paste text' }));
    await user.type(screen.getByRole('textbox', { name: 'CSV text' }), 'UPN');
    await user.click(screen.getByRole('button', { name: 'Read the text' }));
    await waitFor(() => expect(desk.callsOf('runs.read-list').at(-1)).toEqual({ text: 'UPN' }));
  });

  it('never lets a slow answer replace that of a newer file', async () => {
    type Answer = Awaited<ReturnType<Handlers['runs.read-list']>>;
    const slow = later<Answer>();
    const { desk } = await open({ 'runs.read-list': ({ text }) => (text === 'old' ? slow.promise : Promise.resolve(ok(list({ people: [found(2)], lines: 1 })))) });
    choose(csvFile('old', 'old.csv'));
    await waitFor(() => expect(desk.callsOf('runs.read-list')).toHaveLength(1));
    choose(csvFile('new', 'new.csv'));
    await screen.findByText('new.csv: 1 line, 1 person found.');
    slow.settle(ok(list({ people: [found(1)], lines: 1 })));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect({ is: screen.getAllByRole('rowheader').map((cell) => cell.querySelector('bdi')?.textContent), old: screen.queryByText(/old\.csv/) }).toEqual({ is: ['Person 2'], old: null });
  });

  it('tells why a list could not be read, and tries the same text again', async () => {
    const { desk, user } = await open({ 'runs.read-list': () => refused({ kind: 'offline' }) });
    choose(csvFile('UPN\nx'));
    await screen.findByRole('group', { name: 'No connection' });
    desk.answer('runs.read-list', async () => ok(list({ people: [found(1)], lines: 1 })));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('joiners.csv: 1 line, 1 person found.');
    expect(desk.callsOf('runs.read-list').map(({ text }) => text)).toEqual(['UPN\nx', 'UPN\nx']);
  });

  it('shows hostile text from the file as text', async () => {
    await open({ 'runs.read-list': async () => ok(list({ ignored: ['<img src=x>'], problems: [problem({ value: 'evil\u202Etxt', heading: '<b>' })], lines: 1 })) });
    choose(csvFile('x', 'a\u202Ecsv.csv'));
    const table = await screen.findByRole('table', { name: 'Problems in the list' });
    expect({ heading: within(table).getByText('<b>').tagName, value: within(table).getByText('eviltxt').tagName, ignored: screen.getByText(/<img src=x>/).tagName, name: screen.getByText(/^acsv\.csv:/).tagName }).toEqual({ heading: 'BDI', value: 'BDI', ignored: 'P', name: 'P' });
  });
});

describe('the words for what is wrong with a list', () => {
  it('say what to do, for every kind', () => {
    const words = ListProblemKind.options.map((kind) => listProblemText({ kind, firstLine: null }));
    expect({ different: new Set(words).size, sentences: words.every((text) => text.endsWith('.')) }).toEqual({ different: ListProblemKind.options.length, sentences: true });
  });

  it('are also said when a file is gone before it is read', async () => {
    expect(await readCsvFile({ size: 3, arrayBuffer: () => Promise.reject(new Error('gone')) })).toEqual({ state: 'refused', because: 'unreadable' });
  });
});
