/**
 * What all processes of an app hold in memory, as the proportional set size: a page shared by three processes counts a
 * third in each, so the sum is what the machine would get back. Linux only; elsewhere there is no such number.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { withElectron } from './electron-run.mjs';
import { median, range } from './statistics.mjs';

const LIMIT_IN_MS = 30_000;
/** By then what is loaded after the first paint is loaded, and the demo tenant has its people. */
const SETTLE_IN_MS = 5_000;

/** @typedef {{ readonly kind: string, readonly bytes: number }} ProcessSize */

/** @param {number} pid */
function familyOf(pid) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      // The command stands in brackets and may hold anything, so what counts is what follows the last one.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has gone meanwhile.
    }
  }
  const family = [pid];
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

/**
 * @param {number} pid
 * @returns {ProcessSize}
 */
function sizeOf(pid) {
  const kind = /--type=([\w-]+)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1] ?? 'browser (main)';
  const pss = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  if (pss === undefined) throw new Error(`The memory of process ${pid} (${kind}) cannot be read.`);
  return { kind, bytes: Number(pss) * 1024 };
}

/**
 * @param {import('./electron-run.mjs').Machine} machine
 * @param {'tapdesk' | 'bare'} subject
 */
const sizes = (machine, subject) =>
  withElectron(machine, subject, { hook: 'start', limitInMs: LIMIT_IN_MS }, async ({ pid }) => {
    await pause(SETTLE_IN_MS);
    return familyOf(pid).map(sizeOf);
  });

/** @param {readonly ProcessSize[]} processes */
const sum = (processes) => processes.reduce((total, { bytes }) => total + bytes, 0);

/**
 * The median size of each kind of process over the runs; several of a kind are added up.
 * @param {readonly (readonly ProcessSize[])[]} runs
 */
function byKind(runs) {
  const kinds = [...new Set(runs.flat().map(({ kind }) => kind))];
  return new Map(kinds.map((kind) => [kind, median(runs.map((run) => sum(run.filter((one) => one.kind === kind))))]));
}

/**
 * @param {import('./electron-run.mjs').Machine} machine
 * @param {number} runs
 */
export async function measureMemory(machine, runs) {
  if (process.platform !== 'linux') return undefined;
  /** @type {Record<'tapdesk' | 'bare', ProcessSize[][]>} */
  const seen = { tapdesk: [], bare: [] };
  for (let round = 0; round < runs; round += 1) {
    for (const subject of /** @type {const} */ (['bare', 'tapdesk'])) seen[subject].push(await sizes(machine, subject));
  }
  const kinds = { tapdesk: byKind(seen.tapdesk), bare: byKind(seen.bare) };
  const [tapdesk, bare] = [seen.tapdesk.map(sum), seen.bare.map(sum)];
  const mebibytes = (/** @type {readonly number[]} */ values) => range(values.map((bytes) => bytes / 1024 / 1024));
  return {
    tapdesk: median(tapdesk),
    bare: median(bare),
    ratio: median(tapdesk) / median(bare),
    ranges: { tapdesk: mebibytes(tapdesk), bare: mebibytes(bare) },
    processes: { tapdesk: seen.tapdesk[0]?.length ?? 0, bare: seen.bare[0]?.length ?? 0 },
    kinds: [...new Set([...kinds.bare.keys(), ...kinds.tapdesk.keys()])].map((kind) => ({ kind, tapdesk: kinds.tapdesk.get(kind), bare: kinds.bare.get(kind) })),
  };
}
