import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import type { FeedState, HistoryState } from '../../../shared/domain/history/history-state';
import { assertNever } from '../../../shared/result';
import { AskConsent } from '../../ui/ask-consent';
import { countText, numberText } from '../../ui/number-text';
import { clockText } from '../../ui/time-text';
import { unreadText } from '../../ui/unread';
import { useNow } from '../../ui/use-now';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 18px', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  taking: { display: 'flex', alignItems: 'center', gap: '8px', fontVariantNumeric: 'tabular-nums' },
  bar: { width: '120px' },
});

const MINUTE_MS = 60_000;

/** How far the history knows, on one quiet line: what is not read is said, never passed over. */
export function StateLine({ state }: { readonly state: HistoryState }) {
  const styles = useStyles();
  const client = useQueryClient();
  const now = useNow(MINUTE_MS);
  const { taken, entries, audits, signIns } = state;
  const lacksAudits = [audits, signIns].some((feed) => feed.state === 'unread' && feed.unread.because === 'not-permitted');
  const part = entries === 0 ? 1 : Math.min(1, taken / entries);
  return (
    <div className={styles.root}>
      {taken < entries && (
        <span className={styles.taking}>
          Reading the journal: {Math.floor(part * 100)} %, {numberText(taken)} of {countText(entries, 'entry', 'entries')}
          <ProgressBar className={styles.bar} aria-label="Reading the journal" value={part} max={1} />
        </span>
      )}
      <span>Entra’s audits: {feedText(audits, now)}.</span>
      <span>Sign-ins: {feedText(signIns, now)}.</span>
      {lacksAudits && <AskConsent features={['audits']} words="With your consent and that role Tapdesk can read them." onConsented={() => void client.invalidateQueries({ queryKey: ['history.state'] })} />}
    </div>
  );
}

function feedText(feed: FeedState, now: Date): string {
  switch (feed.state) {
    case 'waiting':
      return 'not asked yet';
    case 'off':
      return 'not read, because the desk policy says so';
    case 'read':
      return feed.through === null ? 'being read for the first time' : `read until ${clockText(new Date(feed.through), now)}`;
    case 'unread':
      return `${unreadText(feed.unread)}${feed.through === null ? '; the journal alone is shown' : `; last read until ${clockText(new Date(feed.through), now)}`}`;
    default:
      return assertNever(feed);
  }
}
