import { makeStyles } from '@fluentui/react-components';
import { CARD, listStyles, NARROW, placed } from '../../ui/list/list-styles';

const list = listStyles(NARROW);

export const useTableStyles = makeStyles({
  ...list,
  ...placed(NARROW, 'select', 'account', 'grants', 'signIn', 'manager', 'company', 'because'),
  // Columns keep their width whichever rows are drawn.
  table: { ...list.table, tableLayout: 'fixed' },
  selectHead: { width: '36px', padding: '4px 2px 4px 6px' },
  personHead: { width: '19%' },
  // "ended 196 days ago" in one line.
  endHead: { width: '132px' },
  actsHead: { width: '104px', padding: '4px 2px' },
  row: { ...list.row, cursor: 'pointer', [NARROW]: { ...CARD, gridTemplateAreas: '"select person end" ". account grants" ". signIn manager" ". company because" ". acts ."' } },
  end: { fontVariantNumeric: 'tabular-nums', [NARROW]: { gridArea: 'end' } },
});
