// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { leftoverText } from '../../renderer/features/access/leftover-text';
import { outcomeText, stepName } from '../../renderer/features/access/step-words';
import { AccessStepKind, Leftover } from '../../shared/domain/end-access';
import type { Handlers } from '../../shared/ipc/contract';
import { err, ok } from '../../shared/result';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { later, refused } from '../fakes/bridge';
import { accessResult, ACT, contractor, contractorHandlers, preview } from '../fakes/contractors';
import { ada, operator, row } from '../fakes/people';
import { renderApp } from './render-app';

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const dialog = () => screen.findByRole('dialog', { name: 'End access' });

/** The dialog for one person, opened from their page. */
async function forAda(changes: Partial<Handlers> = {}) {
  const app = renderApp(changes);
  await app.user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada{Enter}');
  await app.user.click(await screen.findByRole('button', { name: 'End access' }));
  return { ...app, ends: within(await dialog()) };
}

/** The dialog for these contractors, opened from a selection. */
async function forSelected(count: number, changes: Partial<Handlers> = {}) {
  const rows = numbers(count).map((number) => contractor(number));
  const app = renderApp({ ...contractorHandlers(rows), ...changes }, { settings: { ...DEFAULT_SETTINGS, lastView: 'contractors' } });
  await screen.findByText('Person 1');
  await app.user.click(screen.getByRole('checkbox', { name: 'Select all rows shown' }));
  await app.user.click(screen.getByRole('button', { name: 'End access' }));
  return { ...app, ends: within(await dialog()) };
}

describe('ending access: before', () => {
  it('shows what ends, when it would have ended, and what stays, and sends nothing without a reason', async () => {
    const leftovers = [{ kind: 'permanent-role' as const, what: 'Security Reader', scopeName: 'Whole tenant' }, { kind: 'tokens' as const }];
    const { desk, user, ends } = await forAda({ 'access.preview': async ({ personIds }) => ok({ previews: personIds.map((id) => preview(id, { leftovers })), refused: [] }) });
    expect(await ends.findByText('Ends for 1 person: 1 pass, 1 grant, the sign-in sessions. Each step shows its proof, or why it was not done.')).toBeTruthy();
    const texts = (name: string) => within(ends.getByRole('list', { name })).getAllByRole('listitem').map((item) => item.textContent.replace(/ \(would end by itself .*2030.*\)/, ' [END]'));
    expect({ steps: texts('Steps'), stays: texts('What stays') }).toEqual({
      steps: ['Revoke the pass [END]', 'End Exchange Administrator [END]', 'Revoke the sign-in sessions'],
      stays: [
        'Security Reader (Whole tenant) stays: it has no end, and Tapdesk ends only what has one. A Privileged Role Administrator can remove it in Entra.',
        'Access tokens that apps hold already live on for about an hour.',
      ],
    });
    expect(document.activeElement?.textContent).toBe('Cancel');

    await user.click(ends.getByRole('button', { name: 'End access' }));
    expect(await ends.findByText('Say why: it goes into the journal.')).toBeTruthy();
    expect({ focus: document.activeElement, begun: desk.callsOf('access.begin') }).toEqual({ focus: ends.getByRole('textbox', { name: 'Reason' }), begun: [] });
  });

  it('disables the account only when told to, says what that takes, and lists it first', async () => {
    const { desk, user, ends } = await forAda();
    await ends.findByRole('list', { name: 'Steps' });
    const button = ends.getByRole('switch', { name: 'Also disable the account' });
    expect({ on: (button as HTMLInputElement).checked, described: document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent }).toEqual({
      on: false,
      described: 'Nobody can sign in to it until somebody enables it again; nothing in it is deleted. It takes User Administrator and the permissions User.EnableDisableAccount.All, User.Read.All.',
    });
    await user.click(button);
    expect(within(ends.getByRole('list', { name: 'Steps' })).getAllByRole('listitem')[0]?.textContent).toBe('Disable the account');
    await user.type(ends.getByRole('textbox', { name: 'Reason' }), 'Project ended');
    await user.type(ends.getByRole('textbox', { name: 'Ticket' }), 'INC-1{Enter}');
    await waitFor(() => expect(desk.callsOf('access.run')).toEqual([{ actId: ACT, personId: ada.id }]));
    expect(desk.callsOf('access.begin')).toEqual([{ personIds: [ada.id], disable: true, reason: 'Project ended', ticket: 'INC-1' }]);
  });

  it('looks at ten people at a time, keeps what was read when that fails, and goes on from there', async () => {
    let isOffline = true;
    const { desk, user, ends } = await forSelected(23, { 'access.preview': async ({ personIds }) => (personIds.length === 3 && isOffline ? err({ kind: 'offline' }) : ok({ previews: personIds.map((id) => preview(id)), refused: [] })) });
    expect(await ends.findByText('Read for 20 of 23 people. Until all were read, nothing is ended.')).toBeTruthy();
    await user.type(ends.getByRole('textbox', { name: 'Reason' }), 'Project ended');
    await user.click(ends.getByRole('button', { name: 'End access of 23' }));
    expect(desk.callsOf('access.begin')).toEqual([]);
    isOffline = false;
    await user.click(ends.getByRole('button', { name: 'Try again' }));
    expect(await ends.findByText(/^Ends for 23 people: 23 passes, 23 grants/)).toBeTruthy();
    expect(desk.callsOf('access.preview').map(({ personIds }) => personIds.length)).toEqual([10, 10, 3, 3]);
  });

  it('leaves out whom Entra does not show, when looking and when beginning, and offers no retry for them', async () => {
    const gone = { kind: 'not-found', what: 'person', requestId: 'r' } as const;
    const { desk, user, ends } = await forSelected(3, {
      'access.preview': async ({ personIds }) => ok({ previews: personIds.filter((id) => id !== row(2).id).map((id) => preview(id)), refused: [{ personId: row(2).id, error: gone }] }),
      'access.begin': async () => ok({ actId: ACT, refused: [{ personId: row(3).id.toUpperCase(), error: gone }] }),
    });
    expect(await ends.findByText('Left out: Person 2. Not found. The person is not there (any more).')).toBeTruthy();
    await user.type(ends.getByRole('textbox', { name: 'Reason' }), 'Project ended{Enter}');
    expect((await ends.findAllByText('1 person done, every step proven, 1 left out.')).length).toBeGreaterThan(0);
    expect({ begun: desk.callsOf('access.begin'), run: desk.callsOf('access.run').map(({ personId }) => personId), retry: ends.queryByRole('button', { name: /Retry/ }) }).toEqual({
      begun: [{ personIds: [row(1).id, row(3).id], disable: false, reason: 'Project ended', ticket: '' }],
      run: [row(1).id],
      retry: null,
    });
  });

  it('ends nobody’s own access', async () => {
    const { user, desk } = renderApp({ 'people.search': async () => ok({ people: [{ ...ada, id: operator.id }], hasMore: false }) });
    await user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'me{Enter}');
    await user.click(await screen.findByRole('button', { name: 'End access' }));
    expect(within(await dialog()).getByText('Nobody can end their own access. Ask a colleague.')).toBeTruthy();
    expect(desk.callsOf('access.preview')).toEqual([]);
  });
});

describe('ending access: doing it', () => {
  it('shows the proof of each step, and what PIM takes later as planned and not as ended', async () => {
    const planned = { state: 'planned', at: '2026-01-05T09:05:01Z' } as const;
    const { user, ends } = await forAda({ 'access.run': async ({ personId }) => ok(accessResult(personId, { 'grant:s1': planned })) });
    await user.type(await ends.findByRole('textbox', { name: 'Reason' }), 'Project ended{Enter}');
    expect((await ends.findAllByText('1 person waiting for PIM to take a removal.')).length).toBeGreaterThan(0);
    const steps = within(ends.getByRole('list', { name: 'Steps' })).getAllByRole('listitem').map((item) => item.textContent);
    expect(steps[0]).toMatch(/^DoneRevoke the passProven gone at .*2026.*\.$/);
    expect(steps[1]).toMatch(/^PlannedEnd Exchange AdministratorPIM takes this removal at .*2026.*; Tapdesk sends it then, also after a restart\.$/);
    expect({ tag: ends.getByText('Waits for PIM').textContent, retry: ends.queryByRole('button', { name: /Retry/ }), bar: ends.getByRole('progressbar', { name: 'Progress' }).getAttribute('aria-valuenow') }).toEqual({ tag: 'Waits for PIM', retry: null, bar: '1' });
  });

  it('never calls access ended that is held by another path', () => {
    const stillHeld = [{ scheduleId: 's9', path: 'group' as const, assignment: 'assigned' as const, how: 'active' as const, endDateTime: null, scopeName: 'Whole tenant' }];
    const { words, more, tone } = outcomeText('end-grant', { state: 'done', provenAt: '2026-01-05T09:00:07Z', stillHeld });
    expect({ words, tone }).toEqual({ words: 'Done, still held', tone: 'warning' });
    expect(more).toMatch(/^Proven gone at .* The person still holds the same through a group, Whole tenant, without an end\. That was left alone\.$/);
  });

  it('claims no more than could be read, and retries a read that failed', async () => {
    let mayPass = true;
    const { user, ends } = await forAda({ 'access.run': async ({ personId }) => ok({ ...accessResult(personId), isComplete: false, leftovers: [{ kind: 'not-read', what: 'role-grants', needs: 'Security Reader', mayPass }] }) });
    await user.type(await ends.findByRole('textbox', { name: 'Reason' }), 'Project ended{Enter}');
    expect((await ends.findAllByText('1 person not complete.')).length).toBeGreaterThan(0);
    mayPass = false;
    await user.click(ends.getByRole('button', { name: 'Retry for Ada Lovelace' }));
    expect((await ends.findAllByText('1 person done as far as could be read.')).length).toBeGreaterThan(0);
    expect({ tag: ends.getByText('Done, as far as could be read').textContent, claim: ends.queryByText('Done and proven'), retry: ends.queryByRole('button', { name: /Retry/ }) }).toEqual({ tag: 'Done, as far as could be read', claim: null, retry: null });
  });

  it('says of each person what is not done and why, and retries that person alone', async () => {
    let isRefused = true;
    const notDone = { state: 'not-done', error: { kind: 'not-permitted', graphCode: 'Authorization_RequestDenied', requestId: 'req-1', missing: { scopes: [], roles: ['Privileged Role Administrator'] } } } as const;
    const { desk, user, ends } = await forSelected(2, { 'access.run': async ({ personId }) => ok(accessResult(personId, personId === row(2).id && isRefused ? { 'grant:s1': notDone } : {})) });
    await user.type(await ends.findByRole('textbox', { name: 'Reason' }), 'Project ended{Enter}');
    expect((await ends.findAllByText('1 person done, every step proven, 1 not complete.')).length).toBeGreaterThan(0);
    expect(ends.getByText(/You are not permitted to do this\. It takes the role Privileged Role Administrator\..*Request req-1, code Authorization_RequestDenied/)).toBeTruthy();
    expect(ends.getByText(/What is not done stays open/)).toBeTruthy();
    isRefused = false;
    await user.click(ends.getByRole('button', { name: 'Retry for Person 2' }));
    expect((await ends.findAllByText('2 people done, every step proven.')).length).toBeGreaterThan(0);
    expect(desk.callsOf('access.run').map(({ personId }) => personId)).toEqual([row(1).id, row(2).id, row(2).id]);
  });

  it('pauses before the next person, goes on, and loses nothing when closed', async () => {
    const answers = [later<null>(), later<null>(), later<null>()];
    let asked = 0;
    const { desk, user, ends } = await forSelected(3, { 'access.run': async ({ personId }) => answers[asked++]!.promise.then(() => ok(accessResult(personId))) });
    await user.type(await ends.findByRole('textbox', { name: 'Reason' }), 'Project ended{Enter}');
    await user.click(await ends.findByRole('button', { name: 'Pause' }));
    act(() => answers[0]!.settle(null));
    expect((await ends.findAllByText('1 person done, every step proven, 2 not begun.')).length).toBeGreaterThan(0);
    expect(desk.callsOf('access.run')).toHaveLength(1);
    await user.click(ends.getByRole('button', { name: 'Go on' }));
    await waitFor(() => expect(desk.callsOf('access.run')).toHaveLength(2));
    const listed = desk.callsOf('contractors.list').length;
    await user.click(ends.getByRole('button', { name: 'Close' }));
    act(() => answers[1]!.settle(null));
    await waitFor(() => expect(desk.callsOf('contractors.list').length).toBe(listed + 1));
    expect({ dialog: screen.queryByRole('dialog'), run: desk.callsOf('access.run').length, selected: screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select Person 1' }).checked }).toEqual({ dialog: null, run: 2, selected: false });
  });

  it('stops for everybody when nothing would get through, and keeps what was typed when the act cannot begin', async () => {
    const { desk, user, ends } = await forSelected(3, { 'access.begin': () => refused({ kind: 'journal-unavailable', reason: 'full' }), 'access.run': () => refused({ kind: 'offline' }) });
    await user.type(await ends.findByRole('textbox', { name: 'Reason' }), 'Project ended{Enter}');
    expect(await ends.findByRole('group', { name: 'The journal cannot be written' })).toBeTruthy();
    expect({ reason: ends.getByRole<HTMLInputElement>('textbox', { name: 'Reason' }).value, run: desk.callsOf('access.run') }).toEqual({ reason: 'Project ended', run: [] });

    desk.answer('access.begin', async () => ok({ actId: ACT, refused: [] }));
    await user.click(ends.getByRole('button', { name: 'End access of 3' }));
    expect((await ends.findAllByText('1 person not complete, 2 not begun.')).length).toBeGreaterThan(0);
    expect(desk.callsOf('access.run')).toHaveLength(1);
  });

  it('has words of their own for every kind of step, before and after', () => {
    const said = AccessStepKind.options.map((kind) => [stepName({ kind, what: 'Exchange Administrator' }), outcomeText(kind, { state: 'done', provenAt: '2026-01-05T09:00:07Z', stillHeld: [] }).more] as const);
    expect(new Set(said.map(([name]) => name)).size).toBe(AccessStepKind.options.length);
    for (const [, proof] of said) expect(proof).toMatch(/ at .*2026.*\.$/);
  });

  it.each(Leftover.options.map((option) => [[...option.shape.kind.values][0]!, option] as const))('has words for what stays: %s', (kind) => {
    const any = { kind, what: kind === 'not-read' ? 'pass' : 'Security Reader', scopeName: 'Whole tenant', count: 3, names: ['Lists'], needs: 'Reports Reader' } as unknown as Leftover;
    expect(leftoverText(any)).toMatch(/(stay|stays|live on|only its administrators|may stay).*\.$/);
  });
});
