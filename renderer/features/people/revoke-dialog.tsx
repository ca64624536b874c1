import { Button, Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type SyntheticEvent, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { REASON_MAXIMUM } from '../../../shared/domain/limits';
import { canStillOpen, expiryOf, type Pass } from '../../../shared/domain/pass';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { Instant } from '../../ui/instant';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import type { OpenPerson } from '../../ui/navigation';

type Props = {
  /** The same act under two names: taking a pass away, and finishing with one that has done its work. */
  readonly act: 'revoke' | 'close-out';
  readonly person: OpenPerson;
  readonly pass: Pass;
  /** Stands in the journal beside ended sessions; empty when not known. */
  readonly ticket: string;
  readonly onClose: () => void;
  readonly onRevoked: (end: { readonly sessionsEnded: boolean }) => void;
  /** The pass may or may not be there any more. */
  readonly onUncertain: () => void;
};

const WORDS = { revoke: { title: 'Revoke pass', button: 'Revoke' }, 'close-out': { title: 'Close out', button: 'Close out' } } as const;

const useStyles = makeStyles({
  form: { display: 'grid', gap: '16px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  note: { margin: 0, marginInlineStart: '32px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** Says whose pass goes and what that means. Cancel has the focus: Enter by habit takes nothing away. */
export function RevokeDialog({ act, person, pass, ticket, onClose, onRevoked, onUncertain }: Props) {
  const styles = useStyles();
  const revoke = useMethod('passes.revoke');
  const sessions = useMethod('sessions.revoke');
  const [reason, setReason] = useState('');
  const [endsSessions, setEndsSessions] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const isGone = revoke.data !== undefined;
  const isBusy = revoke.isPending || sessions.isPending;

  const close = () => {
    if (isBusy) return;
    if (isGone) {
      onRevoked({ sessionsEnded: false });
      return;
    }
    if (revoke.error) onUncertain();
    onClose();
  };
  const endSessions = () => sessions.send({ personId: person.id, reason: reason.trim(), ticket }, () => onRevoked({ sessionsEnded: true }));
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (isGone) {
      endSessions();
      return;
    }
    revoke.send({ personId: person.id, passId: pass.id, reason: reason.trim() }, () => {
      if (endsSessions) endSessions();
      else onRevoked({ sessionsEnded: false });
    });
  };
  const { title, button } = WORDS[act];
  return (
    <Modal
      title={title}
      onDismiss={close}
      onControlEnter={() => submit()}
      firstFocus={() => cancel.current}
      actions={
        <>
          <Button ref={into(cancel)} disabledFocusable={isBusy} onClick={close}>
            {isGone ? 'Close' : 'Cancel'}
          </Button>
          <Button appearance="primary" disabledFocusable={isBusy} onClick={() => submit()}>
            {isGone ? 'End the sessions again' : button}
          </Button>
        </>
      }
    >
      <form className={styles.form} aria-busy={isBusy} onSubmit={submit}>
        <p className={styles.text}>
          The pass of <strong>{displayText(person.displayName)}</strong> ({displayText(person.userPrincipalName)}){' '}
          <Effect pass={pass} />
        </p>
        <p className={styles.text}>Whoever has signed in with it already stays signed in: revoking a pass ends no session.</p>
        <div>
          <Checkbox label="End the sign-in sessions as well" checked={endsSessions} disabled={isGone} onChange={(_, data) => setEndsSessions(data.checked === true)} />
          <p className={styles.note}>The person must sign in again on every device. It takes some minutes, and an access token that was handed out already lives on for up to an hour or so. Sessions of an account from another organisation do not end.</p>
        </div>
        <Field label="Reason (optional)">
          <Input value={reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => setReason(data.value)} />
        </Field>
        {revoke.isPending && <p className={styles.text}>Revoking, then reading back…</p>}
        {sessions.isPending && <p className={styles.text}>The pass is revoked. Ending the sessions…</p>}
        {revoke.error && <Failure error={revoke.error} />}
        {sessions.error && (
          <>
            <p className={styles.text}>The pass is revoked, and that is proven. The sessions were not ended:</p>
            <Failure error={sessions.error} onRetry={endSessions} />
          </>
        )}
      </form>
    </Modal>
  );
}

function Effect({ pass }: { readonly pass: Pass }) {
  // Asked once, when the dialog opens: what it says must not change under the reader.
  const [isOpen] = useState(() => canStillOpen(pass, new Date()));
  const ends = <Instant at={expiryOf(pass).toISOString()} withAge />;
  return isOpen ? <>stops working at once. It would have ended {ends}.</> : <>opens nothing any more (it ended {ends}, or was used). It is taken off the account.</>;
}
