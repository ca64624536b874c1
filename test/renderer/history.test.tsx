// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { zoneName } from '../../renderer/ui/time-text';
import { actsOf } from '../../renderer/ui/journal-acts';
import type { HistoryLine } from '../../shared/domain/history/history-line';
import { ACTION_WORDS } from '../../shared/domain/history/words';
import { JournalAction } from '../../shared/domain/journal-entry';
import type { Handlers } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { later } from '../fakes/bridge';
import { historyHandlers, historyLine } from '../fakes/history';
import { ada, entry, row } from '../fakes/people';
import { renderApp } from './render-app';

afterEach(() => void vi.restoreAllMocks());

const onHistory = { settings: { ...DEFAULT_SETTINGS, lastView: 'history' as const } };

/** The view with these lines, newest first; a test may put some in front. */
async function openHistory(given: readonly HistoryLine[] = [], changes: Partial<Handlers> = {}) {
  const lines = [...given];
  const app = renderApp({ ...historyHandlers(() => lines), ...changes }, onHistory);
  const table = await screen.findByRole('table', { name: 'History' });
  return { ...app, lines, table };
}
/** A million lines, of which each is made when it is asked for. */
const MANY = 1_000_000;
const manyHandlers = (): Partial<Handlers> => ({
  'history.page': async ({ from, asOf }) => ok({ lines: Array.from({ length: Math.min(100, MANY - from) }, (_, at) => historyLine(MANY - from - at, { id: `act:${from + at}`, ticket: `T-${from + at}` })), asOf: asOf ?? MANY }),
  'history.count': async () => ok({ count: MANY }),
});

const rows = () => within(screen.getByRole('table', { name: 'History' })).getAllByRole('row').slice(1);
const cells = (line: HTMLElement) => within(line).queryAllByRole('cell').map((cell) => cell.textContent);
const tickets = () => rows().map((line) => cells(line)[4]?.match(/^[A-Z]+-\d+/)?.[0] ?? '…');
const focused = () => (document.activeElement as HTMLElement).getAttribute('aria-rowindex');

describe('journal lines', () => {
  const intent = entry(1, { phase: 'intent', action: 'pass.issue', result: null, person: ada });
  const outcome = entry(2, { phase: 'outcome', action: 'pass.issue', intentId: intent.id, person: ada });
  const shown = entry(3, { action: 'passcode.show', intentId: intent.id, person: ada });
  const open = entry(4, { phase: 'intent', action: 'pass.revoke', result: null, person: ada });

  it('join intent and outcome, and leave nothing out', () => {
    expect(actsOf([open, shown, outcome, intent]).map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([[4], [3], [2, 1]]);
  });

  it('have words of their own for every act', () => {
    expect(Object.keys(ACTION_WORDS).sort()).toEqual([...JournalAction.options].sort());
    expect([new Set(Object.values(ACTION_WORDS)).size, Object.values(ACTION_WORDS).filter((words) => !/^[A-Z][a-zA-Z -]+$/.test(words))]).toEqual([JournalAction.options.length, []]);
  });
});

describe('the table of the history', () => {
  it('does not say of a pass that it is done when nothing tells how long it lives', async () => {
    await openHistory([
      historyLine(3, { state: null, endsAt: null, use: 'not-known', sources: ['audit'], id: 'audit:1' }),
      historyLine(2, { state: null, endsAt: null, use: 'signed-in', firstUsedAt: historyLine(5).at, sources: ['audit'], id: 'audit:2' }),
      // A review alone gives nothing that could end.
      historyLine(1, { state: null, endsAt: null, use: null }),
    ]);
    expect(rows().map((line) => cells(line)[5])).toEqual(['IssuedEnd not known', expect.stringMatching(/^IssuedEnd not known, Signed in meanwhile /), 'Done']);
  });

  it('has one row for a life: what, to whom, by whom, why, what became of it, and what was found', async () => {
    await openHistory([
      historyLine(3, { kind: 'grant', what: 'Exchange Administrator', scenario: 'incident', state: 'ended', endsAt: null, use: null, runId: 'r' }),
      historyLine(2, { state: 'expired', use: 'no', findings: ['never-used', 'out-of-hours'] }),
      historyLine(1, { state: 'registered', use: 'yes', firstUsedAt: historyLine(5).at, registeredAt: historyLine(6).at, desk: 'Berlin' }),
    ]);
    const clock = (number: number) => new Intl.DateTimeFormat(navigator.language, { hour: '2-digit', minute: '2-digit' }).format(new Date(historyLine(number).at));
    expect(rows().map((line) => cells(line).slice(1))).toEqual([
      ['Exchange AdministratorGrant · Incident · in a run', 'Person 3person3@contoso.example', 'Dana Operatordana@contoso.example', 'INC-3Lost phone', 'Ended', ''],
      ['PassLost phone', 'Person 2person2@contoso.example', 'Dana Operatordana@contoso.example', 'INC-2Lost phone', `! Expired unused${new Intl.DateTimeFormat(navigator.language, { hour: '2-digit', minute: '2-digit' }).format(new Date(historyLine(2).endsAt!))}`, 'Never usedand 1 more'],
      ['PassLost phone', 'Person 1person1@contoso.example', 'Dana OperatorJournal Berlin', 'INC-1Lost phone', `Used ${clock(5)}Method registered ${clock(6)}`, ''],
    ]);
  });

  it.each([['beside open details', 700], ['as cards', 500]])('has the same cells under the same heads %s', async (_, width) => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width);
    const { table } = await openHistory([historyLine(1, { state: 'registered', use: 'yes', findings: ['never-used', 'out-of-hours'] })]);
    const heads = within(table).getAllByRole('columnheader').map((head) => head.textContent.replace(/ \(.*\)$/, ''));
    const [time, ...said] = cells(rows()[0]!);
    expect([heads, time === '' || time === undefined, said]).toEqual([
      ['Time', 'What', 'To whom', 'Who', 'Why', 'Result', 'Findings'],
      false,
      ['Pass · Lost phone', expect.stringMatching(/^Person 1.*person1@contoso.example$/), width === 500 ? 'by Dana Operator' : 'Dana Operatordana@contoso.example', 'INC-1 · Lost phone', 'Used', 'Never usedand 1 more'],
    ]);
    expect(screen.getByText(`. Times in ${zoneName}.`)).toBeTruthy();
  });

  it('says how an act came out that did not simply succeed', async () => {
    await openHistory([historyLine(3, { result: 'failed', state: null }), historyLine(2, { result: 'unknown', state: null }), historyLine(1, { result: 'open', state: null })]);
    expect(rows().map((line) => cells(line)[5])).toEqual(['✕ Failed', '! Not knownIt may have happened', '! No outcomeNone was recorded']);
  });

  it('shows hostile names as harmless text', async () => {
    await openHistory([historyLine(1, { person: { id: row(1).id, displayName: '\u202Egnp.exe\u0000 <b>x</b>', userPrincipalName: '' }, what: '\u200B', reason: 'a\nb' })]);
    const [line] = rows();
    expect(cells(line!).slice(1, 5)).toEqual(['(no visible name)Pass · Lost phone', 'gnp.exe <b>x</b>', 'Dana Operatordana@contoso.example', 'INC-1a b']);
  });

  it('draws and reads only what is in sight of a million', async () => {
    const { desk, table } = await openHistory([], manyHandlers());
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe(String(MANY + 1)));
    expect({ few: rows().length < 40, first: tickets().slice(0, 2), pages: new Set(desk.callsOf('history.page').map(({ from }) => from)) }).toEqual({ few: true, first: ['T-0', 'T-1'], pages: new Set([0]) });
  });

  it('jumps to the middle by the scroll bar, with placeholders until its page has come', async () => {
    const answer = later<Awaited<ReturnType<Handlers['history.page']>>>();
    const { page } = { page: manyHandlers()['history.page']! };
    const { desk, table } = await openHistory([], { ...manyHandlers(), 'history.page': async (input) => (input.from === 0 ? page(input) : answer.promise) });
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe(String(MANY + 1)));
    table.scrollTop = (8_000_000 - 766) / 2;
    fireEvent.scroll(table);
    const inSight = rows().map((line) => Number(line.getAttribute('aria-rowindex')));
    expect({ around: inSight.includes(500_000), busy: rows().some((line) => line.getAttribute('aria-busy') === 'true') }).toEqual({ around: true, busy: true });
    await waitFor(() => expect(desk.callsOf('history.page').map(({ from }) => from)).toContain(499_900));
    answer.settle(await page({ ...desk.callsOf('history.page').find(({ from }) => from === 499_900)! }));
    await waitFor(() => expect(tickets()).toContain('T-499999'));
  });

  it('is worked by keyboard to the last of a million, and back', async () => {
    const { user, table } = await openHistory([], manyHandlers());
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe(String(MANY + 1)));
    act(() => rows()[0]!.focus());
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    const second = focused();
    await user.keyboard('{End}');
    const last = focused();
    await waitFor(() => expect(tickets()).toContain('T-999999'));
    await user.keyboard('{ArrowUp}');
    const before = focused();
    await user.keyboard('{PageUp}');
    const page = Number(focused());
    await user.keyboard('{Home}');
    expect({ second, last, before, isAPageUp: page < MANY - 8 && page > MANY - 40, first: focused() }).toEqual({ second: '3', last: String(MANY + 1), before: String(MANY), isAPageUp: true, first: '2' });
  });

  it('moves by the wheel as far as the wheel says, although the scroll bar moves less', async () => {
    const { table } = await openHistory([], manyHandlers());
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe(String(MANY + 1)));
    fireEvent.wheel(table, { deltaY: 5200 });
    await waitFor(() => expect(tickets()).toContain('T-100'));
    expect({ drawnAbove: tickets().includes('T-90'), bar: table.scrollTop > 500 && table.scrollTop < 1000 }).toEqual({ drawnAbove: false, bar: true });
  });
});

describe('a scroll bar that stands for more than it can draw', () => {
  it('moves by small steps as far as they are, and is put right at its end', async () => {
    const { table } = await openHistory([], manyHandlers());
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe(String(MANY + 1)));
    const scrollBy = (pixels: number) => {
      table.scrollTop += pixels;
      fireEvent.scroll(table);
    };
    fireEvent.wheel(table, { deltaY: 52 * 20 });
    scrollBy(52 * 5);
    await waitFor(() => expect(tickets()).toContain('T-25'));
    expect(tickets()).not.toContain('T-17');
    // That many rows down the bar has moved by less, and so comes to its top before the list does.
    scrollBy(-table.scrollTop);
    await waitFor(() => expect(tickets()).toContain('T-17'));
    expect({ listIsNotAtItsTop: !tickets().includes('T-8'), barIsPutRight: table.scrollTop > 0 }).toEqual({ listIsNotAtItsTop: true, barIsPutRight: true });
  });

  it('comes back to the row of the keyboard when that is reached from outside', async () => {
    const { table, user } = await openHistory([], manyHandlers());
    await waitFor(() => expect(table.getAttribute('aria-rowcount')).toBe(String(MANY + 1)));
    act(() => rows()[0]!.focus());
    await user.keyboard('{End}');
    act(() => screen.getByRole('button', { name: 'Export' }).focus());
    table.scrollTop = 0;
    fireEvent.scroll(table);
    await waitFor(() => expect(tickets()).toContain('T-1'));
    act(() => table.querySelector<HTMLElement>('[tabindex="0"]')!.focus());
    await waitFor(() => expect(tickets()).toContain('T-999990'));
    expect(focused()).toBe(String(MANY + 1));
  });
});

describe('what is added to the history', () => {
  it('appears at once on top', async () => {
    const { desk, lines } = await openHistory([historyLine(1)]);
    lines.unshift(historyLine(2));
    act(() => desk.emit('history.changed', {}));
    await waitFor(() => expect(tickets()).toEqual(['INC-2', 'INC-1']));
  });

  it('waits further down, where nothing moves under the reader’s eyes, until it is asked for', async () => {
    const { desk, lines, user } = await openHistory([historyLine(3), historyLine(2), historyLine(1)]);
    act(() => rows()[0]!.focus());
    await user.keyboard('{ArrowDown}');
    lines.unshift(historyLine(5), historyLine(4));
    act(() => desk.emit('history.changed', {}));
    const added = await screen.findByRole('button', { name: '2 new' });
    expect({ tickets: tickets(), focused: focused() }).toEqual({ tickets: ['INC-3', 'INC-2', 'INC-1'], focused: '3' });
    await user.click(added);
    await waitFor(() => expect(tickets()).toEqual(['INC-5', 'INC-4', 'INC-3', 'INC-2', 'INC-1']));
    expect(screen.queryByRole('button', { name: /new$/ })).toBeNull();
  });

  it('changes a line that is shown already', async () => {
    const { desk, lines } = await openHistory([historyLine(1)]);
    lines[0] = historyLine(1, { state: 'revoked' });
    act(() => desk.emit('history.changed', {}));
    await waitFor(() => expect(cells(rows()[0]!)[5]).toMatch(/^Revoked/));
  });
});

describe('states of the history', () => {
  it('says that nothing is there, and with a filter offers everything', async () => {
    const { user, desk } = await openHistory();
    expect(await screen.findByText(/^The history is empty/)).toBeTruthy();
    await user.type(screen.getByRole('searchbox', { name: 'Search history' }), 'ada');
    await user.click(await screen.findByRole('button', { name: 'Show everything' }));
    await waitFor(() => expect(screen.queryByText(/^The history is empty/)).toBeTruthy());
    expect([screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search history' }).value, new Set(desk.callsOf('history.page').map(({ filter }) => filter.text))]).toEqual(['', new Set(['', 'ada'])]);
  });

  it('tells why it cannot be read, and reads it again on request', async () => {
    const { desk, user } = renderApp({ 'history.page': async () => err({ kind: 'history-unavailable', reason: 'locked' }) }, onHistory);
    const again = await screen.findByRole('button', { name: 'Try again' });
    desk.answer('history.page', async () => ok({ lines: [historyLine(1)], asOf: 1 }));
    await user.click(again);
    await waitFor(() => expect(tickets()).toEqual(['INC-1']));
  });

  it('never lets a slow old answer replace a newer one, and keeps the list until there is one', async () => {
    const slow = later<Awaited<ReturnType<Handlers['history.page']>>>();
    const { user } = await openHistory([], {
      'history.page': async ({ filter: { text } }) => (text === 'slow' ? slow.promise : ok({ lines: [historyLine(text === 'quick' ? 2 : 1)], asOf: 1 })),
    });
    await waitFor(() => expect(tickets()).toEqual(['INC-1']));
    const box = screen.getByRole('searchbox', { name: 'Search history' });
    await user.type(box, 'slow{Enter}');
    expect(tickets()).toEqual(['INC-1']);
    await user.clear(box);
    await user.type(box, 'quick{Enter}');
    await waitFor(() => expect(tickets()).toEqual(['INC-2']));
    await act(async () => slow.settle(ok({ lines: [historyLine(9)], asOf: 1 })));
    expect(tickets()).toEqual(['INC-2']);
  });

  it('looks the same to somebody who reads only', async () => {
    const { start } = await import('../fakes/people');
    renderApp(historyHandlers(() => [historyLine(1)]), { ...onHistory, session: { ...start.session, readOnly: 'chosen' } as typeof start.session });
    await waitFor(() => expect(tickets()).toEqual(['INC-1']));
    expect(screen.getByRole('button', { name: 'Export' })).toBeTruthy();
  });
});
