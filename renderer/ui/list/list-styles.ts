import { type GriffelStyle, tokens } from '@fluentui/react-components';

/** Below this most lists have no room for columns: each row becomes a card, and each cell says what it is. */
export const NARROW = '@media (max-width: 1120px)';

/** A row as a card, first a box to select it by. The view says where each cell goes. */
export const CARD = {
  display: 'grid',
  gridTemplateColumns: '32px minmax(0, 1fr) minmax(0, 1fr)',
  columnGap: '12px',
  rowGap: '6px',
  padding: '10px 12px 10px 6px',
  borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
} as const satisfies GriffelStyle;

/** @returns cells that have a place of the same name in the card. @param narrow - Where there are cards: a media query. */
export function placed<Name extends string>(narrow: string, ...names: readonly Name[]): Readonly<Record<Name, GriffelStyle>> {
  return Object.fromEntries(names.map((gridArea): [Name, GriffelStyle] => [gridArea, { [narrow]: { gridArea } }])) as Record<Name, GriffelStyle>;
}

type Name = 'scroll' | 'table' | 'heads' | 'body' | 'gap' | 'row' | 'selected' | 'cell' | 'label' | 'person' | 'acts' | 'sortMenu' | 'quiet' | 'warn';

/** What the tables of the lists share, for a view's own `makeStyles`. @param narrow - Where there are cards: a media query. */
export const listStyles = (narrow: string): Readonly<Record<Name, GriffelStyle>> => ({
  scroll: { overflowX: 'auto', flexShrink: 0, borderRadius: tokens.borderRadiusLarge, border: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300, [narrow]: { display: 'block' } },
  // A menu above the table sorts where rows are cards.
  heads: { [narrow]: { display: 'none' } },
  body: { [narrow]: { display: 'block' } },
  gap: { [narrow]: { display: 'block' } },
  row: { outlineOffset: '-2px', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  selected: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2 }, '@media (forced-colors: active)': { outline: '1px dashed Highlight' } },
  cell: { padding: 'var(--desk-row) 6px', verticalAlign: 'top', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere', [narrow]: { padding: 0, borderTop: 'none', minWidth: 0 } },
  /** What the hidden head would say. */
  label: { display: 'none', color: tokens.colorNeutralForeground3, [narrow]: { display: 'inline' } },
  person: { textAlign: 'start', fontWeight: 'inherit', [narrow]: { gridArea: 'person' } },
  acts: { textAlign: 'end', [narrow]: { gridArea: 'acts', textAlign: 'start' } },
  sortMenu: { display: 'none', [narrow]: { display: 'flex', gap: '8px' } },
  quiet: { color: tokens.colorNeutralForeground3 },
  warn: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold },
});
