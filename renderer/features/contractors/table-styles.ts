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
  selectHead: { width: '36px', paddingLeft: '6px' },
  personHead: { width: '19%' },
  // "ended 196 days ago" in one line.
  endHead: { width: '132px' },
  actsHead: { width: '104px' },
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
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    [NARROW]: {
      display: 'grid',
      gridTemplateColumns: '32px minmax(0, 1fr) minmax(0, 1fr)',
      gridTemplateAreas: '"select person end" ". account grants" ". signIn manager" ". company because" ". acts ."',
      columnGap: '12px',
      rowGap: '6px',
      padding: '10px 12px 10px 6px',
      borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    },
  },
  selected: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2 }, '@media (forced-colors: active)': { outline: '1px dashed Highlight' } },
  cell: { padding: 'var(--desk-row) 6px', verticalAlign: 'top', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere', [NARROW]: { padding: 0, borderTop: 'none', minWidth: 0 } },
  /** What the hidden head would say. */
  label: { display: 'none', color: tokens.colorNeutralForeground3, [NARROW]: { display: 'inline' } },
  select: area('select'),
  person: { textAlign: 'start', fontWeight: 'inherit', ...area('person') },
  name: { fontWeight: tokens.fontWeightSemibold },
  end: { fontVariantNumeric: 'tabular-nums', ...area('end') },
  account: area('account'),
  grants: area('grants'),
  signIn: area('signIn'),
  manager: area('manager'),
  company: area('company'),
  because: area('because'),
  acts: { textAlign: 'end', ...area('acts'), [NARROW]: { gridArea: 'acts', textAlign: 'start' } },
  quiet: { color: tokens.colorNeutralForeground3 },
  unread: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  check: { width: '18px', height: '18px', margin: '1px', accentColor: tokens.colorBrandBackground, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' } },
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
