import { makeStyles, tokens } from '@fluentui/react-components';

/** Below this the columns would be too thin to read: each row becomes a card, and each cell says what it is. */
export const NARROW = '@media (max-width: 1180px)';

const area = (gridArea: string) => ({ [NARROW]: { gridArea } });

export const useTableStyles = makeStyles({
  scroll: { overflowX: 'auto', flexShrink: 0, borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  // Columns keep their width whichever rows are drawn.
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300, [NARROW]: { display: 'block' } },
  // The list above the table sorts in a narrow window.
  heads: { [NARROW]: { display: 'none' } },
  body: { [NARROW]: { display: 'block' } },
  gap: { [NARROW]: { display: 'block' } },
  head: { textAlign: 'start', padding: '4px 6px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  selectHead: { width: '24px' },
  personHead: { width: '19%' },
  accountHead: { width: '64px' },
  licenceHead: { width: '66px' },
  missingHead: { width: '16%' },
  sort: {
    minHeight: '28px',
    marginInline: '-4px',
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
      gridTemplateAreas: '"select person missing" ". day pass" ". account licence" ". manager methods" ". signIn ."',
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
  name: { display: 'inline', padding: 0, border: 'none', background: 'none', color: 'inherit', font: 'inherit', fontWeight: tokens.fontWeightSemibold, textAlign: 'start', cursor: 'pointer', ':hover': { textDecorationLine: 'underline' } },
  day: { fontVariantNumeric: 'tabular-nums', ...area('day') },
  account: area('account'),
  licence: area('licence'),
  manager: area('manager'),
  methods: area('methods'),
  pass: { fontVariantNumeric: 'tabular-nums', ...area('pass') },
  signIn: area('signIn'),
  missing: area('missing'),
  quiet: { color: tokens.colorNeutralForeground3 },
  unread: { color: tokens.colorNeutralForeground3, fontStyle: 'italic' },
  part: { display: 'block', paddingInlineStart: '16px', textIndent: '-16px' },
  /** As wide for every sign, so that the words stand under each other. */
  sign: { display: 'inline-block', width: '16px', textIndent: 0, fontWeight: tokens.fontWeightBold },
  lacking: { color: tokens.colorStatusDangerForeground1 },
  unsure: { color: tokens.colorNeutralForeground3 },
  ready: { color: tokens.colorStatusSuccessForeground1 },
  check: { width: '18px', height: '18px', margin: '1px', accentColor: tokens.colorBrandBackground, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' } },
});
