import { mergeClasses } from '@fluentui/react-components';
import { memo, type MouseEvent } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { labelledCell } from '../../ui/list/labelled-cell';
import { PersonName } from '../../ui/list/person-name';
import { RowButton } from '../../ui/list/row-button';
import { RowCheck } from '../../ui/list/row-check';
import { Tag } from '../../ui/tag';
import { ageText, instantText } from '../../ui/time-text';
import { NotRead } from '../../ui/unread';
import { useTicking } from '../../ui/use-ticking';
import { ContractEndCell } from './contract-end';
import { type ContractorEntry, grantsText } from './contractor-entry';
import { useTableStyles } from './table-styles';

export type RowAct = 'select' | 'open' | 'end-access';

type Props = {
  readonly entry: ContractorEntry;
  /** Position among all rows, from 0: not every row is drawn. */
  readonly at: number;
  readonly isSelected: boolean;
  /** Tab comes here; the arrow keys go on from here. */
  readonly isActive: boolean;
  /** Keeps its identity, so that a row is drawn again only when its own facts change. */
  readonly onAct: (act: RowAct, entry: ContractorEntry) => void;
};

const Cell = labelledCell(useTableStyles);

export const rowId = (personId: string) => `contractor-${personId}`;

export const ContractorRow = memo(function ContractorRow({ entry, at, isSelected, isActive, onAct }: Props) {
  const styles = useTableStyles();
  const name = displayText(entry.displayName);
  const onClick = (event: MouseEvent) => {
    // A box or button in the row is its own, and a marked text is meant to be copied.
    if (event.target instanceof Element && event.target.closest('button, input')) return;
    if (getSelection()?.isCollapsed !== false) onAct('open', entry);
  };
  return (
    <tr id={rowId(entry.id)} className={mergeClasses(styles.row, isSelected && styles.selected)} tabIndex={isActive ? 0 : -1} aria-rowindex={at + 2} data-row={entry.id} onClick={onClick}>
      <td className={mergeClasses(styles.cell, styles.select)}>
        <RowCheck label={`Select ${name}`} isChecked={isSelected} onChange={() => onAct('select', entry)} />
      </td>
      <th scope="row" className={mergeClasses(styles.cell, styles.person)}>
        <PersonName person={entry} />
      </th>
      <td className={mergeClasses(styles.cell, styles.end)}>
        <ContractEndCell end={entry.end} />
      </td>
      <Cell className={styles.account} label="Account">
        {entry.accountEnabled === null ? 'Not read' : entry.accountEnabled ? 'Enabled' : <Tag>Disabled</Tag>}
      </Cell>
      <Cell className={styles.grants} label="Grants">
        {entry.grants === null ? <NotRead /> : grantsText(entry.grants)}
      </Cell>
      <Cell className={styles.signIn} label="Last sign-in">
        <LastSignIn at={entry.lastSignInAt} />
      </Cell>
      <Cell className={styles.manager} label="Manager">
        {entry.manager.known ? entry.manager.value ? <bdi>{displayText(entry.manager.value.displayName)}</bdi> : <span className={styles.quiet}>None</span> : <NotRead fact={entry.manager} />}
      </Cell>
      <Cell className={styles.company} label="Company">
        {entry.companyName !== null && displayText(entry.companyName)}
      </Cell>
      <Cell className={styles.because} label="Contractor because">
        {displayText(entry.because)}
      </Cell>
      <td className={mergeClasses(styles.cell, styles.acts)}>
        <RowButton label={`End access of ${name}`} onClick={() => onAct('end-access', entry)}>
          End access…
        </RowButton>
      </td>
    </tr>
  );
});

function LastSignIn({ at }: { readonly at: ContractorEntry['lastSignInAt'] }) {
  const styles = useTableStyles();
  const value = at.known ? at.value : null;
  const age = useTicking((now) => (value === null ? '' : ageText(new Date(value), now)));
  if (!at.known) return <NotRead fact={at} />;
  if (value === null) return <span className={styles.quiet}>None on record</span>;
  return (
    <time dateTime={value} title={instantText(new Date(value))}>
      {age}
    </time>
  );
}
