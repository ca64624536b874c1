/**
 * Where the project is, its installed commands, and whether what is built is still what is written.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** What a build is made of; a change in any of it makes the build stale. */
const SOURCES = ['main', 'renderer', 'shared', 'vite.config.ts', 'package.json', 'package-lock.json'];
const BUILT = ['dist/main/index.cjs', 'dist/preload/index.cjs', 'dist/renderer/index.html', 'dist/policy/desk.schema.json'];

/**
 * The script of a command that npm installed: started with this Node, it needs no shell and no npx.
 * @param {string} packageName
 * @param {string} [command] the command, when it is not named as the package
 * @returns {string}
 */
export function installedCommand(packageName, command = packageName) {
  const folder = path.join(ROOT, 'node_modules', packageName);
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  } catch (error) {
    throw new Error(`${packageName} is not installed. Run "npm ci" first.`, { cause: error });
  }
  const script = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[command];
  if (!script) throw new Error(`${packageName} ${manifest.version} has no command "${command}".`);
  return path.join(folder, script);
}

/**
 * @param {string} place a file or folder
 * @returns {number} when anything in it, or its list of files, last changed; 0 when it is not there
 */
function newestIn(place) {
  const info = statSync(place, { throwIfNoEntry: false });
  if (!info) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(place).map((name) => newestIn(path.join(place, name))));
}

/**
 * @param {string} [root]
 * @returns {boolean} whether `dist` is missing or older than what it is built from
 */
export function isBuildStale(root = ROOT) {
  const built = BUILT.map((file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.min(...built) < Math.max(...SOURCES.map((place) => newestIn(path.join(root, place))));
}
