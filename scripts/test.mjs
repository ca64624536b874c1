/**
 * `npm test`: everything that must hold, in one command on a fresh clone, and what CI runs. It installs the system
 * packages it may, gets an Electron, then goes from the cheap checks to the dear ones and stops at the first step that
 * fails. `npm test -- unit|e2e|package [ARGUMENTS]` runs one part with what that needs; ARGUMENTS go to its runner.
 * The last line is `N passed, N failed, N skipped`. Every step has a time limit: nothing here may hang.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { announce, electronRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { build } from './lib/build.mjs';
import { openTestDisplay } from './lib/display.mjs';
import { npmCommand } from './lib/npm.mjs';
import { installedCommand, ROOT } from './lib/project.mjs';
import { runStep } from './lib/run.mjs';
import { reason, say } from './lib/say.mjs';
import { add, closingLine, NOTHING, tallyOf } from './lib/tally.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const MINUTE_IN_MS = 60_000;
const PARTS = ['unit', 'e2e', 'package'];

const [only, ...runnerArguments] = process.argv.slice(2);
if (only !== undefined && !PARTS.includes(only)) {
  say('test', `there is no part "${only}": say ${PARTS.join(', ')}, or nothing for all of them.`);
  process.exit(2);
}
const reports = await mkdtemp(path.join(os.tmpdir(), 'tapdesk-test-'));
let tally = NOTHING;
/** @type {NodeJS.ProcessEnv} what the steps run in; the Electron in use is added to it */
let environment = { ...process.env };
delete environment.ELECTRON_RUN_AS_NODE;

/**
 * @param {readonly string[]} args a script and its arguments, for this Node
 * @param {number} minutes
 * @param {NodeJS.ProcessEnv} [extra]
 */
async function node(args, minutes, extra = {}) {
  const code = await runStep(process.execPath, args, minutes * MINUTE_IN_MS, { cwd: ROOT, env: { ...environment, ...extra } });
  if (code === 'limit') say('test', `ended at its time limit of ${minutes} minutes`);
  return code === 0;
}

/** The rooms have a configuration each; package.json lists them. */
async function types() {
  const npm = npmCommand();
  return (await runStep(npm.command, [...npm.args, 'run', '--silent', 'typecheck'], 5 * MINUTE_IN_MS, { cwd: ROOT, shell: npm.shell })) === 0;
}

async function unitTests() {
  const report = path.join(reports, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const strict = process.env.CI ? ['--allowOnly=false'] : [];
  const ok = await node([installedCommand('vitest'), 'run', ...reporters, ...strict, ...runnerArguments], 20);
  const counted = tallyOf(report, ok);
  tally = add(tally, counted);
  return counted.failed === 0;
}

/** @param {'e2e' | 'package'} project */
async function electronTests(project) {
  const report = path.join(reports, `${project}.json`);
  const display = await openTestDisplay();
  try {
    const args = [installedCommand('@playwright/test', 'playwright'), 'test', `--project=${project}`, ...runnerArguments];
    const ok = await node(args, project === 'e2e' ? 25 : 10, { ...display.environment, ...environmentOfElectron, TAPDESK_TEST_REPORT: report });
    const counted = tallyOf(report, ok);
    tally = add(tally, counted);
    return counted.failed === 0;
  } finally {
    display.close();
  }
}

/** @type {Record<string, string>} */
let environmentOfElectron = {};
async function electron() {
  const runtime = await electronRuntime();
  announce(runtime);
  environmentOfElectron = runtimeEnvironment(runtime);
  environment = { ...environment, ...environmentOfElectron };
  return true;
}

/** @typedef {{ readonly name: string, readonly of: readonly string[], readonly isTests?: true, readonly run: () => Promise<boolean> }} Step */
/** @type {readonly Step[]} `of`: the parts that need the step; a full run takes all */
const STEPS = [
  { name: 'System packages', of: PARTS, run: () => ensureSystemPackages('test') },
  { name: 'Electron', of: ['e2e', 'package'], run: electron },
  { name: 'Lint', of: [], run: () => node([installedCommand('eslint'), '.', '--max-warnings', '0'], 5) },
  { name: 'Types', of: [], run: types },
  { name: 'Build', of: ['e2e'], run: build },
  { name: 'Unit and integration tests', of: ['unit'], isTests: true, run: unitTests },
  { name: 'End-to-end tests', of: ['e2e'], isTests: true, run: () => electronTests('e2e') },
  { name: 'Package', of: ['package'], run: () => node([path.join(ROOT, 'scripts/package.mjs')], 10) },
  { name: 'Tests of the package', of: ['package'], isTests: true, run: () => electronTests('package') },
];

const begun = Date.now();
const seconds = (/** @type {number} */ since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
/** @type {string | undefined} */
let failedStep;
for (const step of STEPS.filter(({ of }) => only === undefined || of.includes(only))) {
  console.log(`\n=== ${step.name}`);
  const since = Date.now();
  const ok = await step.run().catch((error) => { say('test', reason(error)); return false; });
  console.log(`--- ${step.name}: ${ok ? 'ok' : 'FAILED'} (${seconds(since)})`);
  if (ok) continue;
  failedStep = step.name;
  // A step that is no test, or a test run that never began, still has to show in the sum.
  if (!step.isTests || tally.failed === 0) tally = add(tally, { ...NOTHING, failed: 1 });
  break;
}
await rm(reports, { recursive: true, force: true });
console.log(`\n${failedStep === undefined ? 'All steps passed' : `Stopped at "${failedStep}"`} after ${seconds(begun)}.`);
console.log(closingLine(tally));
process.exitCode = failedStep === undefined && tally.failed === 0 ? 0 : 1;
