import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useDeskEvent } from '../../bridge/use-desk-event';

/**
 * Reads again after the history has changed, at most once in so many milliseconds: while a journal is being taken in, the
 * event comes a few times a second, and what counts over all of it is not asked for each time.
 */
export function useHistoryChanged(readAgain: () => void, everyMilliseconds: number): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [round, setRound] = useState(0);
  const read = useEffectEvent(readAgain);
  useDeskEvent('history.changed', () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setRound((old) => old + 1);
    }, everyMilliseconds);
  });
  useEffect(() => {
    if (round > 0) read();
  }, [round]);
  useEffect(() => () => clearTimeout(timer.current), []);
}
