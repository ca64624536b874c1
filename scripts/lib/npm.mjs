/**
 * Fetching one package from the npm registry that the user's npm is set up for, without adding it to the project:
 * development tools that are big, for one platform only, or needed only sometimes do not belong in package.json.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const FETCH_LIMIT_IN_MS = 10 * 60 * 1000;

/**
 * How to run npm: through this Node where its own npm is found, since `npm.cmd` cannot be started without a shell.
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand() {
  const bin = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const cli = candidates.find((file) => file.endsWith('npm-cli.js') && existsSync(file));
  if (cli) return { command: process.execPath, args: [cli], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * Downloads `spec` and checks it against the integrity written here, not against what the registry says today.
 * @param {string} spec such as `name@1.2.3`
 * @param {string} integrity `sha512-…`
 * @param {string} folder an empty folder that receives the archive
 * @returns {Promise<string>} the archive's path
 */
export async function fetchPackage(spec, integrity, folder) {
  const npm = npmCommand();
  const args = [...npm.args, 'pack', spec, '--pack-destination', folder, '--ignore-scripts', '--loglevel', 'error'];
  // Outside the project, so that its .npmrc and package.json play no part.
  await promisify(execFile)(npm.command, args, { cwd: folder, shell: npm.shell, timeout: FETCH_LIMIT_IN_MS, maxBuffer: 1 << 24 });
  const archive = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (!archive) throw new Error(`npm fetched ${spec} but left no archive.`);
  const file = path.join(folder, archive);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) {
    throw new Error(`${spec} is not what it should be: expected ${integrity}, received ${found}. It was not unpacked.`);
  }
  return file;
}
