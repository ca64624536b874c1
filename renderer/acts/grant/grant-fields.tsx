import { Field, Input, makeStyles, Select, Textarea } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { GrantTemplate } from '../../../shared/domain/grant-rules';
import { REASON_MAXIMUM, TICKET_MAXIMUM } from '../../../shared/domain/limits';
import type { ProblemPlace } from '../../ui/limit-text';
import { minutesInWords } from '../../ui/time-text';
import { validation } from '../../ui/validation';
import type { GrantDraft, JudgedGrant } from './grant-draft';

const useStyles = makeStyles({ pair: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))', gap: '14px 24px', alignItems: 'start' } });

type TemplateProps = { readonly templates: readonly GrantTemplate[]; readonly judged: JudgedGrant; readonly problem: string; readonly onDraft: (change: Partial<GrantDraft>) => void };

/** What it is for. A template says how long, what must be filled in, and sometimes which roles. */
export function TemplateField({ templates, judged: { template }, problem, onDraft }: TemplateProps) {
  return (
    <Field label="Template" data-place="template" hint={template ? templateText(template) : null} {...validation(problem)}>
      {/* What the operator chose by hand stays, unless the new template names roles of its own. */}
      <Select
        value={template?.id ?? ''}
        onChange={(_, data) => {
          const next = templates.find(({ id }) => id === data.value);
          onDraft({ templateId: data.value, amount: null, unit: null, ...(next && next.targets.length > 0 && { chosen: null }) });
        }}
      >
        {templates.map(({ id, name }) => (
          <option key={id} value={id}>
            {displayText(name)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function templateText({ longestMinutes, ticketRequired, startWithinDays }: GrantTemplate): string {
  const start = startWithinDays === 0 ? 'starts now' : `may start up to ${startWithinDays} ${startWithinDays === 1 ? 'day' : 'days'} ahead`;
  return `At most ${minutesInWords(longestMinutes)} (enforced by Tapdesk), ${start}, ${ticketRequired ? 'with a ticket' : 'a ticket is not asked for'}.`;
}

type WhyProps = {
  readonly draft: GrantDraft;
  readonly judged: JudgedGrant;
  readonly ticketSystem: string;
  readonly problemAt: (place: ProblemPlace) => string;
  readonly onDraft: (change: Partial<GrantDraft>) => void;
  readonly onTouched: (place: ProblemPlace) => void;
};

/** Both go to PIM with the request, and into the journal. */
export function WhyFields({ draft, judged, ticketSystem, problemAt, onDraft, onTouched }: WhyProps) {
  const styles = useStyles();
  const { example } = judged.limits.ticket;
  return (
    <div className={styles.pair}>
      <Field label="Ticket" required={judged.template?.ticketRequired === true} data-place="ticket" hint={ticketSystem === '' ? null : `In ${displayText(ticketSystem)}.`} {...validation(problemAt('ticket'))}>
        <Input value={draft.ticket} maxLength={TICKET_MAXIMUM} spellCheck={false} autoComplete="off" placeholder={displayText(example)} onChange={(_, data) => onDraft({ ticket: data.value })} onBlur={() => draft.ticket !== '' && onTouched('ticket')} />
      </Field>
      <Field label="Reason" required data-place="reason" {...validation(problemAt('reason'))}>
        <Textarea rows={2} resize="vertical" value={draft.reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => onDraft({ reason: data.value })} onBlur={() => draft.reason !== '' && onTouched('reason')} />
      </Field>
    </div>
  );
}
