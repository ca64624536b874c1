import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type SyntheticEvent, useRef, useState } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { type GrantRow, isSameAccess, PIM_FLOOR_MINUTES, removableFrom } from '../../../shared/domain/grant';
import { REASON_MAXIMUM } from '../../../shared/domain/limits';
import { useMethod } from '../../bridge/use-method';
import { Failure } from '../../ui/failure';
import { endText, heldText, HOW_WORDS, scopeText, targetText } from '../../ui/grant-text';
import { Instant } from '../../ui/instant';
import { into } from '../../ui/into';
import { useAnnounce } from '../../ui/live';
import { Modal } from '../../ui/modal';
import { EndedGrant, endedText } from './ended-grant';

type Props = {
  readonly row: GrantRow;
  /** Other rows of the same list: some may be the same access by another path. */
  readonly others: readonly GrantRow[];
  /** @param wasEnded - It was ended, or is planned to be, or may have been. */
  readonly onClose: (wasEnded: boolean) => void;
};

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  floor: { margin: 0, padding: '8px 12px', lineHeight: tokens.lineHeightBase400, borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorStatusWarningBorder1}`, backgroundColor: tokens.colorStatusWarningBackground1, color: tokens.colorNeutralForeground1 },
  list: { margin: 0, paddingInlineStart: '20px' },
});

/** Ends one grant, or cancels one that has not begun, and says what that ends and what it does not. Cancel has the focus. */
export function EndGrantDialog({ row, others, onClose }: Props) {
  const styles = useStyles();
  const announce = useAnnounce();
  const end = useMethod('grants.end');
  const [reason, setReason] = useState('');
  // Asked once, when the dialog opens: what it says must not change under the reader.
  const [openedAt] = useState(() => Date.now());
  const cancel = useRef<HTMLButtonElement>(null);
  const { person, target, how, scope, scheduleId, ticket } = row;
  const from = removableFrom(row);
  const isTooYoung = row.state !== 'future' && from !== null && from > openedAt;
  const alsoHeld = others.filter((other) => other.scheduleId !== scheduleId && other.person.id === person.id && isSameAccess(other, row));

  const close = () => {
    if (!end.isPending) onClose(end.data !== undefined || end.error !== null);
  };
  const submit = (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (end.data) return;
    end.send({ personId: person.id, scheduleId, target, how, scope, reason: reason.trim(), ticket }, (ended) => announce(endedText(ended)));
  };
  return (
    <Modal
      title="End grant"
      onDismiss={close}
      onControlEnter={() => submit()}
      firstFocus={() => cancel.current}
      actions={
        <>
          <Button ref={into(cancel)} disabledFocusable={end.isPending} onClick={close}>
            {end.data ? 'Close' : 'Cancel'}
          </Button>
          {!end.data && (
            <Button appearance="primary" disabledFocusable={end.isPending} onClick={() => submit()}>
              End
            </Button>
          )}
        </>
      }
    >
      <form className={styles.form} aria-busy={end.isPending} onSubmit={submit}>
        <p className={styles.text}>
          <strong>{targetText(row)}</strong> of <strong>{displayText(person.displayName)}</strong> ({displayText(person.userPrincipalName)}): {HOW_WORDS[how].toLowerCase()}, {scopeText(row)}, until {endText(row.endDateTime)}.
        </p>
        {!end.data && row.state === 'future' && <p className={styles.text}>It has not begun. PIM cancels it, and it never will.</p>}
        {!end.data && isTooYoung && (
          <p className={styles.floor}>
            PIM removes nothing that is younger than {PIM_FLOOR_MINUTES} minutes. The removal is put off until <Instant at={new Date(from).toISOString()} seconds />: Tapdesk sends it then, also after a restart. Until then the person keeps it.
          </p>
        )}
        {!end.data && alsoHeld.length > 0 && (
          <div className={styles.text}>
            The person holds the same by another path, which stays:
            <ul className={styles.list}>
              {alsoHeld.map((other) => (
                <li key={other.scheduleId}>{heldText(other)}</li>
              ))}
            </ul>
          </div>
        )}
        {!end.data && (
          <Field label="Reason (optional)">
            <Input value={reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => setReason(data.value)} />
          </Field>
        )}
        {end.isPending && <p className={styles.text}>Ending, then reading back…</p>}
        {end.data && <EndedGrant row={row} ended={end.data} reason={reason} />}
        {end.error && <Failure error={end.error} onRetry={() => submit()} />}
      </form>
    </Modal>
  );
}
