import { createHash } from 'node:crypto';

/** SHA-256 of the public key (SPKI, DER), lower-case hex in sixteen groups of four: to be read out and compared. */
export function fingerprintOf(spki: Uint8Array): string {
  const hex = createHash('sha256').update(spki).digest('hex');
  return hex.match(/.{4}/g)?.join(' ') ?? hex;
}
