import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { QUERY_MAXIMUM } from '../../../shared/ipc/sizes';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { SearchIcon } from '../../ui/icons/icons';
import { useAnnounce } from '../../ui/live';
import { useDebounced } from '../../ui/use-debounced';
import { actsOf } from '../../ui/journal-acts';
import { HistoryTable } from './history-table';
import { useJournal } from './use-journal';
import { Verdict } from './verdict';

const useStyles = makeStyles({
  view: { height: '100%', display: 'flex', flexDirection: 'column', boxSizing: 'border-box', padding: '24px 28px 20px', gap: '12px', overflowY: 'auto', '@media (max-width: 700px)': { padding: '16px' } },
  title: { margin: 0, fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600, fontWeight: tokens.fontWeightSemibold },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  search: { flexGrow: 1, flexBasis: '240px', maxWidth: '420px' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
  done: { margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
  older: { alignSelf: 'center', marginTop: '4px' },
});

/** What was done on this desk, by whom, to whom and why, from the append-only journal. */
export function HistoryView() {
  const styles = useStyles();
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [query] = useDebounced(text.trim(), 200);
  const journal = useJournal(query);
  const verify = useMethod('journal.verify');
  const exported = useMethod('journal.export');
  const entries = journal.entries;
  const acts = useMemo(() => actsOf(entries), [entries]);
  const count = journal.isReady ? `${journal.total} journal ${journal.total === 1 ? 'entry' : 'entries'}${query ? ` for “${displayText(query, 60)}”` : ''}` : '';
  useEffect(() => {
    if (count) announce(count);
  }, [announce, count]);

  return (
    <div className={styles.view}>
      <h1 className={styles.title}>History</h1>
      <div className={styles.bar}>
        <Input
          className={styles.search}
          type="search"
          aria-label="Search history"
          placeholder="Person, operator, ticket, reason"
          contentBefore={<SearchIcon />}
          maxLength={QUERY_MAXIMUM}
          spellCheck={false}
          data-landmark
          value={text}
          onChange={(_, data) => setText(data.value)}
        />
        <Button
          disabledFocusable={exported.isPending}
          onClick={() => exported.send({ query: text.trim() }, (file) => announce(`Exported ${file.rows} rows.`))}
          title="Save what is listed here as a CSV file, times in UTC"
        >
          Export
        </Button>
        <Button disabledFocusable={verify.isPending} onClick={() => verify.send({})} title="Recompute the chain of the whole journal">
          {verify.isPending ? 'Verifying…' : 'Verify'}
        </Button>
      </div>
      {verify.data && <Verdict verdict={verify.data} />}
      {verify.error && <Failure error={verify.error} onRetry={() => verify.send({})} />}
      {exported.data && (
        <p className={styles.done}>
          Exported {exported.data.rows} rows to {exported.data.file}. SHA-256 {exported.data.sha256}
        </p>
      )}
      {exported.error && exported.error.kind !== 'cancelled' && <Failure error={exported.error} />}
      <Listing isReady={journal.isReady} error={journal.error && <Failure error={journal.error} onRetry={journal.retry} />} isEmpty={acts.length === 0} query={query}>
        <p className={styles.quiet}>{count}</p>
        <HistoryTable acts={acts} />
        {journal.hasOlder && (
          <Button className={styles.older} disabledFocusable={journal.isLoadingOlder} onClick={journal.loadOlder}>
            {journal.isLoadingOlder ? 'Loading…' : 'Load older'}
          </Button>
        )}
      </Listing>
    </div>
  );
}

type ListingProps = { readonly isReady: boolean; readonly error: ReactNode; readonly isEmpty: boolean; readonly query: string; readonly children: ReactNode };

function Listing({ isReady, error, isEmpty, query, children }: ListingProps) {
  const styles = useStyles();
  if (error && !isReady) return error;
  if (!isReady) return <p className={styles.quiet}>Reading the journal…</p>;
  if (isEmpty) {
    return (
      <p className={styles.quiet}>
        {query ? `Nothing in the journal for “${displayText(query, 60)}”.` : 'The journal is empty. What you issue, show and revoke will stand here.'}
      </p>
    );
  }
  return (
    <>
      {error}
      {children}
    </>
  );
}
