import { Button, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { LinkName } from '../../../shared/ipc/contract';
import type { Settings } from '../../../shared/settings';
import { type SignedIn, useSession, useSignedIn } from '../../bridge/session';
import { useSettings } from '../../bridge/settings';
import { useMethod } from '../../bridge/use-method';
import { Card } from '../../ui/card';
import { Fact } from '../../ui/fact';
import { Failure } from '../../ui/failure';
import { zoneName } from '../../ui/time-text';
import { RecordCard } from './record-card';

const useStyles = makeStyles({
  view: { height: '100%', overflowY: 'auto', boxSizing: 'border-box', padding: '24px 28px 40px', '@media (max-width: 700px)': { padding: '16px' } },
  column: { display: 'grid', gap: 'var(--desk-gap)', maxWidth: '720px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase600, lineHeight: tokens.lineHeightBase600, fontWeight: tokens.fontWeightSemibold },
  facts: { display: 'grid', gridTemplateColumns: 'minmax(110px, 28%) minmax(0, 1fr)', gap: '6px 12px', margin: 0 },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
});

const TOKEN_CACHE: Readonly<Record<SignedIn['tokenCache'], string>> = {
  encrypted: 'kept on this computer, encrypted by the system',
  memory: 'kept in memory only, because this system offers no encryption: you sign in again after closing Tapdesk',
  none: 'none: the demo tenant needs no sign-in',
};
const READ_ONLY: Readonly<Record<NonNullable<SignedIn['readOnly']>, string>> = {
  chosen: 'read only, as you chose at sign-in',
  group: 'read only, because you belong to a group of auditors in the desk policy',
};
const LINKS: readonly { readonly link: LinkName; readonly name: string }[] = [
  { link: 'setup-guide', name: 'Set-up guide' },
  { link: 'entra-tap-docs', name: 'Microsoft on Temporary Access Passes' },
  { link: 'entra-app-registration', name: 'Microsoft on app registrations' },
];

/** Account, appearance, how the record leaves the desk, and what this program is. Limits are not here: they belong to the organisation. */
export function SettingsView({ version }: { readonly version: string }) {
  const styles = useStyles();
  const { settings, change, error } = useSettings();
  const openLink = useMethod('app.open-link');
  return (
    <div className={styles.view}>
      <div className={styles.column}>
        <h1 className={styles.title}>Settings</h1>
        <Account />
        <Card name="Appearance">
          <Field label="Theme">
            <RadioGroup layout="horizontal" value={settings.theme} onChange={(_, data) => change({ theme: data.value as Settings['theme'] })}>
              <Radio value="system" label="As the system" />
              <Radio value="light" label="Light" />
              <Radio value="dark" label="Dark" />
            </RadioGroup>
          </Field>
          <Field label="Density">
            <RadioGroup layout="horizontal" value={settings.density} onChange={(_, data) => change({ density: data.value as Settings['density'] })}>
              <Radio value="comfortable" label="Comfortable" />
              <Radio value="compact" label="Compact" />
            </RadioGroup>
          </Field>
          <p className={styles.text}>Times are shown in {zoneName}. High contrast follows the system.</p>
          {error && <Failure error={error} />}
        </Card>
        <RecordCard />
        <Card name="About">
          <dl className={styles.facts}>
            <Fact term="Version">Tapdesk {version}</Fact>
            <Fact term="Licence">MIT</Fact>
          </dl>
          <div className={styles.row}>
            {LINKS.map(({ link, name }) => (
              <Button key={link} onClick={() => openLink.send({ link })}>
                {name}
              </Button>
            ))}
          </div>
          <p className={styles.text}>Each opens in your browser.</p>
          {openLink.error && <Failure error={openLink.error} />}
        </Card>
      </div>
    </div>
  );
}

function Account() {
  const styles = useStyles();
  const { setSession } = useSession();
  const { operator, tenant, tokenCache, readOnly } = useSignedIn();
  const signOut = useMethod('session.sign-out');
  return (
    <Card name="Account">
      <dl className={styles.facts}>
        <Fact term="Operator">{displayText(operator.displayName)}</Fact>
        <Fact term="UPN">{displayText(operator.userPrincipalName)}</Fact>
        <Fact term="Tenant">{tenant.kind === 'demo' ? 'Demo tenant, simulated on this computer' : tenant.id}</Fact>
        <Fact term="Cloud">{tenant.cloud}</Fact>
        <Fact term="Passes">{tenant.passesAvailable ? 'available' : 'not available in this cloud'}</Fact>
        {readOnly !== null && <Fact term="Rights">{READ_ONLY[readOnly]}</Fact>}
        <Fact term="Sign-in">{TOKEN_CACHE[tokenCache]}</Fact>
      </dl>
      <div className={styles.row}>
        <Button disabledFocusable={signOut.isPending} onClick={() => signOut.send({}, setSession)}>
          {tenant.kind === 'demo' ? 'Leave the demo tenant' : 'Sign out'}
        </Button>
      </div>
      {signOut.error && <Failure error={signOut.error} />}
    </Card>
  );
}
