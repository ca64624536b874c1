/**
 * Runs over many people, without a window: against the loop that every script uses, against the floor that the quota allows,
 * and what they keep in memory. A desk of real parts in one process, the demo tenant in another (`test/bench`).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildRun, startOf } from '../lib/counting-run.mjs';
import { runLimited } from '../lib/run.mjs';
import { reason } from '../lib/say.mjs';
import { median, range } from './statistics.mjs';

const PART_LIMIT_IN_MS = 10 * 60_000;
/** What the line with the numbers begins with. */
const MARK = 'run-bench ';

/**
 * @typedef {{ readonly heapBefore: number, readonly heapPlanned: number, readonly heapAtPeak: number, readonly residentBefore: number, readonly residentAtPeak: number }} Memory
 * @typedef {{ readonly planMs: number, readonly runMs: number, readonly cpuMs: number, readonly longestStallMs: number }} Run
 * @typedef {{
 *   readonly speed: { readonly people: number, readonly latencyMs: number, readonly loops: readonly number[], readonly runs: readonly Run[] } | null,
 *   readonly throttled: readonly { readonly name: string, readonly people: number, readonly run: Run, readonly floorMs: number, readonly refused: number }[],
 *   readonly memory: readonly { readonly people: number, readonly memory: Memory }[],
 * }} Told
 */

/** @param {(what: string) => void} onPart */
export async function measureRuns(onPart) {
  const built = await buildRun('bench');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-bench-runs-'));
  /** @type {(name: 'speed' | 'throttled' | 'memory') => Promise<Told>} */
  const part = async (name) => {
    const { args, env } = startOf('bench', built, folder, [name]);
    const said = await runLimited(process.execPath, args, PART_LIMIT_IN_MS, { env });
    const line = said.split('\n').find((each) => each.startsWith(MARK));
    if (line === undefined) throw new Error(`The runs' "${name}" told nothing.\n${said}`);
    return JSON.parse(line.slice(MARK.length));
  };
  try {
    onPart('runs of 500 people, and the loop');
    const { speed } = await part('speed');
    onPart('runs of 500 that are throttled');
    const { throttled } = await part('throttled');
    onPart('memory of runs');
    const { memory } = await part('memory');
    return { speed: speed && against(speed), throttled: throttled.map((each) => ({ ...each, ratio: each.run.runMs / each.floorMs })), memory: kept(memory) };
  } catch (error) {
    throw new Error(`Runs could not be measured: ${reason(error)}`, { cause: error });
  } finally {
    for (const each of [folder, built]) rmSync(each, { recursive: true, force: true });
  }
}

/** @param {NonNullable<Told['speed']>} speed */
function against({ people, latencyMs, loops, runs }) {
  const of = (/** @type {(run: Run) => number} */ pick) => ({ median: median(runs.map(pick)), range: range(runs.map(pick)) });
  const [loop, run, whole] = [median(loops), of(({ runMs }) => runMs), of(({ planMs, runMs }) => planMs + runMs)];
  return {
    people, latencyMs, rounds: runs.length,
    loop: { median: loop, range: range(loops) }, run, whole,
    plan: of(({ planMs }) => planMs), cpu: of(({ cpuMs }) => cpuMs), stall: of(({ longestStallMs }) => longestStallMs),
    times: loop / run.median, timesWhole: loop / whole.median,
  };
}

/** @param {Told['memory']} memory */
function kept(memory) {
  const [small, large] = memory;
  if (!small || !large) throw new Error('Memory was measured for one size of run only.');
  const people = large.people - small.people;
  return {
    sizes: memory,
    heapPerPerson: (large.memory.heapAtPeak - small.memory.heapAtPeak) / people,
    ratio: large.memory.residentAtPeak / small.memory.residentAtPeak,
  };
}
