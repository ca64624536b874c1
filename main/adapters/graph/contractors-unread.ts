/** What of the contractors could not be read, in words for the operator, and who could read it. */
import { needsOf } from '../../../shared/domain/features';
import type { Unread } from '../../../shared/domain/known';
import type { AppError } from '../../../shared/errors';
import type { Result } from '../../../shared/result';
import type { Source } from './contractors-sources';
import type { ContractorUser } from './contractors-user';
import { unread } from './known';

export type Gap = { readonly source: string; /** Empty: nobody's rights would help. */ readonly needs: string };

type List = { readonly source: Pick<Source, 'source' | 'feature'>; readonly found: Result<{ readonly items: readonly ContractorUser[] }, AppError> };
type Others = { readonly endGroups: Unread | null; readonly prefix: string; readonly leaveDate: Unread | null; readonly signIn: Unread | null };

export function gapsOf(lists: readonly List[], { endGroups, prefix, leaveDate, signIn }: Others): readonly Gap[] {
  const gaps = [
    ...lists.flatMap(({ source: { source, feature }, found }): readonly Gap[] => {
      if (!found.ok && isMissing(found.error)) return [{ source: `${source}: not in this tenant`, needs: '' }];
      if (!found.ok) return [gap(source, unread(found.error, feature))];
      return found.value.items.some(({ userPrincipalName }) => userPrincipalName === null) ? [{ source, needs: needsOf('people') }] : [];
    }),
    ...(endGroups === null ? [] : [gap(`Groups named "${prefix}…"`, endGroups)]),
    ...(leaveDate === null ? [] : [gap('Contract ends in employeeLeaveDateTime', leaveDate)]),
    ...(signIn === null ? [] : [gap('Last sign-ins', signIn)]),
  ];
  // A long list of values is several lists of people.
  return [...new Map(gaps.map((each) => [`${each.source}\n${each.needs}`, each])).values()];
}

export function isMissing(error: AppError): boolean {
  return error.kind === 'not-found';
}

function gap(source: string, { because, needs }: Unread): Gap {
  if (needs !== null) return { source, needs: needsOf(needs) };
  return { source, needs: because === 'not-licensed' ? 'a Microsoft Entra ID P1 or P2 licence' : '' };
}
