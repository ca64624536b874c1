import type { Contractor } from '../../../shared/domain/contractor';
import { Tag } from '../../ui/tag';
import { NotRead } from '../../ui/unread';
import { useTicking } from '../../ui/use-ticking';
import { endAgeText, endDateText, isPast } from './contract-end-text';
import { useTableStyles } from './table-styles';

/** When the contract ends. "Not read" and "none on file" are two things, and neither is a date. */
export function ContractEndCell({ end }: { readonly end: Contractor['end'] }) {
  const styles = useTableStyles();
  const value = end.known ? end.value : null;
  const age = useTicking((now) => (value ? endAgeText(value, now) : ''));
  const isOver = useTicking((now) => value !== null && isPast(value, now));
  if (!end.known) {
    return (
      <>
        <span className={styles.label}>Contract end: </span>
        <NotRead fact={end} />
      </>
    );
  }
  if (!value) {
    return (
      <>
        <span className={styles.label}>Contract end: </span>
        <span className={styles.quiet}>None on file</span>
      </>
    );
  }
  return (
    <>
      {isOver ? <Tag tone="danger">{age}</Tag> : age}
      <div className={styles.quiet}>
        <time dateTime={value.at}>{endDateText(value)}</time>
      </div>
    </>
  );
}
