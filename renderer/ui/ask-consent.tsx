import { Button, makeStyles } from '@fluentui/react-components';
import type { Feature } from '../../shared/domain/features';
import { useSession } from '../bridge/session';
import { useMethod } from '../bridge/use-method';
import { Failure } from './failure';

const useStyles = makeStyles({ root: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '12px' } });

type Props = {
  /** What is to be asked for; with none there is nothing to press. */
  readonly features: readonly Feature[];
  readonly words: string;
  readonly onConsented: () => void;
};

/** Asks in the browser, where the same person has to answer. The demo tenant has nobody to ask. */
export function AskConsent({ features, words, onConsented }: Props) {
  const styles = useStyles();
  const { session, setSession } = useSession();
  const consent = useMethod('session.consent');
  if (features.length === 0 || session.status !== 'signed-in' || session.tenant.kind === 'demo') return null;
  return (
    <div className={styles.root}>
      <span>{words}</span>
      <Button
        disabledFocusable={consent.isPending}
        onClick={() => {
          consent.send({ features }, (next) => {
            setSession(next);
            onConsented();
          });
        }}
      >
        Ask for consent
      </Button>
      {consent.error && <Failure error={consent.error} />}
    </div>
  );
}
