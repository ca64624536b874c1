import { makeStyles, tokens } from '@fluentui/react-components';
import { Suspense, useId } from 'react';
import type { Charts } from '../../../shared/domain/history/charts';
import { LINE_KINDS } from '../../../shared/domain/history/history-line';
import { KINDS_WORDS } from '../../../shared/domain/history/words';
import { lazily } from '../../ui/lazily';
import { ChartFigure, type Numbers } from './chart-figure';
import { KindSwatch } from './chart-look';
import { type Period, periodsOf, periodText, type Step, stepFor } from './chart-periods';
import { summaryOf } from './chart-rows';
import type { Series } from './chart-stacked';

const StackedBars = lazily(async () => (await import('./chart-stacked')).StackedBars);

const useStyles = makeStyles({
  legend: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', margin: 0, padding: 0, listStyleType: 'none', fontSize: tokens.fontSizeBase200 },
  item: { display: 'flex', alignItems: 'center', gap: '6px' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
});

const NOTE: Readonly<Record<Step, string | undefined>> = { day: undefined, week: 'Too many days to tell apart: summed up by week.', month: 'Too many days to tell apart: summed up by month.' };
const WORD: Readonly<Record<Step, string>> = { day: 'Day', week: 'Week', month: 'Month' };

/** How much happened when, and of what kind. */
export function DaysFigure({ days }: { readonly days: Charts['perDay'] }) {
  const styles = useStyles();
  // React's ids have characters that a `url(#…)` would have to escape.
  const prefix = `kinds${useId().replace(/\W/g, '')}`;
  const step = stepFor(days);
  const periods = periodsOf(days, step);
  const series = LINE_KINDS.map((kind, at) => ({ at, kind })).filter(({ at }) => periods.some(({ counts }) => (counts[at] ?? 0) > 0));
  const note = NOTE[step];
  const totals = periods.map(({ from, counts }) => ({ name: periodText(from, step), count: counts.reduce((sum, count) => sum + count, 0) }));
  return (
    <ChartFigure name="Per day by kind" {...(note !== undefined && { note })} numbers={numbersOf(periods, step, series)}>
      <ul className={styles.legend} aria-label="Kinds">
        {series.map(({ kind }) => (
          <li key={kind} className={styles.item}>
            <KindSwatch prefix={`${prefix}-${kind}`} kind={kind} />
            {KINDS_WORDS[kind]}
          </li>
        ))}
      </ul>
      <Suspense fallback={<p className={styles.quiet}>Drawing…</p>}>
        <StackedBars periods={periods} step={step} series={series} prefix={prefix} summary={summaryOf(`lines by ${step} and kind`, totals)} />
      </Suspense>
    </ChartFigure>
  );
}

function numbersOf(periods: readonly Period[], step: Step, series: readonly Series[]): Numbers {
  return {
    head: [WORD[step], ...series.map(({ kind }) => KINDS_WORDS[kind]), 'All'],
    // A gap has no row of its own: nothing is there to read.
    rows: periods
      .map(({ from, counts }) => ({ key: from, name: periodText(from, step), counts: [...series.map(({ at }) => counts[at] ?? 0), counts.reduce((sum, count) => sum + count, 0)] }))
      .filter(({ counts }) => (counts.at(-1) ?? 0) > 0),
  };
}
