import { makeStyles, tokens } from '@fluentui/react-components';

/** `columns`: one for each cell. `folded`: the reason stands under what was done and findings under the result, as beside open details. `cards`: each line is a card. */
export type Layout = 'columns' | 'folded' | 'cards';
/** Pixels: what the narrowest columns take. */
const COLUMNS_FROM = 940;
const FOLDED_FROM = 600;
export const layoutFor = (width: number): Layout => (width >= COLUMNS_FROM ? 'columns' : width >= FOLDED_FROM ? 'folded' : 'cards');

const FOLDED = { gridTemplateColumns: '84px minmax(120px, 1.6fr) minmax(110px, 1.3fr) minmax(90px, 1fr) minmax(120px, 1.1fr)', columnGap: '12px', paddingInline: '12px' } as const;
const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

export const useTableStyles = makeStyles({
  // A basis of nothing: what scrolls is millions of pixels high, and must not count.
  frame: { position: 'relative', display: 'flex', flexDirection: 'column', flex: '1 1 0', minWidth: 0, minHeight: '220px' },
  scroller: { flex: '1 1 0', minHeight: 0, overflowY: 'scroll', overflowX: 'hidden', overflowAnchor: 'none', borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  head: { position: 'sticky', top: 0, zIndex: 1, height: '34px', boxSizing: 'border-box', display: 'grid', alignItems: 'center', backgroundColor: tokens.colorNeutralBackground1, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  columns: { gridTemplateColumns: '104px minmax(110px, 1.2fr) minmax(130px, 1.4fr) minmax(100px, 1fr) minmax(130px, 1.6fr) minmax(120px, 1fr) 132px', columnGap: '12px', paddingInline: '12px' },
  folded: { ...FOLDED, gridTemplateAreas: '"time what person who state" "time why person who marks"' },
  foldedHead: FOLDED,
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
  cards: { gridTemplateColumns: 'auto minmax(0, 1fr) auto', gridTemplateAreas: '"what what state" "person person person" "time who who" "why why marks"', columnGap: '12px', rowGap: '2px', paddingInline: '12px' },
  cell: { minWidth: 0 },
  line: { ...oneLine },
  quiet: { ...oneLine, color: tokens.colorNeutralForeground3 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  numbers: { fontVariantNumeric: 'tabular-nums' },
  time: { gridArea: 'time' },
  what: { gridArea: 'what' },
  person: { gridArea: 'person' },
  who: { gridArea: 'who' },
  why: { gridArea: 'why' },
  state: { gridArea: 'state' },
  // No finding stands below it.
  stateAlone: { gridColumn: 'state', gridRow: 'state / marks' },
  marks: { gridArea: 'marks' },
  atEnd: { justifySelf: 'end', maxWidth: '200px' },
  marksBelow: { display: 'grid', justifyItems: 'start', rowGap: '2px' },
  marksInOne: { display: 'flex', alignItems: 'baseline', columnGap: '6px', overflow: 'hidden' },
  added: { position: 'absolute', top: '42px', insetInlineStart: '50%', transform: 'translateX(-50%)', zIndex: 2, boxShadow: tokens.shadow8 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
  danger: { color: tokens.colorStatusDangerForeground1, fontWeight: tokens.fontWeightSemibold },
  neutral: {},
});
