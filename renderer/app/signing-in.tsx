import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useMethod } from '../bridge/use-method';
import { useAnnounce } from '../ui/live';
import { Door } from './door';

const useStyles = makeStyles({
  text: { marginTop: tokens.spacingVerticalS, marginBottom: tokens.spacingVerticalXL, color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase400 },
});

const TEXT = 'Your browser is open. Sign in there, then come back to this window.';

export function SigningIn() {
  const styles = useStyles();
  const announce = useAnnounce();
  const cancel = useMethod('session.cancel-sign-in');
  useEffect(() => announce(TEXT), [announce]);

  return (
    <Door title="Signing in">
      <p className={styles.text}>{TEXT}</p>
      <Button size="large" disabledFocusable={cancel.isPending} onClick={() => cancel.send({})}>
        Cancel
      </Button>
    </Door>
  );
}
