/**
 * A throw-away, unlocked keyring on a message bus of its own, so that `safeStorage` can encrypt on a machine without a
 * desktop. Bus and keyring live as long as the pipe to them is open: should the test run die, they die with it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

export type Keyring = {
  /** What a program needs to find it; also pass {@link KEYRING_SWITCH} to Electron. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
};

/** Chromium picks its store by the desktop's name, and there is none here. */
export const KEYRING_SWITCH = '--password-store=gnome-libsecret';
const START_LIMIT_IN_MS = 15_000;

/** `cat` ends when this process closes the pipe or is gone; the daemon in the foreground ends with the bus. */
const SCRIPT = `
printf 'test' | gnome-keyring-daemon --unlock --components=secrets --foreground >/dev/null 2>&1 &
echo "$DBUS_SESSION_BUS_ADDRESS"
cat >/dev/null
kill %1 2>/dev/null
`;

export async function startKeyring(): Promise<Keyring> {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyring-'));
  const places = { XDG_DATA_HOME: path.join(folder, 'data'), XDG_RUNTIME_DIR: folder };
  const child = spawn('dbus-run-session', ['--', 'sh', '-c', SCRIPT], {
    env: { ...process.env, ...places, HOME: folder },
    stdio: 'pipe',
  });
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => {
    complaints += text.toString();
  });
  const close = async () => {
    child.stdin.end();
    if (child.exitCode === null && child.signalCode === null) {
      const limit = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_IN_MS);
      await once(child, 'exit');
      clearTimeout(limit);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const lines = createInterface({ input: child.stdout });
    const [address] = (await once(lines, 'line', { signal: AbortSignal.timeout(START_LIMIT_IN_MS) })) as [string];
    // HOME stays the caller's: the keyring is reached over the bus, not over files.
    return { env: { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder }, close };
  } catch (cause) {
    await close();
    throw new Error(`No keyring: are dbus and gnome-keyring installed?\n${complaints}`, { cause });
  }
}
