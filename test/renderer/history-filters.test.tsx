// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { boundsOf, named } from '../../renderer/features/history/period';
import { BUILT_IN, kept, opened } from '../../renderer/features/history/saved';
import { zoneName } from '../../renderer/ui/time-text';
import { EVERYTHING, HistoryFilter } from '../../shared/domain/history/history-filter';
import type { Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS, SavedFilter, type Settings } from '../../shared/settings';
import { historyHandlers, historyLine } from '../fakes/history';
import { operator, row } from '../fakes/people';
import { renderApp } from './render-app';

const LINES = [historyLine(3), historyLine(2), historyLine(1)];

async function openHistory(changes: Partial<Handlers> = {}, settings: Partial<Settings> = {}) {
  const app = renderApp({ ...historyHandlers(() => LINES), ...changes }, { settings: { ...DEFAULT_SETTINGS, lastView: 'history', ...settings } });
  await screen.findByText('3 lines');
  /** The filter that is asked for, without what holds for everything. */
  const asked = () => {
    const { filter } = app.desk.callsOf('history.page').filter(({ asOf, from }) => asOf === null && from === 0).at(-1)!;
    return Object.fromEntries(Object.entries(filter).filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(EVERYTHING[part as keyof HistoryFilter])));
  };
  return { ...app, asked };
}
const select = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name });
const chips = () => within(screen.queryByRole('list', { name: 'Filters set' }) ?? document.createElement('ul')).queryAllByRole('button', { name: /^Take out/ }).map((chip) => chip.textContent);
const focusFirstRow = () => act(() => document.querySelector<HTMLElement>('[data-rows] [tabindex="0"]')!.focus());

describe('the filters of the history', () => {
  it('ask for what is chosen, say it in chips, and each chip takes it out again', async () => {
    const { user, asked } = await openHistory();
    for (const [name, choice] of [['Kind', 'pass grant'], ['Tier', 'contractor'], ['Result', 'failed'], ['Use', 'no'], ['Finding', 'outside-tool']] as const) await user.selectOptions(select(name), choice);
    await waitFor(() => expect(asked()).toEqual({ kinds: ['pass', 'grant'], tier: 'contractor', result: 'failed', use: 'no', finding: 'outside-tool' }));
    expect(chips()).toEqual(['Passes or Grants ✕', 'Tier: Contractor ✕', 'Failed ✕', 'Not used ✕', 'Finding: Outside the tool ✕']);
    await user.click(screen.getByRole('button', { name: 'Take out: Tier: Contractor' }));
    await waitFor(() => expect(asked()).not.toHaveProperty('tier'));
    const onNext = document.activeElement?.textContent;
    await user.click(screen.getByRole('button', { name: 'Clear all' }));
    await waitFor(() => expect(chips()).toEqual([]));
    // The keyboard is never left where nothing is.
    expect([onNext, document.activeElement]).toEqual(['Failed ✕', screen.getByRole('searchbox', { name: 'Search history' })]);
    expect(select('Kind').value).toBe('');
  });

  it('offer operators, presets and journals that occur, and a whole ticket', async () => {
    const { user, asked } = await openHistory({ 'history.facets': async () => ok({ operators: [{ id: operator.id, displayName: '\u202EDana' }], scenarios: ['lost-phone'], desks: ['', 'Berlin'] }) });
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.selectOptions(select('Operator'), operator.id);
    await user.selectOptions(select('Preset'), 'lost-phone');
    await user.selectOptions(select('Journal'), 'of Berlin');
    await user.type(screen.getByRole('textbox', { name: 'Ticket' }), ' INC-7 {Enter}');
    await waitFor(() => expect(asked()).toEqual({ operatorId: operator.id, scenario: 'lost-phone', desk: 'Berlin', ticket: 'INC-7' }));
    expect({ chips: chips(), isStillThere: document.activeElement === screen.getByRole('textbox', { name: 'Ticket' }) }).toEqual({ chips: ['By: Dana ✕', 'Preset: Lost phone ✕', 'Ticket: INC-7 ✕', 'Journal: Berlin ✕'], isStillThere: true });
  });

  it('take a period by name, step through it by Alt and an arrow, and take days by hand', async () => {
    const { user, asked } = await openHistory();
    await user.selectOptions(select('Period'), 'quarter:0');
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    await waitFor(() => expect(asked()).toEqual(boundsOf(named('quarter', 1), new Date(), zoneName)));
    expect(chips()[0]).toMatch(/^Last quarter \(.* to .*\) ✕$/);
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}{Alt>}{ArrowRight}{/Alt}');
    expect(chips()[0]).toMatch(/^This quarter \(.* to .*\) ✕$/);
    expect(screen.getByRole('button', { name: 'The period after' }).getAttribute('aria-disabled')).toBe('true');
    await user.selectOptions(select('Period'), 'custom');
    fireEvent.change(screen.getByLabelText('First day'), { target: { value: '2026-01-02' } });
    fireEvent.change(screen.getByLabelText('Last day'), { target: { value: '2026-01-01' } });
    expect(await screen.findByText('The last day lies before the first.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Last day'), { target: { value: '2026-01-03' } });
    await waitFor(() => expect(asked()).toEqual(boundsOf({ kind: 'custom', first: { year: 2026, month: 1, day: 2 }, last: { year: 2026, month: 1, day: 3 } }, new Date(), zoneName)));
  });

  it('search by words, reached by Ctrl+F and by a stroke', async () => {
    const { user, asked } = await openHistory();
    const box = screen.getByRole('searchbox', { name: 'Search history' });
    focusFirstRow();
    await user.keyboard('/');
    expect(document.activeElement).toBe(box);
    await user.keyboard('lost ph/one ');
    await waitFor(() => expect(asked()).toEqual({ text: 'lost ph/one' }));
    expect([(box as HTMLInputElement).value, chips()]).toEqual(['lost ph/one ', ['Words: lost ph/one ✕']]);
    focusFirstRow();
    await user.keyboard('{Control>}f{/Control}');
    expect(document.activeElement).toBe(box);
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('narrow down to the person, operator and ticket of a row by one key each, by name, and keep the keyboard in the list', async () => {
    const { user, asked } = await openHistory();
    focusFirstRow();
    await user.keyboard('{ArrowDown}p');
    await waitFor(() => expect(asked()).toEqual({ personId: row(2).id }));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('2'));
    await user.keyboard('o');
    await waitFor(() => expect(asked()).toEqual({ personId: row(2).id, operatorId: operator.id }));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('2'));
    await user.keyboard('t');
    await waitFor(() => expect(asked()).toEqual({ personId: row(2).id, operatorId: operator.id, ticket: 'INC-3' }));
    expect(chips()).toEqual(['To whom: Person 2 ✕', 'By: Dana Operator ✕', 'Ticket: INC-3 ✕']);
  });
});

describe('saved filters', () => {
  it('answer “all passes for contractors last quarter, who, why, used?” in a few keys, exported', async () => {
    const { user, desk } = await openHistory({}, { lastView: 'history' });
    const keys = ['{Alt>}2{/Alt}', '{Alt>}{ArrowLeft}{/Alt}', '{Control>}e{/Control}'];
    for (const key of keys) await user.keyboard(key);
    await screen.findByRole('dialog', { name: 'Export history' });
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(desk.callsOf('history.export')).toHaveLength(1));
    const [sent] = desk.callsOf('history.export');
    expect(sent).toEqual({
      filter: { ...EVERYTHING, kinds: ['pass'], tier: 'contractor', ...boundsOf(named('quarter', 1), new Date(), zoneName) },
      filterText: expect.stringMatching(/^Last quarter \(.* to .*\); Passes; Tier: Contractor$/),
      format: 'csv',
      timeZone: zoneName,
    });
  });

  it('are three from the start, one press each, and say which one is on', async () => {
    const { user, asked } = await openHistory();
    const names = () => within(screen.getByRole('group', { name: 'Saved filters' })).getAllByRole('button', { pressed: false }).map((button) => button.querySelector('bdi')?.textContent);
    expect(names()).toEqual(['Onboarding this month', 'Contractors this quarter', 'Outside the tool']);
    await user.click(screen.getByRole('button', { name: 'Onboarding this month' }));
    await waitFor(() => expect(asked()).toEqual({ kinds: ['pass'], scenario: 'first-day', ...boundsOf(named('month'), new Date(), zoneName) }));
    await user.keyboard('{Alt>}3{/Alt}');
    await waitFor(() => expect(asked()).toEqual({ finding: 'outside-tool' }));
    expect(screen.getByRole('button', { name: 'Outside the tool', pressed: true })).toBeTruthy();
  });

  it('can be one’s own: saved by name, renamed, removed, and kept with the settings', async () => {
    const { user, desk } = await openHistory();
    await user.selectOptions(select('Kind'), 'grant');
    await user.selectOptions(select('Period'), 'month:0');
    await user.click(screen.getByRole('button', { name: 'Save filter…' }));
    const name = () => screen.findByRole('textbox', { name: 'Name' });
    await user.type(await name(), 'Outside the tool{Enter}');
    expect(await screen.findByText('There is one of that name already.')).toBeTruthy();
    await user.clear(await name());
    await user.type(await name(), ' My grants {Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(desk.callsOf('settings.update').at(-1)).toEqual({ savedFilters: [{ name: 'My grants', period: 'month:0', filter: { ...EVERYTHING, kinds: ['grant'] } }] }));
    await user.keyboard('{Alt>}1{/Alt}{Alt>}4{/Alt}');
    // What was asked before is still known: nothing new need be asked.
    expect(await screen.findByRole('button', { name: /^My grants/, pressed: true })).toBeTruthy();
    expect([select('Kind').value, select('Period').value]).toEqual(['grant', 'month:0']);
    await user.click(await screen.findByRole('button', { name: 'Rename…' }));
    await user.clear(await name());
    await user.type(await name(), 'Grants{Enter}');
    expect(await screen.findByRole('button', { name: 'Grants', pressed: true })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove filter' }));
    await waitFor(() => expect(desk.callsOf('settings.update').at(-1)).toEqual({ savedFilters: [] }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Outside the tool' }));
  });

  it('are kept as the settings take them, and open as they were saved', () => {
    const now = new Date('2026-05-20T10:30:00Z');
    const mine = { period: { kind: 'custom', first: { year: 2026, month: 3, day: 1 }, last: { year: 2026, month: 3, day: 31 } }, lines: BUILT_IN[1]!.wanted.lines } as const;
    const saved = kept(' March ', mine, now, 'Europe/Berlin');
    expect(SavedFilter.parse(saved)).toEqual(saved);
    expect(opened(saved, 'Europe/Berlin')).toEqual({ name: 'March', wanted: mine, isOwn: true });
    const built = BUILT_IN.map(({ name, wanted }) => opened(kept(name, wanted, now, 'Europe/Berlin'), 'Europe/Berlin').wanted);
    expect(built).toEqual(BUILT_IN.map(({ wanted }) => wanted));
    expect(BUILT_IN.map(({ wanted }) => HistoryFilter.safeParse({ ...wanted.lines, from: null, to: null }).success)).toEqual([true, true, true]);
  });
});

describe('keys of the history', () => {
  it('are told by “?”, but not while one types', async () => {
    const { user } = await openHistory();
    await user.type(screen.getByRole('searchbox', { name: 'Search history' }), '?');
    expect(screen.queryByRole('dialog')).toBeNull();
    focusFirstRow();
    await user.keyboard('?');
    const help = await screen.findByRole('dialog', { name: 'Keys of the history' });
    expect(within(help).getAllByRole('term').map((term) => term.textContent)).toContain('Ctrl+E');
  });
});
