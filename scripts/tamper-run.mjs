/**
 * `npm run tamper-run`: 1,000 tamperings with a journal of 100,000 entries, each of which must be found with the right first bad
 * entry, and 200 kills of processes that append, none of which may lose an acknowledged entry. `-- --tamperings=N`, `-- --entries=N`,
 * `-- --kills=N`, `-- --seed=N`, `-- --plant=NAME` (a weakness on purpose: the run must find it). Needs Node alone, no Electron.
 * Exit code: 0 passed, 1 not passed, 2 could not be run. See docs/tamper-run.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runStep } from './lib/run.mjs';
import { reason, say } from './lib/say.mjs';
import { buildTamperRun, tamperRunEnvironment } from './lib/tamper-run.mjs';

const LIMIT_IN_MS = 60 * 60 * 1000;

const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-tamper-run-'));
/** @type {string[]} */
const toRemove = [];
try {
  const built = await buildTamperRun();
  toRemove.push(built);
  const code = await runStep(process.execPath, ['--expose-gc', path.join(built, 'run.cjs'), ...process.argv.slice(2)], LIMIT_IN_MS, { env: { ...process.env, ...tamperRunEnvironment(built, folder) } });
  process.exitCode = code === 'limit' ? 2 : code;
  // The journals of a run that failed are evidence.
  if (code === 0) toRemove.push(folder);
  else say('tamper-run', `the journals are in ${folder}`);
} catch (error) {
  say('tamper-run', reason(error));
  process.exitCode = 2;
} finally {
  for (const each of toRemove) rmSync(each, { recursive: true, force: true });
}
