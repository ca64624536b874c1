import { Button, makeStyles, Select } from '@fluentui/react-components';
import type { Sort } from './sort';

type Props<Id extends string> = {
  readonly className: string;
  readonly columns: readonly { readonly id: Id; readonly name: string }[];
  readonly sort: Sort<Id> | null;
  /** What the order is called that nobody has chosen. */
  readonly usual?: string;
  readonly onSort: (sort: Sort<Id> | null) => void;
};

const useStyles = makeStyles({ choice: { minWidth: '130px' } });

/** Sorts a table whose heads have no room: by which column, and in which direction. */
export function SortMenu<Id extends string>({ className, columns, sort, usual = 'Usual order', onSort }: Props<Id>) {
  const styles = useStyles();
  return (
    <div className={className}>
      <Select className={styles.choice} aria-label="Sort by" value={sort?.column ?? ''} onChange={(_, data) => onSort(data.value === '' ? null : { column: data.value as Id, direction: 'ascending' })}>
        <option value="">{usual}</option>
        {columns.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {sort && <Button onClick={() => onSort({ ...sort, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' })}>{sort.direction === 'ascending' ? 'Ascending' : 'Descending'}</Button>}
    </div>
  );
}
