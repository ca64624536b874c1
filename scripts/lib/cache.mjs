/**
 * The folder in which development tools that were fetched once are kept, and the way to put something there: built
 * beside its place and renamed into it, so that a reader sees all of it or nothing, whoever else builds it meanwhile.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const DAY_IN_MS = 24 * 60 * 60 * 1000;

/** @returns {string} Tapdesk's own folder under the user's cache folder */
export function cacheRoot() {
  if (process.platform === 'win32') {
    return path.join(process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local'), 'tapdesk-development');
  }
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'tapdesk-development');
  // The XDG specification: a path that is not absolute is to be ignored.
  const xdg = process.env.XDG_CACHE_HOME;
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : path.join(os.homedir(), '.cache'), 'tapdesk-development');
}

/**
 * The folder `name` of the cache, made by `build` when it is not there yet.
 * @param {string} name
 * @param {(scratch: string) => Promise<string>} build fills `scratch` and returns the folder in it to keep
 * @param {string} [root]
 * @returns {Promise<string>}
 */
export async function cachedFolder(name, build, root = cacheRoot()) {
  const place = path.join(root, name);
  if (existsSync(place)) return place;
  await mkdir(root, { recursive: true });
  await sweep(root);
  const scratch = await mkdtemp(path.join(root, 'tmp-'));
  try {
    const made = await build(scratch);
    await rename(made, place).catch((/** @type {unknown} */ error) => {
      // Another caller was faster; what it put there came from the same pinned source.
      if (!existsSync(place)) throw error;
    });
    return place;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Removes what killed builds left behind; a young one may belong to a caller that is still at it.
 * @param {string} root
 */
async function sweep(root) {
  for (const entry of await readdir(root)) {
    if (!entry.startsWith('tmp-')) continue;
    const folder = path.join(root, entry);
    const info = await stat(folder).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > DAY_IN_MS) await rm(folder, { recursive: true, force: true });
  }
}
