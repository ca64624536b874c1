/**
 * The sign-ins' part of a round: of people who have a pass from this desk, from `usualDays` before it until a day after its end.
 * Few people in each round, those who waited longest first. When that day is over all is read once more, so that what came late
 * is there too; what comes later than that is not.
 */
import type { SignInRow } from '../../shared/domain/history/audit-row';
import { KEPT_DAYS } from '../../shared/domain/history/audit-sweeps';
import type { SignInMark } from '../../shared/domain/history/feed-mark';
import type { HistoryRules } from '../../shared/domain/history/history-rules';
import { afterSignIns, type PassSpan, signInSweep, wantedOf } from '../../shared/domain/history/sign-in-sweeps';
import type { Desk } from './desk';
import { type Course, entraNow, type Marks, noteRefusal, signInStream } from './sync-course';
import { type Log, sweepLog, type Swept } from './sweep-log';

/** Requests in one round: a sixth of what the reports give in that time. */
const REQUESTS = 8;

export async function readSignIns(desk: Desk, course: Course, marks: Marks, rules: Pick<HistoryRules, 'usualDays'>, open: readonly PassSpan[]): Promise<void> {
  const now = entraNow(desk);
  const wanted = wantedOf(marks.signIns(), open, { now, usualDays: Math.min(rules.usualDays, KEPT_DAYS), keptDays: KEPT_DAYS });
  const due = [...wanted].flatMap(([personId, mark]) => {
    const sweep = signInSweep(mark, now, course.lastRead.get(personId) ?? null);
    return sweep ? [{ personId, mark, sweep }] : [];
  });
  due.sort((one, other) => (course.lastRead.get(one.personId) ?? 0) - (course.lastRead.get(other.personId) ?? 0));
  const budget = { left: REQUESTS };
  for (const { personId, mark, sweep } of due) {
    if (budget.left <= 0) break;
    const log: Log<SignInRow, SignInMark> = {
      stream: signInStream(personId),
      read: (since, next) => desk.auditFeed.signIns(personId, since, next),
      // Nobody needs to know where somebody signs in once their pass is over.
      keep: (rows, kept) => desk.history.takeSignInsWithMark(rows.filter(({ at }) => Date.parse(at) <= Date.parse(mark.until)), kept),
      after: afterSignIns,
    };
    const swept = await sweepLog(desk, log, { mark, sweep }, budget, (kept) => {
      marks.note(log.stream, kept);
      wanted.set(personId, kept);
    });
    // Whoever cannot be read must not keep the others waiting.
    if (swept !== 'paused') course.lastRead.set(personId, desk.clock.now().getTime());
    if (!goesOn(desk, course, wanted, swept)) return;
  }
}

function goesOn(desk: Desk, course: Course, wanted: ReadonlyMap<string, SignInMark>, swept: Swept): boolean {
  if (!desk.isOpen() || swept === 'failed' || swept === 'closed') return false;
  const all = [...wanted.values()];
  const open = all.filter(({ isDone }) => !isDone).map(({ through }) => through);
  const through = open.includes(null) ? null : (open.flatMap((each) => each ?? []).sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? new Date(entraNow(desk)).toISOString());
  if (typeof swept === 'object') {
    noteRefusal(desk, course, 'signIns', swept);
    desk.memory.feeds.signIns = { state: 'unread', unread: swept, through };
    return false;
  }
  desk.memory.feeds.signIns = { state: 'read', through, rows: all.reduce((sum, { rows }) => sum + rows, 0) };
  return true;
}
