import { mergeClasses } from '@fluentui/react-components';
import { COLUMNS, type ColumnId, type Sort } from './arrange';
import { useTableStyles } from './table-styles';

type Props = {
  readonly isEverySelected: boolean;
  readonly sort: Sort | null;
  readonly onSort: (column: ColumnId) => void;
  readonly onSelectAll: (isOn: boolean) => void;
};

/** The heads of the columns; three of them sort. */
export function TableHead({ isEverySelected, sort, onSort, onSelectAll }: Props) {
  const styles = useTableStyles();
  const sorting = (id: ColumnId, className?: string) => (
    <th className={mergeClasses(styles.head, className)} scope="col" aria-sort={sort?.column === id ? sort.direction : 'none'}>
      <button type="button" className={styles.sort} onClick={() => onSort(id)}>
        {COLUMNS.find((column) => column.id === id)?.name}
        <span aria-hidden="true">{sort?.column === id ? (sort.direction === 'ascending' ? ' ▲' : ' ▼') : ''}</span>
      </button>
    </th>
  );
  const plain = (name: string, className?: string) => (
    <th className={mergeClasses(styles.head, className)} scope="col">
      {name}
    </th>
  );
  return (
    <thead className={styles.heads}>
      <tr aria-rowindex={1}>
        <th className={mergeClasses(styles.head, styles.selectHead)} scope="col">
          <input type="checkbox" className={styles.check} aria-label="Select all rows shown" checked={isEverySelected} onChange={(event) => onSelectAll(event.target.checked)} />
        </th>
        {sorting('person', styles.personHead)}
        {sorting('day')}
        {plain('Account', styles.accountHead)}
        {plain('Licence', styles.licenceHead)}
        {plain('Manager')}
        {plain('Methods')}
        {plain('Pass')}
        {plain('First sign-in')}
        {sorting('missing', styles.missingHead)}
      </tr>
    </thead>
  );
}
