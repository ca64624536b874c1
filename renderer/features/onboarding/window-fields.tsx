import { Field, makeStyles, Select } from '@fluentui/react-components';
import { DaysField } from './days-field';
import { type HireWindow, presetsOf } from './ways';

const OWN = 'own';

const useStyles = makeStyles({ root: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: '8px 14px' } });

type Props = { readonly window: HireWindow; readonly now: Date; readonly onWindow: (window: HireWindow) => void };

/** Which hire dates count, in days from today. */
export function WindowFields({ window, now, onWindow }: Props) {
  const styles = useStyles();
  const presets = presetsOf(now);
  const current = presets.find((preset) => preset.window.pastDays === window.pastDays && preset.window.comingDays === window.comingDays);
  return (
    <div className={styles.root}>
      <Field label="Hire dates">
        <Select
          value={current?.id ?? OWN}
          onChange={(_, data) => {
            const preset = presets.find(({ id }) => id === data.value);
            if (preset) onWindow(preset.window);
          }}
        >
          {presets.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {!current && <option value={OWN}>Own choice of days</option>}
        </Select>
      </Field>
      <DaysField label="Past days" value={window.pastDays} minimum={0} onDays={(pastDays) => onWindow({ ...window, pastDays })} />
      <DaysField label="Coming days" value={window.comingDays} minimum={0} onDays={(comingDays) => onWindow({ ...window, comingDays })} />
    </div>
  );
}
