/**
 * `npm run role-run`: 1,000 random sequences of granting, extending, ending and crashing by a real desk against demo tenants
 * that fail; then what the desk says is compared with what the tenants have. `-- --sequences=N`, `-- --seed=N`,
 * `-- --lanes=N`, `-- --plant=NAME` (a bug on purpose: the run must find it). Needs Node alone, no Electron.
 * Exit code: 0 passed, 1 not passed, 2 could not be run. See docs/role-run.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildFaultRun, roleRunEnvironment } from './lib/fault-run.mjs';
import { runStep } from './lib/run.mjs';
import { reason, say } from './lib/say.mjs';

const LIMIT_IN_MS = 60 * 60 * 1000;

const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-role-run-'));
/** @type {string[]} */
const toRemove = [];
try {
  const built = await buildFaultRun('role-run');
  toRemove.push(built.folder);
  const code = await runStep(process.execPath, [built.run, ...process.argv.slice(2)], LIMIT_IN_MS, { env: { ...process.env, ...roleRunEnvironment(built, folder) } });
  process.exitCode = code === 'limit' ? 2 : code;
  // The journals of a run that failed are evidence.
  if (code === 0) toRemove.push(folder);
  else say('role-run', `the journals are in ${folder}`);
} catch (error) {
  say('role-run', reason(error));
  process.exitCode = 2;
} finally {
  for (const each of toRemove) rmSync(each, { recursive: true, force: true });
}
