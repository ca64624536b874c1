import { Button, Input, makeStyles, Select } from '@fluentui/react-components';
import { ALL, boundsOf, dayText, named, nameOf, type Period, periodNamed, shownDays, stepped, type Unit, withDay } from './period';
import { periodText } from './period-text';

const useStyles = makeStyles({
  group: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px' },
  choice: { width: '180px' },
  step: { minWidth: '32px' },
});

/** Those that are asked for most, as they stand in the list. */
const OFFERED: readonly (readonly [Unit, number])[] = [['week', 0], ['days-30', 0], ['month', 0], ['month', 1], ['quarter', 0], ['quarter', 1], ['year', 0], ['year', 1]];
const CUSTOM = 'custom';

type Props = { readonly period: Period; readonly now: Date; readonly timeZone: string; readonly onPeriod: (period: Period) => void };

/** Of which time: by name, one step back or on, or from one day to another. */
export function PeriodField({ period, now, timeZone, onPeriod }: Props) {
  const styles = useStyles();
  const value = nameOf(period) ?? CUSTOM;
  const offered = OFFERED.map(([unit, back]) => named(unit, back));
  const isOffered = value === CUSTOM || period.kind === 'all' || offered.some((one) => nameOf(one) === value);
  const { first, last } = shownDays(period, now, timeZone);
  const choose = (next: string) => onPeriod(next === CUSTOM ? { kind: 'custom', first, last } : (periodNamed(next) ?? ALL));
  const isBackwards = period.kind === 'custom' && isEmpty(period, now, timeZone);

  return (
    <div className={styles.group} role="group" aria-label="Time">
      <Button className={styles.step} aria-label="The period before" title="The period before (Alt+Left)" aria-keyshortcuts="Alt+ArrowLeft" disabledFocusable={stepped(period, 1) === period} onClick={() => onPeriod(stepped(period, 1))}>
        ‹
      </Button>
      <Select className={styles.choice} aria-label="Period" value={value} onChange={(_, data) => choose(data.value)}>
        <option value="all">All time</option>
        {offered.map((one) => (
          <option key={nameOf(one)} value={nameOf(one) ?? ''}>
            {periodText(one, now, timeZone)}
          </option>
        ))}
        {!isOffered && <option value={value}>{periodText(period, now, timeZone)}</option>}
        <option value={CUSTOM}>From one day to another</option>
      </Select>
      <Button className={styles.step} aria-label="The period after" title="The period after (Alt+Right)" aria-keyshortcuts="Alt+ArrowRight" disabledFocusable={stepped(period, -1) === period} onClick={() => onPeriod(stepped(period, -1))}>
        ›
      </Button>
      {period.kind === 'custom' && (
        <>
          <Input type="date" aria-label="First day" value={first ? dayText(first) : ''} onChange={(_, data) => onPeriod(withDay(period, 'first', data.value, now, timeZone))} />
          <Input type="date" aria-label="Last day" aria-invalid={isBackwards} value={last ? dayText(last) : ''} onChange={(_, data) => onPeriod(withDay(period, 'last', data.value, now, timeZone))} />
          {isBackwards && <span role="status">The last day lies before the first.</span>}
        </>
      )}
    </div>
  );
}

function isEmpty(period: Period, now: Date, timeZone: string): boolean {
  const { from, to } = boundsOf(period, now, timeZone);
  return from !== null && to !== null && from >= to;
}
