import type { ReactNode } from 'react';
import type { RowPiece } from '../row-window';

type Props = {
  readonly pieces: readonly RowPiece[];
  readonly columnCount: number;
  /** Class of an empty row. */
  readonly gap?: string;
  /** With its key. @param at - Position among all rows, from 0. */
  readonly row: (at: number) => ReactNode;
};

/** The rows that are drawn, and in place of the others rows as high as they are. */
export function RowPieces({ pieces, columnCount, gap, row }: Props) {
  return pieces.map((piece) =>
    piece.kind === 'row' ? (
      row(piece.at)
    ) : (
      <tr key={piece.key} className={gap} style={{ height: piece.height }} aria-hidden="true">
        <td colSpan={columnCount} />
      </tr>
    ),
  );
}
