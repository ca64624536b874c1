import { FEATURES, type Feature } from '../../shared/domain/features';
import type { CheckLine } from './preflight-text';

/**
 * The features that stand in the way because their permission is not in the operator's token: consent would bring it. Where
 * the permission is there it is the role that is missing, and asking would help nobody. Pure.
 *
 * @param scopes - Of the operator's token; null when the sign-in service did not say.
 */
export function missingConsent(lines: readonly CheckLine[], scopes: readonly string[] | null): readonly Feature[] {
  if (scopes === null) return [];
  const held = new Set(scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase()));
  const wanted = lines.flatMap((line): readonly Feature[] => {
    if (line.state === 'blocked') return line.problem.rule === 'scope-missing' ? featuresOf(line.problem.scopes) : [];
    return line.state === 'not-checked' && line.because === 'not-permitted' && line.needs !== null ? [line.needs] : [];
  });
  return [...new Set(wanted)].filter((feature) => FEATURES[feature].scopes.some((scope) => !held.has(scope.toLowerCase())));
}

/** Whoever needs one of these to write. */
function featuresOf(scopes: readonly string[]): readonly Feature[] {
  const found = (['grants', 'groupGrants'] as const).filter((feature) => FEATURES[feature].scopes.some((scope) => scopes.includes(scope)));
  return found.length === 0 ? ['passes'] : found;
}
