import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Fragment, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { JournalEntry } from '../../../shared/domain/journal-entry';
import { preciseText, zoneName } from '../../ui/time-text';
import { ACTION_WORDS, type Act, type ResultTone, resultOf } from '../../ui/journal-acts';
import { EntryFields } from './entry-fields';

/** Below this the columns would be too thin to read: each act becomes a card. */
const NARROW = '@media (max-width: 900px)';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, flexShrink: 0, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300, [NARROW]: { display: 'block' } },
  heads: { [NARROW]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } },
  body: { [NARROW]: { display: 'block' } },
  head: { textAlign: 'start', padding: '8px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, whiteSpace: 'nowrap' },
  row: {
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    [NARROW]: {
      display: 'grid',
      gridTemplateColumns: '36px minmax(0, 1fr) minmax(0, 1fr)',
      gridTemplateAreas: '"toggle what result" ". time person" ". reason reason" ". ticket who"',
      columnGap: '8px',
      rowGap: '4px',
      padding: 'var(--desk-row) 12px var(--desk-row) 6px',
      borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    },
  },
  // Words stay whole; only what is one long word by itself may be broken, in columns that have a width of their own.
  cell: { padding: 'var(--desk-row) 8px', verticalAlign: 'top', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'break-word', [NARROW]: { padding: 0, borderTop: 'none', minWidth: 0, overflowWrap: 'anywhere', ':empty': { display: 'none' } } },
  opener: { width: '28px', [NARROW]: { gridArea: 'toggle', width: 'auto' } },
  time: { minWidth: '90px', fontVariantNumeric: 'tabular-nums', [NARROW]: { gridArea: 'time' } },
  what: { minWidth: '96px', fontWeight: tokens.fontWeightSemibold, [NARROW]: { gridArea: 'what' } },
  person: { minWidth: '140px', width: '18%', overflowWrap: 'anywhere', [NARROW]: { gridArea: 'person', width: 'auto' } },
  result: { minWidth: '96px', [NARROW]: { gridArea: 'result' } },
  ticket: { minWidth: '76px', overflowWrap: 'anywhere', [NARROW]: { gridArea: 'ticket' } },
  reason: { minWidth: '200px', width: '26%', overflowWrap: 'anywhere', [NARROW]: { gridArea: 'reason', width: 'auto' } },
  who: { [NARROW]: { gridArea: 'who' } },
  upn: { color: tokens.colorNeutralForeground3 },
  // Goes to the next line as a whole, where it fits there.
  domain: { display: 'inline-block', maxWidth: '100%' },
  /** What the hidden head would say. */
  by: { display: 'none', color: tokens.colorNeutralForeground3, [NARROW]: { display: 'inline' } },
  seqs: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
  toggle: {
    minWidth: '28px',
    minHeight: '28px',
    // In line with the words beside it.
    marginBlock: '-4px',
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
  details: { padding: '4px 12px 16px 52px', backgroundColor: tokens.colorNeutralBackground2, [NARROW]: { display: 'block', paddingLeft: '16px' } },
  detailsRow: { [NARROW]: { display: 'block' } },
});
const SIGN: Readonly<Record<ResultTone, string>> = { good: '✓ ', bad: '✕ ', open: '? ', plain: '' };

export function HistoryTable({ acts }: { readonly acts: readonly Act[] }) {
  const styles = useStyles();
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => setOpenIds((current) => (current.has(id) ? new Set([...current].filter((other) => other !== id)) : new Set(current).add(id)));

  return (
    <div className={styles.scroll} role="region" aria-label="History, may scroll sideways" tabIndex={0}>
      <table className={styles.table} aria-label="History">
        <thead className={styles.heads}>
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
        <tbody className={styles.body}>
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
        <td className={mergeClasses(styles.cell, styles.opener)}>
          <button type="button" className={styles.toggle} aria-expanded={isOpen} aria-controls={isOpen ? detailsId : undefined} aria-label={`Details of ${seqs.toLowerCase()}`} onClick={onToggle}>
            {isOpen ? '▾' : '▸'}
          </button>
        </td>
        <td className={mergeClasses(styles.cell, styles.time)}>
          <time dateTime={first.at}>{preciseText(new Date(first.at))}</time>
          <div className={styles.seqs}>{seqs}</div>
        </td>
        <td className={mergeClasses(styles.cell, styles.what)}>{ACTION_WORDS[first.action]}</td>
        <td className={mergeClasses(styles.cell, styles.person)}>{first.person && <Actor actor={first.person} />}</td>
        <td className={mergeClasses(styles.cell, styles.result, styles[tone])}>
          <span aria-hidden="true">{SIGN[tone]}</span>
          {words}
        </td>
        <td className={mergeClasses(styles.cell, styles.ticket)}>{first.ticket && displayText(first.ticket)}</td>
        <td className={mergeClasses(styles.cell, styles.reason)}>{first.reason && displayText(first.reason, 500)}</td>
        <td className={mergeClasses(styles.cell, styles.person, styles.who)}>
          <span className={styles.by} aria-hidden="true">
            by{' '}
          </span>
          <Actor actor={first.operator} />
        </td>
      </tr>
      {isOpen && (
        <tr id={detailsId} className={styles.detailsRow}>
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

/** The name over the address, which breaks where a reader would: after `@`, else before a dot. */
function Actor({ actor }: { readonly actor: JournalEntry['operator'] }) {
  const styles = useStyles();
  const upn = displayText(actor.userPrincipalName);
  const cut = upn.indexOf('@') + 1;

  return (
    <>
      <bdi>{displayText(actor.displayName)}</bdi>
      {actor.userPrincipalName !== '' && (
        <div className={styles.upn}>
          <Dotted text={upn.slice(0, cut)} />
          <span className={styles.domain}>
            <Dotted text={upn.slice(cut)} />
          </span>
        </div>
      )}
    </>
  );
}

function Dotted({ text }: { readonly text: string }) {
  return text.split(/(?=\.)/).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
