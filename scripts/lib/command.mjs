/**
 * Whether a script was started as a command or imported as a library.
 */
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Compared by what the paths lead to: in a checkout that is reached through a link the two are written differently.
 * @param {string} moduleUrl `import.meta.url`
 * @returns {boolean}
 */
export function isCommand(moduleUrl) {
  const started = process.argv[1];
  return started !== undefined && existsSync(started) && realpathSync(started) === realpathSync(fileURLToPath(moduleUrl));
}
