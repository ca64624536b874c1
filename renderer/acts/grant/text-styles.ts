import { makeStyles, tokens } from '@fluentui/react-components';

/** Of what the dialogs say that end something. */
export const useTextStyles = makeStyles({
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  list: { margin: 0, paddingInlineStart: '20px' },
});
