/** A secret from the file that the desk policy names. Read anew each time: it may be changed while the app runs. Never logged, never kept. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';

/** Bytes; a key or an address has less. */
const SIZE_MAXIMUM = 4096;

/**
 * @param maximum - Bytes.
 * @returns its text without white space and byte order mark around it; null when it is not there, empty, too long to be one, no text in
 * UTF-8, no plain file, not named from the root, or, but for Windows, when somebody else than root and this user owns it or may write it:
 * who can change an address has the alerts sent to himself, and who can change a secret can sign with it.
 */
export async function secretIn(file: string, maximum: number = SIZE_MAXIMUM): Promise<string | null> {
  if (!path.isAbsolute(file)) return null;
  try {
    // A pipe that nobody writes to would hold up whoever opens it. Windows does not know the flag; undefined adds nothing.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await handle.stat();
      if (!stat.isFile() || !isTrusted(stat.uid, stat.mode)) return null;
      // One more than may be: a file can grow while it is read.
      const bytes = Buffer.alloc(maximum + 1);
      const length = await fill(handle, bytes);
      if (length > maximum) return null;
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length)).trim();
      return text === '' || text.includes('\0') ? null : text;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

async function fill(handle: Awaited<ReturnType<typeof open>>, bytes: Buffer): Promise<number> {
  let length = 0;
  while (length < bytes.byteLength) {
    const { bytesRead } = await handle.read(bytes, length, bytes.byteLength - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return length;
}

function isTrusted(uid: number, mode: number): boolean {
  if (process.platform === 'win32') return true;
  return (uid === 0 || uid === process.getuid?.()) && (mode & 0o022) === 0;
}
