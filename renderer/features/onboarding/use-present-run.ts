import { useCallback, useEffect, useRef, useState } from 'react';
import type { RunProgress } from '../../../shared/domain/run';
import type { RunChange } from '../../acts/run/run-state';
import { tell } from '../../bridge/desk';
import { useDeskEvent } from '../../bridge/use-desk-event';

/** How far the desk's run is; null when there was none. Asked once, then told. */
export function usePresentRun(onChange: (change: RunChange) => void): { readonly progress: RunProgress | null; readonly readAgain: () => void } {
  const [progress, setProgress] = useState<RunProgress | null>(null);
  const told = useRef(0);
  const readAgain = useCallback(() => {
    const before = told.current;
    void tell('runs.read', {}).then((reply) => {
      // What cannot be read is said where the run itself is shown; what an event brought meanwhile is newer.
      if (reply.ok && told.current === before) setProgress(reply.value.run?.progress ?? null);
    });
  }, []);
  useEffect(() => readAgain(), [readAgain]);
  useDeskEvent('run.changed', (change) => {
    told.current += 1;
    setProgress(change.progress);
    onChange(change);
  });
  return { progress, readAgain };
}
