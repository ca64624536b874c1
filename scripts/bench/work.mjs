/**
 * What Tapdesk itself adds to an issue and to a search, in the real window against the demo tenant, with the time taken
 * out in which an HTTP exchange was in flight: that is the service's, and the same for every tool.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../lib/project.mjs';
import { withElectron } from './electron-run.mjs';
import { medianOf, quantile } from './statistics.mjs';

const LIMIT_IN_MS = 150_000;
const WARM_UP = 3;
const DEBOUNCE_SOURCE = 'renderer/features/people/use-people-search.ts';

/** The search waits this long for the next key on purpose; it is the renderer's own number. */
export async function debounceInMs() {
  const source = await readFile(path.join(ROOT, DEBOUNCE_SOURCE), 'utf8');
  const value = /\bDEBOUNCE_MILLISECONDS\s*=\s*(\d+)/.exec(source)?.[1];
  if (value === undefined) throw new Error(`${DEBOUNCE_SOURCE} names no DEBOUNCE_MILLISECONDS any more: tell scripts/bench/work.mjs where it is.`);
  return Number(value);
}

/**
 * @param {readonly Readonly<Record<string, number>>[]} results
 * @param {readonly (readonly [name: string, key: string])[]} parts
 */
function summary(results, parts) {
  const values = (/** @type {string} */ key) => results.map((result) => result[key] ?? NaN);
  return {
    count: results.length,
    p95: quantile(values('beyond'), 0.95),
    median: quantile(values('beyond'), 0.5),
    parts: parts.map(([name, key]) => ({ name, median: medianOf(results, (result) => result[key]) ?? NaN, p95: quantile(values(key), 0.95) })),
    exchanges: medianOf(results, ({ exchanges }) => exchanges) ?? NaN,
  };
}

/**
 * @param {import('./electron-run.mjs').Machine} machine
 * @param {number} samples
 */
export async function measureWork(machine, samples) {
  const debounce = await debounceInMs();
  const settings = { samples, warmUp: WARM_UP, debounceInMs: debounce };
  const { issue, search } = await withElectron(machine, 'tapdesk', { hook: 'work', limitInMs: LIMIT_IN_MS, settings }, ({ message }) => message);
  for (const [name, { results, refused = {} }] of Object.entries({ issue, search })) {
    if (results.length < samples) throw new Error(`Only ${results.length} of ${samples} runs of "${name}" could be measured ${JSON.stringify(refused)}.`);
  }
  return {
    debounce,
    issue: summary(issue.results, [
      ['total, as the window sees it', 'total'],
      ['HTTP in flight', 'http'],
      ['main process: limits, journal, vault, parsing', 'main'],
      ['bridge between window and main process', 'bridge'],
    ]),
    search: summary(search.results, [
      ['total after the debounce', 'total'],
      ['HTTP in flight', 'http'],
      ['timer, React, bridge to the main process', 'toMain'],
      ['main process: query, parsing, ranking', 'main'],
      ['bridge back, React, rows in the document', 'toRows'],
      ['to the painted frame', 'toPaint'],
    ]),
  };
}
