import { Link, makeStyles, tokens } from '@fluentui/react-components';
import type { Charts } from '../../../shared/domain/history/charts';
import { displayText } from '../../../shared/domain/display-text';
import { countText } from '../../ui/number-text';
import { Instant } from '../../ui/instant';

const useStyles = makeStyles({
  figure: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start', gap: '8px', margin: 0, padding: '14px 16px', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, minWidth: 0 },
  caption: { fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0 },
  list: { display: 'grid', gap: '4px', margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  when: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Passes that were used, and no method was registered since: the next call of these people is on its way. */
export function Unfinished({ unfinished: { count, newest }, onLine }: { readonly unfinished: Charts['unfinished']; readonly onLine: (id: string) => void }) {
  const styles = useStyles();
  return (
    <figure className={styles.figure} aria-label="Unfinished registrations">
      <figcaption className={styles.caption}>Unfinished registrations</figcaption>
      <p className={styles.text}>
        {count === 0 ? 'None.' : `${countText(count, 'pass', 'passes')} used or perhaps used, and no method registered since.`}
        {newest.length < count && newest.length > 0 && ` The newest ${newest.length}:`}
      </p>
      {newest.length > 0 && (
        <ul className={styles.list} aria-label="Unfinished registrations, newest first">
          {newest.map(({ id, at, displayName }) => (
            <li key={id}>
              <Link as="button" inline onClick={() => onLine(id)}>
                <bdi>{displayText(displayName)}</bdi>
              </Link>{' '}
              <span className={styles.when}>
                <Instant at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
