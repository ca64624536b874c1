// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { findingFacts } from '../../renderer/features/history/finding-facts';
import { FindingsPanel } from '../../renderer/features/history/findings-panel';
import type { Finding } from '../../shared/domain/history/finding';
import { FINDING_EXPLAINED } from '../../shared/domain/history/words';
import { ok } from '../../shared/result';
import { refused } from '../fakes/bridge';
import { finding } from '../fakes/history-parts';
import { renderPart } from './render-app';

/** What is seen is left out unless all are asked for, as the main process does. */
function given(all: readonly Finding[], onLine: (id: string) => void = () => undefined) {
  let present = all;
  const part = renderPart(<FindingsPanel onLine={onLine} />, {
    'history.findings': async ({ which }) => ok({ findings: which === 'all' ? present : present.filter(({ seen }) => seen === null) }),
    'history.see-finding': async ({ id, reason }) => {
      present = present.map((each) => (each.id === id ? { ...each, seen: { at: '2026-01-06T08:00:00Z', by: 'Dana Operator', reason } } : each));
      return ok({});
    },
  });
  return { ...part, add: (more: Finding) => void (present = [...present, more]) };
}
const group = async (name: string) => within(await screen.findByRole('region', { name }));

describe('the findings', () => {
  it('groups them by kind, each with what it means and how it may be innocent', async () => {
    given([finding(1), finding(2), finding(3, { id: 'n', kind: 'never-used' })]);
    const outside = await group('Outside the tool');
    expect(outside.getByRole('heading', { name: 'Outside the tool: 2' })).toBeTruthy();
    expect(outside.getByText(new RegExp(FINDING_EXPLAINED['outside-tool'].innocent))).toBeTruthy();
    expect(outside.getAllByRole('article')).toHaveLength(2);
    expect((await group('Never used')).getAllByRole('article')).toHaveLength(1);
  });

  it('says whom it is about, who did it, when, and its facts in words', async () => {
    given([finding(1, { kind: 'used-elsewhere', person: { id: 'p', displayName: 'Eve\u202e gro', userPrincipalName: '' }, facts: { country: 'BR', city: '', ipAddress: '203.0.113.9', usualSignIns: 1, by: 'country', usual: 'AT DE' } })]);
    const card = within((await group('Used from elsewhere')).getByRole('article'));
    expect([card.getByText('Eve gro'), card.getByText('Dana Operator')]).toHaveLength(2);
    expect([...card.getAllByRole('term')].map(({ textContent }) => textContent)).toEqual(['Country', 'Network address', 'Compared with', 'Other than usual', 'Usual']);
    expect(card.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual(['Brazil (BR)', '203.0.113.9', '1 sign-in', 'the country', 'Austria (AT), Germany (DE)']);
  });

  it('says which opened journal claims it, without believing it, and leads to that line', async () => {
    const onLine = vi.fn();
    const { user } = given([finding(1, { lineIds: ['act:claimed'], facts: { what: 'pass', claimedBy: 'Ber\u202elin' } })], onLine);
    const card = within((await group('Outside the tool')).getByRole('article'));
    expect(card.getByText(/^The opened journal/).textContent).toBe('The opened journal Berlin says it made this; nothing proves who wrote that journal.');
    expect(card.getAllByRole('term').map(({ textContent }) => textContent)).toEqual(['What']);
    await user.click(card.getByRole('button', { name: 'Open its line' }));
    expect(onLine.mock.calls).toEqual([['act:claimed']]);
  });

  it('leads to the lines that show it, a few first', async () => {
    const onLine = vi.fn();
    const { user } = given([finding(1, { lineIds: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] })], onLine);
    const card = within((await group('Outside the tool')).getByRole('article'));
    await user.click(card.getByRole('button', { name: 'Open line 2 of 7' }));
    await user.click(card.getByRole('button', { name: 'Show all 7 lines' }));
    await user.click(card.getByRole('button', { name: 'Open line 7 of 7' }));
    expect(onLine.mock.calls).toEqual([['b'], ['g']]);
  });

  it('is marked as seen with a reason only, goes, and says afterwards by whom and why', async () => {
    const { desk, user } = given([finding(1), finding(2)]);
    const [first] = (await group('Outside the tool')).getAllByRole('article');
    await user.click(within(first!).getByRole('button', { name: 'Mark as seen…' }));
    const reason = within(first!).getByRole('textbox', { name: 'Reason' });
    await waitFor(() => expect(document.activeElement).toBe(reason));
    await user.type(reason, ' x {Enter}');
    expect(within(first!).getByText('Say why, in three characters or more.')).toBeTruthy();
    expect(desk.callsOf('history.see-finding')).toEqual([]);
    await user.type(reason, 'yz, asked Ola{Enter}');
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1));
    expect(desk.callsOf('history.see-finding')).toEqual([{ id: finding(1).id, reason: 'x yz, asked Ola' }]);
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Findings' }));

    await user.click(screen.getByRole('checkbox', { name: 'Also those already seen' }));
    expect(await screen.findByText(/Seen by/)).toBeTruthy();
    expect(screen.getByText('x yz, asked Ola')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Mark as seen…' })).toHaveLength(1);
  });

  it('keeps the reason where marking failed, and tries again', async () => {
    const { desk, user } = given([finding(1)]);
    desk.answer('history.see-finding', () => refused({ kind: 'journal-unavailable', reason: 'full' }));
    await user.click(await screen.findByRole('button', { name: 'Mark as seen…' }));
    await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'Known{Enter}');
    const failure = await screen.findByRole('group', { name: 'The journal cannot be written' });
    desk.answer('history.see-finding', async () => ok({}));
    await user.click(within(failure).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(desk.callsOf('history.see-finding')).toHaveLength(2));
    expect(desk.callsOf('history.see-finding')[1]).toEqual({ id: finding(1).id, reason: 'Known' });
  });

  it('gives up marking with Escape, back on the button, and nothing around it hears the key', async () => {
    const heard = vi.fn();
    window.addEventListener('keydown', heard);
    const { desk, user } = given([finding(1)]);
    await user.click(await screen.findByRole('button', { name: 'Mark as seen…' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reason' })));
    heard.mockClear();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Mark as seen…' })));
    window.removeEventListener('keydown', heard);
    expect({ heard: heard.mock.calls.length, sent: desk.callsOf('history.see-finding') }).toEqual({ heard: 0, sent: [] });
  });

  it('shows what is found later, and says when there is nothing', async () => {
    const { desk, add } = given([]);
    expect(await screen.findByText('Nothing that nobody has looked at.')).toBeTruthy();
    add(finding(5));
    desk.emit('history.changed', {});
    expect(await screen.findByRole('article')).toBeTruthy();
  });

  it('shows many by and by', async () => {
    const { user } = given(Array.from({ length: 60 }, (_, at) => finding(at, { id: `f${at}` })));
    expect((await group('Outside the tool')).getAllByRole('article')).toHaveLength(25);
    await user.click(screen.getByRole('button', { name: 'Show 25 more' }));
    await user.click(screen.getByRole('button', { name: 'Show 10 more' }));
    const articles = screen.getAllByRole('article');
    expect([articles.length, articles.findIndex((article) => article.contains(document.activeElement))]).toEqual([60, 50]);
  });

  it('reads the name of a fact that it does not know as words, and lets no hostile value through', () => {
    expect(findingFacts({ facts: { medianOfOthers: 12, tier: 'privileged', kind: 'none', allowed: 'call-back photo-id', days: 'mon sun', endsAt: 'not a time', day: 'x', 'what\u202eever': 'a\u0000b\u202e', country: 'zz<script>', constructor: 1, none: '' } })).toEqual([
      { name: 'Median of others', value: '12' },
      { name: 'Tier', value: 'Privileged' },
      { name: 'Verified by', value: 'none' },
      { name: 'Counts for the tier', value: 'Called back, Seen with photo ID' },
      { name: 'Working days', value: 'Monday, Sunday' },
      { name: 'Ended', value: 'not a time' },
      { name: 'Day', value: 'x' },
      { name: 'Whatever', value: 'a b' },
      { name: 'Country', value: 'zz<script>' },
      { name: 'Constructor', value: '1' },
    ]);
  });
});
