/**
 * How fast the long lists are under the hand: the large demo tenant's grants and contractors, opened, sorted and
 * filtered in the real window.
 */
import { withElectron } from './electron-run.mjs';
import { quantile } from './statistics.mjs';

const LIMIT_IN_MS = 12 * 60_000;
const WARM_UP = 2;
const LISTS = Object.freeze([
  { view: 'roles', table: 'Roles', read: 'grants.list' },
  { view: 'contractors', table: 'Contractors', read: 'contractors.list' },
]);
const ACTS = /** @type {const} */ ([
  ['list', 'opening'],
  ['sort', 'sorting'],
  ['filter, typed', 'typing'],
  ['filter, chosen', 'choosing'],
]);

/** @typedef {{ readonly results: readonly Readonly<Record<string, number>>[], readonly unchanged: number }} Runs */

/**
 * @param {readonly Readonly<Record<string, number>>[]} results
 * @param {string} key
 */
function spread(results, key) {
  const values = results.map((result) => result[key] ?? NaN);
  return { median: quantile(values, 0.5), p95: quantile(values, 0.95), most: quantile(values, 1) };
}

/**
 * @param {import('./electron-run.mjs').Machine} machine
 * @param {number} samples
 */
export async function measureLists(machine, samples) {
  const settings = { samples, warmUp: WARM_UP, lists: LISTS };
  const { lists } = await withElectron(machine, 'large', { hook: 'lists', limitInMs: LIMIT_IN_MS, settings }, ({ message }) => message);
  return /** @type {readonly (Record<string, Runs> & { readonly table: string })[]} */ (lists).map((list) => ({ name: list.table, ...judged(list, samples) }));
}

/**
 * @param {Record<string, Runs> & { readonly table: string }} list
 * @param {number} samples
 */
function judged(list, samples) {
  const acts = ACTS.map(([name, key]) => {
    const { results = [], unchanged = 0 } = list[key] ?? {};
    if (results.length < samples) throw new Error(`Only ${results.length} of ${samples} runs of "${list.table}: ${name}" could be measured, ${unchanged} changed no row.`);
    return { name, count: results.length, unchanged, took: spread(results, 'took'), toRows: spread(results, 'toRows'), toPaint: spread(results, 'toPaint') };
  });
  const opened = list.opening?.results ?? [];
  const reading = { read: spread(opened, 'read'), http: spread(opened, 'http'), main: spread(opened, 'main'), exchanges: spread(opened, 'exchanges').median };
  return { acts, reading, rows: spread(opened, 'rows').median, drawn: spread(opened, 'drawn').median };
}
