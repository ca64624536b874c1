/**
 * How long Graph asks a caller to wait. Unit: seconds, rounded up.
 * Source: RFC 9110 section 10.2.3 (delay-seconds or HTTP-date); Graph "throttling" names the header for 429 and 503.
 */

/** Longest time that is believed, seconds: a day. What lies beyond it is a broken clock, not a wish. */
const MAXIMUM_SECONDS = 86_400;

/** @returns null when the header is absent or unreadable; never negative. */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.min(Math.ceil(Number(text)), MAXIMUM_SECONDS);
  // A bare number was handled above; `Date.parse` would read a negative one as a year.
  const at = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return null;
  return Math.min(Math.max(0, Math.ceil((at - now.getTime()) / 1000)), MAXIMUM_SECONDS);
}

/** Waiting time where Graph named none, seconds: 1, 2, 4. @param attempt - Tries so far, from 1. */
export function backoffSeconds(attempt: number): number {
  return 2 ** (attempt - 1);
}
