import { displayText } from '../../../shared/domain/display-text';
import { ORIGIN_WORDS } from '../../ui/grant-text';
import { FilterBar } from '../../ui/list/filter-bar';
import { choicesOf, FilterChoice } from '../../ui/list/filter-choice';
import { SortMenu } from '../../ui/list/sort-menu';
import { COLUMNS, type Filter, NO_TEMPLATE, type Sort } from './arrange';
import { useTableStyles } from './table-styles';

type Props = {
  readonly filter: Filter;
  readonly sort: Sort | null;
  /** Id to name. */
  readonly templates: ReadonlyMap<string, string>;
  readonly onFilter: (change: Partial<Filter>) => void;
  readonly onSort: (sort: Sort | null) => void;
};

const KINDS = choicesOf<Filter['kind']>({ any: 'Everything', active: 'Active', eligible: 'Eligible', group: 'Groups', future: 'Starts later' });
const ORIGINS = choicesOf<Filter['origin']>({ any: 'Made anywhere', ...ORIGIN_WORDS, unknown: 'Origin not known' });

/** What is shown, and in a narrow window also in which order. */
export function RoleFilters({ filter, sort, templates, onFilter, onSort }: Props) {
  const styles = useTableStyles();
  const named = [...templates].map(([value, name]) => ({ value, name: displayText(name) }));
  return (
    <FilterBar name="Filter roles" placeholder="Person, role, ticket or operator" text={filter.text} onText={(text) => onFilter({ text })}>
      <FilterChoice name="Kind" value={filter.kind} choices={KINDS} onChoice={(kind) => onFilter({ kind })} />
      <FilterChoice name="Template" value={filter.template} choices={[{ value: '', name: 'Any template' }, ...named, { value: NO_TEMPLATE, name: 'No template' }]} onChoice={(template) => onFilter({ template })} />
      <FilterChoice name="Made in" value={filter.origin} choices={ORIGINS} onChoice={(origin) => onFilter({ origin })} />
      <SortMenu className={styles.sortMenu} columns={COLUMNS} sort={sort} usual="Soon to end first" onSort={onSort} />
    </FilterBar>
  );
}
