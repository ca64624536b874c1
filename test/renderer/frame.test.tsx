// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { refused } from '../fakes/bridge';
import { signedIn } from '../fakes/people';
import { renderApp } from './render-app';

const missing = { status: 'signed-out', setup: { state: 'missing', file: '/etc/tapdesk/desk.json' } } as const;

describe('the door', () => {
  it('explains how to set sign-in up where that is missing, and still opens the demo tenant', async () => {
    const { desk, user } = renderApp({}, { session: missing });
    await user.click(screen.getByRole('button', { name: 'Sign in with Microsoft' }));
    expect(document.activeElement?.textContent).toBe('Sign-in has to be set up first');
    await user.click(screen.getByRole('button', { name: 'Open the set-up guide' }));
    expect({ signIns: desk.callsOf('session.sign-in'), links: desk.callsOf('app.open-link') }).toEqual({ signIns: [], links: [{ link: 'setup-guide' }] });

    await user.click(screen.getByRole('button', { name: 'Open the demo tenant' }));
    expect(await screen.findByText('DEMO')).toBeTruthy();
  });

  it('shuts sign-in where the desk policy is broken, and says in which line', async () => {
    const error = { kind: 'desk-policy-broken', file: '/etc/tapdesk/desk.json', line: 4, column: 13, rule: 'tenantId', problem: 'must be a GUID' } as const;
    const { desk, user } = renderApp({}, { session: { status: 'signed-out', setup: { state: 'broken', error, canSignIn: false } } });
    await user.click(screen.getByRole('button', { name: 'Sign in with Microsoft' }));
    expect({ lines: screen.getAllByText('line 4, column 13').length, calls: desk.callsOf('session.sign-in') }).toEqual({ lines: 1, calls: [] });
  });

  it('opens sign-in where a broken desk policy still says where the tenant is, and says that nothing can be issued', async () => {
    const error = { kind: 'desk-policy-broken', file: '/etc/tapdesk/desk.json', line: 9, column: 5, rule: 'limits', problem: 'unknown key' } as const;
    const { desk, user } = renderApp({}, { session: { status: 'signed-out', setup: { state: 'broken', error, canSignIn: true } } });
    expect(screen.getByText('The desk policy file cannot be used, so nothing can be issued. You can sign in and read.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Sign in with Microsoft' }));
    expect(desk.callsOf('session.sign-in')).toHaveLength(1);
  });

  it('tells why a sign-in did not work, after the page has changed twice', async () => {
    const { desk, user } = renderApp({}, { session: { status: 'signed-out', setup: { state: 'ready', file: 'f', cloud: 'Microsoft global cloud' } } });
    desk.answer('session.sign-in', () => new Promise((resolve) => setTimeout(() => resolve({ ok: false, error: { kind: 'sign-in-cancelled' } }), 30)));
    await user.click(screen.getByRole('button', { name: 'Sign in with Microsoft' }));
    act(() => desk.emit('session.changed', { status: 'signing-in' }));
    expect(screen.getByRole('heading', { name: 'Signing in' })).toBeTruthy();
    act(() => desk.emit('session.changed', { status: 'signed-out', setup: { state: 'ready', file: 'f', cloud: 'c' } }));
    expect(await screen.findByRole('group', { name: 'Sign-in was cancelled' })).toBeTruthy();
  });
});

describe('the frame', () => {
  it('has the views, by link and by key, and DEMO on each', async () => {
    const { desk, user } = renderApp();
    const links = within(screen.getByRole('navigation', { name: 'Views' })).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual(['People', 'Passes', 'Onboarding', 'Contractors', 'Roles', 'History', 'Policy', 'Settings']);

    for (const [at, name] of ['Passes', 'Onboarding', 'Contractors', 'Roles', 'History', 'Policy', 'Settings'].entries()) {
      await user.keyboard(`{Control>}${at + 2}{/Control}`);
      expect(await screen.findByRole('heading', { level: 1, name })).toBeTruthy();
      expect(screen.getByText('DEMO')).toBeTruthy();
    }
    await user.keyboard('{Control>}k{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Find a person' })));
    expect(desk.callsOf('settings.update')).toEqual(['passes', 'onboarding', 'contractors', 'roles', 'history', 'policy', 'settings', 'people'].map((lastView) => ({ lastView })));
  });

  it('goes on in the view that was left, but opens People after signing in', async () => {
    const settings = { ...DEFAULT_SETTINGS, lastView: 'history' as const };
    const { desk, user } = renderApp({}, { settings });
    expect(await screen.findByRole('heading', { level: 1, name: 'History' })).toBeTruthy();

    act(() => desk.emit('session.changed', missing));
    await user.click(screen.getByRole('button', { name: 'Open the demo tenant' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Find a person' })));
    expect({ history: screen.queryByRole('heading', { level: 1, name: 'History' }), kept: desk.callsOf('settings.update') }).toEqual({ history: null, kept: [{ lastView: 'people' }] });
  });

  it('keeps the search while another view is shown', async () => {
    const { user } = renderApp();
    await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada');
    await screen.findByRole('option');
    await user.keyboard('{Control>}6{/Control}');
    await screen.findByRole('heading', { level: 1, name: 'History' });
    await user.keyboard('{Control>}1{/Control}');
    expect(screen.getByRole('searchbox', { name: 'Find a person' })).toMatchObject({ value: 'ada' });
  });

  it('forgets what one operator was shown when another signs in', async () => {
    const { desk, client, user } = renderApp();
    await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada');
    await screen.findByRole('option');
    act(() => desk.emit('session.changed', { ...signedIn, operator: { ...signedIn.operator, id: 'another' } }));
    expect({ text: screen.getByRole<HTMLInputElement>('searchbox', { name: 'Find a person' }).value, people: client.getQueryCache().findAll({ queryKey: ['people.search'], predicate: ({ state }) => state.data !== undefined }) }).toEqual({ text: '', people: [] });
  });

  it('keeps the view of an operator who has to sign in again', async () => {
    const { desk, user } = renderApp();
    await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada');
    act(() => desk.emit('session.changed', { status: 'signing-in' }));
    expect(screen.getByRole('searchbox', { name: 'Find a person' })).toMatchObject({ value: 'ada' });
    act(() => desk.emit('session.changed', { ...signedIn }));
    expect(screen.getByRole('searchbox', { name: 'Find a person' })).toMatchObject({ value: 'ada' });
  });

  it('offers to sign in again where that is what helps', async () => {
    const { desk, user } = renderApp({ 'people.search': () => refused({ kind: 'sign-in-required', reason: 'expired' }) });
    await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada');
    await user.click(await screen.findByRole('button', { name: 'Sign in again' }));
    expect(desk.callsOf('session.sign-in')).toHaveLength(1);
  });
});
