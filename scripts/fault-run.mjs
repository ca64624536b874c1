/**
 * `npm run fault-run`: at least 2,000 passes are issued and revoked by a real desk against the demo tenant, which fails at
 * every step, while the desk is killed again and again; then four things are counted that must be zero. `-- --issues=N`,
 * `-- --seed=N`, `-- --plant=NAME` (a bug on purpose: the run must find it). Needs Node alone, no Electron.
 * Exit code: 0 passed, 1 not passed, 2 could not be run. See docs/fault-run.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildFaultRun, faultRunEnvironment } from './lib/fault-run.mjs';
import { runStep } from './lib/run.mjs';
import { reason, say } from './lib/say.mjs';

const LIMIT_IN_MS = 30 * 60 * 1000;

const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-fault-run-'));
/** @type {string[]} */
const toRemove = [];
try {
  const built = await buildFaultRun();
  toRemove.push(built.folder);
  const code = await runStep(process.execPath, [built.run, ...process.argv.slice(2)], LIMIT_IN_MS, { env: { ...process.env, ...faultRunEnvironment(built, folder) } });
  process.exitCode = code === 'limit' ? 2 : code;
  // The journals of a run that failed are evidence.
  if (code === 0) toRemove.push(folder);
  else say('fault-run', `the journals are in ${folder}`);
} catch (error) {
  say('fault-run', reason(error));
  process.exitCode = 2;
} finally {
  for (const each of toRemove) rmSync(each, { recursive: true, force: true });
}
