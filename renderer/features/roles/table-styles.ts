import { makeStyles, tokens } from '@fluentui/react-components';

/** Below this the columns would be too thin to read: each row becomes a card, and each cell says what it is. */
export const NARROW = '@media (max-width: 1120px)';

const area = (gridArea: string) => ({ [NARROW]: { gridArea } });

export const useTableStyles = makeStyles({
  scroll: { overflowX: 'auto', flexShrink: 0, borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  // Columns keep their width whichever rows are drawn.
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300, [NARROW]: { display: 'block' } },
  // The list above the table sorts in a narrow window.
  heads: { [NARROW]: { display: 'none' } },
  body: { [NARROW]: { display: 'block' } },
  gap: { [NARROW]: { display: 'block' } },
  head: { textAlign: 'start', padding: '4px 2px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  personHead: { width: '18%', paddingLeft: '8px' },
  targetHead: { width: '18%' },
  // "22 Nov 2026," and "2 days 3 h left" in one line each.
  stateHead: { width: '112px' },
  endsHead: { width: '104px' },
  ticketHead: { width: '86px' },
  actsHead: { width: '88px' },
  sort: {
    minHeight: '28px',
    padding: '2px 4px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    fontWeight: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  row: {
    outlineOffset: '-2px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    [NARROW]: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      gridTemplateAreas: '"person state" "target ends" "reason ticket" "by acts"',
      columnGap: '12px',
      rowGap: '6px',
      padding: '10px 12px',
      borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    },
  },
  cell: { padding: 'var(--desk-row) 6px', verticalAlign: 'top', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere', [NARROW]: { padding: 0, borderTop: 'none', minWidth: 0 } },
  /** What the hidden head would say. */
  label: { display: 'none', color: tokens.colorNeutralForeground3, [NARROW]: { display: 'inline' } },
  person: { textAlign: 'start', fontWeight: 'inherit', paddingLeft: '12px', [NARROW]: { gridArea: 'person', paddingLeft: 0 } },
  name: { fontWeight: tokens.fontWeightSemibold },
  target: area('target'),
  state: { fontVariantNumeric: 'tabular-nums', ...area('state') },
  ends: { fontVariantNumeric: 'tabular-nums', ...area('ends') },
  reason: area('reason'),
  ticket: area('ticket'),
  by: area('by'),
  acts: { textAlign: 'end', ...area('acts'), [NARROW]: { gridArea: 'acts', textAlign: 'start' } },
  actList: { display: 'inline-flex', flexDirection: 'column', gap: '4px', alignItems: 'stretch', [NARROW]: { flexDirection: 'row', flexWrap: 'wrap' } },
  quiet: { color: tokens.colorNeutralForeground3 },
  warn: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
  button: {
    minHeight: '26px',
    padding: '1px 8px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});
