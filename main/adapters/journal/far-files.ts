/**
 * Reads from a folder that may be a share, and a share that has died answers nothing for minutes. Each call has a time in which to
 * answer. One that does not cannot be called back, and holds one of the few threads that this program reads all its files with:
 * while {@link HELD_MAXIMUM} of them hang, no further one is begun.
 */
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';

/** For one call, milliseconds. Of a large file each chunk is a call. */
const LIMIT_MS = 20_000;
const HELD_MAXIMUM = 2;
const CHUNK_BYTES = 1024 * 1024;

/** All of them throw what the file system throws, and `ETIMEDOUT` for what does not answer. */
export type FarFiles = {
  readonly list: (folder: string) => Promise<readonly string[]>;
  /** Bytes; null for what is no plain file: a pipe or a device beside a journal would never end. */
  readonly size: (file: string) => Promise<number | null>;
  /** To its end, each chunk to be used before the next is asked for. */
  readonly chunks: (file: string) => AsyncIterable<Uint8Array>;
};

export function createFarFiles(limitMs = LIMIT_MS): FarFiles {
  const held = new Set<Promise<unknown>>();

  async function inTime<T>(begin: () => Promise<T>): Promise<T> {
    if (held.size >= HELD_MAXIMUM) throw noAnswer();
    const call = begin();
    held.add(call);
    const over = () => void held.delete(call);
    call.then(over, over);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(noAnswer());
      }, limitMs);
    });
    try {
      return await Promise.race([call, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    list: (folder) => inTime(() => readdir(folder)),
    size: async (file) => {
      const found = await inTime(() => stat(file));
      return found.isFile() ? found.size : null;
    },
    chunks: async function* chunks(file) {
      let opening: Promise<FileHandle> | undefined;
      const handle = await inTime(() => (opening = open(file, 'r'))).catch((cause: unknown) => {
        // What opens after all is not left open.
        opening?.then((late) => late.close()).catch(() => undefined);
        throw cause;
      });
      try {
        const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
        for (;;) {
          const { bytesRead } = await inTime(() => handle.read(buffer, 0, CHUNK_BYTES, null));
          if (bytesRead === 0) return;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        // Waits for a read that hangs, as nobody else should.
        handle.close().catch(() => undefined);
      }
    },
  };
}

export function isNoAnswer(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ETIMEDOUT';
}

function noAnswer(): Error {
  return Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
}
