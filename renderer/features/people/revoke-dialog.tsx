import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type SyntheticEvent, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { DESK_LIMITS } from '../../../shared/domain/issue-limits';
import { expiryOf, type Pass } from '../../../shared/domain/pass';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { Instant } from '../../ui/instant';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import type { OpenPerson } from '../../ui/navigation';

type Props = {
  readonly person: OpenPerson;
  readonly pass: Pass;
  readonly onClose: () => void;
  readonly onRevoked: () => void;
  /** The pass may or may not be there any more. */
  readonly onUncertain: () => void;
};

const useStyles = makeStyles({
  form: { display: 'grid', gap: '16px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
});

/** Says whose pass goes and what that means. Cancel has the focus: Enter by habit takes nothing away. */
export function RevokeDialog({ person, pass, onClose, onRevoked, onUncertain }: Props) {
  const styles = useStyles();
  const revoke = useMethod('passes.revoke');
  const [reason, setReason] = useState('');
  const cancel = useRef<HTMLButtonElement>(null);

  const close = () => {
    if (revoke.isPending) return;
    if (revoke.error) onUncertain();
    onClose();
  };
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    revoke.send({ personId: person.id, passId: pass.id, reason: reason.trim() }, onRevoked);
  };
  return (
    <Modal
      title="Revoke pass"
      onDismiss={close}
      firstFocus={() => cancel.current}
      actions={
        <>
          <Button ref={into(cancel)} disabledFocusable={revoke.isPending} onClick={close}>
            Cancel
          </Button>
          <Button appearance="primary" disabledFocusable={revoke.isPending} onClick={() => submit()}>
            Revoke
          </Button>
        </>
      }
    >
      <form className={styles.form} aria-busy={revoke.isPending} onSubmit={submit}>
        <p className={styles.text}>
          The pass of <strong>{displayText(person.displayName)}</strong> ({displayText(person.userPrincipalName)}) stops working at once. It would have ended{' '}
          <Instant at={expiryOf(pass).toISOString()} withAge />.
        </p>
        <p className={styles.text}>Whoever has signed in with it already stays signed in.</p>
        <Field label="Reason (optional)">
          <Input value={reason} maxLength={DESK_LIMITS.reasonMaximum} onChange={(_, data) => setReason(data.value)} />
        </Field>
        {revoke.isPending && <p className={styles.text}>Revoking, then reading back…</p>}
        {revoke.error && <Failure error={revoke.error} />}
      </form>
    </Modal>
  );
}
