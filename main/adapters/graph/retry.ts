/**
 * Repeats what may be repeated.
 *
 * A read: after 429, 503, 504 and when the network failed. A revoke of a pass or of sessions, enabling or disabling an
 * account, a grant and its end: after 429 only, which says that nothing was done; after anything else it may have taken effect. An issue: never here. Seconds later somebody else
 * may have given the person a pass, which a repeated create would displace: the use case looks first. A mail: never; by
 * then its passcode may have been revoked. A `$batch` of reads is a read, although it is a POST. Bounds: {@link TRIES} tries; no try begins later than {@link BUDGET_SECONDS}, or the call's own patience, after
 * the first; an abort ends it.
 *
 * In the background no write is repeated, for whoever sends it looks again first, and a read waits for as long as it is told
 * to: {@link BACKGROUND_TRIES} times, its turn in the pace not counted.
 */
import type { Clock } from '../../ports/desk';
import { type Call, carried, type Effect } from './call';
import type { Link } from './middleware';
import type { Wait } from './pause';
import { backoffSeconds, retryAfterSeconds } from './retry-after';

export const TRIES = 3;
export const BUDGET_SECONDS = 20;
export const BACKGROUND_TRIES = 8;
/** Doing these twice does no harm, and PIM takes no second grant of the same: they may go out again once it is certain that nothing was done. */
const REPEATABLE_WRITES: ReadonlySet<Effect> = new Set(['revoke', 'sessions', 'disable', 'grant', 'end-grant']);
/** After a cut connection a new one usually works at once. Seconds. */
const NETWORK_PAUSE_SECONDS = 0.3;

export function retrying({ clock, wait }: { readonly clock: Clock; readonly wait: Wait }): Link {
  return async (context, { call }, next) => {
    const isPatient = call.isBackground === true && call.effect === 'read';
    const lastStart = isPatient ? Infinity : clock.now().getTime() + (call.patienceSeconds ?? BUDGET_SECONDS) * 1000;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await tryOnce(next);
      const seconds = outcome.failed
        ? pauseAfterFault(outcome.cause, call.effect)
        : pauseAfterAnswer(context.response, call, attempt, clock.now());
      const isLast = seconds === null || attempt >= (isPatient && !outcome.failed ? BACKGROUND_TRIES : TRIES) || clock.now().getTime() + seconds * 1000 > lastStart;
      if (isLast && outcome.failed) throw outcome.cause;
      if (isLast) return;
      await wait(seconds * 1000, call.signal);
    }
  };
}

type Outcome = { readonly failed: false } | { readonly failed: true; readonly cause: unknown };

async function tryOnce(next: () => Promise<void>): Promise<Outcome> {
  try {
    await next();
    return { failed: false };
  } catch (cause) {
    return { failed: true, cause };
  }
}

/** @returns seconds to wait before the next try, or null when there must be none. */
function pauseAfterAnswer(response: Response | undefined, { effect, isBackground }: Call, attempt: number, now: Date): number | null {
  const status = response?.status ?? 0;
  const mayRepeat = effect === 'read' ? isRepeatable(status) : !isBackground && REPEATABLE_WRITES.has(effect) && status === 429;
  if (!mayRepeat) return null;
  return retryAfterSeconds(response?.headers.get('Retry-After') ?? null, now) ?? backoffSeconds(attempt);
}

/** True for answers after which a read is worth another try. */
export function isRepeatable(status: number): boolean {
  return status === 429 || status === 503 || status === 504;
}

/** Only a dead network: a time-out has used up the operator's patience already, and a missing sign-in stays missing. */
function pauseAfterFault(cause: unknown, effect: Effect): number | null {
  return effect === 'read' && carried(cause)?.kind === 'offline' ? NETWORK_PAUSE_SECONDS : null;
}
