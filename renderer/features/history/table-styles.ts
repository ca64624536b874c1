import { makeStyles, tokens } from '@fluentui/react-components';

/** Room for this many pixels, and there are columns; with less, each line is a card. */
const COLUMNS_FROM = 900;
export const hasColumns = (width: number): boolean => width >= COLUMNS_FROM;

const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

export const useTableStyles = makeStyles({
  // A basis of nothing: what scrolls is millions of pixels high, and must not count.
  frame: { position: 'relative', display: 'flex', flexDirection: 'column', flex: '1 1 0', minWidth: 0, minHeight: '220px' },
  scroller: { flex: '1 1 0', minHeight: 0, overflowY: 'scroll', overflowX: 'hidden', overflowAnchor: 'none', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  head: { position: 'sticky', top: 0, zIndex: 1, height: '34px', boxSizing: 'border-box', display: 'grid', alignItems: 'center', backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  columns: { gridTemplateColumns: '104px minmax(110px, 1.2fr) minmax(130px, 1.4fr) minmax(100px, 1fr) minmax(130px, 1.6fr) minmax(120px, 1fr) 132px', columnGap: '12px', paddingInline: '12px' },
  // Clips rows that are drawn for the keyboard alone, without becoming something that scrolls.
  area: { position: 'relative', overflow: 'clip' },
  block: { position: 'absolute', insetInline: 0, top: 0 },
  row: {
    position: 'absolute',
    insetInline: 0,
    top: 0,
    boxSizing: 'border-box',
    display: 'grid',
    alignContent: 'center',
    overflow: 'hidden',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    cursor: 'pointer',
    outlineOffset: '-2px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  open: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2 }, '@media (forced-colors: active)': { borderLeft: '4px solid Highlight' } },
  card: { gridTemplateColumns: 'minmax(0, 1fr) auto', gridTemplateAreas: '"what state" "person person" "time time" "why marks"', columnGap: '12px', rowGap: '2px', paddingInline: '12px' },
  cell: { minWidth: 0 },
  line: { ...oneLine },
  quiet: { ...oneLine, color: tokens.colorNeutralForeground3 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  numbers: { fontVariantNumeric: 'tabular-nums' },
  marks: { display: 'grid', justifyItems: 'start', rowGap: '2px' },
  what: { gridArea: 'what' },
  person: { gridArea: 'person' },
  time: { gridArea: 'time', display: 'flex', columnGap: '6px', minWidth: 0, color: tokens.colorNeutralForeground3 },
  why: { gridArea: 'why' },
  state: { gridArea: 'state', justifySelf: 'end', maxWidth: '200px' },
  cardMarks: { gridArea: 'marks', justifySelf: 'end', maxWidth: '180px' },
  added: { position: 'absolute', top: '42px', insetInlineStart: '50%', transform: 'translateX(-50%)', zIndex: 2, boxShadow: tokens.shadow8 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
  danger: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  neutral: {},
});
