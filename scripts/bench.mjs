/**
 * `npm run bench`: how much Tapdesk costs beyond what Electron and the service cost anyway, printed and written into
 * docs/benchmarks.md. Ratios and differences against a bare window on the same machine in the same minutes, because
 * absolute times say more about the machine than about the app. A missed aim is said and is no failure; it fails only
 * when it cannot measure. `npm run bench -- --print` leaves the document alone, `-- --runs` measures runs over many people only,
 * `-- --history` the history only; `--entries=N` sets its larger size.
 */
import path from 'node:path';
import { announce, electronRuntime, executableOf } from './electron-runtime.mjs';
import { measureColdStart } from './bench/cold-start.mjs';
import { historyTable, measureHistory } from './bench/history.mjs';
import { measureLists } from './bench/lists.mjs';
import { measureMemory } from './bench/memory.mjs';
import { measurePackage } from './bench/package-size.mjs';
import { detailTables, machineFacts, MARKS, summaryTable, writeBetweenMarks } from './bench/report.mjs';
import { runRows, runSections } from './bench/report-runs.mjs';
import { table } from './bench/report-words.mjs';
import { measureRuns } from './bench/runs.mjs';
import { measureWork } from './bench/work.mjs';
import { buildIfStale } from './lib/build.mjs';
import { openTestDisplay } from './lib/display.mjs';
import { ROOT } from './lib/project.mjs';
import { reason, say } from './lib/say.mjs';
import { ensureElectronLibraries } from './system-packages.mjs';

const DOCUMENT = path.join(ROOT, 'docs/benchmarks.md');
const AIMS = { startRatio: 1.25, memoryRatio: 1.25, issueInMs: 30, searchInMs: 50, listInMs: 100, packageInMiB: 25, runTimes: 5, runFloor: 1.1, runMemory: 1.1 };
const START_RUNS = 7;
const MEMORY_RUNS = 3;
const SAMPLES = 60;
const LIST_SAMPLES = 40;
const HISTORY_SIZES = [10_000, 1_000_000];

/** @returns {Promise<boolean>} whether everything could be measured */
async function bench() {
  const begun = Date.now();
  const runtime = await electronRuntime();
  announce(runtime);
  if (!(await ensureElectronLibraries(executableOf(runtime)))) return false;
  if (process.argv.includes('--runs')) return benchRuns(runtime);
  if (process.argv.includes('--history')) return benchHistory(runtime);
  if (!(await buildIfStale())) return false;
  const { environment: display, close } = await openTestDisplay();
  try {
    const machine = { runtime, display };
    say('bench', `cold start, ${START_RUNS} rounds`);
    const start = await measureColdStart(machine, START_RUNS);
    say('bench', `memory, ${MEMORY_RUNS} rounds`);
    const memory = await measureMemory(machine, MEMORY_RUNS);
    say('bench', `${SAMPLES} issues and ${SAMPLES} searches`);
    const work = await measureWork(machine, SAMPLES);
    say('bench', `the long lists, ${LIST_SAMPLES} times each: opened, sorted, filtered`);
    const lists = await measureLists(machine, LIST_SAMPLES);
    say('bench', 'package');
    const numbers = { start, memory, work, lists, size: await measurePackage(runtime) };
    const text = [machineFacts(runtime, (Date.now() - begun) / 1000), summaryTable(numbers, AIMS), detailTables(numbers)].join('\n\n');
    console.log(text);
    if (!process.argv.includes('--print')) await writeBetweenMarks(DOCUMENT, text);
    return (await benchRuns(runtime)) && (await benchHistory(runtime));
  } finally {
    close();
  }
}

/** @param {import('./electron-runtime.mjs').ElectronRuntime} runtime */
async function benchRuns(runtime) {
  const begun = Date.now();
  const runs = await measureRuns((what) => say('bench', what));
  const summary = table(['what', 'Tapdesk', 'compared with', 'result', 'aim', ''], runRows(runs, AIMS));
  const text = [machineFacts(runtime, (Date.now() - begun) / 1000), summary, ...runSections(runs)].join('\n\n');
  console.log(text);
  if (!process.argv.includes('--print')) await writeBetweenMarks(DOCUMENT, text, MARKS.runs);
  return true;
}

/** @param {import('./electron-runtime.mjs').ElectronRuntime} runtime */
async function benchHistory(runtime) {
  const begun = Date.now();
  const wanted = Number(process.argv.find((each) => each.startsWith('--entries='))?.slice('--entries='.length) ?? HISTORY_SIZES[1]);
  const told = await measureHistory([HISTORY_SIZES[0], wanted], (what) => say('bench', what));
  const text = [machineFacts(runtime, (Date.now() - begun) / 1000), historyTable(told)].join('\n\n');
  console.log(text);
  if (!process.argv.includes('--print')) await writeBetweenMarks(DOCUMENT, text, MARKS.history);
  return true;
}

try {
  if (!(await bench())) process.exitCode = 1;
} catch (error) {
  say('bench', reason(error));
  process.exitCode = 1;
}
