import { Field, Input, makeStyles, Switch, tokens } from '@fluentui/react-components';
import { type RefObject, useId } from 'react';
import { needsOf } from '../../../shared/domain/features';
import { REASON_MAXIMUM, TICKET_MAXIMUM } from '../../../shared/domain/limits';
import { into } from '../../ui/into';

export type AccessDraft = { readonly reason: string; readonly ticket: string; readonly disable: boolean };

type Props = {
  readonly draft: AccessDraft;
  readonly reasonRef: RefObject<HTMLInputElement | null>;
  readonly isReasonMissing: boolean;
  readonly onDraft: (change: Partial<AccessDraft>) => void;
  readonly onSubmit: () => void;
};

const useStyles = makeStyles({
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '14px' },
  pair: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))', gap: '14px' },
  note: { margin: 0, marginInlineStart: '52px', color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300 },
});

/** Why it is done, under which ticket, and whether the account goes as well. */
export function AccessForm({ draft, reasonRef, isReasonMissing, onDraft, onSubmit }: Props) {
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
      <div>
        <Switch label="Also disable the account" checked={draft.disable} aria-describedby={noteId} onChange={(_, data) => onDraft({ disable: data.checked })} />
        <p className={styles.note} id={noteId}>
          Nobody can sign in to it until somebody enables it again; nothing in it is deleted. It takes {needsOf('disable')}.
        </p>
      </div>
      <div className={styles.pair}>
        <Field label="Reason" required {...(isReasonMissing && { validationMessage: 'Say why: it goes into the journal.' })}>
          <Input ref={into(reasonRef)} value={draft.reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => onDraft({ reason: data.value })} />
        </Field>
        <Field label="Ticket">
          <Input value={draft.ticket} maxLength={TICKET_MAXIMUM} spellCheck={false} onChange={(_, data) => onDraft({ ticket: data.value })} />
        </Field>
      </div>
      {/* Enter in a field sends a form of several fields only when it has a button. */}
      <button type="submit" hidden />
    </form>
  );
}
