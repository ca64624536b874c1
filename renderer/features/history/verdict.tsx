import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { ChainVerdict } from '../../../shared/domain/journal-entry';
import { acceptItem, anchoredText, chainText } from '../../ui/chain-text';
import { useAnnounce } from '../../ui/live';

const useStyles = makeStyles({
  root: { padding: '10px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusSuccessBorder1}`, backgroundColor: tokens.colorStatusSuccessBackground1, overflowWrap: 'anywhere' },
  broken: { border: `1px solid ${tokens.colorStatusDangerBorder1}`, backgroundColor: tokens.colorStatusDangerBackground1 },
  accepted: { border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1 },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, marginTop: '2px' },
  head: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, userSelect: 'all' },
});

/** What recomputing the chain has shown. The head is given so that it can be noted down and compared later. */
export function Verdict({ verdict }: { readonly verdict: ChainVerdict }) {
  const styles = useStyles();
  const announce = useAnnounce();
  const isBroken = verdict.state === 'broken';
  const title = chainText(verdict);
  useEffect(() => announce(title, isBroken ? 'assertive' : 'polite'), [announce, title, isBroken]);

  return (
    <div className={mergeClasses(styles.root, isBroken && styles.broken, verdict.state === 'accepted' && styles.accepted)} role="group" aria-label="Verdict on the journal">
      <p className={styles.title}>{title}</p>
      {isBroken ? (
        <>
          <p className={styles.line}>What comes before it still holds. Keep the file as it is and tell your lead.</p>
          <AcceptIt item={acceptItem(verdict)} />
        </>
      ) : (
        <>
          <p className={styles.line}>{anchoredText(verdict)}</p>
          <p className={styles.line}>
            Head of the chain: <span className={styles.head}>{verdict.head}</span>. {verdict.anchoredSeq === null && 'Note it down: with it, entries cut off at the end can be seen later.'}
          </p>
        </>
      )}
    </div>
  );
}

/** For the administrator who has found out what happened. */
function AcceptIt({ item }: { readonly item: string | null }) {
  const styles = useStyles();
  if (item === null) return <p className={styles.line}>The file cannot be gone on with as it is: an administrator has to set it aside, and Tapdesk begins another.</p>;
  return (
    <p className={styles.line}>
      To go on with the file just as it stands, an administrator adds this item to <code>journal.acceptedBreaks</code> of the desk policy: <span className={styles.head}>{item}</span>
    </p>
  );
}
