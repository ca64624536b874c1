import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { AppError } from '../../shared/errors';
import type { SessionState } from '../../shared/ipc/contract';
import { Failure } from '../ui/failure';
import { Door } from './door';
import { BrokenPolicy, SetupHelp } from './setup-help';

type Props = {
  readonly setup: Extract<SessionState, { status: 'signed-out' }>['setup'];
  readonly isBusy: boolean;
  readonly error: AppError | null;
  /** Holds for both ways in, and is kept while the browser is open. */
  readonly isReadOnly: boolean;
  readonly onReadOnly: (isReadOnly: boolean) => void;
  readonly onSignIn: () => void;
  readonly onOpenDemo: () => void;
};

const useStyles = makeStyles({
  what: { marginTop: tokens.spacingVerticalS, marginBottom: tokens.spacingVerticalXXL, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase400 },
  buttons: { display: 'grid', gap: tokens.spacingVerticalM, marginBottom: tokens.spacingVerticalL },
  choice: { marginInlineStart: '-8px' },
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  gap: { marginTop: tokens.spacingVerticalL },
});

/** The door: sign in to the organisation's tenant, or look around in one where nobody is real. */
export function SignedOut({ setup, isBusy, error, isReadOnly, onReadOnly, onSignIn, onOpenDemo }: Props) {
  const styles = useStyles();
  const brokenId = useId();
  const readOnlyId = useId();
  const [helpIsOpen, setHelpIsOpen] = useState(false);
  const isShut = setup.state === 'broken' && !setup.canSignIn;
  const signIn = setup.state === 'missing' ? () => setHelpIsOpen(true) : onSignIn;

  return (
    <Door title="Tapdesk">
      <p className={styles.what}>Give people a Temporary Access Pass for Microsoft Entra, and keep a record of who did it, for whom and why.</p>
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          size="large"
          disabledFocusable={isBusy || isShut}
          aria-describedby={setup.state === 'broken' ? brokenId : undefined}
          onClick={signIn}
        >
          Sign in with Microsoft
        </Button>
        <Button size="large" disabledFocusable={isBusy} onClick={onOpenDemo}>
          Open the demo tenant
        </Button>
        <div>
          <Checkbox
            className={styles.choice}
            label="Read only (auditor)"
            aria-describedby={readOnlyId}
            disabled={isBusy}
            checked={isReadOnly}
            onChange={(_, data) => onReadOnly(data.checked === true)}
          />
          <p className={styles.note} id={readOnlyId}>
            History, findings and exports alone. No permission to change anything is asked for.
          </p>
        </div>
      </div>
      <p className={styles.note}>
        {setup.state === 'ready' ? `Signs in to: ${setup.cloud}. ` : ''}
        The demo tenant is simulated on this computer. Nobody in it is real, and nothing leaves this computer.
      </p>
      {setup.state === 'broken' && (
        <div className={styles.gap} id={brokenId}>
          <BrokenPolicy error={setup.error} canSignIn={setup.canSignIn} />
        </div>
      )}
      {setup.state === 'missing' && helpIsOpen && <SetupHelp file={setup.file} />}
      {error && (
        <div className={styles.gap}>
          <Failure error={error} />
        </div>
      )}
    </Door>
  );
}
