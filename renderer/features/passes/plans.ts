/** From what is chosen to what will be revoked: says plainly what is left out and why. Pure. */
import { displayText } from '../../../shared/domain/display-text';
import { isUnfinished, type PassEntry, passIdOf } from './pass-entry';
import type { Issuer } from './issuers';
import type { RevokePlan } from './revoke-dialog';
import type { Target } from './revoke-run';
import { passes, people } from './words';

export function revokePlan(chosen: readonly PassEntry[]): RevokePlan {
  const targets = targetsOf(chosen);
  const without = chosen.length - targets.length;
  return {
    title: targets.length === 1 ? 'Revoke pass' : `Revoke ${passes(targets.length)}`,
    targets,
    leftOut: without > 0 ? `${people(without)} of those selected ${without === 1 ? 'has' : 'have'} no pass that could be read, and ${without === 1 ? 'is' : 'are'} left out.` : '',
  };
}

export function closeOutPlan(chosen: readonly PassEntry[], now: Date): RevokePlan {
  const open = chosen.filter((entry) => isUnfinished(entry, now));
  const targets = targetsOf(open);
  const without = chosen.length - targets.length;
  return {
    title: targets.length === 1 ? 'Close out pass' : `Close out ${passes(targets.length)}`,
    targets,
    leftOut: without > 0 ? `${people(without)} of those selected ${without === 1 ? 'has' : 'have'} nothing unfinished, and ${without === 1 ? 'is' : 'are'} left out.` : '',
  };
}

/** @param notAsked - People who may have a pass and have not been asked about. */
export function issuerPlan({ displayName, rows, unread }: Issuer, notAsked: number): RevokePlan {
  const missing = [
    unread > 0 && `${passes(unread)} issued by them could not be read`,
    notAsked > 0 && `${people(notAsked)} have not been asked about yet`,
  ].filter((part) => part !== false);
  return {
    title: `Revoke all issued by ${displayText(displayName, 60)}`,
    targets: targetsOf(rows),
    leftOut: `These are the passes that can still open an account, whatever the filter shows.${missing.length > 0 ? ` Left out: ${missing.join('; ')}.` : ''}`,
  };
}

function targetsOf(entries: readonly PassEntry[]): readonly Target[] {
  return entries.flatMap((entry) => {
    const passId = passIdOf(entry);
    const { personId, displayName, userPrincipalName, ticket } = entry;
    return passId === null ? [] : [{ personId, displayName, userPrincipalName, passId, ticket }];
  });
}
