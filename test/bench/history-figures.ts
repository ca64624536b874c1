/** How quick the history is: filled by the generator, then asked as the view, the charts and the exports ask. Milliseconds, and MiB. */
import { statSync } from 'node:fs';
import { openHistory } from '../../main/adapters/history/history';
import type { History } from '../../main/ports/history';
import { EVERYTHING, type HistoryFilter } from '../../shared/domain/history/history-filter';
import type { Result } from '../../shared/result';
import { historyRows, operatorAt, personAt } from './history-rows';

export type HistoryFigures = {
  readonly entries: number;
  readonly lines: number;
  /** Until every line was there, milliseconds per 1,000 entries. */
  readonly takePerThousand: number;
  readonly fileMiB: number;
  /** Median of the repetitions, milliseconds. */
  readonly asked: Readonly<Record<string, number>>;
  readonly firstCount: number;
  readonly firstCharts: number;
  readonly walkRowsPerSecond: number;
  readonly residentMiB: number;
};

const LAST_MONTH: HistoryFilter = { ...EVERYTHING, from: '2026-05-01T00:00:00.000Z' };
const REPEATS = 9;

/** @param workerFile - The built main/adapters/history/worker.ts. */
export async function historyFigures(file: string, workerFile: string, entries: number): Promise<HistoryFigures> {
  const history = openHistory({ file, workerFile });
  const began = performance.now();
  for (const chunk of historyRows({ entries })) await value(history.takeEntries('', chunk));
  const lines = await value(history.count(EVERYTHING, null));
  const takePerThousand = ((performance.now() - began) / entries) * 1000;

  const [firstCharts] = await timed(() => history.charts(EVERYTHING, 'Europe/Berlin'));
  const [firstCount] = await timed(() => history.count({ ...EVERYTHING, tier: 'standard' }, null));
  const asked: Record<string, number> = {};
  for (const [name, ask] of Object.entries(questions(history, lines))) asked[name] = await median(ask);

  const walkBegan = performance.now();
  const { asOf } = await value(history.page(EVERYTHING, 0, 1, null));
  let walked = 0;
  for (let after: number | null = null; ; ) {
    const step: { readonly lines: readonly unknown[]; readonly next: number | null } = await value(history.walk(EVERYTHING, after, asOf, 1000));
    walked += step.lines.length;
    if (step.next === null || walked >= 200_000) break;
    after = step.next;
  }
  const walkRowsPerSecond = (walked / (performance.now() - walkBegan)) * 1000;
  const residentMiB = process.memoryUsage.rss() / 2 ** 20;
  await history.close();
  return { entries, lines, takePerThousand, fileMiB: statSync(file).size / 2 ** 20, asked, firstCount, firstCharts, walkRowsPerSecond, residentMiB };
}

function questions(history: History, lines: number): Readonly<Record<string, () => Promise<Result<unknown, unknown>>>> {
  const page = (filter: Partial<HistoryFilter>, from = 0) => () => history.page({ ...EVERYTHING, ...filter }, from, 100, null);
  const [person, operator] = [personAt(17), operatorAt(3)];
  return {
    'first page': page({}),
    'kind': page({ kinds: ['grant'] }),
    'two kinds': page({ kinds: ['grant', 'pass'] }),
    'operator': page({ operatorId: operator.id }),
    'person': page({ personId: person.id }),
    'operator and person': page({ operatorId: operator.id, personId: person.id }),
    'kind, tier, operator': page({ kinds: ['pass'], tier: 'privileged', operatorId: operator.id }),
    'nothing in common': page({ kinds: ['grant'], scenario: 'lost-phone' }),
    'scenario of a month': page({ ...LAST_MONTH, scenario: 'lost-phone' }),
    'one ticket': page({ ticket: 'INC-123456' }),
    'failed': page({ result: 'failed' }),
    'text: a name': page({ text: 'ada lindqvist' }),
    'text: one letter': page({ text: 'a' }),
    'text: in every line': page({ text: 'contoso' }),
    'text: part of many words': page({ text: 'linds quentin' }),
    'text: a ticket': page({ text: 'inc-1234' }),
    'text and filter': page({ kinds: ['pass'], tier: 'contractor', text: 'phone rosa' }),
    'text: long and common': page({ text: 'helpdesk admin' }),
    'deep: nine tenths down': page({}, Math.floor(lines * 0.9)),
    'deep, filtered': page({ kinds: ['pass'] }, Math.floor(lines * 0.7)),
    'count': () => history.count(EVERYTHING, null),
    'charts': () => history.charts(EVERYTHING, 'Europe/Berlin'),
    'charts of a month': () => history.charts(LAST_MONTH, 'Europe/Berlin'),
    'charts, filtered': () => history.charts({ ...EVERYTHING, tier: 'contractor', kinds: ['pass'] }, 'Europe/Berlin'),
    'facets': () => history.facets(),
  };
}

async function value<T>(answer: Promise<Result<T, unknown>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`not answered: ${JSON.stringify(result.error)}`);
  return result.value;
}

async function timed<T>(ask: () => Promise<T>): Promise<readonly [number, T]> {
  const began = performance.now();
  const answer = await ask();
  return [performance.now() - began, answer];
}

async function median(ask: () => Promise<Result<unknown, unknown>>): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const [milliseconds, answer] = await timed(ask);
    if (!answer.ok) throw new Error(`not answered: ${JSON.stringify(answer.error)}`);
    times.push(milliseconds);
  }
  return times.sort((one, other) => one - other)[Math.floor(REPEATS / 2)] ?? 0;
}
