/** A journal of another desk that uses the ids of this desk's entries again: its own lines, and nothing of this desk's. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { FindingContext } from '../../../shared/domain/history/finding-context';
import { EVERYTHING } from '../../../shared/domain/history/history-filter';
import { DEFAULT_HISTORY_RULES } from '../../../shared/domain/history/history-rules';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { auditOf, historyRows, personAt } from '../../bench/history-rows';
import { historyStore, valueOf, type TestHistory } from '../../support/history-store';

const NOW = '2026-06-01T12:00:00.000Z';
const read = { from: '2025-05-01T00:00:00.000Z', through: NOW };
const context: FindingContext = { now: NOW, timeZone: 'UTC', rules: { ...DEFAULT_HISTORY_RULES, repeatPasses: 2, busyPasses: 5, busyFactor: 1.5, quotaPercent: 10, workingHours: { timeZone: 'UTC', days: ['mon'], from: '08:00', to: '09:00' } }, limits: {}, operatorGroups: [], auditsRead: read, signInsRead: read, journalSince: '2025-06-01T00:00:00.000Z' };

const own = [...historyRows({ entries: 600, people: 20, operators: 4 })].flat();
const audits = own.flatMap((entry, index) => (entry.action === 'pass.issue' && entry.phase === 'outcome' && entry.result === 'succeeded' && index % 3 !== 0 ? [auditOf(entry)] : []));
/** Every act happened to somebody else, later, and failed. */
const stolen = own.filter(({ person }) => person !== null).map((entry): JournalEntry => ({ ...entry, at: new Date(Date.parse(entry.at) + 5_000).toISOString(), person: entry.person && personAt(500 + entry.seq), operator: { ...entry.operator, id: 'mallory' }, result: entry.result && 'failed', reason: 'Not what it was' }));
/** To the very same people, and it ended in another way. */
const contradicting = own.map((entry): JournalEntry => ({ ...entry, at: new Date(Date.parse(entry.at) + 5_000).toISOString(), result: entry.result && 'failed', reason: 'Not what it was' }));

async function pictureOf(store: TestHistory) {
  await valueOf(store.lookForFindings(context));
  const { lines } = await valueOf(store.page({ ...EVERYTHING, desk: '' }, 0, 1_000, null));
  const lives = await Promise.all(lines.map(({ id }) => valueOf(store.life(id))));
  const ids = new Set(lines.map(({ id }) => id));
  // Operators are counted over all journals that are open.
  const findings = (await valueOf(store.findings('all'))).filter(({ kind, lineIds }) => kind !== 'busy-operator' && kind !== 'quota-near' && lineIds.some((id) => ids.has(id)));
  return { lines: lines.map((line) => ({ ...line, findings: line.findings.filter((kind) => kind !== 'busy-operator' && kind !== 'quota-near') })), told: lives.map(({ life }) => [life?.line.id, life?.line.person?.id, life?.line.result, life?.line.state]), findings };
}

async function alone() {
  const store = historyStore({ now: NOW });
  await valueOf(store.takeEntries('', own));
  await valueOf(store.takeAudits(audits));
  const picture = await pictureOf(store);
  await store.close();
  return picture;
}

describe('a foreign journal with ids of this desk', { timeout: 120_000 }, () => {
  let expected: Awaited<ReturnType<typeof alone>>;
  beforeAll(async () => {
    expected = await alone();
  }, 120_000);

  it.each([true, false])('changes no line, no life and no finding of this desk, which journal ever comes first (own first: %s)', async (isOwnFirst) => {
    expect([expected.lines.length > 100, expected.findings.length > 20]).toEqual([true, true]);
    const store = historyStore({ now: NOW });
    const steps = [() => store.takeEntries('', own), () => store.takeEntries('north', stolen, true)];
    for (const step of isOwnFirst ? steps : [...steps].reverse()) {
      await valueOf(step());
      await valueOf(store.lookForFindings(context));
    }
    await valueOf(store.takeAudits(audits));
    expect(await pictureOf(store)).toEqual(expected);
    // What it says is there to be seen, each line under a name of its own.
    const { lines } = await valueOf(store.page(EVERYTHING, 0, 1_000, null));
    expect([lines.filter(({ desk }) => desk === 'north').length > 100, new Set(lines.map(({ id }) => id)).size]).toEqual([true, lines.length]);
    await valueOf(store.dropDesk('north'));
    expect(await pictureOf(store)).toEqual(expected);
    await store.close();
  });

  it('does not say how this desk’s own acts ended', async () => {
    const store = historyStore({ now: NOW });
    await valueOf(store.takeEntries('north', contradicting, true));
    await valueOf(store.takeEntries('', own));
    await valueOf(store.takeAudits(audits));
    const { told } = await pictureOf(store);
    expect(told).toEqual(expected.told);
    await store.close();
  });
});
