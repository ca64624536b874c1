import { Input, makeStyles, Select, ToggleButton } from '@fluentui/react-components';
import { QUERY_MAXIMUM } from '../../../shared/ipc/sizes';
import { SearchIcon } from '../../ui/icons/icons';
import { SortMenu } from '../../ui/sort-menu';
import { COLUMNS, type EndFilter, type Filter, type Sort, SOON_DAYS } from './arrange';
import { NARROW } from './table-styles';

type Props = {
  readonly filter: Filter;
  readonly counts: Readonly<Record<EndFilter, number>>;
  readonly sort: Sort | null;
  readonly onFilter: (change: Partial<Filter>) => void;
  readonly onSort: (sort: Sort | null) => void;
};

const END_CHOICES: readonly { readonly end: EndFilter; readonly name: string }[] = [
  { end: 'any', name: 'Any contract end' },
  { end: 'ended', name: 'Ended' },
  { end: 'soon', name: `Ending within ${SOON_DAYS} days` },
  { end: 'none', name: 'No end on file' },
  { end: 'not-read', name: 'End not read' },
];

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  text: { flexGrow: 1, minWidth: '180px', maxWidth: '360px' },
  choice: { minWidth: '130px' },
  /** The heads of the table sort where there is room for them. */
  sort: { display: 'none', [NARROW]: { display: 'flex', gap: '8px' } },
});

/** What is shown, and in a narrow window also in which order. */
export function FilterBar({ filter, counts, sort, onFilter, onSort }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="search" aria-label="Filter contractors">
      <Input
        className={styles.text}
        type="search"
        aria-label="Filter contractors"
        placeholder="Person, company, manager or type"
        contentBefore={<SearchIcon />}
        maxLength={QUERY_MAXIMUM}
        spellCheck={false}
        data-landmark
        data-focus-home
        value={filter.text}
        onChange={(_, data) => onFilter({ text: data.value })}
      />
      <Select className={styles.choice} aria-label="Contract end" value={filter.end} onChange={(_, data) => onFilter({ end: data.value as EndFilter })}>
        {END_CHOICES.map(({ end, name }) => (
          <option key={end} value={end}>
            {name} ({counts[end]})
          </option>
        ))}
      </Select>
      <ToggleButton checked={filter.isEnabledOnly} onClick={() => onFilter({ isEnabledOnly: !filter.isEnabledOnly })} title="Leaves out accounts that are known to be disabled">
        Enabled only
      </ToggleButton>
      <div className={styles.sort}>
        <SortMenu className={styles.choice} columns={COLUMNS} sort={sort} usual="Usual order" onSort={onSort} />
      </div>
    </div>
  );
}
