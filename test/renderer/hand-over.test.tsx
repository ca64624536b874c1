// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import { type Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { HANDLE, PASSCODE } from '../fakes/people';
import { renderApp } from './render-app';

/** Issues a pass by keyboard and stops in front of the hidden passcode. */
async function handOver(changes: Partial<Handlers> = {}) {
  const app = renderApp(changes);
  await app.user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada{Enter}');
  await screen.findByRole('region', { name: 'Current pass' });
  await app.user.keyboard('i');
  await screen.findByRole('dialog', { name: 'Issue a Temporary Access Pass' });
  await app.user.type(screen.getByRole('textbox', { name: 'Ticket' }), 'INC-1');
  await app.user.type(screen.getByRole('textbox', { name: 'Reason' }), 'Lost phone{Enter}');
  await screen.findByRole('dialog', { name: 'Temporary Access Pass' });
  return app;
}
async function show(user: { readonly click: (element: Element) => Promise<void> }) {
  await user.click(screen.getByRole('button', { name: 'Show passcode' }));
  return screen.findByRole('group', { name: 'Passcode' });
}
const isOnPage = () => document.documentElement.innerHTML.includes('plus sign') || (screen.queryByRole('group', { name: 'Passcode' }) !== null);
const inCaches = (client: QueryClient) =>
  JSON.stringify([client.getQueryCache().getAll().map(({ queryKey, state }) => [queryKey, state]), client.getMutationCache().getAll().map(({ state }) => state)]).includes(PASSCODE);

describe('handing a passcode over', () => {
  it('hides it until it is asked for, then shows exactly the passcode', async () => {
    const { desk, user, client } = await handOver();
    expect({ asked: desk.callsOf('passcode.reveal'), shown: isOnPage() }).toEqual({ asked: [], shown: false });

    const group = await show(user);
    expect({ text: group.textContent, asked: desk.callsOf('passcode.reveal'), cached: inCaches(client) }).toEqual({ text: PASSCODE, asked: [{ handle: HANDLE }], cached: false });
    expect(screen.getByText('capital Kilo, seven, small mike, plus sign')).toBeTruthy();
  });

  it('is gone from the page and the caches after Done', async () => {
    const { desk, user, client } = await handOver();
    await show(user);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect({ closed: desk.callsOf('passcode.close'), shown: isOnPage(), cached: inCaches(client) }).toEqual({ closed: [{ handle: HANDLE }], shown: false, cached: false });
  });

  it('conceals it after 30 seconds', async () => {
    const { user } = await handOver();
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await show(user);
    act(() => void vi.advanceTimersByTime(29_000));
    expect(isOnPage()).toBe(true);
    act(() => void vi.advanceTimersByTime(1_500));
    expect(isOnPage()).toBe(false);
  });

  it.each([
    ['the main process says so', (app: Awaited<ReturnType<typeof handOver>>) => app.desk.emit('passcode.conceal', {})],
    ['the window loses the focus', () => fireEvent.blur(window)],
  ])('conceals it when %s', async (_, leave) => {
    const app = await handOver();
    await show(app.user);
    act(() => leave(app));
    expect(isOnPage()).toBe(false);
    // Not forgotten: it can be shown again.
    expect(await show(app.user)).toBeTruthy();
  });

  it('drops it when the vault has forgotten it, and says what became of the pass', async () => {
    const { desk, user } = await handOver();
    await show(user);
    act(() => desk.emit('passcode.forgotten', { handle: HANDLE, revoked: false }));
    expect({ shown: isOnPage(), told: screen.queryByText(/The passcode is gone from this desk/) !== null }).toEqual({ shown: false, told: true });
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect({ dialog: screen.queryByRole('dialog'), closed: desk.callsOf('passcode.close') }).toEqual({ dialog: null, closed: [] });
  });

  it('asks before a pass that nobody has seen is revoked, with showing it as the default', async () => {
    const { desk, user } = await handOver({ 'passcode.close': async () => ok({ revoked: true }) });
    await user.keyboard('{Escape}');
    expect(await screen.findByText('Nobody has seen this passcode. The pass will be revoked.')).toBeTruthy();
    expect({ focused: document.activeElement?.textContent, closed: desk.callsOf('passcode.close') }).toEqual({ focused: 'Show it', closed: [] });

    await user.click(screen.getByRole('button', { name: 'Revoke the pass and close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(desk.callsOf('passcode.close')).toEqual([{ handle: HANDLE }]);
  });

  it('closes the hand-over in the main process when the window goes elsewhere', async () => {
    const { desk, view } = await handOver();
    view.unmount();
    expect(desk.callsOf('passcode.close')).toEqual([{ handle: HANDLE }]);
  });

  it('drops an answer that arrives after the hand-over was closed', async () => {
    const { desk, user } = await handOver();
    desk.answer('passcode.reveal', () => new Promise((resolve) => setTimeout(() => resolve(ok({ passcode: PASSCODE })), 50)));
    await user.click(screen.getByRole('button', { name: 'Show passcode' }));
    act(() => desk.emit('passcode.forgotten', { handle: HANDLE, revoked: true }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 80)));
    expect(isOnPage()).toBe(false);
  });
});
