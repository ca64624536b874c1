// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import type { QueryClient } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { later, refused } from '../fakes/bridge';
import { HANDLE, PASSCODE } from '../fakes/people';
import { handOver, show, shown } from './issue-form';

async function failToClose(user: { readonly click: (element: Element) => Promise<void> }) {
  await user.click(screen.getByRole('button', { name: 'Done' }));
  await user.click(await screen.findByRole('button', { name: 'Revoke the pass and close' }));
  await screen.findByRole('group', { name: 'No connection' });
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
    await shown(user, desk);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect({ closed: desk.callsOf('passcode.close'), shown: isOnPage(), cached: inCaches(client) }).toEqual({ closed: [{ handle: HANDLE }], shown: false, cached: false });
  });

  it('waits with a hurried Done until it is known whether the passcode was drawn', async () => {
    const { desk, user } = await handOver();
    const frames: FrameRequestCallback[] = [];
    const held = vi.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => frames.push(callback));
    await show(user);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    const before = { asks: screen.queryByText(/Nobody has seen/), closed: desk.callsOf('passcode.close') };
    held.mockRestore();
    await act(async () => {
      while (frames.length > 0) frames.shift()?.(0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect({ before, seen: desk.callsOf('passcode.seen'), closed: desk.callsOf('passcode.close') }).toEqual({
      before: { asks: null, closed: [] },
      seen: [{ handle: HANDLE, isShown: true }],
      closed: [{ handle: HANDLE }],
    });
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
    act(() => desk.emit('passcode.forgotten', { handle: HANDLE, outcome: 'seen' }));
    expect({ shown: isOnPage(), told: screen.queryByText(/The passcode is gone from this desk/) !== null }).toEqual({ shown: false, told: true });
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect({ dialog: screen.queryByRole('dialog'), closed: desk.callsOf('passcode.close') }).toEqual({ dialog: null, closed: [] });
  });

  it('asks before a pass that nobody has seen is revoked, with showing it as the default', async () => {
    const { desk, user } = await handOver({ 'passcode.close': async () => ok({ outcome: 'revoked' }) });
    await user.keyboard('{Escape}');
    expect(await screen.findByText('Nobody has seen this passcode. The pass will be revoked.')).toBeTruthy();
    expect({ focused: document.activeElement?.textContent, closed: desk.callsOf('passcode.close') }).toEqual({ focused: 'Show it', closed: [] });

    await user.click(screen.getByRole('button', { name: 'Revoke the pass and close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(desk.callsOf('passcode.close')).toEqual([{ handle: HANDLE }]);
  });

  it('shows the passcode after a close that failed', async () => {
    const { user, desk } = await handOver({ 'passcode.close': () => refused({ kind: 'offline' }) });
    await failToClose(user);
    expect(screen.getByText(/Nobody has seen the passcode, and the pass could not be revoked yet/)).toBeTruthy();

    expect((await shown(user, desk)).textContent).toBe(PASSCODE);
    desk.answer('passcode.close', async () => ok({ outcome: 'seen' }));
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(desk.callsOf('passcode.close')).toHaveLength(2);
  });

  it('closes with the second Done after a close that failed, and tells the main process once more', async () => {
    const { user, desk } = await handOver({ 'passcode.close': () => refused({ kind: 'offline' }) });
    await failToClose(user);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(desk.callsOf('passcode.close')).toHaveLength(2);
    expect(screen.getAllByText(/could not be revoked yet/).length).toBeGreaterThan(0);
  });

  it.each([
    ['seen', /It had been handed over, so the pass stays/],
    ['revoked', /Nobody had seen it, so the pass was revoked/],
    ['still-live', /could not be revoked yet. Tapdesk keeps trying while it is open; you can revoke it/],
  ] as const)('says how a forgotten hand-over ended: %s', async (outcome, words) => {
    const { desk } = await handOver();
    act(() => desk.emit('passcode.forgotten', { handle: HANDLE, outcome }));
    const told = screen.getByText(words).textContent;
    expect(/issue a new/i.test(told)).toBe(outcome === 'seen');
  });

  it('keeps to how the hand-over ended when that is told before Done is answered', async () => {
    const answer = later<Reply<'passcode.close'>>();
    const { desk, user } = await handOver({ 'passcode.close': () => answer.promise });
    await shown(user, desk);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    act(() => desk.emit('passcode.forgotten', { handle: HANDLE, outcome: 'still-live' }));
    await act(async () => answer.settle(ok({ outcome: 'seen' })));
    expect(screen.getByText(/could not be revoked yet/)).toBeTruthy();
  });

  it('does not show what is answered after the window was left, and says so', async () => {
    const answer = later<Reply<'passcode.reveal'>>();
    const { user, desk } = await handOver({ 'passcode.reveal': () => answer.promise });
    await user.click(screen.getByRole('button', { name: 'Show passcode' }));
    act(() => desk.emit('passcode.conceal', {}));
    await act(async () => answer.settle(ok({ passcode: PASSCODE, part: 'all' })));
    expect(desk.callsOf('passcode.seen')).toEqual([{ handle: HANDLE, isShown: false }]);
    expect({ shown: isOnPage(), told: screen.queryByText('Concealed: the window lost the focus. Show it again.') !== null }).toEqual({ shown: false, told: true });
    expect((await show(user)).textContent).toBe(PASSCODE);
  });

  it('does not show what is answered to a hidden window', async () => {
    const answer = later<Reply<'passcode.reveal'>>();
    const { user } = await handOver({ 'passcode.reveal': () => answer.promise });
    await user.click(screen.getByRole('button', { name: 'Show passcode' }));
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    await act(async () => answer.settle(ok({ passcode: PASSCODE, part: 'all' })));
    visibility.mockRestore();
    expect(isOnPage()).toBe(false);
  });

  it('gives the focus back to the person when it is over', async () => {
    const { user, desk } = await handOver();
    await shown(user, desk);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.getByRole('region', { name: 'Ada Lovelace' }).contains(document.activeElement)).toBe(true));
  });

  it('closes the hand-over in the main process when the window goes elsewhere', async () => {
    const { desk, view } = await handOver();
    view.unmount();
    expect(desk.callsOf('passcode.close')).toEqual([{ handle: HANDLE }]);
  });

  it('drops an answer that arrives after the hand-over was closed', async () => {
    const { desk, user } = await handOver();
    desk.answer('passcode.reveal', () => new Promise((resolve) => setTimeout(() => resolve(ok({ passcode: PASSCODE, part: 'all' })), 50)));
    await user.click(screen.getByRole('button', { name: 'Show passcode' }));
    act(() => desk.emit('passcode.forgotten', { handle: HANDLE, outcome: 'revoked' }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 80)));
    expect(isOnPage()).toBe(false);
  });

  it.each([
    ['the window lost the focus', () => fireEvent.blur(window)],
    ['it was let go of again', () => fireEvent.pointerUp(screen.getByRole('button', { name: 'Show passcode' }))],
  ])('reports a reveal that arrives after %s as not seen, and Done still asks', async (_, leave) => {
    const answer = later<Reply<'passcode.reveal'>>();
    const { user, desk } = await handOver({ 'passcode.reveal': () => answer.promise });
    fireEvent.pointerDown(screen.getByRole('button', { name: 'Show passcode' }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 700)));
    act(() => void leave());
    await act(async () => answer.settle(ok({ passcode: PASSCODE, part: 'all' })));
    await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect({ shown: isOnPage(), seen: desk.callsOf('passcode.seen') }).toEqual({ shown: false, seen: [{ handle: HANDLE, isShown: false }] });

    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(await screen.findByText('Nobody has seen this passcode. The pass will be revoked.')).toBeTruthy();
    expect(screen.queryAllByRole('button', { name: /^Show/ })).toHaveLength(1);
  });

  it('reports one that was taken away before it was painted as not seen', async () => {
    const { user, desk } = await handOver();
    const frames = vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(1);
    await show(user);
    act(() => void fireEvent.blur(window));
    frames.mockRestore();
    expect({ shown: isOnPage(), seen: desk.callsOf('passcode.seen') }).toEqual({ shown: false, seen: [{ handle: HANDLE, isShown: false }] });
  });

  it('reports one whose window went away as not seen, then closes', async () => {
    const answer = later<Reply<'passcode.reveal'>>();
    const { user, desk, view } = await handOver({ 'passcode.reveal': () => answer.promise });
    await user.click(screen.getByRole('button', { name: 'Show passcode' }));
    view.unmount();
    await act(async () => answer.settle(ok({ passcode: PASSCODE, part: 'all' })));
    expect({ seen: desk.callsOf('passcode.seen'), closed: desk.callsOf('passcode.close') }).toEqual({ seen: [{ handle: HANDLE, isShown: false }], closed: [{ handle: HANDLE }] });
  });

  it('says once that it was seen, after it was painted', async () => {
    const { user, desk } = await handOver();
    await shown(user, desk);
    await user.click(screen.getByRole('button', { name: 'Hide passcode' }));
    expect(desk.callsOf('passcode.seen')).toEqual([{ handle: HANDLE, isShown: true }]);
  });

  it('hides it again when the main process cannot note that it was seen', async () => {
    const { user } = await handOver({ 'passcode.seen': () => refused({ kind: 'journal-unavailable', reason: 'full' }) });
    await show(user);
    await screen.findByRole('group', { name: 'The journal cannot be written' });
    expect(isOnPage()).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(await screen.findByText('Nobody has seen this passcode. The pass will be revoked.')).toBeTruthy();
  });

  it.each([
    ['by pointer', (button: HTMLElement) => ({ down: () => fireEvent.pointerDown(button), up: () => (fireEvent.pointerUp(button), fireEvent.click(button)) })],
    ['by Space', (button: HTMLElement) => ({ down: () => fireEvent.keyDown(button, { key: ' ' }), up: () => fireEvent.keyUp(button, { key: ' ' }) })],
  ])('shows it while it is held %s, and leaves it after a short press', async (_, keysOf) => {
    await handOver();
    const { down, up } = keysOf(screen.getByRole('button', { name: 'Show passcode' }));
    act(() => void down());
    await screen.findByRole('group', { name: 'Passcode' });
    await act(() => new Promise((resolve) => setTimeout(resolve, 700)));
    expect(isOnPage()).toBe(true);
    act(() => void up());
    expect(isOnPage()).toBe(false);

    act(() => void down());
    act(() => void up());
    await screen.findByRole('group', { name: 'Passcode' });
    act(() => void down());
    act(() => void up());
    expect(isOnPage()).toBe(false);
  });

  it('has a tick for each group read back, and waits for none of them', async () => {
    const { user, desk } = await handOver();
    await shown(user, desk);
    await user.click(screen.getByRole('checkbox', { name: 'Group 1 read back' }));
    expect(screen.getAllByRole('checkbox', { name: /read back$/ }).map((box) => (box as HTMLInputElement).checked)).toEqual([true, false, false]);
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('reads the card of the preset to the caller', async () => {
    await handOver();
    expect(screen.getByText('Add your new phone.')).toBeTruthy();
  });
});
