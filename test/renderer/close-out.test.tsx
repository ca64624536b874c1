// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PassLife } from '../../shared/domain/pass-life';
import type { Handlers } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { refused } from '../fakes/bridge';
import { ada, details, operator, pass } from '../fakes/people';
import { openPerson } from './issue-form';

const life: PassLife = {
  passId: 'pass-1',
  issuedAt: '2026-03-04T10:00:00Z',
  issuedBy: operator,
  ticket: 'INC-7',
  handedOver: { at: '2026-03-04T10:02:00Z', how: 'shown' },
  used: 'yes',
  registered: { known: false, because: 'not-permitted', needs: 'methods' },
  ended: null,
};

/** A person with a pass that this desk issued; gone once it was revoked. */
async function withPass(changes: Partial<Handlers> = {}) {
  let current: ReturnType<typeof pass> | null = pass();
  return openPerson({
    'people.read': async () => ok(details(ada, { pass: { known: true, value: current } })),
    'passes.life': async () => ok({ life }),
    'passes.revoke': async () => {
      current = null;
      return ok({ provenGoneAt: new Date().toISOString() });
    },
    ...changes,
  });
}
const region = () => screen.getByRole('region', { name: 'Current pass' });

describe('the life of a pass', () => {
  it('stands in the panel step by step, with what is not known', async () => {
    await withPass();
    const steps = within(await within(region()).findByRole('list', { name: 'Life of the pass' })).getAllByRole('listitem');
    expect(steps.map((step) => /^(Issued|Handed over|Used|Method registered|Ended)( \(not (yet|known)\))?/.exec(step.textContent)?.[0])).toEqual(['Issued', 'Handed over', 'Used', 'Method registered (not known)', 'Ended (not yet)']);
    expect(steps[3]?.textContent).toMatch(/not read: needs Authentication Administrator/);
  });
});

describe('closing out', () => {
  it('takes one key, leaves sessions alone unless asked, and says what it does not end', async () => {
    const { desk, user } = await withPass();
    screen.getByRole('heading', { level: 2, name: 'Ada Lovelace' }).focus();
    await user.keyboard('c');
    const dialog = await screen.findByRole('dialog', { name: 'Close out' });
    expect(within(dialog).getByText(/revoking a pass ends no session/)).toBeTruthy();
    expect(within(dialog).getByText(/access token that was handed out already lives on/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Close out' }));
    await waitFor(() => expect(region().textContent).toContain('No pass'));
    expect({ revoked: desk.callsOf('passes.revoke').length, ended: desk.callsOf('sessions.revoke') }).toEqual({ revoked: 1, ended: [] });
  });

  it('ends the sessions after the pass is proven gone, under the ticket of the pass', async () => {
    const { desk, user } = await withPass();
    await user.click(within(region()).getByRole('button', { name: 'Close out' }));
    const dialog = await screen.findByRole('dialog', { name: 'Close out' });
    await user.click(within(dialog).getByRole('checkbox', { name: 'End the sign-in sessions as well' }));
    await user.type(within(dialog).getByRole('textbox', { name: 'Reason (optional)' }), 'Done');
    await user.click(within(dialog).getByRole('button', { name: 'Close out' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(desk.calls.filter(({ name }) => name.endsWith('.revoke')).map(({ name, input }) => [name, input])).toEqual([
      ['passes.revoke', { personId: ada.id, passId: 'pass-1', reason: 'Done' }],
      ['sessions.revoke', { personId: ada.id, reason: 'Done', ticket: 'INC-7' }],
    ]);
  });

  it('says that the pass is gone when only the sessions could not be ended, and repeats those alone', async () => {
    const { desk, user } = await withPass({ 'sessions.revoke': () => refused({ kind: 'offline' }) });
    await user.click(within(region()).getByRole('button', { name: 'Revoke pass' }));
    const dialog = await screen.findByRole('dialog', { name: 'Revoke pass' });
    await user.click(within(dialog).getByRole('checkbox', { name: 'End the sign-in sessions as well' }));
    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    expect(await within(dialog).findByText(/The pass is revoked, and that is proven\. The sessions were not ended/)).toBeTruthy();
    desk.answer('sessions.revoke', async () => ok({ at: new Date().toISOString() }));
    await user.click(within(dialog).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect({ revoked: desk.callsOf('passes.revoke').length, ended: desk.callsOf('sessions.revoke').length }).toEqual({ revoked: 1, ended: 2 });
  });
});

describe('revoking a pass', () => {
  it('has the safe button first, then proves that the pass is gone', async () => {
    const { desk, user } = await withPass({ 'passes.life': async () => ok({ life: null }) });
    await user.click(await screen.findByRole('button', { name: 'Revoke pass' }));
    const dialog = await screen.findByRole('dialog', { name: 'Revoke pass' });
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' })));

    await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(region().textContent).toContain('No pass'));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 2, name: 'Ada Lovelace' })));
    expect(desk.callsOf('passes.revoke')).toEqual([{ personId: ada.id, passId: 'pass-1', reason: '' }]);
  });

  it('says so when the revoke is not proven', async () => {
    const { user } = await withPass({ 'passes.revoke': () => refused({ kind: 'not-proven', passId: 'pass-1' }) });
    await user.click(await screen.findByRole('button', { name: 'Revoke pass' }));
    await user.click(await screen.findByRole('button', { name: 'Revoke' }));
    expect(await screen.findByRole('group', { name: 'Not proven yet' })).toBeTruthy();
  });
});

describe('what was read before', () => {
  it('stays when reading again fails, with its age, and says that acts wait for Microsoft', async () => {
    const { desk, user } = await withPass();
    desk.answer('people.read', () => refused({ kind: 'offline' }));
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByText(/What is shown here was read at \d.*(just now|ago), and may have changed since\. Issuing and revoking ask Microsoft first/)).toBeTruthy();
    expect(within(region()).getByText('Live')).toBeTruthy();
  });
});
