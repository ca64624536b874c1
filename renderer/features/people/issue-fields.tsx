import { Field, Input, makeStyles, Select, Switch, Textarea, ToggleButton, tokens } from '@fluentui/react-components';
import { displayText } from '../../../shared/domain/display-text';
import type { LifetimeBounds } from '../../../shared/domain/lifetime-bounds';
import { REASON_MAXIMUM, TICKET_MAXIMUM } from '../../../shared/domain/limits';
import type { IssueRequest } from '../../../shared/domain/preflight';
import { ONE_TIME_REGISTRATION_MINUTES, type Scenario, type ScenarioNote, scenarioNotes } from '../../../shared/domain/scenario';
import type { ProblemPlace } from '../../ui/limit-text';
import { StartField } from '../../ui/start-field';
import { minutesInWords, shortText, zoneName } from '../../ui/time-text';
import { validation } from '../../ui/validation';
import type { IssueDraft, Judged } from './issue-draft';

type Props = {
  readonly draft: IssueDraft;
  readonly judged: Judged;
  readonly now: Date;
  /** What may be said by now about a place of the form; empty when nothing is wrong there. */
  readonly problemAt: (place: ProblemPlace) => string;
  readonly onDraft: (change: Partial<IssueDraft>) => void;
  readonly onTouched: (place: ProblemPlace) => void;
};

/** One click away, where the bounds allow them. Minutes. */
const COMMON_LIFETIMES = [30, 60, 240, 480];

const NOTES: Readonly<Record<ScenarioNote, string>> = {
  'register-within-ten-minutes': `Whoever signs in with a one-time pass must finish setting up a sign-in method within ${ONE_TIME_REGISTRATION_MINUTES} minutes of that sign-in.`,
  'one-time-breaks-set-up': 'This set-up signs in more than once, because Windows Autopilot restarts the device in between. A one-time pass is used up before it ends: switch “Usable once” off, or be ready to issue a second pass.',
  'many-uses': 'Until it ends, whoever has the passcode can sign in with it again and again.',
};

const useStyles = makeStyles({
  lifetime: { display: 'grid', gap: '4px' },
  minutes: { width: '110px' },
  common: { display: 'flex', flexWrap: 'wrap', gap: '6px', marginTop: '4px' },
  pair: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))', gap: '14px 24px', alignItems: 'start' },
  start: { display: 'grid', gap: '8px' },
  note: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

type ScenarioProps = { readonly scenarios: readonly Scenario[]; readonly judged: Judged; readonly onDraft: Props['onDraft'] };

/** What the call is about. A preset says how long and how often; both can still be changed below. */
export function ScenarioField({ scenarios, judged: { scenario, request }, onDraft }: ScenarioProps) {
  return (
    <Field label="Scenario" hint={scenarioNotes(scenario, request.isUsableOnce).map((note) => NOTES[note]).join(' ')}>
      <Select value={scenario?.id ?? ''} onChange={(_, data) => onDraft({ scenarioId: data.value, minutes: null, isUsableOnce: null })}>
        {scenarios.length === 0 && <option value="">None: the desk policy names no presets</option>}
        {scenarios.map(({ id, name }) => (
          <option key={id} value={id}>
            {displayText(name)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Ticket and reason first: the rest comes from the preset and fits most calls. */
export function IssueFields({ draft, judged, now, problemAt, onDraft, onTouched }: Props) {
  const styles = useStyles();
  const { bounds, limits, request, isForcedOnce } = judged;
  return (
    <>
      <div className={styles.pair}>
        <Field label="Ticket" required data-place="ticket" hint={limits.ticket.example === '' || problemAt('ticket') !== '' ? null : `Such as ${displayText(limits.ticket.example)}`} {...validation(problemAt('ticket'))}>
          <Input value={draft.ticket} maxLength={TICKET_MAXIMUM} autoComplete="off" spellCheck={false} onChange={(_, data) => onDraft({ ticket: data.value })} onBlur={() => draft.ticket !== '' && onTouched('ticket')} />
        </Field>
        <Field label="Reason" required data-place="reason" {...validation(problemAt('reason'))}>
          <Textarea rows={2} resize="vertical" value={draft.reason} maxLength={REASON_MAXIMUM} onChange={(_, data) => onDraft({ reason: data.value })} onBlur={() => draft.reason !== '' && onTouched('reason')} />
        </Field>
        <div className={styles.lifetime} data-place="lifetime">
          <Field label="Lifetime in minutes" hint={problemAt('lifetime') === '' ? boundsText(bounds) : null} {...validation(problemAt('lifetime'))}>
            <Input
              className={styles.minutes}
              type="number"
              inputMode="numeric"
              min={bounds.minimumMinutes}
              max={bounds.maximumMinutes}
              step={1}
              value={draft.minutes ?? String(request.lifetimeInMinutes)}
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
        <Field data-place="once" hint={onceText(isForcedOnce, judged)} {...validation(problemAt('once'))}>
          <Switch label="Usable once" checked={request.isUsableOnce} disabled={isForcedOnce} onChange={(_, data) => onDraft({ isUsableOnce: data.checked })} />
        </Field>
      </div>
      <div className={styles.start} data-place="start">
        <StartField draft={draft} now={now} label={`Date and time (${zoneName})`} problem={problemAt('start')} onDraft={onDraft} onTouched={() => onTouched('start')} />
        <p className={styles.note}>{endText(request, now)}</p>
      </div>
    </>
  );
}

function onceText(isForcedOnce: boolean, { limits }: Judged): string {
  if (!isForcedOnce) return 'Once is safer: after the first sign-in nobody can use it again.';
  return limits.oneTimeRequired ? 'The desk policy allows one-time passes only for this person.' : 'The tenant allows one-time passes only.';
}

/** Which bounds hold, and who holds them: Entra refuses the call, Tapdesk never makes it. */
function boundsText({ minimumMinutes, maximumMinutes, minimumFrom, maximumFrom }: LifetimeBounds): string {
  const who = minimumFrom === maximumFrom ? `limits set by ${minimumFrom}` : `lower limit set by ${minimumFrom}, upper by ${maximumFrom}`;
  return `${minimumMinutes} to ${maximumMinutes}: ${who}.`;
}

function endText({ lifetimeInMinutes, startDateTime }: IssueRequest, now: Date): string {
  const start = startDateTime === null ? now.getTime() : Date.parse(startDateTime);
  const end = new Date(start + lifetimeInMinutes * 60_000);
  return Number.isNaN(end.getTime()) ? '' : `The pass would end ${shortText(end, now)}.`;
}
