/**
 * Starts the built app (`dist/`) in the Electron that `scripts/electron-runtime.mjs` names, one scratch folder a desk:
 * its user data, its temporary files and its home all lie in there, so that a test can search everything it left.
 * Every wait has a limit: an Electron that hangs under Xvfb would otherwise hold the whole run.
 */
import { type ChildProcess, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  /** Added to this process's environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** To start again where an earlier desk left off: that one's `folder`. */
  readonly folder?: string;
  /** Where the app keeps its data; `user-data` in the folder unless said otherwise. */
  readonly userDataDir?: string;
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
  /** Asks the app to quit, and ends its process when it has not done so within the limit. Safe to call twice. */
  readonly close: () => Promise<void>;
};

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

export async function launchApp({ args = [], env = {}, folder = mkdtempSync(path.join(tmpdir(), 'desk-')), userDataDir }: LaunchOptions = {}): Promise<Launched> {
  const data = userDataDir ?? path.join(folder, 'user-data');
  const temporary = path.join(folder, 'tmp');
  for (const place of [data, temporary]) mkdirSync(place, { recursive: true });
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    // The folder comes first: Electron 25 takes the first argument that is no switch for the app.
    args: [CHECKOUT, `--user-data-dir=${data}`, ...args],
    cwd: CHECKOUT,
    env: environment({
      TMPDIR: temporary,
      // Chromium refuses to run as root with its sandbox on; nobody but build machines should do that.
      ...(process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
      ...env,
    }),
    timeout: LAUNCH_LIMIT_IN_MS,
  });
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
    return { app, page, folder, userDataDir: data, problems, output: () => written.join(''), close };
  } catch (cause) {
    await close();
    throw new Error(`The app showed no window.\n${written.join('')}`, { cause });
  }
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
