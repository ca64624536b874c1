/** A place that does not answer must not keep anybody waiting. */
import type { AppErrorOf } from '../../../shared/errors';
import { err, type Result } from '../../../shared/result';

/** For one head, or for reading all of them, ms. */
export const LIMIT_MS = 10_000;

export type AnchorFailed = AppErrorOf<'anchor-failed'>;

export function anchorFailed(reason: AnchorFailed['reason']): AnchorFailed {
  return { kind: 'anchor-failed', reason };
}

/**
 * @param work - May go on when the time is up: a dead share holds a call for minutes, and it cannot be called back. `isLate` tells it
 *   that nobody waits any more.
 * @param reasonOf - Why it failed, of what it threw.
 * @returns what it answers within {@link LIMIT_MS}; `offline` after that. Never rejects.
 */
export async function inTime<T>(work: (isLate: () => boolean) => Promise<Result<T, AnchorFailed>>, reasonOf: (cause: unknown) => AnchorFailed['reason'], limitMs = LIMIT_MS): Promise<Result<T, AnchorFailed>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const late = new Promise<Result<T, AnchorFailed>>((resolve) => {
    timer = setTimeout(() => {
      isOver = true;
      resolve(err(anchorFailed('offline')));
    }, limitMs);
  });
  try {
    return await Promise.race([work(() => isOver), late]);
  } catch (cause) {
    return err(anchorFailed(reasonOf(cause)));
  } finally {
    clearTimeout(timer);
  }
}
