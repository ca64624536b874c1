import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { ListTable } from '../../ui/list/list-table';
import { useActiveRow } from '../../ui/list/use-active-row';
import { useRowWindow } from '../../ui/use-row-window';
import type { ColumnId, Sort } from './arrange';
import type { DetailsStore } from './details-store';
import type { Entry } from './entry';
import { OnboardingRow, type RowAct } from './onboarding-row';
import { TableHeads } from './table-heads';
import { useTableStyles } from './table-styles';

/** A row of two lines at ordinary size, pixels. */
const ROW_GUESS = 58;
/** Rows drawn, and read, above and below those in sight: each has ten cells. */
const MARGIN = 6;
/** The rows in sight are read once scrolling has stood still so long, milliseconds. */
const SETTLE_MS = 80;
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

/** Everybody whom the filter shows. Only rows in sight are drawn, and read. */
export function OnboardingTable({ entries, selected, sort, isByCreation, now, store, alsoRead, scroller, onSort, onSelectAll, onAct }: Props) {
  const styles = useTableStyles();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const keys = useMemo(() => entries.map(({ id }) => id), [entries]);
  const { activeAt, ...handlers } = useActiveRow({
    keys,
    body,
    activeKey,
    onActive: setActiveKey,
    onKey: ({ key, shiftKey }, at) => {
      const entry = entries[at];
      const act = key === ' ' ? (shiftKey ? 'range' : 'select') : key === 'Enter' ? 'open' : null;
      if (act && entry) onAct(act, entry);
      return act !== null;
    },
    onControlKey: ({ key }) => {
      const isAll = key.toLowerCase() === 'a';
      if (isAll) onSelectAll(true);
      return isAll;
    },
  });
  const pieces = useRowWindow({ keys, scroller, body, pinned: activeAt, guess: ROW_GUESS, margin: MARGIN });

  useEffect(() => {
    const drawn = pieces.flatMap((piece) => (piece.kind === 'row' ? (keys[piece.at] ?? []) : []));
    const timer = setTimeout(() => store.want([...drawn, ...alsoRead]), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [store, pieces, keys, alsoRead]);
  // Nobody sees them any more.
  useEffect(() => () => store.want([]), [store]);

  return (
    <ListTable
      name="Onboarding"
      keysText="Arrow keys move from row to row. Space selects, Shift and Space selects everybody from the row selected last, Control and A selects all shown, Enter opens the person."
      styles={styles}
      columnCount={COLUMN_COUNT}
      heads={<TableHeads isEverySelected={entries.length > 0 && entries.every(({ id }) => selected.has(id))} sort={sort} onSort={onSort} onSelectAll={onSelectAll} />}
      total={entries.length}
      pieces={pieces}
      body={body}
      {...handlers}
      row={(at) => {
        const entry = entries[at];
        return entry && <OnboardingRow key={entry.id} entry={entry} at={at} isSelected={selected.has(entry.id)} isActive={at === activeAt} isByCreation={isByCreation} now={now} store={store} onAct={onAct} />;
      }}
    />
  );
}
