import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { HistoryLine, Who } from '../../../shared/domain/history/history-line';
import { FINDING_WORDS } from '../../../shared/domain/history/words';
import type { StateTone } from '../../ui/pass-state-text';
import { Tag } from '../../ui/tag';
import { clockPart, dayPart } from './line-time';
import { stateWords, whatMore, whatText } from './line-words';
import { type Layout, useTableStyles } from './table-styles';

type Props = { readonly line: HistoryLine; readonly layout: Layout };
/** Beside the colour, which says nothing to some. */
const SIGN: Readonly<Record<StateTone, string>> = { success: '', neutral: '', warning: '! ', danger: '✕ ' };
const TONE = { success: 'good', neutral: 'neutral', warning: 'warning', danger: 'danger' } as const satisfies Record<StateTone, string>;

/** The cells of a line: the same ones in the same order however they are laid out, cut off where the room ends. The details have all of it whole. */
export function LineCells({ line, layout }: Props) {
  const styles = useTableStyles();
  const isCard = layout === 'cards';
  // Two lines a cell where each has a column to itself; one where it shares it.
  const isOne = layout !== 'columns';
  const isMarked = line.findings.length > 0;
  return (
    <>
      <Cell layout={layout} area="time">
        <time dateTime={line.at} className={styles.numbers}>
          <Lines isOne={isCard} apart=" " first={dayPart(line.at)} second={clockPart(line.at)} />
        </time>
      </Cell>
      <Cell layout={layout} area="what" title={[whatText(line), whatMore(line)].filter(Boolean).join(' · ')}>
        <Lines isOne={isOne} first={<span className={styles.strong}>{whatText(line)}</span>} second={whatMore(line)} />
      </Cell>
      <Cell layout={layout} area="person" title={line.person ? nameAndUpn(line.person) : undefined}>
        {line.person && <Lines isOne={isCard} first={<Name of={line.person} />} second={upnOf(line.person)} />}
      </Cell>
      <Cell layout={layout} area="who" title={line.operator ? nameAndUpn(line.operator) : undefined}>
        {line.operator && <Lines isOne={isCard} first={isCard ? <>by <Name of={line.operator} /></> : <Name of={line.operator} />} second={line.desk !== '' ? `Journal ${displayText(line.desk, 60)}` : isCard ? '' : upnOf(line.operator)} />}
      </Cell>
      <Cell layout={layout} area="why" title={line.reason === '' ? undefined : displayText(line.reason, 500)}>
        <Lines isOne={isOne} first={line.ticket === '' ? '' : displayText(line.ticket, 64)} second={line.reason === '' ? '' : displayText(line.reason, 200)} />
      </Cell>
      <Cell layout={layout} area={layout === 'folded' && !isMarked ? 'stateAlone' : 'state'}>
        <State line={line} isOne={isCard || (layout === 'folded' && isMarked)} />
      </Cell>
      <Cell layout={layout} area="marks">
        <Marks line={line} isOne={isOne} />
      </Cell>
    </>
  );
}

type CellProps = { readonly layout: Layout; readonly area: 'time' | 'what' | 'person' | 'who' | 'why' | 'state' | 'stateAlone' | 'marks'; readonly title?: string | undefined; readonly children: ReactNode };

function Cell({ layout, area, title, children }: CellProps) {
  const styles = useTableStyles();
  return (
    <div role="cell" title={title} className={mergeClasses(styles.cell, layout !== 'columns' && styles[area], layout === 'cards' && (area === 'state' || area === 'marks') && styles.atEnd)}>
      {children}
    </div>
  );
}

/** What a cell says, and quieter what more there is to say: one under the other, or one after the other. */
function Lines({ isOne, first, second, apart = ' · ' }: { readonly isOne: boolean; readonly first: ReactNode; readonly second: string; readonly apart?: string }) {
  const styles = useTableStyles();
  if (!isOne) {
    return (
      <>
        <div className={styles.line}>{first}</div>
        <div className={styles.quiet}>{second}</div>
      </>
    );
  }
  return (
    <div className={styles.line}>
      {first}
      {second !== '' && (
        <span className={styles.quiet}>
          {first !== '' && apart}
          {second}
        </span>
      )}
    </div>
  );
}

const Name = ({ of }: { readonly of: Who }) => <bdi>{displayText(of.displayName)}</bdi>;
const upnOf = ({ userPrincipalName }: Who): string => (userPrincipalName === '' ? '' : displayText(userPrincipalName));
const nameAndUpn = (who: Who): string => [displayText(who.displayName), upnOf(who)].filter(Boolean).join(' · ');

function State({ line, isOne }: { readonly line: HistoryLine; readonly isOne: boolean }) {
  const styles = useTableStyles();
  const { text, tone, more } = stateWords(line);
  const words = (
    <span className={styles[TONE[tone]]}>
      <span aria-hidden="true">{SIGN[tone]}</span>
      {text}
    </span>
  );
  return <Lines isOne={isOne} first={words} second={isOne ? '' : more} />;
}

function Marks({ line: { findings }, isOne }: { readonly line: HistoryLine; readonly isOne: boolean }) {
  const styles = useTableStyles();
  const [first] = findings;
  if (first === undefined) return null;
  const rest = findings.length - 1;
  return (
    <div className={isOne ? styles.marksInOne : styles.marksBelow} title={findings.map((finding) => FINDING_WORDS[finding]).join(', ')}>
      <Tag tone="warning">{FINDING_WORDS[first]}</Tag>
      {rest > 0 && <span className={styles.quiet}>and {rest} more</span>}
    </div>
  );
}
