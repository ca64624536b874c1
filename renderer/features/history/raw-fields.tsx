import { makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { AuditRow, PassSeen, SignInRow } from '../../../shared/domain/history/audit-row';
import type { HistoryEvent } from '../../../shared/domain/history/history-line';
import { Fact } from '../../ui/fact';
import { preciseText } from '../../ui/time-text';
import { EntryFields } from './entry-fields';

const useStyles = makeStyles({ fields: { display: 'grid', gridTemplateColumns: 'minmax(90px, 140px) minmax(0, 1fr)', gap: '2px 12px', margin: '6px 0 0', fontSize: tokens.fontSizeBase200 } });

type Fields = readonly (readonly [name: string, value: string])[];

/** A fact as its source has it, with nothing left out. */
export function RawFields({ event }: { readonly event: HistoryEvent }) {
  switch (event.source) {
    case 'journal':
      return <EntryFields entry={event.entry} />;
    case 'audit':
      return [event.audit, ...event.also].map((audit) => <FieldList key={audit.id} fields={auditFields(audit)} />);
    case 'sign-in':
      return <FieldList fields={signInFields(event.signIn)} />;
    case 'seen':
      return <FieldList fields={seenFields(event.seen)} />;
  }
}

function FieldList({ fields }: { readonly fields: Fields }) {
  const styles = useStyles();
  return (
    <dl className={styles.fields}>
      {fields
        .filter(([, value]) => value !== '')
        .map(([name, value], at) => (
          <Fact key={at} term={displayText(name, 80)}>
            {displayText(value, 2000)}
          </Fact>
        ))}
    </dl>
  );
}

const instant = (at: string) => `${preciseText(new Date(at))} (${at})`;
const someone = ({ displayName, userPrincipalName, id }: { readonly displayName: string; readonly userPrincipalName: string; readonly id: string }) => [displayName, userPrincipalName, id].filter((part) => part !== '').join(', ');

const auditFields = (audit: AuditRow): Fields => [
  ['At', instant(audit.at)],
  ['Activity', audit.activity],
  ['Result', audit.result],
  ['Why', audit.resultReason],
  ['By', audit.by ? someone(audit.by) : ''],
  ...audit.targets.map((target) => [`About (${target.type === '' ? 'not said' : target.type})`, someone(target)] as const),
  ['Logged by', audit.service],
  ['Category', audit.category],
  ['Changed', audit.changed.join(', ')],
  ...Object.entries(audit.details),
  ['Correlation id', audit.correlationId],
  ['Entra’s id', audit.id],
];

const signInFields = (signIn: SignInRow): Fields => [
  ['At', instant(signIn.at)],
  ['Person', someone({ displayName: signIn.displayName, userPrincipalName: signIn.userPrincipalName, id: signIn.personId })],
  ['Signed in to', signIn.app],
  ['Address', signIn.ipAddress],
  ['City', signIn.city],
  ['Country', signIn.country],
  ['Error code', signIn.errorCode === 0 ? '0 (none)' : String(signIn.errorCode)],
  ['Correlation id', signIn.correlationId],
  ['Entra’s id', signIn.id],
];

const seenFields = (seen: PassSeen): Fields => [
  ['Seen at', instant(seen.at)],
  ['What Entra said', seen.reason],
  ['Pass id', seen.passId],
  ['Person', seen.personId],
];
