/**
 * `npm run shots`: opens the real app and saves every view and dialog into docs/screenshots, in light and dark, the main
 * ones also in the system's own few colours. The way through the views is test/support/tour*.ts, which the
 * accessibility test walks too. What follows `npm run shots --` goes to Playwright, e.g. `-g "the way of a pass"`.
 */
import { rm, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { announce, electronRuntime, executableOf, runtimeEnvironment } from './electron-runtime.mjs';
import { buildIfStale } from './lib/build.mjs';
import { openTestDisplay } from './lib/display.mjs';
import { installedCommand, ROOT } from './lib/project.mjs';
import { runStep } from './lib/run.mjs';
import { reason, say } from './lib/say.mjs';
import { ensureElectronLibraries } from './system-packages.mjs';

const FOLDER = path.join(ROOT, 'docs/screenshots');
const LIMIT_IN_MS = 10 * 60_000;

/** @param {readonly string[]} wishes what goes to Playwright */
async function takeShots(wishes) {
  const runtime = await electronRuntime();
  announce(runtime);
  if (!(await ensureElectronLibraries(executableOf(runtime)))) return false;
  if (!(await buildIfStale())) return false;
  // A view that is gone must not leave its picture behind; a partial run replaces only what it takes.
  if (wishes.length === 0) await rm(FOLDER, { recursive: true, force: true });
  const display = await openTestDisplay();
  try {
    const args = [installedCommand('@playwright/test', 'playwright'), 'test', '--project=shots', ...wishes];
    return (await runStep(process.execPath, args, LIMIT_IN_MS, { cwd: ROOT, env: { ...display.environment, ...runtimeEnvironment(runtime) } })) === 0;
  } finally {
    display.close();
  }
}

async function sumUp() {
  const pictures = await readdir(FOLDER).catch(() => []);
  const sizes = await Promise.all(pictures.map(async (name) => (await stat(path.join(FOLDER, name))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  say('shots', `${pictures.length} pictures, ${(bytes / 1024 / 1024).toFixed(1)} MiB, in ${path.relative(process.cwd(), FOLDER)}`);
}

try {
  if (!(await takeShots(process.argv.slice(2)))) process.exitCode = 1;
  await sumUp();
} catch (error) {
  say('shots', reason(error));
  process.exitCode = 1;
}
