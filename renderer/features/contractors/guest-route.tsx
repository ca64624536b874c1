import { makeStyles, tokens } from '@fluentui/react-components';
import { Card } from '../../ui/card';

const useStyles = makeStyles({ text: { margin: 0, lineHeight: tokens.lineHeightBase400 } });

/** For somebody whose account lives elsewhere: who can help them, and what can be done here. @param name - Passed through `displayText` already. */
export function GuestRoute({ name }: { readonly name: string }) {
  const styles = useStyles();
  return (
    <Card name="Who can help this guest">
      <p className={styles.text}>
        <bdi>{name}</bdi> signs in with another organisation. When they cannot sign in, their own organisation’s helpdesk resets password and methods: no pass can be made for them here.
      </p>
      <p className={styles.text}>Here you can take their access away: “End access” ends their grants, and with “Also disable the account” blocks the guest account in this tenant. Their sessions and their account at home are for their own organisation to end.</p>
    </Card>
  );
}
