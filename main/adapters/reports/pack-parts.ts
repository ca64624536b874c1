/**
 * Opens a pack's ZIP and hands out its parts. What it is made of is not believed: only the names that a pack has, each once, within
 * bounds, and never written anywhere.
 */
import yauzl from 'yauzl';
import { PARTS } from './pack-manifest';

/** Why a file is no pack that this program reads; in words for whoever opens it. */
export class NoPack extends Error {
  override readonly name = 'NoPack';
}

const MEBIBYTE = 1024 * 1024;
/** Bytes, unpacked. A million lives take about two gibibytes. The segment is held as a whole: as many entries as are read at once take a third of it. */
const LIMITS: Readonly<Record<string, number>> = { [PARTS.rows]: 8192 * MEBIBYTE, [PARTS.segment]: 512 * MEBIBYTE, [PARTS.readme]: MEBIBYTE, [PARTS.manifest]: MEBIBYTE, [PARTS.signature]: 1024 };
/** Unpacked to packed. Rows pack to a tenth or a thirtieth; a bomb to a thousandth. */
const RATIO_MAXIMUM = 300;
const RATIO_COUNTS_FROM = 16 * MEBIBYTE;
/** Bytes in one line of rows or entries. */
const LINE_MAXIMUM = 32 * MEBIBYTE;

export type PackParts = {
  readonly has: (name: string) => boolean;
  /** @throws NoPack when it is not there or holds more than it says. */
  readonly chunks: (name: string) => AsyncIterable<Buffer>;
  readonly close: () => void;
};

/** @throws NoPack, or the file system's errors. */
export async function openParts(file: string): Promise<PackParts> {
  const zip = await opened(file);
  const parts = new Map<string, yauzl.Entry>();
  try {
    for await (const entry of entriesOf(zip)) {
      const limit = Object.hasOwn(LIMITS, entry.fileName) ? LIMITS[entry.fileName] : undefined;
      if (limit === undefined) throw new NoPack(`It holds “${entry.fileName.slice(0, 80)}”, which no pack has.`);
      if (parts.has(entry.fileName)) throw new NoPack(`It holds ${entry.fileName} twice.`);
      if (entry.isEncrypted()) throw new NoPack(`${entry.fileName} is encrypted.`);
      const isBomb = entry.uncompressedSize > RATIO_COUNTS_FROM && entry.uncompressedSize > entry.compressedSize * RATIO_MAXIMUM;
      if (entry.uncompressedSize > limit || isBomb) throw new NoPack(`${entry.fileName} would be too large, unpacked.`);
      parts.set(entry.fileName, entry);
    }
  } catch (cause) {
    zip.close();
    throw cause instanceof NoPack ? cause : new NoPack('Its list of parts is damaged.');
  }
  return {
    has: (name) => parts.has(name),
    close: () => zip.close(),
    chunks: async function* (name) {
      const entry = parts.get(name);
      if (!entry) throw new NoPack(`It does not hold ${name}.`);
      try {
        const stream = await zip.openReadStreamPromise(entry);
        for await (const chunk of stream) yield chunk as Buffer;
      } catch {
        throw new NoPack(`${name} is damaged.`);
      }
    },
  };
}

/** Whole lines without their ends; what follows the last line end is a line, too. @throws NoPack on one that is too long. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]).toString('utf8');
      [rest, length, from] = [[], 0, at + 1];
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LINE_MAXIMUM) throw new NoPack('A line is too long.');
  }
  if (length > 0) yield Buffer.concat(rest).toString('utf8');
}

async function opened(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }, (cause, zip) => {
      // The file system's errors have a system call; the others are of the format.
      if (cause) reject('syscall' in cause ? cause : new NoPack('It is no ZIP file.'));
      else resolve(zip);
    });
  });
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for (let left = zip.entryCount; left > 0; left -= 1) {
    yield await new Promise<yauzl.Entry>((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('error', reject);
      zip.readEntry();
    });
    zip.removeAllListeners('error');
  }
}
