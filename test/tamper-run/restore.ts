/** Makes a file what another one is by writing only what differs: a thousand copies of 100 MB would be hard on a disk. */
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

const CHUNK = 1_048_576;

/** @param file - A journal that nobody has open; its `-wal` and `-shm` go, too. */
export function restore(file: string, base: string): void {
  for (const more of ['-wal', '-shm']) rmSync(`${file}${more}`, { force: true });
  const [from, to] = [openSync(base, 'r'), openSync(file, 'r+')];
  try {
    const { size } = fstatSync(from);
    ftruncateSync(to, size);
    const [wanted, found] = [Buffer.alloc(CHUNK), Buffer.alloc(CHUNK)];
    for (let at = 0; at < size; at += CHUNK) {
      const length = readSync(from, wanted, 0, CHUNK, at);
      readSync(to, found, 0, length, at);
      if (!wanted.subarray(0, length).equals(found.subarray(0, length))) writeSync(to, wanted, 0, length, at);
    }
  } finally {
    closeSync(from);
    closeSync(to);
  }
}
