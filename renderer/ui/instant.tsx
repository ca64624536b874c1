import { makeStyles, tokens } from '@fluentui/react-components';
import { ageText, instantText, preciseText } from './time-text';
import { useNow } from './use-now';

const useStyles = makeStyles({ age: { color: tokens.colorNeutralForeground3 } });

/** A point in time in the operator's zone, with the zone named, and how long ago that is. */
export function Instant({ at, withAge = false, seconds = false }: { readonly at: string; readonly withAge?: boolean; readonly seconds?: boolean }) {
  const instant = new Date(at);
  return (
    <>
      <time dateTime={at}>{seconds ? preciseText(instant) : instantText(instant)}</time>
      {withAge && <Age at={instant} />}
    </>
  );
}

function Age({ at }: { readonly at: Date }) {
  const styles = useStyles();
  const now = useNow(15_000);
  return <span className={styles.age}> · {ageText(at, now)}</span>;
}
