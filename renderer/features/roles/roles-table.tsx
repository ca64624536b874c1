import { type RefObject, useMemo, useRef, useState } from 'react';
import { type GrantRow, isTimeBound } from '../../../shared/domain/grant';
import { actsByKey } from '../../ui/list/acts-by-key';
import { ActsHead, SortHead } from '../../ui/list/list-heads';
import { ListTable } from '../../ui/list/list-table';
import { useActiveRow } from '../../ui/list/use-active-row';
import { useRowWindow } from '../../ui/use-row-window';
import { COLUMNS, type ColumnId, keyOfRow, type Sort } from './arrange';
import { GrantTableRow, type RowAct } from './grant-table-row';
import { useTableStyles } from './table-styles';

/** A row at ordinary size, pixels. */
const ROW_GUESS = 74;
const ACTS: Readonly<Record<string, RowAct>> = { enter: 'open', e: 'end', delete: 'end', x: 'extend', t: 'end-task' };

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

/** Every grant that the filter shows. Only rows in sight are drawn. */
export function RolesTable({ rows, sort, templates, scroller, onSort, onAct }: Props) {
  const styles = useTableStyles();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = useMemo(() => rows.map(keyOfRow), [rows]);
  const { activeAt, ...handlers } = useActiveRow({ keys, body, activeKey, onActive: setActiveKey, onKey: actsByKey(ACTS, rows, onAct) });
  const pieces = useRowWindow({ keys, scroller, body, pinned: activeAt, guess: ROW_GUESS });
  const widths: Readonly<Partial<Record<ColumnId, string>>> = { person: styles.personHead, target: styles.targetHead, state: styles.stateHead, ends: styles.endsHead, ticket: styles.ticketHead };

  return (
    <ListTable
      name="Roles"
      keysText="Arrow keys move from row to row. Enter opens the person, E or Delete ends the grant, X extends it, T ends the task it belongs to."
      styles={styles}
      columnCount={COLUMNS.length + 1}
      heads={
        <>
          {COLUMNS.map((column) => (
            <SortHead key={column.id} className={widths[column.id]} column={column} sort={sort} onSort={onSort} />
          ))}
          <ActsHead className={styles.actsHead} />
        </>
      }
      total={rows.length}
      pieces={pieces}
      body={body}
      {...handlers}
      row={(at) => {
        const row = rows[at];
        return row && <GrantTableRow key={keyOfRow(row)} row={row} at={at} isActive={at === activeAt} templateName={templates.get(row.template) ?? row.template} onAct={onAct} />;
      }}
    />
  );
}

/** Why an act does nothing on this row; empty when it does something. */
export function whyNot(act: RowAct, row: GrantRow): string {
  if (act === 'open') return '';
  if (act === 'end-task') return row.taskId === '' ? 'This grant belongs to no task.' : '';
  if (row.endsEarlyAt !== null) return 'This grant is to be ended as soon as PIM takes the removal.';
  if (isTimeBound(row)) return '';
  return row.path === 'group' ? 'This is held through a group, and is not Tapdesk’s to end.' : 'This is permanent, and is not Tapdesk’s to end.';
}
