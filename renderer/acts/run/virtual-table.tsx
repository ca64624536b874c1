import { Fragment, type ReactNode, useRef } from 'react';
import { RowPieces } from '../../ui/list/row-pieces';
import { useActiveRow } from '../../ui/list/use-active-row';
import { useRowWindow } from '../../ui/use-row-window';
import { useTableStyles } from './table-styles';

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
  const { activeAt, ...handlers } = useActiveRow({ keys, body, activeKey, onActive, onKey: onKey && (({ key }, at) => onKey(key, at)) });
  const pieces = useRowWindow({ keys, scroller, body, pinned: activeAt, guess: ROW_GUESS });

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
        <tbody ref={body} {...handlers}>
          <RowPieces pieces={pieces} columnCount={heads.length} row={(at) => <Fragment key={keys[at]}>{row(at, { at, isActive: at === activeAt })}</Fragment>} />
        </tbody>
      </table>
    </div>
  );
}
