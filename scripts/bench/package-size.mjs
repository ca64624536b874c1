/**
 * What the installed app weighs beyond Electron itself: the files of the unpacked package that the Electron it was made
 * of does not have.
 */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../lib/project.mjs';
import { runLimited } from '../lib/run.mjs';

const PACKAGE_LIMIT_IN_MS = 5 * 60_000;
const UNPACKED = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };
/** How electron-builder renames what stays the same. */
const RENAMED = new Map([['tapdesk', 'electron'], ['tapdesk.exe', 'electron.exe'], ['LICENSE.electron.txt', 'LICENSE']]);

/** @param {string} folder */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  return new Map(await Promise.all(files.map(async (file) => /** @type {const} */ ([path.relative(folder, file), (await stat(file)).size]))));
}

const changedAt = (/** @type {string} */ file) => stat(file).then((info) => info.mtimeMs, () => 0);

/** @param {import('../electron-runtime.mjs').ElectronRuntime} runtime */
export async function measurePackage(runtime) {
  const place = path.join(ROOT, 'release', /** @type {Record<string, string>} */ (UNPACKED)[process.platform] ?? 'linux-unpacked');
  const packed = await changedAt(path.join(place, 'resources/app.asar'));
  if (packed < (await changedAt(path.join(ROOT, 'dist/main/index.cjs')))) {
    await runLimited(process.execPath, [path.join(ROOT, 'scripts/package.mjs')], PACKAGE_LIMIT_IN_MS, { cwd: ROOT });
  }
  const electron = await filesIn(runtime.folder);
  /** @type {{ readonly name: string, readonly bytes: number }[]} */
  const added = [];
  for (const [name, size] of await filesIn(place)) {
    const was = electron.get(RENAMED.get(name) ?? name) ?? 0;
    if (size > was) added.push({ name, bytes: size - was });
  }
  added.sort((a, b) => b.bytes - a.bytes);
  return { bytes: added.reduce((sum, { bytes }) => sum + bytes, 0), added };
}
