import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { localInputValue } from './time-text';
import { validation } from './validation';

/** `start`: local time, as a date and time input has it; empty before it was ever asked for. */
type Start = { readonly startsLater: boolean; readonly start: string };

type Props = {
  readonly draft: Start;
  readonly now: Date;
  /** Of the date and time. Names the zone. */
  readonly label: string;
  /** What is wrong with it; empty when nothing is. */
  readonly problem: string;
  readonly onDraft: (change: Partial<Start>) => void;
  readonly onTouched: () => void;
};

/** Where somebody begins who changes from now to later. Milliseconds. */
const HOUR_MS = 3_600_000;

/** Now, or at a date and time. */
export function StartField({ draft: { startsLater, start }, now, label, problem, onDraft, onTouched }: Props) {
  return (
    <>
      <Field label="Start" {...(startsLater ? {} : validation(problem))}>
        <RadioGroup layout="horizontal" value={startsLater ? 'later' : 'now'} onChange={(_, data) => onDraft({ startsLater: data.value === 'later', start: start || localInputValue(new Date(now.getTime() + HOUR_MS)) })}>
          <Radio value="now" label="Now" />
          <Radio value="later" label="Later" />
        </RadioGroup>
      </Field>
      {startsLater && (
        <Field label={label} {...validation(problem)}>
          <Input
            type="datetime-local"
            value={start}
            onChange={(_, data) => {
              onDraft({ start: data.value });
              onTouched();
            }}
          />
        </Field>
      )}
    </>
  );
}
