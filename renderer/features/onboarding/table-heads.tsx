import { Head, SelectHead, SortHead } from '../../ui/list/list-heads';
import { COLUMNS, type ColumnId, type Sort } from './arrange';
import { useTableStyles } from './table-styles';

type Props = {
  readonly isEverySelected: boolean;
  readonly sort: Sort | null;
  readonly onSort: (column: ColumnId) => void;
  readonly onSelectAll: (isOn: boolean) => void;
};

const [PERSON, DAY, MISSING] = COLUMNS;

/** The heads of the columns; three of them sort. */
export function TableHeads({ isEverySelected, sort, onSort, onSelectAll }: Props) {
  const styles = useTableStyles();
  return (
    <>
      <SelectHead className={styles.selectHead} isEverySelected={isEverySelected} onSelectAll={onSelectAll} />
      <SortHead className={styles.personHead} column={PERSON} sort={sort} onSort={onSort} />
      <SortHead column={DAY} sort={sort} onSort={onSort} />
      <Head className={styles.accountHead}>Account</Head>
      <Head className={styles.licenceHead}>Licence</Head>
      <Head>Manager</Head>
      <Head>Methods</Head>
      <Head>Pass</Head>
      <Head>First sign-in</Head>
      <SortHead className={styles.missingHead} column={MISSING} sort={sort} onSort={onSort} />
    </>
  );
}
