import { makeStyles, tokens } from '@fluentui/react-components';
import type { Leftover } from '../../../shared/domain/end-access';
import { leftoverText } from './leftover-text';

const useStyles = makeStyles({
  heading: { margin: '6px 0 0', fontWeight: tokens.fontWeightSemibold, color: tokens.colorStatusWarningForeground3 },
  list: { margin: '2px 0 0', paddingInlineStart: '20px' },
});

/** What stays whatever is done here. Said before and after, so that nobody takes "ended" for more than it is. */
export function Leftovers({ leftovers }: { readonly leftovers: readonly Leftover[] }) {
  const styles = useStyles();
  if (leftovers.length === 0) return null;
  return (
    <>
      <p className={styles.heading}>What stays</p>
      <ul className={styles.list} aria-label="What stays">
        {leftovers.map((leftover, at) => (
          <li key={at}>{leftoverText(leftover)}</li>
        ))}
      </ul>
    </>
  );
}
