/** Who did what a record of the directory audit tells: somebody, or an app by itself. Source: Graph resource type auditActivityInitiator. */
import { z } from 'zod';
import { text } from './person-row';

export const InitiatedBy = z
  .object({
    user: z.object({ id: text, displayName: text, userPrincipalName: text }).nullish(),
    app: z.object({ appId: text, servicePrincipalId: text, displayName: text }).nullish(),
  })
  .nullish();

/** Empty texts where the record does not say. */
export function initiatorOf(initiatedBy: z.output<typeof InitiatedBy>): { readonly id: string; readonly displayName: string } {
  const { user, app } = initiatedBy ?? {};
  return { id: user?.id ?? app?.servicePrincipalId ?? app?.appId ?? '', displayName: user?.displayName ?? user?.userPrincipalName ?? app?.displayName ?? '' };
}

/** What was tried and did not happen. */
export const hasFailed = (result: string | null): boolean => result === 'failure' || result === 'timeout';
