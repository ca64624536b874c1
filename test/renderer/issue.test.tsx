// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { limitText } from '../../renderer/ui/limit-text';
import { evaluateIssue } from '../../shared/domain/preflight';
import { DEFAULT_RULES, PREFLIGHT_LINES } from '../../shared/domain/rules';
import type { Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { later, refused } from '../fakes/bridge';
import { ada, allFacts, details, facts, HANDLE, pass, policy, VERIFICATION } from '../fakes/people';
import { acknowledgement, complete, fillIn, issueButton, openIssueDialog, openPerson, verify } from './issue-form';
import { renderApp } from './render-app';

const preflight = (changes: Parameters<typeof facts>[0] = {}) => ({ 'passes.preflight': async () => ok({ facts: allFacts(changes), rules: DEFAULT_RULES }) });
const lines = () => within(screen.getByRole('list', { name: 'Preflight' })).getAllByRole('listitem').map((line) => line.textContent);

describe('issuing a pass', () => {
  it('sends what was verified, typed, acknowledged and preset', async () => {
    const { desk, user } = await openIssueDialog();
    await complete(user);
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: 'Temporary Access Pass' });
    expect(desk.callsOf('passes.issue')).toEqual([
      {
        personId: ada.id,
        lifetimeInMinutes: 60,
        isUsableOnce: true,
        startDateTime: null,
        reason: 'Lost phone',
        ticket: 'INC-1',
        replacesPassId: null,
        acknowledged: ['eligible-roles', 'tenant-policy', 'recent-changes'],
        verificationId: VERIFICATION,
        scenario: 'lost-phone',
        taskId: null,
      },
    ]);
  });

  it('says exactly what the rules say, next to the fields, once one tries', async () => {
    const { user, dialog, desk } = await openIssueDialog(preflight());
    const minutes = screen.getByRole('spinbutton', { name: 'Lifetime in minutes' });
    await user.clear(minutes);
    await user.type(minutes, '7');
    await user.click(issueButton());

    const request = { lifetimeInMinutes: 7, isUsableOnce: true, startDateTime: null, reason: '', ticket: '', replacesPassId: null, acknowledged: [] };
    const { problems } = evaluateIssue(request, { facts: allFacts(), rules: DEFAULT_RULES, verification: null, now: new Date() });
    expect(problems.map(({ rule }) => rule)).toEqual(['lifetime-out-of-range', 'verification-missing', 'reason-length', 'ticket-pattern']);
    for (const problem of problems) expect(within(dialog).getAllByText((_, element) => element?.textContent.includes(limitText(problem)) ?? false).length).toBeGreaterThan(0);
    expect(desk.callsOf('passes.issue')).toEqual([]);
  });

  it('goes to the first problem on the way down the form, one after another', async () => {
    const { user } = await openIssueDialog();
    const focused = async (press: () => Promise<void>) => {
      await press();
      const { activeElement } = document;
      return activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement ? (activeElement.labels?.[0]?.textContent ?? '') : '';
    };
    const tryIt = () => user.click(issueButton());
    expect(await focused(tryIt)).toMatch(/^Called back/);
    await verify(user);
    expect(await focused(tryIt)).toMatch(/^Ticket/);
    await user.keyboard('INC-1');
    expect(await focused(tryIt)).toMatch(/^Reason/);
    expect(await focused(() => user.keyboard('Lost phone{Enter}'))).toMatch(/^Issue although 3 checks could not be made/);
  });

  it('sends a double click once', async () => {
    const answer = later<Reply<'passes.issue'>>();
    const { desk, user } = await openIssueDialog({ 'passes.issue': () => answer.promise });
    await complete(user);
    const button = issueButton();
    act(() => {
      button.click();
      button.click();
    });
    fireEvent.submit(screen.getByRole('textbox', { name: 'Reason' }));
    await act(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(desk.callsOf('passes.issue')).toHaveLength(1);
  });

  it('sends with Ctrl+Enter from anywhere in the dialog', async () => {
    const { desk, user } = await openIssueDialog(preflight());
    await complete(user);
    act(() => screen.getByRole('button', { name: 'Cancel' }).focus());
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(desk.callsOf('passes.issue')).toHaveLength(1));
  });

  it('closes with Escape at once, before anything is read', async () => {
    const { user } = await openPerson({ 'passes.preflight': () => new Promise(() => undefined) });
    await user.keyboard('i');
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('region', { name: 'Ada Lovelace' })).toBeTruthy();
  });

  it('says why nothing can be issued when the checks cannot be read, and tries again', async () => {
    const { desk, user } = await openPerson({ 'passes.preflight': () => refused({ kind: 'offline' }) });
    await user.keyboard('i');
    await screen.findByRole('group', { name: 'No connection' });
    desk.answer('passes.preflight', preflight()['passes.preflight']);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('group', { name: 'Verification' })).toBeTruthy();
  });

  it('reads facts again that are older than two minutes before it sends', async () => {
    const old = new Date(Date.now() - 121_000).toISOString();
    const { desk, user } = await openIssueDialog(preflight({ readAt: old }));
    await complete(user);
    desk.answer('passes.preflight', async () => ok({ facts: allFacts({ person: { ...allFacts().person, accountEnabled: false } }), rules: DEFAULT_RULES }));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(lines()[0]).toMatch(/^BlockedAccount is enabled: The account is disabled/));
    expect({ read: desk.callsOf('passes.preflight').length, sent: desk.callsOf('passes.issue') }).toEqual({ read: 2, sent: [] });
  });
});

describe('the existing pass', () => {
  it('is asked about before it is replaced, and named in the request', async () => {
    const { desk, user } = await openIssueDialog(preflight({ pass: pass({ id: 'old-pass' }) }));
    await complete(user);
    await user.click(issueButton());
    expect(desk.callsOf('passes.issue')).toEqual([]);
    expect(screen.getByText(/Tick this to replace it/)).toBeTruthy();

    await user.click(screen.getByRole('checkbox', { name: 'Replace it' }));
    await user.click(issueButton());
    await waitFor(() => expect(desk.callsOf('passes.issue')).toMatchObject([{ replacesPassId: 'old-pass', acknowledged: [] }]));
  });

  it('is asked about as well when the main process finds one that the window has not seen', async () => {
    const { desk, user } = await openIssueDialog({ 'passes.issue': () => refused({ kind: 'pass-exists', passId: 'other', expiresAt: new Date(Date.now() + 1e6).toISOString() }) });
    await complete(user);
    await user.click(issueButton());
    await user.click(await screen.findByRole('checkbox', { name: 'Replace it' }));
    await user.click(issueButton());
    await waitFor(() => expect(desk.callsOf('passes.issue')).toMatchObject([{ replacesPassId: null }, { replacesPassId: 'other' }]));
  });
});

describe('the preflight', () => {
  it('sorts its lines blocked, asking, not checked, passed, and has every one of them as a list item', async () => {
    await openIssueDialog({ 'passes.preflight': async () => ok({ facts: facts({ use: { operatorHour: 20, operatorDay: 20, lastForPerson: new Date(Date.now() - 60_000).toISOString() } }), rules: DEFAULT_RULES }) });
    const states = lines().map((line) => /^(Blocked|Asks|Not checked|Passed)/.exec(line)?.[1]);
    expect({ states: [...new Set(states)], count: states.length }).toEqual({ states: ['Blocked', 'Asks', 'Not checked', 'Passed'], count: PREFLIGHT_LINES.length });
    expect(lines().find((line) => line.includes('Recent changes'))).toMatch(/It takes Reports Reader and the permission AuditLog.Read.All/);
    expect(lines().find((line) => line.includes('quota'))).toMatch(/20 of at most 20 passes within an hour. Wait, or ask a colleague/);
  });

  it('acknowledges everything that may be with one tick, a second pass included', async () => {
    const { desk, user } = await openIssueDialog({ 'passes.preflight': async () => ok({ facts: facts({ use: { operatorHour: 1, operatorDay: 1, lastForPerson: new Date(Date.now() - 60_000).toISOString() } }), rules: DEFAULT_RULES }) });
    expect(acknowledgement()).toBe(screen.getByRole('checkbox', { name: 'Issue although 3 checks could not be made and the person had a pass within the last 24 hours' }));
    await complete(user);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(desk.callsOf('passes.issue')).toMatchObject([{ acknowledged: ['eligible-roles', 'tenant-policy', 'second-pass', 'recent-changes'] }]));
  });

  it('asks anew when reading again leaves something more unchecked', async () => {
    const { desk, user } = await openIssueDialog({ 'passes.preflight': async () => ok({ facts: facts({ policy: { known: true, value: policy } }), rules: DEFAULT_RULES }) });
    await user.click(acknowledgement());
    desk.answer('passes.preflight', async () => ok({ facts: facts(), rules: DEFAULT_RULES }));
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    await screen.findByRole('checkbox', { name: 'Issue although 3 checks could not be made' });
    expect(acknowledgement()).toMatchObject({ checked: false });
  });

  it('has nothing to acknowledge where the policy refuses what was not checked', async () => {
    const rules = { ...DEFAULT_RULES, notChecked: { ...DEFAULT_RULES.notChecked, 'recent-changes': 'refuse' as const, 'eligible-roles': 'refuse' as const, 'tenant-policy': 'refuse' as const } };
    const { desk, user } = await openIssueDialog({ 'passes.preflight': async () => ok({ facts: facts(), rules }) });
    await verify(user);
    await fillIn(user);
    await user.keyboard('{Enter}');
    expect({ box: screen.queryByRole('checkbox', { name: /^Issue although/ }), focused: document.activeElement, sent: desk.callsOf('passes.issue') }).toEqual({
      box: null,
      focused: screen.getByRole('list', { name: 'Preflight' }),
      sent: [],
    });
  });

  it('says the tier, why, and that it comes from what could be read', async () => {
    await openIssueDialog();
    expect(screen.getByText('Tier: Standard, from what could be read')).toBeTruthy();
  });
});

describe('presets and limits', () => {
  it('lets a preset say how long and how often, inside the bounds, with what that means', async () => {
    const { user } = await openIssueDialog(preflight({ policy: { known: true, value: { ...policy, maximumLifetimeInMinutes: 120 } } }));
    expect(screen.getByText(/within 10 minutes of that sign-in/)).toBeTruthy();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Scenario' }), 'Windows Autopilot');
    expect(screen.getByRole('spinbutton', { name: 'Lifetime in minutes' })).toMatchObject({ value: '120' });
    expect(screen.getByRole('switch', { name: 'Usable once' })).toMatchObject({ checked: false });

    await user.click(screen.getByRole('switch', { name: 'Usable once' }));
    expect(screen.getByText(/Autopilot restarts the device in between/)).toBeTruthy();
  });

  it.each([
    ['the tenant', { policy: { known: true as const, value: { ...policy, isUsableOnce: true } } }, 'The tenant allows one-time passes only.'],
    ['the desk policy', { roles: { known: true as const, value: [{ templateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', displayName: 'Application Administrator' }] } }, 'The desk policy allows one-time passes only for this person.'],
  ])('forces one-time where %s does, and says so', async (_, changes, words) => {
    await openIssueDialog(preflight(changes));
    expect(screen.getByRole('switch', { name: 'Usable once' })).toMatchObject({ checked: true, disabled: true });
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('shows at their fields what only the main process found, until something is changed', async () => {
    const { user } = await openIssueDialog({ ...preflight(), 'passes.issue': () => refused({ kind: 'limits', problems: [{ rule: 'ticket-pattern', pattern: 'T\\d+', example: 'T7' }] }) });
    await complete(user);
    await user.click(issueButton());
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Ticket' }).getAttribute('aria-invalid')).toBe('true'));
    await user.type(screen.getByRole('textbox', { name: 'Ticket' }), '2');
    expect(screen.getByRole('textbox', { name: 'Ticket' }).getAttribute('aria-invalid')).not.toBe('true');
  });

  it('verifies again when the main process no longer has the verification', async () => {
    const { user } = await openIssueDialog({ ...preflight(), 'passes.issue': () => refused({ kind: 'limits', problems: [{ rule: 'verification-missing', kinds: ['call-back'] }] }) });
    await complete(user);
    await user.click(issueButton());
    await waitFor(() => expect(screen.queryByText(/^Verified \d/)).toBeNull());
    expect(screen.getByRole('radio', { name: /^Called back: \+44 20 7946 0001/ })).toMatchObject({ checked: false });
  });

  it.each([
    ['answer-lost', { kind: 'answer-lost', outcome: 'none-made' }, 'No pass was made'],
    ['outcome-unknown', { kind: 'outcome-unknown', action: 'issue', requestId: 'r1' }, 'It is not certain what happened'],
    ['unsettled-before', { kind: 'unsettled-before', at: new Date().toISOString() }, 'An earlier act is not settled yet'],
    ['desk-policy-broken', { kind: 'desk-policy-broken', file: '/etc/tapdesk/desk.json', line: 3, column: 7, rule: 'json', problem: 'a comma is missing' }, 'The desk policy file cannot be used'],
  ] as const)('says %s in plain words', async (_, error, title) => {
    const { user } = await openIssueDialog({ ...preflight(), 'passes.issue': () => refused(error) });
    await complete(user);
    await user.click(issueButton());
    expect(await screen.findByRole('group', { name: title })).toBeTruthy();
  });

  it('asks for consent for the features whose scopes are missing, then tries again', async () => {
    const { desk, user } = await openIssueDialog({ ...preflight(), 'passes.issue': () => refused({ kind: 'consent-required', scopes: ['UserAuthMethod-TAP.ReadWrite.All'] }) });
    await complete(user);
    await user.click(issueButton());
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

/** Where Tab would go: in the order of the page, a group of radios being one stop. jsdom has no layout for the browser's own. */
function nextStop(): HTMLElement | undefined {
  const stops = [...screen.getByRole('dialog').querySelectorAll<HTMLElement>('input, textarea, select, button')].filter((element) => element.tabIndex >= 0 && !element.matches(':disabled'));
  const here = document.activeElement;
  const group = here instanceof HTMLInputElement && here.type === 'radio' ? here.name : null;
  return stops.slice(stops.indexOf(here as HTMLElement) + 1).find((element) => group === null || !(element instanceof HTMLInputElement) || element.name !== group);
}

describe('the keys it takes', () => {
  /** Text is not counted; every key beyond it is, the way an operator presses them. */
  const keyboard = (user: Awaited<ReturnType<typeof openIssueDialog>>['user']) => {
    let count = 0;
    const presses: string[] = [];
    return {
      type: (text: string) => user.keyboard(text),
      press: (key: string) => {
        count += 1;
        presses.push(key);
        return user.keyboard(key);
      },
      count: () => count,
    };
  };

  it('are at most twelve beyond the text, from the search box to Done, verification and acknowledgement included', async () => {
    const { desk, user } = renderApp();
    const keys = keyboard(user);
    const tab = async () => {
      act(() => nextStop()?.focus());
      await keys.press('{F24}');
    };
    await keys.type('ada');
    await screen.findByRole('option', { name: /^Ada/ });
    await keys.press('{Enter}');
    await screen.findByRole('region', { name: 'Current pass' });
    await keys.press('i');
    await waitFor(() => expect((document.activeElement as HTMLInputElement | null)?.type).toBe('radio'));
    await keys.press(' ');
    await screen.findByText(/^Verified \d/);
    await tab();
    await keys.type('INC-1042');
    await tab();
    await keys.type('Lost phone');
    await keys.press('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(acknowledgement()));
    await keys.press(' ');
    await keys.press('{Enter}');
    await screen.findByRole('dialog', { name: 'Temporary Access Pass' });
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Show passcode'));
    await keys.press(' ');
    await screen.findByRole('group', { name: 'Passcode' });
    await waitFor(() => expect(desk.callsOf('passcode.seen')).toEqual([{ handle: HANDLE, isShown: true }]));
    await tab();
    expect(document.activeElement?.textContent).toBe('Done');
    await keys.press('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

    expect(desk.callsOf('passes.issue')).toMatchObject([{ ticket: 'INC-1042', reason: 'Lost phone' }]);
    expect(desk.callsOf('passcode.close')).toEqual([{ handle: HANDLE }]);
    expect(keys.count()).toBeLessThanOrEqual(12);
    console.info(`Keys beyond the text: ${keys.count()}`);
  });
});
