/**
 * Runs that end in counts which must be zero: a counting program and what it drives or tampers with, built, started, and put away. The bench
 * of runs is put together alike. What the program finds in its environment is read by test/support/counting-program.ts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleForNode, freshBuildFolder, WORKERS } from './node-bundle.mjs';
import { ROOT } from './project.mjs';
import { runStep } from './run.mjs';
import { reason, say } from './say.mjs';

/** A program, and the desk that it drives in another process. */
const withDesk = (/** @type {string} */ folder) => ({ run: `test/${folder}/run.ts`, desk: `test/${folder}/desk-child.ts`, ...WORKERS });

const ENTRIES = {
  'fault-run': withDesk('fault-run'),
  'role-run': withDesk('role-run'),
  'cohort-run': withDesk('cohort-run'),
  'tamper-run': { run: 'test/tamper-run/run.ts', lane: 'test/tamper-run/lane.ts', tamperer: 'test/tamper-run/tamper-child.ts', append: 'test/tamper-run/append-child.ts', worker: WORKERS.worker },
  bench: withDesk('bench'),
};

/** @typedef {keyof typeof ENTRIES} Run */

/**
 * @param {Run} run
 * @returns {Promise<string>} a fresh folder with the built programs, to be removed by whoever asks
 */
export async function buildRun(run) {
  const built = freshBuildFolder(run);
  await bundleForNode(ENTRIES[run], built);
  return built;
}

/**
 * How Node is to be started.
 * @param {Run} run
 * @param {string} built as {@link buildRun} made it
 * @param {string} folder where the journals lie
 * @param {readonly string[]} options of the run
 */
export function startOf(run, built, folder, options) {
  // The tamper run waits until a file is wholly closed, which takes a collection.
  const args = [...(run === 'tamper-run' ? ['--expose-gc'] : []), path.join(built, 'run.cjs'), ...options];
  return { args, env: { ...process.env, COUNTING_RUN_BUILT: built, COUNTING_RUN_FOLDER: folder, COUNTING_RUN_ROOT: ROOT } };
}

/**
 * `npm run …`, with what stands behind the `--`. Sets the exit code: 0 passed, 1 not passed, 2 could not be run or not be finished in time.
 * @param {Exclude<Run, 'bench'>} run
 * @param {number} limitInMs
 */
export async function runAndCount(run, limitInMs) {
  const folder = mkdtempSync(path.join(tmpdir(), `tapdesk-${run}-`));
  /** @type {string[]} */
  const toRemove = [];
  try {
    const built = await buildRun(run);
    toRemove.push(built);
    const { args, env } = startOf(run, built, folder, process.argv.slice(2));
    const code = await runStep(process.execPath, args, limitInMs, { env });
    process.exitCode = code === 'limit' ? 2 : code;
    // The journals of a run that failed are evidence.
    if (code === 0) toRemove.push(folder);
    else say(run, `the journals are in ${folder}`);
  } catch (error) {
    say(run, reason(error));
    process.exitCode = 2;
  } finally {
    for (const each of toRemove) rmSync(each, { recursive: true, force: true });
  }
}
