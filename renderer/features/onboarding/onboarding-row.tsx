import { mergeClasses } from '@fluentui/react-components';
import { memo, type MouseEvent, type ReactNode } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { Breakable } from '../../ui/breakable';
import { KindTag } from '../../ui/kind-tag';
import { labelledCell } from '../../ui/list/labelled-cell';
import { RowCheck } from '../../ui/list/row-check';
import { NotRead } from '../../ui/unread';
import { ManagerCell, MethodsCell, PassCell } from './details-cells';
import type { DetailsStore } from './details-store';
import { type Entry, missingParts } from './entry';
import { AccountCell, DayCell, LicenceCell, SignInCell } from './joiner-cells';
import { MissingCell } from './missing-cell';
import { useTableStyles } from './table-styles';
import { useDetailsOf } from './use-details';

/** `range`: everybody from the row that was selected last. */
export type RowAct = 'select' | 'range' | 'open';

type Props = {
  readonly entry: Entry;
  /** Position among all rows, from 0: not every row is drawn. */
  readonly at: number;
  readonly isSelected: boolean;
  /** Tab comes here; the arrow keys go on from here. */
  readonly isActive: boolean;
  readonly isByCreation: boolean;
  readonly now: Date;
  readonly store: DetailsStore;
  /** Keeps its identity, so that a row is drawn again only when its own facts change. */
  readonly onAct: (act: RowAct, entry: Entry) => void;
};

const Cell = labelledCell(useTableStyles);

export const OnboardingRow = memo(function OnboardingRow({ entry, at, isSelected, isActive, isByCreation, now, store, onAct }: Props) {
  const styles = useTableStyles();
  const read = useDetailsOf(store, entry.id);
  const details = read?.details;
  const name = displayText(entry.displayName);
  const { joiner } = entry;
  const choose = (event: MouseEvent) => onAct(event.shiftKey ? 'range' : 'select', entry);
  const onClick = (event: MouseEvent) => {
    // A box or button in the row is its own, and a marked text is meant to be copied.
    if (event.target instanceof Element && event.target.closest('button, input')) return;
    if (event.shiftKey) getSelection()?.removeAllRanges();
    if (getSelection()?.isCollapsed !== false) choose(event);
  };
  /** What the second batch adds; it may not be there yet, or never come. */
  const later = (cell: ReactNode) => (read === null ? <span className={styles.quiet}>…</span> : details ? cell : <NotRead />);
  return (
    <tr className={mergeClasses(styles.row, isSelected && styles.selected)} tabIndex={isActive ? 0 : -1} aria-rowindex={at + 2} data-row={entry.id} onClick={onClick}>
      <td className={mergeClasses(styles.cell, styles.select)}>
        <RowCheck label={`Select ${name}`} isChecked={isSelected} onClick={choose} />
      </td>
      <th scope="row" className={mergeClasses(styles.cell, styles.person)}>
        <button type="button" tabIndex={-1} className={styles.name} title="Open in People (Enter)" onClick={() => onAct('open', entry)}>
          <bdi>{name}</bdi>
        </button>
        <div className={styles.quiet}>
          <Breakable text={displayText(entry.userPrincipalName)} />
        </div>
        {joiner && joiner.kind !== 'member' && <KindTag kind={joiner.kind} />}
        {entry.member.line !== null && <div className={styles.quiet}>line {entry.member.line}</div>}
      </th>
      <Cell className={styles.day} label="Hire date">
        <DayCell entry={entry} isByCreation={isByCreation} now={now} />
      </Cell>
      <Cell className={styles.account} label="Account">
        <AccountCell joiner={joiner} />
      </Cell>
      <Cell className={styles.licence} label="Licence">
        <LicenceCell joiner={joiner} />
      </Cell>
      <Cell className={styles.manager} label="Manager">
        {later(details && <ManagerCell manager={details.manager} />)}
      </Cell>
      <Cell className={styles.methods} label="Methods">
        {later(details && <MethodsCell methods={details.methods} />)}
      </Cell>
      <Cell className={styles.pass} label="Pass">
        {later(details && <PassCell pass={details.pass} now={now} />)}
      </Cell>
      <Cell className={styles.signIn} label="First sign-in">
        <SignInCell at={joiner?.lastSignInAt} now={now} />
      </Cell>
      <Cell className={styles.missing} label="Missing">
        <MissingCell parts={details === null ? NOT_READ : missingParts(entry, details ?? null, now)} isRead={read !== null} />
      </Cell>
    </tr>
  );
});

/** They were asked about, and Entra did not answer for them. */
const NOT_READ = ['not-read'] as const;
