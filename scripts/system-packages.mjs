/**
 * Sees that the system libraries and programs are there that npm cannot bring: those Electron is linked against, and
 * those the tests use. On Debian and its relatives they are installed when that needs no question (root, or sudo
 * without a password); otherwise the one command that does it is named, and nothing is touched.
 *
 * As a command: `node scripts/system-packages.mjs [electron|test]`, `test` (with all of `electron`) if nothing is said.
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { isCommand } from './lib/command.mjs';
import {
  ELECTRON_PACKAGES, missingFrom, namesToInstall, readAvailable, readInstalled, readMissingLibraries, TEST_PACKAGES, TRACE_PACKAGES,
} from './lib/debian-packages.mjs';
import { runLimited } from './lib/run.mjs';
import { reason, say } from './lib/say.mjs';

const run = promisify(execFile);
const UPDATE_LIMIT_IN_MS = 3 * 60 * 1000;
const INSTALL_LIMIT_IN_MS = 10 * 60 * 1000;
/** Another package manager may be at work (unattended upgrades): wait for it, and try a broken download again. */
const PATIENCE = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
const INSTALL = ['install', '--yes', '--no-install-recommends'];

/** Debian's front end asks nothing and shows no dialogs. */
const QUIETLY = ['env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C', 'apt-get', ...PATIENCE];

/** @returns {boolean} */
const isDebianLike = () => process.platform === 'linux' && existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-query');

/** @returns {readonly string[] | undefined} what to put before a command so that it may install; undefined when nothing does */
function administrator() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore', timeout: 5_000 }).status === 0 ? ['sudo', '-n'] : undefined;
}

/** @param {readonly import('./lib/debian-packages.mjs').Want[]} wants */
async function missingPackages(wants) {
  const listing = await run('dpkg-query', ['--show', '--showformat=${db:Status-Abbrev} ${Package}\n'], { maxBuffer: 1 << 26 });
  return missingFrom(wants, readInstalled(listing.stdout));
}

/** @param {readonly import('./lib/debian-packages.mjs').Want[]} wants */
async function nameThem(wants) {
  const policy = await run('apt-cache', ['policy', ...wants.flatMap(({ names }) => names)], { env: { ...process.env, LC_ALL: 'C' } })
    .catch(() => ({ stdout: '' }));
  return namesToInstall(wants, readAvailable(policy.stdout));
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly import('./lib/debian-packages.mjs').Want[]} wants
 */
async function install(prefix, wants) {
  /** @param {readonly string[]} args @param {number} limitInMs */
  const apt = (args, limitInMs) => {
    const [command = '', ...rest] = [...prefix, ...QUIETLY, ...args];
    return runLimited(command, rest, limitInMs);
  };
  // A source that is down or a stale list is no reason to give up: the packages may be known already.
  await apt(['update'], UPDATE_LIMIT_IN_MS).catch((error) => say('system-packages', `apt-get update had trouble, going on: ${lastLine(error)}`));
  say('system-packages', `installing ${(await nameThem(wants)).join(' ')}`);
  try {
    await apt([...INSTALL, ...(await nameThem(wants))], INSTALL_LIMIT_IN_MS);
  } catch (error) {
    say('system-packages', `the first try failed (${lastLine(error)}); trying once more with fresh lists`);
    await apt(['-o', 'Acquire::http::No-Cache=true', 'update'], UPDATE_LIMIT_IN_MS).catch(() => undefined);
    await apt([...INSTALL, '--fix-broken', ...(await nameThem(wants))], INSTALL_LIMIT_IN_MS);
  }
}

/** @param {unknown} error */
function lastLine(error) {
  return reason(error).trim().split('\n').findLast((line) => /^[EW]:/.test(line)) ?? reason(error).trim().split('\n').at(-1) ?? '';
}

/**
 * @param {'electron' | 'test' | 'trace'} purpose
 * @returns {Promise<boolean>} whether all is there; if not, stderr says what to do
 */
export async function ensureSystemPackages(purpose) {
  if (!isDebianLike()) return true;
  const wants = { electron: ELECTRON_PACKAGES, test: [...ELECTRON_PACKAGES, ...TEST_PACKAGES], trace: TRACE_PACKAGES }[purpose];
  const missing = await missingPackages(wants);
  if (missing.length === 0) return true;
  const prefix = administrator();
  const byHand = async () => `sudo apt-get update && sudo apt-get ${INSTALL.join(' ')} ${(await nameThem(missing)).join(' ')}`;
  if (!prefix) {
    say('system-packages', `system packages are missing. Install them, then try again:\n  ${await byHand()}`);
    return false;
  }
  try {
    await install(prefix, missing);
    return true;
  } catch (error) {
    say('system-packages', `apt-get could not install what is missing:\n${reason(error)}\nSee to that, then: ${await byHand()}`);
    return false;
  }
}

/**
 * For `npm start`: asks the executable itself, so that a system that is not Debian's gets a useful word too.
 * @param {string} executable Electron's
 * @returns {Promise<boolean>} whether it can be loaded; if not, stderr says what to do
 */
export async function ensureElectronLibraries(executable) {
  if (process.platform !== 'linux') return true;
  const missing = async () => readMissingLibraries((await run('ldd', [executable]).catch(() => ({ stdout: '' }))).stdout);
  if ((await missing()).length === 0) return true;
  if (isDebianLike() && !(await ensureSystemPackages('electron'))) return false;
  const left = await missing();
  if (left.length > 0) say('system-packages', `Electron needs libraries that this system lacks: ${left.join(', ')}. Install the packages that hold them.`);
  return left.length === 0;
}

if (isCommand(import.meta.url)) {
  process.exitCode = (await ensureSystemPackages(process.argv[2] === 'electron' ? 'electron' : 'test')) ? 0 : 1;
}
