/** The audits' part of a round: first what is new of every kind, then the reading of all that Entra keeps goes on. */
import type { AuditMark } from '../../shared/domain/history/feed-mark';
import { afterNewest, afterWide, KEPT_DAYS, newestSweep, readStretch, wideSweep } from '../../shared/domain/history/audit-sweeps';
import type { HistoryRules } from '../../shared/domain/history/history-rules';
import type { AuditRow } from '../../shared/domain/history/audit-row';
import type { Unread } from '../../shared/domain/known';
import type { Desk } from './desk';
import { auditStream, type Course, entraNow, type Marks, noteRefusal } from './sync-course';
import { type Budget, type Log, sweepLog, type Swept } from './sweep-log';

/** Pages of one kind of audits that are new, in one round: far more than two minutes bring, and enough for days. */
const NEW_PAGES = 200;
/** Pages of older audits in one round, all kinds together: about half of what the reports give in that time. */
const OLD_PAGES = 20;

/** Leaves in the desk's memory how far the audits were read, or why they were not. */
export async function readAudits(desk: Desk, course: Course, marks: Marks, rules: Pick<HistoryRules, 'keepDays'>): Promise<void> {
  const { streams } = desk.auditFeed;
  let gap: Unread | null = null;
  for (const stream of streams) {
    const mark = marks.audits(stream);
    const swept = await read(desk, marks, stream, { mark, sweep: newestSweep(mark, entraNow(desk)) }, { left: NEW_PAGES }, afterNewest);
    if (typeof swept === 'object') gap ??= swept;
    if (!goesOn(desk, course, marks, swept, gap)) return;
  }
  const budget = { left: OLD_PAGES };
  for (const stream of streams) {
    const mark = marks.audits(stream);
    const sweep = wideSweep(mark, entraNow(desk), Math.min(KEPT_DAYS, rules.keepDays));
    if (sweep === null || budget.left <= 0) continue;
    const swept = await read(desk, marks, stream, { mark, sweep }, budget, afterWide);
    if (typeof swept === 'object') gap ??= swept;
    if (!goesOn(desk, course, marks, swept, gap)) return;
  }
}

function read(desk: Desk, marks: Marks, stream: string, start: { readonly mark: AuditMark; readonly sweep: ReturnType<typeof newestSweep> }, budget: Budget, after: typeof afterNewest): Promise<Swept> {
  const log: Log<AuditRow, AuditMark> = {
    stream: auditStream(stream),
    read: (since, next) => desk.auditFeed.audits(stream, since, next),
    keep: (rows, mark) => desk.history.takeAuditsWithMark(rows, mark),
    after,
  };
  return sweepLog(desk, log, start, budget, (mark) => marks.note(log.stream, mark));
}

/** @param gap - What could not be read in this round. @returns whether the next kind of audits is worth asking for. */
function goesOn(desk: Desk, course: Course, marks: Marks, swept: Swept, gap: Unread | null): boolean {
  if (!desk.isOpen()) return false;
  const { feeds } = desk.memory;
  const all = desk.auditFeed.streams.map((stream) => marks.audits(stream));
  feeds.auditsRead = readStretch(all);
  if (swept === 'failed' || swept === 'closed') return false;
  const through = feeds.auditsRead?.through ?? null;
  const rows = all.reduce((sum, mark) => sum + mark.rows, 0);
  const isNews = feeds.audits.state !== 'read' || feeds.audits.rows !== rows;
  feeds.audits = gap ? { state: 'unread', unread: gap, through } : { state: 'read', through, rows };
  if (isNews) desk.tell.historyChanged();
  // One kind that cannot be read says nothing about the others, unless the operator may read none.
  return typeof swept !== 'object' || !noteRefusal(desk, course, 'audits', swept);
}
