/**
 * `npm run dev`: rebuilds what changes and shows it. The renderer is served through the app's own protocol and under
 * its strict CSP here too, so there is no development server that behaves otherwise than the real thing: a change in
 * the renderer reloads the window, a change in main or preload starts the app again. Arguments go to the app.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBuilder } from 'vite';
import { announce, appEnvironment, electronRuntime, executableOf } from './electron-runtime.mjs';
import { ROOT } from './lib/project.mjs';
import { say } from './lib/say.mjs';
import { appArguments, hasDisplay } from './start.mjs';

const RELOADER = fileURLToPath(new URL('./lib/reload-on-message.cjs', import.meta.url));
/** One save often touches several files; they are shown together. */
const SETTLE_IN_MS = 150;

if (!hasDisplay(process.platform, process.env)) {
  say('dev', 'there is no display to open a window on: run this in a desktop session, or set DISPLAY.');
  process.exit(1);
}
const runtime = await electronRuntime();
announce(runtime);

/** @type {import('node:child_process').ChildProcess | undefined} */
let app;
function startApp() {
  app?.removeAllListeners('exit');
  app?.kill();
  app = spawn(executableOf(runtime), ['-r', RELOADER, ROOT, ...appArguments(process.argv.slice(2), false)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: appEnvironment(runtime),
  });
  app.once('exit', (code) => process.exit(code ?? 1));
}

/** @type {NodeJS.Timeout | undefined} */
let timer;
let needsRestart = false;
/** @param {string} environment the one that was built again */
function changed(environment) {
  needsRestart ||= environment !== 'client';
  clearTimeout(timer);
  timer = setTimeout(() => {
    say('dev', needsRestart ? 'main or preload changed: starting again' : 'renderer changed: reloading');
    if (needsRestart) startApp();
    else app?.send('reload');
    needsRestart = false;
  }, SETTLE_IN_MS);
}

/**
 * Builds one environment, and again whenever its sources change; resolves after the first time.
 * @param {import('vite').ViteBuilder} builder
 * @param {string} name
 */
async function watch(builder, name) {
  const environment = builder.environments[name];
  if (!environment) throw new Error(`vite.config.ts has no environment "${name}".`);
  const watcher = /** @type {import('rolldown').RolldownWatcher} */ (await builder.build(environment));
  let first = true;
  let failed = false;
  await /** @type {Promise<void>} */ (new Promise((ready) => {
    watcher.on('event', (event) => {
      if ('result' in event && event.result) void event.result.close();
      if (event.code === 'START') failed = false;
      // Vite has said what is wrong; the next save tries again.
      if (event.code === 'ERROR') failed = true;
      if (event.code !== 'END') return;
      if (first) ready();
      else if (!failed) changed(name);
      first = false;
    });
  }));
}

const watched = { build: { watch: {} } };
const builder = await createBuilder({
  configFile: path.join(ROOT, 'vite.config.ts'), logLevel: 'warn',
  environments: { main: watched, preload: watched, client: watched },
});
for (const name of ['main', 'preload', 'client']) await watch(builder, name);
startApp();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    app?.removeAllListeners('exit');
    app?.kill();
    process.exit(0);
  });
}
