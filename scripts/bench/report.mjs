/**
 * The numbers as text: the same for the terminal and for docs/benchmarks.md, where they stand between two marks and the
 * prose around them is people's.
 */
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { mib, ms, section, table, verdict } from './report-words.mjs';

/** Between which the numbers stand in a document. The runs have a pair of their own: `npm run bench -- --runs` renews it alone. */
export const MARKS = Object.freeze({
  all: { begin: '<!-- numbers: begin (written by npm run bench) -->', end: '<!-- numbers: end -->' },
  runs: { begin: '<!-- numbers of runs: begin (written by npm run bench) -->', end: '<!-- numbers of runs: end -->' },
  history: { begin: '<!-- numbers of the history: begin (written by npm run bench) -->', end: '<!-- numbers of the history: end -->' },
});

/**
 * @param {import('../electron-runtime.mjs').ElectronRuntime} runtime
 * @param {number} secondsTaken
 */
export function machineFacts(runtime, secondsTaken) {
  const [cpu] = os.cpus();
  const memory = `${Math.round(os.totalmem() / 1024 ** 3)} GiB`;
  const load = os.loadavg().map((value) => value.toFixed(1)).join(', ');
  return `${new Date().toISOString().slice(0, 10)} · ${os.type()} ${os.arch()}, ${os.cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} · load at the end ${load} · Node ${process.version} · Electron ${runtime.version} (${runtime.kind}) · ${Math.round(secondsTaken)} s`;
}

/**
 * @typedef {{
 *   readonly start: Awaited<ReturnType<typeof import('./cold-start.mjs').measureColdStart>>,
 *   readonly memory: Awaited<ReturnType<typeof import('./memory.mjs').measureMemory>>,
 *   readonly work: Awaited<ReturnType<typeof import('./work.mjs').measureWork>>,
 *   readonly lists: Awaited<ReturnType<typeof import('./lists.mjs').measureLists>>,
 *   readonly size: Awaited<ReturnType<typeof import('./package-size.mjs').measurePackage>>,
 * }} Numbers
 * @typedef {{ readonly startRatio: number, readonly memoryRatio: number, readonly issueInMs: number, readonly searchInMs: number, readonly listInMs: number, readonly packageInMiB: number }} Aims
 */

/**
 * @param {Numbers} numbers
 * @param {Aims} aims
 */
export function summaryTable({ start, memory, work, lists, size }, aims) {
  return table(['what', 'Tapdesk', 'bare window', 'result', 'aim', ''], [
    ['cold start to the focused search box, median', `${ms(start.tapdesk)} (${start.ranges.tapdesk})`, `${ms(start.bare)} (${start.ranges.bare})`, `${start.ratio.toFixed(2)} times, ${ms(start.tapdesk - start.bare)} more`, `${aims.startRatio} times`, verdict(start.ratio, aims.startRatio)],
    memory
      ? ['memory of all processes (PSS), median', `${mib(memory.tapdesk)} (${memory.ranges.tapdesk})`, `${mib(memory.bare)} (${memory.ranges.bare})`, `${memory.ratio.toFixed(2)} times, ${mib(memory.tapdesk - memory.bare)} more`, `${aims.memoryRatio} times`, verdict(memory.ratio, aims.memoryRatio)]
      : ['memory of all processes (PSS)', '', '', 'Linux only', `${aims.memoryRatio} times`, 'not measured'],
    [`issue beyond its HTTP calls, p95 of ${work.issue.count}`, ms(work.issue.p95), '', `median ${ms(work.issue.median)}`, `${aims.issueInMs} ms`, verdict(work.issue.p95, aims.issueInMs)],
    [`search beyond its HTTP call, p95 of ${work.search.count}`, ms(work.search.p95), '', `median ${ms(work.search.median)}`, `${aims.searchInMs} ms`, verdict(work.search.p95, aims.searchInMs)],
    ...lists.flatMap(({ name, rows, acts }) => acts.map((act) => [`${name}, ${rows} rows: ${act.name}, p95 of ${act.count}`, ms(act.took.p95), '', `median ${ms(act.took.median)}`, `${aims.listInMs} ms`, verdict(act.took.p95, aims.listInMs)])),
    ['package beyond Electron', mib(size.bytes), '', '', `${aims.packageInMiB} MiB`, verdict(size.bytes / 1024 / 1024, aims.packageInMiB)],
  ]);
}

/** @param {Numbers} numbers */
export function detailTables({ start, memory, work, lists, size }) {
  const parts = (/** @type {Numbers['work']['issue']} */ { parts: all }) => table(['part', 'median', 'p95'], all.map((part) => [part.name, ms(part.median), ms(part.p95)]));
  return [
    section('Cold start, from the start of the process', table(['reached', 'Tapdesk', 'bare window', 'difference'], start.stages.map(({ name, tapdesk, bare }) => [name, ms(tapdesk), ms(bare), tapdesk === undefined || bare === undefined ? '' : ms(tapdesk - bare)]))),
    section('What the page had loaded by then', table(['file', 'size', 'asked for at', 'answered at'], start.scripts.map(({ name, bytes, askedAt, at }) => [name, `${(bytes / 1024).toFixed(0)} KiB`, ms(askedAt), ms(at)]))),
    ...(memory ? [section(`Memory by process (${memory.processes.tapdesk} and ${memory.processes.bare} processes)`, table(['process', 'Tapdesk', 'bare window', 'difference'], memory.kinds.map(({ kind, tapdesk, bare }) => [kind, mib(tapdesk), mib(bare), mib((tapdesk ?? 0) - (bare ?? 0))])))] : []),
    section(`Issue (${work.issue.exchanges} HTTP exchanges each)`, parts(work.issue)),
    section(`Search (debounce ${work.debounce} ms, ${work.search.exchanges} HTTP exchange each)`, parts(work.search)),
    ...lists.map((list) => section(`${list.name} (${list.rows} rows, ${list.drawn} of them drawn)`, listTables(list))),
    section('Package', table(['file', 'size'], size.added.slice(0, 8).map(({ name, bytes }) => [name, mib(bytes)]))),
  ].join('\n\n');
}

/** @param {Numbers['lists'][number]} list */
function listTables({ acts, reading }) {
  const both = (/** @type {{ readonly median: number, readonly p95: number }} */ { median, p95 }) => [ms(median), ms(p95)];
  return [
    table(['act', 'median', 'p95', 'slowest', 'to the rows, median', 'p95', 'then to the second frame, median', 'p95', 'changed nothing'], acts.map(({ name, took, toRows, toPaint, unchanged }) => [name, ...both(took), ms(took.most), ...both(toRows), ...both(toPaint), `${unchanged}`])),
    table([`read before it (${reading.exchanges} HTTP exchanges)`, 'median', 'p95'], [['total in the main process', ...both(reading.read)], ['HTTP in flight', ...both(reading.http)], ['main process beyond HTTP', ...both(reading.main)]]),
  ].join('\n\n');
}

/**
 * Puts the numbers between the marks of a document.
 * @param {string} file
 * @param {string} text
 * @param {{ readonly begin: string, readonly end: string }} [marks]
 */
export async function writeBetweenMarks(file, text, { begin, end } = MARKS.all) {
  const document = await readFile(file, 'utf8');
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has lost its marks: put "${begin}" and "${end}" back.`);
  if (document.lastIndexOf(begin) !== from || document.lastIndexOf(end) !== to) throw new Error(`${file} has its marks twice: leave one pair.`);
  await writeFile(file, `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`);
}
