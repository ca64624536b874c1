import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { HistoryLine, Who } from '../../../shared/domain/history/history-line';
import type { StateTone } from '../../ui/pass-state-text';
import { Tag } from '../../ui/tag';
import { FINDING_NAMES } from './line-names';
import { clockPart, dayPart } from './line-time';
import { stateWords, whatMore, whatText } from './line-words';
import { useTableStyles } from './table-styles';

type Props = { readonly line: HistoryLine };
/** Beside the colour, which says nothing to some. */
const SIGN: Readonly<Record<StateTone, string>> = { success: '', neutral: '', warning: '! ', danger: '✕ ' };
const TONE = { success: 'good', neutral: 'neutral', warning: 'warning', danger: 'danger' } as const satisfies Record<StateTone, string>;

/** A line of the history in columns: each cell has two lines at most, cut off where the room ends. The details have it whole. */
export function LineColumns({ line }: Props) {
  const styles = useTableStyles();
  return (
    <>
      <Cell>
        <time dateTime={line.at} className={styles.numbers}>
          <div className={styles.line}>{dayPart(line.at)}</div>
          <div className={styles.quiet}>{clockPart(line.at)}</div>
        </time>
      </Cell>
      <Cell>
        <div className={mergeClasses(styles.line, styles.strong)}>{whatText(line)}</div>
        <div className={styles.quiet}>{whatMore(line)}</div>
      </Cell>
      <Cell>
        <Somebody who={line.person} />
      </Cell>
      <Cell>
        <Somebody who={line.operator} more={line.desk === '' ? undefined : `Journal ${displayText(line.desk, 60)}`} />
      </Cell>
      <Cell>
        <div className={styles.line}>{line.ticket !== '' && displayText(line.ticket, 64)}</div>
        <div className={styles.quiet} title={line.reason === '' ? undefined : displayText(line.reason, 500)}>
          {line.reason !== '' && displayText(line.reason, 200)}
        </div>
      </Cell>
      <Cell>
        <State line={line} />
        <div className={styles.quiet}>{stateWords(line).more}</div>
      </Cell>
      <Cell>
        <Marks line={line} />
      </Cell>
    </>
  );
}

/** The same as a card, for a narrow window or one that is magnified. */
export function LineCard({ line }: Props) {
  const styles = useTableStyles();
  return (
    <>
      <Cell className={mergeClasses(styles.what, styles.line, styles.strong)}>{[whatText(line), whatMore(line)].filter(Boolean).join(' · ')}</Cell>
      <Cell className={mergeClasses(styles.person, styles.line)}>{line.person && <bdi>{nameAndUpn(line.person)}</bdi>}</Cell>
      <Cell className={styles.time}>
        <time dateTime={line.at} className={styles.numbers}>
          {dayPart(line.at)} {clockPart(line.at)}
        </time>
        {line.operator && (
          <span className={styles.line}>
            by <bdi>{displayText(line.operator.displayName)}</bdi>
          </span>
        )}
      </Cell>
      <Cell className={mergeClasses(styles.why, styles.quiet)}>{[line.ticket, line.reason].filter((text) => text !== '').map((text) => displayText(text, 200)).join(' · ')}</Cell>
      <Cell className={mergeClasses(styles.state, styles.line)}>
        <State line={line} />
      </Cell>
      <Cell className={styles.cardMarks}>
        <Marks line={line} />
      </Cell>
    </>
  );
}

function Cell({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  const styles = useTableStyles();
  return (
    <div role="cell" className={mergeClasses(styles.cell, className)}>
      {children}
    </div>
  );
}

function Somebody({ who, more }: { readonly who: Who | null; readonly more?: string | undefined }) {
  const styles = useTableStyles();
  if (!who) return null;
  return (
    <>
      <div className={styles.line}>
        <bdi>{displayText(who.displayName)}</bdi>
      </div>
      <div className={styles.quiet}>{more ?? (who.userPrincipalName === '' ? '' : displayText(who.userPrincipalName))}</div>
    </>
  );
}

function State({ line }: Props) {
  const styles = useTableStyles();
  const { text, tone } = stateWords(line);
  return (
    <div className={mergeClasses(styles.line, styles[TONE[tone]])}>
      <span aria-hidden="true">{SIGN[tone]}</span>
      {text}
    </div>
  );
}

function Marks({ line: { findings } }: Props) {
  const styles = useTableStyles();
  const [first] = findings;
  if (first === undefined) return null;
  const rest = findings.length - 1;
  return (
    <div className={styles.marks} title={findings.map((finding) => FINDING_NAMES[finding]).join(', ')}>
      <Tag tone="warning">{FINDING_NAMES[first]}</Tag>
      {rest > 0 && <span className={styles.quiet}>and {rest} more</span>}
    </div>
  );
}

const nameAndUpn = ({ displayName, userPrincipalName }: Who): string => (userPrincipalName === '' ? displayText(displayName) : `${displayText(displayName)} · ${displayText(userPrincipalName)}`);
