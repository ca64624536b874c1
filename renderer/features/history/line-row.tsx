import { mergeClasses } from '@fluentui/react-components';
import { memo } from 'react';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import { LineCells } from './line-cells';
import { type Layout, useTableStyles } from './table-styles';

type Props = {
  /** Position among all rows, from 0. */
  readonly at: number;
  /** Undefined while its page is on its way. */
  readonly line: HistoryLine | undefined;
  readonly layout: Layout;
  /** Pixels. */
  readonly height: number;
  readonly place: number;
  /** Tab comes here; the arrow keys go on from here. */
  readonly isActive: boolean;
  /** Its details are shown. */
  readonly isOpen: boolean;
};

export const rowId = (at: number): string => `history-row-${at}`;

/** Drawn again only when it is about something else: while one scrolls, rows in sight stay as they are. */
export const LineRow = memo(function LineRow({ at, line, layout, height, place, isActive, isOpen }: Props) {
  const styles = useTableStyles();
  return (
    <div
      role="row"
      id={rowId(at)}
      aria-rowindex={at + 2}
      aria-busy={line === undefined || undefined}
      aria-current={isOpen || undefined}
      data-at={at}
      tabIndex={isActive ? 0 : -1}
      className={mergeClasses(styles.row, styles[layout], isOpen && styles.open)}
      style={{ height, transform: `translateY(${place}px)` }}
    >
      {line === undefined ? (
        <div role="cell" className={styles.quiet}>
          …
        </div>
      ) : (
        <LineCells line={line} layout={layout} />
      )}
    </div>
  );
});
