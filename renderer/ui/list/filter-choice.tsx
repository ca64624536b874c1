import { makeStyles, Select } from '@fluentui/react-components';

export type Choice<Value extends string> = { readonly value: Value; readonly name: string };

type Props<Value extends string> = {
  readonly name: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoice: (value: Value) => void;
};

const useStyles = makeStyles({ choice: { minWidth: '130px' } });

/** One of a few values of a filter. */
export function FilterChoice<Value extends string>({ name, value, choices, onChoice }: Props<Value>) {
  const styles = useStyles();
  return (
    <Select className={styles.choice} aria-label={name} value={value} onChange={(_, data) => onChoice(data.value as Value)}>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.name}
        </option>
      ))}
    </Select>
  );
}

/** In the order in which they are written. */
export const choicesOf = <Value extends string>(names: Readonly<Record<Value, string>>): readonly Choice<Value>[] => Object.entries<string>(names).map(([value, name]) => ({ value: value as Value, name }));
