/** `npm run frames`: a run of 2,000 in the real app, and a scroll through the history that the bench has prepared: how long each frame of the window took. Prints, and judges nothing. */
import { announce, electronRuntime, executableOf, runtimeEnvironment } from './electron-runtime.mjs';
import { buildIfStale } from './lib/build.mjs';
import { openTestDisplay } from './lib/display.mjs';
import { installedCommand, ROOT } from './lib/project.mjs';
import { runStep } from './lib/run.mjs';
import { reason, say } from './lib/say.mjs';
import { ensureElectronLibraries } from './system-packages.mjs';

const LIMIT_IN_MS = 18 * 60_000;

async function timeFrames() {
  const runtime = await electronRuntime();
  announce(runtime);
  if (!(await ensureElectronLibraries(executableOf(runtime)))) return false;
  if (!(await buildIfStale())) return false;
  const display = await openTestDisplay();
  try {
    const args = [installedCommand('@playwright/test', 'playwright'), 'test', '--project=frames'];
    return (await runStep(process.execPath, args, LIMIT_IN_MS, { cwd: ROOT, env: { ...display.environment, ...runtimeEnvironment(runtime) } })) === 0;
  } finally {
    display.close();
  }
}

try {
  if (!(await timeFrames())) process.exitCode = 1;
} catch (error) {
  say('frames', reason(error));
  process.exitCode = 1;
}
