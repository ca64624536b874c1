import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Known } from '../../../shared/domain/known';
import type { PassPolicy, PassPolicyTarget } from '../../../shared/domain/pass';
import { displayText } from '../../../shared/domain/display-text';
import { useMethod } from '../../bridge/use-method';
import { Fact } from '../../ui/fact';
import { Failure } from '../../ui/failure';
import { minutesInWords } from '../../ui/time-text';
import { unreadText } from '../../ui/unread';
import { Card } from '../../ui/card';

const useStyles = makeStyles({
  text: { margin: 0, lineHeight: tokens.lineHeightBase400 },
  facts: { display: 'grid', gridTemplateColumns: 'minmax(110px, 28%) minmax(0, 1fr)', gap: '6px 12px', margin: 0 },
  row: { display: 'flex' },
});

/** What Entra itself says about passes in this tenant, or that it could not be read and who could. */
export function TenantPolicy({ tenant }: { readonly tenant: Known<PassPolicy> }) {
  const styles = useStyles();
  const openLink = useMethod('app.open-link');
  return (
    <Card name="The tenant’s policy in Entra">
      {tenant.known ? <PolicyFacts policy={tenant.value} /> : <p className={styles.text}>The tenant’s policy was {unreadText(tenant)}. Entra enforces it all the same: what it does not allow is refused when a pass is issued.</p>}
      <div className={styles.row}>
        <Button onClick={() => openLink.send({ link: 'entra-tap-docs' })}>Microsoft on Temporary Access Passes</Button>
      </div>
      {openLink.error && <Failure error={openLink.error} />}
    </Card>
  );
}

function PolicyFacts({ policy }: { readonly policy: PassPolicy }) {
  const styles = useStyles();
  return (
    <dl className={styles.facts}>
      <Fact term="Temporary Access Pass">{policy.state === 'enabled' ? 'switched on' : 'switched off: nobody can use a pass'}</Fact>
      <Fact term="Lifetime">
        {minutesInWords(policy.minimumLifetimeInMinutes)} to {minutesInWords(policy.maximumLifetimeInMinutes)}, usually {minutesInWords(policy.defaultLifetimeInMinutes)}
      </Fact>
      <Fact term="One-time">{policy.isUsableOnce ? 'every pass is usable once' : 'passes for many uses are allowed'}</Fact>
      <Fact term="Length">{policy.defaultLength === null ? 'not said' : `${policy.defaultLength} characters`}</Fact>
      <Fact term="For">{targetsText(policy.includeTargets, 'nobody')}</Fact>
      <Fact term="Not for">{targetsText(policy.excludeTargets, 'nobody is excluded')}</Fact>
    </dl>
  );
}

/** Graph gives ids, not names. */
function targetsText(targets: readonly PassPolicyTarget[], none: string): string {
  if (targets.length === 0) return none;
  return targets.map(({ id, targetType }) => (id.toLowerCase() === 'all_users' ? 'all users' : `${targetType} ${displayText(id)}`)).join(', ');
}
