import { makeStyles, tokens } from '@fluentui/react-components';
import { Suspense } from 'react';
import { lazily } from '../../ui/lazily';
import type { Counted } from './chart-counts';
import { ChartFigure } from './chart-figure';
import { numbersOf, summaryOf } from './chart-rows';

const CountBars = lazily(async () => (await import('./chart-counts')).CountBars);

const useStyles = makeStyles({ quiet: { margin: 0, color: tokens.colorNeutralForeground3 } });

type Props = { readonly name: string; /** What the rows are, over the first column. */ readonly word: string; readonly rows: readonly Counted[]; readonly note?: string };

export function CountFigure({ name, word, rows, note }: Props) {
  const styles = useStyles();
  const isEmpty = rows.every(({ count }) => count === 0);
  return (
    <ChartFigure name={name} {...(note !== undefined && { note })} numbers={numbersOf(word, rows)}>
      {isEmpty ? (
        <p className={styles.quiet}>None.</p>
      ) : (
        <Suspense fallback={<p className={styles.quiet}>Drawing…</p>}>
          <CountBars rows={rows} summary={summaryOf(name.toLowerCase(), rows)} />
        </Suspense>
      )}
    </ChartFigure>
  );
}
