// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { HistoryCharts } from '../../renderer/features/history/charts';
import { periodsOf, periodText, stepFor } from '../../renderer/features/history/chart-periods';
import { firstUseRows } from '../../renderer/features/history/chart-rows';
import { FIRST_USE_MINUTES } from '../../shared/domain/history/charts';
import { EVERYTHING } from '../../shared/domain/history/history-filter';
import { ok } from '../../shared/result';
import { refused } from '../fakes/bridge';
import { charts, countsOf } from '../fakes/history-parts';
import { renderPart } from './render-app';

const filter = { ...EVERYTHING, text: 'ada' };
const given = (shown = charts(), onLine: (id: string) => void = () => undefined) => renderPart(<HistoryCharts filter={filter} timeZone="Europe/Berlin" onLine={onLine} />, { 'history.charts': async () => ok(shown) });
const cellsOf = (table: HTMLElement) => within(table).getAllByRole('row').map((each) => [...each.children].map(({ textContent }) => textContent));

describe('the charts', () => {
  it('asks for exactly what the filter shows, in the days of the zone', async () => {
    const { desk } = given();
    await screen.findByRole('figure', { name: 'Per day by kind' });
    expect(desk.callsOf('history.charts')).toEqual([{ filter, timeZone: 'Europe/Berlin' }]);
    expect(screen.getByText('Of 7 lines. Days are those of Europe/Berlin.')).toBeTruthy();
  });

  it('draws a bar for each kind of a day, and one for each operator', async () => {
    given();
    const days = await within(await screen.findByRole('figure', { name: 'Per day by kind' })).findByRole('img');
    // Passes on two days, a grant on one, the desk on one.
    expect(days.querySelectorAll('.recharts-bar-rectangle path')).toHaveLength(4);
    expect(days.getAttribute('aria-label')).toMatch(/^Bar chart: lines by day and kind\. Most: .*5.*2026.*, 4\./);
    const operators = await within(screen.getByRole('figure', { name: 'By operator' })).findByRole('img');
    expect(operators.querySelectorAll('.recharts-bar-rectangle path')).toHaveLength(2);
    expect(operators.textContent).toContain('Dana Operator');
  });

  it('tells kinds apart by a pattern and a name, not by colour alone', async () => {
    given();
    const figure = within(await screen.findByRole('figure', { name: 'Per day by kind' }));
    expect(within(figure.getByRole('list', { name: 'Kinds' })).getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Passes', 'Grants', 'The desk itself']);
    const patterns = [...(await figure.findByRole('img')).querySelectorAll('pattern path')].map((path) => path.getAttribute('d'));
    expect(new Set(patterns).size).toBe(3);
  });

  it('puts no style element on the page, which the content security policy would refuse', async () => {
    given();
    await within(await screen.findByRole('figure', { name: 'Per day by kind' })).findByRole('img');
    // Fluent's own carry the nonce: its rules, and the tokens of its theme.
    const others = [...document.querySelectorAll('style')].filter((style) => !style.dataset.makeStylesBucket && !style.id.startsWith('fui-FluentProvider'));
    expect(others).toEqual([]);
  });

  it.each([
    ['Per day by kind', [['Day', 'Passes', 'Grants', 'The desk itself', 'All'], [expect.stringMatching(/5.*2026/), '3', '1', '0', '4'], [expect.stringMatching(/7.*2026/), '2', '0', '1', '3']]],
    ['By operator', [['Operator', 'Lines'], ['Dana Operator', '5'], ['Other One', '2']]],
    ['By scenario', [['Scenario', 'Lines'], ['Lost phone', '4'], ['None', '3']]],
    ['Time to first use', [['From the start of the pass', 'Lines'], ['Up to 5 minutes', '2'], ['5 to 15 minutes', '1'], ['1 hour to 4 hours', '0'], ['Longer than 1 day', '1']]],
  ])('shows the numbers of “%s” as a table, by keyboard', async (name, cells) => {
    const { user } = given();
    const figure = within(await screen.findByRole('figure', { name }));
    const toggle = figure.getByRole('button', { name: `Numbers: ${name}` });
    expect(figure.queryByRole('table')).toBeNull();
    toggle.focus();
    await user.keyboard('{Enter}');
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    expect(cellsOf(figure.getByRole('table', { name }))).toEqual(cells);
    await user.keyboard('{Enter}');
    expect(figure.queryByRole('table')).toBeNull();
  });

  it('lists unfinished registrations, each with the way to its line', async () => {
    const onLine = vi.fn();
    const { user } = given(charts(), onLine);
    const figure = within(await screen.findByRole('figure', { name: 'Unfinished registrations' }));
    expect(figure.getByText(/14 passes used or perhaps used, and no method registered since\. The newest 1:/)).toBeTruthy();
    await user.click(figure.getByRole('button', { name: 'Person 3' }));
    expect(onLine.mock.calls).toEqual([['act:3']]);
  });

  it('cleans names of the directory, and names what has none', async () => {
    const { user } = given(charts({ byOperator: [{ id: 'a', name: 'Eve\u202e gro', count: 2 }, { id: '', name: '', count: 1 }] }));
    const figure = within(await screen.findByRole('figure', { name: 'By operator' }));
    await user.click(figure.getByRole('button', { name: 'Numbers: By operator' }));
    expect(cellsOf(figure.getByRole('table')).slice(1)).toEqual([['Eve gro', '2'], ['Nobody named', '1']]);
  });

  it('says that there is nothing to count, and what failed', async () => {
    const { desk, view } = given(charts({ total: 0 }));
    expect(await screen.findByText('Nothing to count for this filter.')).toBeTruthy();
    view.unmount();
    expect(desk.callsOf('history.charts')).toHaveLength(1);
    renderPart(<HistoryCharts filter={filter} timeZone="Europe/Berlin" onLine={() => undefined} />, { 'history.charts': () => refused({ kind: 'history-unavailable', reason: 'damaged' }) });
    expect(await screen.findByRole('group', { name: 'The history cannot be read' })).toBeTruthy();
  });
});

describe('the periods of a chart', () => {
  const day = (text: string, pass = 1) => ({ day: text, counts: countsOf({ pass }) });

  it('keeps gaps, over the change of a month and of summer time', () => {
    expect(periodsOf([day('2026-03-28'), day('2026-04-01', 2)], 'day').map(({ from, counts }) => [from, counts[0]])).toEqual([
      ['2026-03-28', 1], ['2026-03-29', 0], ['2026-03-30', 0], ['2026-03-31', 0], ['2026-04-01', 2],
    ]);
  });

  it('sums up by week from Monday, and by month', () => {
    const days = [day('2026-01-04'), day('2026-01-05', 2), day('2026-01-11', 3), day('2026-03-01', 4)];
    expect(periodsOf(days, 'week').map(({ from, counts }) => [from, counts[0]])).toEqual([
      ['2025-12-29', 1], ['2026-01-05', 5], ['2026-01-12', 0], ['2026-01-19', 0], ['2026-01-26', 0], ['2026-02-02', 0], ['2026-02-09', 0], ['2026-02-16', 0], ['2026-02-23', 4],
    ]);
    expect(periodsOf(days, 'month').map(({ from, counts }) => [from, counts[0]])).toEqual([['2026-01-01', 6], ['2026-02-01', 0], ['2026-03-01', 4]]);
  });

  it('takes days, weeks or months by how much there is, and loses no count of centuries', () => {
    expect([[day('2026-01-01'), day('2026-03-03')], [day('2026-01-01'), day('2026-03-04')], [day('2026-01-01'), day('2027-02-05')], []].map(stepFor)).toEqual(['day', 'week', 'month', 'day']);
    const far = periodsOf([day('1900-01-01'), day('2026-01-01', 2)], 'month');
    expect({ sum: far.reduce((sum, { counts }) => sum + counts[0]!, 0), first: far[0]?.from, last: far.at(-1)?.from }).toEqual({ sum: 3, first: '1900-01-01', last: '2026-01-01' });
    expect(periodText('2026-01-05', 'week')).toMatch(/^Week of .*5.*2026$/);
  });

  it('has a name of its own for every bar of the time to first use', () => {
    const rows = firstUseRows([...FIRST_USE_MINUTES, null].map((atMostMinutes) => ({ atMostMinutes, count: 1 })));
    expect(rows.map(({ name }) => name)).toEqual(['Up to 5 minutes', '5 to 15 minutes', '15 to 30 minutes', '30 minutes to 1 hour', '1 hour to 4 hours', '4 hours to 8 hours', '8 hours to 1 day', 'Longer than 1 day']);
  });
});
