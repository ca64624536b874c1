/**
 * Keeps the copies of Entra's logs in step while the desk is open. One round reads what is new of each kind of audits, goes on
 * with the reading of all that Entra keeps, reads sign-ins of those who have a pass, and looks at the passes themselves.
 */
import type { FeedState } from '../../shared/domain/history/history-state';
import { DAY, readStretch } from '../../shared/domain/history/audit-sweeps';
import { DEFAULT_RULES } from '../../shared/domain/rules';
import type { Desk } from './desk';
import { lookAtPasses, newLooks } from './look-at-passes';
import { readAudits } from './read-audits';
import { readSignIns } from './read-sign-ins';
import { type Course, keptMarks, mayAsk } from './sync-course';

const ROUND_MS = 120_000;
/** First the operator finds somebody. */
const FIRST_AFTER_MS = 5_000;
/** No wait is longer, so that nothing of a closed desk lingers. */
const WAIT_AT_MOST_MS = 20_000;
/** People whose passes may still live, at most. */
const OPEN_PASSES_MAXIMUM = 500;

export const newCourse = (): Course => ({ marks: null, refusedAt: {}, hadAudits: false, lastRead: new Map(), looks: newLooks(), forgottenAt: null });

/** One round. @param course - What rounds of one desk know of each other; without it everything is tried. */
export async function syncAudits(desk: Desk, course: Course = newCourse()): Promise<void> {
  const { history: rules } = desk.policy.state === 'in-force' ? desk.policy.rules : DEFAULT_RULES;
  const { feeds } = desk.memory;
  const before = JSON.stringify(feeds);
  const open = await desk.history.openPasses(desk.clock.now().toISOString(), OPEN_PASSES_MAXIMUM);
  if (!open.ok || !desk.isOpen()) return;
  if (!rules.readAudits) Object.assign(feeds, { audits: off, signIns: off, auditsRead: null });
  else {
    const marks = await keptMarks(desk, course);
    if (marks === null) return;
    feeds.auditsRead = readStretch(desk.auditFeed.streams.map((stream) => marks.audits(stream)));
    if (mayAsk(desk, course, 'audits')) await readAudits(desk, course, marks, rules);
    if (desk.isOpen() && mayAsk(desk, course, 'signIns')) await readSignIns(desk, course, marks, rules, open.value);
  }
  if (desk.isOpen()) await lookAtPasses(desk, course.looks, open.value);
  if (desk.isOpen()) await forgetOld(desk, course, rules.keepDays);
  if (desk.isOpen() && JSON.stringify(feeds) !== before) {
    desk.tell.historyChanged();
    // What has come to light is looked for now, and not only at the next look by the clock.
    desk.memory.onAppended.forEach((listener) => listener());
  }
}

/** For as long as the desk is open. Never rejects. */
export async function watchAudits(desk: Desk): Promise<void> {
  const course = newCourse();
  await rest(desk, FIRST_AFTER_MS);
  while (desk.isOpen()) {
    try {
      await syncAudits(desk, course);
    } catch (cause) {
      // One round that fails must not be the last.
      desk.log.error('history.sync-failed', { cause });
    }
    await rest(desk, ROUND_MS);
  }
}

const off: FeedState = { state: 'off' };

async function forgetOld(desk: Desk, course: Course, keepDays: number): Promise<void> {
  const now = desk.clock.now().getTime();
  if (course.forgottenAt !== null && now - course.forgottenAt < DAY) return;
  const forgotten = await desk.history.forgetBefore(new Date(now - keepDays * DAY).toISOString());
  if (forgotten.ok) course.forgottenAt = now;
}

async function rest(desk: Desk, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0 && desk.isOpen(); left -= WAIT_AT_MOST_MS) await desk.wait(Math.min(left, WAIT_AT_MOST_MS));
}
