import { makeStyles, tokens } from '@fluentui/react-components';
import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from 'recharts';
import type { LineKind } from '../../../shared/domain/history/history-line';
import { FORCED_AXES, KindPattern, patternId, useKindColours } from './chart-look';
import { type Period, type Step, tickText } from './chart-periods';
import { useWidth } from './use-width';

const HEIGHT = 240;
const BEFORE_MEASURED = 480;

const useStyles = makeStyles({ root: { height: `${HEIGHT}px`, minWidth: 0, overflow: 'hidden', fontSize: tokens.fontSizeBase200, ...FORCED_AXES } });

/** A series to draw: its place in `counts`, and its kind. */
export type Series = { readonly at: number; readonly kind: LineKind };
type Props = { readonly periods: readonly Period[]; readonly step: Step; readonly series: readonly Series[]; readonly prefix: string; readonly summary: string };

/** Bars by time, each kind on top of the last. It does not move, and takes no focus: the same numbers stand in the table. */
export function StackedBars({ periods, step, series, prefix, summary }: Props) {
  const styles = useStyles();
  const colours = useKindColours();
  const [width, measure] = useWidth(BEFORE_MEASURED);
  return (
    <div ref={measure} className={styles.root} role="img" aria-label={summary}>
      <BarChart data={[...periods]} width={width} height={HEIGHT} margin={{ top: 8, right: 24, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <defs>
          {series.map(({ kind }) => (
            <KindPattern key={kind} prefix={prefix} kind={kind} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke={tokens.colorNeutralStroke2} />
        <XAxis dataKey="from" tickFormatter={(from: string) => tickText(from, step)} tick={{ fill: tokens.colorNeutralForeground2 }} stroke={tokens.colorNeutralStroke1} minTickGap={12} />
        <YAxis allowDecimals={false} width={44} tick={{ fill: tokens.colorNeutralForeground2 }} stroke={tokens.colorNeutralStroke1} />
        {series.map(({ at, kind }) => (
          <Bar
            key={kind}
            className={colours[kind]}
            name={kind}
            dataKey={({ counts }: Period) => counts[at] ?? 0}
            stackId="all"
            maxBarSize={36}
            fill={`url(#${patternId(prefix, kind)})`}
            stroke="currentColor"
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </div>
  );
}
