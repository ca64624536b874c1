// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { later, refused } from '../fakes/bridge';
import { ada, row } from '../fakes/people';
import { renderApp } from './render-app';

const box = () => screen.getByRole('searchbox', { name: 'Find a person' });
const names = () => screen.queryAllByRole('option').map((option) => option.getAttribute('aria-label')?.split(',')[0]);

describe('finding a person', () => {
  it('has the focus in the search box from the first paint', () => {
    renderApp();
    expect(document.activeElement).toBe(box());
  });

  it('asks once for what was typed in one go', async () => {
    vi.useFakeTimers();
    const { desk } = renderApp();
    for (const text of ['a', 'ad', 'ada', 'ada l', 'ada love']) {
      fireEvent.change(box(), { target: { value: text } });
      await act(() => vi.advanceTimersByTimeAsync(149));
    }
    expect(desk.callsOf('people.search')).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(1));
    expect(desk.callsOf('people.search')).toEqual([{ query: 'ada love' }]);
  });

  it('never lets a late answer replace a newer one', async () => {
    const slow = later<Reply<'people.search'>>();
    const { desk, user } = renderApp({
      'people.search': ({ query }) => (query === 'a' ? slow.promise : Promise.resolve(ok({ people: [row(2, { displayName: 'Newer' })], hasMore: false }))),
    });
    await user.type(box(), 'a');
    await waitFor(() => expect(desk.callsOf('people.search')).toHaveLength(1));
    await user.type(box(), 'd');
    await waitFor(() => expect(names()).toEqual(['Newer']));

    await act(async () => slow.settle(ok({ people: [row(3, { displayName: 'Late' })], hasMore: false })));
    expect(names()).toEqual(['Newer']);
  });

  it('does not tell of an older search that the main process ended', async () => {
    const { desk, user } = renderApp({ 'people.search': () => refused({ kind: 'cancelled' }) });
    await user.type(box(), 'ada');
    await waitFor(() => expect(desk.callsOf('people.search').length).toBeGreaterThan(0));
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(screen.queryByText('Cancelled')).toBeNull();
  });

  it('moves through the list with the arrow keys and opens with Enter', async () => {
    const { user } = renderApp({ 'people.search': async () => ok({ people: [ada, row(2, { displayName: 'Adam Second' })], hasMore: false }) });
    await user.type(box(), 'ada');
    await screen.findAllByRole('option');
    await user.keyboard('{ArrowDown}');
    const active = document.getElementById(box().getAttribute('aria-activedescendant') ?? '');
    expect(active?.getAttribute('aria-label')).toMatch(/^Adam Second/);

    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { level: 2, name: 'Adam Second' })).toBe(document.activeElement);
  });

  it('opens the only person of somebody who pressed Enter before the answer came', async () => {
    const { user } = renderApp();
    await user.type(box(), 'ada lovelace{Enter}');
    expect(await screen.findByRole('heading', { level: 2, name: 'Ada Lovelace' })).toBeTruthy();
  });

  it('goes back to the search box with Escape', async () => {
    const { user } = renderApp();
    await user.type(box(), 'ada lovelace{Enter}');
    await screen.findByRole('heading', { level: 2, name: 'Ada Lovelace' });
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(box()));
  });

  it('names each option beginning with the display name, and says who is disabled or a guest', async () => {
    const { user } = renderApp({ 'people.search': async () => ok({ people: [row(4, { displayName: 'Gil Guest', accountEnabled: false, kind: 'external-guest' })], hasMore: false }) });
    await user.type(box(), 'gil');
    const option = await within(await screen.findByRole('listbox', { name: 'People found' })).findByRole('option');
    expect(option.getAttribute('aria-label')).toBe('Gil Guest, person4@contoso.example, Finance, Accountant, disabled, External guest');
  });

  it('says that nobody was found, and for what', async () => {
    const { user } = renderApp({ 'people.search': async () => ok({ people: [], hasMore: false }) });
    await user.type(box(), 'zzz');
    expect(await screen.findByText(/Nobody found for “zzz”/)).toBeTruthy();
  });

  it('shows a hostile display name as harmless, short text', async () => {
    const hostile = `<img src=x onerror="document.title='owned'">\u202Egnp.${'A'.repeat(10_000)}`;
    const { user, view } = renderApp({ 'people.search': async () => ok({ people: [row(5, { displayName: hostile })], hasMore: false }) });
    await user.type(box(), 'x');
    const option = await screen.findByRole('option');
    const text = option.textContent;
    expect({ images: view.container.querySelectorAll('img').length, override: text.includes('\u202E'), isShort: text.length < 400, markup: text.includes('<img src=x') }).toEqual({
      images: 0,
      override: false,
      isShort: true,
      markup: true,
    });
  });
});
