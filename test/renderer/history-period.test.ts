// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { dayOf, startOfDay } from '../../renderer/features/history/calendar';
import { ALL, boundsOf, customOf, named, nameOf, type Period, periodNamed, stepped, withDay } from '../../renderer/features/history/period';
import { periodText } from '../../renderer/features/history/period-text';

const BERLIN = 'Europe/Berlin';
const NOW = new Date('2026-05-20T10:30:00Z');
const bounds = (period: Period, now = NOW, timeZone = BERLIN) => {
  const { from, to } = boundsOf(period, now, timeZone);
  return [from, to];
};

describe('the periods of the history', () => {
  it('begin and end with the operator’s days, also across a change of the clock', () => {
    expect({
      month: bounds(named('month')),
      march: bounds(named('month', 2)),
      quarter: bounds(named('quarter')),
      lastQuarter: bounds(named('quarter', 1)),
      quarterOfLastYear: bounds(named('quarter', 2)),
      year: bounds(named('year')),
      week: bounds(named('week')),
      thirty: bounds(named('days-30')),
      weekBefore: bounds(named('week', 1)),
      all: bounds(ALL),
    }).toEqual({
      month: ['2026-04-30T22:00:00.000Z', '2026-05-31T22:00:00.000Z'],
      // Winter time at its beginning, summer time at its end.
      march: ['2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
      quarter: ['2026-03-31T22:00:00.000Z', '2026-06-30T22:00:00.000Z'],
      lastQuarter: ['2025-12-31T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
      quarterOfLastYear: ['2025-09-30T22:00:00.000Z', '2025-12-31T23:00:00.000Z'],
      year: ['2025-12-31T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
      week: ['2026-05-13T22:00:00.000Z', '2026-05-20T22:00:00.000Z'],
      thirty: ['2026-04-20T22:00:00.000Z', '2026-05-20T22:00:00.000Z'],
      weekBefore: ['2026-05-06T22:00:00.000Z', '2026-05-13T22:00:00.000Z'],
      all: [null, null],
    });
  });

  it('are those of the zone: around midnight another day, month and year', () => {
    const newYear = new Date('2026-01-01T03:00:00Z');
    expect([bounds(named('year'), newYear, 'America/New_York'), bounds(named('month'), newYear, 'Pacific/Auckland'), bounds(named('month'), newYear, 'Asia/Kathmandu')]).toEqual([
      ['2025-01-01T05:00:00.000Z', '2026-01-01T05:00:00.000Z'],
      ['2025-12-31T11:00:00.000Z', '2026-01-31T11:00:00.000Z'],
      ['2025-12-31T18:15:00.000Z', '2026-01-31T18:15:00.000Z'],
    ]);
  });

  it('begin when the day does: where midnight is left out, where it comes twice, and where the whole day is missing', () => {
    const start = (year: number, month: number, day: number, timeZone: string) => startOfDay({ year, month, day }, timeZone).toISOString();
    expect([
      start(2018, 11, 4, 'America/Sao_Paulo'), // 00:00 does not exist: 01:00 is the first minute
      start(2026, 11, 1, 'America/Havana'), // 00:00 to 01:00 comes twice: the first counts
      start(2011, 12, 30, 'Pacific/Apia'), // left out: the 31st begins at once
      start(2026, 10, 25, BERLIN), // 25 hours long
    ]).toEqual(['2018-11-04T03:00:00.000Z', '2026-11-01T04:00:00.000Z', '2011-12-30T10:00:00.000Z', '2026-10-24T22:00:00.000Z']);
  });

  it('are the same text all day long, and no day belongs to two', () => {
    for (const zone of [BERLIN, 'America/Sao_Paulo', 'Australia/Lord_Howe']) {
      for (let day = 0; day < 400; day += 9) {
        const first = startOfDay({ year: 2026, month: 1, day: 1 + day }, zone);
        const last = new Date(startOfDay({ year: 2026, month: 1, day: 2 + day }, zone).getTime() - 1);
        for (const unit of ['week', 'month', 'quarter'] as const) {
          expect(boundsOf(named(unit), first, zone)).toEqual(boundsOf(named(unit), last, zone));
          expect(boundsOf(named(unit, 1), first, zone).to).toBe(boundsOf(named(unit), first, zone).from);
        }
        expect(dayOf(first, zone)).toEqual(dayOf(last, zone));
      }
    }
  });

  it('step back and on, never beyond the present, and days by their own length', () => {
    const custom = (first: [number, number, number], last: [number, number, number]): Period => {
      const day = ([year, month, of]: [number, number, number]) => ({ year, month, day: of });
      return { kind: 'custom', first: day(first), last: day(last) };
    };
    expect([stepped(named('quarter'), 1), stepped(named('quarter', 1), -1), stepped(custom([2026, 3, 1], [2026, 3, 31]), 1), stepped(custom([2026, 2, 22], [2026, 2, 28]), -1)]).toEqual([
      named('quarter', 1),
      named('quarter'),
      custom([2026, 1, 29], [2026, 2, 28]),
      custom([2026, 3, 1], [2026, 3, 7]),
    ]);
    const still: Period[] = [named('month'), ALL, { kind: 'custom', first: { year: 2026, month: 1, day: 1 }, last: null }];
    expect(still.map((period) => stepped(period, -1) === period)).toEqual([true, true, true]);
  });

  it('are kept by name, and days by their instants', () => {
    const periods: Period[] = [ALL, named('week'), named('quarter', 3)];
    expect(periods.map((period) => periodNamed(nameOf(period) ?? ''))).toEqual(periods);
    expect(['quarter:-1', 'decade:0', 'month', 'month:1.5', 'month:99999999', '__proto__:1'].map(periodNamed)).toEqual([null, null, null, null, null, null]);
    const custom: Period = { kind: 'custom', first: { year: 2026, month: 3, day: 28 }, last: { year: 2026, month: 3, day: 29 } };
    const [from, to] = bounds(custom);
    expect({ from, to, name: nameOf(custom), again: customOf(from!, to!, BERLIN) }).toEqual({ from: '2026-03-27T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z', name: null, again: custom });
  });

  it('are set by hand from one day to another; what is no day leaves that end open', () => {
    const set = withDay(named('month'), 'first', '2026-05-10', NOW, BERLIN);
    expect([bounds(set), bounds(withDay(set, 'last', '2026-02-30', NOW, BERLIN))]).toEqual([
      ['2026-05-09T22:00:00.000Z', '2026-05-31T22:00:00.000Z'],
      ['2026-05-09T22:00:00.000Z', null],
    ]);
  });

  it('have names, and else their days', () => {
    const texts = [ALL, named('quarter'), named('quarter', 1), named('quarter', 2), { kind: 'custom', first: { year: 2026, month: 1, day: 1 }, last: null } as const].map((period) => periodText(period, NOW, BERLIN));
    expect(texts.map((text) => text.replace('Jan', '1').replace('Oct', '10').replace('Dec', '12'))).toEqual(['All time', 'This quarter', 'Last quarter', expect.stringMatching(/2025 to .*2025/), expect.stringMatching(/^since /)]);
  });
});
