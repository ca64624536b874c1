// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Limits } from '../../shared/domain/limits';
import type { Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { refused } from '../fakes/bridge';
import { HANDLE, handOver as handOverOf, PASSCODE } from '../fakes/people';
import { handOver, shown } from './issue-form';

const delivering = (delivery: Partial<Limits['delivery']>, changes: Partial<Handlers> = {}, managerMail: string | null = 'charles@contoso.example') =>
  handOver({ 'passes.issue': async () => ok(handOverOf({ delivery: { channels: ['call'], copy: false, tellPerson: false, ...delivery }, managerMail })), ...changes });
const ways = () => screen.queryAllByRole('button', { name: /^(Copy|Print slip|Mail to manager|Split)/ }).map((button) => button.textContent);

describe('handing over in another way', () => {
  it.each([
    ['nothing but the call', {}, []],
    ['slips and copying', { channels: ['call', 'slip'], copy: true }, ['Copy', 'Print slip']],
    ['mail and split', { channels: ['manager-mail', 'split'] }, ['Mail to manager', 'Split: second half to manager']],
  ] as const)('offers what the desk policy allows: %s', async (_, delivery, offered) => {
    await delivering(delivery);
    expect(ways()).toEqual(offered);
  });

  it('copies, says until when, and that a clipboard history may keep it', async () => {
    const { desk, user } = await delivering({ copy: true });
    expect(screen.getByText(/clipboard history, a clipboard manager/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findAllByText(/^Copied\. The clipboard is emptied at \d/)).not.toEqual([]);
    // Somebody has it: Done leaves the pass as it is.
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(desk.callsOf('passcode.close')).toEqual([{ handle: HANDLE }]));
  });

  it.each([
    ['print-failed', { kind: 'print-failed', reason: 'no-printer' }, 'Nothing was printed'],
    ['delivery-refused', { kind: 'delivery-refused', reason: 'already-split' }, 'The passcode may not go that way'],
  ] as const)('says %s in words, and does not count it as handed over', async (_, error, title) => {
    const { user } = await delivering({ channels: ['call', 'slip'] }, { 'passcode.print': () => refused(error) });
    await user.click(screen.getByRole('button', { name: 'Print slip' }));
    await screen.findByRole('group', { name: title });
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(await screen.findByText('Nobody has seen this passcode. The pass will be revoked.')).toBeTruthy();
  });

  it('mails to the manager, whose address it names, and says why it may not', async () => {
    const { desk, user } = await delivering({ channels: ['manager-mail'] }, { 'passcode.mail': () => refused({ kind: 'delivery-refused', reason: 'manager-changed' }) });
    expect(screen.getByText(/Mail goes to charles@contoso\.example .*not kept in Sent Items/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Mail to manager' }));
    await screen.findByRole('group', { name: 'The passcode may not go that way' });
    expect(screen.getAllByText(/The manager was changed only lately/)).not.toEqual([]);
    desk.answer('passcode.mail', async () => ok({ to: 'charles@contoso.example' }));
    await user.click(screen.getByRole('button', { name: 'Mail to manager' }));
    expect(await screen.findAllByText(/^Mailed to charles@contoso\.example/)).not.toEqual([]);
    expect(desk.callsOf('passcode.mail')).toEqual([
      { handle: HANDLE, part: 'all' },
      { handle: HANDLE, part: 'all' },
    ]);
  });

  it('shows the first half only after a split, and says where the other is', async () => {
    const { desk, user } = await delivering({ channels: ['call', 'split'] });
    await shown(user, desk);
    desk.answer('passcode.reveal', async () => ok({ passcode: PASSCODE.slice(0, 6), part: 'first-half' }));
    await user.click(screen.getByRole('button', { name: 'Split: second half to manager' }));
    await waitFor(() => expect(screen.queryByRole('group', { name: 'Passcode' })).toBeNull());
    expect({ ways: ways(), told: screen.queryByText(/This is the first half only/) !== null, sent: desk.callsOf('passcode.mail') }).toEqual({ ways: [], told: true, sent: [{ handle: HANDLE, part: 'second-half' }] });
    await user.click(screen.getByRole('button', { name: 'Show passcode' }));
    expect((await screen.findByRole('group', { name: 'Passcode' })).textContent).toBe(PASSCODE.slice(0, 6));
  });

  it('does not show a passcode that may not be read aloud', async () => {
    const { desk, user } = await delivering({ channels: ['slip'] });
    expect(screen.getByText(/does not let this passcode be shown or read aloud/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show passcode' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Print slip' }));
    await screen.findAllByText('The slip was given to the print system.');
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(desk.callsOf('passcode.reveal')).toEqual([]);
  });

  it('says that a manager without an address cannot be mailed to', async () => {
    await delivering({ channels: ['call', 'manager-mail'] }, {}, null);
    expect({ ways: ways(), told: screen.queryByText(/no manager with a mail address/) !== null }).toEqual({ ways: [], told: true });
  });

  it('says on Linux that the window cannot be kept out of captures', async () => {
    await delivering({});
    expect(await screen.findByText(/On Linux this window cannot be kept out of screenshots/)).toBeTruthy();
  });
});
