import { makeStyles, tokens } from '@fluentui/react-components';
import { CARD, listStyles, NARROW, placed } from '../../ui/list/list-styles';

const list = listStyles(NARROW);

export const useTableStyles = makeStyles({
  ...list,
  ...placed(NARROW, 'tier', 'once', 'origin', 'used', 'checked'),
  // All rows are drawn, so columns may be as wide as what is in them.
  heads: { ...list.heads, whiteSpace: 'nowrap' },
  /** In line with the boxes below it. */
  selectHead: { padding: '4px 2px 4px 6px' },
  actsHead: { padding: '4px 2px' },
  row: { ...list.row, [NARROW]: { ...CARD, gridTemplateAreas: '"select person state" ". tier once" ". issuer ticket" ". origin used" ". checked review" ". acts acts"' } },
  cell: { ...list.cell, overflowWrap: 'break-word', [NARROW]: { padding: 0, borderTop: 'none', minWidth: 0, overflowWrap: 'anywhere' } },
  select: { width: '28px', [NARROW]: { gridArea: 'select' } },
  person: { ...list.person, minWidth: '170px', overflowWrap: 'anywhere' },
  state: { minWidth: '96px', fontVariantNumeric: 'tabular-nums', [NARROW]: { gridArea: 'state' } },
  issuer: { minWidth: '90px', overflowWrap: 'anywhere', [NARROW]: { gridArea: 'issuer' } },
  ticket: { minWidth: '64px', overflowWrap: 'anywhere', [NARROW]: { gridArea: 'ticket' } },
  review: { minWidth: '84px', [NARROW]: { gridArea: 'review' } },
  /** A long reason must not take the width of the other columns. */
  reason: { maxWidth: '190px', color: tokens.colorNeutralForeground3, [NARROW]: { maxWidth: 'none' } },
});
