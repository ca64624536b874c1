import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useMethod } from '../../bridge/use-method';
import { useRead } from '../../bridge/use-read';
import { AnchorsList } from '../../ui/anchors-list';
import { Failure } from '../../ui/failure';
import { useAnnounce } from '../../ui/live';
import { countText } from '../../ui/number-text';
import { JournalRow } from './journal-row';
import { OpenJournals } from './open-journals';
import { useHistoryChanged } from './use-history-changed';
import { Verdict } from './verdict';

const AGAIN_MS = 500;

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold, outlineStyle: 'none' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', margin: 0, padding: 0, listStyleType: 'none' },
  part: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '6px' },
});

/** The journals whose lines the history shows: this desk's own, and those of other desks that were opened to be read. */
export function JournalsPanel() {
  const styles = useStyles();
  const announce = useAnnounce();
  const client = useQueryClient();
  const { data, error, refetch } = useRead('history.state', {});
  const verify = useMethod('journal.verify');
  const close = useMethod('journals.close');
  const title = useRef<HTMLHeadingElement>(null);
  useHistoryChanged(() => void refetch(), AGAIN_MS);
  // Other lines are there now, or are not any more.
  const readAgain = () => void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('history.') });

  return (
    <section className={styles.root} aria-label="Journals">
      <h2 className={styles.title} ref={title} tabIndex={-1}>
        Journals
      </h2>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <p className={styles.quiet}>Reading…</p>}
      {data && (
        <ul className={styles.list} aria-label="Open journals">
          {data.journals.map((journal) => (
            <JournalRow key={journal.name} journal={journal}>
              {journal.kind === 'own' ? (
                <Button size="small" disabledFocusable={verify.isPending} onClick={() => verify.send({}, () => void refetch())} title="Recompute the chain of the whole journal">
                  {verify.isPending ? 'Verifying…' : 'Verify'}
                </Button>
              ) : (
                <Button
                  size="small"
                  aria-label={`Close ${journal.name}`}
                  disabledFocusable={close.isPending}
                  onClick={() => {
                    close.send({ name: journal.name }, () => {
                      announce('Closed.');
                      title.current?.focus();
                      readAgain();
                    });
                  }}
                >
                  Close
                </Button>
              )}
            </JournalRow>
          ))}
        </ul>
      )}
      {verify.data && <Verdict verdict={verify.data} />}
      {verify.error && <Failure error={verify.error} onRetry={() => verify.send({})} />}
      {close.error && <Failure error={close.error} />}
      {data && (
        <div className={styles.part}>
          <h3 className={styles.heading}>Anchors off this machine</h3>
          <AnchorsList anchors={data.anchors} />
        </div>
      )}
      <OpenJournals
        onOpened={(count) => {
          announce(count === 0 ? 'Nothing new was opened.' : `Opened ${countText(count, 'journal')}.`);
          readAgain();
        }}
      />
    </section>
  );
}
