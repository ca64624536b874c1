/** Times of the rows. The zone is named once, in the head of the table. */
const locale = navigator.language.startsWith('en') ? navigator.language : 'en-GB';
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const dayAndClock = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

export const dayPart = (instant: string): string => day.format(new Date(instant));
export const clockPart = (instant: string): string => clock.format(new Date(instant));
export const dayClock = (instant: string): string => dayAndClock.format(new Date(instant));

/** The time alone where it is the same day as what it is told beside. */
export function shortFrom(instant: string, beside: string): string {
  return new Date(instant).toDateString() === new Date(beside).toDateString() ? clockPart(instant) : dayClock(instant);
}
