import { mergeClasses } from '@fluentui/react-components';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { Breakable } from '../../ui/breakable';
import { Tag } from '../../ui/tag';
import { ageText, instantText } from '../../ui/time-text';
import { unreadText } from '../../ui/unread';
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
        <input type="checkbox" className={styles.check} tabIndex={-1} checked={isSelected} aria-label={`Select ${name}`} onChange={() => onAct('select', entry)} />
      </td>
      <th scope="row" className={mergeClasses(styles.cell, styles.person)}>
        <bdi className={styles.name}>{name}</bdi>
        <div className={styles.quiet}>
          <Breakable text={displayText(entry.userPrincipalName)} />
        </div>
      </th>
      <td className={mergeClasses(styles.cell, styles.end)}>
        <ContractEndCell end={entry.end} />
      </td>
      <Cell className={styles.account} label="Account">
        {entry.accountEnabled === null ? 'Not read' : entry.accountEnabled ? 'Enabled' : <Tag>Disabled</Tag>}
      </Cell>
      <Cell className={styles.grants} label="Grants">
        {entry.grants === null ? <span className={styles.unread}>Not read</span> : grantsText(entry.grants)}
      </Cell>
      <Cell className={styles.signIn} label="Last sign-in">
        <LastSignIn at={entry.lastSignInAt} />
      </Cell>
      <Cell className={styles.manager} label="Manager">
        {entry.manager.known ? entry.manager.value ? <bdi>{displayText(entry.manager.value.displayName)}</bdi> : <span className={styles.quiet}>None</span> : <Unread fact={entry.manager} />}
      </Cell>
      <Cell className={styles.company} label="Company">
        {entry.companyName !== null && displayText(entry.companyName)}
      </Cell>
      <Cell className={styles.because} label="Contractor because">
        {displayText(entry.because)}
      </Cell>
      <td className={mergeClasses(styles.cell, styles.acts)}>
        <button type="button" tabIndex={-1} className={styles.button} aria-label={`End access of ${name}`} onClick={() => onAct('end-access', entry)}>
          End access…
        </button>
      </td>
    </tr>
  );
});

/** A cell that says in a narrow window what it is, unless it is empty. */
function Cell({ className, label, children }: { readonly className: string; readonly label: string; readonly children: ReactNode }) {
  const styles = useTableStyles();
  return (
    <td className={mergeClasses(styles.cell, className)}>
      {children !== false && <span className={styles.label}>{label}: </span>}
      {children}
    </td>
  );
}

function Unread({ fact }: { readonly fact: Parameters<typeof unreadText>[0] }) {
  const styles = useTableStyles();
  return (
    <span className={styles.unread} title={unreadText(fact)}>
      Not read
    </span>
  );
}

function LastSignIn({ at }: { readonly at: ContractorEntry['lastSignInAt'] }) {
  const styles = useTableStyles();
  const value = at.known ? at.value : null;
  const age = useTicking((now) => (value === null ? '' : ageText(new Date(value), now)));
  if (!at.known) return <Unread fact={at} />;
  if (value === null) return <span className={styles.quiet}>None on record</span>;
  return (
    <time dateTime={value} title={instantText(new Date(value))}>
      {age}
    </time>
  );
}
