/**
 * The history and the journal at two sizes: pages, filters, full text, charts, verification, and a CSV export beside `sqlite3 -csv` on the
 * same rows. What was built is kept in `.cache/bench`, so that a second bench measures at once.
 */
import path from 'node:path';
import { bundleForNode, WORKERS } from '../lib/node-bundle.mjs';
import { ROOT } from '../lib/project.mjs';
import { runLimited } from '../lib/run.mjs';
import { ms, mib, table, verdict } from './report-words.mjs';

const LIMIT_IN_MS = 45 * 60_000;
const MARK = 'history-bench ';
const ENTRIES = { run: 'test/bench/history-run.ts', journal: WORKERS.worker, history: WORKERS.history };

/**
 * @typedef {{
 *   readonly entries: number, readonly lines: number, readonly appended: number, readonly taken: number, readonly asked: Readonly<Record<string, number>>,
 *   readonly verified: number, readonly exported: number, readonly exportedFirst: number, readonly sqlite: number, readonly residentBefore: number, readonly residentPeak: number,
 *   readonly journalBytes: number, readonly historyBytes: number,
 * }} Told
 */

/**
 * @param {readonly number[]} sizes entries, small ones first
 * @param {(what: string) => void} onPart
 * @returns {Promise<readonly Told[]>}
 */
export async function measureHistory(sizes, onPart) {
  const workers = path.join(ROOT, '.cache/bench/history-built');
  await bundleForNode(ENTRIES, workers);
  /** @type {Told[]} */
  const told = [];
  for (const entries of sizes) {
    onPart(`a journal of ${entries} entries, and its history`);
    const environment = { ...process.env, HISTORY_BENCH_ENTRIES: String(entries), HISTORY_BENCH_FOLDER: path.join(ROOT, '.cache/bench/history'), HISTORY_BENCH_WORKERS: workers };
    const said = await runLimited(process.execPath, [path.join(workers, 'run.cjs')], LIMIT_IN_MS, { env: environment });
    const line = said.split('\n').find((each) => each.startsWith(MARK));
    if (line === undefined) throw new Error(`The history of ${entries} told nothing.\n${said}`);
    told.push(JSON.parse(line.slice(MARK.length)));
  }
  return told;
}

const AIM_IN_MS = /** @type {const} */ ([['first page', 50], ['filtered', 50], ['full text', 100]]);

/** @param {readonly Told[]} told */
export function historyTable(told) {
  const [small, large] = [told[0], told.at(-1)];
  if (!small || !large) throw new Error('nothing was measured');
  const ratio = (/** @type {number} */ of, /** @type {number} */ to) => (to > 0 ? `${(of / to).toFixed(1)}` : '');
  const rows = Object.keys(large.asked).map((name) => {
    const aim = AIM_IN_MS.find(([beginning]) => name.startsWith(beginning))?.[1];
    const [few, many] = [small.asked[name] ?? 0, large.asked[name] ?? 0];
    return [name, ms(few), ms(many), ratio(many, few), aim === undefined ? '' : `under ${aim} ms`, aim === undefined ? '' : verdict(many, aim)];
  });
  const perThousand = (/** @type {number} */ time, /** @type {Told} */ { entries }) => (time === 0 ? 'built before' : `${ms((time / entries) * 1000)} per 1,000`);
  return table(
    ['what', `${small.entries.toLocaleString('en')} entries (${small.lines.toLocaleString('en')} lines)`, `${large.entries.toLocaleString('en')} entries (${large.lines.toLocaleString('en')} lines)`, 'ratio', 'aim', ''],
    [
      ...rows,
      ['verification of the chain', ms(small.verified), ms(large.verified), ratio(large.verified, small.verified), '', ''],
      ['CSV export of all lines', ms(small.exported), ms(large.exported), ratio(large.exported, small.exported), '', ''],
      ['the first of three, in a process that wrote none before', ms(small.exportedFirst), ms(large.exportedFirst), ratio(large.exportedFirst, small.exportedFirst), '', ''],
      ['`sqlite3 -csv` of the same rows', ms(small.sqlite), ms(large.sqlite), ratio(large.sqlite, small.sqlite), '', ''],
      ['export : sqlite3', ratio(small.exported, small.sqlite), ratio(large.exported, large.sqlite), '', 'within 2', verdict(large.exported / large.sqlite, 2)],
      ['memory added by the export', mib(small.residentPeak - small.residentBefore), mib(large.residentPeak - large.residentBefore), '', '', ''],
      ['appending to the journal', perThousand(small.appended, small), perThousand(large.appended, large), '', '', ''],
      ['taking into the history', perThousand(small.taken, small), perThousand(large.taken, large), '', '', ''],
      ['journal, history on disk', `${mib(small.journalBytes)}, ${mib(small.historyBytes)}`, `${mib(large.journalBytes)}, ${mib(large.historyBytes)}`, '', '', ''],
    ],
  );
}
