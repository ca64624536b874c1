import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { OpenJournal } from '../../../shared/domain/history/history-state';
import { countText } from '../../ui/number-text';
import { Tag } from '../../ui/tag';
import { journalVerdict, whoseWord } from './journal-words';

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px', padding: '10px 14px', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, overflowWrap: 'anywhere' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 10px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  act: { marginInlineStart: 'auto' },
  line: { margin: 0, userSelect: 'text' },
});

const NAME_SHOWN = 200;

/** One journal, whether it holds, and whose word it is. */
export function JournalRow({ journal, children }: { readonly journal: OpenJournal; readonly children: ReactNode }) {
  const styles = useStyles();
  const { tone, word, lines } = journalVerdict(journal);
  const whose = whoseWord(journal);
  return (
    <li className={styles.row}>
      <div className={styles.head}>
        <span className={styles.name}>{journal.kind === 'own' ? 'This desk' : <bdi>{displayText(journal.name, NAME_SHOWN)}</bdi>}</span>
        <span className={styles.quiet}>
          {journal.kind === 'pack' ? 'evidence pack' : 'journal'}, {countText(journal.entries, 'entry', 'entries')}
        </span>
        <Tag tone={tone}>{word}</Tag>
        {whose && <Tag tone={journal.trust === 'nobodys' ? 'warning' : 'success'}>{whose.word}</Tag>}
        <span className={styles.act}>{children}</span>
      </div>
      {[...(whose ? [whose.line] : []), ...lines].map((line, at) => (
        <p key={at} className={styles.line}>
          {line}
        </p>
      ))}
    </li>
  );
}
