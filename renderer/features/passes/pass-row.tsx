import { mergeClasses } from '@fluentui/react-components';
import { memo } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { expiryOf } from '../../../shared/domain/pass';
import { labelledCell } from '../../ui/list/labelled-cell';
import { PersonName } from '../../ui/list/person-name';
import { RowButton } from '../../ui/list/row-button';
import { RowCheck } from '../../ui/list/row-check';
import { Tag } from '../../ui/tag';
import { ageText, dateText, instantText, leftText } from '../../ui/time-text';
import { TIER_WORDS } from '../../ui/tier-text';
import { unreadText } from '../../ui/unread';
import { useTicking } from '../../ui/use-ticking';
import { isUnfinished, issuedAtOf, type PassEntry, passIdOf, stateOf, usedOf } from './pass-entry';
import { useTableStyles } from './table-styles';
import { ORIGIN, STATE, USED } from './words';

export type RowAct = 'select' | 'open' | 'revoke' | 'close-out' | 'review';

type Props = {
  readonly entry: PassEntry;
  readonly isSelected: boolean;
  /** Tab comes here; the arrow keys go on from here. */
  readonly isActive: boolean;
  /** Keeps its identity, so that a row is drawn again only when its own facts change. */
  readonly onAct: (act: RowAct, entry: PassEntry) => void;
};

const Cell = labelledCell(useTableStyles);

/** One person's pass. The parts that follow the clock tick by themselves. */
export const PassTableRow = memo(function PassTableRow({ entry, isSelected, isActive, onAct }: Props) {
  const styles = useTableStyles();
  const name = displayText(entry.displayName);
  const issuedAt = issuedAtOf(entry);
  const pass = entry.pass.known ? entry.pass.value : null;
  return (
    <tr className={mergeClasses(styles.row, isSelected && styles.selected)} tabIndex={isActive ? 0 : -1} data-row={entry.personId}>
      <td className={mergeClasses(styles.cell, styles.select)}>
        <RowCheck label={`Select ${name}`} isChecked={isSelected} onChange={() => onAct('select', entry)} />
      </td>
      <th scope="row" className={mergeClasses(styles.cell, styles.person)}>
        <PersonName person={entry} />
      </th>
      <Cell className={styles.tier} label="Tier">
        {entry.tier.known ? TIER_WORDS[entry.tier.value] : <span title={unreadText(entry.tier)}>Not known</span>}
      </Cell>
      <td className={mergeClasses(styles.cell, styles.state)}>
        <State entry={entry} />
      </td>
      <Cell className={styles.once} label="Usable">
        {pass ? (pass.isUsableOnce ? 'Once' : 'Many times') : ''}
      </Cell>
      <Cell className={styles.issuer} label="Issued by">
        {entry.issuedBy ? <bdi>{displayText(entry.issuedBy.displayName)}</bdi> : 'Not known'}
        {issuedAt !== null && (
          <div className={styles.quiet}>
            <time dateTime={issuedAt}>{instantText(new Date(issuedAt))}</time>
          </div>
        )}
      </Cell>
      <Cell className={styles.ticket} label="Ticket">
        {entry.ticket !== '' && displayText(entry.ticket)}
      </Cell>
      <Cell className={styles.origin} label="Made in">
        {ORIGIN[entry.origin]}
      </Cell>
      <Cell className={styles.used} label="Used">
        {USED[usedOf(entry)]}
      </Cell>
      <Cell className={styles.checked} label="Checked">
        <Checked entry={entry} />
      </Cell>
      <td className={mergeClasses(styles.cell, styles.review)}>
        {entry.review && (
          <div>
            <time dateTime={entry.review.at} title={instantText(new Date(entry.review.at))}>
              Reviewed {dateText(new Date(entry.review.at))}
            </time>{' '}
            by <bdi>{displayText(entry.review.by)}</bdi>
          </div>
        )}
        {!entry.review && pass && (
          <RowButton label={`Mark the pass of ${name} as reviewed`} onClick={() => onAct('review', entry)}>
            Mark reviewed
          </RowButton>
        )}
      </td>
      <td className={mergeClasses(styles.cell, styles.acts)}>
        {passIdOf(entry) !== null && (
          <RowButton label={`Revoke the pass of ${name}`} onClick={() => onAct('revoke', entry)}>
            Revoke…
          </RowButton>
        )}
      </td>
    </tr>
  );
});

function State({ entry }: { readonly entry: PassEntry }) {
  const styles = useTableStyles();
  const state = useTicking((now) => stateOf(entry, now));
  const rest = useTicking((now) => restText(entry, now));
  const isOpenEnded = useTicking((now) => isUnfinished(entry, now));
  const { words, tone } = STATE[state];
  return (
    <>
      <Tag tone={tone}>{words}</Tag>
      {rest !== '' && <div>{rest}</div>}
      {!entry.pass.known && <div className={styles.reason}>{unreadText(entry.pass)}</div>}
      {isOpenEnded && <div className={styles.quiet}>Unfinished</div>}
    </>
  );
}

/** "42 min left", "starts in 3 h 5 min"; empty where nothing runs. */
function restText(entry: PassEntry, now: Date): string {
  const state = stateOf(entry, now);
  if (!entry.pass.known || entry.pass.value === null) return '';
  if (state === 'not-yet-valid') return `starts in ${leftText(new Date(entry.pass.value.startDateTime), now)}`;
  return state === 'expired' ? '' : `${leftText(expiryOf(entry.pass.value), now)} left`;
}

function Checked({ entry }: { readonly entry: PassEntry }) {
  const styles = useTableStyles();
  const age = useTicking((now) => ageText(new Date(entry.checkedAt), now));
  return (
    <>
      <time dateTime={entry.checkedAt} title={instantText(new Date(entry.checkedAt))}>
        {age}
      </time>
      {entry.failedAt !== null && <div className={styles.warn}>could not be read since</div>}
    </>
  );
}
