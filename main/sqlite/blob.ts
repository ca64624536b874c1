/** Text as bytes: libsql 0.5 ends the whole process (a Rust panic) on text that is not UTF-8 and cuts it at U+0000, so none is read as text. */
import { DamagedFile } from './failure';

/** `ignoreBOM`: a leading U+FEFF is part of the text, not to be swallowed. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** libsql hands blobs out as Buffers in arrays and as ArrayBuffers in objects. @throws DamagedFile when it is neither. */
export function blobOf(value: unknown): Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array && value.buffer instanceof ArrayBuffer) return value as Uint8Array<ArrayBuffer>;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new DamagedFile('not a blob');
}

/** @throws DamagedFile when the bytes are not UTF-8. */
export function utf8Of(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DamagedFile('not UTF-8');
  }
}
