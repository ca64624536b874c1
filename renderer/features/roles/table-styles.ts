import { makeStyles } from '@fluentui/react-components';
import { CARD, listStyles, NARROW, placed } from '../../ui/list/list-styles';

const list = listStyles(NARROW);

export const useTableStyles = makeStyles({
  ...list,
  ...placed(NARROW, 'target', 'reason', 'ticket', 'by'),
  // Columns keep their width whichever rows are drawn.
  table: { ...list.table, tableLayout: 'fixed' },
  personHead: { width: '18%', paddingLeft: '8px' },
  targetHead: { width: '18%' },
  // "22 Nov 2026," and "2 days 3 h left" in one line each.
  stateHead: { width: '112px' },
  endsHead: { width: '104px' },
  ticketHead: { width: '86px' },
  actsHead: { width: '88px', padding: '4px 2px' },
  // Nothing is selected here: a card has two columns.
  row: { ...list.row, [NARROW]: { ...CARD, gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gridTemplateAreas: '"person state" "target ends" "reason ticket" "by acts"', padding: '10px 12px' } },
  person: { textAlign: 'start', fontWeight: 'inherit', paddingLeft: '12px', [NARROW]: { gridArea: 'person', paddingLeft: 0 } },
  state: { fontVariantNumeric: 'tabular-nums', [NARROW]: { gridArea: 'state' } },
  ends: { fontVariantNumeric: 'tabular-nums', [NARROW]: { gridArea: 'ends' } },
  actList: { display: 'inline-flex', flexDirection: 'column', gap: '4px', alignItems: 'stretch', [NARROW]: { flexDirection: 'row', flexWrap: 'wrap' } },
});
