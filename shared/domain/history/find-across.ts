/**
 * Findings over many lives: one person again and again, one operator far above the others, a quota that is nearly used up.
 * Those about operators go over compact rows, so that a database can feed them by week and by operator and day. Days and weeks
 * are those of UTC, weeks begin on Monday: a count must not depend on who looks.
 *
 * Rows that nobody vouches for may add a finding. They hide and change none: whoever invents passes of others cannot raise the median.
 */
import type { Tier } from '../limits';
import { limitsFor } from '../rules';
import { compareText, isoOf, timeOf } from './fact';
import { FINDING_LINES } from './finding';
import type { FindingContext } from './finding-context';
import { beginningOf, DAY_MS, type Found, isMaking } from './find-life';
import type { Who } from './history-line';
import { isDoubted, type Life } from './join-draft';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** 5 January 1970 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
const HAND_OVERS: readonly string[] = ['passcode.show', 'pass.copy', 'pass.print', 'pass.mail'];

/** A pass of an operator, as far as counting needs it. `personId` in lower case; `runId` empty for none. `isDoubted`: nobody vouches for it. */
export type OperatorRow = { readonly lineId: string; readonly at: string; readonly operator: Who; readonly personId: string; readonly tier: Tier | null; readonly runId: string; readonly isDoubted?: true };

/** What of a life counts for its operator: passes that a journal issued, or may have. Null: it does not count. */
export function operatorRowOf(life: Life): OperatorRow | null {
  const { line } = life;
  const entry = beginningOf(life);
  if (entry?.action !== 'pass.issue' || line.result === 'failed' || entry.operator.id === '') return null;
  return { lineId: line.id, at: line.at, operator: entry.operator, personId: line.person?.id.toLowerCase() ?? '', tier: line.tier, runId: line.runId, ...(isDoubted(life) && { isDoubted: true }) };
}

/** @returns the day of UTC, such as `2026-11-22`. */
export function dayOf(at: string): string {
  return isoOf(timeOf(at)).slice(0, 10);
}

/** @returns the Monday that the week of UTC begins with. */
export function weekOf(at: string): string {
  const weeks = Math.floor((timeOf(at) - FIRST_MONDAY_MS) / WEEK_MS);
  return isoOf(FIRST_MONDAY_MS + weeks * WEEK_MS).slice(0, 10);
}

/** @param week - As {@link weekOf} gives it. @param rows - Of all operators, that week's at least. */
export function busyOperators(week: string, rows: readonly OperatorRow[], context: Pick<FindingContext, 'rules'>): readonly Found[] {
  return firmFirst(rows, (some) => busyAmong(week, some, context)).sort((one, other) => compareText(one.id, other.id));
}

function firmFirst(rows: readonly OperatorRow[], judge: (rows: readonly OperatorRow[]) => readonly Found[]): Found[] {
  const firm = judge(rows.filter((row) => row.isDoubted !== true));
  const known = new Set(firm.map(({ id }) => id));
  return [...firm, ...(rows.some((row) => row.isDoubted) ? judge(rows).filter(({ id }) => !known.has(id)) : [])];
}

function busyAmong(week: string, rows: readonly OperatorRow[], { rules }: Pick<FindingContext, 'rules'>): readonly Found[] {
  const byOperator = new Map<string, OperatorRow[]>();
  for (const row of once(rows)) {
    if (weekOf(row.at) !== week) continue;
    const key = row.operator.id.toLowerCase();
    const known = byOperator.get(key);
    if (known) known.push(row);
    else byOperator.set(key, [row]);
  }
  const counts = new Map([...byOperator].map(([id, some]) => [id, countOf(some)] as const));
  return [...byOperator].flatMap(([id, some]): readonly Found[] => {
    const count = counts.get(id) ?? 0;
    const median = medianOf([...counts].filter(([other]) => other !== id).map(([, number]) => number));
    if (median === null || count < rules.busyPasses || count < rules.busyFactor * median) return [];
    return [aboutOperator(`busy-operator:${id}:${week}`, 'busy-operator', some, { week, passes: count, median })];
  });
}

/** A run is one decision, however many people it was for. */
function countOf(rows: readonly OperatorRow[]): number {
  return new Set(rows.map(({ lineId, runId }) => (runId === '' ? `line ${lineId}` : `run ${runId.toLowerCase()}`))).size;
}

/** @returns null for none: with nobody to compare with, nobody is above the others. */
function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/**
 * As near as the policy says to what an operator may issue in an hour or a day, as the preflight counts it: backwards from each pass.
 *
 * @param day - As {@link dayOf} gives it. @param rows - Of one operator: those of the day and of the day before.
 * @returns one finding at most; of hour and day, whichever came nearer.
 */
export function quotaNear(day: string, rows: readonly OperatorRow[], context: Pick<FindingContext, 'rules' | 'limits' | 'operatorGroups'>): readonly Found[] {
  return firmFirst(rows, (some) => nearAmong(day, some, context));
}

function nearAmong(day: string, rows: readonly OperatorRow[], { rules, limits, operatorGroups }: Pick<FindingContext, 'rules' | 'limits' | 'operatorGroups'>): readonly Found[] {
  const sorted = [...once(rows)].sort((one, other) => timeOf(one.at) - timeOf(other.at) || compareText(one.lineId, other.lineId));
  let best: { readonly row: OperatorRow; readonly shown: readonly OperatorRow[]; readonly per: 'hour' | 'day'; readonly used: number; readonly maximum: number } | null = null;
  const starts = { hour: 0, day: 0 };
  for (const [index, row] of sorted.entries()) {
    const time = timeOf(row.at);
    for (const per of ['hour', 'day'] as const) {
      const span = per === 'hour' ? HOUR_MS : DAY_MS;
      while (starts[per] < index && timeOf(sorted[starts[per]]?.at ?? '') <= time - span) starts[per] += 1;
      if (dayOf(row.at) !== day) continue;
      const name = per === 'hour' ? 'passesPerOperatorHour' : 'passesPerOperatorDay';
      // Which group the operator was in is not known: the most that any of them may issue.
      const maximum = Math.max(...[null, ...operatorGroups].map((group) => limitsFor({ limits }, row.tier ?? 'standard', group)[name]));
      const used = index - starts[per] + 1;
      if (maximum <= 0 || used * 100 < maximum * rules.quotaPercent || (best !== null && used / maximum <= best.used / best.maximum)) continue;
      best = { row, shown: sorted.slice(starts[per], index + 1), per, used, maximum };
    }
  }
  if (!best) return [];
  const { row, shown, per, used, maximum } = best;
  return [aboutOperator(`quota-near:${row.operator.id.toLowerCase()}:${day}`, 'quota-near', shown, { day, per, used, maximum })];
}

/**
 * One person who gets passes again and again. @param lives - All of one person's group.
 * Passes that nobody was handed and that were taken back again do not count. What hangs together is one finding.
 */
export function repeatedPerson(lives: readonly Life[], { rules }: Pick<FindingContext, 'rules'>): readonly Found[] {
  const passes = lives.filter((life) => life.line.kind === 'pass' && life.line.result === 'succeeded' && isMaking(life) && !isTakenBackUnseen(life)).sort((one, other) => timeOf(one.line.at) - timeOf(other.line.at) || compareText(one.line.id, other.line.id));
  const clusters: Life[][] = [];
  let last = -1;
  for (let first = 0; first + rules.repeatPasses <= passes.length; first += 1) {
    const end = first + rules.repeatPasses - 1;
    const [begin, finish] = [passes[first], passes[end]];
    if (!begin || !finish || timeOf(finish.line.at) - timeOf(begin.line.at) > rules.repeatDays * DAY_MS) continue;
    if (first > last) clusters.push([]);
    clusters.at(-1)?.push(...passes.slice(Math.max(first, last + 1), end + 1));
    last = end;
  }
  return clusters.flatMap((cluster): readonly Found[] => {
    const [oldest, newest] = [cluster[0], cluster.at(-1)];
    if (!oldest || !newest) return [];
    const lineIds = [...cluster].reverse().map(({ line }) => line.id).slice(0, FINDING_LINES);
    return [{ id: `repeat-person:${oldest.line.id}`, kind: 'repeat-person', at: newest.line.at, lineIds, person: newest.line.person, operator: null, facts: { passes: cluster.length, since: oldest.line.at, repeatDays: rules.repeatDays, operators: new Set(cluster.map(({ line }) => line.operator?.id.toLowerCase() ?? '')).size } }];
  });
}

function isTakenBackUnseen({ line, events }: Life): boolean {
  return line.state === 'revoked' && line.id.startsWith('act:') && !events.some((event) => event.source === 'journal' && HAND_OVERS.includes(event.entry.action) && event.entry.result === 'succeeded' && event.entry.detail.part !== 'second-half');
}

function aboutOperator(id: string, kind: Found['kind'], rows: readonly OperatorRow[], facts: Found['facts']): Found {
  const newest = [...rows].sort((one, other) => timeOf(other.at) - timeOf(one.at) || compareText(one.lineId, other.lineId));
  return { id, kind, at: newest[0]?.at ?? '', lineIds: newest.slice(0, FINDING_LINES).map(({ lineId }) => lineId), person: null, operator: newest[0]?.operator ?? null, facts };
}

function once(rows: readonly OperatorRow[]): readonly OperatorRow[] {
  return [...new Map(rows.map((row) => [row.lineId, row])).values()];
}
