import { useEffect, useEffectEvent } from 'react';

export type HistoryKeys = {
  readonly onSearch: () => void;
  readonly onExport: () => void;
  /** @param at - Which of the saved filters, from 0. */
  readonly onSaved: (at: number) => void;
  /** 1: the period before, -1: the one after. */
  readonly onStep: (by: 1 | -1) => void;
  readonly onHelp: () => void;
  readonly onRefresh: () => void;
};

/** What the keys do, for the help. */
export const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['Ctrl+F or /', 'search'],
  ['Alt+1 to Alt+9', 'a saved filter'],
  ['Alt+Left, Alt+Right', 'the period before, the period after'],
  ['Ctrl+E', 'export what the filter shows'],
  ['↑ ↓ Page Up Page Down Home End', 'move through the lines'],
  ['Enter', 'details of the line, and into them'],
  ['Escape', 'from the details back to the list; there, close them'],
  ['P, O, T', 'on a line: only this person, this operator, this ticket'],
  ['F5', 'read again'],
  ['?', 'this help'],
];

/** Keys of the whole view, for as long as it is shown and no dialog is. Alt with a number by its place: on some keyboards it types another sign. */
export function useHistoryKeys(keys: HistoryKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('[aria-modal="true"]')) return;
    const act = actFor(event, keys);
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function actFor(event: KeyboardEvent, keys: HistoryKeys): (() => void) | undefined {
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey && !event.shiftKey) return { f: keys.onSearch, e: keys.onExport }[event.key.toLowerCase()];
  if (event.altKey && !control && !event.shiftKey) {
    if (event.key === 'ArrowLeft') return () => keys.onStep(1);
    if (event.key === 'ArrowRight') return () => keys.onStep(-1);
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    return digit === undefined ? undefined : () => keys.onSaved(Number(digit) - 1);
  }
  if (control || event.altKey) return undefined;
  if (event.key === 'F5') return keys.onRefresh;
  if (isTyping(event.target)) return undefined;
  return { '/': keys.onSearch, '?': keys.onHelp }[event.key];
}

/** In a field these signs are typed. */
const isTyping = (target: EventTarget | null): boolean => target instanceof Element && target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]') !== null;
