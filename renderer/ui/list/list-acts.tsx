import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { RefreshIcon } from '../icons/icons';

type Props = {
  /** How many there are, as of when. */
  readonly count: ReactNode;
  readonly refreshTitle?: string;
  readonly isReading: boolean;
  readonly onRefresh: () => void;
  /** What can be done. */
  readonly children: ReactNode;
};

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  count: { flexGrow: 1, margin: 0, color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
});

/** Above the table of a list: what is shown, and what can be done with it. F5 is the view's to hear: `useRefreshKey`. */
export function ListActs({ count, refreshTitle = 'Read again (F5)', isReading, onRefresh, children }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.bar}>
      <p className={styles.count}>{count}</p>
      {children}
      <Button icon={<RefreshIcon />} disabledFocusable={isReading} aria-keyshortcuts="F5" title={refreshTitle} onClick={onRefresh}>
        Refresh
      </Button>
    </div>
  );
}
