import { Field, Input, makeStyles, Radio, RadioGroup, Select, Switch, Textarea, tokens } from '@fluentui/react-components';
import { type SyntheticEvent, useId } from 'react';
import { displayText } from '../../../shared/domain/display-text';
import { needsOf } from '../../../shared/domain/features';
import { REASON_MAXIMUM, TICKET_MAXIMUM } from '../../../shared/domain/limits';
import { minutesInWords } from '../../ui/time-text';
import { validation } from '../../ui/validation';
import { type DraftProblems, type RunDraft, type RunRules, scenarioOf } from './run-draft';
import type { RunWish } from './types';
import { VerificationField } from './verification-field';

type Props = {
  readonly kind: RunWish['kind'];
  readonly draft: RunDraft;
  readonly rules: RunRules;
  /** What may be said by now. */
  readonly problems: DraftProblems;
  readonly onDraft: (change: Partial<RunDraft>) => void;
  readonly onSubmit: () => void;
};

const useStyles = makeStyles({
  form: { display: 'grid', gap: '14px' },
  pair: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))', gap: '14px 24px', alignItems: 'start' },
  start: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0 8px' },
  time: { width: '136px' },
  note: { margin: 0, marginInlineStart: '52px', color: tokens.colorNeutralForeground2, lineHeight: tokens.lineHeightBase300 },
});

/** What is the same for everybody in the run. */
export function ComposeForm({ kind, draft, rules, problems, onDraft, onSubmit }: Props) {
  const styles = useStyles();
  const { ticket } = rules.limits;
  const isIssue = kind === 'issue';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      {isIssue && <IssueFields draft={draft} rules={rules} problems={problems} onDraft={onDraft} />}
      {kind === 'end-access' && <DisableField draft={draft} onDraft={onDraft} />}
      <div className={styles.pair}>
        <Field label="Ticket" required={isIssue} data-place="ticket" hint={!isIssue || ticket.example === '' || problems.ticket !== '' ? null : `Such as ${displayText(ticket.example)}`} {...validation(problems.ticket)}>
          <Input value={draft.ticket} maxLength={TICKET_MAXIMUM} autoComplete="off" spellCheck={false} onChange={(_, data) => onDraft({ ticket: data.value })} />
        </Field>
        <Field label="Reason" required data-place="reason" {...validation(problems.reason)}>
          <Textarea rows={2} resize="vertical" value={draft.reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => onDraft({ reason: data.value })} />
        </Field>
      </div>
      {/* Enter in a field sends a form of several fields only when it has a button. */}
      <button type="submit" hidden />
    </form>
  );
}

type PartProps = Pick<Props, 'draft' | 'rules' | 'problems' | 'onDraft'>;

function IssueFields({ draft, rules, problems, onDraft }: PartProps) {
  const styles = useStyles();
  const scenario = scenarioOf(draft, rules);
  const time = draft.startTime ?? rules.rules.runs.startTime;
  return (
    <>
      <Field label="Scenario" hint={scenario && `Each pass lives ${minutesInWords(scenario.lifetimeInMinutes)} and works ${scenario.isUsableOnce ? 'once' : 'many times until then'}, where the limits for the person allow it.`}>
        <Select value={scenario?.id ?? ''} onChange={(_, data) => onDraft({ scenarioId: data.value })}>
          {rules.rules.scenarios.length === 0 && <option value="">None: the desk policy names no presets</option>}
          {rules.rules.scenarios.map(({ id, name }) => (
            <option key={id} value={id}>
              {displayText(name)}
            </option>
          ))}
        </Select>
      </Field>
      <div className={styles.start} data-place="startTime">
        <Field label="Start" hint="A hire day that has begun already means now.">
          <RadioGroup value={draft.start} onChange={(_, data) => onDraft({ start: data.value === 'now' ? 'now' : 'hire-day' })}>
            <Radio value="hire-day" label={`On the hire day at ${time === '' ? 'the time below' : time}, in each person’s own time zone`} />
            <Radio value="now" label="Now" />
          </RadioGroup>
        </Field>
        {draft.start === 'hire-day' && (
          <Field label="Time on the hire day" {...validation(problems.startTime)}>
            <Input className={styles.time} type="time" value={time} onChange={(_, data) => onDraft({ startTime: data.value })} />
          </Field>
        )}
      </div>
      <VerificationField draft={draft} kinds={rules.verifications} problems={problems} onDraft={onDraft} />
    </>
  );
}

function DisableField({ draft, onDraft }: Pick<Props, 'draft' | 'onDraft'>) {
  const styles = useStyles();
  const noteId = useId();
  return (
    <div>
      <Switch label="Also disable the accounts" checked={draft.disable} aria-describedby={noteId} onChange={(_, data) => onDraft({ disable: data.checked })} />
      <p className={styles.note} id={noteId}>
        Nobody can sign in to them until somebody enables them again; nothing in them is deleted. It takes {needsOf('disable')}.
      </p>
    </div>
  );
}
