import { useEffect } from 'react';
import { useAnnounce } from '../live';

/** Tells a screen reader what a list shows, whenever that is something else. @param text - Empty: nothing is said. */
export function useTold(text: string): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (text) announce(text);
  }, [announce, text]);
}
