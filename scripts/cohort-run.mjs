/**
 * `npm run cohort-run`: 200 new hires of a demo tenant that throttles and loses answers get their passes in one run of a real
 * desk, which is killed in the middle; then everybody is counted by the tenant's own state. `-- --seeds=N`, `-- --seed=N`,
 * `-- --people=20`, `-- --plant=NAME` (a bug on purpose: the run must find it). Needs Node alone, no Electron.
 * Exit code: 0 passed, 1 not passed, 2 could not be run. See docs/cohort-run.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildFaultRun, cohortRunEnvironment } from './lib/fault-run.mjs';
import { runStep } from './lib/run.mjs';
import { reason, say } from './lib/say.mjs';

const LIMIT_IN_MS = 60 * 60 * 1000;

const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-cohort-run-'));
/** @type {string[]} */
const toRemove = [];
try {
  const built = await buildFaultRun('cohort-run');
  toRemove.push(built.folder);
  const code = await runStep(process.execPath, [built.run, ...process.argv.slice(2)], LIMIT_IN_MS, { env: { ...process.env, ...cohortRunEnvironment(built, folder) } });
  process.exitCode = code === 'limit' ? 2 : code;
  // The journals of a run that failed are evidence.
  if (code === 0) toRemove.push(folder);
  else say('cohort-run', `the journals are in ${folder}`);
} catch (error) {
  say('cohort-run', reason(error));
  process.exitCode = 2;
} finally {
  for (const each of toRemove) rmSync(each, { recursive: true, force: true });
}
