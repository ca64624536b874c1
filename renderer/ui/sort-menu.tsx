import { Button, Select } from '@fluentui/react-components';

type Sort<Id extends string> = { readonly column: Id; readonly direction: 'ascending' | 'descending' };

type Props<Id extends string> = {
  readonly className: string;
  readonly columns: readonly { readonly id: Id; readonly name: string }[];
  readonly sort: Sort<Id> | null;
  /** What the order is called that nobody has chosen. */
  readonly usual: string;
  readonly onSort: (sort: Sort<Id> | null) => void;
};

/** Sorts a table whose heads have no room: by which column, and in which direction. */
export function SortMenu<Id extends string>({ className, columns, sort, usual, onSort }: Props<Id>) {
  return (
    <>
      <Select className={className} aria-label="Sort by" value={sort?.column ?? ''} onChange={(_, data) => onSort(data.value === '' ? null : { column: data.value as Id, direction: 'ascending' })}>
        <option value="">{usual}</option>
        {columns.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {sort && <Button onClick={() => onSort({ ...sort, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' })}>{sort.direction === 'ascending' ? 'Ascending' : 'Descending'}</Button>}
    </>
  );
}
