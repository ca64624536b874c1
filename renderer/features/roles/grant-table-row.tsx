import { mergeClasses } from '@fluentui/react-components';
import { memo } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { type GrantRow, isTimeBound } from '../../../shared/domain/grant';
import { endText, HOW_WORDS, ORIGIN_WORDS, PHASE_WORDS, phaseOf, restText, scopeText, targetText } from '../../ui/grant-text';
import { labelledCell } from '../../ui/list/labelled-cell';
import { PersonName } from '../../ui/list/person-name';
import { RowButton } from '../../ui/list/row-button';
import { Tag } from '../../ui/tag';
import { instantText } from '../../ui/time-text';
import { useTicking } from '../../ui/use-ticking';
import { keyOfRow } from './arrange';
import { useTableStyles } from './table-styles';

export type RowAct = 'open' | 'end' | 'extend' | 'end-task';

type Props = {
  readonly row: GrantRow;
  /** Position among the rows shown, from 0. */
  readonly at: number;
  /** Tab comes here; the arrow keys go on from here. */
  readonly isActive: boolean;
  readonly templateName: string;
  /** Keeps its identity, so that a row is drawn again only when its own facts change. */
  readonly onAct: (act: RowAct, row: GrantRow) => void;
};

const Cell = labelledCell(useTableStyles);

/** One grant. The parts that follow the clock tick by themselves. */
export const GrantTableRow = memo(function GrantTableRow({ row, at, isActive, templateName, onAct }: Props) {
  const styles = useTableStyles();
  const what = `${targetText(row)} of ${displayText(row.person.displayName)}`;
  const canEnd = isTimeBound(row) && row.endsEarlyAt === null;
  const button = (act: RowAct, words: string, label: string) => (
    <RowButton label={label} onClick={() => onAct(act, row)}>
      {words}
    </RowButton>
  );
  return (
    <tr className={styles.row} tabIndex={isActive ? 0 : -1} data-row={keyOfRow(row)} aria-rowindex={at + 2}>
      <th scope="row" className={mergeClasses(styles.cell, styles.person)}>
        <PersonName person={row.person} />
      </th>
      <Cell className={styles.target} label="Role or group">
        <bdi>{targetText(row)}</bdi>
        <div className={styles.quiet}>{[HOW_WORDS[row.how], row.target.kind === 'role' && scopeText(row), row.assignment === 'activated' && 'activated by the person'].filter(Boolean).join(' · ')}</div>
      </Cell>
      <td className={mergeClasses(styles.cell, styles.state)}>
        <State row={row} />
      </td>
      <Cell className={styles.ends} label="Ends at">
        {row.endDateTime === null ? endText(null) : <time dateTime={row.endDateTime}>{endText(row.endDateTime)}</time>}
      </Cell>
      <Cell className={styles.reason} label="Why">
        {row.reason !== '' && displayText(row.reason, 200)}
      </Cell>
      <Cell className={styles.ticket} label="Ticket">
        {row.ticket !== '' && displayText(row.ticket)}
      </Cell>
      <Cell className={styles.by} label="Made by">
        {row.by === '' ? 'Not known' : <bdi>{displayText(row.by)}</bdi>}
        <div className={styles.quiet}>{[row.origin === 'unknown' ? 'Origin not known' : ORIGIN_WORDS[row.origin], templateName !== '' && displayText(templateName)].filter(Boolean).join(' · ')}</div>
      </Cell>
      <td className={mergeClasses(styles.cell, styles.acts)}>
        <div className={styles.actList}>
          {canEnd && button('end', 'End…', `End ${what}`)}
          {canEnd && button('extend', 'Extend…', `Extend ${what}`)}
          {row.taskId !== '' && button('end-task', 'End task…', `End the task of ${what}`)}
        </div>
      </td>
    </tr>
  );
});

function State({ row }: { readonly row: GrantRow }) {
  const styles = useTableStyles();
  const phase = useTicking((now) => phaseOf(row, now));
  const rest = useTicking((now) => restText(row, now));
  const { words, tone } = PHASE_WORDS[phase];
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {rest !== '' && <div>{rest}</div>}
      {row.endsEarlyAt !== null && <div className={styles.warn}>to be ended {instantText(new Date(row.endsEarlyAt))}</div>}
    </>
  );
}
