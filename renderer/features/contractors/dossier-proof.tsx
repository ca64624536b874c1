import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { Card } from '../../ui/card';
import { Instant } from '../../ui/instant';
import { actorText } from '../../ui/journal-acts';
import { proofsOf } from './proofs';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '6px', margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  none: { margin: 0, color: tokens.colorNeutralForeground3 },
});

/** When access was ended and read back as gone, by this desk. */
export function DossierProof({ history }: { readonly history: readonly JournalEntry[] }) {
  const styles = useStyles();
  const proofs = proofsOf(history);
  return (
    <Card name="Proof of ended access">
      {proofs.length === 0 ? (
        <p className={styles.none}>This desk has not ended anything of theirs.</p>
      ) : (
        <ul className={styles.list} aria-label="Proof of ended access">
          {proofs.map(({ id, at, words, entry: { seq, operator, ticket } }) => (
            <li key={id}>
              {words} at <Instant at={at} seconds />
              <div className={styles.quiet}>
                by {actorText(operator)}
                {ticket !== '' && `, ticket ${displayText(ticket)}`}, journal entry {seq}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
