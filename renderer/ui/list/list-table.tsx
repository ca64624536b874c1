import { type FocusEvent, type KeyboardEvent, type ReactNode, type RefObject, useId } from 'react';
import type { RowPiece } from '../row-window';
import { RowPieces } from './row-pieces';

type Props = {
  readonly name: string;
  /** Which keys do what, for a screen reader. */
  readonly keysText: string;
  readonly styles: Readonly<Record<'scroll' | 'table' | 'heads' | 'body' | 'gap', string>>;
  /** One `th` a column. */
  readonly heads: ReactNode;
  readonly columnCount: number;
  /** How many rows there are, where not all of them are drawn. */
  readonly total?: number;
  readonly pieces: readonly RowPiece[];
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  /** With its key. */
  readonly row: (at: number) => ReactNode;
};

/** The table of a list: columns where there is room for them, cards where there is not. */
export function ListTable({ name, keysText, styles, heads, columnCount, total, pieces, body, onKeyDown, onFocus, row }: Props) {
  const keysId = useId();
  const isInPart = total !== undefined;
  return (
    <>
      <p id={keysId} className="visually-hidden">
        {keysText}
      </p>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={name} aria-describedby={keysId} aria-rowcount={isInPart ? total + 1 : undefined}>
          <thead className={styles.heads}>
            <tr aria-rowindex={isInPart ? 1 : undefined}>{heads}</tr>
          </thead>
          <tbody ref={body} className={styles.body} onKeyDown={onKeyDown} onFocus={onFocus}>
            <RowPieces pieces={pieces} columnCount={columnCount} gap={styles.gap} row={row} />
          </tbody>
        </table>
      </div>
    </>
  );
}
