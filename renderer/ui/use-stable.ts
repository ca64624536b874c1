import { useCallback, useLayoutEffect, useRef } from 'react';

/** A handler whose identity never changes and that always sees the latest state, so that memoised rows stay as they are. */
export function useStable<A extends readonly unknown[]>(handler: (...given: A) => void): (...given: A) => void {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  return useCallback((...given: A) => latest.current(...given), []);
}
