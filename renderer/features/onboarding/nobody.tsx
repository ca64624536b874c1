import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type Way, WAYS } from './ways';

const useStyles = makeStyles({
  root: { display: 'grid', justifyItems: 'start', gap: '8px' },
  line: { margin: 0, maxWidth: '80ch', color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300 },
  ways: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

const WORDS: Readonly<Record<Way, string>> = {
  'hire-date': 'Nobody has a hire date within these days. A tenant whose HR system does not fill in hire dates has none at all: choose people in another way then, or choose more days.',
  created: 'No account was created within these days. Choose more days, or another way.',
  group: 'The group has no members who can be read here. Choose another group, or another way.',
  csv: 'Nobody in this list can be used. Correct it and read it again, or choose another way.',
};

/** There is nobody, as far as it could be read: why that may be, and what else there is. */
export function Nobody({ way, onWay }: { readonly way: Way; readonly onWay: (way: Way) => void }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <p className={styles.line}>{WORDS[way]}</p>
      <div className={styles.ways}>
        {WAYS.filter((other) => other.way !== way).map((other) => (
          <Button key={other.way} onClick={() => onWay(other.way)}>
            {other.name}
          </Button>
        ))}
      </div>
    </div>
  );
}
