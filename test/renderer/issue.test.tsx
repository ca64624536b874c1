// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { issueProblems } from '../../shared/domain/issue-limits';
import { limitText } from '../../renderer/ui/limit-text';
import type { Handlers, Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { later, refused } from '../fakes/bridge';
import { ada, details, operator, pass, policy } from '../fakes/people';
import { renderApp } from './render-app';

async function openIssueDialog(changes: Partial<Handlers> = {}) {
  const app = renderApp(changes);
  await app.user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada{Enter}');
  await screen.findByRole('region', { name: 'Current pass' });
  await app.user.keyboard('i');
  const dialog = await screen.findByRole('dialog', { name: 'Issue a Temporary Access Pass' });
  return { ...app, dialog };
}
const issueButton = () => screen.getByRole('button', { name: 'Issue' });

/** Tab itself is left to the e2e tests: what may have the focus depends on a layout that jsdom does not have. */
async function fillIn(user: { readonly type: (element: Element, keys: string) => Promise<void> }, end = '') {
  await user.type(screen.getByRole('textbox', { name: 'Ticket' }), 'INC-1');
  await user.type(screen.getByRole('textbox', { name: 'Reason' }), `Lost phone${end}`);
}

describe('issuing a pass', () => {
  it('is one way by keyboard: find, Enter, I, ticket, reason, Enter', async () => {
    const { desk, user } = await openIssueDialog();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Ticket' }));
    await fillIn(user, '{Enter}');

    await screen.findByRole('dialog', { name: 'Temporary Access Pass' });
    expect(desk.callsOf('passes.issue')).toEqual([
      { personId: ada.id, lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: null, reason: 'Lost phone', ticket: 'INC-1', replacesPassId: null },
    ]);
  });

  it('says exactly what the rules say, next to the fields, once one tries', async () => {
    const { user, dialog, desk } = await openIssueDialog();
    const minutes = screen.getByRole('spinbutton', { name: 'Lifetime in minutes' });
    await user.clear(minutes);
    await user.type(minutes, '7');
    await user.click(issueButton());

    const problems = issueProblems(
      { lifetimeInMinutes: 7, isUsableOnce: true, startDateTime: null, reason: '', ticket: '' },
      { policy, person: details(), operatorId: operator.id, now: new Date() },
    );
    expect(problems.map(({ rule }) => rule)).toEqual(['lifetime-out-of-range', 'reason-length', 'ticket-pattern']);
    for (const problem of problems) expect(within(dialog).getAllByText(limitText(problem)).length).toBeGreaterThan(0);
    expect(desk.callsOf('passes.issue')).toEqual([]);
  });

  it('sends a double click once', async () => {
    const answer = later<Reply<'passes.issue'>>();
    const { desk, user } = await openIssueDialog({ 'passes.issue': () => answer.promise });
    await fillIn(user);
    const button = issueButton();
    act(() => {
      button.click();
      button.click();
    });
    fireEvent.submit(screen.getByRole('textbox', { name: 'Reason' }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(desk.callsOf('passes.issue')).toHaveLength(1);
  });

  it('asks before a live pass is replaced, and sends which one', async () => {
    const { desk, user } = await openIssueDialog({ 'people.read': async () => ok(details(ada, { pass: { known: true, value: pass({ id: 'old-pass' }) } })) });
    await fillIn(user, '{Enter}');
    expect(desk.callsOf('passes.issue')).toEqual([]);
    expect(screen.getByText(/Tick this to replace it/)).toBeTruthy();

    await user.click(screen.getByRole('checkbox', { name: 'Replace it' }));
    await user.click(issueButton());
    expect(desk.callsOf('passes.issue')).toMatchObject([{ replacesPassId: 'old-pass' }]);
  });

  it('asks as well when the main process finds a pass that the window has not seen', async () => {
    const { desk, user } = await openIssueDialog({ 'passes.issue': () => refused({ kind: 'pass-exists', passId: 'other', expiresAt: new Date(Date.now() + 1e6).toISOString() }) });
    await fillIn(user, '{Enter}');
    await user.click(await screen.findByRole('checkbox', { name: 'Replace it' }));
    await user.click(issueButton());
    await waitFor(() => expect(desk.callsOf('passes.issue')).toMatchObject([{ replacesPassId: null }, { replacesPassId: 'other' }]));
  });

  it('forces one-time where the tenant does, and says so', async () => {
    await openIssueDialog({ 'passes.policy': async () => ok({ known: true, value: { ...policy, isUsableOnce: true } }) });
    expect(screen.getByRole('switch', { name: 'Usable once' })).toMatchObject({ checked: true, disabled: true });
    expect(screen.getByText('The tenant allows one-time passes only.')).toBeTruthy();
  });

  it('says that the tenant policy was not read', async () => {
    await openIssueDialog({ 'passes.policy': async () => ok({ known: false, because: 'not-permitted', needs: 'policy' }) });
    expect(screen.getByText(/policy was not read: needs Global Reader or Authentication Policy Administrator and the permission Policy.Read.AuthenticationMethod; Entra may still refuse/)).toBeTruthy();
  });

  it('asks for consent for the features whose scopes are missing, then tries again', async () => {
    const { desk, user } = await openIssueDialog({ 'passes.issue': () => refused({ kind: 'consent-required', scopes: ['UserAuthMethod-TAP.ReadWrite.All'] }) });
    await fillIn(user, '{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Ask for consent' }));
    await waitFor(() => expect(desk.callsOf('session.consent')).toEqual([{ features: ['passes'] }]));
  });

  it('keeps the button in reach of the keyboard but off for an external guest, with the reason', async () => {
    const { desk, user } = renderApp({ 'people.read': async () => ok(details({ ...ada, kind: 'external-guest' })) });
    await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada{Enter}');
    const reason = await screen.findByText(/No pass can be issued: .*another organisation/);
    const button = screen.getByRole('button', { name: 'Issue pass' });
    expect(button).toMatchObject({ ariaDisabled: 'true', disabled: false });
    expect(button.getAttribute('aria-describedby')).toContain(reason.id);
    await user.click(button);
    expect({ dialog: screen.queryByRole('dialog'), sent: desk.callsOf('passes.issue') }).toEqual({ dialog: null, sent: [] });
  });
});

describe('revoking a pass', () => {
  it('has the safe button first, then proves that the pass is gone', async () => {
    let current: ReturnType<typeof pass> | null = pass();
    const { desk, user } = renderApp({
      'people.read': async () => ok(details(ada, { pass: { known: true, value: current } })),
      'passes.revoke': async () => {
        current = null;
        return ok({ provenGoneAt: new Date().toISOString() });
      },
    });
    await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Revoke pass' }));
    const dialog = await screen.findByRole('dialog', { name: 'Revoke pass' });
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' })));

    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(screen.getByRole('region', { name: 'Current pass' }).textContent).toContain('No pass'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'Ada Lovelace' })));
    expect(desk.callsOf('passes.revoke')).toEqual([{ personId: ada.id, passId: 'pass-1', reason: '' }]);
  });

  it('says so when the revoke is not proven', async () => {
    const { user } = renderApp({ 'people.read': async () => ok(details(ada, { pass: { known: true, value: pass() } })), 'passes.revoke': () => refused({ kind: 'not-proven', passId: 'pass-1' }) });
    await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Revoke pass' }));
    await user.click(await screen.findByRole('button', { name: 'Revoke' }));
    expect(await screen.findByRole('group', { name: 'Not proven yet' })).toBeTruthy();
  });
});

