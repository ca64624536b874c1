/** What every part of a history is drawn from. */
import { type Day, daysUntil, isWorkday, weekBefore } from './calendar';
import { type Cast, castOf } from './cast';
import type { Directory } from '../directory/directory';
import { type Load, loadOf, mostWithin } from './load';

export type HistoryOptions = {
  /** How many days before today, 1 to 3,660. Default 30. */
  readonly days?: number;
  /** About how many lines the desk's journal of it has; 0: the desk did nothing. Default 0. */
  readonly deskRows?: number;
  /** Whether there is anything odd in it. Default true. False: what the tenant has from the start left no record of its making either. */
  readonly planted?: boolean;
  /** Of the desk, IANA name. Default UTC. */
  readonly timeZone?: string;
};

export type Stage = {
  readonly seed: number;
  readonly today: Date;
  readonly days: readonly Day[];
  readonly workdays: readonly Day[];
  readonly load: Load;
  readonly cast: Cast;
  readonly deskRows: number;
  /** Weeks in which one operator alone can be seen to be busy; how many workdays before the end each wave of what is planted stands. */
  readonly waves: readonly { readonly back: number; readonly busyWeek: readonly Day[] | null }[];
};

const MOST_DAYS = 3_660;
const MOST_ROWS = 2_000_000;
/** What is planted stands at the end, and once more so many workdays before: 16 weeks. */
const WAVE_WORKDAYS = 80;
/** What one wave takes. */
const WAVE_LENGTH = 20;
/** Lines of what one wave plants. */
const WAVE_ROWS = 560;
/** Nobody has a third pass within 30 days: more than 15 days, which is 12 workdays at most, and some to spare. */
const TURN_WORKDAYS = 14;
const LEAST_CUSTOMERS = 40;

/** @throws RangeError for what no history can be made of. */
export function stageOf(directory: Directory, seed: number, today: Date, options: HistoryOptions): Stage {
  const { days: count = 30, deskRows = 0, timeZone = 'UTC' } = options;
  if (!Number.isInteger(count) || count < 1 || count > MOST_DAYS) throw new RangeError(`A history has 1 to ${MOST_DAYS} days`);
  if (!Number.isInteger(deskRows) || deskRows < 0 || deskRows > MOST_ROWS) throw new RangeError(`A journal has 0 to ${MOST_ROWS} lines`);
  const days = daysUntil(today, count, timeZone);
  const workdays = days.filter(isWorkday);
  const waves = [0, WAVE_WORKDAYS].filter((back) => back === 0 || workdays.length >= back + WAVE_LENGTH).map((back) => ({ back, busyWeek: weekBefore(workdays, back) }));
  const quiet = new Set(waves.flatMap(({ busyWeek }) => (busyWeek ?? []).map(({ date }) => date)));
  const plantedRows = options.planted === false ? 0 : waves.length * WAVE_ROWS;
  const load = loadOf(workdays, Math.max(deskRows - plantedRows, Math.round(deskRows / 4)), quiet);
  const cast = castOf(directory, seed, load.team, Math.max(LEAST_CUSTOMERS, mostWithin(load, TURN_WORKDAYS)));
  return { seed, today, days, workdays, load, cast, deskRows, waves };
}
