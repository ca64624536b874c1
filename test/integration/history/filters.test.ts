import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIRST_USE_MINUTES } from '../../../shared/domain/history/charts';
import { EVERYTHING, type HistoryFilter } from '../../../shared/domain/history/history-filter';
import { LINE_KINDS, type HistoryLine } from '../../../shared/domain/history/history-line';
import { chance, historyRows, operatorAt, personAt } from '../../bench/history-rows';
import { historyStore, valueOf, type TestHistory } from '../../support/history-store';

let store: TestHistory;
/** Newest first. */
let all: readonly HistoryLine[];

async function walked(filter: HistoryFilter, step = 137): Promise<readonly HistoryLine[]> {
  const { asOf } = await valueOf(store.page(EVERYTHING, 0, 1, null));
  const lines: HistoryLine[] = [];
  for (let after: number | null = null; ; ) {
    const page: Awaited<ReturnType<typeof store.walk>> = await store.walk(filter, after, asOf, step);
    if (!page.ok) throw new Error('not answered');
    lines.push(...(await valueOf(page.value.lines())));
    if (page.value.next === null) return lines;
    after = page.value.next;
  }
}

beforeAll(async () => {
  store = historyStore();
  for (const chunk of historyRows({ entries: 30_000, people: 400 })) await valueOf(store.takeEntries('', chunk));
  all = await walked(EVERYTHING);
}, 120_000);
afterAll(() => store.close());

const words = (text: string) => text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/** The filter as it is written down, without an index. */
function shows(filter: HistoryFilter, line: HistoryLine): boolean {
  const own = words([line.person?.displayName, line.person?.userPrincipalName, line.operator?.displayName, line.operator?.userPrincipalName, line.ticket, line.reason, line.what].join('\n'));
  return (
    (filter.from === null || Date.parse(line.at) >= Date.parse(filter.from)) &&
    (filter.to === null || Date.parse(line.at) < Date.parse(filter.to)) &&
    (filter.kinds.length === 0 || filter.kinds.includes(line.kind)) &&
    (filter.personId === null || line.person?.id === filter.personId) &&
    (filter.operatorId === null || line.operator?.id === filter.operatorId) &&
    (filter.tier === null || line.tier === filter.tier) &&
    (filter.scenario === null || line.scenario === filter.scenario) &&
    (filter.ticket === '' || line.ticket.toLowerCase() === filter.ticket.toLowerCase()) &&
    (filter.result === null || line.result === filter.result) &&
    (filter.use === null || line.use === filter.use) &&
    (filter.desk === null || line.desk === filter.desk) &&
    words(filter.text).every((word) => own.some((one) => one.startsWith(word)))
  );
}

/** Any combination of parts, of values that occur and of some that do not. */
function filterBy(random: () => number): HistoryFilter {
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T;
  const sometimes = <T>(value: () => T, otherwise: T): T => (random() < 0.3 ? value() : otherwise);
  return {
    ...EVERYTHING,
    from: sometimes(() => pick(['2025-07-01T00:00:00Z', '2026-02-28T23:59:59.5Z']), null),
    to: sometimes(() => pick(['2026-04-01T00:00:00Z', '2025-08-01T00:00:00Z']), null),
    kinds: sometimes(() => pick<HistoryFilter['kinds']>([['pass'], ['grant', 'desk'], ['sessions']]), []),
    personId: sometimes(() => personAt(Math.floor(random() * 30)).id, null),
    operatorId: sometimes(() => operatorAt(Math.floor(random() * 6)).id, null),
    tier: sometimes(() => pick(['standard', 'privileged'] as const), null),
    scenario: sometimes(() => pick(['lost-phone', 'first-day', 'Lost-Phone']), null),
    ticket: sometimes(() => pick(all).ticket.toLowerCase(), ''),
    result: sometimes(() => pick(['succeeded', 'failed', 'open'] as const), null),
    desk: sometimes(() => pick(['', 'other']), null),
    text: sometimes(() => pick(['a', 'ada', 'lindqv', 'contoso', 'inc-12', 'QUENTIN x', 'administrator', '"*"', 'ada" OR "x', 'pho los', 'desk 1']), ''),
  };
}

describe('what a filter shows', () => {
  it('is what it says, newest first, however it is combined', { timeout: 120_000 }, async () => {
    const random = chance(7);
    const found: number[] = [];
    for (let round = 0; round < 300; round += 1) {
      const filter = filterBy(random);
      const expected = all.filter((line) => shows(filter, line));
      const { lines } = await valueOf(store.page(filter, 0, 50, null));
      found.push(expected.length);
      expect({ filter, ids: lines.map(({ id }) => id), count: await valueOf(store.count(filter, null)) }).toEqual({ filter, ids: expected.slice(0, 50).map(({ id }) => id), count: expected.length });
    }
    // Some show much, some a little, some nothing: or this proved nothing.
    expect([found.some((count) => count > 1000), found.some((count) => count > 0 && count < 20), found.includes(0)]).toEqual([true, true, true]);
  });

  it('comes in the order of time, and a step-wise walk misses and repeats nothing', { timeout: 60_000 }, async () => {
    expect(all.length).toBeGreaterThan(6_000);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.map(({ at }) => Date.parse(at))).toEqual(all.map(({ at }) => Date.parse(at)).sort((one, other) => other - one));
    expect((await walked({ ...EVERYTHING, kinds: ['pass'] }, 999)).map(({ id }) => id)).toEqual(all.filter(({ kind }) => kind === 'pass').map(({ id }) => id));
  });

  it.each([0, 1, 1999, 2000, 2001, 3999, 4000, 4001, 5500, 100_000])('can be entered at line %i', async (from) => {
    const passes = all.filter(({ kind }) => kind === 'pass');
    const [everything, filtered] = [await valueOf(store.page(EVERYTHING, from, 7, null)), await valueOf(store.page({ ...EVERYTHING, kinds: ['pass'] }, from, 7, null))];
    expect([everything.lines, filtered.lines]).toEqual([all.slice(from, from + 7), passes.slice(from, from + 7)]);
  });

  it('does not move under a reader when something newer is added, and shows it to the next', async () => {
    const chunks = [...historyRows({ entries: 9_000, people: 50 })];
    const other = historyStore({ now: chunks[7]?.at(-1)?.at ?? '' });
    for (const chunk of chunks.slice(0, 8)) await valueOf(other.takeEntries('', chunk));
    const before = await valueOf(other.page(EVERYTHING, 500, 5, null));
    for (const chunk of chunks.slice(8)) await valueOf(other.takeEntries('', chunk));
    const [after, anew] = [await valueOf(other.page(EVERYTHING, 500, 5, before.asOf)), await valueOf(other.page(EVERYTHING, 0, 1, null))];
    expect([after.lines.map(({ id }) => id), anew.asOf > before.asOf]).toEqual([before.lines.map(({ id }) => id), true]);
    await other.close();
  });
});

describe('the charts', () => {
  it.each([['everything', EVERYTHING], ['a part', { ...EVERYTHING, tier: 'standard', from: '2025-10-20T10:00:00Z', to: '2026-04-02T13:30:00Z' }]] as const)('count %s as the list shows it, by days of the zone', async (_, filter) => {
    const shown = all.filter((line) => shows(filter, line));
    const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', dateStyle: 'short' });
    const days = new Map<string, number[]>();
    for (const { at, kind } of shown) {
      const day = local.format(new Date(at));
      const counts = days.get(day) ?? LINE_KINDS.map(() => 0);
      counts[LINE_KINDS.indexOf(kind)] = (counts[LINE_KINDS.indexOf(kind)] ?? 0) + 1;
      days.set(day, counts);
    }
    // Twice: the second time days are remembered.
    for (let time = 0; time < 2; time += 1) {
      const charts = await valueOf(store.charts(filter, 'America/New_York'));
      expect(charts.perDay).toEqual([...days].map(([day, counts]) => ({ day, counts })).sort((one, other) => (one.day < other.day ? -1 : 1)));
      expect([charts.total, charts.byScenario.reduce((sum, { count }) => sum + count, 0), charts.byOperator.reduce((sum, { count }) => sum + count, 0)]).toEqual([shown.length, shown.filter(({ scenario }) => scenario !== '').length, shown.length]);
      expect([charts.byOperator.length, charts.byOperator.at(-1)?.id, charts.timeToFirstUse.length]).toEqual([13, '', FIRST_USE_MINUTES.length + 1]);
    }
  });

  it('offer the operators and presets that occur, most frequent first', async () => {
    const { operators, scenarios, desks } = await valueOf(store.facets());
    const count = (id: string) => all.filter(({ operator }) => operator?.id === id).length;
    expect(operators.map(({ id }) => count(id))).toEqual(operators.map(({ id }) => count(id)).sort((one, other) => other - one));
    expect([operators.length, scenarios.length, desks]).toEqual([20, new Set(all.map(({ scenario }) => scenario).filter((one) => one !== '')).size, ['']]);
  });
});
