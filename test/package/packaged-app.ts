/**
 * The packaged app as `npm run package` leaves it: where its parts are, and how to start it. Its inspect fuse is off,
 * so Playwright cannot launch it as it launches the checkout; it is driven over the DevTools protocol instead.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, chromium, type Browser, type Page } from '@playwright/test';
import { whyNoSandbox } from '../../scripts/lib/sandbox.mjs';

export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const START_LIMIT_IN_MS = 30_000;
const END_LIMIT_IN_MS = 5_000;
/** In characters: a process that crashes in a loop writes without end. */
const OUTPUT_SHOWN = 4_000;

export type PackagedParts = {
  readonly folder: string;
  readonly executable: string;
  readonly resources: string;
  /** What @electron/fuses takes for the place of the fuses. */
  readonly fuses: string;
};

export function packagedParts(): PackagedParts {
  const release = path.join(CHECKOUT, 'release');
  const unpacked = existsSync(release) ? readdirSync(release).find((name) => /^(linux|win)(-\w+)?-unpacked$|^mac(-\w+)?$/.test(name)) : undefined;
  if (!unpacked) throw new Error('There is no packaged app in release/. Run "npm run package" first.');
  const folder = path.join(release, unpacked);
  if (unpacked.startsWith('mac')) {
    const app = path.join(folder, 'Tapdesk.app');
    return { folder, executable: path.join(app, 'Contents/MacOS/Tapdesk'), resources: path.join(app, 'Contents/Resources'), fuses: app };
  }
  const executable = path.join(folder, unpacked.startsWith('win') ? 'Tapdesk.exe' : 'tapdesk');
  return { folder, executable, resources: path.join(folder, 'resources'), fuses: executable };
}

export type StartOptions = {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

export type PackagedApp = {
  readonly page: Page;
  /** The home folder of this one app; nothing of the user who runs the tests is reached. */
  readonly home: string;
  /** Everything the app wrote to stdout and stderr so far. */
  readonly output: () => string;
};

type Running = PackagedApp & { readonly close: () => Promise<void> };

async function startPackagedApp({ args = [], env = {} }: StartOptions): Promise<Running> {
  const home = mkdtempSync(path.join(tmpdir(), 'packaged-'));
  const temporary = path.join(home, 'tmp');
  mkdirSync(temporary);
  const { executable, folder } = packagedParts();
  const child = spawn(executable, ['--remote-debugging-port=0', ...args], {
    cwd: home,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), XDG_CACHE_HOME: path.join(home, '.cache'), XDG_DATA_HOME: path.join(home, '.local/share'), TMPDIR: temporary,
      ...(whyNoSandbox(folder) ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
      ...env,
    },
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { written += text; });
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close().catch(() => undefined);
    await end(child);
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const address = await debuggerAddress(child, () => written);
    // Playwright's defaults set up a browser's downloads and focus, which this is not.
    browser = await chromium.connectOverCDP(address, { noDefaults: true, timeout: START_LIMIT_IN_MS });
    return { page: await firstPage(browser), home, output: () => written, close };
  } catch (cause) {
    await close();
    throw new Error(`The packaged app could not be driven.\n${written.slice(-OUTPUT_SHOWN)}`, { cause });
  }
}

function debuggerAddress(child: ChildProcess, written: () => string): Promise<string> {
  return until('an address for the DevTools protocol', () => {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}.`);
    return /DevTools listening on (ws:\S+)/.exec(written())?.[1];
  });
}

function firstPage(browser: Browser): Promise<Page> {
  return until('a window', () => browser.contexts().flatMap((context) => context.pages()).find((page) => page.url().startsWith('app://')));
}

async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  const limit = Date.now() + START_LIMIT_IN_MS;
  while (Date.now() < limit) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It showed no sign of ${what} within ${START_LIMIT_IN_MS / 1000} s.`);
}

/** Asks it to end, then ends it with all its helper processes. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const gone = child.exitCode !== null ? Promise.resolve() : new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, END_LIMIT_IN_MS))]);
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The whole group has gone already.
  }
  await gone;
}

type PackageFixtures = {
  /** Starts packaged apps, each with a home of its own, and ends them with the test. */
  readonly start: (options?: StartOptions) => Promise<PackagedApp>;
};

export const test = base.extend<PackageFixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names off this pattern.
  start: async ({}, use, info) => {
    info.skip(process.platform !== 'linux', 'Only on Linux can its data be kept apart from those of the person who runs the tests.');
    const apps: Running[] = [];
    await use(async (options = {}) => {
      const app = await startPackagedApp(options);
      apps.push(app);
      return app;
    });
    for (const app of apps) {
      if (info.status !== info.expectedStatus) await info.attach('output', { body: app.output().slice(-OUTPUT_SHOWN), contentType: 'text/plain' });
      await app.close();
    }
  },
});

export { expect } from '@playwright/test';
