import { type RefObject, useMemo, useRef, useState } from 'react';
import { actsByKey } from '../../ui/list/acts-by-key';
import { ActsHead, SelectHead, SortHead } from '../../ui/list/list-heads';
import { ListTable } from '../../ui/list/list-table';
import { useActiveRow } from '../../ui/list/use-active-row';
import { useRowWindow } from '../../ui/use-row-window';
import { COLUMNS, type ColumnId, type Sort } from './arrange';
import type { ContractorEntry } from './contractor-entry';
import { ContractorRow, type RowAct } from './contractor-row';
import { useTableStyles } from './table-styles';

/** A row of two lines at ordinary size, pixels. */
const ROW_GUESS = 62;
const ACTS: Readonly<Record<string, RowAct>> = { ' ': 'select', enter: 'open', e: 'end-access' };

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

/** Every contractor that the filter shows. Only rows in sight are drawn. */
export function ContractorsTable({ entries, selected, sort, scroller, onSort, onSelectAll, onAct }: Props) {
  const styles = useTableStyles();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = useMemo(() => entries.map(({ id }) => id), [entries]);
  const { activeAt, ...handlers } = useActiveRow({ keys, body, activeKey, onActive: setActiveKey, onKey: actsByKey(ACTS, entries, onAct) });
  const pieces = useRowWindow({ keys, scroller, body, pinned: activeAt, guess: ROW_GUESS });
  const widths: Readonly<Partial<Record<ColumnId, string>>> = { person: styles.personHead, end: styles.endHead };

  return (
    <ListTable
      name="Contractors"
      keysText="Arrow keys move from row to row. Space selects, Enter opens the dossier, E ends access."
      styles={styles}
      columnCount={COLUMNS.length + 2}
      heads={
        <>
          <SelectHead className={styles.selectHead} isEverySelected={entries.length > 0 && entries.every(({ id }) => selected.has(id))} onSelectAll={onSelectAll} />
          {COLUMNS.map((column) => (
            <SortHead key={column.id} className={widths[column.id]} column={column} sort={sort} onSort={onSort} />
          ))}
          <ActsHead className={styles.actsHead} />
        </>
      }
      total={entries.length}
      pieces={pieces}
      body={body}
      {...handlers}
      row={(at) => {
        const entry = entries[at];
        return entry && <ContractorRow key={entry.id} entry={entry} at={at} isSelected={selected.has(entry.id)} isActive={at === activeAt} onAct={onAct} />;
      }}
    />
  );
}
