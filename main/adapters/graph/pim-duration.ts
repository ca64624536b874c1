/**
 * ISO 8601 durations as PIM reads and writes them. A year counts 365 days and a month 30: PIM's own maxima are whole days
 * (`P365D`), and Edm.Duration knows neither.
 */
const PATTERN = /^P(?=.)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d{1,12})?S)?)?$/i;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
const UNITS_MS = [365 * DAY_MS, 30 * DAY_MS, 7 * DAY_MS, DAY_MS, 60 * MINUTE_MS, MINUTE_MS, 1000];

/** Parts of a second are left out. @returns null for what is no duration. */
export function millisecondsOf(duration: string): number | null {
  const parts: readonly (string | undefined)[] | undefined = PATTERN.exec(duration)?.slice(1);
  return parts?.reduce((sum, part, index) => sum + Number(part ?? 0) * (UNITS_MS[index] ?? 0), 0) ?? null;
}

/** Whole minutes, rounded down: of a maximum, the safe side. @returns null for what is no duration. */
export function minutesOf(duration: string): number | null {
  const milliseconds = millisecondsOf(duration);
  return milliseconds === null ? null : Math.floor(milliseconds / MINUTE_MS);
}

/** @param minutes - Whole, at least 1. */
export function isoDuration(minutes: number): string {
  if (minutes % DAY_MINUTES === 0) return `P${minutes / DAY_MINUTES}D`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
}
