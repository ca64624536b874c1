/**
 * Makes the secret of a pass, and keeps only its digest: nothing in the tenant's state or log can give it back.
 */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** Letters of both cases, digits and symbols, as in the documented example. Look-alikes (I l 1, O 0) are in it, as in Entra's. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&*+-=?@^_';

export function newPasscode(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '+').join('');
}

export type PasscodeDigest = { readonly salt: Buffer; readonly digest: Buffer };

const digestOf = (passcode: string, salt: Buffer): Buffer => createHash('sha256').update(salt).update(passcode, 'utf8').digest();

export function sealPasscode(passcode: string): PasscodeDigest {
  const salt = randomBytes(16);
  return { salt, digest: digestOf(passcode, salt) };
}

export function opensWith(sealed: PasscodeDigest, passcode: string): boolean {
  return timingSafeEqual(sealed.digest, digestOf(passcode, sealed.salt));
}
