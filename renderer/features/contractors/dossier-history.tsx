import { makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { ACTION_WORDS } from '../../../shared/domain/history/words';
import { Card } from '../../ui/card';
import { Instant } from '../../ui/instant';
import { type Act, actorText, actsOf, resultOf } from '../../ui/journal-acts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '8px', margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  what: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  none: { margin: 0, color: tokens.colorNeutralForeground3 },
});

/** What this desk's journal has about the person, newest first. */
export function DossierHistory({ history }: { readonly history: readonly JournalEntry[] }) {
  const styles = useStyles();
  const acts = useMemo(() => actsOf(history), [history]);
  return (
    <Card name="History at this desk">
      {acts.length === 0 ? (
        <p className={styles.none}>The journal of this desk has nothing about them.</p>
      ) : (
        <ul className={styles.list} aria-label="History at this desk">
          {acts.map((act) => (
            <li key={act.id}>
              <span className={styles.what}>{whatText(act)}</span>: {resultOf(act).words.toLowerCase()}. <Instant at={act.first.at} />
              <div className={styles.quiet}>
                {[act.first.reason !== '' && displayText(act.first.reason, 300), act.first.ticket !== '' && `ticket ${displayText(act.first.ticket)}`, `by ${actorText(act.first.operator)}`].filter(Boolean).join(', ')}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function whatText({ first }: Act): string {
  const { targetName } = first.detail;
  return typeof targetName === 'string' && targetName !== '' ? `${ACTION_WORDS[first.action]}, ${displayText(targetName)}` : ACTION_WORDS[first.action];
}
