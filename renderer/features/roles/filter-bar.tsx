import { Input, makeStyles, Select } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import { QUERY_MAXIMUM } from '../../../shared/ipc/sizes';
import { ORIGIN_WORDS } from '../../ui/grant-text';
import { SearchIcon } from '../../ui/icons/icons';
import { SortMenu } from '../../ui/sort-menu';
import { COLUMNS, type Filter, NO_TEMPLATE, type Sort } from './arrange';
import { NARROW } from './table-styles';

type Props = {
  readonly filter: Filter;
  readonly sort: Sort | null;
  /** Id to name. */
  readonly templates: ReadonlyMap<string, string>;
  readonly onFilter: (change: Partial<Filter>) => void;
  readonly onSort: (sort: Sort | null) => void;
};

const KINDS: Readonly<Record<Filter['kind'], string>> = { any: 'Everything', active: 'Active', eligible: 'Eligible', group: 'Groups', future: 'Starts later' };

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  text: { flexGrow: 1, minWidth: '180px', maxWidth: '360px' },
  choice: { minWidth: '130px' },
  /** The heads of the table sort where there is room for them. */
  sort: { display: 'none', [NARROW]: { display: 'flex', gap: '8px' } },
});

/** What is shown, and in a narrow window also in which order. */
export function FilterBar({ filter, sort, templates, onFilter, onSort }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="search" aria-label="Filter roles">
      <Input
        className={styles.text}
        type="search"
        aria-label="Filter roles"
        placeholder="Person, role, ticket or operator"
        contentBefore={<SearchIcon />}
        maxLength={QUERY_MAXIMUM}
        spellCheck={false}
        data-landmark
        data-focus-home
        value={filter.text}
        onChange={(_, data) => onFilter({ text: data.value })}
      />
      <Select className={styles.choice} aria-label="Kind" value={filter.kind} onChange={(_, data) => onFilter({ kind: data.value as Filter['kind'] })}>
        {Object.entries(KINDS).map(([kind, name]) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </Select>
      <Select className={styles.choice} aria-label="Template" value={filter.template} onChange={(_, data) => onFilter({ template: data.value })}>
        <option value="">Any template</option>
        {[...templates].map(([id, name]) => (
          <option key={id} value={id}>
            {displayText(name)}
          </option>
        ))}
        <option value={NO_TEMPLATE}>No template</option>
      </Select>
      <Select className={styles.choice} aria-label="Made in" value={filter.origin} onChange={(_, data) => onFilter({ origin: data.value as Filter['origin'] })}>
        <option value="any">Made anywhere</option>
        {Object.entries(ORIGIN_WORDS).map(([origin, name]) => (
          <option key={origin} value={origin}>
            {origin === 'unknown' ? 'Origin not known' : name}
          </option>
        ))}
      </Select>
      <div className={styles.sort}>
        <SortMenu className={styles.choice} columns={COLUMNS} sort={sort} usual="Soon to end first" onSort={onSort} />
      </div>
    </div>
  );
}
