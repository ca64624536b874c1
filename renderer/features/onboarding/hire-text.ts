/**
 * First days in words. Pure: `now` is an argument. A first day is a date, the same one in every time zone; only how far
 * off it is depends on the operator's calendar.
 */
import { counted } from './counted';

const DAY_MS = 86_400_000;
const locale = navigator.language.startsWith('en') ? navigator.language : 'en-GB';
const thisYear = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const anotherYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** "Mon 2 Mar", or with the year when it is another one. @param day - `2026-03-02`. */
export function dayText(day: string, now: Date): string {
  const at = new Date(day);
  if (Number.isNaN(at.getTime())) return day;
  return (at.getUTCFullYear() === now.getFullYear() ? thisYear : anotherYear).format(at);
}

/** "today", "tomorrow", "in 3 days", "2 days ago". @param day - `2026-03-02`. */
export function awayText(day: string, now: Date): string {
  const days = daysUntil(day, now);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${counted(days, 'day')}` : `${counted(-days, 'day')} ago`;
}

/** Whole days from the operator's today; negative once it has passed. */
export function daysUntil(day: string, now: Date): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((Date.parse(day) - today) / DAY_MS);
}
