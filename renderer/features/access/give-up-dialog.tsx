import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import type { OpenAccessAct } from '../../../shared/domain/end-access';
import { REASON_MAXIMUM } from '../../../shared/domain/limits';
import type { AppError } from '../../../shared/errors';
import { tell } from '../../bridge/desk';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { useAnnounce } from '../../ui/live';
import { Modal } from '../../ui/modal';
import { people } from './access-run';

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  people: { margin: 0, maxHeight: '26vh', overflowY: 'auto', paddingInlineStart: '20px', overflowWrap: 'anywhere', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
});

type Props = { readonly act: OpenAccessAct; readonly onClose: (wasSent: boolean) => void };

/** Leaves what is open of an act undone, with a reason that stands in the journal. Nothing that was ended comes back. */
export function GiveUpDialog({ act, onClose }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const [left, setLeft] = useState(act.people);
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const why = useRef<HTMLInputElement>(null);

  const submit = async () => {
    if (isBusy) return;
    if (reason.trim() === '') {
      setIsMissing(true);
      why.current?.focus();
      return;
    }
    setIsBusy(true);
    setError(null);
    for (const { personId } of left) {
      const reply = await tell('access.drop', { actId: act.actId, personId, reason: reason.trim() });
      if (!reply.ok) {
        setError(reply.error);
        setIsBusy(false);
        return;
      }
      setLeft((old) => old.filter((each) => each.personId !== personId));
    }
    announce('Given up. What was not ended stays as it is.');
    onClose(true);
  };
  const close = () => !isBusy && onClose(left.length < act.people.length);

  return (
    <Modal
      title="Give up ending access"
      onDismiss={close}
      onControlEnter={() => void submit()}
      firstFocus={() => cancel.current}
      actions={
        <>
          <Button ref={into(cancel)} disabledFocusable={isBusy} onClick={close}>
            Cancel
          </Button>
          <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void submit()}>
            Give up
          </Button>
        </>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className={styles.text}>What is not ended yet for {people(left.length)} stays as it is, and Tapdesk stops reminding you. What was ended stays ended.</p>
        <ul className={styles.people} aria-label="Whose access is not ended" tabIndex={0}>
          {left.map(({ personId, displayName, userPrincipalName }) => (
            <li key={personId}>
              <bdi>{displayText(displayName)}</bdi> {displayText(userPrincipalName)}
            </li>
          ))}
        </ul>
        <Field label="Reason" required {...(isMissing && reason.trim() === '' && { validationMessage: 'Say why: it goes into the journal.' })}>
          <Input ref={into(why)} value={reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => setReason(data.value)} />
        </Field>
        {error && <Failure error={error} onRetry={() => void submit()} />}
      </form>
    </Modal>
  );
}
