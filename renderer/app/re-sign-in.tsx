import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useMethod } from '../bridge/use-method';
import { useAnnounce } from '../ui/live';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '8px 20px',
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
  },
  text: { flexGrow: 1 },
});

const TEXT = 'Your browser is open: sign in there to go on. What you were doing is kept.';

/** Shown over the view of somebody who has to sign in again, or who was asked for consent. */
export function ReSignIn() {
  const styles = useStyles();
  const announce = useAnnounce();
  const cancel = useMethod('session.cancel-sign-in');
  useEffect(() => announce(TEXT), [announce]);
  return (
    <div className={styles.bar}>
      <span className={styles.text}>{TEXT}</span>
      <Button size="small" onClick={() => cancel.send({})}>
        Cancel
      </Button>
    </div>
  );
}
