/**
 * Reads one of Entra's logs page by page. The rows of a page and how far that page led are written as one, so that whoever is
 * killed in between goes on from the page before; rows that are known already change nothing.
 */
import type { Sweep } from '../../shared/domain/history/feed-mark';
import type { Known, Unread } from '../../shared/domain/known';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';
import type { FeedPage } from '../ports/audit-feed';
import type { FeedMark } from '../ports/history';
import type { Desk } from './desk';

type Row = { readonly at: string };

export type Log<T extends Row, M> = {
  /** Under this name its mark is kept. */
  readonly stream: string;
  readonly read: (since: string, next: string | null) => Promise<Result<Known<FeedPage<T>>, AppError>>;
  readonly keep: (rows: readonly T[], mark: FeedMark) => Promise<Result<unknown, AppError>>;
  /** The mark after a page, `sweep` being as it is after it: `next` null at the end. */
  readonly after: (mark: M, sweep: Sweep) => M;
};

/** Pages that may still be asked for. */
export type Budget = { left: number };

/** `paused`: the budget is spent. `failed`: nothing that somebody has to decide about; the next round tries again. */
export type Swept = 'done' | 'paused' | 'closed' | 'failed' | Unread;

/** @param onMark - Told after each page that is on disk. @returns how it ended. */
export async function sweepLog<T extends Row, M>(desk: Desk, log: Log<T, M>, start: { readonly mark: M; readonly sweep: Sweep }, budget: Budget, onMark: (mark: M) => void): Promise<Swept> {
  let { mark, sweep } = start;
  for (;;) {
    if (!desk.isOpen()) return 'closed';
    if (budget.left <= 0) return 'paused';
    budget.left -= 1;
    const page = await log.read(sweep.reached ?? sweep.since, sweep.next);
    if (!desk.isOpen()) return 'closed';
    if (!page.ok) {
      desk.log.warn('history.log-not-read', { kind: page.error.kind });
      return 'failed';
    }
    if (!page.value.known) {
      // A link to the next page is good for a while only; without it one reads on from what is certain.
      if (sweep.next === null || page.value.because === 'not-permitted' || page.value.because === 'not-licensed') return page.value;
      sweep = { ...sweep, next: null };
      continue;
    }
    sweep = turned(sweep, page.value.value);
    const next = log.after(mark, sweep);
    const kept = await log.keep(page.value.value.rows, { stream: log.stream, mark: JSON.stringify(next) });
    if (!kept.ok) {
      desk.log.warn('history.log-not-kept', { kind: kept.error.kind });
      return 'failed';
    }
    mark = next;
    onMark(mark);
    if (sweep.next === null) return 'done';
  }
}

/** True where asking again soon would be answered the same: a role, a licence or a cloud stands in the way. */
export function isClosed({ because }: Unread): boolean {
  return because !== 'failed';
}

function turned(sweep: Sweep, { rows, next, isOldestFirst = false }: FeedPage<Row>): Sweep {
  const [first, last] = [rows[0], rows.at(-1)];
  const oldest = rows.reduce<string | null>((found, { at }) => (found === null || Date.parse(at) < Date.parse(found) ? at : found), sweep.oldest);
  if (!first || !last) return { ...sweep, next };
  const counted = sweep.rows + rows.length;
  const goesOn = isOldestFirst && (sweep.reached === null || Date.parse(first.at) >= Date.parse(sweep.reached));
  return { ...sweep, next, oldest, rows: counted, reached: goesOn ? last.at : null };
}
