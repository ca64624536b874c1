import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Fragment, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { preciseText, zoneName } from '../../ui/time-text';
import { ACTION_WORDS, type Act, actorText, type ResultTone, resultOf } from './acts';
import { EntryFields } from './entry-fields';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, flexShrink: 0, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { width: '100%', minWidth: '980px', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
  head: { textAlign: 'start', padding: '8px 12px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, whiteSpace: 'nowrap' },
  row: { ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  cell: { padding: 'var(--desk-row) 12px', verticalAlign: 'top', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere' },
  time: { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  ticket: { minWidth: '90px' },
  what: { minWidth: '120px', fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  toggle: {
    minWidth: '28px',
    minHeight: '28px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  open: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
  plain: {},
  details: { padding: '4px 12px 16px 52px', backgroundColor: tokens.colorNeutralBackground2 },
});
const SIGN: Readonly<Record<ResultTone, string>> = { good: '✓ ', bad: '✕ ', open: '? ', plain: '' };

export function HistoryTable({ acts }: { readonly acts: readonly Act[] }) {
  const styles = useStyles();
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => setOpenIds((current) => (current.has(id) ? new Set([...current].filter((other) => other !== id)) : new Set(current).add(id)));

  return (
    <div className={styles.scroll} role="region" aria-label="History, scrolls sideways" tabIndex={0}>
      <table className={styles.table} aria-label="History">
        <thead>
          <tr>
            <th className={styles.head} scope="col">
              <span className="visually-hidden">Details</span>
            </th>
            {[`Time (${zoneName})`, 'What', 'To whom', 'Result', 'Ticket', 'Reason', 'Who'].map((name) => (
              <th key={name} className={styles.head} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {acts.map((act) => (
            <ActRows key={act.id} act={act} isOpen={openIds.has(act.id)} onToggle={() => toggle(act.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ActRows({ act, isOpen, onToggle }: { readonly act: Act; readonly isOpen: boolean; readonly onToggle: () => void }) {
  const styles = useStyles();
  const { first, last } = act;
  const { words, tone } = resultOf(act);
  const seqs = first === last ? `Entry ${first.seq}` : `Entries ${first.seq} and ${last.seq}`;
  const detailsId = `act-${act.id}`;
  return (
    <Fragment>
      <tr className={styles.row}>
        <td className={styles.cell}>
          <button type="button" className={styles.toggle} aria-expanded={isOpen} aria-controls={isOpen ? detailsId : undefined} aria-label={`Details of ${seqs.toLowerCase()}`} onClick={onToggle}>
            {isOpen ? '▾' : '▸'}
          </button>
        </td>
        <td className={mergeClasses(styles.cell, styles.time)}>
          <time dateTime={first.at}>{preciseText(new Date(first.at))}</time>
          <div className={styles.quiet}>{seqs}</div>
        </td>
        <td className={mergeClasses(styles.cell, styles.what)}>{ACTION_WORDS[first.action]}</td>
        <td className={styles.cell}>{first.person && <Actor text={actorText(first.person)} />}</td>
        <td className={mergeClasses(styles.cell, styles[tone])}>
          <span aria-hidden="true">{SIGN[tone]}</span>
          {words}
        </td>
        <td className={mergeClasses(styles.cell, styles.ticket)}>{first.ticket && displayText(first.ticket)}</td>
        <td className={styles.cell}>{first.reason && displayText(first.reason, 500)}</td>
        <td className={styles.cell}>
          <Actor text={actorText(first.operator)} />
        </td>
      </tr>
      {isOpen && (
        <tr id={detailsId}>
          <td className={styles.details} colSpan={8}>
            {[...act.entries].reverse().map((entry) => (
              <EntryFields key={entry.id} entry={entry} />
            ))}
          </td>
        </tr>
      )}
    </Fragment>
  );
}

const Actor = ({ text }: { readonly text: string }) => <bdi>{text}</bdi>;
