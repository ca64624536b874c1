import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { guid, operatorAt, personAt } from '../../bench/history-rows';
import { historyStore, valueOf } from '../../support/history-store';

const START = Date.parse('2026-03-02T09:00:00.000Z');
const DAY = 1_440;
const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

/** Two lines of a journal: an order for a pass at `minutes`, and what came of it. */
function tried(number: number, minutes: number, result: 'succeeded' | 'failed', detail: JournalEntry['detail'], person = personAt(0)): readonly JournalEntry[] {
  const common = { action: 'pass.issue', tenantId: 'demo', operator: operatorAt(0), person, ticket: 'INC-1', reason: 'Lost phone', previousHash: '0'.repeat(64), hash: '0'.repeat(64) } as const;
  const asked = { lifetimeInMinutes: 60, isUsableOnce: true, startDateTime: null, ...detail };
  return [
    { ...common, seq: number, id: guid(1, number), at: at(minutes), phase: 'intent', intentId: null, result: null, detail: asked },
    { ...common, seq: number + 1, id: guid(1, number + 1), at: at(minutes + 1), phase: 'outcome', intentId: guid(1, number), result, detail: { ...asked, expiresAt: at(minutes + 61) } },
  ];
}

describe('passes to look at', () => {
  it('are those that were made: of several tries not what the first left behind', async () => {
    const store = historyStore({ now: at(30) });
    await valueOf(store.takeEntries('', [...tried(1, 0, 'failed', { passId: 'lost' }), ...tried(3, 5, 'succeeded', { passId: 'made', repeats: guid(1, 1) })]));
    expect((await valueOf(store.openPasses(at(30), 10))).map(({ passId }) => passId)).toEqual(['made']);
    await store.close();
  });

  it('are looked at until 30 days after their end, and those that end last come first', async () => {
    const store = historyStore({ now: at(50 * DAY) });
    const ends = [{ minutes: 0, passId: 'first', lifetimeInMinutes: 60 }, { minutes: 2 * DAY, passId: 'long', lifetimeInMinutes: 9 * DAY }, { minutes: 4 * DAY, passId: 'short', lifetimeInMinutes: 60 }];
    const entries = ends.flatMap(({ minutes, passId, lifetimeInMinutes }, index) => tried(index * 2 + 1, minutes, 'succeeded', { passId, lifetimeInMinutes }, personAt(index)).map((entry) => ({ ...entry, detail: { ...entry.detail, ...(entry.phase === 'outcome' && { expiresAt: at(minutes + lifetimeInMinutes) }) } })));
    await valueOf(store.takeEntries('', entries));
    const open = async (minutes: number, limit = 10) => (await valueOf(store.openPasses(at(minutes), limit))).map(({ passId }) => passId);
    expect(await open(60 + 30 * DAY)).toEqual(['long', 'short', 'first']);
    expect(await open(61 + 30 * DAY)).toEqual(['long', 'short']);
    expect(await open(61 + 34 * DAY, 1)).toEqual(['long']);
    expect(await open(42 * DAY)).toEqual([]);
    await store.close();
  });
});
