import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { useDeskEvent } from '../../bridge/use-desk-event';
import { changedBy, fromReading, type RunChange, type RunNow } from './run-state';

export type RunView =
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly error: AppError }
  /** There was no run. */
  | { readonly state: 'none' }
  | { readonly state: 'there'; readonly run: RunNow };

/** The present run of this desk, and everything that changes in it. */
export function useRun(): { readonly view: RunView; readonly readAgain: () => void } {
  const [view, setView] = useState<RunView>({ state: 'reading' });
  /** What arrived while the run was being read; null when it is not. */
  const since = useRef<RunChange[] | null>(null);

  const read = useCallback(() => {
    if (since.current) return;
    since.current = [];
    void tell('runs.read', {}).then((reply) => {
      const changes = since.current ?? [];
      since.current = null;
      if (!reply.ok) setView({ state: 'failed', error: reply.error });
      else setView(reply.value.run === null ? { state: 'none' } : { state: 'there', run: fromReading(reply.value.run, changes) });
    });
  }, []);
  useEffect(() => read(), [read]);

  useDeskEvent('run.changed', (change) => {
    if (since.current) {
      since.current.push(change);
      return;
    }
    // Another run than the one on the screen: only a reading has its head and everybody in it.
    if (view.state !== 'there' || view.run.head.runId !== change.progress.runId) read();
    else setView((now) => (now.state === 'there' ? { state: 'there', run: changedBy(now.run, change) } : now));
  });
  return { view, readAgain: read };
}
