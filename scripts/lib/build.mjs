/**
 * Building the app (main, preload, renderer), the same way from every script.
 */
import { installedCommand, isBuildStale, ROOT } from './project.mjs';
import { runStep } from './run.mjs';

const BUILD_LIMIT_IN_MS = 5 * 60 * 1000;

/** @returns {Promise<boolean>} whether it was built; if not, the builder has said why */
export async function build() {
  const args = [installedCommand('vite'), 'build', '--app', '--logLevel', 'warn'];
  return (await runStep(process.execPath, args, BUILD_LIMIT_IN_MS, { cwd: ROOT })) === 0;
}

/** @returns {Promise<boolean>} whether `dist` is up to date now */
export async function buildIfStale() {
  return isBuildStale() ? build() : true;
}
