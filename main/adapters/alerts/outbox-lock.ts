/**
 * One writer for an outbox: a file beside it with the process that holds it. What a killed process left is taken over: it does not run
 * any more, or the machine was started since (a number of a process is used again after that).
 */
import { open, readFile, rm, stat } from 'node:fs/promises';
import { uptime } from 'node:os';

/** Clocks of files and of the machine's start differ by less, ms. */
const SLACK_MS = 5000;
/** A lock that is being taken over while this looks at it; then the other has it. */
const TRIES = 3;

/** Held by this process, by path: it may open one desk after another, and asks nobody else about itself. */
const held = new Set<string>();

export class OutboxLocked extends Error {
  override readonly name = 'OutboxLocked';
}

/** @returns what gives it back. @throws OutboxLocked while somebody else has it; and the file system's errors. */
export async function holdOutbox(file: string): Promise<() => Promise<void>> {
  const lock = `${file}.lock`;
  if (held.has(lock)) throw new OutboxLocked('held in this process');
  held.add(lock);
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (await create(lock)) return () => rm(lock, { force: true }).finally(() => held.delete(lock));
      if (await isAlive(lock)) break;
      await rm(lock, { force: true });
    }
  } catch (cause) {
    held.delete(lock);
    throw cause;
  }
  held.delete(lock);
  throw new OutboxLocked('held by another process');
}

async function create(lock: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx', 0o600);
    await handle.writeFile(String(process.pid)).finally(() => handle.close());
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    // On a full disk it is there, empty, and nobody's.
    throw cause;
  }
}

async function isAlive(lock: string): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(lock, 'utf8'), stat(lock)]);
    const pid = Number(text);
    // This process has it in `held` when it has it. Empty: whoever made it was stopped, or is about to write its number.
    if (!Number.isInteger(pid) || pid <= 0) return Date.now() - mtimeMs < SLACK_MS;
    if (pid === process.pid || mtimeMs + SLACK_MS < Date.now() - uptime() * 1000) return false;
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // EPERM: it runs, as somebody else.
    return codeOf(cause) === 'EPERM';
  }
}

const codeOf = (cause: unknown): unknown => (cause instanceof Error && 'code' in cause ? cause.code : undefined);
