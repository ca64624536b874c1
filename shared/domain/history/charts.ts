/** Numbers for the charts of the History view and of reports, of exactly the lines that the filter shows. */
import { z } from 'zod';
import { LINE_KINDS } from './history-line';

const count = z.int().min(0);

export const Charts = z.object({
  /** Lines. */
  total: count,
  /** By day of the given time zone, oldest first; days without lines are left out. `counts` in the order of LINE_KINDS. */
  perDay: z.array(z.object({ day: z.iso.date(), counts: z.array(count).length(LINE_KINDS.length).readonly() })).readonly(),
  /** Most first; at most {@link CHART_NAMES}, what is beyond is summed up under an empty name. */
  byOperator: z.array(z.object({ id: z.string(), name: z.string(), count })).readonly(),
  byScenario: z.array(z.object({ name: z.string(), count })).readonly(),
  /** Passes with a known first use, by time from its start: at most so many minutes; null: longer than all. */
  timeToFirstUse: z.array(z.object({ atMostMinutes: z.int().nullable(), count })).readonly(),
  /** Passes that were used, or perhaps used, without a method registered since; newest first, at most {@link CHART_NAMES}. */
  unfinished: z.object({ count, newest: z.array(z.object({ id: z.string(), at: z.string(), displayName: z.string() })).readonly() }),
});
export type Charts = z.output<typeof Charts>;

export const CHART_NAMES = 12;
/** Upper bounds of the bars of `timeToFirstUse`, minutes. */
export const FIRST_USE_MINUTES = [5, 15, 30, 60, 240, 480, 1440] as const;
