import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { HistoryLine } from '../../../shared/domain/history/history-line';
import type { Output } from '../../../shared/ipc/contract';
import { useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { CloseIcon } from '../../ui/icons/icons';
import { useNavigation } from '../../ui/navigation';
import { Tag } from '../../ui/tag';
import { useDebounced } from '../../ui/use-debounced';
import { FindingCard } from './finding-card';
import { LifeEvents } from './life-events';
import { LineFacts } from './line-facts';
import { stateWords, whatText } from './line-words';
import { useHistoryChanged } from './use-history-changed';

/** Rows passed by with a key held down are not read. Milliseconds. */
const PASSING_MS = 80;
const AGAIN_MS = 1000;

const useStyles = makeStyles({
  pane: { boxSizing: 'border-box', scrollMarginTop: '12px', minWidth: 0, overflowY: 'auto', padding: '14px 16px 20px', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start', gap: '14px', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  head: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', alignItems: 'start', gap: '8px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  part: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
});

/** What a row is narrowed down by. */
export type Only = 'person' | 'operator' | 'ticket';

/** `focus`: the keyboard comes here. `sight`: it stays, and the details are brought into sight where they lie below the list. */
export type Wish = { readonly what: 'focus' | 'sight' };

type Props = {
  readonly id: string;
  /** Fulfilled once for each object. */
  readonly wish: Wish;
  readonly onClose: () => void;
  /** Escape: back to the list. The details stay and follow the row that the keyboard is on. */
  readonly onBack: () => void;
  readonly onOnly: (only: Only, line: HistoryLine) => void;
};

/** The whole life behind a row: beside the list, or below it in a narrow window. */
export function DetailPane({ id, wish, onClose, onBack, onOnly }: Props) {
  const styles = useStyles();
  const client = useQueryClient();
  const [wanted] = useDebounced(id, PASSING_MS);
  const read = useRead('history.life', { id: wanted }, { keepPrevious: true, staleTime: 0 });
  useHistoryChanged(() => void read.refetch(), AGAIN_MS);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (wish.what === 'focus') pane.current?.focus();
    else pane.current?.scrollIntoView({ block: 'nearest' });
  }, [wish]);
  const isOther = id !== wanted || read.isPlaceholderData;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  const readAgain = () => void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('history.') });

  return (
    // A region that takes the focus, so that its text can be scrolled and left by a key.
    <section ref={pane} className={styles.pane} aria-label="Details" aria-busy={isOther} tabIndex={-1} data-landmark onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <Heading data={read.data} />
        <Button appearance="subtle" size="small" icon={<CloseIcon />} aria-label="Close details" title="Close (Escape in the list)" onClick={onClose} />
      </div>
      {read.error && <Failure error={read.error} onRetry={() => void read.refetch()} />}
      {!read.data && !read.error && <p className={styles.quiet}>Reading…</p>}
      {read.data?.life === null && <p className={styles.quiet}>This line is not in the history any more. It may have become part of another when more was read.</p>}
      {read.data?.life && (
        <>
          <Acts line={read.data.life.line} onOnly={onOnly} />
          <LineFacts line={read.data.life.line} />
          {read.data.findings.map((finding) => (
            <FindingCard key={finding.id} finding={finding} onSeen={readAgain} />
          ))}
          <h3 className={styles.part}>What happened</h3>
          <LifeEvents events={read.data.life.events} />
        </>
      )}
    </section>
  );
}

function Heading({ data }: { readonly data: Output<'history.life'> | undefined }) {
  const styles = useStyles();
  const line = data?.life?.line;
  if (!line) return <h2 className={styles.title}>Details</h2>;
  const { text, tone } = stateWords(line);
  return (
    <div>
      <h2 className={styles.title}>
        {whatText(line)}
        {line.person && (
          <>
            {' for '}
            <bdi>{displayText(line.person.displayName)}</bdi>
          </>
        )}
      </h2>
      <Tag tone={tone}>{text}</Tag>
    </div>
  );
}

function Acts({ line, onOnly }: { readonly line: HistoryLine; readonly onOnly: Props['onOnly'] }) {
  const styles = useStyles();
  const { views, openPerson } = useNavigation();
  const { person } = line;
  return (
    <div className={styles.acts} role="group" aria-label="From here">
      {person && person.id !== '' && views.includes('people') && (
        <Button size="small" onClick={() => openPerson(person)}>
          Open person
        </Button>
      )}
      {person && person.id !== '' && (
        <Button size="small" onClick={() => onOnly('person', line)}>
          Only this person
        </Button>
      )}
      {line.operator && line.operator.id !== '' && (
        <Button size="small" onClick={() => onOnly('operator', line)}>
          Only this operator
        </Button>
      )}
      {line.ticket !== '' && (
        <Button size="small" onClick={() => onOnly('ticket', line)}>
          Only this ticket
        </Button>
      )}
    </div>
  );
}
