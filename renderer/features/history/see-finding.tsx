import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { into } from '../../ui/into';
import { useAnnounce } from '../../ui/live';
import { validation } from '../../ui/validation';

/** As the contract has it. */
const REASON_MINIMUM = 3;
const REASON_MAXIMUM = 500;

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '8px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** Marks a finding as seen, with a reason: that is a line of the journal, and cannot be taken back. */
export function SeeFinding({ id, onSeen }: { readonly id: string; readonly onSeen: () => void }) {
  const styles = useStyles();
  const announce = useAnnounce();
  const see = useMethod('history.see-finding');
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const isTooShort = reason.trim().length < REASON_MINIMUM;
  useEffect(() => {
    if (isOpen) box.current?.focus();
  }, [isOpen]);

  const close = () => {
    setIsOpen(false);
    setWasSent(false);
    see.reset();
    setTimeout(() => opener.current?.focus());
  };
  const submit = () => {
    setWasSent(true);
    if (isTooShort) {
      box.current?.focus();
      return;
    }
    see.send({ id, reason: reason.trim() }, () => {
      announce('Marked as seen.');
      onSeen();
    });
  };

  if (!isOpen) {
    return (
      <div>
        <Button ref={into(opener)} size="small" onClick={() => setIsOpen(true)}>
          Mark as seen…
        </Button>
      </div>
    );
  }
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || see.isPending) return;
        // The pane around it would close as well.
        event.stopPropagation();
        event.preventDefault();
        close();
      }}
    >
      <Field label="Reason" required hint="Stands in the journal with your name." {...validation(wasSent && isTooShort ? 'Say why, in three characters or more.' : '')}>
        <Input ref={into(box)} value={reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => setReason(data.value)} />
      </Field>
      <div className={styles.row}>
        <Button type="submit" size="small" appearance="primary" disabledFocusable={see.isPending}>
          Mark as seen
        </Button>
        <Button size="small" disabledFocusable={see.isPending} onClick={close}>
          Cancel
        </Button>
      </div>
      {see.error && <Failure error={see.error} onRetry={submit} />}
    </form>
  );
}
