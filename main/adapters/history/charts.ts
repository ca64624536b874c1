/** The numbers for the charts, summed up day by day, with a pause after each month for whoever waits. */
import { CHART_NAMES, FIRST_USE_MINUTES, type Charts } from '../../../shared/domain/history/charts';
import { LINE_KINDS, type HistoryLine } from '../../../shared/domain/history/history-line';
import { fromBytes } from './bytes';
import { rowsOf, type Db } from './database';
import { daysBefore, type Alike, type Day } from './days';
import { hitsOf } from './hits';
import { mark } from './marks';
import { narrowed, type Match } from './match';
import { pause } from './settle';
import { namedBy } from './shelf';

export async function chartsOf(db: Db, match: Match, timeZone: string): Promise<Charts> {
  const perDay: { readonly day: string; readonly counts: readonly number[] }[] = [];
  const operators = new Map<number, number>();
  const scenarios = new Map<number, number>();
  const uses = new Array<number>(FIRST_USE_MINUTES.length + 1).fill(0);
  let unfinished = 0;
  await eachDay(db, match, timeZone, ({ day, alike }) => {
    perDay.push({ day, counts: LINE_KINDS.map((_, kind) => sum(alike.filter((one) => one.kind === kind))) });
    for (const { operator, scenario, firstUse, unfinished: isUnfinished, count } of alike) {
      if (operator !== null) operators.set(operator, (operators.get(operator) ?? 0) + count);
      if (scenario !== null) scenarios.set(scenario, (scenarios.get(scenario) ?? 0) + count);
      if (firstUse !== null) uses[firstUse] = (uses[firstUse] ?? 0) + count;
      if (isUnfinished === 1) unfinished += count;
    }
  });
  return {
    total: perDay.reduce((total, { counts }) => total + counts.reduce((one, other) => one + other, 0), 0),
    perDay: perDay.reverse(),
    byOperator: mostFirst(db, operators).map(({ id, displayName, count }) => ({ id, name: displayName, count })),
    byScenario: mostFirst(db, scenarios).map(({ displayName, count }) => ({ name: displayName, count })),
    timeToFirstUse: [...FIRST_USE_MINUTES, null].map((atMostMinutes, index) => ({ atMostMinutes, count: uses[index] ?? 0 })),
    unfinished: { count: unfinished, newest: newestUnfinished(db, match) },
  };
}

/** Days with lines, newest first. */
async function eachDay(db: Db, match: Match, timeZone: string, take: (day: Day) => void): Promise<void> {
  for (let rest: Match | null = match; rest; ) {
    rest = daysBefore(db, rest, timeZone, take);
    await pause();
  }
}

/** Names and how many lines each has, most first. */
export async function tally(db: Db, match: Match, timeZone: string, of: (alike: Alike) => number | null): Promise<readonly { readonly id: string; readonly displayName: string }[]> {
  const counts = new Map<number, number>();
  await eachDay(db, match, timeZone, ({ alike }) => {
    for (const one of alike) {
      const name = of(one);
      if (name !== null) counts.set(name, (counts.get(name) ?? 0) + one.count);
    }
  });
  return ranked(db, counts);
}

type Ranked = { readonly id: string; readonly displayName: string; readonly count: number };

function ranked(db: Db, counts: ReadonlyMap<number, number>): readonly Ranked[] {
  const named = [...counts].map(([id, count]) => ({ ...namedBy(db, id), count }));
  return named.sort((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1));
}

function mostFirst(db: Db, counts: ReadonlyMap<number, number>): readonly Ranked[] {
  const names = ranked(db, counts);
  const rest = names.slice(CHART_NAMES);
  return rest.length === 0 ? names : [...names.slice(0, CHART_NAMES), { id: '', displayName: '', count: sum(rest) }];
}

function newestUnfinished(db: Db, match: Match): Charts['unfinished']['newest'] {
  const { sql, bound } = hitsOf(narrowed(match, mark('unfinished', '')), CHART_NAMES);
  return rowsOf(db, `SELECT b.body FROM (${sql}) h CROSS JOIN line_body b ON b.place = h.place ORDER BY h.place DESC`, ...bound).map(([body]) => {
    const { id, at, person } = fromBytes<HistoryLine>(body);
    return { id, at, displayName: person?.displayName ?? '' };
  });
}

const sum = (counted: readonly { readonly count: number }[]): number => counted.reduce((total, { count }) => total + count, 0);
