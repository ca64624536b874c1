/**
 * A Node that is new enough. The project runs on Node 20, but a few tools (Electron's own installer, for one) ask for
 * a newer one; instead of asking people to change theirs, the tool alone is run with one from the npm registry.
 *
 * As a command: `node scripts/node-runtime.mjs [MINIMUM]` prints the path of a Node that satisfies MINIMUM.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { isCommand } from './lib/command.mjs';
import { cachedFolder } from './lib/cache.mjs';
import { fetchPackage } from './lib/npm.mjs';
import { reason, say } from './lib/say.mjs';
import { atLeast } from './lib/versions.mjs';

export const PACKAGED_NODE = '24.21.0';

/** The platforms for which the registry has that Node, each with the integrity of its archive. */
export const PACKAGES = Object.freeze({
  'linux-x64': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'linux-arm64': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  'win32-x64': 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
});

/**
 * @param {string} minimum such as `22.12.0`
 * @param {{ current?: string, platform?: string }} [machine] for tests
 * @returns {Promise<string>} the path of a Node executable that is at least `minimum`
 */
export async function nodeAtLeast(minimum, machine = {}) {
  const current = machine.current ?? process.versions.node;
  const platform = machine.platform ?? `${process.platform}-${process.arch}`;
  if (atLeast(current, minimum)) return process.execPath;
  const integrity = /** @type {Record<string, string | undefined>} */ (PACKAGES)[platform];
  if (!atLeast(PACKAGED_NODE, minimum) || !integrity) {
    throw new Error(`This needs Node ${minimum} or newer; this is ${current}. Install a newer Node and try again.`);
  }
  const name = platform.replace('win32', 'win');
  const executable = name.startsWith('win') ? 'bin/node.exe' : 'bin/node';
  const folder = await cachedFolder(`node-${PACKAGED_NODE}-${name}`, async (scratch) => {
    say('node-runtime', `fetching Node ${PACKAGED_NODE} from the npm registry, because this step needs ${minimum} or newer`);
    const archive = await fetchPackage(`node-${name}@${PACKAGED_NODE}`, integrity, scratch);
    const members = [`package/${executable}`, 'package/LICENSE'];
    // Relative paths: the tar of Windows takes `C:` in an archive's name for a host.
    await promisify(execFile)('tar', ['-xzf', path.basename(archive), ...members], { cwd: scratch, timeout: 120_000 });
    return path.join(scratch, 'package');
  });
  return path.join(folder, executable);
}

if (isCommand(import.meta.url)) {
  try {
    console.log(await nodeAtLeast(process.argv[2] ?? '22.12.0'));
  } catch (error) {
    say('node-runtime', reason(error));
    process.exitCode = 1;
  }
}
