import { makeStyles, tokens } from '@fluentui/react-components';
import type { SinkState } from '../../../shared/domain/alert';
import { displayText } from '../../../shared/domain/display-text';
import { Instant } from '../../ui/instant';
import { countText } from '../../ui/number-text';
import { Tag } from '../../ui/tag';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', margin: 0, padding: 0, listStyleType: 'none', overflowWrap: 'anywhere' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 10px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  text: { margin: 0 },
});

const KIND: Readonly<Record<SinkState['kind'], string>> = { webhook: 'webhook', teams: 'Teams workflow', mail: 'mail', syslog: 'syslog' };
const FAILURE: Readonly<Record<NonNullable<SinkState['failure']>['reason'], string>> = {
  offline: 'It cannot be reached',
  refused: 'It refused the alert',
  'not-configured': 'It is not set up completely',
  'time-out': 'It did not answer in time',
};
const DETAIL_SHOWN = 200;

/** Each place that alerts go to, and whether they arrive. One that fails delays neither the others nor the desk. */
export function SinksList({ sinks }: { readonly sinks: readonly SinkState[] }) {
  const styles = useStyles();
  if (sinks.length === 0) return <p className={styles.text}>None is set up in the desk policy: alerts show on this desktop alone.</p>;
  return (
    <ul className={styles.list} aria-label="Where alerts are sent">
      {sinks.map(({ name, kind, waiting, lastSentAt, failure }) => (
        <li key={name}>
          <div className={styles.head}>
            <span className={styles.name}>
              <bdi>{displayText(name)}</bdi>
            </span>
            <span className={styles.quiet}>{KIND[kind]}</span>
            <Tag tone={failure ? 'danger' : 'success'}>{failure ? 'Fails' : 'Works'}</Tag>
          </div>
          <p className={styles.text}>
            {lastSentAt === null ? 'Nothing sent yet in this session. ' : 'Last sent '}
            {lastSentAt !== null && (
              <>
                <Instant at={lastSentAt} />.{' '}
              </>
            )}
            {waiting === 0 ? 'None waits.' : `${countText(waiting, 'alert')} ${waiting === 1 ? 'waits' : 'wait'}.`}
          </p>
          {failure && (
            <p className={styles.text}>
              {FAILURE[failure.reason]}: {countText(failure.tries, 'try', 'tries')}, the last one <Instant at={failure.at} />.{failure.detail !== '' && ` ${displayText(failure.detail, DETAIL_SHOWN)}.`} Tapdesk keeps the alerts and tries again.
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
