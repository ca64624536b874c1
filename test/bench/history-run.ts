/**
 * One size of the history's bench, by itself in a process: a journal of so many entries, the history made from it, and everything that a
 * view, a chart, a verification and an export ask of them. Real parts: journal and history with their workers, the CSV writer.
 * Says its numbers in one line. Beside the export: `sqlite3 -csv` writing the same rows and columns.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { openHistory } from '../../main/adapters/history/history';
import { openJournal } from '../../main/adapters/journal/journal';
import { writeCsv } from '../../main/adapters/reports/csv';
import type { History } from '../../main/ports/history';
import { walkAhead } from '../../main/usecases/walk-ahead';
import { EVERYTHING, type HistoryFilter } from '../../shared/domain/history/history-filter';
import type { HistoryLine } from '../../shared/domain/history/history-line';
import type { Result } from '../../shared/result';
import { historyRows, operatorAt, personAt } from './history-rows';

const { HISTORY_BENCH_ENTRIES, HISTORY_BENCH_FOLDER: folder = '', HISTORY_BENCH_WORKERS: workers = '' } = process.env;
const entries = Number(HISTORY_BENCH_ENTRIES);
const REPEATS = 9;
/** Exports, and as many of `sqlite3`. */
const ROUNDS = 3;
const ZONE = 'Europe/Berlin';

async function run(): Promise<void> {
  if (!folder || !workers || !Number.isInteger(entries)) throw new Error('Started by "npm run bench".');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `journal-${entries}.db`);
  const isMade = existsSync(`${file}.done`);
  if (!isMade) for (const each of [file, `${file}-wal`, `${file}-shm`, `${file}.history`, `${file}.history-wal`, `${file}.history-shm`]) rmSync(each, { force: true });
  const journal = openJournal({ file, workerFile: path.join(workers, 'journal.cjs') });
  const history = openHistory({ file: `${file}.history`, workerFile: path.join(workers, 'history.cjs') });

  let appended = 0;
  let taken = 0;
  if (!isMade) {
    appended = await timed(async () => {
      for (const chunk of historyRows({ entries })) await value(journal.appendAll(chunk));
    });
    taken = await timed(async () => {
      for (let seq = 0; ; ) {
        const page = await value(journal.after(seq, 1000));
        const last = page.at(-1);
        if (!last) break;
        await value(history.takeEntries('', page));
        seq = last.seq;
      }
      await value(history.count(EVERYTHING, null));
    });
    await pipeline(['made'], createWriteStream(`${file}.done`));
  }
  const lines = await value(history.count(EVERYTHING, null));
  const asked: Record<string, number> = {};
  for (const [name, ask] of Object.entries(questions(history, lines))) asked[name] = await median(ask);
  const verified = await timed(async () => {
    const verdict = await value(journal.verify([]));
    if (verdict.state !== 'intact') throw new Error(`the journal is ${verdict.problem}`);
  });
  const exported = await csv(history, lines);
  await journal.close();
  await history.close();
  console.log(`history-bench ${JSON.stringify({ entries, lines, appended, taken, asked, verified, ...exported, journalBytes: statSync(file).size, historyBytes: statSync(`${file}.history`).size })}`);
}

function questions(history: History, lines: number): Readonly<Record<string, () => Promise<Result<unknown, unknown>>>> {
  const page = (filter: Partial<HistoryFilter>, from = 0) => () => history.page({ ...EVERYTHING, ...filter }, from, 100, null);
  return {
    'first page': page({}),
    'filtered: kind and tier': page({ kinds: ['pass'], tier: 'contractor' }),
    'filtered: operator': page({ operatorId: operatorAt(3).id }),
    'filtered: person': page({ personId: personAt(17).id }),
    'filtered: rare together': page({ kinds: ['pass'], tier: 'privileged', result: 'failed', operatorId: operatorAt(5).id }),
    'filtered: nothing there': page({ kinds: ['grant'], scenario: 'lost-phone' }),
    'full text: a name': page({ text: 'ada lindqvist' }),
    'full text: in most lines': page({ text: 'contoso' }),
    'full text: a ticket': page({ text: 'inc-1234' }),
    'full text and filter': page({ kinds: ['pass'], tier: 'contractor', text: 'phone rosa' }),
    'jump to the middle': page({}, Math.floor(lines / 2)),
    'charts: all': () => history.charts(EVERYTHING, ZONE),
    'charts: a quarter of contractors': () => history.charts({ ...EVERYTHING, kinds: ['pass'], tier: 'contractor', from: '2026-01-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' }, ZONE),
  };
}

/** All lines as CSV, and the same cells by `sqlite3 -csv` from a table of them. */
async function csv(history: History, count: number) {
  const [mine, theirs, database] = ['mine.csv', 'theirs.csv', 'same-rows.db'].map((name) => path.join(folder, `${entries}-${name}`)) as [string, string, string];
  rmSync(database, { force: true });
  const { asOf } = await value(history.page(EVERYTHING, 0, 1, null));
  const before = process.memoryUsage.rss();
  let peak = before;
  const pages = (): AsyncIterable<readonly HistoryLine[]> =>
    walkAhead(
      async (after) => {
        const step = await history.walk(EVERYTHING, after, asOf, 1000);
        peak = Math.max(peak, process.memoryUsage.rss());
        return step.ok ? { ok: true, value: { items: step.value.lines, next: step.value.next } } : step;
      },
      (error) => new Error(error.kind),
    );
  const none = (): never => {
    throw new Error('nobody asks for it here');
  };
  const exported: number[] = [];
  const sqlite: number[] = [];
  // In turn: a machine is never equally busy twice.
  for (let round = 0; round < ROUNDS; round += 1) {
    exported.push(
      await timed(async () => {
        await writeCsv({ lines: pages, lives: none, segment: none, charts: none, count }, mine);
      }),
    );
    if (round === 0) execFileSync('sqlite3', [database, '-cmd', '.mode csv', `.import '${mine}' line`], { stdio: ['ignore', 'ignore', 'ignore'] });
    sqlite.push(await timed(async () => void execFileSync('sqlite3', ['-csv', database, '-cmd', `.once '${theirs}'`, 'SELECT * FROM line'], { stdio: 'ignore' })));
  }
  for (const each of [mine, theirs, database]) rmSync(each, { force: true });
  return { exported: middle(exported), exportedFirst: exported[0] ?? 0, sqlite: middle(sqlite), residentBefore: before, residentPeak: peak };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function median(ask: () => Promise<Result<unknown, unknown>>): Promise<number> {
  // Once for nothing: a page that is read for the first time is the disk's time.
  await value(ask());
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) times.push(
      await timed(async () => {
        await value(ask());
      }),
    );
  return middle(times);
}

/** Of an odd number of them. */
function middle(times: readonly number[]): number {
  return [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}

async function value<T>(answer: Promise<Result<T, unknown>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`not answered: ${JSON.stringify(result.error)}`);
  return result.value;
}

run().then(
  () => process.exit(0),
  (cause: unknown) => {
    console.error(cause);
    process.exit(1);
  },
);
