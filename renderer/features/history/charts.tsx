import { makeStyles, tokens } from '@fluentui/react-components';
import type { Charts } from '../../../shared/domain/history/charts';
import type { HistoryFilter } from '../../../shared/domain/history/history-filter';
import { useRead } from '../../bridge/use-read';
import { Failure } from '../../ui/failure';
import { countText } from '../../ui/number-text';
import { CountFigure } from './chart-count-figure';
import { DaysFigure } from './chart-days-figure';
import { firstUseRows, namedRows } from './chart-rows';
import { Unfinished } from './chart-unfinished';
import { scenarioName } from './line-names';
import { useHistoryChanged } from './use-history-changed';

/** Counting over everything is not free; nobody reads a chart by the second. */
const AGAIN_MS = 5000;

const useStyles = makeStyles({
  root: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '10px' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground3 },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))', gap: '12px', alignItems: 'start' },
  wide: { gridColumn: '1 / -1', minWidth: 0 },
});

type Props = {
  readonly filter: HistoryFilter;
  /** IANA name: whose days they are. */
  readonly timeZone: string;
  /** Opens a line of the history. */
  readonly onLine: (id: string) => void;
};

/** The lines that the filter shows, counted at a glance; each picture with its numbers as a table. */
export function HistoryCharts({ filter, timeZone, onLine }: Props) {
  const styles = useStyles();
  const { data, error, refetch } = useRead('history.charts', { filter, timeZone }, { keepPrevious: true });
  useHistoryChanged(() => void refetch(), AGAIN_MS);
  return (
    <section className={styles.root} aria-label="Charts">
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data ? <Drawn charts={data} timeZone={timeZone} onLine={onLine} /> : !error && <p className={styles.quiet}>Counting…</p>}
    </section>
  );
}

function Drawn({ charts, timeZone, onLine }: { readonly charts: Charts; readonly timeZone: string; readonly onLine: Props['onLine'] }) {
  const styles = useStyles();
  if (charts.total === 0) return <p className={styles.quiet}>Nothing to count for this filter.</p>;
  const operators = namedRows(charts.byOperator, { rest: 'All others', unnamed: 'Nobody named' });
  const scenarios = namedRows(charts.byScenario.map(({ name, count }) => ({ name: name === '' ? '' : scenarioName(name), count })), { rest: 'None, and all others', unnamed: 'None' });
  return (
    <>
      <p className={styles.quiet}>Of {countText(charts.total, 'line')}. Days are those of {timeZone}.</p>
      <div className={styles.grid}>
        <div className={styles.wide}>
          <DaysFigure days={charts.perDay} />
        </div>
        <CountFigure name="By operator" word="Operator" rows={operators} />
        <CountFigure name="By scenario" word="Scenario" rows={scenarios} />
        <CountFigure name="Time to first use" word="From the start of the pass" rows={firstUseRows(charts.timeToFirstUse)} note="Passes whose first use is known." />
        <Unfinished unfinished={charts.unfinished} onLine={onLine} />
      </div>
    </>
  );
}
