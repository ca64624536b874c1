// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Notice } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { refused } from '../fakes/bridge';
import { openAct } from '../fakes/contractors';
import { entry, row, signedIn } from '../fakes/people';
import { RUN, runHead, runReading, runRow } from '../fakes/runs';
import { renderApp } from './render-app';

const door = { status: 'signed-out', setup: { state: 'ready', file: 'f', cloud: 'Microsoft global cloud' } } as const;
const auditor = (readOnly: 'chosen' | 'group') => ({ session: { ...signedIn, readOnly } });
const links = () => within(screen.getByRole('navigation', { name: 'Views' })).getAllByRole('link').map(({ textContent }) => textContent);
const box = () => screen.getByRole('checkbox', { name: 'Read only (auditor)' });

describe('reading only, chosen at the door', () => {
  it('is not so unless it is chosen', async () => {
    const { desk, user } = renderApp({}, { session: door });
    await user.click(screen.getByRole('button', { name: 'Sign in with Microsoft' }));
    expect(desk.callsOf('session.sign-in')).toEqual([{ isReadOnly: false }]);
  });

  it.each([['Sign in with Microsoft', 'session.sign-in'], ['Open the demo tenant', 'session.open-demo']] as const)('holds for “%s”', async (name, method) => {
    const { desk, user } = renderApp({ [method]: async () => ok({ ...signedIn, readOnly: 'chosen' }) }, { session: door });
    await user.click(box());
    await user.click(screen.getByRole('button', { name }));
    expect(desk.callsOf(method)).toEqual([{ isReadOnly: true }]);
    expect(await screen.findByRole('complementary', { name: 'Read only' })).toBeTruthy();
  });

  it('is kept while the browser is open', async () => {
    const { desk, user } = renderApp({}, { session: door });
    await user.click(box());
    act(() => desk.emit('session.changed', { status: 'signing-in' }));
    act(() => desk.emit('session.changed', door));
    expect((box() as HTMLInputElement).checked).toBe(true);
  });
});

describe('the frame of an auditor', () => {
  it('has the views to read in, begins with the history, and says why', async () => {
    renderApp({}, auditor('group'));
    expect(await screen.findByRole('heading', { level: 1, name: 'History' })).toBeTruthy();
    expect(links()).toEqual(['History', 'Policy', 'Settings']);
    expect(screen.getByRole('complementary', { name: 'Read only' }).textContent).toBe('Read only: nothing can be issued, granted or ended here. You belong to a group of auditors in the desk policy.');
    expect(screen.queryByRole('searchbox', { name: 'Find a person' })).toBeNull();
  });

  it.each([['policy', 'Policy'], ['passes', 'History']] as const)('goes on in “%s” with %s', async (lastView, heading) => {
    renderApp({}, { ...auditor('chosen'), settings: { ...DEFAULT_SETTINGS, lastView } });
    expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeTruthy();
  });

  it('gives the keys of its views their usual numbers, and no other', async () => {
    const { user } = renderApp({}, auditor('chosen'));
    await user.keyboard('{Control>}7{/Control}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Policy' })).toBeTruthy();
    for (const digit of [1, 2, 3, 4, 5]) await user.keyboard(`{Control>}${digit}{/Control}`);
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.getByRole('heading', { level: 1, name: 'Policy' })).toBeTruthy();
    await user.keyboard('{Control>}6{/Control}');
    expect(await screen.findByRole('heading', { level: 1, name: 'History' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'History' }).getAttribute('aria-keyshortcuts')).toBe('Control+6');
  });

  it('shows no run and no notice to act on, and all the others', async () => {
    const person = row(7, { displayName: 'Open Case' });
    const about = { scheduleId: 's1', personId: person.id, displayName: 'Open Case', what: 'Exchange Administrator' };
    const toActOn: readonly Notice[] = [
      { kind: 'unsettled', entry: entry(3, { phase: 'intent', action: 'pass.issue', result: null, person }) },
      { kind: 'settled', entry: entry(4, { phase: 'intent', action: 'pass.issue', result: null, person }), outcome: 'nothing-made' },
      { kind: 'passcode-never-shown', entry: entry(5, { person }) },
      { kind: 'grant-ends', ...about, endsAt: '2030-01-05T09:30:00Z' },
      { kind: 'grant-end-failed', ...about, error: { kind: 'offline' } },
      { kind: 'run-open', runId: RUN, runKind: 'issue', at: '2026-01-05T07:00:00Z', by: 'Dana', people: 3, ticket: '' },
      { kind: 'access-open', act: openAct([1]) },
    ];
    const { desk } = renderApp(
      { 'app.notices': async () => ok({ notices: [...toActOn, { kind: 'token-cache-in-memory' }] }), 'runs.read': async () => ok({ run: runReading([runRow(1, { state: 'working' })], {}, runHead()) }) },
      auditor('chosen'),
    );
    const shown = within(await screen.findByRole('region', { name: 'Notices' })).getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(shown).toEqual([expect.stringContaining('offers no encryption')]);
    expect({ run: screen.queryByRole('button', { name: /^Run/ }), asked: desk.callsOf('runs.read') }).toEqual({ run: null, asked: [] });
  });

  it('signs in again as it was, so that nobody is asked for more', async () => {
    const { desk, user } = renderApp({ 'history.state': () => refused({ kind: 'sign-in-required', reason: 'expired' }) }, { ...auditor('chosen'), settings: { ...DEFAULT_SETTINGS, lastView: 'settings' } });
    await user.click((await screen.findAllByRole('button', { name: 'Sign in again' }))[0]!);
    await waitFor(() => expect(desk.callsOf('session.sign-in')).toEqual([{ isReadOnly: true }]));
  });

  it('clears the desk of somebody who may act no more', async () => {
    const { desk } = renderApp();
    await screen.findByRole('searchbox', { name: 'Find a person' });
    act(() => desk.emit('session.changed', { ...signedIn, readOnly: 'group' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'History' })).toBeTruthy();
    expect({ search: screen.queryByRole('searchbox', { name: 'Find a person' }), links: links() }).toEqual({ search: null, links: ['History', 'Policy', 'Settings'] });
  });

  it('says it among the settings, too', async () => {
    renderApp({}, { ...auditor('group'), settings: { ...DEFAULT_SETTINGS, lastView: 'settings' } });
    expect(await screen.findByText('read only, because you belong to a group of auditors in the desk policy')).toBeTruthy();
  });
});
