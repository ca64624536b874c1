import { ToggleButton } from '@fluentui/react-components';
import { FilterBar } from '../../ui/list/filter-bar';
import { choicesOf, FilterChoice } from '../../ui/list/filter-choice';
import { SortMenu } from '../../ui/list/sort-menu';
import { COLUMNS, type Filter, type Sort, STATE_CHOICES } from './arrange';
import type { EntryState } from './pass-entry';
import { useTableStyles } from './table-styles';
import { ORIGIN } from './words';

type Props = {
  readonly filter: Filter;
  readonly counts: ReadonlyMap<EntryState, number>;
  readonly unfinished: number;
  readonly sort: Sort | null;
  readonly onFilter: (change: Partial<Filter>) => void;
  readonly onSort: (sort: Sort | null) => void;
};

const ORIGINS = choicesOf<Filter['origin']>({ any: 'Made anywhere', ...ORIGIN, unknown: 'Origin not known' });

/** What is shown, and in a narrow window also in which order. */
export function PassFilters({ filter, counts, unfinished, sort, onFilter, onSort }: Props) {
  const styles = useTableStyles();
  const states = STATE_CHOICES.map(({ state, name }) => ({ value: state, name: `${name} (${counts.get(state) ?? 0})` }));
  return (
    <FilterBar name="Filter passes" placeholder="Person, ticket or issuer" text={filter.text} onText={(text) => onFilter({ text })}>
      <FilterChoice<Filter['state']>
        name="State"
        value={filter.state}
        choices={[{ value: 'with-pass', name: 'Everybody with a pass' }, ...states, { value: 'everybody', name: 'Everybody asked about' }]}
        onChoice={(state) => onFilter({ state })}
      />
      <FilterChoice name="Made in" value={filter.origin} choices={ORIGINS} onChoice={(origin) => onFilter({ origin })} />
      <ToggleButton checked={filter.isUnfinishedOnly} onClick={() => onFilter({ isUnfinishedOnly: !filter.isUnfinishedOnly })} title="Passes of this desk whose life has not ended, oldest first">
        Unfinished ({unfinished})
      </ToggleButton>
      <SortMenu className={styles.sortMenu} columns={COLUMNS} sort={sort} onSort={onSort} />
    </FilterBar>
  );
}
