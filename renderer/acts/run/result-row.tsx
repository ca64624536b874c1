import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { memo } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { RunRow } from '../../../shared/domain/run';
import { PersonName } from '../../ui/list/person-name';
import { RowButton } from '../../ui/list/row-button';
import { RowCheck } from '../../ui/list/row-check';
import { Tag } from '../../ui/tag';
import { instantText } from '../../ui/time-text';
import { errorText, whyNot } from './plan-reasons';
import { maySelect } from './run-state';
import { DELIVERY_WORDS, STATE_WORDS } from './run-words';
import { useTableStyles } from './table-styles';
import type { VirtualRowProps } from './virtual-table';

export type RowAct = 'select' | 'hand-over';

type Props = VirtualRowProps & {
  readonly row: RunRow;
  /** Passes and their passcodes have columns of their own. */
  readonly isIssue: boolean;
  readonly isSelected: boolean;
  readonly mayHandOver: boolean;
  /** Keeps its identity, so that a row is drawn again only when its own facts change. */
  readonly onAct: (act: RowAct, row: RunRow) => void;
};

const NO_PASS_COMES: ReadonlySet<RunRow['state']> = new Set(['failed', 'left-out', 'cancelled']);

const useStyles = makeStyles({ reasons: { margin: 0, padding: 0, listStyleType: 'none' }, line: { display: 'block' }, passcode: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '2px 6px' } });

export const ResultRow = memo(function ResultRow({ row, at, isActive, isIssue, isSelected, mayHandOver, onAct }: Props) {
  const styles = useTableStyles();
  const own = useStyles();
  const name = displayText(row.displayName);
  const isHeld = row.delivery === 'held';
  return (
    <tr className={mergeClasses(styles.row, isSelected && maySelect(row) && styles.selected)} tabIndex={isActive ? 0 : -1} aria-rowindex={at + 2} data-row={row.personId}>
      {isIssue && (
        <td className={styles.cell}>
          {maySelect(row) && <RowCheck label={`Select ${name}`} isChecked={isSelected} onChange={() => onAct('select', row)} />}
        </td>
      )}
      <th scope="row" className={styles.person}>
        <PersonName person={row} />
      </th>
      <td className={styles.cell}>
        <State row={row} />
      </td>
      {isIssue && (
        <>
          <td className={styles.cell}>
            <Times row={row} />
          </td>
          <td className={styles.cell}>
            <div className={own.passcode}>
              <Delivered row={row} />
              {isHeld && mayHandOver && (
                <RowButton label={`Hand over to ${name}`} onClick={() => onAct('hand-over', row)}>
                  Hand over…
                </RowButton>
              )}
            </div>
          </td>
        </>
      )}
    </tr>
  );
});

function State({ row }: { readonly row: RunRow }) {
  const styles = useStyles();
  const { words, tone } = STATE_WORDS[row.state];
  const why = whyNot(row);
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {why.length > 0 && (
        <ul className={styles.reasons}>
          {why.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Nothing of a pass that will never be. */
function Times({ row: { state, passId, startDateTime, expiresAt } }: { readonly row: RunRow }) {
  const styles = useStyles();
  if (passId === null && NO_PASS_COMES.has(state)) return null;
  return (
    <>
      {startDateTime !== null && <span className={styles.line}>From {instantText(new Date(startDateTime))}</span>}
      {expiresAt !== null && <span className={styles.line}>Ends {instantText(new Date(expiresAt))}</span>}
    </>
  );
}

/** Where the passcode is, and how the last try to hand it over failed. */
function Delivered({ row: { delivery, deliveryError, managerName } }: { readonly row: RunRow }) {
  const styles = useStyles();
  if (delivery === null) return null;
  const { words, tone } = DELIVERY_WORDS[delivery];
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {delivery === 'mailed' && managerName !== null && <span className={styles.line}>{displayText(managerName)}</span>}
      {deliveryError && <span className={styles.line}>{errorText(deliveryError)}</span>}
    </>
  );
}
