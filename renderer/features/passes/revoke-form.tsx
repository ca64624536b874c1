import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type RefObject, useId } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { REASON_MAXIMUM } from '../../../shared/domain/limits';
import { into } from '../../ui/into';
import type { Target } from './revoke-run';
import { passes } from './words';

type Props = {
  readonly targets: readonly Target[];
  readonly leftOut: string;
  readonly reason: string;
  readonly reasonRef: RefObject<HTMLInputElement | null>;
  readonly isReasonMissing: boolean;
  readonly endsSessions: boolean;
  readonly onReason: (reason: string) => void;
  readonly onEndsSessions: (isOn: boolean) => void;
  readonly onSubmit: () => void;
};

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px' },
  text: { margin: 0, lineHeight: tokens.lineHeightBase400, overflowWrap: 'anywhere' },
  people: { margin: 0, padding: '8px 12px', maxHeight: '26vh', overflowY: 'auto', listStyleType: 'none', borderRadius: tokens.borderRadiusMedium, border: `1px solid ${tokens.colorNeutralStroke2}`, overflowWrap: 'anywhere', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  upn: { color: tokens.colorNeutralForeground3 },
  note: { margin: 0, marginInlineStart: '32px', color: tokens.colorNeutralForeground2 },
});

/** Whose passes go, what that means, and why it is done. */
export function RevokeForm({ targets, leftOut, reason, reasonRef, isReasonMissing, endsSessions, onReason, onEndsSessions, onSubmit }: Props) {
  const styles = useStyles();
  const noteId = useId();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <p className={styles.text}>
        {targets.length === 1 ? 'This pass stops' : `These ${passes(targets.length)} stop`} working at once, one after another, each proven by reading again. Whoever has signed in with a pass already stays signed in.
      </p>
      <ul className={styles.people} aria-label="Whose pass is revoked" tabIndex={0}>
        {targets.map(({ personId, displayName, userPrincipalName }) => (
          <li key={personId}>
            <bdi>{displayText(displayName)}</bdi> <span className={styles.upn}>{displayText(userPrincipalName)}</span>
          </li>
        ))}
      </ul>
      {leftOut !== '' && <p className={styles.text}>{leftOut}</p>}
      <Field label="Reason" required {...(isReasonMissing && { validationMessage: 'Say why: it goes into the journal.' })}>
        <Input ref={into(reasonRef)} value={reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => onReason(data.value)} />
      </Field>
      <div>
        <Checkbox label="End sign-in sessions too" checked={endsSessions} input={{ 'aria-describedby': noteId }} onChange={(_, data) => onEndsSessions(data.checked === true)} />
        <p className={styles.note} id={noteId}>
          Everybody listed has to sign in again, on every device, within minutes. It does not end access tokens that apps hold already: those live on for up to about an hour. Nor does it end the sessions of people from another organisation, or remove a method that was registered with the pass.
        </p>
      </div>
    </form>
  );
}
