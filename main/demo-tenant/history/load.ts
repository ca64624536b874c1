/**
 * How much a desk does on each workday, so that its journal comes out at about as many lines as wanted.
 *
 * The lines of a pass and what goes with it were counted: see `ROWS_PER_PASS`. Mondays are busier than Fridays. In quiet
 * weeks each operator makes one pass a day.
 */
import type { Day } from './calendar';

/** Lines of a pass with its hand-over and its share of revokes, grants and runs. */
const ROWS_PER_PASS = 5.55;
/** Signing in and out. */
const ROWS_PER_SHIFT = 2;
/** Passes of one operator on one day, at most. */
const MOST_A_SHIFT = 20;
const LEAST_TEAM = 4;
const WEEKDAYS = [1.25, 1.05, 1, 0.95, 0.75] as const;

export type Load = {
  /** For each workday, passes before it; one more at the end. */
  readonly before: readonly number[];
  /** Operators at work on a day, as places in the team. */
  readonly shifts: readonly (readonly number[])[];
  readonly team: number;
};

const shiftsFor = (passes: number): number => Math.min(passes, Math.ceil(passes / MOST_A_SHIFT));

/** Passes on an average day that make so many lines. */
function passesFor(rows: number): number {
  let low = 0;
  let high = rows;
  for (let n = 0; n < 60; n += 1) {
    const middle = (low + high) / 2;
    const made = middle * ROWS_PER_PASS + ROWS_PER_SHIFT * Math.min(middle, Math.max(1, middle / MOST_A_SHIFT + 0.5));
    if (made > rows) high = middle;
    else low = middle;
  }
  return low;
}

/** @param quiet - Dates of quiet weeks. */
export function loadOf(workdays: readonly Day[], deskRows: number, quiet: ReadonlySet<string>): Load {
  const { length } = workdays;
  const perDay = length === 0 ? 0 : passesFor(deskRows / length);
  const team = Math.max(LEAST_TEAM, shiftsFor(Math.ceil(perDay * 1.25)) + 1);
  const calm = Math.min(team, perDay);
  const share = ({ date, weekday }: Day): number => (quiet.has(date) ? 0 : (WEEKDAYS[weekday - 1] ?? 1));
  const shares = workdays.reduce((sum, day) => sum + share(day), 0);
  const rest = perDay * length - calm * workdays.filter(({ date }) => quiet.has(date)).length;
  const before = [0];
  const shifts: (readonly number[])[] = [];
  let exact = 0;
  let turn = 0;
  for (const day of workdays) {
    const made = before.at(-1) ?? 0;
    exact += quiet.has(day.date) ? calm : (rest * share(day)) / shares;
    const passes = Math.round(exact) - made;
    const atWork = quiet.has(day.date) ? passes : Math.min(shiftsFor(passes), team);
    before.push(made + passes);
    shifts.push(Array.from({ length: atWork }, (_, n) => (turn + n) % team));
    turn += atWork;
  }
  return { before, shifts, team };
}

/** Most passes within so many workdays in a row. */
export function mostWithin({ before }: Load, workdays: number): number {
  return before.reduce((most, sum, index) => Math.max(most, sum - (before[Math.max(0, index - workdays)] ?? 0)), 0);
}
