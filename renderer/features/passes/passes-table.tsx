import { useMemo, useRef, useState } from 'react';
import { actsByKey } from '../../ui/list/acts-by-key';
import { ActsHead, SelectHead, SortHead } from '../../ui/list/list-heads';
import { ListTable } from '../../ui/list/list-table';
import { useActiveRow } from '../../ui/list/use-active-row';
import type { RowPiece } from '../../ui/row-window';
import { COLUMNS, type ColumnId, type Sort } from './arrange';
import type { PassEntry } from './pass-entry';
import { PassTableRow, type RowAct } from './pass-row';
import { useTableStyles } from './table-styles';

const ACTS: Readonly<Record<string, RowAct>> = { ' ': 'select', enter: 'open', delete: 'revoke', r: 'revoke', c: 'close-out', m: 'review' };

type Props = {
  readonly entries: readonly PassEntry[];
  readonly selected: ReadonlySet<string>;
  readonly sort: Sort | null;
  readonly onSort: (column: ColumnId) => void;
  readonly onSelectAll: (isOn: boolean) => void;
  /** Keeps its identity. */
  readonly onAct: (act: RowAct, entry: PassEntry) => void;
};

/** Every pass that the filter shows. All rows are drawn: there are as many as passes, not as people. */
export function PassesTable({ entries, selected, sort, onSort, onSelectAll, onAct }: Props) {
  const styles = useTableStyles();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = useMemo(() => entries.map(({ personId }) => personId), [entries]);
  const pieces = useMemo(() => entries.map((_, at): RowPiece => ({ kind: 'row', at })), [entries]);
  const { activeAt, ...handlers } = useActiveRow({ keys, body, activeKey, onActive: setActiveKey, onKey: actsByKey(ACTS, entries, onAct) });

  return (
    <ListTable
      name="Passes"
      keysText="Arrow keys move from row to row. Space selects, Enter opens the person, R or Delete revokes, C closes out, M marks as reviewed."
      styles={styles}
      columnCount={COLUMNS.length + 2}
      heads={
        <>
          <SelectHead className={styles.selectHead} isEverySelected={entries.length > 0 && entries.every(({ personId }) => selected.has(personId))} onSelectAll={onSelectAll} />
          {COLUMNS.map((column) => (
            <SortHead key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
          <ActsHead className={styles.actsHead} />
        </>
      }
      pieces={pieces}
      body={body}
      {...handlers}
      row={(at) => {
        const entry = entries[at];
        return entry && <PassTableRow key={entry.personId} entry={entry} isSelected={selected.has(entry.personId)} isActive={at === activeAt} onAct={onAct} />;
      }}
    />
  );
}
