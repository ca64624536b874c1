/** Whether a secret stood on the screen, and when it must go from it. */
import { useEffect } from 'react';

/** Whether what stands in the window can be seen by whoever works with it. */
export const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus();

/**
 * Tells apart what stood on the screen from what was only about to.
 *
 * @param onPainted - A frame with it was drawn while somebody could look at the window.
 * @param onLost - It was taken away before that, or nobody could look.
 * @returns what ends the waiting; counts as lost if nothing was drawn yet.
 */
export function afterPaint(onPainted: () => void, onLost: () => void): () => void {
  let isOver = false;
  const finish = (isPainted: boolean) => {
    if (isOver) return;
    isOver = true;
    if (isPainted) onPainted();
    else onLost();
  };
  // The first frame is the one that draws it; in the second it has been drawn.
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => finish(isLookedAt()));
  });
  return () => {
    cancelAnimationFrame(frame);
    finish(false);
  };
}

/** Whoever turns to another window leaves this one to be looked at by others. */
export function useConcealOnLeaving(conceal: () => void): void {
  useEffect(() => {
    const whenHidden = () => document.visibilityState === 'hidden' && conceal();
    window.addEventListener('blur', conceal);
    document.addEventListener('visibilitychange', whenHidden);
    return () => {
      window.removeEventListener('blur', conceal);
      document.removeEventListener('visibilitychange', whenHidden);
    };
  }, [conceal]);
}
