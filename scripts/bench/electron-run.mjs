/**
 * Starts one Electron with a hook in it, in a user-data folder of its own, and waits for what the hook tells. Every
 * wait has a limit, and nothing outlives it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { appEnvironment, executableOf } from '../electron-runtime.mjs';
import { ROOT } from '../lib/project.mjs';
import { endGroup } from '../lib/run.mjs';

const { MARK } = /** @type {{ MARK: string }} */ (createRequire(import.meta.url)('./hook/tell.cjs'));
const BARE = fileURLToPath(new URL('./bare', import.meta.url));

/** Who may read every grant and every contractor. */
const READS_ALL = ['--demo-role=Privileged Role Administrator', '--demo-role=Global Reader'];

/** What is started: Tapdesk in its demo tenant, in the large one (2,000 contractors, 500 live grants), or the bare window. */
export const SUBJECTS = Object.freeze({
  tapdesk: { app: ROOT, args: (/** @type {string} */ deskPolicy) => ['--demo', `--desk-config=${deskPolicy}`] },
  large: { app: ROOT, args: (/** @type {string} */ deskPolicy) => ['--demo', '--demo-large', ...READS_ALL, `--desk-config=${deskPolicy}`] },
  bare: { app: BARE, args: () => [] },
});

const DESK_POLICY = {
  version: 1,
  tenantId: '11111111-1111-1111-1111-111111111111',
  clientId: '22222222-2222-2222-2222-222222222222',
  cloud: 'global',
  limits: { everyone: { passesPerOperatorHour: 10_000, passesPerOperatorDay: 10_000 } },
};

/**
 * @typedef {{ readonly runtime: import('../electron-runtime.mjs').ElectronRuntime, readonly display: NodeJS.ProcessEnv }} Machine
 * @typedef {{ readonly spawnedAt: number, readonly pid: number, readonly message: any }} Told
 */

export const now = () => performance.timeOrigin + performance.now();

/**
 * @template T
 * @param {Machine} machine
 * @param {keyof typeof SUBJECTS} subject
 * @param {{ readonly hook: 'start' | 'work' | 'lists', readonly limitInMs: number, readonly settings?: unknown }} how
 * @param {(told: Told) => Promise<T> | T} use called with the hook's first message, the Electron still running
 * @returns {Promise<T>}
 */
export async function withElectron({ runtime, display }, subject, { hook, limitInMs, settings }, use) {
  const { app, args } = SUBJECTS[subject];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tapdesk-bench-'));
  // Quotas that a bench does not run into; everything else as built in.
  const deskPolicy = path.join(folder, 'desk.json');
  await writeFile(deskPolicy, JSON.stringify(DESK_POLICY));
  const hookFile = fileURLToPath(new URL(`./hook/${hook}.cjs`, import.meta.url));
  const spawnedAt = now();
  const child = spawn(executableOf(runtime), ['-r', hookFile, app, `--user-data-dir=${folder}`, ...args(deskPolicy)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    env: { ...appEnvironment(runtime), ...display, TMPDIR: folder, TAPDESK_BENCH: JSON.stringify(settings ?? {}) },
  });
  const gone = once(child, 'exit');
  try {
    const message = await firstMessage(child, limitInMs);
    if (message.kind === 'failed') throw new Error(`The hook in ${subject} failed: ${message.reason}`);
    return await use({ spawnedAt, pid: child.pid ?? 0, message });
  } finally {
    endGroup(child, 'SIGKILL');
    await gone;
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} limitInMs
 * @returns {Promise<any>}
 */
function firstMessage(child, limitInMs) {
  if (!child.stdout || !child.stderr) throw new Error('Started without pipes.');
  const lines = createInterface({ input: child.stdout });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text) => { complaints = (complaints + text).slice(-4_000); });
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ why) => reject(new Error(`${why}\n${complaints}`.trim()));
    const timer = setTimeout(() => fail(`Nothing was measured within ${limitInMs / 1000} s.`), limitInMs);
    lines.on('line', (line) => {
      if (!line.startsWith(MARK)) return;
      clearTimeout(timer);
      resolve(JSON.parse(line.slice(MARK.length)));
    });
    child.once('error', (error) => { clearTimeout(timer); fail(error.message); });
    child.once('exit', (code, signal) => { clearTimeout(timer); fail(`Electron ended with ${code ?? signal}.`); });
  });
}
