import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { RowCheck } from './row-check';
import type { Sort } from './sort';

const useStyles = makeStyles({
  head: { textAlign: 'start', padding: '4px 6px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  // With the padding of the button, its words stand above those of the cells.
  sorts: { padding: '4px 2px' },
  sort: {
    minHeight: '28px',
    padding: '2px 4px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    fontWeight: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

type HeadProps = { readonly className?: string | undefined; readonly children: ReactNode };

/** The head of a column that does not sort. */
export function Head({ className, children }: HeadProps) {
  const styles = useStyles();
  return (
    <th className={mergeClasses(styles.head, className)} scope="col">
      {children}
    </th>
  );
}

type SortHeadProps<Id extends string> = {
  readonly className?: string | undefined;
  readonly column: { readonly id: Id; readonly name: string };
  readonly sort: Sort<Id> | null;
  readonly onSort: (column: Id) => void;
};

/** The head of a column that sorts, and says how it does. */
export function SortHead<Id extends string>({ className, column: { id, name }, sort, onSort }: SortHeadProps<Id>) {
  const styles = useStyles();
  const direction = sort?.column === id ? sort.direction : 'none';
  return (
    <th className={mergeClasses(styles.head, styles.sorts, className)} scope="col" aria-sort={direction}>
      <button type="button" className={styles.sort} onClick={() => onSort(id)}>
        {name}
        <span aria-hidden="true">{{ none: '', ascending: ' ▲', descending: ' ▼' }[direction]}</span>
      </button>
    </th>
  );
}

type SelectHeadProps = { readonly className?: string | undefined; readonly isEverySelected: boolean; readonly onSelectAll: (isOn: boolean) => void };

/** Selects all rows, or none. */
export function SelectHead({ className, isEverySelected, onSelectAll }: SelectHeadProps) {
  return (
    <Head className={className}>
      <RowCheck label="Select all rows shown" isTabStop isChecked={isEverySelected} onChange={onSelectAll} />
    </Head>
  );
}

/** Above the buttons of the rows. */
export function ActsHead({ className }: { readonly className?: string }) {
  return (
    <Head className={className}>
      <span className="visually-hidden">Acts</span>
    </Head>
  );
}
