import { useEffect, useEffectEvent, useState } from 'react';
import type { AppError } from '../../../shared/errors';
import { CHECK_MAXIMUM } from '../../../shared/ipc/sizes';
import { endOf, type PassEntry } from './pass-entry';

const EVERY_MS = 60_000;
/** Three batches a minute at most: with more live passes than that they take turns, the longest unchecked first. */
const AT_ONCE = 3 * CHECK_MAXIMUM;

type Options = {
  /** Live passes in the table as it is filtered now. */
  readonly live: readonly PassEntry[];
  readonly isBusy: boolean;
  readonly recheck: (ids: readonly string[], waits: boolean) => Promise<AppError | null>;
};

/**
 * Asks again about the live passes on show, once a minute, while the window has the focus. The first refusal (no
 * connection, a pause Microsoft asked for, …) ends it until the operator refreshes: nothing hammers on.
 */
export function useAutoCheck({ live, isBusy, recheck }: Options): { readonly stoppedBy: AppError | null; readonly start: () => void } {
  const [stoppedBy, setStoppedBy] = useState<AppError | null>(null);
  const tick = useEffectEvent(async () => {
    if (isBusy || stoppedBy !== null || live.length === 0 || !document.hasFocus()) return;
    const oldestFirst = [...live].sort((one, other) => Date.parse(one.checkedAt) - Date.parse(other.checkedAt) || (endOf(one) ?? 0) - (endOf(other) ?? 0));
    const error = await recheck(oldestFirst.slice(0, AT_ONCE).map(({ personId }) => personId), false);
    if (error) setStoppedBy(error);
  });
  useEffect(() => {
    const timer = setInterval(() => void tick(), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return { stoppedBy, start: () => setStoppedBy(null) };
}
