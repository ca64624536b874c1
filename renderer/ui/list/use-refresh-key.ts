import { useEffect, useEffectEvent } from 'react';

/** F5, for as long as the list is there and no dialog lies over it. @param isOn - False while it is hidden, or being read. */
export function useRefreshKey(refresh: () => void, isOn = true): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F5' || event.defaultPrevented || !isOn || document.querySelector('[aria-modal="true"]')) return;
    event.preventDefault();
    refresh();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
