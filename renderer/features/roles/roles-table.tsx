import { mergeClasses } from '@fluentui/react-components';
import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type GrantRow, isTimeBound } from '../../../shared/domain/grant';
import { useRowWindow } from '../../ui/use-row-window';
import { COLUMNS, type ColumnId, keyOfRow, type Sort } from './arrange';
import { GrantTableRow, type RowAct, rowId } from './grant-table-row';
import { useTableStyles } from './table-styles';

/** How far Page Up and Page Down move, rows. */
const PAGE = 10;
/** A row at ordinary size, pixels. */
const ROW_GUESS = 74;
const KEYS_ID = 'roles-keys';
/** Columns with a width of their own. */
const HEADS: Readonly<Partial<Record<ColumnId, 'personHead' | 'targetHead' | 'stateHead' | 'endsHead' | 'ticketHead'>>> = { person: 'personHead', target: 'targetHead', state: 'stateHead', ends: 'endsHead', ticket: 'ticketHead' };

type Props = {
  readonly rows: readonly GrantRow[];
  readonly sort: Sort | null;
  /** Id to name. */
  readonly templates: ReadonlyMap<string, string>;
  /** What scrolls around the table. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onSort: (column: ColumnId) => void;
  /** Keeps its identity. */
  readonly onAct: (act: RowAct, row: GrantRow) => void;
};

/** Tab reaches one row; the arrow keys move on, and single keys act. Only rows in sight are drawn. */
export function RolesTable({ rows, sort, templates, scroller, onSort, onAct }: Props) {
  const styles = useTableStyles();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = useMemo(() => rows.map(keyOfRow), [rows]);
  const activeAt = Math.max(0, keys.indexOf(activeKey ?? ''));
  const pieces = useRowWindow({ keys, scroller, body, pinned: activeAt, guess: ROW_GUESS });

  const go = (to: number) => {
    const key = keys[Math.max(0, Math.min(keys.length - 1, to))];
    if (key === undefined) return;
    // The row may only now be drawn.
    flushSync(() => setActiveKey(key));
    const row = document.getElementById(rowId(key));
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    // React sends the keys of dialogs through here as well, although they lie elsewhere in the page.
    if (!body.current?.contains(event.target)) return;
    const row = rows[activeAt];
    if (!row) return;
    const to = { ArrowDown: activeAt + 1, ArrowUp: activeAt - 1, PageDown: activeAt + PAGE, PageUp: activeAt - PAGE, Home: 0, End: rows.length - 1 }[event.key];
    const act = ACTS[event.key.toLowerCase()];
    // On a button, Enter is its own.
    const isOwn = event.target.tagName !== 'TR' && event.key === 'Enter';
    if (to !== undefined) go(to);
    else if (act && !isOwn) onAct(act, row);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <p id={KEYS_ID} className="visually-hidden">
        Arrow keys move from row to row. Enter opens the person, E or Delete ends the grant, X extends it, T ends the task it belongs to.
      </p>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label="Roles" aria-describedby={KEYS_ID} aria-rowcount={rows.length + 1}>
          <thead className={styles.heads}>
            <tr aria-rowindex={1}>
              {COLUMNS.map(({ id, name }) => (
                <th key={id} className={mergeClasses(styles.head, HEADS[id] && styles[HEADS[id]])} scope="col" aria-sort={sort?.column === id ? sort.direction : 'none'}>
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
              if (row?.dataset.row !== undefined) setActiveKey(row.dataset.row);
            }}
          >
            {pieces.map((piece) => {
              if (piece.kind === 'gap') {
                return (
                  <tr key={piece.key} className={styles.gap} style={{ height: piece.height }} aria-hidden="true">
                    <td colSpan={COLUMNS.length + 1} />
                  </tr>
                );
              }
              const row = rows[piece.at];
              return row && <GrantTableRow key={keyOfRow(row)} row={row} at={piece.at} isActive={piece.at === activeAt} templateName={templates.get(row.template) ?? row.template} onAct={onAct} />;
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

const ACTS: Readonly<Record<string, RowAct>> = { enter: 'open', e: 'end', delete: 'end', x: 'extend', t: 'end-task' };

/** Why an act does nothing on this row; empty when it does something. */
export function whyNot(act: RowAct, row: GrantRow): string {
  if (act === 'open') return '';
  if (act === 'end-task') return row.taskId === '' ? 'This grant belongs to no task.' : '';
  if (row.endsEarlyAt !== null) return 'This grant is to be ended as soon as PIM takes the removal.';
  if (isTimeBound(row)) return '';
  return row.path === 'group' ? 'This is held through a group, and is not Tapdesk’s to end.' : 'This is permanent, and is not Tapdesk’s to end.';
}
