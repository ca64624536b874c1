// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ACTION_WORDS, actsOf } from '../../renderer/ui/journal-acts';
import { JournalAction } from '../../shared/domain/journal-entry';
import { DEFAULT_SETTINGS } from '../../shared/settings';
import { ok } from '../../shared/result';
import { ada, entry } from '../fakes/people';
import { renderApp } from './render-app';

const intent = entry(1, { phase: 'intent', action: 'pass.issue', result: null, person: ada, ticket: 'INC-1', reason: 'Lost phone' });
const outcome = entry(2, { phase: 'outcome', action: 'pass.issue', intentId: intent.id, person: ada });
const shown = entry(3, { action: 'passcode.show', intentId: intent.id, person: ada });
const open = entry(4, { phase: 'intent', action: 'pass.revoke', result: null, person: ada });
const onHistory = { settings: { ...DEFAULT_SETTINGS, lastView: 'history' as const } };

describe('history', () => {
  it('joins intent and outcome, and leaves nothing out', () => {
    const acts = actsOf([open, shown, outcome, intent]);
    expect(acts.map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([[4], [3], [2, 1]]);
  });

  it('lists who did what to whom, why, and what came of it', async () => {
    renderApp({ 'journal.page': async () => ok({ entries: [open, shown, outcome, intent], hasOlder: false, total: 4 }) }, onHistory);
    const rows = within(await screen.findByRole('table', { name: 'History' })).getAllByRole('row');
    expect(rows.map((line) => within(line).queryAllByRole('cell').slice(2, 6).map((cell) => cell.textContent))).toEqual([
      [],
      ['Revoke a pass', 'Ada Lovelaceada@contoso.example', '? No outcome recorded', ''],
      ['Show the passcode', 'Ada Lovelaceada@contoso.example', '✓ Succeeded', ''],
      ['Issue a pass', 'Ada Lovelaceada@contoso.example', '✓ Succeeded', 'INC-1'],
    ]);
  });

  it('shows every field and hash of an act on demand', async () => {
    const { user } = renderApp({ 'journal.page': async () => ok({ entries: [outcome, intent], hasOlder: false, total: 2 }) }, onHistory);
    await user.click(await screen.findByRole('button', { name: 'Details of entries 1 and 2' }));
    for (const text of [intent.hash, outcome.hash, intent.id]) expect(screen.getAllByText(text).length).toBeGreaterThan(0);
  });

  it('gives the facts of an act names and units one can read, and leaves unknown ones as they are', async () => {
    const detail = { lifetimeInMinutes: 90, isUsableOnce: true, startDateTime: null, tier: 'privileged', verificationKind: 'call-back', acknowledged: 'eligible-roles recent-changes', graphCode: '', somethingNew: 'as it is', constructor: 'x' };
    const { user } = renderApp({ 'journal.page': async () => ok({ entries: [{ ...intent, detail }], hasOlder: false, total: 1 }) }, onHistory);
    await user.click(await screen.findByRole('button', { name: 'Details of entry 1' }));
    const terms = screen.getAllByRole('term').map((term) => [term.textContent, term.nextElementSibling?.textContent]);
    expect(terms.slice(7, 15)).toEqual([
      ['Lifetime', '1 hour 30 minutes'],
      ['Usable once', 'yes'],
      ['Starts', 'at once'],
      ['Tier', 'Privileged'],
      ['Verification', 'Called back'],
      ['Went on without or in spite of', 'Roles the person could activate; Recent changes of phone, manager and methods'],
      ['somethingNew', 'as it is'],
      ['constructor', 'x'],
    ]);
  });

  it('has words of its own for every act', () => {
    expect(Object.keys(ACTION_WORDS).sort()).toEqual([...JournalAction.options].sort());
    expect([new Set(Object.values(ACTION_WORDS)).size, Object.values(ACTION_WORDS).filter((words) => !/^[A-Z][a-zA-Z -]+$/.test(words))]).toEqual([JournalAction.options.length, []]);
  });

  it('tells what was done in a run, of which plan and how it was handed over', async () => {
    const run = '9b000000-0000-4000-8000-00000000000b';
    const begun = entry(1, { phase: 'intent', action: 'run.begin', result: null, person: null, detail: { runId: run, planSha256: 'a'.repeat(64), people: 200 } });
    const sealed = entry(2, { phase: 'outcome', action: 'pass.print', person: ada, detail: { runId: run, channel: 'sealed-pdf' } });
    const { user } = renderApp({ 'journal.page': async () => ok({ entries: [sealed, begun], hasOlder: false, total: 2 }) }, onHistory);
    const rows = within(await screen.findByRole('table', { name: 'History' })).getAllByRole('row').slice(1);
    expect(rows.map((line) => within(line).getAllByRole('cell').slice(2, 5).map((cell) => cell.textContent))).toEqual([
      ['Print the slip', 'Ada Lovelaceada@contoso.example', '✓ Succeeded'],
      ['Begin a run', '', '? No outcome recorded'],
    ]);
    const facts = async (name: string) => {
      await user.click(screen.getByRole('button', { name }));
      const found = screen.getAllByRole('term').map((term) => [term.textContent, term.nextElementSibling?.textContent]);
      await user.click(screen.getByRole('button', { name }));
      return found;
    };
    expect(await facts('Details of entry 1')).toEqual(expect.arrayContaining([['Part of the run', run], ['SHA-256 of the plan', 'a'.repeat(64)], ['People', '200']]));
    expect(await facts('Details of entry 2')).toEqual(expect.arrayContaining([['Part of the run', run], ['Handed over by', 'encrypted PDF']]));
  });

  it('reads on below, searches, exports and verifies', async () => {
    const { desk, user } = renderApp(
      { 'journal.page': async ({ beforeSeq }) => ok(beforeSeq === null ? { entries: [shown, outcome], hasOlder: true, total: 3 } : { entries: [intent], hasOlder: false, total: 3 }) },
      onHistory,
    );
    await user.click(await screen.findByRole('button', { name: 'Load older' }));
    expect(await screen.findByText('Entries 1 and 2')).toBeTruthy();
    await user.type(screen.getByRole('searchbox', { name: 'Search history' }), 'ada');
    await waitFor(() => expect(desk.callsOf('journal.page')).toContainEqual({ query: 'ada', beforeSeq: null }));
    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.click(screen.getByRole('button', { name: 'Verify' }));
    expect(await screen.findByText(/Head of the chain/)).toBeTruthy();
    expect(desk.callsOf('journal.export')).toEqual([{ query: 'ada' }]);
  });

  it('reads again when a line was added', async () => {
    const { desk } = renderApp({}, onHistory);
    expect(await screen.findByText(/The journal is empty/)).toBeTruthy();
    desk.answer('journal.page', async () => ok({ entries: [shown], hasOlder: false, total: 1 }));
    act(() => desk.emit('journal.appended', { seq: 3 }));
    expect(await screen.findByText('Entry 3')).toBeTruthy();
  });
});
