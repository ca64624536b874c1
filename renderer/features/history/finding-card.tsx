import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { Finding } from '../../../shared/domain/history/finding';
import { FINDING_WORDS } from '../../../shared/domain/history/words';
import { Fact } from '../../ui/fact';
import { Instant } from '../../ui/instant';
import { Tag } from '../../ui/tag';
import { claimOf, findingFacts } from './finding-facts';
import { SeeFinding } from './see-finding';

/** Links before the rest is asked for. */
const LINKS = 5;
/** Characters of a reason: as long as one may be. */
const REASON_SHOWN = 500;
const NAME_SHOWN = 200;

const useStyles = makeStyles({
  card: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', padding: '12px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: '4px 10px', overflowWrap: 'anywhere' },
  who: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  facts: { display: 'grid', gridTemplateColumns: 'minmax(110px, 32%) minmax(0, 1fr)', gap: '2px 12px', margin: 0, maxWidth: '720px' },
  links: { display: 'flex', flexWrap: 'wrap', gap: '4px 14px' },
  claim: { margin: 0, overflowWrap: 'anywhere' },
  seen: { margin: 0, overflowWrap: 'anywhere' },
});

type Props = {
  readonly finding: Finding;
  /** Opens a line of the history. Without it the lines are not linked: the reader is looking at them. */
  readonly onLine?: (id: string) => void;
  /** It has just been marked as seen. */
  readonly onSeen: () => void;
};

/** One thing that somebody should look at: whom it is about, what shows it, and the way to say that it was looked at. */
export function FindingCard({ finding, onLine, onSeen }: Props) {
  const styles = useStyles();
  const headId = useId();
  const { kind, at, person, operator, seen, lineIds } = finding;
  const facts = findingFacts(finding);
  const claimedBy = claimOf(finding);
  return (
    <article className={styles.card} aria-labelledby={headId}>
      <div className={styles.head} id={headId}>
        <Tag tone={seen ? 'neutral' : 'warning'}>{FINDING_WORDS[kind]}</Tag>
        {person && (
          <span className={styles.who}>
            <bdi>{displayText(person.displayName)}</bdi>
          </span>
        )}
        {operator && (
          <span>
            by <bdi>{displayText(operator.displayName)}</bdi>
          </span>
        )}
        <span className={styles.quiet}>
          <Instant at={at} />
        </span>
      </div>
      {facts.length > 0 && (
        <dl className={styles.facts}>
          {facts.map(({ name, value }) => (
            <Fact key={name} term={name}>
              {value}
            </Fact>
          ))}
        </dl>
      )}
      {claimedBy !== null && (
        <p className={styles.claim}>
          The opened journal <bdi className={styles.who}>{displayText(claimedBy, NAME_SHOWN)}</bdi> says it made this; nothing proves who wrote that journal.
        </p>
      )}
      {onLine && <Lines ids={lineIds} onLine={onLine} />}
      {seen ? (
        <p className={styles.seen}>
          Seen by <bdi>{displayText(seen.by)}</bdi>, <Instant at={seen.at} />: <bdi>{displayText(seen.reason, REASON_SHOWN)}</bdi>
        </p>
      ) : (
        <SeeFinding id={finding.id} onSeen={onSeen} />
      )}
    </article>
  );
}

function Lines({ ids, onLine }: { readonly ids: readonly string[]; readonly onLine: (id: string) => void }) {
  const styles = useStyles();
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? ids : ids.slice(0, LINKS);
  return (
    <div className={styles.links}>
      {shown.map((id, at) => (
        <Link key={id} as="button" inline onClick={() => onLine(id)}>
          {ids.length === 1 ? 'Open its line' : `Open line ${at + 1} of ${ids.length}`}
        </Link>
      ))}
      {shown.length < ids.length && (
        <Button size="small" appearance="subtle" onClick={() => setIsAll(true)}>
          Show all {ids.length} lines
        </Button>
      )}
    </div>
  );
}
