import { makeStyles, tokens } from '@fluentui/react-components';
import { useDeferredValue, useMemo } from 'react';
import type { DetailsStore } from './details-store';
import type { Entry } from './entry';
import { gapsOf } from './gaps';
import { useDetailsVersion } from './use-details';

const useStyles = makeStyles({
  note: { lineHeight: tokens.lineHeightBase300, padding: '8px 12px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1, color: tokens.colorNeutralForeground1, overflowWrap: 'anywhere' },
  line: { margin: 0 },
  list: { margin: 0, paddingInlineStart: '18px' },
});

type Props = { readonly store: DetailsStore; readonly entries: readonly Entry[]; readonly isComplete: boolean };

/** What could not be read, and what that takes: said once, above the rows it is about. */
export function GapsNote({ store, entries, isComplete }: Props) {
  const styles = useStyles();
  const version = useDeferredValue(useDetailsVersion(store, true));
  const gaps = useMemo(() => {
    const details = entries.flatMap(({ id }) => store.get(id)?.details ?? []);
    return gapsOf(entries, details);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what the store has
  }, [store, entries, version]);
  const lines = [...gaps, ...(isComplete ? [] : ['There are more people than can be read at once: choose fewer days, or another group'])];
  if (lines.length === 0) return null;
  return (
    <div className={styles.note} role="note" aria-label="What could not be read">
      <p className={styles.line}>Not everything could be read, so people and facts may be missing here:</p>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line}>{line}.</li>
        ))}
      </ul>
    </div>
  );
}
