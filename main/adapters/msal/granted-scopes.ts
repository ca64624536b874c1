/**
 * The Graph permissions of a token, from what the sign-in service says it granted. Names of permissions only: what OpenID
 * itself uses is left out, and so is whatever belongs to another service than this cloud's Graph.
 */
import type { Cloud } from '../../../shared/domain/cloud';

/** Scopes of OpenID Connect; they open nothing in Graph that matters here. */
const OPENID: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

/** @returns null when the service named none at all: then it did not say. */
export function grantedScopes(scopes: readonly string[], { graph }: Pick<Cloud, 'graph'>): readonly string[] | null {
  if (scopes.length === 0) return null;
  const prefix = `${graph}/`.toLowerCase();
  return scopes
    .map((scope) => (scope.toLowerCase().startsWith(prefix) ? scope.slice(prefix.length) : scope))
    .filter((scope) => !scope.includes('/') && !OPENID.has(scope.toLowerCase()));
}
