import type { FocusEvent, KeyboardEvent, RefObject } from 'react';
import { flushSync } from 'react-dom';

/** How far Page Up and Page Down move, rows. */
const PAGE = 10;

type Options = {
  readonly keys: readonly string[];
  /** What holds the rows. Each row carries its key in `data-row`. */
  readonly body: RefObject<HTMLElement | null>;
  /** Where the keyboard is; null: on the first row. */
  readonly activeKey: string | null;
  readonly onActive: (key: string) => void;
  /** Keys of a row other than those that move. @returns whether it was one. */
  readonly onKey?: ((event: KeyboardEvent<HTMLElement>, at: number) => boolean) | undefined;
  /** The same with Control, or Command. */
  readonly onControlKey?: (event: KeyboardEvent<HTMLElement>) => boolean;
};

type ActiveRow = {
  /** The row that Tab reaches; 0 where there is none. */
  readonly activeAt: number;
  /** Of what holds the rows. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
};

/** The keyboard in a list: Tab reaches one row, the arrow keys move on, and other keys act on it. */
export function useActiveRow({ keys, body, activeKey, onActive, onKey, onControlKey }: Options): ActiveRow {
  const activeAt = Math.max(0, activeKey === null ? 0 : keys.indexOf(activeKey));

  const go = (to: number) => {
    const key = keys[Math.max(0, Math.min(keys.length - 1, to))];
    if (key === undefined) return;
    // The row may only now be drawn.
    flushSync(() => onActive(key));
    const row = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find(({ dataset }) => dataset.row === key);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.altKey || !(event.target instanceof HTMLElement)) return;
    // React sends the keys of dialogs through here as well, although they lie elsewhere in the page.
    if (!body.current?.contains(event.target)) return;
    const to = { ArrowDown: activeAt + 1, ArrowUp: activeAt - 1, PageDown: activeAt + PAGE, PageUp: activeAt - PAGE, Home: 0, End: keys.length - 1 }[event.key];
    // On a button or a check box, Enter and Space are its own.
    const isOwn = event.target.tagName !== 'TR' && (event.key === 'Enter' || event.key === ' ');
    if (event.ctrlKey || event.metaKey) {
      if (onControlKey?.(event) !== true) return;
    } else if (to !== undefined) go(to);
    else if (isOwn || activeAt >= keys.length || onKey?.(event, activeAt) !== true) return;
    event.preventDefault();
  };
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const key = target.closest<HTMLElement>('[data-row]')?.dataset.row;
    if (key !== undefined) onActive(key);
  };
  return { activeAt, onKeyDown, onFocus };
}
