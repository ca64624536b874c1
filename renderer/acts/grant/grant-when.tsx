import { Field, Input, makeStyles, Radio, RadioGroup, Select, ToggleButton, tokens } from '@fluentui/react-components';
import { endOf } from '../../../shared/domain/grant';
import type { GrantTemplate } from '../../../shared/domain/grant-rules';
import { longestBecause } from '../../ui/grant-limit-text';
import type { ProblemPlace } from '../../ui/limit-text';
import { StartField } from '../../ui/start-field';
import { localInputValue, minutesInWords, shortText, zoneName } from '../../ui/time-text';
import { validation } from '../../ui/validation';
import { type GrantDraft, inUnits, isUnit, type JudgedGrant, UNITS } from './grant-draft';

type Props = {
  readonly draft: GrantDraft;
  readonly judged: JudgedGrant;
  readonly now: Date;
  /** When the contract ends, as an instant; null where none is on file. */
  readonly contractEndsAt: string | null;
  readonly problemAt: (place: ProblemPlace) => string;
  readonly onDraft: (change: Partial<GrantDraft>) => void;
  readonly onTouched: (place: ProblemPlace) => void;
};

/** One click away, where the limits allow them. Minutes. */
const COMMON = [60, 120, 240, 480, 1440, 10_080, 43_200];

const useStyles = makeStyles({
  part: { display: 'grid', gap: '6px' },
  fields: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: '8px' },
  amount: { width: '110px' },
  common: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** From when, and until when: by a duration or by an instant. Nothing is granted without an end. */
export function GrantWhen(props: Props) {
  const styles = useStyles();
  const { draft, judged, now, problemAt, onDraft, onTouched } = props;
  return (
    <>
      <div className={styles.part} data-place="lifetime">
        <Field label="End">
          <RadioGroup layout="horizontal" value={draft.endsAtInstant ? 'instant' : 'duration'} onChange={(_, data) => onDraft({ endsAtInstant: data.value === 'instant', end: draft.end || localInputValue(usualEnd(judged, now)) })}>
            <Radio value="duration" label="After a time" />
            <Radio value="instant" label="At a date and time" />
          </RadioGroup>
        </Field>
        {draft.endsAtInstant ? (
          <Field label={`Ends at (${zoneName})`} {...validation(problemAt('lifetime'))}>
            <Input
              type="datetime-local"
              value={draft.end}
              onChange={(_, data) => {
                onDraft({ end: data.value });
                onTouched('lifetime');
              }}
            />
          </Field>
        ) : (
          <Duration {...props} />
        )}
        {judged.longest && (
          <p className={styles.quiet}>
            At most {minutesInWords(judged.longest.minutes)} for what is chosen: enforced by {judged.longest.enforcedBy}, {longestBecause(judged.longest)}.
          </p>
        )}
      </div>
      <div className={styles.part} data-place="start">
        <StartField draft={draft} now={now} label={`Starts at (${zoneName})`} problem={problemAt('start')} onDraft={onDraft} onTouched={() => onTouched('start')} />
        <p className={styles.note}>{endWords(judged, now)}</p>
      </div>
    </>
  );
}

function Duration({ draft, judged, now, contractEndsAt, problemAt, onDraft, onTouched }: Props) {
  const styles = useStyles();
  const minutes = judged.request.minutes;
  return (
    <>
      <Field label="Duration" {...validation(problemAt('lifetime'))}>
        <div className={styles.fields}>
          <Input
            className={styles.amount}
            type="number"
            inputMode="numeric"
            aria-label="Duration"
            min={1}
            step={1}
            value={judged.amount}
            onChange={(_, data) => {
              onDraft({ amount: data.value, unit: judged.unit });
              onTouched('lifetime');
            }}
          />
          <Select aria-label="Unit" value={judged.unit} onChange={(_, data) => isUnit(data.value) && onDraft({ amount: judged.amount, unit: data.value })}>
            {Object.keys(UNITS).map((unit) => (
              <option key={unit} value={unit}>
                {unit}
              </option>
            ))}
          </Select>
        </div>
      </Field>
      <div className={styles.common} role="group" aria-label="Common durations">
        {presets(judged.template, judged.longest?.minutes ?? Infinity).map((each) => (
          <ToggleButton key={each} size="small" shape="circular" appearance="outline" checked={minutes === each} onClick={() => onDraft(inUnits(each))}>
            {minutesInWords(each)}
          </ToggleButton>
        ))}
        {contractEndsAt !== null && Date.parse(contractEndsAt) > now.getTime() && (
          <ToggleButton size="small" shape="circular" appearance="outline" checked={draft.endsAtInstant} onClick={() => onDraft({ endsAtInstant: true, end: localInputValue(new Date(contractEndsAt)) })}>
            Until the contract ends
          </ToggleButton>
        )}
      </div>
    </>
  );
}

/** The template's usual and longest time, and the common ones below that, shortest first. */
function presets(template: GrantTemplate | null, longestMinutes: number): readonly number[] {
  const bound = Math.min(longestMinutes, template?.longestMinutes ?? Infinity);
  const all = [...COMMON, ...(template ? [template.defaultMinutes, template.longestMinutes] : []), ...(Number.isFinite(bound) ? [bound] : [])];
  return [...new Set(all)].filter((minutes) => minutes > 0 && minutes <= bound).sort((one, other) => one - other);
}

/** Where somebody begins who changes from a duration to an instant. */
function usualEnd({ request }: JudgedGrant, now: Date): Date {
  const end = endOf(request, now);
  return new Date(Number.isNaN(end) ? now.getTime() + 3_600_000 : end);
}

function endWords({ request }: JudgedGrant, now: Date): string {
  const end = new Date(endOf(request, now));
  return Number.isNaN(end.getTime()) ? '' : `It would end ${shortText(end, now)}, and PIM ends it by itself.`;
}
