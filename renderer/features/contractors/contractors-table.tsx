import { mergeClasses } from '@fluentui/react-components';
import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useRowWindow } from '../../ui/use-row-window';
import { COLUMNS, type ColumnId, type Sort } from './arrange';
import type { ContractorEntry } from './contractor-entry';
import { ContractorRow, type RowAct, rowId } from './contractor-row';
import { useTableStyles } from './table-styles';

/** How far Page Up and Page Down move, rows. */
const PAGE = 10;
/** A row of two lines at ordinary size, pixels. */
const ROW_GUESS = 62;
const KEYS_ID = 'contractors-keys';

type Props = {
  readonly entries: readonly ContractorEntry[];
  readonly selected: ReadonlySet<string>;
  readonly sort: Sort | null;
  /** What scrolls around the table. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onSort: (column: ColumnId) => void;
  readonly onSelectAll: (isOn: boolean) => void;
  /** Keeps its identity. */
  readonly onAct: (act: RowAct, entry: ContractorEntry) => void;
};

/** Tab reaches one row; the arrow keys move on, Space selects, Enter opens, E ends access. Only rows in sight are drawn. */
export function ContractorsTable({ entries, selected, sort, scroller, onSort, onSelectAll, onAct }: Props) {
  const styles = useTableStyles();
  const [activeId, setActiveId] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const activeAt = Math.max(0, entries.findIndex(({ id }) => id === activeId));
  const keys = useMemo(() => entries.map(({ id }) => id), [entries]);
  const pieces = useRowWindow({ keys, scroller, body, pinned: activeAt, guess: ROW_GUESS });
  const allAreSelected = entries.length > 0 && entries.every(({ id }) => selected.has(id));

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
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    // React sends the keys of dialogs through here as well, although they lie elsewhere in the page.
    if (!body.current?.contains(event.target)) return;
    const entry = entries[activeAt];
    if (!entry) return;
    const to = { ArrowDown: activeAt + 1, ArrowUp: activeAt - 1, PageDown: activeAt + PAGE, PageUp: activeAt - PAGE, Home: 0, End: entries.length - 1 }[event.key];
    const act = ACTS[event.key.toLowerCase()];
    // On a button or a check box, Enter and Space are its own.
    const isOwn = event.target.tagName !== 'TR' && (event.key === 'Enter' || event.key === ' ');
    if (to !== undefined) go(to);
    else if (act && !isOwn) onAct(act, entry);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <p id={KEYS_ID} className="visually-hidden">
        Arrow keys move from row to row. Space selects, Enter opens the dossier, E ends access.
      </p>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Contractors" aria-describedby={KEYS_ID} aria-rowcount={entries.length + 1}>
          <thead className={styles.heads}>
            <tr aria-rowindex={1}>
              <th className={mergeClasses(styles.head, styles.selectHead)} scope="col">
                <input type="checkbox" className={styles.check} aria-label="Select all rows shown" checked={allAreSelected} onChange={(event) => onSelectAll(event.target.checked)} />
              </th>
              {COLUMNS.map(({ id, name }) => (
                <th key={id} className={mergeClasses(styles.head, id === 'person' && styles.personHead, id === 'end' && styles.endHead)} scope="col" aria-sort={sort?.column === id ? sort.direction : 'none'}>
                  <button type="button" className={styles.sort} onClick={() => onSort(id)}>
                    {name}
                    <span aria-hidden="true">{sort?.column === id ? (sort.direction === 'ascending' ? ' ▲' : ' ▼') : ''}</span>
                  </button>
                </th>
              ))}
              <th className={mergeClasses(styles.head, styles.actsHead)} scope="col">
                <span className="visually-hidden">Acts</span>
              </th>
            </tr>
          </thead>
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
                    <td colSpan={COLUMNS.length + 2} />
                  </tr>
                );
              }
              const entry = entries[piece.at];
              return entry && <ContractorRow key={entry.id} entry={entry} at={piece.at} isSelected={selected.has(entry.id)} isActive={piece.at === activeAt} onAct={onAct} />;
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

const ACTS: Readonly<Record<string, RowAct>> = { ' ': 'select', enter: 'open', e: 'end-access' };
