/**
 * Starts the built app (`dist/`) in the Electron that `scripts/electron-runtime.mjs` names, one scratch folder a desk:
 * its user data, its temporary files, its home and the XDG folders all lie in there, so that a test can search everything
 * it left. Only `XDG_RUNTIME_DIR` stays the session's: that is where the sockets of the display and the keyring are.
 * Every wait has a limit: an Electron that hangs under Xvfb would otherwise hold the whole run.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const LAUNCH_LIMIT_IN_MS = 45_000;
const CLOSE_LIMIT_IN_MS = 8_000;
const RUNTIME_LIMIT_IN_MS = 10 * 60_000;

export type LaunchOptions = {
  /** Given to the app after the checkout, e.g. `--desk-config=FILE`. */
  readonly args?: readonly string[];
  /** Added to this process's environment; `undefined` takes a variable away. A `HOME` is copied into the scratch folder. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** To start again where an earlier desk left off: that one's `folder`. */
  readonly folder?: string;
  /** Where the app keeps its data; `user-data` in the folder unless said otherwise. */
  readonly userDataDir?: string;
  /** What Electron is told to run: the checkout unless said otherwise. */
  readonly appPath?: string;
};

export type Launched = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  readonly userDataDir: string;
  /** Page errors, console errors and uncaught exceptions in main so far, in the order they came. */
  readonly problems: readonly string[];
  /** Everything the app wrote to stdout and stderr. */
  readonly output: () => string;
  /** Starts a second process of the same app on the same data, and returns how it ended. */
  readonly startAgain: () => Promise<Ended>;
  /** Asks the app to quit, and ends its process when it has not done so within the limit. Safe to call twice. */
  readonly close: () => Promise<void>;
};

export type Ended = { readonly code: number | null; readonly signal: string | null; readonly seconds: number };

let executable: string | undefined;

/** The executable of the Electron in use; asked for once a worker, because a first download takes its time. */
export function electronExecutable(): string {
  if (executable) return executable;
  const said = execFileSync(process.execPath, [path.join(CHECKOUT, 'scripts/electron-runtime.mjs')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: RUNTIME_LIMIT_IN_MS,
  });
  const folder = said.trim().split('\n').at(-1) ?? '';
  const names: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  executable = path.join(folder, names[process.platform] ?? 'electron');
  return executable;
}

export async function launchApp({ args = [], env = {}, folder = mkdtempSync(path.join(tmpdir(), 'desk-')), userDataDir, appPath = CHECKOUT }: LaunchOptions = {}): Promise<Launched> {
  const data = userDataDir ?? path.join(folder, 'user-data');
  mkdirSync(data, { recursive: true });
  const command = {
    executablePath: electronExecutable(),
    // The folder comes first: Electron 25 takes the first argument that is no switch for the app.
    args: [appPath, `--user-data-dir=${data}`, ...args],
    cwd: CHECKOUT,
    env: environment({
      // Chromium refuses to run as root with its sandbox on; nobody but build machines should do that.
      ...(process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
      // The display's key lies in the home by default, and the home is about to change.
      XAUTHORITY: process.env.XAUTHORITY ?? path.join(homedir(), '.Xauthority'),
      ...env,
      ...placesIn(folder, env.HOME),
    }),
  };
  const app = await _electron.launch({ ...command, timeout: LAUNCH_LIMIT_IN_MS });
  const written: string[] = [];
  const problems: string[] = [];
  const child = app.process();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      written.push(text);
      if (/Uncaught|Unhandled(?:Promise)?Rejection|UnhandledPromise/.test(text)) problems.push(text.trim());
    });
  }
  app.on('window', (page) => watch(page, problems));
  const close = () => closeApp(app, child);
  try {
    const page = await app.firstWindow({ timeout: LAUNCH_LIMIT_IN_MS });
    watch(page, problems);
    return { app, page, folder, userDataDir: data, problems, output: () => written.join(''), startAgain: () => startAgain(command), close };
  } catch (cause) {
    await close();
    throw new Error(`The app showed no window.\n${written.join('')}`, { cause });
  }
}

/** Everywhere a program may write of itself. @param home - What the home is to hold at first. */
function placesIn(folder: string, home: string | undefined): Readonly<Record<string, string>> {
  const own = path.join(folder, 'home');
  const places = {
    TMPDIR: path.join(folder, 'tmp'),
    HOME: own,
    XDG_CONFIG_HOME: path.join(own, '.config'),
    XDG_CACHE_HOME: path.join(own, '.cache'),
    XDG_DATA_HOME: path.join(own, '.local/share'),
    XDG_STATE_HOME: path.join(own, '.local/state'),
  };
  for (const place of Object.values(places)) mkdirSync(place, { recursive: true });
  if (home !== undefined) cpSync(home, own, { recursive: true });
  return places;
}

type Command = { readonly executablePath: string; readonly args: readonly string[]; readonly cwd: string; readonly env: Readonly<Record<string, string>> };

function startAgain({ executablePath, args, cwd, env }: Command): Promise<Ended> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(executablePath, args, { cwd, env, stdio: 'ignore', timeout: LAUNCH_LIMIT_IN_MS, killSignal: 'SIGKILL' });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal, seconds: (performance.now() - start) / 1000 }));
  });
}

function environment(changes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const all: Record<string, string | undefined> = { ...process.env, ...changes };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const watched = new WeakSet<Page>();

function watch(page: Page, problems: string[]): void {
  if (watched.has(page)) return;
  watched.add(page);
  page.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console error: ${message.text()}`);
  });
}

/** @param child - Of this app; once it is gone Playwright does not name it any more. */
async function closeApp(app: ElectronApplication, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const limit = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_IN_MS);
  await Promise.race([app.close().catch(() => undefined), gone]);
  await gone;
  clearTimeout(limit);
}
