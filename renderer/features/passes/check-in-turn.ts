import type { PassRow } from '../../../shared/domain/pass-life';
import type { AppError } from '../../../shared/errors';
import { CHECK_MAXIMUM } from '../../../shared/ipc/sizes';
import { tell } from '../../bridge/desk';
import { wait } from '../../ui/wait';

/** How often one batch is put off for Microsoft's sake before the reading gives up. */
const PAUSES_MAXIMUM = 10;

type Watch = {
  readonly signal: AbortSignal;
  readonly onRows: (rows: readonly PassRow[]) => void;
  /** People asked about so far. */
  readonly onProgress?: (checked: number) => void;
  /** Epoch milliseconds at which it goes on; null when it does. */
  readonly onPause?: (until: number | null) => void;
  /** False: a request for a pause ends it instead of being waited for. */
  readonly waits?: boolean;
};

/** `left`: who has not been asked about, because it failed or was stopped. */
export type CheckEnd = { readonly left: readonly string[]; readonly error: AppError | null };

/** Asks about these people's passes, a batch at a time, one after another. Where Microsoft asks for a pause it pauses, then goes on. */
export async function checkInTurn(ids: readonly string[], { signal, onRows, onProgress, onPause, waits = true }: Watch): Promise<CheckEnd> {
  const isStopped = () => signal.aborted;
  let pauses = 0;
  for (let at = 0; at < ids.length; ) {
    if (isStopped()) return { left: ids.slice(at), error: null };
    const reply = await tell('passes.check', { personIds: ids.slice(at, at + CHECK_MAXIMUM) });
    if (isStopped()) return { left: ids.slice(at), error: null };
    if (reply.ok) {
      onRows(reply.value.rows);
      at += CHECK_MAXIMUM;
      pauses = 0;
      onProgress?.(Math.min(at, ids.length));
    } else if (reply.error.kind === 'throttled' && waits && pauses < PAUSES_MAXIMUM) {
      pauses += 1;
      const milliseconds = Math.max(1, reply.error.retryAfterSeconds) * 1000;
      onPause?.(Date.now() + milliseconds);
      await wait(milliseconds, signal);
      onPause?.(null);
    } else {
      return { left: ids.slice(at), error: reply.error };
    }
  }
  return { left: [], error: null };
}
