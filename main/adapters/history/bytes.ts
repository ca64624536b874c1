/** Between values and what lies in the file. */
import { createHash } from 'node:crypto';
import { DamagedHistory } from './failure';

/** `ignoreBOM`: a leading U+FEFF is part of the text, not to be swallowed. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** JSON is well-formed Unicode whatever the text was: lone surrogates and U+0000 are written as escapes. */
export function toBytes(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

/**
 * @returns what {@link toBytes} was given. Not validated again: this program wrote it, and reading pages must be quick.
 * @throws DamagedHistory when it is not JSON any more.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what was written there is known where it is read
export function fromBytes<T>(value: unknown): T {
  try {
    return JSON.parse(utf8.decode(bytesOf(value))) as T;
  } catch {
    throw new DamagedHistory('unreadable row');
  }
}

/** libsql hands blobs out as Buffers in arrays and as ArrayBuffers in objects. */
function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new DamagedHistory('not a blob');
}

/** A text to be compared, never read: itself when it is short and printable ASCII, else its digest. */
export function plainText(text: string): string {
  return /^[\x21-\x7e]{0,120}$/.test(text) && !text.startsWith('#') ? text : `#${createHash('sha256').update(JSON.stringify(text)).digest('hex')}`;
}
