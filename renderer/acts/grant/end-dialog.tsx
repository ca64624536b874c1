import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { type ReactNode, type SyntheticEvent, useRef } from 'react';
import { REASON_MAXIMUM } from '../../../shared/domain/limits';
import type { AppError } from '../../../shared/errors';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { Modal } from '../../ui/modal';
import { useTextStyles } from './text-styles';

type Props = {
  readonly title: string;
  /** On the button that ends; null once there is nothing left to end. */
  readonly act: string | null;
  /** Something was ended, or there was nothing to end: the reason is no longer asked for. */
  readonly isDone: boolean;
  readonly isPending: boolean;
  readonly error: AppError | null;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onSend: () => void;
  readonly onClose: () => void;
  /** What would end. */
  readonly children: ReactNode;
  /** What has. */
  readonly outcome: ReactNode;
};

const useStyles = makeStyles({ form: { display: 'grid', gap: '14px' } });

/** Ends something that was granted, after saying what. Cancel has the focus: Enter by habit ends nothing. */
export function EndDialog({ title, act, isDone, isPending, error, reason, onReason, onSend, onClose, children, outcome }: Props) {
  const styles = useStyles();
  const texts = useTextStyles();
  const cancel = useRef<HTMLButtonElement>(null);
  const close = () => {
    if (!isPending) onClose();
  };
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (act !== null) onSend();
  };
  return (
    <Modal
      title={title}
      onDismiss={close}
      onControlEnter={() => submit()}
      firstFocus={() => cancel.current}
      actions={
        <>
          <Button ref={into(cancel)} disabledFocusable={isPending} onClick={close}>
            {isDone ? 'Close' : 'Cancel'}
          </Button>
          {act !== null && (
            <Button appearance="primary" disabledFocusable={isPending} onClick={() => submit()}>
              {act}
            </Button>
          )}
        </>
      }
    >
      <form className={styles.form} aria-busy={isPending} onSubmit={submit}>
        {children}
        {!isDone && (
          <Field label="Reason (optional)">
            <Input value={reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => onReason(data.value)} />
          </Field>
        )}
        {isPending && <p className={texts.text}>Ending, then reading back…</p>}
        {outcome}
        {error && <Failure error={error} onRetry={() => submit()} />}
      </form>
    </Modal>
  );
}
