import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { ChainVerdict } from '../../../shared/domain/journal-entry';
import { anchoredText, chainText } from '../../ui/chain-text';
import { useAnnounce } from '../../ui/live';

const useStyles = makeStyles({
  root: { padding: '10px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusSuccessBorder1}`, backgroundColor: tokens.colorStatusSuccessBackground1, overflowWrap: 'anywhere' },
  broken: { border: `1px solid ${tokens.colorStatusDangerBorder1}`, backgroundColor: tokens.colorStatusDangerBackground1 },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, marginTop: '2px' },
  head: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, userSelect: 'all' },
});

/** What recomputing the chain has shown. The head is given so that it can be noted down and compared later. */
export function Verdict({ verdict }: { readonly verdict: ChainVerdict }) {
  const styles = useStyles();
  const announce = useAnnounce();
  const isIntact = verdict.state === 'intact';
  const title = chainText(verdict);
  useEffect(() => announce(title, isIntact ? 'polite' : 'assertive'), [announce, title, isIntact]);

  return (
    <div className={mergeClasses(styles.root, !isIntact && styles.broken)} role="group" aria-label="Verdict on the journal">
      <p className={styles.title}>{title}</p>
      {isIntact ? (
        <>
          <p className={styles.line}>{anchoredText(verdict)}</p>
          <p className={styles.line}>
            Head of the chain: <span className={styles.head}>{verdict.head}</span>. {verdict.anchoredSeq === null && 'Note it down: with it, entries cut off at the end can be seen later.'}
          </p>
        </>
      ) : (
        <p className={styles.line}>What comes before it still holds. Keep the file as it is and tell your lead.</p>
      )}
    </div>
  );
}
