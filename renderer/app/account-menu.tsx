import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger, makeStyles, tokens } from '@fluentui/react-components';
import { displayText } from '../../shared/domain/display-text';
import { useSession, useSignedIn, useSignInAs } from '../bridge/session';
import { useMethod } from '../bridge/use-method';
import { Failure } from '../ui/failure';
import { PersonIcon } from '../ui/icons/icons';

const useStyles = makeStyles({
  trigger: { minWidth: '44px', width: '44px', height: '44px' },
  who: { padding: '8px 12px', maxWidth: '280px', overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Who is signed in and where, and the ways out. */
export function AccountMenu() {
  const styles = useStyles();
  const { setSession } = useSession();
  const { operator, tenant, readOnly } = useSignedIn();
  const signInAs = useSignInAs();
  const signOut = useMethod('session.sign-out');
  const signIn = useMethod('session.sign-in');
  const name = displayText(operator.displayName);
  const failed = signOut.error ?? signIn.error;

  return (
    <Menu positioning="after-bottom">
      <MenuTrigger disableButtonEnhancement>
        <Button className={styles.trigger} appearance="subtle" shape="circular" icon={<PersonIcon />} aria-label={`Account: ${name}`} title={name} />
      </MenuTrigger>
      <MenuPopover role="region" aria-label="Signed in as">
        <div className={styles.who}>
          <div className={styles.name}>{name}</div>
          <div>{displayText(operator.userPrincipalName)}</div>
          <div className={styles.quiet}>{tenant.kind === 'demo' ? 'Demo tenant, simulated on this computer' : `${tenant.cloud}, tenant ${tenant.id}`}</div>
          {readOnly !== null && <div className={styles.quiet}>Read only</div>}
          {failed && <Failure error={failed} />}
        </div>
        <MenuDivider />
        <MenuList>
          {tenant.kind === 'entra' && <MenuItem onClick={() => signIn.send(signInAs, setSession)}>Sign in again</MenuItem>}
          <MenuItem onClick={() => signOut.send({}, setSession)}>{tenant.kind === 'demo' ? 'Leave the demo tenant' : 'Sign out'}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
