// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Notice } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { refused } from '../fakes/bridge';
import { ACT, openAct } from '../fakes/contractors';
import { entry, row } from '../fakes/people';
import { renderApp } from './render-app';

const given = (...notices: readonly Notice[]) => renderApp({ 'app.notices': async () => ok({ notices }) });
const about = { scheduleId: 's1', personId: row(7).id, displayName: 'Open Case', what: 'Exchange Administrator' };

describe('the notices', () => {
  it('shows an act that was left open, with the way to the person, until it is dismissed', async () => {
    const open = entry(3, { phase: 'intent', action: 'pass.issue', result: null, person: row(7, { displayName: 'Open Case' }) });
    const { user } = renderApp({ 'app.notices': async () => ok({ notices: [{ kind: 'unsettled', entry: open }] }) });
    expect(await screen.findByText(/was stopped or lost the answer while it issued a pass to Open Case. Whether a pass was made is not recorded: open the person, revoke what is there/)).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Open the person' }));
    expect(await screen.findByRole('heading', { level: 2, name: 'Open Case' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Dismiss notice' }));
    expect(screen.queryByRole('region', { name: 'Notices' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'Open Case' })));
  });

  it.each([
    ['nothing-made', 'pass.issue', /was stopped while it issued a pass to Open Case\. Tapdesk read back: no pass of it exists/],
    ['lost-pass-removed', 'pass.issue', /A pass had been made whose passcode nobody saw\. Tapdesk deleted it and read back that it is gone/],
    ['revoked', 'pass.revoke', /was stopped while it revoked the pass of Open Case\. Tapdesk finished it and read back that the pass is gone/],
    ['left-alone', 'pass.issue', /A pass is there, and Tapdesk left it alone: its passcode was handed over, or another tool made it/],
    ['left-alone', 'pass.revoke', /Entra does not let Tapdesk delete the pass, so it may still be there/],
    ['grant-made', 'grant.make', /was stopped while it granted a role or group to Open Case\. Tapdesk read back: PIM has the grant/],
    ['nothing-made', 'grant.make', /was stopped while it granted a role or group to Open Case\. Tapdesk read back: PIM shows nothing of it\. Doing it again is safe/],
    ['grant-ended', 'grant.end', /was stopped while it ended a grant of Open Case\. Tapdesk read back: that grant is gone\. The person may hold the same by another path/],
    ['grant-changed', 'grant.extend', /was stopped while it moved the end of a grant of Open Case\. Tapdesk read back: the grant has its new end/],
    ['account-disabled', 'account.disable', /was stopped while it disabled the account of Open Case\. Tapdesk read back: the account is disabled/],
    ['not-known', 'account.disable', /was stopped while it disabled the account of Open Case\. What it did cannot be read back/],
    ['not-known', 'pass.mail', /was stopped while it mailed the passcode of Open Case\. What it did cannot be read back/],
  ] as const)('says how an act that was cut off was settled: %s of %s', async (outcome, action, words) => {
    const cutOff = entry(3, { phase: 'intent', action, result: null, person: row(7, { displayName: 'Open Case' }) });
    renderApp({ 'app.notices': async () => ok({ notices: [{ kind: 'settled', entry: cutOff, outcome }] }) });
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Dismiss notice' })).toBeTruthy();
  });

  it('keeps the notice of a broken desk policy in sight', async () => {
    const error = { kind: 'desk-policy-broken', file: '/etc/tapdesk/desk.json', line: 4, column: 13, rule: 'limits', problem: 'unknown key' } as const;
    renderApp({ 'app.notices': async () => ok({ notices: [{ kind: 'desk-policy-broken', error }] }) });
    expect(await screen.findByText(/desk\.json, line 4, column 13: unknown key/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Dismiss notice' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Open the policy' })).toBeTruthy();
  });


  it('says what a broken journal stops, what it does not, and leads to the history', async () => {
    given({ kind: 'journal-chain', verdict: { state: 'broken', entries: 20, firstBadSeq: 12, latestBadSeq: 12, problem: 'edited' } });
    expect(await screen.findByText(/The journal does not add up: entry 12 was changed after it was written\..*nothing new can be issued, granted or run until an administrator has looked into it and accepted the file as it stands.*Revoking and ending access still work.*has to set it aside/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Open the history' })).toBeTruthy();
  });

  it('gives the item with which an administrator accepts a broken journal', async () => {
    const accept = { journal: 'desk-7', firstBadSeq: 12, problem: 'cut', throughSeq: 11, digest: 'a'.repeat(64), openIntents: [], headsUntil: '2026-03-02T09:15:00.000Z' } as const;
    given({ kind: 'journal-chain', verdict: { state: 'broken', entries: 11, firstBadSeq: 12, latestBadSeq: 12, problem: 'cut', accept } });
    const told = await screen.findByText(/The journal does not add up/);
    expect(JSON.parse(/acceptedBreaks: (\{.*\})/.exec(told.textContent)?.[1] ?? '')).toEqual(accept);
  });

  it('says that a grant ends soon, and leads to the person and to the roles', async () => {
    const { user } = given({ kind: 'grant-ends', ...about, endsAt: '2030-01-05T09:30:00Z' });
    expect(await screen.findByText(/^Exchange Administrator of Open Case ends .*2030.*\. Extend it in Roles if the work is not done/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open the roles' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Roles' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Open the person' }));
    expect(await screen.findByRole('heading', { level: 2, name: 'Open Case' })).toBeTruthy();
  });

  it('says that a removal that was put off did not succeed, why, and that the person may still hold it', async () => {
    given({ kind: 'grant-end-failed', ...about, error: { kind: 'offline' } });
    expect(await screen.findByText(/Exchange Administrator of Open Case was to be removed as soon as PIM takes it, and that did not succeed\. No connection\..*The person may still hold it: end it again in Roles/)).toBeTruthy();
  });

  it('shows access that is not ended for everybody, and resumes it', async () => {
    const { desk, user } = given({ kind: 'access-open', act: openAct([1, 2, 3, 4]) });
    expect(await screen.findByText(/^Ending access is not complete for Person 1, Person 2, Person 3 and 1 more\. Dana Operator began it .*, ticket INC-1\.$/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    expect(await screen.findByRole('dialog', { name: 'End access' })).toBeTruthy();
    expect(await screen.findAllByText('4 people done, every step proven.')).toBeTruthy();
    expect({ begun: desk.callsOf('access.begin'), run: desk.callsOf('access.run') }).toEqual({ begun: [], run: [1, 2, 3, 4].map((number) => ({ actId: ACT, personId: row(number).id })) });
  });

  it('gives an act up for everybody who is left, with a reason, and says which of them could not be', async () => {
    const { desk, user } = given({ kind: 'access-open', act: openAct([1, 2]) });
    await user.click(await screen.findByRole('button', { name: 'Give up…' }));
    const why = await screen.findByRole('textbox', { name: 'Reason' });
    await user.click(screen.getByRole('button', { name: 'Give up' }));
    expect(desk.callsOf('access.drop')).toEqual([]);

    desk.answer('access.drop', async ({ personId }) => (personId === row(2).id ? refused({ kind: 'offline' }) : ok({})));
    await user.type(why, 'Contract was extended');
    await user.click(screen.getByRole('button', { name: 'Give up' }));
    expect(await screen.findByRole('group', { name: 'No connection' })).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Whose access is not ended' }).textContent).toBe('Person 2 person2@contoso.example');

    desk.answer('access.drop', async () => ok({}));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(desk.callsOf('access.drop')).toEqual([1, 2, 2].map((number) => ({ actId: ACT, personId: row(number).id, reason: 'Contract was extended' })));
  });
});
