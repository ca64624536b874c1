import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { AppError } from '../../shared/errors';
import { useSession, useSignInAs } from '../bridge/session';
import { useMethod } from '../bridge/use-method';
import { failureText, featuresFor } from './failure-text';
import { WarningIcon } from './icons/icons';
import { useAnnounce } from './live';

type Props = {
  readonly error: AppError;
  /** Repeats what failed. Without it there is no "Try again". */
  readonly onRetry?: (() => void) | undefined;
};

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    columnGap: tokens.spacingHorizontalM,
    // Scrolled to with its border.
    scrollMarginBlock: '8px',
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorStatusDangerBorder1}`,
    backgroundColor: tokens.colorStatusDangerBackground1,
    color: tokens.colorNeutralForeground1,
  },
  icon: { color: tokens.colorStatusDangerForeground1, lineHeight: 0 },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold, lineHeight: tokens.lineHeightBase300 },
  line: { margin: 0, marginTop: tokens.spacingVerticalXXS, overflowWrap: 'anywhere' },
  reference: {
    margin: 0,
    marginTop: tokens.spacingVerticalS,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    userSelect: 'all',
    overflowWrap: 'anywhere',
  },
  action: { marginTop: tokens.spacingVerticalM },
});

/** A failure in plain words, with what to do next. Read out at once. */
export function Failure({ error, onRetry }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const { title, happened, next, reference } = failureText(error);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    announce(`${title}. ${happened} ${next}`, 'assertive');
    // In a tall form it would otherwise appear out of sight.
    element.current?.scrollIntoView({ block: 'nearest' });
  }, [announce, title, happened, next]);

  return (
    <div ref={element} className={styles.root} role="group" aria-label={title}>
      <span className={styles.icon}>
        <WarningIcon />
      </span>
      <div>
        <p className={styles.title}>{title}</p>
        <p className={styles.line}>{happened}</p>
        <p className={styles.line}>{next}</p>
        {reference && <p className={styles.reference}>{reference}</p>}
        <FailureAction error={error} onRetry={onRetry} />
      </div>
    </div>
  );
}

function FailureAction({ error, onRetry }: Props) {
  const styles = useStyles();
  const { setSession } = useSession();
  const signInAs = useSignInAs();
  const signIn = useMethod('session.sign-in');
  const consent = useMethod('session.consent');
  const { action } = failureText(error);
  const features = error.kind === 'consent-required' ? featuresFor(error.scopes) : [];
  // A failure to help is told in place of the first one's button; it has a way on of its own.
  const failed = signIn.error ?? consent.error;

  const askForConsent = () => {
    consent.send({ features }, (session) => {
      setSession(session);
      onRetry?.();
    });
  };

  return (
    <>
      {action === 'sign-in' && (
        <Button className={styles.action} disabledFocusable={signIn.isPending} onClick={() => signIn.send(signInAs, setSession)}>
          Sign in again
        </Button>
      )}
      {action === 'consent' && features.length > 0 && (
        <Button className={styles.action} disabledFocusable={consent.isPending} onClick={askForConsent}>
          Ask for consent
        </Button>
      )}
      {action === 'retry' && onRetry && (
        <Button className={styles.action} onClick={onRetry}>
          Try again
        </Button>
      )}
      {failed && <p className={styles.line}>{`${failureText(failed).title}. ${failureText(failed).happened} ${failureText(failed).next}`}</p>}
    </>
  );
}
