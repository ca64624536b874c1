import { mergeClasses } from '@fluentui/react-components';
import { type KeyboardEvent, useRef, useState } from 'react';
import { COLUMNS, type ColumnId, type Sort } from './arrange';
import type { PassEntry } from './pass-entry';
import { PassTableRow, type RowAct, rowId } from './pass-row';
import { useTableStyles } from './table-styles';

/** How far Page Up and Page Down move, rows. */
const PAGE = 10;
const KEYS_ID = 'passes-keys';

type Props = {
  readonly entries: readonly PassEntry[];
  readonly selected: ReadonlySet<string>;
  readonly sort: Sort | null;
  readonly onSort: (column: ColumnId) => void;
  readonly onSelectAll: (isOn: boolean) => void;
  /** Keeps its identity. */
  readonly onAct: (act: RowAct, entry: PassEntry) => void;
};

/** Tab reaches one row; the arrow keys move on, Space selects, and single keys act. */
export function PassesTable({ entries, selected, sort, onSort, onSelectAll, onAct }: Props) {
  const styles = useTableStyles();
  const [activeId, setActiveId] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const active = entries.find(({ personId }) => personId === activeId) ?? entries[0];
  const allAreSelected = entries.length > 0 && entries.every(({ personId }) => selected.has(personId));

  const go = (at: number) => {
    const entry = entries[Math.max(0, Math.min(entries.length - 1, at))];
    if (entry) document.getElementById(rowId(entry.personId))?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    // React sends the keys of dialogs through here as well, although they lie elsewhere in the page.
    if (!body.current?.contains(event.target)) return;
    const at = entries.findIndex(({ personId }) => personId === active?.personId);
    const entry = entries[at];
    if (!entry) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + PAGE, PageUp: at - PAGE, Home: 0, End: entries.length - 1 }[event.key];
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
        Arrow keys move from row to row. Space selects, Enter opens the person, R or Delete revokes, C closes out, M marks as reviewed.
      </p>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Passes" aria-describedby={KEYS_ID}>
          <thead className={styles.heads}>
            <tr>
              <th className={mergeClasses(styles.head, styles.selectAll)} scope="col">
                <input type="checkbox" className={styles.check} aria-label="Select all rows shown" checked={allAreSelected} onChange={(event) => onSelectAll(event.target.checked)} />
              </th>
              {COLUMNS.map(({ id, name }) => (
                <th key={id} className={styles.head} scope="col" aria-sort={sort?.column === id ? sort.direction : 'none'}>
                  <button type="button" className={styles.sort} onClick={() => onSort(id)}>
                    {name}
                    <span aria-hidden="true">{sort?.column === id ? (sort.direction === 'ascending' ? ' ▲' : ' ▼') : ''}</span>
                  </button>
                </th>
              ))}
              <th className={styles.head} scope="col">
                <span className="visually-hidden">Acts</span>
              </th>
            </tr>
          </thead>
          <tbody
            ref={body}
            className={styles.body}
            onKeyDown={onKey}
            onFocus={(event) => {
              const row = event.target.closest<HTMLElement>('[data-person]');
              if (row?.dataset.person !== undefined) setActiveId(row.dataset.person);
            }}
          >
            {entries.map((entry) => (
              <PassTableRow key={entry.personId} entry={entry} isSelected={selected.has(entry.personId)} isActive={entry === active} onAct={onAct} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const ACTS: Readonly<Record<string, RowAct>> = { ' ': 'select', enter: 'open', delete: 'revoke', r: 'revoke', c: 'close-out', m: 'review' };
