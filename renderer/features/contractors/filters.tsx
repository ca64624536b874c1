import { ToggleButton } from '@fluentui/react-components';
import { FilterBar } from '../../ui/list/filter-bar';
import { FilterChoice } from '../../ui/list/filter-choice';
import { SortMenu } from '../../ui/list/sort-menu';
import { COLUMNS, type EndFilter, type Filter, type Sort, SOON_DAYS } from './arrange';
import { useTableStyles } from './table-styles';

type Props = {
  readonly filter: Filter;
  readonly counts: Readonly<Record<EndFilter, number>>;
  readonly sort: Sort | null;
  readonly onFilter: (change: Partial<Filter>) => void;
  readonly onSort: (sort: Sort | null) => void;
};

const ENDS: readonly { readonly end: EndFilter; readonly name: string }[] = [
  { end: 'any', name: 'Any contract end' },
  { end: 'ended', name: 'Ended' },
  { end: 'soon', name: `Ending within ${SOON_DAYS} days` },
  { end: 'none', name: 'No end on file' },
  { end: 'not-read', name: 'End not read' },
];

/** What is shown, and in a narrow window also in which order. */
export function ContractorFilters({ filter, counts, sort, onFilter, onSort }: Props) {
  const styles = useTableStyles();
  return (
    <FilterBar name="Filter contractors" placeholder="Person, company, manager or type" text={filter.text} onText={(text) => onFilter({ text })}>
      <FilterChoice name="Contract end" value={filter.end} choices={ENDS.map(({ end, name }) => ({ value: end, name: `${name} (${counts[end]})` }))} onChoice={(end) => onFilter({ end })} />
      <ToggleButton checked={filter.isEnabledOnly} onClick={() => onFilter({ isEnabledOnly: !filter.isEnabledOnly })} title="Leaves out accounts that are known to be disabled">
        Enabled only
      </ToggleButton>
      <SortMenu className={styles.sortMenu} columns={COLUMNS} sort={sort} onSort={onSort} />
    </FilterBar>
  );
}
