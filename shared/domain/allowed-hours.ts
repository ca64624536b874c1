/** Whether a moment lies within the hours in which passes may be issued. Pure but for the time zone data of the runtime. */
import { type AllowedHours, WEEKDAYS } from './limits';

const MINUTES_A_DAY = 1440;

/** `from` is inclusive, `to` exclusive. A window past midnight belongs to the day on which it began. */
export function isWithinHours(hours: 'any' | AllowedHours, now: Date): boolean {
  if (hours === 'any') return true;
  const { day, minute } = localTime(now, hours.timeZone);
  const from = minuteOf(hours.from);
  const to = minuteOf(hours.to);
  const isDay = (index: number) => hours.days.includes(WEEKDAYS[(index + 7) % 7] ?? 'mon');
  if (from < to) return isDay(day) && minute >= from && minute < to;
  return (isDay(day) && minute >= from) || (isDay(day - 1) && minute < to);
}

function minuteOf(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) % MINUTES_A_DAY;
}

/** Kept, for making one takes longer than a thousand uses of it. There are as many as the policy names zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formatters.set(timeZone, made);
  return made;
}

function localTime(now: Date, timeZone: string): { readonly day: number; readonly minute: number } {
  const parts = formatterOf(timeZone).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const day = WEEKDAYS.findIndex((name) => part('weekday').toLowerCase().startsWith(name));
  return { day, minute: Number(part('hour')) * 60 + Number(part('minute')) };
}
