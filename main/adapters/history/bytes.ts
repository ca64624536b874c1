/** Between values and what lies in the file. */
import { createHash } from 'node:crypto';
import { blobOf, utf8Of } from '../../sqlite/blob';
import { DamagedHistory } from './failure';

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
    return JSON.parse(utf8Of(blobOf(value))) as T;
  } catch {
    throw new DamagedHistory('unreadable row');
  }
}

/** A text to be compared, never read: itself when it is short and printable ASCII, else its digest. */
export function plainText(text: string): string {
  return /^[\x21-\x7e]{0,120}$/.test(text) && !text.startsWith('#') ? text : `#${createHash('sha256').update(JSON.stringify(text)).digest('hex')}`;
}
