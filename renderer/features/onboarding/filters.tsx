import { memo } from 'react';
import { FilterBar } from '../../ui/list/filter-bar';
import { choicesOf, FilterChoice } from '../../ui/list/filter-choice';
import { SortMenu } from '../../ui/list/sort-menu';
import { COLUMNS, type Filter, type Part, type Sort } from './arrange';
import { useTableStyles } from './table-styles';

type Props = {
  readonly filter: Filter;
  readonly sort: Sort | null;
  readonly onFilter: (change: Partial<Filter>) => void;
  readonly onSort: (sort: Sort | null) => void;
};

const PARTS = choicesOf<Part>({ any: 'Everybody', missing: 'Something missing', 'no-pass': 'No pass yet', complete: 'Nothing missing' });

/** What is shown, and in a narrow window also in which order. */
export const OnboardingFilters = memo(function OnboardingFilters({ filter, sort, onFilter, onSort }: Props) {
  const styles = useTableStyles();
  return (
    <FilterBar name="Filter onboarding" placeholder="Person, department or manager" text={filter.text} onText={(text) => onFilter({ text })}>
      <FilterChoice name="Missing" value={filter.part} choices={PARTS} onChoice={(part) => onFilter({ part })} />
      <SortMenu className={styles.sortMenu} columns={COLUMNS} sort={sort} onSort={onSort} />
    </FilterBar>
  );
});
