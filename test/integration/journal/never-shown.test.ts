import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../main/adapters/journal/book';
import { journalFile } from '../../../main/adapters/journal/journal-file';
import type { JournalRecord } from '../../../shared/domain/journal-entry';
import type { Result } from '../../../shared/result';
import { record } from '../../support/journal-records';
import { temporaryFolder } from '../../support/temporary';

const value = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

function given() {
  const book = openBook(journalFile(temporaryFolder(), 'demo'));
  const append = async (change: Partial<JournalRecord>) => value(await book.append(record(change)));
  const issue = async (passId: string, at = '2026-03-02T09:00:00Z', result: 'succeeded' | 'failed' | 'unknown' = 'succeeded') => {
    const intent = await append({ at });
    return append({ at, phase: 'outcome', intentId: intent.id, result, detail: { passId } });
  };
  const act = async (action: JournalRecord['action'], passId: string, result: JournalRecord['result']) => {
    const intent = await append({ action, detail: { passId } });
    return append({ action, phase: 'outcome', intentId: intent.id, result, detail: {} });
  };
  return { book, append, issue, act };
}

describe('passes whose passcode nobody has', () => {
  it('are those issued since an instant that nobody has seen or revoked', async () => {
    const { book, append, issue } = given();
    await issue('too-old', '2026-03-02T08:59:59.999Z');
    const unseen = await issue('unseen', '2026-03-02T09:00:00Z');
    await issue('failed', '2026-03-02T09:00:02Z', 'failed');
    await issue('unknown', '2026-03-02T09:00:02Z', 'unknown');
    await issue('revoked', '2026-03-02T09:00:03Z');
    await issue('revoked-by-intent', '2026-03-02T09:00:04Z');
    const kept = await issue('revoke-failed', '2026-03-02T09:00:05Z');
    const revokedForIssue = await issue('revoked-for-issue', '2026-03-02T09:00:06Z');
    await append({ phase: 'outcome', action: 'pass.revoke', result: 'succeeded', intentId: null, detail: { passId: 'revoked' } });
    const revoke = await append({ phase: 'intent', action: 'pass.revoke', detail: { passId: 'revoked-by-intent' } });
    await append({ phase: 'outcome', action: 'pass.revoke', result: 'succeeded', intentId: revoke.id, detail: {} });
    await append({ phase: 'outcome', action: 'pass.revoke', result: 'failed', intentId: null, detail: { passId: 'revoke-failed' } });
    await append({ phase: 'event', action: 'pass.revoke', result: 'succeeded', intentId: revokedForIssue.intentId, detail: {} });

    expect(value(await book.neverShown('2026-03-02T09:00:00.000Z'))).toEqual([unseen, kept]);
    expect(value(await book.neverShown('2026-03-02T09:00:00.500Z'))).toEqual([kept]);
    await book.close();
  });

  it.each<[string, boolean, (desk: ReturnType<typeof given>, intentId: string) => Promise<unknown>]>([
    ['shown', true, ({ append }) => append({ phase: 'event', action: 'passcode.show', result: 'succeeded', detail: { passId: 'p' } })],
    ['shown, as older journals have it: by the intent of the issue alone', true, ({ append }, intentId) => append({ phase: 'event', action: 'passcode.show', result: 'succeeded', intentId, detail: {} })],
    ['shown, without a result', true, ({ append }, intentId) => append({ phase: 'event', action: 'passcode.show', intentId, detail: {} })],
    ['copied', true, ({ append }) => append({ phase: 'event', action: 'pass.copy', result: 'succeeded', detail: { passId: 'p' } })],
    ['mailed, with the pass named by the intent', true, ({ act }) => act('pass.mail', 'p', 'succeeded')],
    ['printed', true, ({ act }) => act('pass.print', 'p', 'succeeded')],
    ['sealed into a PDF whose key was shown', true, ({ append }) => append({ phase: 'event', action: 'pass.print', result: 'succeeded', intentId: randomUUID(), detail: { passId: 'p', runId: randomUUID(), channel: 'sealed-pdf' } })],
    ['sealed into a PDF, but it failed', false, ({ append }) => append({ phase: 'event', action: 'pass.print', result: 'failed', intentId: randomUUID(), detail: { passId: 'p', runId: randomUUID(), channel: 'sealed-pdf' } })],
    ['in a run whose slips were sealed, without a line of its own', false, ({ append }) => append({ phase: 'event', action: 'run.seal', result: 'succeeded', intentId: randomUUID(), detail: { runId: randomUUID(), passId: 'p' } })],
    ['mailed, perhaps', false, ({ act }) => act('pass.mail', 'p', 'unknown')],
    ['printed, but it failed', false, ({ act }) => act('pass.print', 'p', 'failed')],
    ['to be mailed: an intent only', false, ({ append }, intentId) => append({ action: 'pass.mail', intentId, result: 'succeeded', detail: { passId: 'p' } })],
    ['revealed, without the window’s word that it stood there', false, ({ append }, intentId) => append({ phase: 'event', action: 'passcode.reveal', result: 'succeeded', intentId, detail: { passId: 'p' } })],
    ['told of', false, ({ append }, intentId) => append({ phase: 'event', action: 'pass.tell-person', result: 'succeeded', intentId, detail: { passId: 'p' } })],
    ['closed', true, ({ append }, intentId) => append({ phase: 'event', action: 'passcode.close', result: 'succeeded', intentId, detail: { passId: 'p' } })],
    ['that another pass was shown for', false, ({ append }) => append({ phase: 'event', action: 'passcode.show', result: 'succeeded', intentId: randomUUID(), detail: { passId: 'other' } })],
    ['that a nameless pass was shown for', false, ({ append }) => append({ phase: 'event', action: 'passcode.show', result: 'succeeded', intentId: null, detail: { passId: '' } })],
  ])('counts a pass that was %s: handed over is %s', async (_, isHandedOver, happen) => {
    const desk = given();
    const issued = await desk.issue('p');
    const nameless = await desk.issue('');
    await happen(desk, issued.intentId ?? '');
    expect(value(await desk.book.neverShown('2026-03-02T09:00:00Z'))).toEqual(isHandedOver ? [nameless] : [issued, nameless]);
    await desk.book.close();
  });
});
