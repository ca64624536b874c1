/**
 * What of an audit log is read when, so that nothing is missed although rows arrive hours late and out of order: an hour back
 * every time, a day back every hour, all that Entra keeps once a day. A row is missed only if it arrives after Entra's own
 * retention, or later than that after it happened. Pure; epoch milliseconds by Entra's clock.
 */
import { type AuditMark, NEVER_READ, type Sweep } from './feed-mark';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Behind what was read last, for rows of the same minutes. */
const OVERLAP = 10 * 60_000;
/** Entra's longest retention, days: with P1 or P2. Without, 7 days; less a day, as it is not said when in a day it forgets. Source: facts 8.1. */
export const KEPT_DAYS = 30;
const SURELY_KEPT = 6 * DAY;
/** So far ahead a mark may be of a clock that was corrected meanwhile. */
const AHEAD = 10 * 60_000;

const iso = (at: number) => new Date(at).toISOString();
const at = (instant: string | null) => (instant === null ? null : Date.parse(instant));
const earlier = (one: string, other: string) => (Date.parse(one) <= Date.parse(other) ? one : other);
const later = (one: string, other: string) => (Date.parse(one) >= Date.parse(other) ? one : other);

/**
 * The mark as it still holds. After a longer absence Entra may have forgotten what came in between, so what follows is no
 * continuation; and a mark from the future was set by a clock that was wrong.
 */
export function stillHolds(mark: AuditMark, now: number): AuditMark {
  const through = at(mark.through);
  const times = [through, at(mark.dayAt), at(mark.fullAt), at(mark.sweep?.begunAt ?? null)];
  const isBroken = times.some((time) => time !== null && time > now + AHEAD) || (through !== null && now - through > SURELY_KEPT);
  return isBroken ? { ...NEVER_READ, rows: mark.rows } : mark;
}

/** What is read every time. The first time only a day: today's rows are wanted first, and the rest follows. */
export function newestSweep(mark: AuditMark, now: number): Sweep {
  const through = at(mark.through);
  const isDayDue = through === null || isDue(mark.dayAt, HOUR, now);
  return begun(Math.min(through === null ? now : through - OVERLAP, now - (isDayDue ? DAY : HOUR)), now);
}

/** The reading of all that Entra keeps: the one under way, a new one when it is due, null when neither. */
export function wideSweep(mark: AuditMark, now: number, keptDays: number): Sweep | null {
  if (mark.through === null) return null;
  return mark.sweep ?? (isDue(mark.fullAt, DAY, now) ? begun(now - keptDays * DAY, now) : null);
}

/** The mark after a page of {@link newestSweep}. @param sweep - As it is after that page. */
export function afterNewest(mark: AuditMark, sweep: Sweep): AuditMark {
  const counted = mark.fullAt === null ? { ...mark, rows: Math.max(mark.rows, sweep.rows) } : mark;
  if (sweep.next !== null) {
    // It began behind `through`. Oldest first, so everything before the last row is there; rows of the very same instant may be on the next page.
    return sweep.reached === null || mark.through === null ? counted : { ...counted, through: later(mark.through, iso(Date.parse(sweep.reached) - 1)) };
  }
  const isDay = Date.parse(sweep.begunAt) - Date.parse(sweep.since) >= DAY;
  return {
    ...counted,
    from: mark.from ?? sweep.since,
    sureFrom: mark.sureFrom ?? sweep.since,
    through: mark.through === null ? sweep.begunAt : later(mark.through, sweep.begunAt),
    dayAt: isDay ? sweep.begunAt : mark.dayAt,
  };
}

/** The mark after a page of {@link wideSweep}. */
export function afterWide(mark: AuditMark, sweep: Sweep): AuditMark {
  if (sweep.next !== null) return { ...mark, sweep, rows: Math.max(mark.rows, sweep.rows) };
  const ended = { ...mark, sweep: null, fullAt: sweep.begunAt, rows: sweep.rows };
  if (mark.from !== null && Date.parse(mark.from) <= Date.parse(sweep.since)) return ended;
  const sureFrom = later(sweep.since, iso(Date.parse(sweep.begunAt) - SURELY_KEPT));
  return { ...ended, from: sweep.since, sureFrom: mark.sureFrom === null ? sureFrom : earlier(mark.sureFrom, sureFrom), oldest: sweep.oldest };
}

/**
 * What all of these logs together were read of without a gap, null while one of them was never read. How far back Entra's
 * records went at the time is shown by the oldest row of any of them; without one so old, only what it keeps for everybody counts.
 */
export function readStretch(marks: readonly AuditMark[]): { readonly from: string; readonly through: string } | null {
  const oldest = marks.flatMap((mark) => mark.oldest ?? []).sort((one, other) => Date.parse(one) - Date.parse(other))[0];
  let stretch: { readonly from: string; readonly through: string } | null = null;
  for (const { from, sureFrom, through } of marks) {
    if (from === null || sureFrom === null || through === null) return null;
    const mine = { from: oldest === undefined ? sureFrom : later(from, earlier(sureFrom, oldest)), through };
    stretch = stretch === null ? mine : { from: later(stretch.from, mine.from), through: earlier(stretch.through, mine.through) };
  }
  return stretch;
}

function begun(since: number, now: number): Sweep {
  return { since: iso(since), begunAt: iso(now), next: null, reached: null, oldest: null, rows: 0 };
}

function isDue(last: string | null, every: number, now: number): boolean {
  const then = at(last);
  return then === null || now - then >= every;
}
