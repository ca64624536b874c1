/** What the rounds of one desk know of each other: marks, refusals, and when something was looked at last. */
import { AuditMark, markIn, NEVER_READ, SignInMark } from '../../shared/domain/history/feed-mark';
import { stillHolds } from '../../shared/domain/history/audit-sweeps';
import type { Unread } from '../../shared/domain/known';
import type { Desk } from './desk';
import type { Looks } from './look-at-passes';
import { isClosed } from './sweep-log';

type Feed = 'audits' | 'signIns';

export type Course = {
  /** As they are on disk; null: to be read. */
  marks: Map<string, string> | null;
  /** Epoch ms of the last refusal. */
  refusedAt: Partial<Record<Feed, number>>;
  /** Whether somebody at this desk could read audits when they were refused here. */
  hadAudits: boolean;
  /** By person: epoch ms of the last reading of their sign-ins. */
  readonly lastRead: Map<string, number>;
  readonly looks: Looks;
  forgottenAt: number | null;
};

/** What was not permitted is asked for again no more often. */
const REFUSED_FOR_MS = 3_600_000;

/** Marks by stream, and writing them down after the history has. */
export type Marks = {
  readonly audits: (stream: string) => AuditMark;
  /** By person id. */
  readonly signIns: () => ReadonlyMap<string, SignInMark>;
  readonly signInsOf: (personId: string) => SignInMark | null;
  readonly note: (stream: string, mark: AuditMark | SignInMark) => void;
};

const PERSON = 'sign-ins/';
export const auditStream = (stream: string) => `audits/${stream}`;
export const signInStream = (personId: string) => `${PERSON}${personId}`;

/** @returns null when they cannot be read: the history is closed or out of order. */
export async function keptMarks(desk: Desk, course: Course): Promise<Marks | null> {
  if (course.marks === null) {
    const kept = await desk.history.marks();
    if (!kept.ok) return null;
    course.marks = new Map(kept.value.map(({ stream, mark }) => [stream, mark]));
  }
  const { marks } = course;
  const now = entraNow(desk);
  const signInsOf = (stream: string) => markIn(SignInMark, marks.get(stream));
  return {
    audits: (stream) => stillHolds(markIn(AuditMark, marks.get(auditStream(stream))) ?? NEVER_READ, now),
    signIns: () => new Map([...marks.keys()].filter((stream) => stream.startsWith(PERSON)).flatMap((stream) => {
      const mark = signInsOf(stream);
      return mark ? [[stream.slice(PERSON.length), mark] as const] : [];
    })),
    signInsOf: (personId) => signInsOf(signInStream(personId)),
    note: (stream, mark) => void marks.set(stream, JSON.stringify(mark)),
  };
}

/** Epoch ms by Entra's clock where it is behind this desk's, else by this desk's: no mark may run ahead of the rows. */
export function entraNow(desk: Desk): number {
  return desk.clock.now().getTime() + Math.min(0, desk.clockSkewMs() ?? 0);
}

/**
 * After a refusal only once an hour; at once when the feed's state was set back to `waiting`, as after a consent, or when another
 * read at this desk has got audits meanwhile.
 */
export function mayAsk(desk: Desk, course: Course, feed: Feed): boolean {
  const refusedAt = course.refusedAt[feed];
  if (refusedAt === undefined || desk.memory.feeds[feed].state !== 'unread') return true;
  return desk.clock.now().getTime() - refusedAt >= REFUSED_FOR_MS || (!course.hadAudits && desk.memory.audited !== null);
}

/** @returns false for what may be otherwise at the next try. */
export function noteRefusal(desk: Desk, course: Course, feed: Feed, unread: Unread): boolean {
  if (!isClosed(unread)) return false;
  course.refusedAt[feed] = desk.clock.now().getTime();
  course.hadAudits = desk.memory.audited !== null;
  return true;
}
