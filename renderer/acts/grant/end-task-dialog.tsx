import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type SyntheticEvent, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { REASON_MAXIMUM } from '../../../shared/domain/limits';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { useAnnounce } from '../../ui/live';
import { Modal } from '../../ui/modal';
import type { OpenPerson } from '../../ui/navigation';
import { TaskEnded, taskEndedText } from './task-ended';

type Props = {
  readonly person: OpenPerson;
  readonly taskId: string;
  /** What a schedule or pass id stands for. */
  readonly nameOf: (what: string) => string;
  /** @param wasEnded - Something of it was ended, or may have been. */
  readonly onClose: (wasEnded: boolean) => void;
};

const useStyles = makeStyles({ form: { display: 'grid', gap: '14px' }, text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' } });

/** Everything of one task: its grants, and its pass. Cancel has the focus: Enter by habit ends nothing. */
export function EndTaskDialog({ person, taskId, nameOf, onClose }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const end = useMethod('tasks.end');
  const [reason, setReason] = useState('');
  const cancel = useRef<HTMLButtonElement>(null);
  const isLeft = end.data === undefined || end.data.left.length > 0;

  const close = () => {
    if (!end.isPending) onClose(end.data !== undefined || end.error !== null);
  };
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (isLeft) end.send({ personId: person.id, taskId, reason: reason.trim() }, (done) => announce(taskEndedText(done), done.left.length > 0 ? 'assertive' : 'polite'));
  };
  return (
    <Modal
      title="End task"
      onDismiss={close}
      onControlEnter={() => submit()}
      firstFocus={() => cancel.current}
      actions={
        <>
          <Button ref={into(cancel)} disabledFocusable={end.isPending} onClick={close}>
            {end.data ? 'Close' : 'Cancel'}
          </Button>
          {isLeft && (
            <Button appearance="primary" disabledFocusable={end.isPending} onClick={() => submit()}>
              {end.data ? 'Try again' : 'End task'}
            </Button>
          )}
        </>
      }
    >
      <form className={styles.form} aria-busy={end.isPending} onSubmit={submit}>
        {!end.data && (
          <p className={styles.text}>
            Every grant of this task of <strong>{displayText(person.displayName)}</strong> ends, and its pass is revoked. Each is proven by reading it again. What PIM does not remove yet, because it is younger than five minutes, Tapdesk removes as soon as PIM takes it, also after a restart.
          </p>
        )}
        <p className={styles.text}>What the person holds by another path stays. Access tokens already handed out live on for about an hour.</p>
        {!end.data && (
          <Field label="Reason (optional)">
            <Input value={reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => setReason(data.value)} />
          </Field>
        )}
        {end.isPending && <p className={styles.text}>Ending, then reading back…</p>}
        {end.data && <TaskEnded end={end.data} nameOf={nameOf} />}
        {end.error && <Failure error={end.error} onRetry={() => submit()} />}
      </form>
    </Modal>
  );
}
