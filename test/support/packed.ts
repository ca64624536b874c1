/**
 * Opens what is packed into bytes: zlib data (a PDF's FlateDecode streams, a PNG's pixels), gzip and the entries of zip
 * archives, wherever they begin and whether they are whole or cut off. Found by their headers alone, so nothing has to be
 * a well-formed file.
 */
import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

export type Packed = { readonly what: string; readonly content: Buffer };

/** More than this out of one stream is an error rather than passed over, bytes. */
const CONTENT_MAXIMUM = 256 * 1024 * 1024;
/** A stream that is cut off gives what it has. */
const OPTIONS = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: CONTENT_MAXIMUM };

const ZIP_ENTRY = 0x04034b50;
const ZIP_HEADER_LENGTH = 30;
const DEFLATED = 8;

export function packedIn(bytes: Buffer): readonly Packed[] {
  const found: Packed[] = [];
  const add = (what: string, at: number, start: number, open: (packed: Buffer) => Buffer) => {
    const content = tryTo(() => open(bytes.subarray(start)));
    if (content !== null && content.length > 0) found.push({ what: `${what} at ${at}`, content });
  };
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    if (isZlib(first, second)) add('zlib data', at, at, (packed) => inflateSync(packed, OPTIONS));
    else if (first === 0x1f && second === 0x8b && bytes[at + 2] === DEFLATED) add('gzip', at, at, (packed) => gunzipSync(packed, OPTIONS));
    else if (first === 0x50 && at + ZIP_HEADER_LENGTH < bytes.length && bytes.readUInt32LE(at) === ZIP_ENTRY && bytes.readUInt16LE(at + 8) === DEFLATED) {
      const start = at + ZIP_HEADER_LENGTH + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
      add('a zip entry', at, start, (packed) => inflateRawSync(packed, OPTIONS));
    }
  }
  return found;
}

/** RFC 1950: deflate with a window of at most 32 KiB, no preset dictionary, and a check that the two bytes are divisible by 31. */
function isZlib(method: number, flags: number): boolean {
  return (method & 0x0f) === DEFLATED && method >> 4 <= 7 && (flags & 0x20) === 0 && ((method << 8) | flags) % 31 === 0;
}

/** Null where it only looked like a header. @throws when there is too much in it to look through. */
function tryTo(open: () => Buffer): Buffer | null {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof RangeError) throw new Error('Something packed is too large to search', { cause });
    return null;
  }
}
