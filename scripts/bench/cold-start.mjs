/**
 * From starting the process to a search box that has the focus and is painted: Tapdesk's demo tenant against a bare
 * Electron window. Runs take turns, because a machine is never equally busy twice; each has a user-data folder of its
 * own, so nothing is cached by the app, while the system has the files in memory (a first round is thrown away).
 */
import { withElectron } from './electron-run.mjs';
import { median, medianOf, range } from './statistics.mjs';

const LIMIT_IN_MS = 30_000;
/** @type {readonly (readonly [name: string, mark: string])[]} */
const STAGES = [
  ['Electron runs JavaScript', 'hook'],
  ['main entry begins to load', 'entryBegins'],
  ['main entry evaluated', 'entryDone'],
  ['Electron ready', 'ready'],
  ['window created', 'window'],
  ['navigation begins', 'navigation'],
  ['HTML parsed', 'parsedAt'],
  ['DOM content loaded, modules run', 'domReady'],
  ['first paint', 'paintedAt'],
  ['search box has the focus', 'focusedAt'],
  ['two frames later', 'readyAt'],
];

/** @typedef {{ readonly spawnedAt: number, readonly marks: Readonly<Record<string, number | null>>, readonly scripts: readonly { name: string, askedAt: number, at: number, bytes: number }[] }} Start */

/**
 * @param {import('./electron-run.mjs').Machine} machine
 * @param {'tapdesk' | 'bare'} subject
 * @returns {Promise<Start>}
 */
const start = (machine, subject) =>
  withElectron(machine, subject, { hook: 'start', limitInMs: LIMIT_IN_MS }, ({ spawnedAt, message }) => ({ spawnedAt, marks: message.marks, scripts: message.scripts }));

/** @param {Start} run */
const took = (run) => Number(run.marks.readyAt) - run.spawnedAt;

/**
 * @param {import('./electron-run.mjs').Machine} machine
 * @param {number} runs
 */
export async function measureColdStart(machine, runs) {
  /** @type {Record<'tapdesk' | 'bare', Start[]>} */
  const starts = { tapdesk: [], bare: [] };
  for (let round = 0; round <= runs; round += 1) {
    const order = /** @type {const} */ (round % 2 === 0 ? ['bare', 'tapdesk'] : ['tapdesk', 'bare']);
    for (const subject of order) {
      const run = await start(machine, subject);
      if (round > 0) starts[subject].push(run);
    }
  }
  const [tapdesk, bare] = [starts.tapdesk.map(took), starts.bare.map(took)];
  return {
    tapdesk: median(tapdesk),
    bare: median(bare),
    ratio: median(tapdesk) / median(bare),
    ranges: { tapdesk: range(tapdesk), bare: range(bare) },
    stages: STAGES.map(([name, mark]) => ({ name, tapdesk: stage(starts.tapdesk, mark), bare: stage(starts.bare, mark) })),
    scripts: scriptsOf(starts.tapdesk),
  };
}

/**
 * @param {readonly Start[]} runs
 * @param {string} mark
 */
function stage(runs, mark) {
  return medianOf(runs, ({ marks, spawnedAt }) => (typeof marks[mark] === 'number' ? marks[mark] - spawnedAt : undefined));
}

/**
 * What the page had asked for when it was ready: all of it stood in the way of the first paint, or could have.
 * @param {readonly Start[]} runs
 */
function scriptsOf(runs) {
  const last = runs.at(-1);
  return (last?.scripts ?? []).map(({ name, askedAt, at, bytes }) => ({ name, bytes, askedAt: askedAt - (last?.spawnedAt ?? 0), at: at - (last?.spawnedAt ?? 0) }));
}
