import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useRowWindow } from '../../ui/use-row-window';
import type { ColumnId, Sort } from './arrange';
import type { DetailsStore } from './details-store';
import type { Entry } from './entry';
import { OnboardingRow, type RowAct, rowId } from './onboarding-row';
import { TableHead } from './table-head';
import { useTableStyles } from './table-styles';

/** How far Page Up and Page Down move, rows. */
const PAGE = 10;
/** A row of two lines at ordinary size, pixels. */
const ROW_GUESS = 58;
/** Rows drawn, and read, above and below those in sight: each has ten cells. */
const MARGIN = 6;
/** The rows in sight are read once scrolling has stood still so long, milliseconds. */
const SETTLE_MS = 80;
const KEYS_ID = 'onboarding-keys';
const COLUMN_COUNT = 10;

type Props = {
  readonly entries: readonly Entry[];
  readonly selected: ReadonlySet<string>;
  readonly sort: Sort | null;
  readonly isByCreation: boolean;
  readonly now: Date;
  readonly store: DetailsStore;
  /** Who has to be read as well, wherever one scrolls. */
  readonly alsoRead: readonly string[];
  /** What scrolls around the table. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onSort: (column: ColumnId) => void;
  readonly onSelectAll: (isOn: boolean) => void;
  /** Keeps its identity. */
  readonly onAct: (act: RowAct, entry: Entry) => void;
};

/** Tab reaches one row; the arrow keys move on, Space selects, Enter opens. Only rows in sight are drawn, and read. */
export function OnboardingTable({ entries, selected, sort, isByCreation, now, store, alsoRead, scroller, onSort, onSelectAll, onAct }: Props) {
  const styles = useTableStyles();
  const [activeId, setActiveId] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const activeAt = Math.max(0, entries.findIndex(({ id }) => id === activeId));
  const keys = useMemo(() => entries.map(({ id }) => id), [entries]);
  const pieces = useRowWindow({ keys, scroller, body, pinned: activeAt, guess: ROW_GUESS, margin: MARGIN });

  useEffect(() => {
    const drawn = pieces.flatMap((piece) => (piece.kind === 'row' ? (keys[piece.at] ?? []) : []));
    const timer = setTimeout(() => store.want([...drawn, ...alsoRead]), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [store, pieces, keys, alsoRead]);
  // Nobody sees them any more.
  useEffect(() => () => store.want([]), [store]);

  const go = (to: number) => {
    const entry = entries[Math.max(0, Math.min(entries.length - 1, to))];
    if (!entry) return;
    // The row may only now be drawn.
    flushSync(() => setActiveId(entry.id));
    const row = document.getElementById(rowId(entry.id));
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.altKey || !(event.target instanceof HTMLElement)) return;
    // React sends the keys of dialogs through here as well, although they lie elsewhere in the page.
    if (!body.current?.contains(event.target)) return;
    const entry = entries[activeAt];
    if (!entry) return;
    const isControl = event.ctrlKey || event.metaKey;
    const to = { ArrowDown: activeAt + 1, ArrowUp: activeAt - 1, PageDown: activeAt + PAGE, PageUp: activeAt - PAGE, Home: 0, End: entries.length - 1 }[event.key];
    // On a button or a check box, Enter and Space are its own.
    const isOnRow = event.target.tagName === 'TR';
    if (isControl && event.key.toLowerCase() === 'a') onSelectAll(true);
    else if (isControl) return;
    else if (to !== undefined) go(to);
    else if (isOnRow && event.key === ' ') onAct(event.shiftKey ? 'range' : 'select', entry);
    else if (isOnRow && event.key === 'Enter') onAct('open', entry);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <p id={KEYS_ID} className="visually-hidden">
        Arrow keys move from row to row. Space selects, Shift and Space selects everybody from the row selected last, Control and A selects all shown, Enter opens the person.
      </p>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Onboarding" aria-describedby={KEYS_ID} aria-rowcount={entries.length + 1}>
          <TableHead isEverySelected={entries.length > 0 && entries.every(({ id }) => selected.has(id))} sort={sort} onSort={onSort} onSelectAll={onSelectAll} />
          <tbody
            ref={body}
            className={styles.body}
            onKeyDown={onKey}
            onFocus={(event) => {
              const row = event.target.closest<HTMLElement>('[data-row]');
              if (row?.dataset.row !== undefined) setActiveId(row.dataset.row);
            }}
          >
            {pieces.map((piece) => {
              if (piece.kind === 'gap') {
                return (
                  <tr key={piece.key} className={styles.gap} style={{ height: piece.height }} aria-hidden="true">
                    <td colSpan={COLUMN_COUNT} />
                  </tr>
                );
              }
              const entry = entries[piece.at];
              return (
                entry && <OnboardingRow key={entry.id} entry={entry} at={piece.at} isSelected={selected.has(entry.id)} isActive={piece.at === activeAt} isByCreation={isByCreation} now={now} store={store} onAct={onAct} />
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
