/**
 * `npm run package`: the app as it is installed, in `release/`. Without more it makes the unpacked folder of this
 * platform, which is what the tests of the package drive. `npm run package -- --all` makes every target of this
 * platform (electron-builder.yml), on a build machine, and only from the official Electron that package.json names.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build as pack } from 'electron-builder';
import { announce, electronRuntime, executableOf, shippingVersion } from './electron-runtime.mjs';
import { isCommand } from './lib/command.mjs';
import { build } from './lib/build.mjs';
import { debAfterInstall } from './lib/deb-after-install.mjs';
import { builderConfiguration, fusesFor, readFuses } from './lib/fuses.mjs';
import { ROOT } from './lib/project.mjs';
import { reason, say } from './lib/say.mjs';

/**
 * @param {import('./electron-runtime.mjs').ElectronRuntime} runtime
 * @param {string} shipping the version that package.json names
 * @returns {string | undefined} why nothing for users may be made from it
 */
export function whyNotForUsers({ kind, version }, shipping) {
  if (kind === 'fallback') return `the Electron at hand is the fallback ${version}, which is out of support`;
  return version === shipping ? undefined : `the Electron at hand is ${version}, not the ${shipping} that package.json names`;
}

/**
 * electron-builder.yml, made to use the Electron at hand instead of downloading one.
 * @param {any} configuration
 * @param {import('./electron-runtime.mjs').ElectronRuntime} runtime
 * @param {number} wireLength how many fuses its executable has
 * @param {string} afterInstall the .deb's script after installation, a file
 */
export function configurationFor(configuration, { folder, kind, version }, wireLength, afterInstall) {
  const fuses = configuration.electronFuses;
  return {
    ...configuration,
    electronDist: folder,
    electronVersion: version,
    deb: { ...configuration.deb, afterInstall },
    // The shipping Electron has them all; electron-builder fails if one is missing there, as it should.
    electronFuses: kind === 'official' ? fuses : fusesFor(fuses, wireLength),
  };
}

/** @param {boolean} all */
async function makePackage(all) {
  const runtime = await electronRuntime();
  announce(runtime);
  const obstacle = whyNotForUsers(runtime, shippingVersion());
  if (all && obstacle) throw new Error(`Nothing was packaged: ${obstacle}. Run this where the official Electron can be downloaded.`);
  if (!(await build())) throw new Error('Nothing was packaged: the build failed.');
  const configuration = builderConfiguration();
  const output = path.join(ROOT, configuration.directories.output);
  await rm(output, { recursive: true, force: true });
  const platform = process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'win' : 'linux';
  const wireLength = (await readFuses(executableOf(runtime))).length;
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'tapdesk-package-'));
  try {
    // As a file: an object would be laid over electron-builder.yml, and could not take a fuse away.
    const config = path.join(scratch, 'electron-builder.json');
    const afterInstall = path.join(scratch, 'deb-after-install.sh');
    await writeFile(afterInstall, debAfterInstall());
    await writeFile(config, JSON.stringify(configurationFor(configuration, runtime, wireLength, afterInstall)));
    // An empty list stands for the targets of the configuration.
    await pack({ projectDir: ROOT, config, [platform]: all ? [] : ['dir'], publish: 'never' });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  say('package', `made in ${path.relative(process.cwd(), output) || output}`);
  if (obstacle) say('package', `FOR TESTS ONLY, do not hand this to anybody: ${obstacle}.`);
}

if (isCommand(import.meta.url)) {
  const unknown = process.argv.slice(2).filter((arg) => arg !== '--all');
  try {
    if (unknown.length > 0) throw new Error(`"${unknown.join(' ')}" is not understood: there is only --all.`);
    await makePackage(process.argv.includes('--all'));
  } catch (error) {
    say('package', reason(error));
    process.exitCode = 1;
  }
}
