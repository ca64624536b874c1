/** Writes a ZIP, a part after another, each made while it is written: no part is ever held as a whole. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import yazl from 'yazl';
import { writeWhole } from './atomic-file';
import type { Written } from './text-file';

export type Part = { readonly bytes: number; readonly sha256: string };

/** Adds a part; answers when its last piece was taken. Lone surrogates become U+FFFD. */
export type AddPart = (name: string, pieces: AsyncIterable<string> | Iterable<string>) => Promise<Part>;

/**
 * @param madeAt - The time of every part.
 * @param fill - Adds the parts, and says how many rows they hold.
 * @throws the file system's errors, and what `fill` or a part's pieces throw.
 */
export function writeZip(file: string, madeAt: Date, fill: (add: AddPart) => Promise<number>): Promise<Written> {
  return writeWhole(file, async (handle) => {
    const zip = new yazl.ZipFile();
    const failed = once(zip, 'error').then(([cause]) => Promise.reject(cause instanceof Error ? cause : new Error('the ZIP could not be written')));
    failed.catch(() => undefined);
    const sha256 = createHash('sha256');
    const drain = async (): Promise<string> => {
      for await (const chunk of zip.outputStream as unknown as AsyncIterable<Buffer>) {
        sha256.update(chunk);
        await handle.writeFile(chunk);
      }
      return sha256.digest('hex');
    };
    const drained = drain();
    // A full disk stops the drain, and what fills would wait for ever for room: whoever fails first ends the other.
    const stopped = drained.then(() => new Promise<never>(() => undefined));
    stopped.catch(() => undefined);
    const add: AddPart = (name, pieces) => Promise.race([partOf(zip, name, pieces, madeAt), failed, stopped]);
    try {
      const rows = await fill(add);
      zip.end();
      return { rows, digest: await Promise.race([drained, failed]) };
    } finally {
      // Ends the drain before the file is closed under it.
      if (zip.outputStream instanceof Readable) zip.outputStream.destroy();
    }
  });
}

async function partOf(zip: yazl.ZipFile, name: string, pieces: AsyncIterable<string> | Iterable<string>, madeAt: Date): Promise<Part> {
  const sha256 = createHash('sha256');
  let bytes = 0;
  let tell: (outcome: { readonly cause: unknown } | null) => void = () => undefined;
  const ended = new Promise<{ readonly cause: unknown } | null>((resolve) => (tell = resolve));
  async function* encoded(): AsyncGenerator<Buffer> {
    try {
      for await (const piece of pieces) {
        const buffer = Buffer.from(piece, 'utf8');
        bytes += buffer.byteLength;
        sha256.update(buffer);
        if (buffer.byteLength > 0) yield buffer;
      }
      tell(null);
    } catch (cause) {
      tell({ cause });
    }
  }
  // Regular files that their owner may read and write; a fast level, since most of the time is compression's.
  zip.addReadStream(Readable.from(encoded(), { objectMode: false, highWaterMark: 64 * 1024 }), name, { mtime: madeAt, mode: 0o100600, compress: true, compressionLevel: 3 });
  const outcome = await ended;
  if (outcome) throw outcome.cause;
  return { bytes, sha256: sha256.digest('hex') };
}
