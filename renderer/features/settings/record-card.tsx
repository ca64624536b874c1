import { makeStyles, tokens } from '@fluentui/react-components';
import { useRead } from '../../bridge/use-read';
import { useDeskEvent } from '../../bridge/use-desk-event';
import { AnchorsList } from '../../ui/anchors-list';
import { Card } from '../../ui/card';
import { Failure } from '../../ui/failure';
import { SinksList } from './sinks-list';

const useStyles = makeStyles({
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  key: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, userSelect: 'all', overflowWrap: 'anywhere' },
});

/** Whether what leaves this desk arrives: alerts, notes of the chain, and the key that signs evidence. All of it is set up in the desk policy. */
export function RecordCard() {
  const styles = useStyles();
  const { data, error, refetch } = useRead('history.state', {});
  useDeskEvent('history.changed', () => void refetch());
  return (
    <Card name="Alerts and the record">
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <p className={styles.text}>Reading…</p>}
      {data && (
        <>
          <h3 className={styles.heading}>Where alerts are sent</h3>
          <SinksList sinks={data.sinks} />
          <h3 className={styles.heading}>Anchors off this machine</h3>
          <AnchorsList anchors={data.anchors} />
          <h3 className={styles.heading}>Key that signs evidence packs</h3>
          {data.fingerprint === null ? (
            <p className={styles.text}>There is none yet: the first evidence pack makes it, where this system offers encryption to keep it by. Without it packs are not signed, and say so.</p>
          ) : (
            <p className={styles.text}>
              Fingerprint: <span className={styles.key}>{data.fingerprint}</span>. Give it to the auditor by another way than the pack: with it they see that the pack is from this install.
            </p>
          )}
          <p className={styles.text}>Places are set in the desk policy, by an administrator.</p>
        </>
      )}
    </Card>
  );
}
