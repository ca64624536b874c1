/** The numbers of runs as rows of the summary and as tables of their own. */
import { mib, section, table, verdict } from './report-words.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./runs.mjs').measureRuns>>} Runs
 * @typedef {{ readonly runTimes: number, readonly runFloor: number, readonly runMemory: number }} RunAims
 */

const seconds = (/** @type {number} */ value) => `${(value / 1000).toFixed(1)} s`;
const secondsIn = (/** @type {string} */ range) => range.split(' to ').map((value) => (Number(value) / 1000).toFixed(1)).join(' to ');
const kib = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KiB`;

/**
 * @param {Runs} runs
 * @param {RunAims} aims
 * @returns {string[][]}
 */
export function runRows({ speed, throttled, memory }, aims) {
  const [small, large] = memory.sizes;
  return [
    ...(speed ? [[`run of ${speed.people}, against the loop, median of ${speed.rounds}`, seconds(speed.run.median), `loop ${seconds(speed.loop.median)}`, `${speed.times.toFixed(2)} times as fast`, `${aims.runTimes} times`, speed.times >= aims.runTimes ? 'aim met' : 'aim missed']] : []),
    ...throttled.map(({ name, people, run, floorMs, ratio }) => [`run of ${people}, throttled: ${name}`, seconds(run.runMs), `floor ${seconds(floorMs)}`, `${ratio.toFixed(2)} times the floor`, `${aims.runFloor} times`, verdict(ratio, aims.runFloor)]),
    [`memory of a run of ${large?.people}, resident at its peak`, mib(large?.memory.residentAtPeak), `${small?.people}: ${mib(small?.memory.residentAtPeak)}`, `${memory.ratio.toFixed(2)} times`, `${aims.runMemory} times`, verdict(memory.ratio, aims.runMemory)],
  ];
}

/** @param {Runs} runs */
export function runSections({ speed, throttled, memory }) {
  const row = (/** @type {string} */ name, /** @type {{ readonly median: number, readonly range: string }} */ { median, range }) => [name, seconds(median), secondsIn(range)];
  return [
    ...(speed ? [section(`A run of ${speed.people} (${speed.latencyMs} ms added to every request, ${speed.rounds} rounds)`, table(['what', 'median', 'from, to in s'], [
      row('the loop: one create after another', speed.loop),
      row('the run: last look, journal, create, journal', speed.run),
      row('its dry run before', speed.plan),
      row('both', speed.whole),
      row('computing in the desk\'s process, all threads, during the run', speed.cpu),
      row('longest that its event loop was not free', speed.stall),
    ]) + `\n\nDry run and run together are ${speed.timesWhole.toFixed(2)} times as fast as the loop, which checks nothing.`)] : []),
    section('Runs that are throttled', table(['what', 'people', 'run', 'floor', 'ratio', 'creates refused'], throttled.map(({ name, people, run, floorMs, ratio, refused }) => [name, `${people}`, seconds(run.runMs), seconds(floorMs), ratio.toFixed(2), `${refused}`]))),
    section('Memory of a run, in the desk\'s process', `${table(['people', 'heap before', 'with the dry run', 'at the peak, all passcodes in hand', 'resident before', 'resident at the peak'], memory.sizes.map(({ people, memory: each }) => [`${people}`, mib(each.heapBefore), mib(each.heapPlanned), mib(each.heapAtPeak), mib(each.residentBefore), mib(each.residentAtPeak)]))}\n\nOne more person keeps ${kib(memory.heapPerPerson)} of heap.`),
  ];
}
