import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { ACTION_WORDS } from '../../../shared/domain/history/words';
import { preciseText } from '../../ui/time-text';
import { actorText } from '../../ui/journal-acts';
import { detailField } from './detail-words';

const useStyles = makeStyles({
  heading: { margin: '12px 0 4px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  fields: { display: 'grid', gridTemplateColumns: 'minmax(110px, 180px) minmax(0, 1fr)', gap: '2px 12px', margin: 0 },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  hash: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase100 },
});

const PHASE = { intent: 'intent, written before the call', outcome: 'outcome, written after it', event: 'event' } as const;

/** One entry as it stands in the journal, with nothing left out. */
export function EntryFields({ entry }: { readonly entry: JournalEntry }) {
  const styles = useStyles();
  const fields: readonly (readonly [string, string])[] = [
    ['At', `${preciseText(new Date(entry.at))} (${entry.at})`],
    ['Action', `${ACTION_WORDS[entry.action]} (${entry.action})`],
    ['Result', entry.result ?? ''],
    ['Operator', `${actorText(entry.operator)} ${entry.operator.id}`],
    ['Person', entry.person ? `${actorText(entry.person)} ${entry.person.id}` : ''],
    ['Tenant', entry.tenantId],
    ['Ticket', entry.ticket],
    ['Reason', entry.reason],
    ...Object.entries(entry.detail).map(([name, value]) => detailField(name, value)),
    ['Entry id', entry.id],
    ['Belongs to', entry.intentId ?? ''],
  ];
  return (
    <section>
      <h4 className={styles.heading}>
        Entry {entry.seq}: {PHASE[entry.phase]}
      </h4>
      <dl className={styles.fields}>
        {fields
          .filter(([, value]) => value !== '')
          .map(([name, value], at) => (
            <Field key={at} name={displayText(name)} value={displayText(value, 2000)} />
          ))}
        <Field name="Previous hash" value={entry.previousHash} isHash />
        <Field name="Hash" value={entry.hash} isHash />
      </dl>
    </section>
  );
}

function Field({ name, value, isHash = false }: { readonly name: string; readonly value: string; readonly isHash?: boolean }) {
  const styles = useStyles();
  return (
    <>
      <dt className={styles.term}>{name}</dt>
      <dd className={styles.value}>{isHash ? <span className={styles.hash}>{value}</span> : value}</dd>
    </>
  );
}
