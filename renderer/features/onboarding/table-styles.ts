import { makeStyles, tokens } from '@fluentui/react-components';
import { CARD, listStyles, placed } from '../../ui/list/list-styles';

/** Ten columns: rows become cards earlier than elsewhere. */
export const NARROW = '@media (max-width: 1180px)';

const list = listStyles(NARROW);

export const useTableStyles = makeStyles({
  ...list,
  ...placed(NARROW, 'select', 'account', 'licence', 'manager', 'methods', 'signIn', 'missing'),
  // Columns keep their width whichever rows are drawn.
  table: { ...list.table, tableLayout: 'fixed' },
  selectHead: { width: '24px' },
  // Of the padding of a head that does not sort, the button of one that does takes a part: a share of the table counts all of it.
  personHead: { width: '19%', paddingRight: '10px' },
  accountHead: { width: '64px' },
  licenceHead: { width: '66px' },
  missingHead: { width: '16%', paddingRight: '10px' },
  row: { ...list.row, cursor: 'pointer', [NARROW]: { ...CARD, gridTemplateAreas: '"select person missing" ". day pass" ". account licence" ". manager methods" ". signIn ."' } },
  name: { display: 'inline', padding: 0, border: 'none', background: 'none', color: 'inherit', font: 'inherit', fontWeight: tokens.fontWeightSemibold, textAlign: 'start', cursor: 'pointer', ':hover': { textDecorationLine: 'underline' } },
  day: { fontVariantNumeric: 'tabular-nums', [NARROW]: { gridArea: 'day' } },
  pass: { fontVariantNumeric: 'tabular-nums', [NARROW]: { gridArea: 'pass' } },
  part: { display: 'block', paddingInlineStart: '16px', textIndent: '-16px' },
  /** As wide for every sign, so that the words stand under each other. */
  sign: { display: 'inline-block', width: '16px', textIndent: 0, fontWeight: tokens.fontWeightBold },
  lacking: { color: tokens.colorStatusDangerForeground1 },
  ready: { color: tokens.colorStatusSuccessForeground1 },
});
