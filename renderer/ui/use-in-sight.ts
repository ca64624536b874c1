import { useEffect } from 'react';

const FIRST = 'input, textarea, select, button';

/**
 * Keeps a dialog in sight of screen readers. Tabster, which hides everything but the dialog that it holds for active, learns of a new
 * one a moment after it has opened; when another has closed just before, it hides the new one, and keeps it hidden.
 */
export function useInSight(surface: HTMLElement | null): void {
  useEffect(() => {
    if (!surface) return;
    const show = () => {
      // Beneath another dialog it is hidden rightly.
      if (!surface.hasAttribute('aria-hidden') || [...document.querySelectorAll('[aria-modal="true"]')].at(-1) !== surface) return;
      surface.removeAttribute('aria-hidden');
      // While it was hidden, no control in it could be given the focus.
      if (document.activeElement === surface) surface.querySelector<HTMLElement>(FIRST)?.focus();
    };
    const hidden = new MutationObserver(show);
    hidden.observe(surface, { attributes: true, attributeFilter: ['aria-hidden'] });
    show();
    return () => hidden.disconnect();
  }, [surface]);
}
