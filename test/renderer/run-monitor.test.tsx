// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { RunDialog } from '../../renderer/acts/run/run-dialog';
import { secondsText } from '../../renderer/ui/time-text';
import type { RunHead, RunProgress, RunRow } from '../../shared/domain/run';
import type { Handlers, Notice } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import { HANDLE, row } from '../fakes/people';
import { KEY, RUN, runHandlers, runProgress, runReading, runRow, SEALED_KEY } from '../fakes/runs';
import { renderApp, renderPart } from './render-app';

type Run = { readonly rows: readonly RunRow[]; readonly progress?: Partial<RunProgress>; readonly head?: Partial<RunHead> };

async function open({ rows, progress = {}, head = {} }: Run, changes: Partial<Handlers> = {}) {
  const closed: string[] = [];
  const app = renderPart(<RunDialog start={null} onClose={() => closed.push('closed')} />, { ...runHandlers(runReading(rows, progress, head)), ...changes });
  const table = await screen.findByRole('table', { name: 'Results' });
  return { ...app, closed, table };
}

const waiting = (count: number) => Array.from({ length: count }, (_, at) => runRow(at + 1));
const made = (number: number, changes: Partial<RunRow> = {}) => runRow(number, { state: 'done', passId: `p${number}`, startDateTime: '2026-01-05T07:00:00Z', expiresAt: '2026-01-05T15:00:00Z', delivery: 'held', ...changes });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const group = (name: string) => within(screen.getByRole('group', { name }));
const rowOf = (number: number) => screen.getByRole('row', { name: new RegExp(`^(Select )?Person ${number}\\b`) });
const inARow = { counts: { waiting: 68, working: 2, done: 115, failed: 5, 'left-out': 10, cancelled: 0 } };

describe('a run that goes on', () => {
  it('says how far it is, how fast, how long, and that Entra asked to wait', async () => {
    const until = new Date(Date.now() + 60_000).toISOString();
    const { desk } = await open({ rows: waiting(3), progress: { ...inARow, perMinute: 48.4, remainingSeconds: 245 } });
    const bar = screen.getByRole('progressbar', { name: 'Progress' });
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax'), bar.getAttribute('aria-valuetext')]).toEqual(['120', '190', '120 of 190']);
    const seen = ['120 of 190', '115 done', '5 failed', '70 waiting', '10 left out', '48 a minute', 'about 4 minutes left'];
    expect(seen.filter((words) => screen.queryAllByText(words).length === 0)).toEqual([]);

    act(() => desk.emit('run.changed', { progress: runProgress([], { ...inARow, slowedUntil: until }), rows: [] }));
    expect(await screen.findByText(`Entra asked to wait until ${secondsText(new Date(until))}`)).toBeTruthy();
    expect(screen.queryByText(/left$/)).not.toBeTruthy();
  });

  it('shows what changed in the rows it is about, and leaves the others as they were drawn', async () => {
    const { desk } = await open({ rows: waiting(3) });
    const untouched = rowOf(1).innerHTML;
    const failed = runRow(2, { state: 'failed', error: { kind: 'throttled', retryAfterSeconds: 5, requestId: 'req-9' } });
    act(() => desk.emit('run.changed', { progress: runProgress([runRow(1), failed, runRow(3)]), rows: [failed] }));
    expect(rowOf(2).textContent).toContain('FailedMicrosoft asks for a pause. There were too many requests in a short time. Try again in 5 seconds. Request req-9.');
    expect(rowOf(1).innerHTML).toBe(untouched);
  });

  it('draws only the rows in sight of two thousand', async () => {
    const { desk, table } = await open({ rows: waiting(2000) });
    const changed = Array.from({ length: 500 }, (_, at) => runRow(at + 1, { state: 'done' }));
    act(() => desk.emit('run.changed', { progress: runProgress([], { counts: { ...inARow.counts, done: 500 } }), rows: changed }));
    expect({ count: table.getAttribute('aria-rowcount'), isFew: table.querySelectorAll('[data-row]').length < 60, first: within(rowOf(1)).queryByText('Done') !== null }).toEqual({ count: '2001', isFew: true, first: true });
  });

  it('pauses and resumes', async () => {
    const { user, desk } = await open({ rows: waiting(2) });
    await user.click(button('Pause'));
    act(() => desk.emit('run.changed', { progress: runProgress(waiting(2), { state: 'pausing' }), rows: [] }));
    expect(button('Pausing…')).toBeTruthy();
    act(() => desk.emit('run.changed', { progress: runProgress(waiting(2), { state: 'paused', pausedBecause: { kind: 'offline' } }), rows: [] }));
    expect(screen.getByRole('group', { name: 'No connection' })).toBeTruthy();
    await user.click(button('Resume'));
    expect([desk.callsOf('runs.pause'), desk.callsOf('runs.resume')]).toEqual([[{ runId: RUN }], [{ runId: RUN }]]);
  });

  it('asks before it is cancelled, with not to as the default', async () => {
    const { user, desk } = await open({ rows: waiting(2) });
    await user.click(button('Cancel'));
    expect({ focus: document.activeElement?.textContent, sent: desk.callsOf('runs.cancel') }).toEqual({ focus: 'Do not cancel', sent: [] });
    expect(group('Cancel the run?').getByText(/^What is done stays done\. 2 people who have not had their turn are left as they are/)).toBeTruthy();
    await user.click(button('Cancel the run'));
    await waitFor(() => expect(desk.callsOf('runs.cancel')).toEqual([{ runId: RUN }]));
  });

  it('tries again those who failed, and says when that means more passes', async () => {
    const { user, desk } = await open({ rows: [runRow(1, { state: 'failed', error: { kind: 'offline' } })], progress: { state: 'ended' } });
    await user.click(button('Retry failed'));
    expect(desk.callsOf('runs.retry')).toEqual([{ runId: RUN }]);
    act(() => desk.emit('run.changed', { progress: runProgress([runRow(1, { state: 'failed' }), made(2, { delivery: 'gone' })], { state: 'ended' }), rows: [] }));
    expect(button('Retry 1 failed, and issue again for 1 person')).toBeTruthy();
  });

  it('shows by state', async () => {
    const { user, table } = await open({ rows: [runRow(1), made(2), runRow(3, { state: 'failed', error: { kind: 'offline' } })] });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Show' }), 'Failed (1)');
    expect([...table.querySelectorAll('[data-row]')].map((each) => each.getAttribute('data-row'))).toEqual([row(3).id]);
  });

  it('goes on when the dialog is closed, and says so', async () => {
    const { user, desk, closed } = await open({ rows: waiting(1) });
    expect(screen.getByText(/^Closing this does not stop the run/)).toBeTruthy();
    await user.keyboard('{Escape}');
    expect({ closed, sent: [...desk.callsOf('runs.cancel'), ...desk.callsOf('runs.pause')] }).toEqual({ closed: ['closed'], sent: [] });
  });

  it('announces politely, not each event', async () => {
    const { desk } = await open({ rows: waiting(8) });
    const said = () => screen.getAllByRole('status', { hidden: true }).at(-1)?.textContent;
    await waitFor(() => expect(said()).toBe('The run goes on: 0 of 8.'));
    for (const done of [1, 2, 3, 4]) act(() => desk.emit('run.changed', { progress: runProgress([], { counts: { ...inARow.counts, working: 0, failed: 0, done, waiting: 8 - done } }), rows: [] }));
    expect(said()).toBe('The run goes on: 0 of 8.');
    act(() => desk.emit('run.changed', { progress: runProgress([], { state: 'ended', counts: { ...inARow.counts, working: 0, waiting: 0, failed: 1, done: 7 } }), rows: [] }));
    expect(said()?.trim()).toBe('The run has ended: 7 done, 1 failed.');
  });

  it('has neither passcodes nor a hand-over where nothing was issued', async () => {
    const { table } = await open({ rows: [runRow(1, { state: 'done' })], head: { kind: 'revoke', channels: [] }, progress: { kind: 'revoke' } });
    expect({ heads: within(table).getAllByRole('columnheader').map((head) => head.textContent), section: screen.queryByRole('region', { name: 'Hand over' }) }).toEqual({ heads: ['Person', 'State'], section: null });
  });

  it.each([
    ['settling', 'Settling what was cut off…', []],
    ['stopped', 'Tapdesk was stopped in this run. Resume it, or cancel it.', ['Resume', 'Cancel']],
  ] as const)('shows a run that is %s', async (state, words, buttons) => {
    await open({ rows: waiting(1), progress: { state } });
    expect(screen.getByText(words)).toBeTruthy();
    expect(['Resume', 'Cancel', 'Pause'].filter((name) => screen.queryByRole('button', { name }) !== null)).toEqual(buttons);
  });

  it('says that there is none, or why it could not be read', async () => {
    renderPart(<RunDialog start={null} onClose={() => undefined} />);
    expect(await screen.findByText('There is no run on this desk.')).toBeTruthy();
    const { user, desk } = renderPart(<RunDialog start={null} onClose={() => undefined} />, { 'runs.read': async () => err({ kind: 'internal', correlationId: 'c1' }) });
    const again = await screen.findByRole('button', { name: 'Try again' });
    desk.answer('runs.read', async () => ok({ run: runReading(waiting(1)) }));
    await user.click(again);
    expect(await screen.findByRole('table', { name: 'Results' })).toBeTruthy();
  });
});

describe('the passcodes of a run', () => {
  const rows = [made(1), made(2), made(3, { delivery: 'printed' }), runRow(4, { state: 'failed', error: { kind: 'offline' } })];
  const ended = { state: 'ended' } as const;
  const until = new Date(Date.now() + 3_600_000).toISOString();

  it('says how many nobody has, until when, and which ways the policy does not allow', async () => {
    await open({ rows, progress: { ...ended, handOverUntil: until } });
    const section = within(screen.getByRole('region', { name: 'Hand over' }));
    expect(section.getByText(/^2 passcodes nobody has yet; revoked at .*, in (59|60) min|1 h 0 min/)).toBeTruthy();
    expect(section.getByText('The desk policy does not allow for these people: an encrypted PDF, mail to managers.')).toBeTruthy();
    expect(section.getAllByRole('button').map((each) => each.textContent)).toEqual(['Print slips…', 'Give up…']);
  });

  it('prints all that are held, or those selected, and says what may keep the job', async () => {
    const { user, desk } = await open({ rows, progress: ended });
    await user.click(button('Print slips…'));
    expect(group('Print slips').getByText(/The print system, the printer or a print server may keep the job\.$/)).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'A sheet for each manager' }));
    await user.click(button('Print 2 slips'));
    expect((await screen.findAllByText('2 passcodes went to the print system.')).length).toBeGreaterThan(0);
    await user.click(screen.getByRole('checkbox', { name: 'Select Person 2' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Person 3' }));
    await user.click(button('Print slips…'));
    await user.click(button('Print 2 slips'));
    await waitFor(() =>
      expect(desk.callsOf('runs.print')).toEqual([
        { runId: RUN, personIds: [row(1).id, row(2).id], layout: 'sheet-per-manager' },
        { runId: RUN, personIds: [row(2).id, row(3).id], layout: 'page-per-person' },
      ]),
    );
  });

  it('mails managers, and says who has none', async () => {
    const changes: Partial<Handlers> = { 'runs.mail': async () => ok({ mails: 1, people: 1, failed: 1 }) };
    const { user, desk } = await open({ rows: [made(1), made(2, { managerName: null })], progress: ended, head: { channels: ['call', 'manager-mail'] } }, changes);
    await user.click(button('Mail managers'));
    expect(group('Mail managers').getByText('1 person without a known manager: nobody is mailed for them, and their passcodes stay here.')).toBeTruthy();
    await user.click(button('Mail 2 passcodes'));
    expect((await screen.findAllByText('1 mail with the passcodes of 1 person accepted. Accepted is not delivered: ask the managers. 1 person could not be mailed: the reason stands in each row.')).length).toBeGreaterThan(0);
    expect(desk.callsOf('runs.mail')).toEqual([{ runId: RUN, personIds: [row(1).id, row(2).id] }]);
  });

  it('gives up only when told twice', async () => {
    const { user, desk } = await open({ rows, progress: ended });
    await user.click(button('Give up…'));
    expect({ focus: document.activeElement?.textContent, sent: desk.callsOf('runs.give-up') }).toEqual({ focus: 'Back', sent: [] });
    await user.click(button('Revoke 2 passes'));
    await waitFor(() => expect(desk.callsOf('runs.give-up')).toEqual([{ runId: RUN, personIds: [row(1).id, row(2).id] }]));
  });

  it('says in the row how handing over failed', async () => {
    await open({ rows: [made(1, { deliveryError: { kind: 'delivery-refused', reason: 'no-manager-mail' } })], progress: ended });
    expect(rowOf(1).textContent).toContain('Nobody has it yetThe passcode may not go that way. The manager has no mail address in the directory.');
  });

  it('hands one over as a single pass, and comes back to its row', async () => {
    const { user, desk } = await open({ rows, progress: ended });
    await user.click(button('Hand over to Person 2'));
    await screen.findByRole('dialog', { name: 'Temporary Access Pass' });
    await user.click(button('Done'));
    await screen.findByRole('dialog', { name: 'Run' });
    expect({ asked: desk.callsOf('runs.hand-over'), closed: desk.callsOf('passcode.close'), row: document.activeElement?.getAttribute('data-row') }).toEqual({
      asked: [{ runId: RUN, personId: row(2).id }],
      closed: [{ handle: HANDLE }],
      row: row(2).id,
    });
  });

  it('hands over by keyboard from the row: arrows, Enter', async () => {
    const { user, desk } = await open({ rows, progress: ended });
    act(() => rowOf(1).focus());
    await user.keyboard('{ArrowDown}{Enter}');
    await screen.findByRole('dialog', { name: 'Temporary Access Pass' });
    expect(desk.callsOf('runs.hand-over')).toEqual([{ runId: RUN, personId: row(2).id }]);
  });
});

describe('the key of an encrypted PDF', () => {
  const rows = [made(1), made(2)];

  async function sealed(changes: Partial<Handlers> = {}) {
    const app = await open({ rows, progress: { state: 'ended' }, head: { channels: ['call', 'slip', 'sealed-pdf'] } }, changes);
    await app.user.click(button('Encrypted PDF…'));
    await app.user.click(button('Write 2 passcodes into an encrypted PDF'));
    await screen.findByRole('dialog', { name: 'Key of the encrypted PDF' });
    return app;
  }
  const keyShown = () => document.documentElement.innerHTML.includes('capital Foxtrot');

  it('is shown when asked for, kept nowhere else, and counts once the operator is done', async () => {
    const { user, desk, client } = await sealed();
    expect(desk.callsOf('runs.reveal-key')).toEqual([]);
    await user.click(button('Show key'));
    expect((await screen.findByRole('group', { name: 'Key' })).textContent).toBe(SEALED_KEY);
    const caches = JSON.stringify([client.getQueryCache().getAll().map(({ state }) => state), client.getMutationCache().getAll().map(({ state }) => state)]);
    expect(caches).not.toContain(SEALED_KEY);
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    await user.click(button('Done'));
    await screen.findByRole('dialog', { name: 'Run' });
    expect({ seen: desk.callsOf('runs.key-seen'), shown: keyShown() }).toEqual({ seen: [{ keyHandle: KEY, isShown: true }], shown: false });
  });

  it.each([
    ['the main process says so', (desk: Awaited<ReturnType<typeof sealed>>['desk']) => desk.emit('passcode.conceal', {})],
    ['the window loses the focus', () => fireEvent.blur(window)],
  ])('is concealed when %s, and can be shown again', async (_, leave) => {
    const { user, desk } = await sealed();
    await user.click(button('Show key'));
    await screen.findByRole('group', { name: 'Key' });
    await act(async () => leave(desk));
    expect(keyShown()).toBe(false);
    await user.click(button('Show key'));
    expect((await screen.findByRole('group', { name: 'Key' })).textContent).toBe(SEALED_KEY);
    expect(desk.callsOf('runs.key-seen')).toEqual([]);
  });

  it('asks before it is closed unseen, and then says that nobody has it', async () => {
    const { user, desk } = await sealed();
    await user.keyboard('{Escape}');
    expect({ focus: document.activeElement?.textContent, told: desk.callsOf('runs.key-seen') }).toEqual({ focus: 'Show it', told: [] });
    await user.click(button('Close without the key'));
    await screen.findByRole('dialog', { name: 'Run' });
    expect(desk.callsOf('runs.key-seen')).toEqual([{ keyHandle: KEY, isShown: false }]);
  });

  it('says so when it could not be noted that somebody has it, and stays', async () => {
    const { user, desk } = await sealed({ 'runs.key-seen': async () => err({ kind: 'journal-unavailable', reason: 'full' }) });
    await user.click(button('Show key'));
    await screen.findByRole('group', { name: 'Key' });
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    await user.click(button('Done'));
    expect(await screen.findByRole('group', { name: 'The journal cannot be written' })).toBeTruthy();
    desk.answer('runs.key-seen', async () => ok({}));
    await user.click(button('Done'));
    expect(await screen.findByRole('dialog', { name: 'Run' })).toBeTruthy();
  });

  it('leaves everything as it was when no place was chosen', async () => {
    const { user } = await open({ rows, progress: { state: 'ended' }, head: { channels: ['sealed-pdf'] } }, { 'runs.seal': async () => err({ kind: 'cancelled' }) });
    await user.click(button('Encrypted PDF…'));
    await user.click(button('Write 2 passcodes into an encrypted PDF'));
    expect((await screen.findAllByText('No file was written: no place was chosen.')).length).toBeGreaterThan(0);
  });
});

describe('a run in the frame', () => {
  const notice: Notice = { kind: 'run-open', runId: RUN, runKind: 'issue', at: '2026-01-05T07:00:00Z', by: 'Dana Operator', people: 200, ticket: 'HR-1' };

  it('is offered by a notice and by a button at the side, from any view, and opens', async () => {
    const { user, desk } = renderApp({ ...runHandlers(runReading([made(1, { delivery: 'shown' }), runRow(2)])), 'app.notices': async () => ok({ notices: [notice] }) });
    expect(await screen.findByText(/^A run over 200 people to issue passes was stopped before its end\. Dana Operator began it .*2026.*, ticket HR-1\. Resume it or cancel it\./)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show run' }));
    await screen.findByRole('table', { name: 'Results' });
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.click(await screen.findByRole('button', { name: 'Run: 1 of 2' }));
    await screen.findByRole('table', { name: 'Results' });
    await user.click(screen.getByRole('button', { name: 'Close' }));
    act(() => desk.emit('run.changed', { progress: runProgress([made(1)], { state: 'ended' }), rows: [] }));
    expect(await screen.findByRole('button', { name: 'Run: 1 to hand over' })).toBeTruthy();
    act(() => desk.emit('run.changed', { progress: runProgress([made(1, { delivery: 'shown' })], { state: 'ended' }), rows: [] }));
    expect(screen.queryByRole('button', { name: /^Run:/ })).toBeNull();
  });
});
