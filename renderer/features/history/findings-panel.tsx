import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Finding } from '../../../shared/domain/history/finding';
import { FINDING_KINDS } from '../../../shared/domain/history/history-line';
import { FINDING_EXPLAINED, FINDING_WORDS } from '../../../shared/domain/history/words';
import { useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { numberText } from '../../ui/number-text';
import { FindingCard } from './finding-card';
import { useHistoryChanged } from './use-history-changed';

const AGAIN_MS = 1500;
/** Findings of a kind that are shown at once. */
const AT_ONCE = 25;

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: '4px 16px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold, outlineStyle: 'none' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
  group: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
  kind: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  explained: { margin: 0, maxWidth: '80ch', lineHeight: tokens.lineHeightBase400, color: tokens.colorNeutralForeground2 },
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px', margin: 0, padding: 0, listStyleType: 'none' },
});

/** What somebody should look at, by kind, each kind with what it means and how it may be innocent. */
export function FindingsPanel({ onLine }: { readonly onLine: (id: string) => void }) {
  const styles = useStyles();
  const [withSeen, setWithSeen] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch } = useRead('history.findings', { which: withSeen ? 'all' : 'unseen' }, { keepPrevious: true });
  useHistoryChanged(() => void refetch(), AGAIN_MS);
  const findings = data?.findings ?? [];
  const onSeen = () => {
    // The button that was pressed goes with its finding.
    title.current?.focus();
    void refetch();
  };

  return (
    <section className={styles.root} aria-label="Findings">
      <div className={styles.head}>
        <h2 className={styles.title} ref={title} tabIndex={-1}>
          Findings
        </h2>
        <Checkbox label="Also those already seen" checked={withSeen} onChange={(_, { checked }) => setWithSeen(checked === true)} />
      </div>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <p className={styles.quiet}>Looking…</p>}
      {data && findings.length === 0 && <p className={styles.quiet}>{withSeen ? 'Nothing has been found yet.' : 'Nothing that nobody has looked at.'}</p>}
      {FINDING_KINDS.map((kind) => {
        const ofKind = findings.filter((finding) => finding.kind === kind);
        return ofKind.length > 0 && <Group key={kind} kind={kind} findings={ofKind} onLine={onLine} onSeen={onSeen} />;
      })}
    </section>
  );
}

type GroupProps = { readonly kind: Finding['kind']; readonly findings: readonly Finding[]; readonly onLine: (id: string) => void; readonly onSeen: () => void };

function Group({ kind, findings, onLine, onSeen }: GroupProps) {
  const styles = useStyles();
  const [count, setCount] = useState(AT_ONCE);
  const list = useRef<HTMLUListElement>(null);
  const left = findings.length - count;
  const showMore = () => {
    flushSync(() => setCount(count + AT_ONCE));
    // The button may be gone, and these are what was asked for.
    list.current?.children[count]?.querySelector<HTMLElement>('a, button')?.focus();
  };
  return (
    <section className={styles.group} aria-label={FINDING_WORDS[kind]}>
      <h3 className={styles.kind}>
        {FINDING_WORDS[kind]}: {numberText(findings.length)}
      </h3>
      <p className={styles.explained}>
        {FINDING_EXPLAINED[kind].means} {FINDING_EXPLAINED[kind].innocent}
      </p>
      <ul ref={list} className={styles.list}>
        {findings.slice(0, count).map((finding) => (
          <li key={finding.id}>
            <FindingCard finding={finding} onLine={onLine} onSeen={onSeen} />
          </li>
        ))}
      </ul>
      {left > 0 && (
        <div>
          <Button onClick={showMore}>Show {numberText(Math.min(left, AT_ONCE))} more</Button>
        </div>
      )}
    </section>
  );
}
