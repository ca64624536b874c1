import { makeStyles, tokens } from '@fluentui/react-components';

/** A view that is one list: all of it scrolls, so that its table has the whole window. */
export const useViewStyles = makeStyles({
  view: { height: '100%', display: 'flex', flexDirection: 'column', boxSizing: 'border-box', padding: '24px 28px 20px', gap: '12px', overflowY: 'auto', '@media (max-width: 700px)': { padding: '16px' } },
  title: { margin: 0, fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
});
