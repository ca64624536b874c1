import { Input, makeStyles, Select } from '@fluentui/react-components';
import { memo } from 'react';
import { QUERY_MAXIMUM } from '../../../shared/ipc/sizes';
import { SearchIcon } from '../../ui/icons/icons';
import { SortMenu } from '../../ui/sort-menu';
import { COLUMNS, type Filter, type Part, type Sort } from './arrange';
import { NARROW } from './table-styles';

type Props = {
  readonly filter: Filter;
  readonly sort: Sort | null;
  readonly onFilter: (change: Partial<Filter>) => void;
  readonly onSort: (sort: Sort | null) => void;
};

const PARTS: Readonly<Record<Part, string>> = { any: 'Everybody', missing: 'Something missing', 'no-pass': 'No pass yet', complete: 'Nothing missing' };

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  text: { flexGrow: 1, minWidth: '180px', maxWidth: '360px' },
  choice: { minWidth: '130px' },
  /** The heads of the table sort where there is room for them. */
  sort: { display: 'none', [NARROW]: { display: 'flex', gap: '8px' } },
});

/** What is shown, and in a narrow window also in which order. */
export const FilterBar = memo(function FilterBar({ filter, sort, onFilter, onSort }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="search" aria-label="Filter onboarding">
      <Input
        className={styles.text}
        type="search"
        aria-label="Filter onboarding"
        placeholder="Person, department or manager"
        contentBefore={<SearchIcon />}
        maxLength={QUERY_MAXIMUM}
        spellCheck={false}
        data-landmark
        data-focus-home
        value={filter.text}
        onChange={(_, data) => onFilter({ text: data.value })}
      />
      <Select className={styles.choice} aria-label="Missing" value={filter.part} onChange={(_, data) => onFilter({ part: data.value as Part })}>
        {Object.entries(PARTS).map(([part, name]) => (
          <option key={part} value={part}>
            {name}
          </option>
        ))}
      </Select>
      <div className={styles.sort}>
        <SortMenu className={styles.choice} columns={COLUMNS} sort={sort} usual="Usual order" onSort={onSort} />
      </div>
    </div>
  );
});
