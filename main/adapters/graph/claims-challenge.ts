/**
 * Continuous access evaluation: Graph may answer that the token, though not expired, is no longer enough, and say in
 * `claims` what a new one must have. Nothing was done then, so even a write may be sent again with the new token.
 * Source: Microsoft identity platform, "claims challenges" (401, for Conditional Access also 403).
 */
import type { Answer } from './call';

/** Far beyond any real challenge, characters of base64. */
const MAXIMUM_LENGTH = 16_384;

/** @returns the decoded claims, a JSON object as text; null when this answer is no readable challenge. */
export function claimsChallenge({ status, header }: Pick<Answer, 'status' | 'header'>): string | null {
  if (status !== 401 && status !== 403) return null;
  const challenge = header('WWW-Authenticate') ?? '';
  if (!/\berror="?insufficient_claims"?/i.test(challenge)) return null;
  const encoded = /\bclaims="([A-Za-z0-9+/_=-]+)"/.exec(challenge)?.[1];
  if (encoded === undefined || encoded.length > MAXIMUM_LENGTH) return null;
  const claims = Buffer.from(encoded, 'base64').toString('utf8');
  return isJsonObject(claims) ? claims : null;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
