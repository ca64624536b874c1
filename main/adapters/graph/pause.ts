/** Waiting that an abort ends at once. */
import { carry } from './call';

/** Rejects with a carried `cancelled` when the signal is aborted first. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const pause: Wait = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(carry({ kind: 'cancelled' }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
  });
