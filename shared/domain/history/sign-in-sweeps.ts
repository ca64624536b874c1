/** Whose sign-ins are read, and from when on. Pure; epoch milliseconds by Entra's clock, person ids in lower case. */
import type { SignInMark, Sweep } from './feed-mark';

export type PassSpan = { readonly personId: string; readonly startsAt: string; readonly endsAt: string };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** One person's are read no more often. */
const EVERY = 10 * 60_000;
/** Sign-ins come minutes to hours late, and the log knows no order to ask for. */
const OVERLAP = 6 * HOUR;

const iso = (at: number) => new Date(at).toISOString();

type Bounds = { readonly now: number; readonly usualDays: number; readonly keptDays: number };

/** Everybody who is still to be read, by person id: those of earlier rounds whose time is not over, and whoever has a pass now. */
export function wantedOf(marks: ReadonlyMap<string, SignInMark>, open: readonly PassSpan[], { now, usualDays, keptDays }: Bounds): Map<string, SignInMark> {
  const wanted = new Map([...marks].filter(([, { isDone, until }]) => !isDone && now - Date.parse(until) < keptDays * DAY));
  for (const { personId, startsAt, endsAt } of open) {
    const id = personId.toLowerCase();
    const since = Math.max(Date.parse(startsAt) - usualDays * DAY, now - keptDays * DAY);
    const until = Date.parse(endsAt) + DAY;
    const mark = wanted.get(id) ?? marks.get(id);
    if (mark === undefined) wanted.set(id, fresh(since, until));
    // Of a pass that was read to its end nothing more is needed.
    else if (until > Date.parse(mark.until) || (since < Date.parse(mark.since) && !mark.isDone)) wanted.set(id, widened(mark, since, until));
  }
  return wanted;
}

/** What is to be read of one person now; null: nothing yet. @param lastRead - At this desk; null: not since it was opened. */
export function signInSweep(mark: SignInMark, now: number, lastRead: number | null): Sweep | null {
  if (mark.sweep) return mark.sweep;
  const begin = (since: number): Sweep => ({ since: iso(since), begunAt: iso(now), next: null, reached: null, oldest: null, rows: 0 });
  const since = Date.parse(mark.since);
  if (mark.through === null || now >= Date.parse(mark.until)) return begin(since);
  if (lastRead !== null && now - lastRead < EVERY) return null;
  return begin(Math.max(since, Date.parse(mark.through) - OVERLAP));
}

/** The mark after a page. */
export function afterSignIns(mark: SignInMark, sweep: Sweep): SignInMark {
  const rows = Math.max(mark.rows, sweep.rows);
  if (sweep.next !== null) return { ...mark, sweep, rows };
  const through = mark.through === null ? -Infinity : Date.parse(mark.through);
  const isWhole = Date.parse(sweep.since) <= Date.parse(mark.since);
  return { ...mark, rows, sweep: null, through: iso(Math.max(through, Date.parse(sweep.begunAt))), isDone: isWhole && Date.parse(sweep.begunAt) >= Date.parse(mark.until) };
}

function fresh(since: number, until: number): SignInMark {
  return { version: 1, since: iso(since), until: iso(until), through: null, isDone: false, rows: 0, sweep: null };
}

/** What was read goes on to count where it joins what is wanted now; else it is read from the beginning. */
function widened(mark: SignInMark, since: number, until: number): SignInMark {
  const joins = Date.parse(mark.since) <= since && (mark.through === null || since <= Date.parse(mark.through));
  const last = Math.max(until, Date.parse(mark.until));
  if (joins) return { ...mark, until: iso(last), isDone: false };
  return { ...fresh(mark.isDone ? since : Math.min(since, Date.parse(mark.since)), last), rows: mark.rows };
}
