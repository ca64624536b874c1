import { Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { DAYS_MAXIMUM, daysFrom } from './ways';

const useStyles = makeStyles({ input: { width: '84px' } });

type Props = {
  readonly label: string;
  readonly value: number;
  readonly minimum: number;
  /** Only ever with whole days within bounds. */
  readonly onDays: (days: number) => void;
};

/** A number of days. What is typed stays as typed; what it means is taken over once it means something. */
export function DaysField({ label, value, minimum, onDays }: Props) {
  const styles = useStyles();
  const [text, setText] = useState(String(value));
  const [shownFor, setShownFor] = useState(value);
  // A preset was chosen.
  if (shownFor !== value) {
    setShownFor(value);
    setText(String(value));
  }
  const isWrong = daysFrom(text, minimum) === null;
  return (
    <Field label={label} {...(isWrong && { validationMessage: `Whole days, ${minimum} to ${DAYS_MAXIMUM}.` })}>
      <Input
        className={styles.input}
        type="number"
        min={minimum}
        max={DAYS_MAXIMUM}
        value={text}
        onChange={(_, data) => {
          setText(data.value);
          const days = daysFrom(data.value, minimum);
          if (days === null) return;
          setShownFor(days);
          onDays(days);
        }}
      />
    </Field>
  );
}
