import { Field, Input, makeStyles, Radio, RadioGroup, Switch, Textarea, ToggleButton, tokens } from '@fluentui/react-components';
import { DESK_LIMITS, type IssueRequest, type LifetimeBounds } from '../../../shared/domain/issue-limits';
import type { Known } from '../../../shared/domain/known';
import type { PassPolicy } from '../../../shared/domain/pass';
import type { LimitProblem } from '../../../shared/errors';
import { limitText, placeOf, type ProblemPlace } from '../../ui/limit-text';
import { localInputValue, minutesInWords, shortText, zoneName } from '../../ui/time-text';
import { unreadText } from '../../ui/unread';
import type { IssueDraft } from './issue-draft';

type Props = {
  readonly draft: IssueDraft;
  readonly request: IssueRequest;
  readonly bounds: LifetimeBounds;
  readonly policy: Known<PassPolicy> | undefined;
  /** Those that may be shown by now. */
  readonly problems: readonly LimitProblem[];
  readonly now: Date;
  readonly onDraft: (change: Partial<IssueDraft>) => void;
  readonly onTouched: (place: ProblemPlace) => void;
};

/** One click away, where the bounds allow them. Minutes. */
const COMMON_LIFETIMES = [30, 60, 240, 480];

const useStyles = makeStyles({
  lifetime: { display: 'grid', gap: '4px' },
  minutes: { width: '110px' },
  common: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '4px' },
  pair: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))', gap: '14px 24px', alignItems: 'start' },
  start: { display: 'grid', gap: '8px' },
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  person: { margin: 0, color: tokens.colorStatusDangerForeground1 },
});

/** Ticket and reason first: the rest has a default that fits most calls. */
export function IssueFields({ draft, request, bounds, policy, problems, now, onDraft, onTouched }: Props) {
  const styles = useStyles();
  const at = (place: ProblemPlace) => problems.filter((problem) => placeOf(problem) === place).map(limitText).join(' ');
  const invalid = (place: ProblemPlace) => {
    const message = at(place);
    return message === '' ? {} : { validationState: 'error' as const, validationMessage: message };
  };
  const isForcedOnce = policy?.known === true && policy.value.isUsableOnce;

  return (
    <>
      <Field label="Ticket" required data-place="ticket" {...invalid('ticket')}>
        <Input value={draft.ticket} maxLength={DESK_LIMITS.ticketMaximum} autoComplete="off" spellCheck={false} onChange={(_, data) => onDraft({ ticket: data.value })} onBlur={() => draft.ticket !== '' && onTouched('ticket')} />
      </Field>
      <Field label="Reason" required data-place="reason" {...invalid('reason')}>
        <Textarea rows={2} resize="vertical" value={draft.reason} maxLength={DESK_LIMITS.reasonMaximum} onChange={(_, data) => onDraft({ reason: data.value })} onBlur={() => draft.reason !== '' && onTouched('reason')} />
      </Field>
      <div className={styles.pair}>
      <div className={styles.lifetime} data-place="lifetime">
        <Field label="Lifetime in minutes" hint={boundsText(bounds)} {...invalid('lifetime')}>
          <Input
            className={styles.minutes}
            type="number"
            inputMode="numeric"
            min={bounds.minimumMinutes}
            max={bounds.maximumMinutes}
            step={1}
            value={draft.minutes ?? String(bounds.defaultMinutes)}
            onChange={(_, data) => {
              onDraft({ minutes: data.value });
              onTouched('lifetime');
            }}
          />
        </Field>
        <div className={styles.common} role="group" aria-label="Common lifetimes">
          {COMMON_LIFETIMES.filter((minutes) => minutes >= bounds.minimumMinutes && minutes <= bounds.maximumMinutes).map((minutes) => (
            <ToggleButton key={minutes} size="small" shape="circular" appearance="outline" checked={request.lifetimeInMinutes === minutes} onClick={() => onDraft({ minutes: String(minutes) })}>
              {minutesInWords(minutes)}
            </ToggleButton>
          ))}
        </div>
      </div>
      <Field data-place="once" hint={isForcedOnce ? 'The tenant allows one-time passes only.' : 'Once is safer: after the first sign-in nobody can use it again.'} {...invalid('once')}>
        <Switch label="Usable once" checked={request.isUsableOnce} disabled={isForcedOnce} onChange={(_, data) => onDraft({ isUsableOnce: data.checked })} />
      </Field>
      </div>
      <div className={styles.start} data-place="start">
        <Field label="Start" {...(draft.startsLater ? {} : invalid('start'))}>
          <RadioGroup
            layout="horizontal"
            value={draft.startsLater ? 'later' : 'now'}
            onChange={(_, data) => onDraft({ startsLater: data.value === 'later', start: draft.start || localInputValue(inOneHour(now)) })}
          >
            <Radio value="now" label="Now" />
            <Radio value="later" label="Later" />
          </RadioGroup>
        </Field>
        {draft.startsLater && (
          <Field label={`Date and time (${zoneName})`} {...invalid('start')}>
            <Input type="datetime-local" value={draft.start} 
              onChange={(_, data) => {
                onDraft({ start: data.value });
                onTouched('start');
              }}
            />
          </Field>
        )}
      </div>
      <p className={styles.note}>{[endText(request, now), policyText(policy)].filter(Boolean).join(' ')}</p>
      {at('person') && <p className={styles.person}>{at('person')}</p>}
    </>
  );
}

const inOneHour = (now: Date) => new Date(now.getTime() + 3_600_000);

/** Which bounds hold, and who holds them: Entra refuses the call, Tapdesk never makes it. */
function boundsText({ minimumMinutes, maximumMinutes, minimumFrom, maximumFrom }: LifetimeBounds): string {
  const who = minimumFrom === maximumFrom ? `limits set by ${minimumFrom}` : `lower limit set by ${minimumFrom}, upper by ${maximumFrom}`;
  return `${minimumMinutes} to ${maximumMinutes}: ${who}.`;
}

function policyText(policy: Known<PassPolicy> | undefined): string {
  if (policy === undefined) return 'The tenant’s policy is being read…';
  return policy.known ? '' : `The tenant’s policy was ${unreadText(policy)}; Entra may still refuse.`;
}

function endText({ lifetimeInMinutes, startDateTime }: IssueRequest, now: Date): string {
  const start = startDateTime === null ? now.getTime() : Date.parse(startDateTime);
  const end = new Date(start + lifetimeInMinutes * 60_000);
  return Number.isNaN(end.getTime()) ? '' : `The pass would end ${shortText(end, now)}.`;
}
