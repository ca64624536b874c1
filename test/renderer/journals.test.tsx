// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { journalVerdict, whoseWord } from '../../renderer/features/history/journal-words';
import { JournalsPanel } from '../../renderer/features/history/journals-panel';
import { StateLine } from '../../renderer/features/history/state-line';
import { Verdict } from '../../renderer/features/history/verdict';
import { anchoredText, chainText } from '../../renderer/ui/chain-text';
import type { HistoryState, OpenJournal } from '../../shared/domain/history/history-state';
import { ChainProblem } from '../../shared/domain/chain-break';
import { ok } from '../../shared/result';
import { refused } from '../fakes/bridge';
import { stateWith } from '../fakes/history-parts';
import { signedIn } from '../fakes/people';
import { renderPart } from './render-app';

const HEAD = 'c'.repeat(64);
const intact = (entries: number, anchoredSeq: number | null = null) => ({ state: 'intact', entries, head: HEAD, anchoredSeq }) as const;
const broken = (problem: ChainProblem, firstBadSeq = 12, latestBadSeq = 12) => ({ state: 'broken', entries: 20, firstBadSeq, latestBadSeq, problem }) as const;
const own: OpenJournal = { name: '', kind: 'own', entries: 20, verdict: intact(20, 15), pack: null, trust: 'own', vouchedThrough: 20 };
const other: OpenJournal = { name: 'Berlin\u202e desk', kind: 'journal', entries: 1, verdict: intact(1), pack: null, trust: 'nobodys', vouchedThrough: 0 };
const pack: OpenJournal = { name: 'march.zip', kind: 'pack', entries: 3, verdict: null, pack: { holds: true, problems: [], signature: 'somebody', fingerprint: 'AAAA-BBBB' }, trust: 'nobodys', vouchedThrough: 0 };

function given(state: Partial<HistoryState>) {
  let present = stateWith(state);
  const part = renderPart(<JournalsPanel />, { 'history.state': async () => ok(present) });
  return { ...part, now: (next: Partial<HistoryState>) => void (present = stateWith(next)) };
}
const rows = async () => within(await screen.findByRole('list', { name: 'Open journals' })).getAllByRole('listitem');

describe('the journals', () => {
  it('shows each with its entries and whether it holds, and how far that is certain', async () => {
    given({ journals: [own, other, pack] });
    const [first, second, third] = await rows();
    expect(first!.textContent).toMatch(/^This deskjournal, 20 entriesHolds.*all 20 entries follow.*anchor off this machine agrees up to entry 15\. What came after it, and was cut off, could not be seen/);
    expect(second!.textContent).toMatch(/^Berlin deskjournal, 1 entryHolds, as far as can be seenNobody’s word.*Nothing proves who wrote it: anyone could have\. It is shown, and explains no finding\..*No anchor to compare with/);
    expect(third!.textContent).toMatch(/^march\.zipevidence pack, 3 entriesHolds, as far as can be seen.*Every file in the pack has the digest.*anyone could have signed it.*Fingerprint of the key: AAAA-BBBB/);
  });

  it('verifies this desk’s own, and says what came of it', async () => {
    const { desk, user } = given({ journals: [own] });
    await rows();
    desk.answer('journal.verify', async () => ok(broken('cut', 18, 20)));
    await user.click(screen.getByRole('button', { name: 'Verify' }));
    expect((await screen.findByRole('group', { name: 'Verdict on the journal' })).textContent).toMatch(/^Broken: an entry from 18 to 20 is gone: the end of the journal was cut off\.What comes before it still holds/);
  });

  it('opens journals of a folder, and a pack by the fingerprint that is expected of it', async () => {
    const { desk, user, now } = given({ journals: [own] });
    await rows();
    desk.answer('journals.open', async () => {
      now({ journals: [own, other] });
      return ok({ journals: [other] });
    });
    await user.click(screen.getByRole('button', { name: 'Open journals of other desks…' }));
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    await user.type(screen.getByRole('textbox', { name: 'Expected fingerprint' }), ' AAAA-BBBB ');
    await user.click(screen.getByRole('button', { name: 'Open an evidence pack…' }));
    await user.clear(screen.getByRole('textbox', { name: 'Expected fingerprint' }));
    await user.click(screen.getByRole('button', { name: 'Open an evidence pack…' }));
    expect(desk.callsOf('journals.open')).toEqual([{ kind: 'folder', expectedFingerprint: null }, { kind: 'pack', expectedFingerprint: 'AAAA-BBBB' }, { kind: 'pack', expectedFingerprint: null }]);
  });

  it('closes one of another desk, and never this desk’s own', async () => {
    const { desk, user, now } = given({ journals: [own, other] });
    await rows();
    expect(screen.getAllByRole('button', { name: /^Close/ })).toHaveLength(1);
    desk.answer('journals.close', async () => {
      now({ journals: [own] });
      return ok({});
    });
    await user.click(screen.getByRole('button', { name: /^Close Berlin/ }));
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect(desk.callsOf('journals.close')).toEqual([{ name: other.name }]);
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Journals' }));
  });

  it('says why something cannot be opened, and nothing where the dialog was closed', async () => {
    const { desk, user } = given({ journals: [own] });
    await rows();
    desk.answer('journals.open', () => refused({ kind: 'cancelled' }));
    await user.click(screen.getByRole('button', { name: 'Open an evidence pack…' }));
    desk.answer('journals.open', () => refused({ kind: 'not-a-journal', reason: 'other-tenant' }));
    await user.click(screen.getByRole('button', { name: 'Open journals of other desks…' }));
    expect((await screen.findByRole('group', { name: 'This cannot be opened' })).textContent).toContain('about another tenant');
  });

  it('says where the head is noted off this machine, and what is wrong there', async () => {
    given({ anchors: [{ name: '\\\\share\\anchors', last: { seq: 15, at: '2026-01-05T09:00:00Z' }, failure: null }, { name: 'hook', last: null, failure: 'offline' }, { name: 'list', last: null, failure: null }] });
    const anchors = within(await screen.findByRole('list', { name: 'Anchors' })).getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(anchors).toEqual([expect.stringMatching(/^\\\\share\\anchors Works Noted up to entry 15/), expect.stringMatching(/^hook Fails It cannot be reached now/), expect.stringMatching(/^list Nothing noted yet/)]);
  });
});

describe('verdicts in words', () => {
  it('has words of its own for every problem', () => {
    const told = ChainProblem.options.map((problem) => chainText(broken(problem)));
    expect(new Set(told).size).toBe(ChainProblem.options.length);
    expect(told.filter((text) => !/^Broken: entry 12 .+\.$/.test(text))).toEqual([]);
  });

  it('tells what an anchor proves from what it leaves open', () => {
    expect([anchoredText(intact(20, 20)), anchoredText(intact(20, 15)), anchoredText(intact(20))]).toEqual([
      'An anchor off this machine agrees up to entry 20, the last one.',
      expect.stringContaining('could not be seen'),
      expect.stringContaining('No anchor to compare with'),
    ]);
  });

  it.each([
    ['an own one with an anchor', { verdict: intact(3, 3) }, 'success', 'Holds'],
    ['an own one without', { verdict: intact(3) }, 'warning', 'Holds, as far as can be seen'],
    ['one that is being verified', { verdict: null }, 'neutral', 'Being verified'],
    ['one whose chain is broken', { verdict: broken('edited') }, 'danger', 'Broken'],
    ['a pack signed as expected', { ...pack, trust: 'signed', pack: { ...pack.pack!, signature: 'expected' } }, 'success', 'Holds'],
    ['a pack signed with a listed key', { ...pack, trust: 'signed' }, 'success', 'Holds'],
    ['a journal that is anchored elsewhere', { ...other, trust: 'anchored', vouchedThrough: 1 }, 'success', 'Holds'],
    ['a journal whose own heads lie beside it', { ...other, verdict: intact(1, 1) }, 'warning', 'Holds, as far as can be seen'],
    ['a pack that anyone may have signed', pack, 'warning', 'Holds, as far as can be seen'],
    ['a pack that nobody signed', { ...pack, pack: { ...pack.pack!, signature: 'none' } }, 'warning', 'Holds, as far as can be seen'],
    ['a pack with another signature', { ...pack, pack: { ...pack.pack!, signature: 'wrong' } }, 'danger', 'Broken'],
    ['a pack whose files were changed', { ...pack, pack: { ...pack.pack!, holds: false, problems: ['rows.jsonl was changed'] } }, 'danger', 'Broken'],
    ['a pack whose chain is broken', { ...pack, verdict: broken('missing'), pack: { ...pack.pack!, signature: 'expected' } }, 'danger', 'Broken'],
  ] as const)('%s', (_, changes, tone, word) => {
    const told = journalVerdict({ ...own, ...changes });
    expect({ tone: told.tone, word: told.word }).toEqual({ tone, word });
  });

  it('says whose word it is, up to where, and what follows from that', () => {
    const told = [own, other, { ...other, entries: 20, trust: 'anchored', vouchedThrough: 20 } as const, { ...other, entries: 20, trust: 'anchored', vouchedThrough: 15 } as const, { ...pack, trust: 'signed', vouchedThrough: 3 } as const].map(whoseWord);
    expect(told.map((said) => said?.word ?? null)).toEqual([null, 'Nobody’s word', 'Vouched for by an anchor', 'Vouched for by an anchor', 'Vouched for by its signature']);
    expect(told.map((said) => said?.line ?? '').map((line) => ['explains no finding', 'explains findings', 'after it is nobody’s word yet'].map((words) => line.includes(words)))).toEqual([
      [false, false, false], [true, false, false], [false, true, false], [false, true, true], [false, true, false],
    ]);
    expect(journalVerdict({ ...pack, trust: 'signed' }).lines).toContain('Signed with a key that the desk policy lists.');
  });

  it('asks to note the head down where no anchor has it', async () => {
    const { view } = renderPart(<Verdict verdict={intact(3)} />);
    expect((await screen.findByRole('group', { name: 'Verdict on the journal' })).textContent).toMatch(/No anchor to compare with.*Note it down/);
    view.unmount();
    renderPart(<Verdict verdict={intact(3, 3)} />);
    expect((await screen.findByRole('group', { name: 'Verdict on the journal' })).textContent).not.toContain('Note it down');
  });
});

describe('the state of the history', () => {
  const given = (changes: Partial<HistoryState>) => renderPart(<StateLine state={stateWith(changes)} />);

  it('says how much of the journal is taken in, and nothing of it afterwards', async () => {
    const { view } = given({ taken: 4000, entries: 10_000 });
    expect(await screen.findByText(/^Reading the journal: 40 %, 4,000 of 10,000 entries/)).toBeTruthy();
    expect(screen.getByRole('progressbar', { name: 'Reading the journal' })).toBeTruthy();
    view.unmount();
    given({ taken: 10_000, entries: 10_000 });
    await screen.findByText(/^Entra’s audits/);
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it.each([
    ['not asked yet', { state: 'waiting' }],
    ['not read, because the desk policy says so', { state: 'off' }],
    ['being read for the first time', { state: 'read', through: null, rows: 0 }],
    ['not read: needs Reports Reader and the permission AuditLog.Read.All; the journal alone is shown', { state: 'unread', unread: { known: false, because: 'not-permitted', needs: 'audits' }, through: null }],
    ['not read: the request failed; the journal alone is shown', { state: 'unread', unread: { known: false, because: 'failed', needs: null }, through: null }],
  ] as const)('Entra’s audits: %s', async (words, audits) => {
    given({ audits });
    expect(await screen.findByText(`Entra’s audits: ${words}.`)).toBeTruthy();
  });

  it('names until when each was read', async () => {
    given({ audits: { state: 'read', through: '2020-01-05T09:00:00Z', rows: 3 }, signIns: { state: 'unread', unread: { known: false, because: 'failed', needs: null }, through: '2020-01-04T09:00:00Z' } });
    expect(await screen.findByText(/^Entra’s audits: read until .*5.*2020/)).toBeTruthy();
    expect(screen.getByText(/^Sign-ins: not read: the request failed; last read until .*4.*2020/)).toBeTruthy();
  });

  it('asks for consent where a permission is missing, but not in the demo tenant', async () => {
    const unread = { state: 'unread', unread: { known: false, because: 'not-permitted', needs: 'audits' }, through: null } as const;
    const { view } = given({ audits: unread });
    await screen.findByText(/^Entra’s audits: not read/);
    expect(screen.queryByRole('button', { name: 'Ask for consent' })).toBeNull();
    view.unmount();
    const { desk, user } = given({ audits: unread });
    desk.emit('session.changed', { ...signedIn, tenant: { ...signedIn.tenant, kind: 'entra' } });
    await user.click(await screen.findByRole('button', { name: 'Ask for consent' }));
    expect(desk.callsOf('session.consent')).toEqual([{ features: ['audits'] }]);
  });
});
