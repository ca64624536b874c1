/**
 * ISO 8601 durations as PIM writes them, in milliseconds. A year counts 365 days and a month 30: PIM says nothing about
 * calendars, and its own defaults are whole days (`P365D`).
 */
const PATTERN = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?$/i;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNITS = [365 * DAY, 30 * DAY, 7 * DAY, DAY, 60 * MINUTE, MINUTE, 1_000];

/** @returns Undefined for what is no duration. */
export function millisecondsOf(duration: string): number | undefined {
  const parts: readonly (string | undefined)[] | undefined = PATTERN.exec(duration)?.slice(1);
  return parts?.reduce<number>((sum, part, index) => sum + Number(part ?? 0) * (UNITS[index] ?? 0), 0);
}
