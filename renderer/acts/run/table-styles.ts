import { makeStyles, tokens } from '@fluentui/react-components';

/** Of both tables of a run. */
export const useTableStyles = makeStyles({
  scroll: { maxHeight: '46vh', minHeight: '120px', overflow: 'auto', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke2}` },
  // Columns keep their width whichever rows are drawn.
  table: { width: '100%', minWidth: '560px', tableLayout: 'fixed', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
  head: { position: 'sticky', top: 0, zIndex: 1, textAlign: 'start', padding: '6px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, backgroundColor: tokens.colorNeutralBackground1, boxShadow: `inset 0 -1px ${tokens.colorNeutralStroke2}` },
  // Not under the head, which stays in sight.
  row: { scrollMarginTop: '36px', outlineOffset: '-2px', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  selected: { backgroundColor: tokens.colorBrandBackground2, '@media (forced-colors: active)': { outline: '1px dashed Highlight' } },
  cell: { padding: '6px', verticalAlign: 'top', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere' },
  person: { padding: '6px', verticalAlign: 'top', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, overflowWrap: 'anywhere', textAlign: 'start', fontWeight: 'inherit' },
  quiet: { color: tokens.colorNeutralForeground3 },
});
