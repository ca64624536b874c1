import { makeStyles, tokens } from '@fluentui/react-components';
import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts';
import { displayText } from '../../../shared/domain/display-text';
import { FORCED_AXES } from './chart-look';
import { useWidth } from './use-width';

const ROW = 28;
const AROUND = 12;
const BEFORE_MEASURED = 480;
/** The names take what they need, and at most this part of the width: the bars stay comparable in a narrow window. */
const NAMES_AT_MOST = 0.45;
/** Pixels of a character, about. */
const CHARACTER = 7;

const useStyles = makeStyles({
  root: { minWidth: 0, overflow: 'hidden', fontSize: tokens.fontSizeBase200, ...FORCED_AXES },
  bars: { color: tokens.colorCompoundBrandBackground, '@media (forced-colors: active)': { color: 'CanvasText' } },
});

export type Counted = { readonly name: string; readonly count: number };

/** One bar a name, each with its number at its end. */
export function CountBars({ rows, summary }: { readonly rows: readonly Counted[]; readonly summary: string }) {
  const styles = useStyles();
  const [width, measure] = useWidth(BEFORE_MEASURED);
  const longest = Math.max(0, ...rows.map(({ name }) => name.length));
  const names = Math.round(Math.min(width * NAMES_AT_MOST, (longest + 3) * CHARACTER));
  const height = rows.length * ROW + AROUND;
  return (
    <div ref={measure} className={styles.root} role="img" aria-label={summary}>
      <BarChart data={[...rows]} layout="vertical" width={width} height={height} margin={{ top: 4, right: 52, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <XAxis type="number" hide allowDecimals={false} />
        <YAxis
          type="category"
          dataKey="name"
          width={names}
          interval={0}
          tickLine={false}
          tickFormatter={(name: string) => displayText(name, Math.max(6, Math.floor(names / CHARACTER) - 1))}
          tick={{ fill: tokens.colorNeutralForeground2 }}
          stroke={tokens.colorNeutralStroke1}
        />
        <Bar className={styles.bars} dataKey="count" maxBarSize={18} fill="currentColor" isAnimationActive={false}>
          <LabelList dataKey="count" position="right" fill={tokens.colorNeutralForeground1} />
        </Bar>
      </BarChart>
    </div>
  );
}
