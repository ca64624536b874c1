import { Input, makeStyles, Select, ToggleButton } from '@fluentui/react-components';
import { QUERY_MAXIMUM } from '../../../shared/ipc/sizes';
import { SearchIcon } from '../../ui/icons/icons';
import { SortMenu } from '../../ui/sort-menu';
import { COLUMNS, type Filter, type Sort, STATE_CHOICES } from './arrange';
import type { EntryState } from './pass-entry';
import { NARROW } from './table-styles';
import { ORIGIN } from './words';

type Props = {
  readonly filter: Filter;
  readonly counts: ReadonlyMap<EntryState, number>;
  readonly unfinished: number;
  readonly sort: Sort | null;
  readonly onFilter: (change: Partial<Filter>) => void;
  readonly onSort: (sort: Sort | null) => void;
};

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  text: { flexGrow: 1, minWidth: '180px', maxWidth: '360px' },
  choice: { minWidth: '130px' },
  /** The heads of the table sort where there is room for them. */
  sort: { display: 'none', [NARROW]: { display: 'flex', gap: '8px' } },
});

/** What is shown, and in a narrow window also in which order. */
export function FilterBar({ filter, counts, unfinished, sort, onFilter, onSort }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="search" aria-label="Filter passes">
      <Input
        className={styles.text}
        type="search"
        aria-label="Filter passes"
        placeholder="Person, ticket or issuer"
        contentBefore={<SearchIcon />}
        maxLength={QUERY_MAXIMUM}
        spellCheck={false}
        data-landmark
        data-focus-home
        value={filter.text}
        onChange={(_, data) => onFilter({ text: data.value })}
      />
      <Select className={styles.choice} aria-label="State" value={filter.state} onChange={(_, data) => onFilter({ state: data.value as Filter['state'] })}>
        <option value="with-pass">Everybody with a pass</option>
        {STATE_CHOICES.map(({ state, name }) => (
          <option key={state} value={state}>
            {name} ({counts.get(state) ?? 0})
          </option>
        ))}
        <option value="everybody">Everybody asked about</option>
      </Select>
      <Select className={styles.choice} aria-label="Made in" value={filter.origin} onChange={(_, data) => onFilter({ origin: data.value as Filter['origin'] })}>
        <option value="any">Made anywhere</option>
        {Object.entries(ORIGIN).map(([origin, name]) => (
          <option key={origin} value={origin}>
            {origin === 'unknown' ? 'Origin not known' : name}
          </option>
        ))}
      </Select>
      <ToggleButton checked={filter.isUnfinishedOnly} onClick={() => onFilter({ isUnfinishedOnly: !filter.isUnfinishedOnly })} title="Passes of this desk whose life has not ended, oldest first">
        Unfinished ({unfinished})
      </ToggleButton>
      <div className={styles.sort}>
        <SortMenu className={styles.choice} columns={COLUMNS} sort={sort} usual="Usual order" onSort={onSort} />
      </div>
    </div>
  );
}
