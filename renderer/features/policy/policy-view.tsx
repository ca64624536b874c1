import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { RefreshIcon } from '../../ui/icons/icons';
import { Instant } from '../../ui/instant';
import { Backstops } from './backstops';
import { DeskLimits } from './desk-limits';
import { TenantPolicy } from './tenant-policy';

const useStyles = makeStyles({
  view: { height: '100%', overflowY: 'auto', boxSizing: 'border-box', padding: '24px 28px 40px', '@media (max-width: 700px)': { padding: '16px' } },
  column: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 'var(--desk-gap)', maxWidth: '1080px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, flexGrow: 1, color: tokens.colorNeutralForeground3 },
});

/** The limits in force and what enforces them. For reading: limits belong to the organisation. */
export function PolicyView() {
  const styles = useStyles();
  const reading = useRead('policy.read', {}, { staleTime: 60_000 });
  const report = reading.data;
  return (
    <div className={styles.view}>
      <div className={styles.column}>
        <div className={styles.head}>
          <h1 className={styles.title}>Policy</h1>
          <p className={styles.quiet}>
            {report ? (
              <>
                Read <Instant at={new Date(reading.dataUpdatedAt).toISOString()} withAge />
              </>
            ) : (
              reading.isPending && 'Reading…'
            )}
          </p>
          <Button icon={<RefreshIcon />} disabledFocusable={reading.isFetching} data-landmark onClick={() => void reading.refetch()}>
            {reading.isFetching && report ? 'Reading…' : 'Refresh'}
          </Button>
        </div>
        {reading.error && <Failure error={reading.error} onRetry={() => void reading.refetch()} />}
        {report && <DeskLimits report={report} />}
        {report && <TenantPolicy tenant={report.tenant} />}
        {report && <Backstops backstops={report.backstops} />}
      </div>
    </div>
  );
}
