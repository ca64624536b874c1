import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { Output } from '../../../shared/ipc/contract';
import { grantGaps } from './grant-gaps';

const useStyles = makeStyles({
  text: { margin: 0, maxWidth: '100ch', color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300 },
  line: { margin: 0 },
  list: { margin: 0, paddingInlineStart: '18px' },
  missing: { lineHeight: tokens.lineHeightBase300, padding: '8px 12px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1, color: tokens.colorNeutralForeground1, overflowWrap: 'anywhere' },
});

type Props = { readonly list: Output<'contractors.list'>; readonly grants: Output<'grants.list'> | undefined };

/** Where the rows come from, and what cannot be among them. */
export function Sources({ list, grants }: Props) {
  const styles = useStyles();
  const missing = [
    ...list.unread.map(({ source, needs }) => `${displayText(source)}: not read${needs === '' ? '' : `; it takes ${displayText(needs, 300)}`}`),
    ...(list.isComplete ? [] : ['There are more contractors than can be read at once: look for others in People, or narrow the rules in the desk policy']),
    ...(grants ? grantGaps(grants.sources).map((gap) => `${gap}; somebody may hold more than the column “Grants” says`) : []),
  ];
  return (
    <>
      <p className={styles.text}>The desk policy says who counts as a contractor; see Policy. Past contract ends come first.</p>
      {missing.length > 0 && (
        <div className={styles.missing} role="note" aria-label="What could not be read">
          <p className={styles.line}>Not everything could be read, so people and facts may be missing here:</p>
          <ul className={styles.list}>
            {missing.map((words) => (
              <li key={words}>{words}.</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
