/**
 * `npm run canary-run`: takes passcodes through every path of the real app, then looks for them, and for the keys of
 * encrypted PDFs, in every file that existed at any moment of the run and in everything that crossed to the window. Prints
 * what was walked and searched, and PASSED or FAILED last. `-- --plant=file|utf16|pdf|reply|key` leaks one on purpose: that
 * must be found, and so must fail.
 * What it covers and what not: docs/canary-run.md.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { announce, electronRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { buildIfStale } from './lib/build.mjs';
import { openTestDisplay } from './lib/display.mjs';
import { installedCommand, ROOT } from './lib/project.mjs';
import { runStep } from './lib/run.mjs';
import { reason, say } from './lib/say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const LIMIT_IN_MS = 19 * 60_000;
const PLANTS = ['file', 'utf16', 'pdf', 'reply', 'key'];

/** @typedef {import('../test/canary-run/plan').Report} Report */

/**
 * @param {string | null} plant
 * @returns {Promise<Report | null>} null when the run did not come to its end
 */
async function run(plant) {
  const runtime = await electronRuntime();
  announce(runtime);
  if (!(await ensureSystemPackages('test')) || !(await buildIfStale())) return null;
  // An extra: without it the run goes on, and says so.
  await ensureSystemPackages('trace');
  // Short: the name of a socket in it may have about a hundred characters.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'canary-'));
  const display = await openTestDisplay();
  try {
    // Playwright describes a page on which something failed in a file, passcode and all: it goes with the folder.
    const args = [installedCommand('@playwright/test', 'playwright'), 'test', '--project=canary', `--output=${path.join(folder, 'playwright')}`];
    const plan = JSON.stringify({ electron: runtime.folder, folder, plant });
    const env = { ...display.environment, ...runtimeEnvironment(runtime), TAPDESK_CANARY_PLAN: plan };
    await runStep(process.execPath, args, LIMIT_IN_MS, { cwd: ROOT, env });
    return JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8'));
  } finally {
    display.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** @param {Report} report */
function print({ paths, passcodes, searched, messages, notes, findings }) {
  const mib = (/** @type {number} */ bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
  console.log('\nPaths walked');
  for (const { walk, name, state, seconds, passcodes: made } of paths) console.log(`  ${state.padEnd(11)} ${seconds.toFixed(1).padStart(5)} s  ${String(made).padStart(2)} passcodes  ${walk}: ${name}`);
  console.log('\nPasscodes and keys known, by source');
  for (const { source, count } of passcodes) console.log(`  ${String(count).padStart(5)}  ${source}`);
  console.log('\nSearched on disk');
  for (const { what, files, bytes } of searched) console.log(`  ${String(files).padStart(5)} files  ${mib(bytes).padStart(10)}  ${what}`);
  console.log('\nSearched between app and window');
  for (const { what, count, holding } of messages) console.log(`  ${String(count).padStart(5)}  ${what}, ${holding} with a passcode or a key`);
  console.log(`\n${notes.join('\n')}`);
  for (const { walk, name, why } of paths.filter(({ state }) => state === 'failed')) console.log(`\nFAILED PATH: ${walk}: ${name}\n${why}`);
  console.log(findings.length === 0 ? '\nNo passcode and no key was found where none may be.' : '\nFound:');
  for (const finding of findings) console.log(`  ${finding}`);
}

const wish = process.argv.slice(2).find((argument) => argument.startsWith('--plant='))?.slice('--plant='.length) ?? null;
const unknown = process.argv.slice(2).filter((argument) => !argument.startsWith('--plant='));
if (process.platform !== 'linux') {
  say('canary-run', 'runs on Linux only: the tenant, the browser and the way files are kept are those of Linux.');
  process.exitCode = 2;
} else if (unknown.length > 0 || (wish !== null && !PLANTS.includes(wish))) {
  say('canary-run', `understands --plant=${PLANTS.join('|')} and nothing else.`);
  process.exitCode = 2;
} else {
  const begun = Date.now();
  const report = await run(wish).catch((error) => { say('canary-run', reason(error)); return null; });
  if (report) print(report);
  const isGood = report !== null && report.findings.length === 0 && report.paths.length > 0 && report.paths.every(({ state }) => state === 'walked');
  if (wish !== null) console.log(`\nPlanted: ${wish}. ${report && report.findings.length > 0 ? 'Found, as it must be.' : 'NOT FOUND: the search misses it.'}`);
  console.log(`\n${isGood ? 'PASSED' : 'FAILED'} after ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  process.exitCode = isGood ? 0 : 1;
}
