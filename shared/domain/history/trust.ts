/**
 * Whose word a journal or a pack is. That its chain holds together says nothing about that: anybody can make one that does.
 * Only somebody else can vouch for it, by a way that its maker does not control. Pure.
 */
import { z } from 'zod';
import type { PackVerdict } from './history-state';

/**
 * `own`: this desk's. `anchored`: an anchor place of this desk's own policy, read by this desk itself, has heads that agree with it.
 * `signed`: a pack signed with a key that the desk policy lists, or that the operator expected. `nobodys`: it holds together, or
 * not even that, and anyone could have written it.
 */
export const Trust = z.enum(['own', 'anchored', 'signed', 'nobodys']);
export type Trust = z.output<typeof Trust>;

/** @param trustedKeys - Fingerprints of the desk policy. A pack that does not hold is nobody's, whoever signed it. */
export function packTrust({ holds, signature, fingerprint }: PackVerdict, trustedKeys: readonly string[]): Trust {
  if (!holds || fingerprint === null) return 'nobodys';
  const isListed = signature === 'somebody' && trustedKeys.some((key) => bareFingerprint(key) === bareFingerprint(fingerprint));
  return isListed || signature === 'expected' ? 'signed' : 'nobodys';
}

/** A fingerprint without what it was read out with: 64 hex digits in lower case, of whatever groups they came in. */
export function bareFingerprint(fingerprint: string): string {
  return fingerprint.toLowerCase().replace(/[^0-9a-f]/g, '');
}
