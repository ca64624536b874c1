// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_RULES } from '../../shared/domain/rules';
import type { Reply } from '../../shared/ipc/contract';
import { ok } from '../../shared/result';
import { later, refused } from '../fakes/bridge';
import { ada, allFacts, VERIFICATION } from '../fakes/people';
import { fillIn, issueButton, openIssueDialog, verify } from './issue-form';

const MANAGER = 'a0000000-0000-4000-8000-000000000002';
const preflight = (changes: Parameters<typeof allFacts>[0] = {}) => ({ 'passes.preflight': async () => ok({ facts: allFacts(changes), rules: DEFAULT_RULES }) });
const group = () => screen.getByRole('group', { name: 'Verification' });
const radios = () => within(group()).getAllByRole('radio') as readonly HTMLInputElement[];
const labels = () => radios().map((radio) => radio.labels?.[0]?.textContent);

describe('verifying who is calling', () => {
  it('offers each thing on file by itself, and has the first one focused', async () => {
    await openIssueDialog(preflight());
    expect(labels()).toEqual(['Called back: +44 20 7946 0001', 'Called back: +44 20 7946 0100', 'Manager attested: Charles Babbage', 'Seen with photo ID', 'Used an existing method: Phone +44 ********01', 'Verified ID']);
    await waitFor(() => expect(document.activeElement).toBe(radios()[0]));
  });

  it('records with one key, and says until when it counts', async () => {
    const { desk, user } = await openIssueDialog(preflight());
    await waitFor(() => expect(document.activeElement).toBe(radios()[0]));
    await user.keyboard(' ');
    expect((await screen.findByText(/^Verified \d/)).textContent).toMatch(/^Verified .*, counts until .* \(1[45] min\)$/);
    expect(desk.callsOf('verification.record')).toEqual([{ personId: ada.id, kind: 'call-back', against: '+44 20 7946 0001', againstId: '+44 20 7946 0001' }]);
  });

  it('moves between the choices with the arrow keys without recording any', async () => {
    const { desk, user } = await openIssueDialog(preflight());
    await waitFor(() => expect(document.activeElement).toBe(radios()[0]));
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect({ focused: document.activeElement === radios()[2], recorded: desk.callsOf('verification.record') }).toEqual({ focused: true, recorded: [] });
    await user.keyboard(' ');
    await screen.findByText(/^Verified \d/);
    expect(desk.callsOf('verification.record')).toMatchObject([{ kind: 'manager-attested', againstId: MANAGER }]);
  });

  it('strikes out what changed within the quarantine, with the reason', async () => {
    const at = new Date(Date.now() - 2 * 86_400_000).toISOString();
    await openIssueDialog(preflight({ recentChanges: { known: true, value: [{ at, what: 'Update user', kind: 'phone', by: 'Somebody' }] } }));
    expect(radios().slice(0, 3).map(({ disabled }) => disabled)).toEqual([true, true, false]);
    expect(labels()[0]).toBe('Called back: +44 20 7946 0001 · changed 2 days ago, does not count');
    await waitFor(() => expect(document.activeElement).toBe(radios()[2]));
  });

  it('says where it was not checked whether something changed', async () => {
    await openIssueDialog();
    expect(labels()[0]).toBe('Called back: +44 20 7946 0001 · not checked whether it changed');
  });

  it('has only the kinds that count for the tier, and records what was seen with Enter', async () => {
    const { desk, user } = await openIssueDialog(preflight({ roleAssignableGroups: { known: true, value: ['Tier 0'] } }));
    expect(labels()).toEqual(['Seen with photo ID', 'Verified ID']);
    await waitFor(() => expect(document.activeElement).toBe(radios()[0]));
    await user.keyboard(' ');
    await user.type(screen.getByRole('textbox', { name: 'What you saw' }), 'passport, on video{Enter}');
    await screen.findByText(/^Verified \d/);
    expect({ recorded: desk.callsOf('verification.record'), sent: desk.callsOf('passes.issue') }).toEqual({
      recorded: [{ personId: ada.id, kind: 'photo-id', against: 'passport, on video', againstId: '' }],
      sent: [],
    });
  });

  it('asks to verify again once it has run out, and sends nothing till then', async () => {
    const { desk, user } = await openIssueDialog({
      ...preflight(),
      'verification.record': async ({ kind, against, againstId }) => ok({ id: VERIFICATION, kind, against, againstId, at: new Date(Date.now() - 15 * 60_000 + 1500).toISOString() }),
    });
    await verify(user);
    await fillIn(user);
    await screen.findByText(/The verification counted until .*\. Verify again\./, {}, { timeout: 4000 });
    expect(radios()[0]).toMatchObject({ checked: false });
    await user.click(issueButton());
    expect({ sent: desk.callsOf('passes.issue'), focused: document.activeElement === radios()[0] }).toEqual({ sent: [], focused: true });
  });

  it('waits for a record that is on its way before it sends', async () => {
    const answer = later<Reply<'verification.record'>>();
    const { desk, user } = await openIssueDialog({ ...preflight(), 'verification.record': () => answer.promise });
    await user.click(radios()[0]!);
    await fillIn(user);
    await user.click(issueButton());
    expect(desk.callsOf('passes.issue')).toEqual([]);
    await act(async () => answer.settle(ok({ id: VERIFICATION, kind: 'call-back', against: '+44 20 7946 0001', againstId: '+44 20 7946 0001', at: new Date().toISOString() })));
    await waitFor(() => expect(desk.callsOf('passes.issue')).toMatchObject([{ verificationId: VERIFICATION }]));
  });

  it('says why a verification was not taken', async () => {
    const { user } = await openIssueDialog({ ...preflight(), 'verification.record': () => refused({ kind: 'limits', problems: [{ rule: 'verification-changed', changedAt: new Date().toISOString(), quarantineDays: 7 }] }) });
    await user.click(radios()[0]!);
    expect((await within(group()).findByText(/within the last 7 days proves nothing about the caller/)).textContent).not.toBe('');
    expect(radios()[0]).toMatchObject({ checked: false });
    vi.restoreAllMocks();
  });
});
