import { type RefCallback, useCallback, useState } from 'react';

/** The width of an element in pixels, followed as it changes. @param before - Until it has been measured, or where it has none. */
export function useWidth(before: number): readonly [number, RefCallback<HTMLElement>] {
  const [width, setWidth] = useState(before);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, measure];
}
