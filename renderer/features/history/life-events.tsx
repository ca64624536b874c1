import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { HistoryEvent } from '../../../shared/domain/history/history-line';
import { CERTAINTY_WORDS, JOINED_WORDS } from '../../../shared/domain/history/words';
import { Instant } from '../../ui/instant';
import { eventWords, sourceText } from './event-words';
import { RawFields } from './raw-fields';

const useStyles = makeStyles({
  list: { position: 'relative', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px', margin: 0, padding: '0 0 0 18px', listStyleType: 'none', '::before': { content: '""', position: 'absolute', insetInlineStart: '4px', top: '8px', bottom: '8px', width: '2px', backgroundColor: tokens.colorNeutralStroke2 } },
  event: { position: 'relative', '::before': { content: '""', position: 'absolute', insetInlineStart: '-18px', top: '5px', width: '10px', height: '10px', boxSizing: 'border-box', borderRadius: '50%', border: `2px solid ${tokens.colorCompoundBrandStroke}`, backgroundColor: tokens.colorNeutralBackground1 } },
  /** What Entra tells, apart from what was done here: a square instead of a circle. */
  entra: { '::before': { borderRadius: '2px' } },
  title: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  bad: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  raw: { marginTop: '2px', fontSize: tokens.fontSizeBase200 },
  summary: { width: 'fit-content', color: tokens.colorNeutralForeground3, cursor: 'pointer', borderRadius: tokens.borderRadiusSmall, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
});

/** All facts of a life, oldest first: what, when, where it stands, and by what it belongs here. */
export function LifeEvents({ events }: { readonly events: readonly HistoryEvent[] }) {
  const styles = useStyles();
  return (
    <ol className={styles.list} aria-label="What happened">
      {events.map((event) => (
        <Event key={event.key} event={event} />
      ))}
    </ol>
  );
}

function Event({ event }: { readonly event: HistoryEvent }) {
  const styles = useStyles();
  const { title, more, isBad } = eventWords(event);
  const also = event.source === 'audit' ? event.also.length : 0;
  return (
    <li className={mergeClasses(styles.event, event.source !== 'journal' && styles.entra)}>
      <div className={mergeClasses(styles.title, isBad && styles.bad)}>
        {isBad && <span aria-hidden="true">✕ </span>}
        <bdi>{title}</bdi>
      </div>
      <div>
        <Instant at={event.at} seconds />
      </div>
      {more !== '' && <div className={styles.quiet}>{more}</div>}
      <div className={styles.quiet}>{joinText(event)}</div>
      <details className={styles.raw}>
        <summary className={styles.summary}>{also === 0 ? 'All fields' : `All fields, and ${also} more ${also === 1 ? 'row' : 'rows'} that say the same`}</summary>
        <RawFields event={event} />
      </details>
    </li>
  );
}

function joinText(event: HistoryEvent): string {
  const source = sourceText(event);
  return event.joinedBy === 'itself' ? source : `${source}. ${CERTAINTY_WORDS[event.certainty]}: ${JOINED_WORDS[event.joinedBy].toLowerCase()}`;
}
