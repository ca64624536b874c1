/** Instants and durations in words, in the operator's own time zone. Pure: `now` is an argument. */

/** The texts are English, so are the dates; the operator's own English where there is one (day before month or after). */
const locale = navigator.language.startsWith('en') ? navigator.language : 'en-GB';
export const zoneName = new Intl.DateTimeFormat(locale).resolvedOptions().timeZone;

const full = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
const precise = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
const timeOnly = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
const clockOnly = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const dateOnly = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });

export const instantText = (instant: Date): string => full.format(instant);
export const preciseText = (instant: Date): string => precise.format(instant);
export const dateText = (instant: Date): string => dateOnly.format(instant);
/** The time alone when it is today, with the date otherwise. */
export const shortText = (instant: Date, now: Date): string =>
  instant.toDateString() === now.toDateString() ? timeOnly.format(instant) : full.format(instant);

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** "45 minutes", "1 hour", "2 hours 30 minutes", "3 days 4 hours". */
export function minutesInWords(minutes: number): string {
  if (minutes < 60) return plural(minutes, 'minute');
  const [big, small, bigUnit, smallUnit] =
    minutes < 1440
      ? [Math.floor(minutes / 60), minutes % 60, 'hour', 'minute']
      : [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), 'day', 'hour'];
  return small === 0 ? plural(big, bigUnit) : `${plural(big, bigUnit)} ${plural(small, smallUnit)}`;
}

/** "42 min 10 s", "3 h 5 min", "2 d 4 h": what is left until an instant, or "0 s" when it has passed. */
export function leftText(until: Date, now: Date): string {
  const seconds = Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return minutes < 10 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** "just now", "5 minutes ago", "in 2 hours". */
export function ageText(instant: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - instant.getTime()) / 1000);
  const minutes = Math.round(Math.abs(seconds) / 60);
  if (minutes === 0) return seconds > 20 ? 'less than a minute ago' : 'just now';
  const words = minutes < 120 ? plural(minutes, 'minute') : minutes < 2880 ? plural(Math.round(minutes / 60), 'hour') : plural(Math.round(minutes / 1440), 'day');
  return seconds > 0 ? `${words} ago` : `in ${words}`;
}

/** The value of an `<input type="datetime-local">` for an instant, whole minutes, operator's zone. */
export function localInputValue(instant: Date): string {
  const shifted = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** "10:42", or with the date when it is not today. The zone is left out: for a line that names it elsewhere, or lasts minutes. */
export const clockText = (instant: Date, now: Date): string => (instant.toDateString() === now.toDateString() ? clockOnly.format(instant) : full.format(instant));

const clockSeconds = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
/** "10:42:05": for something that is waited for. */
export const secondsText = (instant: Date): string => clockSeconds.format(instant);

const zoned = new Map<string, Intl.DateTimeFormat>();
/** A point in time in somebody else's zone, by its IANA name; the zone itself is left for the view to name. */
export function zonedText(instant: Date, timeZone: string): string {
  try {
    const format = zoned.get(timeZone) ?? new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
    zoned.set(timeZone, format);
    return format.format(instant);
  } catch {
    // A zone that this system does not know.
    return instantText(instant);
  }
}
