/** Writes a text file piece by piece, whole or not at all. A piece is on its way to the disk while the next is made: two are held at most. */
import { createHash } from 'node:crypto';
import { writeWhole } from './atomic-file';

export type Written = { readonly rows: number; readonly digest: string };
export type Write = (text: string) => Promise<void>;

/**
 * @param fill - Writes the pieces, and says how many rows they were. Lone surrogates become U+FFFD.
 * @returns lower-case hex SHA-256 of the file besides.
 * @throws the file system's errors, and what `fill` throws.
 */
export function writeText(file: string, fill: (write: Write) => Promise<number>): Promise<Written> {
  return writeWhole(file, async (handle) => {
    const sha256 = createHash('sha256');
    let writing: Promise<void> = Promise.resolve();
    const rows = await fill(async (text) => {
      const bytes = Buffer.from(text, 'utf8');
      sha256.update(bytes);
      await writing;
      writing = handle.writeFile(bytes);
      // Heard of with the next piece, or at the end; unless the filling ends with a failure of its own.
      writing.catch(() => undefined);
    });
    await writing;
    return { rows, digest: sha256.digest('hex') };
  });
}
