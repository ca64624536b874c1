/**
 * libsql closes a file when the last statement on it is collected, which may be long after `close`. A file that is changed beneath a
 * connection that lives on would be damaged by it. SQLite itself removes `-shm` when the last connection goes: that is waited for.
 */
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const [TRIES, PAUSE_MS] = [1000, 10];

/** Only in a process that was started with `--expose-gc`. @throws when somebody still has it open after some ten seconds. */
export async function whollyClosed(file: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (!existsSync(`${file}-shm`)) return;
    globalThis.gc?.();
    await pause(PAUSE_MS);
  }
  throw new Error(`${file} is still open.`);
}
