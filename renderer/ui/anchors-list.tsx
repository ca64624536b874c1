import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../shared/domain/display-text';
import type { AnchorState } from '../../shared/domain/history/history-state';
import { Instant } from './instant';
import { Tag } from './tag';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '6px', margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  text: { margin: 0 },
  name: { fontWeight: tokens.fontWeightSemibold },
});

const FAILURE: Readonly<Record<NonNullable<AnchorState['failure']>, string>> = {
  offline: 'It cannot be reached now; Tapdesk tries again by itself.',
  refused: 'It refused the last note. Whoever keeps it should look.',
  full: 'It has no room left.',
  unreadable: 'What stands there cannot be read, so it proves nothing.',
  'not-configured': 'It is not set up completely: its secret or its address is missing, or others may change the file of the secret.',
};

/** Where the head of the chain is noted off this machine, and since when. */
export function AnchorsList({ anchors }: { readonly anchors: readonly AnchorState[] }) {
  const styles = useStyles();
  if (anchors.length === 0) return <p className={styles.text}>None is set up in the desk policy. Without one, an end of the journal that was cut off could not be seen.</p>;
  return (
    <ul className={styles.list} aria-label="Anchors">
      {anchors.map(({ name, last, failure }) => (
        <li key={name}>
          <span className={styles.name}>
            <bdi>{displayText(name, 500)}</bdi>
          </span>{' '}
          <Tag tone={failure !== null ? 'danger' : last === null ? 'warning' : 'success'}>{failure !== null ? 'Fails' : last === null ? 'Nothing noted yet' : 'Works'}</Tag>{' '}
          {last !== null && (
            <>
              Noted up to entry {last.seq}, <Instant at={last.at} />.{' '}
            </>
          )}
          {failure !== null && FAILURE[failure]}
        </li>
      ))}
    </ul>
  );
}
