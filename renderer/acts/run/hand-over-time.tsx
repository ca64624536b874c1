import { makeStyles, tokens } from '@fluentui/react-components';
import { clockText, leftText } from '../../ui/time-text';
import { useTicking } from '../../ui/use-ticking';
import { passcodes } from './run-words';

const useStyles = makeStyles({ root: { margin: 0, fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold } });

/** How many passcodes nobody has, and when their passes are revoked for it. */
export function HandOverTime({ count, until }: { readonly count: number; readonly until: string | null }) {
  const styles = useStyles();
  const left = useTicking((now) => (until === null ? '' : `; revoked at ${clockText(new Date(until), now)}, in ${leftText(new Date(until), now)}`));
  return (
    <p className={styles.root}>
      {passcodes(count)} nobody has yet{left}.
    </p>
  );
}
