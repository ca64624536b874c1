/**
 * `npm start`: opens the app from the checkout, in one command on a fresh clone: sees to Electron, to the libraries it
 * needs and to the build. Without an organisation's desk policy there is no tenant to sign in to, so it opens the demo
 * tenant then. `npm start -- --sign-in` shows the sign-in page instead; `--desk-config=FILE` uses that policy; what
 * else is given goes to the app.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { announce, appEnvironment, electronRuntime, executableOf } from './electron-runtime.mjs';
import { isCommand } from './lib/command.mjs';
import { buildIfStale } from './lib/build.mjs';
import { ROOT } from './lib/project.mjs';
import { whyNoSandbox } from './lib/sandbox.mjs';
import { reason, say } from './lib/say.mjs';
import { ensureElectronLibraries } from './system-packages.mjs';

/**
 * Where an administrator puts the desk policy.
 * @param {NodeJS.Platform} platform
 * @returns {string}
 */
export function machineWidePolicy(platform) {
  if (platform === 'win32') return 'C:\\ProgramData\\Tapdesk\\desk.json';
  return platform === 'darwin' ? '/Library/Application Support/Tapdesk/desk.json' : '/etc/tapdesk/desk.json';
}

/**
 * @param {readonly string[]} args what the caller gave
 * @param {boolean} hasPolicy whether this machine has a desk policy
 * @returns {readonly string[]} what the app is given
 */
export function appArguments(args, hasPolicy) {
  // npm takes the "--" away, other ways of starting this do not; Chromium would read no switch behind it.
  const given = args[0] === '--' ? args.slice(1) : args;
  const own = given.filter((arg) => arg !== '--sign-in');
  const saysWhere = own.length < given.length || own.some((arg) => arg === '--demo' || /^--desk-config(=|$)/.test(arg));
  return saysWhere || hasPolicy ? own : ['--demo', ...own];
}

/**
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} environment
 * @returns {boolean} whether a window could be shown
 */
export function hasDisplay(platform, environment) {
  return platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/** @returns {Promise<number>} the exit code */
async function start() {
  if (!hasDisplay(process.platform, process.env)) {
    say('start', 'there is no display to open a window on: run this in a desktop session, set DISPLAY, or try "xvfb-run npm start".');
    return 1;
  }
  const runtime = await electronRuntime();
  announce(runtime);
  if (!(await ensureElectronLibraries(executableOf(runtime)))) return 1;
  if (!(await buildIfStale())) return 1;
  const obstacle = whyNoSandbox(runtime.folder);
  if (obstacle) say('start', `Chromium's sandbox is off, which is for trying out only (${obstacle}).`);
  const policy = existsSync(machineWidePolicy(process.platform));
  const child = spawn(executableOf(runtime), [ROOT, ...appArguments(process.argv.slice(2), policy)], {
    stdio: 'inherit', env: appEnvironment(runtime),
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

if (isCommand(import.meta.url)) {
  try {
    process.exitCode = await start();
  } catch (error) {
    say('start', reason(error));
    process.exitCode = 1;
  }
}
