import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useRowWindow } from '../../ui/use-row-window';
import { useTableStyles } from './table-styles';

/** How far Page Up and Page Down move, rows. */
const PAGE = 10;
/** A row of two lines at ordinary size, pixels. */
const ROW_GUESS = 52;

/** What a row needs to be found and reached; it carries its key in `data-row`. */
export type VirtualRowProps = {
  /** Position among all rows, from 0: not every row is drawn. */
  readonly at: number;
  /** Tab comes here; the arrow keys go on from here. */
  readonly isActive: boolean;
};

type Props = {
  readonly name: string;
  /** `width`: as CSS; null for what is left. */
  readonly heads: readonly { readonly name: string; readonly width: string | null; readonly content?: ReactNode }[];
  readonly keys: readonly string[];
  /** Where the keyboard is; null: on the first row. */
  readonly activeKey: string | null;
  readonly onActive: (key: string) => void;
  /** Which keys do what, for a screen reader. */
  readonly keysText?: string;
  readonly row: (at: number, given: VirtualRowProps) => ReactNode;
  /** Keys of a row other than those that move. @returns whether it was one. */
  readonly onKey?: (key: string, at: number) => boolean;
};

/** A long table in a dialog: Tab reaches one row, the arrow keys move on. Only rows in sight are drawn. */
export function VirtualTable({ name, heads, keys, activeKey, onActive, keysText = '', row, onKey }: Props) {
  const styles = useTableStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const activeAt = Math.max(0, activeKey === null ? 0 : keys.indexOf(activeKey));
  const pieces = useRowWindow({ keys, scroller, body, pinned: activeAt, guess: ROW_GUESS });

  const go = (to: number) => {
    const key = keys[Math.max(0, Math.min(keys.length - 1, to))];
    if (key === undefined) return;
    // The row may only now be drawn.
    flushSync(() => onActive(key));
    const next = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find(({ dataset }) => dataset.row === key);
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const to = { ArrowDown: activeAt + 1, ArrowUp: activeAt - 1, PageDown: activeAt + PAGE, PageUp: activeAt - PAGE, Home: 0, End: keys.length - 1 }[event.key];
    // On a button or a check box, Enter and Space are its own.
    const isOwn = event.target.tagName !== 'TR';
    if (to !== undefined) go(to);
    else if (isOwn || onKey?.(event.key, activeAt) !== true) return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={styles.scroll}>
      <table className={styles.table} aria-label={name} aria-description={keysText === '' ? undefined : keysText} aria-rowcount={keys.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {heads.map(({ name: head, width, content }) => (
              <th key={head} className={styles.head} scope="col" style={width === null ? undefined : { width }}>
                {content ?? head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          ref={body}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            const focused = event.target.closest<HTMLElement>('[data-row]');
            if (focused?.dataset.row !== undefined) onActive(focused.dataset.row);
          }}
        >
          {pieces.map((piece) =>
            piece.kind === 'gap' ? (
              <tr key={piece.key} style={{ height: piece.height }} aria-hidden="true">
                <td colSpan={heads.length} />
              </tr>
            ) : (
              <Keyed key={keys[piece.at]}>{row(piece.at, { at: piece.at, isActive: piece.at === activeAt })}</Keyed>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

const Keyed = ({ children }: { readonly children: ReactNode }) => children;
