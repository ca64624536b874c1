import { useEffect, useEffectEvent } from 'react';
import { useNavigation } from '../ui/navigation';
import { VIEW_ORDER } from './views';

/** Keys that work everywhere but in a dialog: Ctrl+K finds a person, Ctrl+1 to 8 change the view, F6 the part of the window. */
export function useShortcuts(): void {
  const { views, openView } = useNavigation();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('[aria-modal="true"]')) return;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const view = control && /^[1-9]$/.test(event.key) ? VIEW_ORDER[Number(event.key) - 1] : undefined;
    if (view && views.includes(view)) {
      event.preventDefault();
      openView(view);
    } else if (control && event.key.toLowerCase() === 'k' && views.includes('people')) {
      event.preventDefault();
      openView('people');
      // The People view may only now become visible.
      setTimeout(focusSearch);
    } else if (event.key === 'F6') {
      event.preventDefault();
      focusNextLandmark(event.shiftKey ? -1 : 1);
    }
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>('#find-a-person');
  box?.focus();
  box?.select();
}

function focusNextLandmark(step: 1 | -1): void {
  const landmarks = [...document.querySelectorAll<HTMLElement>('[data-landmark]')].filter((element) => element.offsetParent !== null);
  const here = landmarks.findLastIndex((element) => element === document.activeElement || element.contains(document.activeElement));
  landmarks[(here + step + landmarks.length) % landmarks.length]?.focus();
}
