/** The charts of a report: drawn as vectors, each with its numbers as a table. */
import type { Charts } from '../../../shared/domain/history/charts';
import { LINE_KINDS } from '../../../shared/domain/history/history-line';
import { KINDS_WORDS } from '../../../shared/domain/history/words';
import { PAPER_WIDTH, type Paper } from './pdf-paper';

type Bar = { readonly name: string; readonly count: number };

/** More days than this are summed up by month: bars would be hairlines. */
const DAYS_MAXIMUM = 62;
const BLUE = '#0f6cbd';

export function drawCharts(paper: Paper, charts: Charts): void {
  const days = byMonthWhenMany(charts.perDay);
  paper.heading(2, days.isMonths ? 'Per month, by kind' : 'Per day, by kind');
  const totals = days.rows.map(({ day, counts }) => ({ name: day, count: counts.reduce((sum, count) => sum + count, 0) }));
  columns(paper, days.isMonths ? 'Lines per month' : 'Lines per day', totals);
  const kindWidth = (PAPER_WIDTH - 130) / LINE_KINDS.length;
  paper.table(
    [{ heading: days.isMonths ? 'Month' : 'Day', width: 80 }, { heading: 'All', width: 50 }, ...LINE_KINDS.map((kind) => ({ heading: KINDS_WORDS[kind], width: kindWidth }))],
    days.rows.map(({ day, counts }, index) => [day, String(totals[index]?.count ?? 0), ...counts.map(String)]),
    true,
  );
  barChart(paper, 'By operator', 'Operator', charts.byOperator.map(({ name, id, count }) => ({ name: name || (id === '' ? 'All others' : id), count })));
  barChart(paper, 'By scenario', 'Scenario', charts.byScenario.map(({ name, count }) => ({ name: name || 'All others, or none', count })));
  barChart(paper, 'Time to first use', 'Minutes', charts.timeToFirstUse.map(({ atMostMinutes, count }) => ({ name: atMostMinutes === null ? 'Longer' : `At most ${atMostMinutes}`, count })));
  paper.heading(2, 'Unfinished registrations');
  paper.paragraph(`${charts.unfinished.count} passes were used, or perhaps used, and no method was registered since.`);
  if (charts.unfinished.newest.length > 0) {
    paper.table([{ heading: 'Person', width: 260 }, { heading: 'Since (UTC)', width: 160 }, { heading: 'Line', width: 300 }], charts.unfinished.newest.map(({ displayName, at, id }) => [displayName, at, id]), true);
  }
}

function barChart(paper: Paper, title: string, what: string, bars: readonly Bar[]): void {
  paper.heading(2, title);
  if (bars.length === 0) {
    paper.paragraph('None.');
    return;
  }
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const height = 14;
  paper.figure(`Bar chart. ${title}: ${inWords(bars)}`, bars.length * height, (x, y) => {
    bars.forEach(({ name, count }, index) => {
      const top = y + index * height;
      paper.label(name, x, top + 2, 170);
      paper.document.rect(x + 180, top + 2, Math.max(0.5, (count / most) * (PAPER_WIDTH - 260)), height - 5).fillColor(BLUE).fill();
      paper.document.fillColor('#000');
      paper.label(String(count), x + 186 + (count / most) * (PAPER_WIDTH - 260), top + 2, 60);
    });
  });
  paper.table([{ heading: what, width: 300 }, { heading: 'Count', width: 80 }], bars.map(({ name, count }) => [name, String(count)]), true);
}

function columns(paper: Paper, title: string, bars: readonly Bar[]): void {
  if (bars.length === 0) {
    paper.paragraph('None.');
    return;
  }
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const step = Math.min(40, PAPER_WIDTH / bars.length);
  const height = 110;
  paper.figure(`Column chart. ${title}: ${inWords(bars)}`, height + 26, (x, y) => {
    paper.label(`${most}`, x, y, 60);
    bars.forEach(({ count }, index) => {
      const tall = (count / most) * height;
      paper.document.rect(x + index * step, y + 10 + height - tall, step * 0.8, tall);
    });
    paper.document.fillColor(BLUE).fill();
    paper.document.moveTo(x, y + 10 + height).lineTo(x + step * bars.length, y + 10 + height).lineWidth(0.5).strokeColor('#000').stroke();
    paper.document.fillColor('#000');
    paper.label(bars[0]?.name ?? '', x, y + 13 + height, 90);
    if (bars.length > 4) paper.label(bars.at(-1)?.name ?? '', x + step * bars.length - 60, y + 13 + height, 90);
  });
}

/** The first and the highest; the rest stands in the table. */
function inWords(bars: readonly Bar[]): string {
  const highest = bars.reduce<Bar | null>((most, bar) => (most && most.count >= bar.count ? most : bar), null);
  return `${bars.length} bars, the highest ${highest?.name ?? ''} with ${highest?.count ?? 0}. The numbers are in the table that follows.`;
}

function byMonthWhenMany(perDay: Charts['perDay']): { readonly isMonths: boolean; readonly rows: readonly { readonly day: string; readonly counts: readonly number[] }[] } {
  if (perDay.length <= DAYS_MAXIMUM) return { isMonths: false, rows: perDay };
  const months = new Map<string, number[]>();
  for (const { day, counts } of perDay) {
    const month = day.slice(0, 7);
    const sums = months.get(month) ?? LINE_KINDS.map(() => 0);
    counts.forEach((count, index) => (sums[index] = (sums[index] ?? 0) + count));
    months.set(month, sums);
  }
  return { isMonths: true, rows: [...months].map(([day, counts]) => ({ day, counts })) };
}
